"""Appointments that began though a rule stops them: put down as what happened, open until they end (8.2.40-47)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from lcspr_core.concerns import Concern, Severity
from lcspr_core.errors import NotAllowed, NotFound, Unreadable
from lcspr_core.panels.appointments import Appointment
from lcspr_core.panels.independence import Conflict, conflicts_in
from lcspr_core.panels.pair_rules import Outcome
from lcspr_core.timescales.dates import said

if TYPE_CHECKING:
    from lcspr_core.review import Review

GONE = "No rule stops this appointment any more, or it is no longer there. Look at it again; nothing was saved."
NO_WORDS = "Write why it began all the same, and who was told of it: both are kept. Nothing was saved yet."
NO_DAY = "Give the day on which it began; it cannot lie ahead. Nothing was saved yet."
BEGINS = (
    "This appointment cannot begin: {sentence} ({paragraph}) {way_out} If it has already begun, say so where the page "
    "says what stops it, with the day, why, and who was told."
)
JUDGED = frozenset({"person", "role", "from_"})
WAY_OUT = "End the appointment, or end what stands against it. A reason does not put it right."


@frozen(kw_only=True)
class Breach:
    """That somebody serves in a role against a rule: since when, why, who was told of it, and who put it down when."""

    id: str
    appointment: str
    conflict: str
    paragraph: str
    began_on: date
    reason: str
    told: str
    by: str
    on: date


def stopping(review: Review, one: Appointment) -> Conflict | None:
    """Return the rule that stops an appointment as it would then be, if one does."""
    found = conflicts_in(review.with_records("appointment", [one]))
    return next((each for each in found if each.outcome is Outcome.BLOCK and one.id in each.falls_on), None)


def refuse_stopped(review: Review, one: Appointment, column: str) -> None:
    """Refuse that an appointment begins, or is held by another, while a rule stops it; what is put down may change."""
    stops = stopping(review, one) if column in JUDGED and one.from_ is not None else None
    put_down = {(each.appointment, each.conflict) for each in review.all("breach")}
    if stops is not None and (one.id, stops.key) not in put_down:
        words = {"sentence": stops.sentence, "paragraph": stops.paragraph, "way_out": stops.way_out}
        raise NotAllowed(BEGINS.format(**words))


def begun_against(
    review: Review, conflict: str, appointment: str, *, began_on: date | None, reason: str, told: str, by: str, on: date
) -> Review:
    """Put down that an appointment has begun against a rule; it begins on its day, and the rule still stands."""
    one: Appointment | None = review.one("appointment", appointment)
    stops = next((each for each in conflicts_in(review) if each.key == conflict), None)
    if one is None or stops is None or stops.outcome is not Outcome.BLOCK or one.id not in stops.falls_on:
        raise NotFound(GONE)
    if not reason.strip() or not told.strip():
        raise NotAllowed(NO_WORDS)
    began_on = began_on or one.from_
    if began_on is None or began_on > on:
        raise Unreadable(NO_DAY)
    found = Breach(
        id=f"breach.{appointment}.{stops.rule}",
        appointment=appointment,
        conflict=conflict,
        paragraph=stops.paragraph,
        began_on=began_on,
        reason=reason.strip(),
        told=told.strip(),
        by=by,
        on=on,
    )
    review = review.with_records("appointment", [evolve(one, from_=began_on)])
    return review.with_records("breach", [found])


def standing_breaches(
    review: Review, found: Iterable[Conflict], today: date | None = None
) -> tuple[tuple[Breach, Conflict], ...]:
    """Return the breaches that go on: the appointment runs, and the rule still stops it.

    Without a day, one that is given an end counts as ended.
    """
    blocks = {one.key: one for one in found if one.outcome is Outcome.BLOCK}
    return tuple(
        (one, blocks[one.conflict])
        for one in review.all("breach")
        if one.conflict in blocks and _runs(review.one("appointment", one.appointment), today)
    )


def _runs(one: Appointment | None, today: date | None) -> bool:
    if one is None or one.from_ is None:
        return False
    return one.to is None or (today is not None and one.to >= today)


def breach_words(one: Breach) -> str:
    """Say of a breach what was put down about it."""
    return f"Begun on {said(one.began_on)} against the rule: {one.reason} Told: {one.told} (put down {said(one.on)})"


def breach_concerns(review: Review, today: date | None = None) -> tuple[Concern, ...]:
    """Return every breach that goes on as something that has to be settled."""
    return tuple(
        Concern(
            key=f"breach.{one.id}",
            sentence=f"{why.person}: {why.sentence} {breach_words(one)}",
            severity=Severity.BLOCK,
            source=one.paragraph,
            way_out=f"{why.way_out} {WAY_OUT}",
            about=(one.appointment,),
        )
        for one, why in standing_breaches(review, conflicts_in(review), today)
    )
