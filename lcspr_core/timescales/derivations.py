"""A due date, and in sentences how it was found: its count, what was left out, how far the table was checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from attrs import frozen

from lcspr_core.timescales.closed_days import LOCAL, ClosedDay
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.notation import Length, Rule, Unit, Way
from lcspr_core.timescales.working_days import VERIFIED_TO, bank_holiday, is_verified

UNVERIFIED = f"Bank holidays after {said(VERIFIED_TO)} are worked out, not announced: check this date nearer the time."
NOT_KNOWN = "The day from which this is counted is not known yet."
_UNCOUNTED = {
    Way.NONE: "The procedure gives no time for this.",
    Way.ONGOING: "This goes on for as long as the review does.",
    Way.BEFORE: "The procedure gives an order for this, not a length of time.",
    Way.AFTER: "The procedure gives an order for this, not a length of time.",
    Way.AT: "The procedure gives an order for this, not a length of time.",
    Way.AGREED: "The date for this has not been agreed yet.",
    Way.NEXT_MEETING: "This is due at the next meeting of the Sub Group.",
}
_UNIT_WORDS = {Unit.DAY: "day", Unit.WORKING_DAY: "working day", Unit.MONTH: "month"}
_DAY_NAMES = ("a Monday", "a Tuesday", "a Wednesday", "a Thursday", "a Friday", "a Saturday", "a Sunday")


@frozen(kw_only=True)
class Due:
    """When something is due, until when people can act, what was left out of the count, and how that was found.

    `local` names the days left out, or not worked on, that a partnership added to the table itself.
    """

    rule: Rule
    start: date | None
    due: date | None
    act_by: date | None
    skipped: tuple[date, ...] = ()
    local: tuple[ClosedDay, ...] = ()
    derivation: str = ""
    paragraph: str = ""


def uncounted(what: Rule) -> str:
    """Say why something has no day."""
    return _UNCOUNTED.get(what.way, NOT_KNOWN)


def how(found: Due, start: date, day: date) -> str:
    """Say how a day was found, and when people can act last."""
    parts = (
        _counting(found.rule, start, day),
        _left_out(found.skipped, found.local),
        _shut(one for one in found.local if one.day not in found.skipped),
        _weekend(found, day),
        "" if is_verified(max(start, day)) else UNVERIFIED,
    )
    return " ".join(filter(None, parts))


def _counting(what: Rule, start: date, day: date) -> str:
    length = _in_words(what.length) if what.length else ""
    forms = {
        Way.IMMEDIATE: f"At once, on the working day {said(day)}.",
        Way.WITHIN: f"{length} from {said(start)}, which is day 0: {said(day)}.",
        Way.AT_LEAST_BEFORE: f"At least {length} before {said(start)}: {said(day)} at the latest.",
        Way.STAYS: f"At least {length} from {said(start)}: through {said(day)}.",
        Way.AGREED: f"Agreed for {said(day)}.",
        Way.NEXT_MEETING: f"At the meeting of the Sub Group on {said(day)}.",
    }
    return forms[what.way]


def _in_words(length: Length) -> str:
    return f"{length.number} {_UNIT_WORDS[length.unit]}{'s' * (length.number != 1)}"


def _left_out(skipped: Collection[date], local: Collection[ClosedDay]) -> str:
    added = {one.day: one.words for one in local}
    named = "; ".join(added.get(day) or f"{said(day)} ({bank_holiday(day)})" for day in skipped)
    return f"Not counted: {named}." if named else ""


def _shut(some: Iterable[ClosedDay]) -> str:
    named = "; ".join(one.words for one in some)
    return f"Nobody is at work on: {named}." if named else ""


def _weekend(found: Due, day: date) -> str:
    if found.act_by == day:
        return ""
    last = said(found.act_by)
    return f"That is {_DAY_NAMES[day.weekday()]}{_why(day, found.local)}; the last working day to act is {last}."


def _why(day: date, local: Collection[ClosedDay]) -> str:
    name = bank_holiday(day) or next((f"{one.name} ({LOCAL})" for one in local if one.day == day), "")
    return f", {name}" if name else ""
