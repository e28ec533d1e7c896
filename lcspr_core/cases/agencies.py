"""The agencies asked about a case: who they are, and whether they knew the child."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import evolve, frozen

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


# The forms of the procedure by which agencies are asked, and on which each replies for itself.
REQUEST, OUTLINE = "information_request", "outline"


def agencies_now(review: Review) -> tuple[Agency, ...]:
    """Return the agencies, each with what it said last: its own reply on the outline goes before what was put down.

    `Agency.known` is what somebody put down for an agency, when a case was read in say; whoever asks whether an agency
    knew the child asks here, so that the two never differ. Who was asked and said neither has not replied.
    """
    return tuple(_as_replied(review, one) for one in review.all("agency"))


def _as_replied(review: Review, agency: Agency) -> Agency:
    reply = review.one("answer", f"procedure.{OUTLINE}.{agency.id}")
    said = str(reply.data.get("known") or "") if reply else ""
    if said in {Known.KNOWN, Known.NOT_KNOWN}:
        return evolve(agency, known=Known(said))
    if agency.known is Known.NOT_ASKED and (reply or _was_asked(review, agency.id)):
        return evolve(agency, known=Known.NO_REPLY)
    return agency


def _was_asked(review: Review, agency: str) -> bool:
    """Say whether the request went out to an agency: one that was named only afterwards has not been asked."""
    request = review.one("answer", f"procedure.{REQUEST}")
    data = request.data if request else {}
    sent_on = data.get("sent_on")
    listed = {one.get("agency") for one in data.get("members") or () if isinstance(one, Mapping)} - {None, ""}
    if listed and agency not in listed:
        return False
    # A page keeps what was typed as it is; what was brought in carries it as a date.
    typed = sent_on.get("typed") if isinstance(sent_on, Mapping) else sent_on
    return bool(str(typed or "").strip())


def agencies_table(review: Review) -> Table:
    """Return the agencies with what each said of knowing the child; no reply is shown like any other fact."""
    rows = tuple(
        (one.title, one.id, one.sort, KNOWN_WORDS[one.known], one.records_secured, one.note)
        for one in agencies_now(review)
    )
    columns = ("Agency", "Code", "Sort", "What it said", "Records secured", "Note")
    return Table(title="Agencies", columns=columns, rows=rows, empty="No agency has been named yet (8.2.19).")
