"""Policy editions: the procedure as written, and the later national rules laid over it, each including those before."""

from __future__ import annotations

import csv
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from attrs import frozen

from lcspr_core.errors import Unreadable

TABLE = Path(__file__).with_name("editions.csv")
UNKNOWN = (
    "This case is worked under the rules “{key}”, which this program does not know: a newer one may have set them. "
    "Until that is here the case is read under “{title}”, the newest known: rely on no day of the national rules. "
    "What is stamped on the case stays as it is."
)


class Basis(StrEnum):
    """What a time rests on: an Act or its regulations, the local procedure, or this project's own choice."""

    STATUTORY = "statutory"
    LOCAL = "local"
    HOUSE = "house default"


@frozen(kw_only=True)
class Edition:
    """One edition of the rules that a case is worked under; it is stamped on the case and printed on its papers."""

    key: str
    title: str
    guidance: str
    source: str
    words: str


@frozen(kw_only=True)
class EditionMove:
    """The decision to work a case under newer rules from a day on: from which to which, who decided it, and why."""

    was: str
    now: str
    on: date
    by: str
    why: str


@cache
def editions() -> tuple[Edition, ...]:
    """Return every edition, the oldest first; each takes in those before it."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(Edition(**row) for row in csv.DictReader(lines))


def newest() -> Edition:
    """Return the edition that a case opened today is stamped with."""
    return editions()[-1]


def edition(key: str) -> Edition:
    """Return an edition by key; nothing means the newest, and one that is not known is said."""
    found = next((one for one in editions() if one.key == key), None)
    if found is None and key:
        known = ", ".join(one.key for one in editions())
        raise Unreadable(f"There is no edition called “{key[:40]}”. There are: {known}.")
    return found or newest()


def worked_under(stamped: str) -> Edition:
    """Return the edition that a case is read under: the one stamped on it, or the newest where that is not known."""
    return next((one for one in editions() if one.key == stamped), newest())


def unknown(stamped: str) -> str:
    """Say that a case carries the stamp of an edition that is not known here; nothing, if it is known or has none."""
    now = worked_under(stamped)
    return UNKNOWN.format(key=stamped[:40], title=now.title) if stamped and now.key != stamped else ""


def rules_words(stamped: str) -> str:
    """Return by which guidance a case is worked, in few words; with what it is read by where that is not known."""
    now = worked_under(stamped).guidance
    return f"“{stamped[:40]}”, not known here; read by {now}" if unknown(stamped) else now


def holds(since: str, under: Edition) -> bool:
    """Say whether a rule that came with an edition holds under another: it does from its own edition on."""
    keys = [one.key for one in editions()]
    return not since or keys.index(edition(since).key) <= keys.index(under.key)


def changed_since(stamped: str) -> tuple[Edition, ...]:
    """Return the editions that are newer than the one a case is stamped with: its rules may have changed."""
    every = editions()
    return every[every.index(worked_under(stamped)) + 1 :]
