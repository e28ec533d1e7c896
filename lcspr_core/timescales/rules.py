"""The procedure's timescales counted from the day they start, with every step of how a day was found."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta

from attrs import evolve

from lcspr_core.errors import Unreadable
from lcspr_core.timescales.closed_days import ClosedDay, ClosedSort, in_force
from lcspr_core.timescales.derivations import Due, how, uncounted
from lcspr_core.timescales.notation import Length, Rule, Unit, Way, rule
from lcspr_core.timescales.working_days import (
    bank_holidays_between,
    last_working_day_by,
    next_working_day_from,
    working_days_after,
    working_days_before,
)

__all__ = ["Due", "Length", "Rule", "Unit", "Way", "due", "months_after", "rule"]

Days = Collection[date]


def months_after(day: date, number: int) -> date:
    """Return the corresponding day so many months on, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due(what: Rule, start: date | None, *, paragraph: str = "", closed: Iterable[ClosedDay] = ()) -> Due:
    """Return when something is due under a rule that starts on this day, with every step of how that was found.

    `closed` are the days that a partnership added: one counts where what was due before it was added had not passed.
    """
    if start is None or what.way not in _COUNTED:
        return Due(rule=what, start=start, due=None, act_by=None, derivation=uncounted(what), paragraph=paragraph)
    try:
        return _due(what, start, paragraph, tuple(closed))
    except (OverflowError, ValueError):
        raise Unreadable("That is further away than a calendar goes. Begin at another day.") from None


def _due(what: Rule, start: date, paragraph: str, closed: tuple[ClosedDay, ...]) -> Due:
    counted = _counting(what, start, in_force(closed, ClosedSort.PROCLAIMED))
    day = _count(what, start, [one.day for one in counted])
    shut = (*counted, *(one for one in in_force(closed, ClosedSort.OWN) if _holds(one, day, day)))
    act_by = _act_by(what, start, day, [one.day for one in shut])
    skipped = _skipped(what, start, day, [one.day for one in counted])
    from_ = start if what.way is Way.IMMEDIATE else act_by
    local = tuple(one for one in shut if one.day in skipped or from_ <= one.day <= day)
    found = Due(rule=what, start=start, due=day, act_by=act_by, skipped=skipped, local=local, paragraph=paragraph)
    return evolve(found, derivation=how(found, start, day))


def _counting(what: Rule, start: date, added: Iterable[ClosedDay]) -> tuple[ClosedDay, ...]:
    """Return the additions that hold in this count, each judged by the day that was due without it and with it."""
    held: tuple[ClosedDay, ...] = ()
    for one in added:
        days = [other.day for other in held]
        if _holds(one, _count(what, start, days), _count(what, start, [*days, one.day])):
            held = (*held, one)
    return held


def _holds(one: ClosedDay, before: date, after: date) -> bool:
    """Say whether an addition counts: what had passed when it came stays, and so does what passed before it ended."""
    return before >= one.since and (one.ended is None or after < one.ended)


# The day is given and not counted to, so people act before it even where that is before the start.
_LOOKED_BACK_FROM = frozenset({Way.AT_LEAST_BEFORE, Way.AGREED, Way.NEXT_MEETING})


def _act_by(what: Rule, start: date, day: date, shut: Days) -> date:
    """Return the last working day on which people can act; the due date itself where none is left."""
    last = last_working_day_by(day, shut)
    none_left = last < start and what.way not in _LOOKED_BACK_FROM
    return day if what.way is Way.STAYS or none_left else last


def _count(what: Rule, start: date, shut: Days) -> date:
    return _COUNTED[what.way](what, start, shut)


def _counted_on(what: Rule, start: date, shut: Days) -> date:
    return _FORWARD[what.length.unit](start, what.length.number, shut) if what.length else start


def _counted_back(what: Rule, start: date, shut: Days) -> date:
    return _BACKWARD[what.length.unit](start, what.length.number, shut) if what.length else start


_FORWARD: Mapping[Unit, Callable[[date, int, Days], date]] = {
    Unit.DAY: lambda day, number, _: day + timedelta(days=number),
    Unit.WORKING_DAY: working_days_after,
    Unit.MONTH: lambda day, number, _: months_after(day, number),
}
_BACKWARD: Mapping[Unit, Callable[[date, int, Days], date]] = {
    Unit.DAY: lambda day, number, _: day - timedelta(days=number),
    Unit.WORKING_DAY: working_days_before,
    Unit.MONTH: lambda day, number, _: months_after(day, -number),
}
_COUNTED: Mapping[Way, Callable[[Rule, date, Days], date]] = {
    Way.IMMEDIATE: lambda _, start, shut: next_working_day_from(start, shut),
    Way.WITHIN: _counted_on,
    Way.STAYS: _counted_on,
    Way.AT_LEAST_BEFORE: _counted_back,
    Way.AGREED: lambda _, start, __: start,
    Way.NEXT_MEETING: lambda _, start, __: start,
}


def _skipped(what: Rule, start: date, day: date, added: Days) -> tuple[date, ...]:
    """Name the days that a count of working days left out; no other count leaves any out."""
    if what.length is None or what.length.unit is not Unit.WORKING_DAY:
        return ()
    first, last = min(start, day), max(start, day)
    within = {*bank_holidays_between(first, last), *(one for one in added if first <= one <= last)}
    return tuple(sorted(one for one in within if one != start))
