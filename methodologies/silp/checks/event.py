"""Checks on the event: who was heard, whether practitioners led, whether good practice and the family were there."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core import Check, Review, Severity, agencies_asked, named
from methodologies.silp.asks import FamilyView, FinalReport, FirstDraft, LearningEvent
from methodologies.silp.asks.event import Attendance
from methodologies.silp.checks.concern import Found, check
from methodologies.silp.hearing import begun, place, the

MANAGERS = frozenset({"line_management", "panel"})


def _attendance(review: Review) -> tuple[Attendance, ...]:
    return the(review, "learning_event", LearningEvent).attendance


def _is_heard(one: Attendance) -> bool:
    return one.came == "yes" or bool(one.otherwise.strip())


def _unheard(review: Review) -> Iterable[Found]:
    people = _attendance(review)
    settled = [one for one in people if one.came]
    for one in settled:
        if one.involvement == "direct" and not _is_heard(one):
            who = f"{one.role} ({named(review, one.agency)})"
            yield Found(
                sentence=f"{who} was directly involved and was not heard in any way.",
                about=(place(review, "learning_event"),),
            )
    if settled:
        silent = [
            name for name in agencies_asked(review) if not any(one.agency == name and _is_heard(one) for one in people)
        ]
        yield from (
            Found(sentence=f"Nobody from {named(review, name)} was heard.", about=(place(review, "learning_event"),))
            for name in silent
        )


def _outnumbered(review: Review) -> Iterable[Found]:
    came = [one for one in _attendance(review) if one.came == "yes"]
    managers = sum(one.involvement in MANAGERS for one in came)
    practitioners = sum(one.involvement == "direct" for one in came)
    if came and practitioners <= managers:
        sentence = f"{practitioners} practitioners and {managers} managers came: practitioners should be more."
        yield Found(sentence=sentence, about=(place(review, "learning_event"),))


def _silent_agencies(review: Review) -> Iterable[Found]:
    cards = review.all("contribution")
    spoke = {str(one.fields.get("agency")) for one in cards}
    for name in agencies_asked(review) if cards else ():
        if name not in spoke:
            yield Found(
                sentence=f"There is no card from {named(review, name)} on the wall.",
                about=(place(review, "learning_event"),),
            )


def _nothing_good(review: Review) -> Iterable[Found]:
    cards = review.all("contribution")
    if cards and not any(one.fields.get("voice") == "good_practice" for one in cards):
        yield Found(sentence="No card tells of good practice.", about=(place(review, "learning_event"),))


def _family_unrecorded(review: Review) -> Iterable[Found]:
    if not (begun(review, "first_draft", FirstDraft) or begun(review, "final_report", FinalReport)):
        return
    said = the(review, "family_view", FamilyView)
    if not said.contacts:
        yield Found(
            sentence="No contact with the family, and no attempt at one, is recorded.",
            about=(place(review, "family_view"),),
        )
    for one in said.contacts:
        if one.outcome != "took_part" and not one.reason.strip():
            sentence = f"{one.who} did not take part, and the reason is not recorded."
            yield Found(sentence=sentence, about=(place(review, "family_view"),))
    if not said.child.strip():
        yield Found(
            sentence="The child's own view, or how it was asked for, is not recorded.",
            about=(place(review, "family_view"),),
        )


EVENT: tuple[Check, ...] = (
    check(
        "event_heard",
        "Everybody who was involved was heard",
        _unheard,
        source="Learning-event method; 8.2.40 (the views of staff)",
        reads=("answer", "agency", "terms"),
        way_out="Ring them, or ask for a card; and say in the report who could not be heard.",
    ),
    check(
        "event_outnumbered",
        "Practitioners outnumber managers",
        _outnumbered,
        source="Learning-event method",
        reads=("answer",),
        way_out="Invite more of those who were there, or give managers a meeting of their own.",
    ),
    check(
        "event_cards",
        "Each agency has a card on the wall",
        _silent_agencies,
        source="Learning-event method",
        reads=("contribution", "agency", "terms"),
        way_out="Ask them for a card, and say in the report what is missing without it.",
        severity=Severity.NOTICE,
    ),
    check(
        "event_good_practice",
        "Good practice is on the wall",
        _nothing_good,
        source="Learning-event method",
        reads=("contribution",),
        way_out="Ask the room what went well in each episode, and what made it possible.",
        severity=Severity.NOTICE,
    ),
    check(
        "family_recorded",
        "The family's views, or every attempt to hear them, are recorded",
        _family_unrecorded,
        source="8.2.50 to 8.2.53",
        reads=("answer",),
        way_out="Record each contact and attempt with what came of it, under “Family's view”.",
    ),
)
