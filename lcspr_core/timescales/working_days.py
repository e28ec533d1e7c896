"""Working days in England: Monday to Friday without the bank holidays and the days that stand in for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import count

import holidays

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=256)
def _bank_holidays(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=year))


VERIFIED_TO = date(2028, 12, 31)  # later bank holidays are worked out, and not yet announced (gov.uk/bank-holidays)


def is_verified(day: date) -> bool:
    """Say whether the bank holidays up to this day were checked against the government's own list."""
    return day <= VERIFIED_TO


def bank_holiday(day: date) -> str:
    """Return the name of the bank holiday on this day in England, or nothing."""
    return _bank_holidays(day.year).get(day, "")


def is_working_day(day: date, closed: Collection[date] = ()) -> bool:
    """Say whether people are at work on this day; `closed` names days that a partnership added."""
    return day.weekday() < SATURDAY and not bank_holiday(day) and day not in closed


def _working_days(day: date, step: timedelta, closed: Collection[date]) -> Iterator[date]:
    return (one for one in (day + step * number for number in count(1)) if is_working_day(one, closed))


def working_days_after(day: date, number: int, closed: Collection[date] = ()) -> date:
    """Return the day that many working days after this one; the day itself counts as nought."""
    return _nth(day, number, ONE_DAY, closed)


def working_days_before(day: date, number: int, closed: Collection[date] = ()) -> date:
    """Return the day that many working days before this one; the day itself counts as nought."""
    return _nth(day, number, -ONE_DAY, closed)


def _nth(day: date, number: int, step: timedelta, closed: Collection[date]) -> date:
    if number == 0:
        return day
    return next(one for place, one in enumerate(_working_days(day, step, closed), start=1) if place == number)


def working_days_between(first: date, last: date) -> int:
    """Return how many working days lie after the first day, up to and with the last."""
    return sum(is_working_day(first + ONE_DAY * number) for number in range(1, (last - first).days + 1))


def last_working_day_by(day: date, closed: Collection[date] = ()) -> date:
    """Return the day itself if people are at work on it, else the last working day before it."""
    return day if is_working_day(day, closed) else working_days_before(day, 1, closed)


def next_working_day_from(day: date, closed: Collection[date] = ()) -> date:
    """Return the day itself if people are at work on it, else the next working day."""
    return day if is_working_day(day, closed) else working_days_after(day, 1, closed)


def bank_holidays_between(first: date, last: date) -> tuple[date, ...]:
    """Return the bank holidays that fell on a weekday between two days, both counted."""
    days = (first + ONE_DAY * number for number in range((last - first).days + 1))
    return tuple(day for day in days if day.weekday() < SATURDAY and bank_holiday(day))
