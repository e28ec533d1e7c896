"""Dates as people write them in records: what was typed, and what it was understood to mean."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen


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
