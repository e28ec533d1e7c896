"""The register of duties: what the procedure asks of whom, when it opens, by when, and what closes it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

from lcspr_core.errors import Unreadable
from lcspr_core.timescales.conditions import Condition, How, condition
from lcspr_core.timescales.editions import Basis, edition
from lcspr_core.timescales.rules import Rule, rule

REGISTER = Path(__file__).with_name("register")


class DutyKind(StrEnum):
    """What sort of thing a duty asks for."""

    RECORD = "record"
    QUALITY_CHECK = "quality-check"
    DOCUMENT = "document"
    NOTIFICATION = "notification"
    DECISION = "decision"
    FAMILY = "family"
    ACTION_MONITORING = "action-monitoring"
    DISSEMINATION = "dissemination"
    ROLE_INDEPENDENCE = "role-independence"
    CONFIDENTIALITY = "confidentiality"
    DEADLINE = "deadline"
    METHODOLOGY = "methodology"
    APPROVAL = "approval"
    CRITERION = "criterion"
    PARALLEL_PROCESS = "parallel-process"
    PUBLICATION = "publication"
    CROSS_BORDER = "cross-border"


class Strength(StrEnum):
    """How strongly the text itself speaks; not how hard the program reacts."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


class Carrier(StrEnum):
    """What in this program carries a duty."""

    FORM = "form"
    CLOCK = "clock"
    GATE = "gate"
    CHECK = "check"
    REMINDER = "reminder"


class Overlaying(StrEnum):
    """What a later national rule does to the duties that it touches."""

    ADDS = "adds"
    CHANGES = "changes"
    REPLACES = "replaces"


CARRIER_WORDS: Mapping[Carrier, str] = {
    Carrier.FORM: "a form asks for it and keeps the answer",
    Carrier.CLOCK: "a clock counts it",
    Carrier.GATE: "something cannot go on without it",
    Carrier.CHECK: "the program works it out from what is there",
    Carrier.REMINDER: "the program can only remind, and keep a record of what somebody did",
}


@frozen(kw_only=True)
class Duty:
    """One duty: its paragraph and letter, who owes it, what it is, and when it opens and closes.

    `waivable` says whether somebody may put it down as not needed, with a reason. A duty of a later national rule also
    says its source and the edition it came with (`since`), and what it does to the local duties that it `touches`; to
    those in `by_default` this project does the same of its own choice.
    """

    id: str
    who: tuple[str, ...]
    what: str
    kind: DutyKind
    strength: Strength
    phase: str
    rule: Rule
    opens: Condition
    closes: Condition
    carried_by: Carrier
    way_out: str
    waivable: bool = True
    shown_by: str = ""
    basis: Basis = Basis.LOCAL
    since: str = ""
    effect: Overlaying = Overlaying.ADDS
    touches: tuple[str, ...] = ()
    by_default: tuple[str, ...] = ()
    source: str = ""

    @property
    def paragraph(self) -> str:
        """The paragraph that it comes from, without the letter."""
        return self.id.rpartition("-")[0] or self.id


_ID = re.compile(r"8\.2\.([1-9]\d?)-([a-z])|N(\d\d)")


def duties(folder: Path = REGISTER) -> tuple[Duty, ...]:
    """Return every duty of a register in its order; a line that cannot be so is refused by number."""
    found = [one for file in sorted(folder.glob("*.csv")) for one in _file(file)]
    twice = {one.id for one in found if sum(other.id == one.id for other in found) > 1}
    if twice:
        raise Unreadable(f"The register has these duties twice: {', '.join(sorted(twice))}.")
    return tuple(sorted(found, key=lambda one: place(one.id)))


@cache
def own_duties() -> tuple[Duty, ...]:
    """Return the duties that ship with the core."""
    return duties()


def place(name: str) -> tuple[int, int, str]:
    """Return where a duty stands in the register: the procedure's in order, then what national rules add."""
    found = _ID.fullmatch(name)
    if found is None:
        raise Unreadable(f"“{name[:20]}” names no duty; write one as in “8.2.18-a”.")
    paragraph, letter, added = found.groups()
    return (1, int(added), "") if added else (0, int(paragraph), letter)


def _file(file: Path) -> Iterable[Duty]:
    with file.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            try:
                yield _duty(row)
            except (KeyError, TypeError, ValueError, Unreadable) as fault:
                raise Unreadable(f"{file.name}, line {number}: {fault}") from None


def _duty(row: Mapping[str, str]) -> Duty:
    made = Duty(
        id=row["id"],
        who=tuple(row["who"].split()),
        what=row["what"].strip(),
        kind=DutyKind(row["kind"]),
        strength=Strength(row["strength"]),
        phase=row["phase"],
        rule=rule(row["timescale"]),
        opens=condition(row["opens"]),
        closes=condition(row["closes"]),
        carried_by=Carrier(row["carried_by"]),
        way_out=row["way_out"].strip(),
        waivable=row["waivable"] != "no",
        shown_by=row["shown_by"].strip(),
        **_overlay(row),
    )
    place(made.id)
    _refuse_empty(made)
    return made


def _overlay(row: Mapping[str, str]) -> dict[str, Any]:
    """Read what only the national rules' file has columns for."""
    if "since" not in row:
        return {}
    found: dict[str, Any] = {name: tuple(row[name].split()) for name in ("touches", "by_default")}
    source, since = row["source"].strip(), edition(row["since"]).key
    return {
        **found,
        "basis": Basis(row["basis"]),
        "effect": Overlaying(row["effect"]),
        "source": source,
        "since": since,
    }


def _refuse_empty(duty: Duty) -> None:
    reminds = any(term.how is How.NOTE for term in duty.closes.terms())
    if not duty.who or not duty.what or not duty.way_out:
        raise Unreadable("it says not who, what, or the way out.")
    if (duty.carried_by is Carrier.REMINDER) is not reminds:
        raise Unreadable("a reminder closes with “note”, and nothing else does.")
