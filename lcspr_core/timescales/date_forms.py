"""The forms in which people write a day or a stretch of days, as a table: a pattern, and what it means."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from attrs import frozen

from lcspr_core.timescales.dates import MONTHS, Precision


@frozen(kw_only=True)
class Meaning:
    """The span of days that a text means, as far as it can be told, and what is in doubt about it."""

    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.NONE
    doubt: str = ""


MONTH_NUMBERS: Mapping[str, int] = {
    name: number
    for number, month in enumerate(MONTHS, start=1)
    for name in (month.lower(), month[:3].lower(), *(["sept"] if month == "September" else []))
}
NAME = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
D, M, Y = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?", rf"(?P<m>{NAME})\.?", r"(?P<y>\d{4}|'?\d{2})"
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
PARTS = {"early": 0, "beginning of": 0, "start of": 0, "mid": 1, "middle of": 1, "late": 2, "end of": 2}
PART = "|".join(PARTS)
SERIALS = range(20_000, 80_000)
FIRST_SERIAL_DAY = date(1899, 12, 30)
YEARS = range(1900, 2101)
CENTURY_TURNS_AT = 50
SHORT_YEAR = 2
DAYS_OF_A_MONTH = range(1, 32)

NO_YEAR = "The year is not written."
NO_SUCH_DAY = "There is no such day."
TERM = "Term dates differ from place to place: write the first and the last day."


def _year(written: str) -> int:
    year = int(written.strip("'"))
    if len(written.strip("'")) > SHORT_YEAR:
        return year
    return year + (1900 if year >= CENTURY_TURNS_AT else 2000)


def day(year: int, month: int, of_month: int) -> Meaning:
    """Return one day; a day that the calendar does not have is said to be in doubt."""
    try:
        one = date(year, month, of_month)
    except ValueError:
        return Meaning(doubt=NO_SUCH_DAY)
    if one.year not in YEARS:
        return Meaning(doubt="The year cannot be right.")
    return Meaning(start=one, end=one, precision=Precision.DAY)


def _numbers(found: re.Match[str]) -> Meaning:
    return day(_year(found["y"]), int(found["m"]), int(found["d"]))


def _words(found: re.Match[str]) -> Meaning:
    return day(_year(found["y"]), MONTH_NUMBERS[found["m"]], int(found["d"]))


def _serial(found: re.Match[str]) -> Meaning:
    number = int(found["n"])
    if number not in SERIALS:
        return Meaning(doubt="This number is no date.")
    one = FIRST_SERIAL_DAY + timedelta(days=number)
    said = f"{one.day} {MONTHS[one.month - 1]} {one.year}"
    doubt = f"The spreadsheet gave the number {number}, which counts days and would be {said}."
    return Meaning(start=one, end=one, precision=Precision.DAY, doubt=doubt)


def _month(found: re.Match[str]) -> Meaning:
    return _whole_month(_year(found["y"]), MONTH_NUMBERS[found["m"]])


def _month_or_day(found: re.Match[str]) -> Meaning:
    year = _whole_month(_year(found["y"]), MONTH_NUMBERS[found["m"]])
    doubt = (
        "The last figure was read as a year; it may be a day." if int(found["y"].strip("'")) in DAYS_OF_A_MONTH else ""
    )
    return Meaning(start=year.start, end=year.end, precision=year.precision, doubt=doubt)


def _month_number(found: re.Match[str]) -> Meaning:
    return _whole_month(_year(found["y"]), int(found["m"]))


def _whole_month(year: int, month: int) -> Meaning:
    first = day(year, month, 1)
    if first.start is None:
        return first
    last = first.start.replace(day=monthrange(year, month)[1])
    return Meaning(start=first.start, end=last, precision=Precision.MONTH)


def _whole_year(found: re.Match[str]) -> Meaning:
    year = int(found["y"])
    return Meaning(start=date(year, 1, 1), end=date(year, 12, 31), precision=Precision.YEAR)


def _part(found: re.Match[str]) -> Meaning:
    """Early, mid and late are read as the first ten days, the second ten, and the rest."""
    whole, third = _month(found), PARTS[found["part"]]
    if whole.start is None or whole.end is None:
        return whole
    first, last = whole.start.replace(day=third * 10 + 1), (10, 20, whole.end.day)[third]
    return Meaning(start=first, end=first.replace(day=last), precision=Precision.APPROX)


def _nth_week(found: re.Match[str]) -> Meaning:
    whole = _month(found)
    if whole.start is None:
        return whole
    first = whole.start
    monday = first + timedelta(days=-first.weekday() % 7, weeks=ORDINALS[found["n"]] - 1)
    doubt = "" if first.weekday() == 0 else "Weeks were counted from the first Monday of the month."
    return Meaning(start=monday, end=monday + timedelta(days=6), precision=Precision.WEEK, doubt=doubt)


def _days_of_month(found: re.Match[str]) -> Meaning:
    first = day(_year(found["y"]), MONTH_NUMBERS[found["m"]], int(found["a"]))
    last = _words(found)
    return between(first, last)


def between(first: Meaning, last: Meaning) -> Meaning:
    """Return the stretch from one meaning to another; both ends are needed, in order."""
    if first.start is None or last.end is None:
        return Meaning(doubt=first.doubt or last.doubt)
    if first.start > last.end:
        return Meaning(doubt="The first day is after the last.")
    doubt = " ".join(dict.fromkeys(filter(None, (first.doubt, last.doubt))))
    return Meaning(start=first.start, end=last.end, precision=Precision.RANGE, doubt=doubt)


def _without_year(_: re.Match[str]) -> Meaning:
    return Meaning(doubt=NO_YEAR)


def _term(_: re.Match[str]) -> Meaning:
    return Meaning(doubt=TERM)


FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Meaning]], ...] = tuple(
    (re.compile(pattern), means)
    for pattern, means in (
        (r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", _numbers),
        (r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})", _numbers),
        (r"(?P<n>\d{5})(?:\.\d+)?", _serial),
        (r"(?P<d>\d{1,2})([/.-])(?P<m>\d{1,2})\2(?P<y>\d{4}|\d{2})", _numbers),
        (r"\d{1,2}[/.]\d{1,2}", _without_year),
        (r"(?P<m>\d{1,2})[/.-](?P<y>\d{4})", _month_number),
        (rf"{D}[ -]?(?:of )?{M}[ ,-]*{Y}", _words),
        (rf"{M} ?{D},? (?P<y>\d{{4}})", _words),
        (rf"{D}[ -]?(?:of )?{M}", _without_year),
        (rf"(?:(?:{PART})[ -])?{M}", _without_year),
        (rf"(?P<a>\d{{1,2}})(?:st|nd|rd|th)? ?(?:-|/|to|and|&) ?{D} (?:of )?{M},? ?{Y}", _days_of_month),
        (rf"{M}[ ,/-]*(?P<y>\d{{4}})", _month),
        (rf"{M}[ /-]*(?P<y>'?\d{{2}})", _month_or_day),
        (r"(?P<y>(?:19|20)\d{2})", _whole_year),
        (rf"(?P<part>{PART})[ -]{M},? ?{Y}", _part),
        (rf"(?P<n>{'|'.join(ORDINALS)}) week (?:of|in) {M},? {Y}", _nth_week),
        (r".*\b(?:term|spring|summer|autumn|winter|easter|christmas|school year|half[ -]term)\b.*", _term),
    )
)


def meaning(text: str) -> Meaning | None:
    """Return what one of the forms makes of this text, or None where none fits."""
    for pattern, means in FORMS:
        found = pattern.fullmatch(text)
        if found:
            return means(found)
    return None
