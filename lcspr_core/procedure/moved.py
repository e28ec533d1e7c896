"""What a change of the calendar would move in a case: each open time limit with its day before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from lcspr_core.panels.due import what_is_due
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.standing import standings
from lcspr_core.review import Review
from lcspr_core.timescales.closed_days import ClosedDay
from lcspr_core.timescales.rules import Due

Days = tuple[date | None, date | None]


@frozen(kw_only=True)
class Moved:
    """One time limit that moves: when it was due and could be acted on last, and when it would be."""

    what: str
    paragraph: str
    was: Days
    becomes: Days


def moved(review: Review, added: Iterable[ClosedDay], today: date) -> tuple[Moved, ...]:
    """Return what these days would move in a case, were they put in force; nothing is changed by asking."""
    before, after = (dict(_limits(one, today)) for one in (review, review.with_records("closed_day", added)))
    return tuple(
        Moved(what=what, paragraph=paragraph, was=days, becomes=after[what, paragraph])
        for (what, paragraph), days in before.items()
        if after.get((what, paragraph), days) != days
    )


def _limits(review: Review, today: date) -> Iterator[tuple[tuple[str, str], Days]]:
    """Return every time limit that is not met yet: the duties of the register, and the clocks beside them."""
    case = case_of(review, today)
    for one in standings(case):
        if one.is_open and one.due:
            yield (one.duty.what, one.duty.id), _days(one.due)
    for clock in what_is_due(review, today, case.days):
        if clock.done_on is None:
            yield (clock.title, clock.due.paragraph), _days(clock.due)


def _days(found: Due) -> Days:
    return found.due, found.act_by
