"""What is known of each agency's report: its author, their ties, its two signatures, and how it came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from lcspr_core.answers import PROCEDURE
from lcspr_core.panels.appointments import Appointment
from lcspr_core.panels.independence import Conflict, conflicts_in
from lcspr_core.panels.pair_rules import Outcome
from lcspr_core.panels.settling import standing
from lcspr_core.procedure.forms.agency_asks import (
    AUTHORING,
    COMMISSION,
    SCRUTINY,
    AgencyAuthoring,
    AgencyCommission,
    AgencyScrutiny,
    Commissioned,
    Scrutiny,
)
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.reading import read
from lcspr_core.review import Review
from lcspr_core.timescales.dates import said


@frozen(kw_only=True)
class Report:
    """One agency's report: what the agency says of it, what was asked of it, and how it came."""

    agency: str
    called: str
    own: AgencyAuthoring
    wanted: Commissioned
    came: Scrutiny


def reports(review: Review) -> tuple[Report, ...]:
    """Return every report that was asked for, that somebody writes, or that came."""
    own = {
        one.agency: read(AgencyAuthoring, one.data).said
        for one in review.all("answer")
        if one.step == AUTHORING and one.strand == PROCEDURE
    }
    wanted = {one.agency: one for one in answered(review, COMMISSION, AgencyCommission).reports}
    came = {one.agency: one for one in answered(review, SCRUTINY, AgencyScrutiny).reports}
    return tuple(
        Report(
            agency=name,
            called=review.called(name),
            own=own.get(name, AgencyAuthoring()),
            wanted=wanted.get(name, Commissioned(agency=name)),
            came=came.get(name, Scrutiny(agency=name)),
        )
        for name in dict.fromkeys((*own, *wanted, *came))
    )


def written(review: Review) -> tuple[Report, ...]:
    """Return the reports that have an author."""
    return tuple(one for one in reports(review) if one.own.author)


def has_come(one: Report) -> bool:
    """Say whether a report came."""
    return one.came.came_on.start is not None


def appointment(review: Review, name: str) -> Appointment | None:
    """Return who is meant by a choice among the appointments."""
    found: Appointment | None = review.one("appointment", name) if name else None
    return found


def against(review: Review, name: str, *, blocks_only: bool = False) -> tuple[Conflict, ...]:
    """Return what stands against an appointment: each block, and each warning that nobody has settled."""
    open_ones = standing(conflicts_in(review), review.all("settled"))
    mine = (one for one in open_ones if name in one.falls_on)
    return tuple(one for one in mine if not blocks_only or one.outcome is Outcome.BLOCK)


# --- two people sign one file -----------------------------------------------------------------------------------------


def unsigned(review: Review, one: Report) -> Iterator[str]:
    """Say what is wanting of a report's two signatures, which two people give under one file before it comes."""
    own = one.own
    if own.author_signed_on.start is None:
        yield "its author has not signed it"
    if own.manager_signed_on.start is None or not own.manager:
        yield "no senior manager has signed it off"
    if same_person(review, own.author, own.manager):
        yield "one person signed twice"
    if not own.statement.strip():
        yield "it does not say how its author is independent"
    yield from _misfit(one)


def same_person(review: Review, author: str, manager: str) -> bool:
    """Say whether two appointments are of one person."""
    people = [appointment(review, name) for name in (author, manager)]
    codes = [one.person for one in people if one and one.person]
    return bool(author) and (author == manager or (len(codes) == len(people) and len(set(codes)) == 1))


def _misfit(one: Report) -> Iterator[str]:
    came = one.came.came_on.start
    for who, day in (("author", one.own.author_signed_on.start), ("senior manager", one.own.manager_signed_on.start)):
        if came and day and day > came:
            yield f"the {who} signed it on {said(day)}, after it came"
    hashes = {one.own.hash.strip().lower(), one.came.hash.strip().lower()}
    if came and "" in hashes:
        yield "the hash of the signed file, or of the one that came, is not given"
    elif came and len(hashes) > 1:
        yield "the file that came is not the one that was signed"


def overdue(review: Review, today: date) -> tuple[str, ...]:
    """Return the agencies whose report's day has passed and that have not sent it, as they are called."""
    return tuple(
        one.called
        for one in reports(review)
        if one.wanted.due_on.start and one.wanted.due_on.start < today and not has_come(one)
    )
