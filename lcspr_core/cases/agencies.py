"""The agencies asked about a case: who they are, and whether they knew the child."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import frozen

from lcspr_core.views import Table

if TYPE_CHECKING:
    from lcspr_core.review import Review


class Known(StrEnum):
    """What an agency said of knowing the child; no reply is a fact of its own (8.2.19)."""

    NOT_ASKED = "not_asked"
    NO_REPLY = "no_reply"
    KNOWN = "known"
    NOT_KNOWN = "not_known"


@frozen(kw_only=True)
class Agency:
    """One agency of the partnership, by the short code used everywhere in this review."""

    id: str
    title: str
    sort: str = ""
    known: Known = Known.NOT_ASKED
    records_secured: str = ""
    note: str = ""


KNOWN_WORDS: Mapping[Known, str] = {
    Known.NOT_ASKED: "not asked yet",
    Known.NO_REPLY: "asked, no reply",
    Known.KNOWN: "knew the child",
    Known.NOT_KNOWN: "did not know the child",
}


def agencies_table(review: Review) -> Table:
    """Return the agencies with what each said of knowing the child; no reply is shown like any other fact."""
    rows = tuple(
        (one.title, one.id, one.sort, KNOWN_WORDS[one.known], one.records_secured, one.note)
        for one in review.all("agency")
    )
    columns = ("Agency", "Code", "Sort", "What it said", "Records secured", "Note")
    return Table(title="Agencies", columns=columns, rows=rows, empty="No agency has been named yet (8.2.19).")
