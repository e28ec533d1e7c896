"""Dates as people write them in records: what was typed, and what it was understood to mean."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen

MONTHS: tuple[str, ...] = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Precision(StrEnum):
    """How exactly a written date is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    APPROX = "approx"
    NONE = "none"


@frozen(kw_only=True)
class UncertainDate:
    """A date as typed beside the span of days it was understood to mean (both ends included)."""

    typed: str = ""
    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.NONE
    doubt: str = ""


def said(day: date | None) -> str:
    """Return a day as people here write it: 12 March 2025; nothing for no day."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""
