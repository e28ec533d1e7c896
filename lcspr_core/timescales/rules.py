"""The procedure's timescales as values: read from their notation, and counted from the day they start."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from attrs import frozen

from lcspr_core.errors import Unreadable
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.working_days import (
    bank_holiday,
    bank_holidays_between,
    last_working_day_by,
    next_working_day_from,
    working_days_after,
    working_days_before,
)


class Way(StrEnum):
    """The ways in which the procedure puts a time on something."""

    NONE = "none"
    ONGOING = "ongoing"
    IMMEDIATE = "immediate"
    WITHIN = "within"
    AT_LEAST_BEFORE = "at_least_before"
    STAYS = "stays"
    BEFORE = "before"
    AFTER = "after"
    AT = "at"
    AGREED = "agreed"
    NEXT_MEETING = "next_meeting"


class Unit(StrEnum):
    """What a length is counted in; a working day is this project's own unit."""

    DAY = "D"
    WORKING_DAY = "WD"
    MONTH = "M"


@frozen(kw_only=True)
class Length:
    """So many days, working days or calendar months."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        return f"P{self.number}{self.unit}"


@frozen(kw_only=True)
class Rule:
    """One timescale: in which way it binds, for how long, and which event or agreed date it looks to."""

    way: Way
    length: Length | None = None
    event: str = ""

    def __str__(self) -> str:
        return _WRITTEN[self.way].format(length=self.length, event=self.event)


@frozen(kw_only=True)
class Due:
    """When something is due, until when people can act, what was left out of the count, and how that was found."""

    rule: Rule
    start: date | None
    due: date | None
    act_by: date | None
    skipped: tuple[date, ...] = ()
    derivation: str = ""
    paragraph: str = ""


_WRITTEN: Mapping[Way, str] = {
    Way.NONE: "none",
    Way.ONGOING: "ongoing",
    Way.IMMEDIATE: "immediate from {event}",
    Way.WITHIN: "{length} from {event}",
    Way.AT_LEAST_BEFORE: ">= {length} before {event}",
    Way.STAYS: ">= {length} on website",
    Way.BEFORE: "before {event}",
    Way.AFTER: "after {event}",
    Way.AT: "at {event}",
    Way.AGREED: "by agreed:{event}",
    Way.NEXT_MEETING: "by next_subgroup_meeting",
}
_LENGTH, _EVENT = r"P(?P<number>[1-9]\d{0,2})(?P<unit>D|WD|M)", r"(?P<event>[a-z][a-z0-9_]*)"
_PATTERNS: tuple[tuple[Way, re.Pattern[str]], ...] = tuple(
    (way, re.compile(re.escape(form).replace(r"\{length\}", _LENGTH).replace(r"\{event\}", _EVENT)))
    for way, form in _WRITTEN.items()
)


def rule(text: str) -> Rule:
    """Return the rule that a timescale's notation stands for; what it is not is said."""
    for way, pattern in _PATTERNS:
        found = pattern.fullmatch(" ".join(text.split()))
        if found:
            parts = found.groupdict()
            length = Length(number=int(parts["number"]), unit=Unit(parts["unit"])) if parts.get("number") else None
            return Rule(way=way, length=length, event=parts.get("event") or "")
    raise Unreadable(f"“{text[:60]}” is no timescale; write one as in “P5WD from decision_made”.")


def months_after(day: date, number: int) -> date:
    """Return the corresponding day so many months on, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _after(start: date, length: Length) -> date:
    return _FORWARD[length.unit](start, length.number)


def _before(start: date, length: Length) -> date:
    return _BACKWARD[length.unit](start, length.number)


_FORWARD: Mapping[Unit, Callable[[date, int], date]] = {
    Unit.DAY: lambda day, number: day + timedelta(days=number),
    Unit.WORKING_DAY: working_days_after,
    Unit.MONTH: months_after,
}
_BACKWARD: Mapping[Unit, Callable[[date, int], date]] = {
    Unit.DAY: lambda day, number: day - timedelta(days=number),
    Unit.WORKING_DAY: working_days_before,
    Unit.MONTH: lambda day, number: months_after(day, -number),
}


def due(what: Rule, start: date | None, *, paragraph: str = "") -> Due:
    """Return when something is due under a rule that starts on this day, with every step of how that was found."""
    if start is None or what.way not in _COUNTED:
        return _not_counted(what, start, paragraph)
    day = _COUNTED[what.way](what, start)
    act_by = _act_by(what, start, day)
    skipped = _skipped(what, start, day)
    derivation = " ".join(filter(None, (_counting(what, start, day), _left_out(skipped), _weekend(day, act_by))))
    return Due(
        rule=what, start=start, due=day, act_by=act_by, skipped=skipped, derivation=derivation, paragraph=paragraph
    )


def _act_by(what: Rule, start: date, day: date) -> date:
    """Return the last working day on which people can act; the due date itself where none is left."""
    last = last_working_day_by(day)
    none_left = last < start and what.way is not Way.AT_LEAST_BEFORE
    return day if what.way is Way.STAYS or none_left else last


def _counted_on(what: Rule, start: date) -> date:
    return _after(start, what.length) if what.length else start


def _counted_back(what: Rule, start: date) -> date:
    return _before(start, what.length) if what.length else start


_COUNTED: Mapping[Way, Callable[[Rule, date], date]] = {
    Way.IMMEDIATE: lambda _, start: next_working_day_from(start),
    Way.WITHIN: _counted_on,
    Way.STAYS: _counted_on,
    Way.AT_LEAST_BEFORE: _counted_back,
    Way.AGREED: lambda _, start: start,
    Way.NEXT_MEETING: lambda _, start: start,
}


def _skipped(what: Rule, start: date, day: date) -> tuple[date, ...]:
    """Name the bank holidays that a count of working days left out; no other count leaves any out."""
    if what.length is None or what.length.unit is not Unit.WORKING_DAY:
        return ()
    within = bank_holidays_between(min(start, day), max(start, day))
    return tuple(one for one in within if one != start)


# --- how it was found, in sentences ---------------------------------------------------------------------------------


def _not_counted(what: Rule, start: date | None, paragraph: str) -> Due:
    sentence = _UNCOUNTED.get(what.way, "The day from which this is counted is not known yet.")
    return Due(rule=what, start=start, due=None, act_by=None, derivation=sentence, paragraph=paragraph)


_UNCOUNTED: Mapping[Way, str] = {
    Way.NONE: "The procedure gives no time for this.",
    Way.ONGOING: "This goes on for as long as the review does.",
    Way.BEFORE: "The procedure gives an order for this, not a length of time.",
    Way.AFTER: "The procedure gives an order for this, not a length of time.",
    Way.AT: "The procedure gives an order for this, not a length of time.",
    Way.AGREED: "The date for this has not been agreed yet.",
    Way.NEXT_MEETING: "This is due at the next meeting of the Sub Group.",
}
_UNIT_WORDS = {Unit.DAY: "day", Unit.WORKING_DAY: "working day", Unit.MONTH: "month"}


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


def _left_out(skipped: tuple[date, ...]) -> str:
    named = "; ".join(f"{said(day)} ({bank_holiday(day)})" for day in skipped)
    return f"Not counted: {named}." if named else ""


def _weekend(day: date, act_by: date) -> str:
    if act_by == day:
        return ""
    return f"That is {_DAY_NAMES[day.weekday()]}{_why(day)}; the last working day to act is {said(act_by)}."


def _why(day: date) -> str:
    return f", {bank_holiday(day)}" if bank_holiday(day) else ""


_DAY_NAMES = ("a Monday", "a Tuesday", "a Wednesday", "a Thursday", "a Friday", "a Saturday", "a Sunday")
