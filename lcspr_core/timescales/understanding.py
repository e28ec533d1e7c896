"""Understands dates as people type them in returns, and says what is in doubt instead of guessing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from attrs import evolve

from lcspr_core.errors import Unreadable
from lcspr_core.timescales.date_forms import Meaning, between, day, meaning
from lcspr_core.timescales.dates import MONTHS, Precision, UncertainDate, said

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = re.compile(r"\(?\b(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?\b\)?,?")
MARKS = re.compile(
    r"\?|\b(?:c|ca|approx|est)\.|\b(?:circa|approximately|about|around|roughly|possibly|probably|maybe)\b"
    r"|\b(?:understood|thought|believed)(?: to be)?\b"
)
TIME = re.compile(
    r"(?:[t ,]|\bat )+(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]m)?|\d{4}(?= ?h)|\d{1,2} ?[ap]m)(?: ?h(?:ou)?rs?)?$"
)
CORRECTED = re.compile(r".+?,? (?:crossed (?:through|out)|corrected to|amended to|altered to)[,:]? (?P<last>.+)")
WEEK = re.compile(r"(?:w/?c|w\.c\.?|w/b|week (?:commencing|beginning|of|starting)):? (?P<day>.+)")
WEEK_ENDING = re.compile(r"(?:w/e|week ending):? (?P<day>.+)")
STRETCH = re.compile(r"(?:between |from )?(?P<first>.+?) ?(?: to | until | and |-|/) ?(?P<last>.+)")
NUMBERS = re.compile(r"(?P<m>\d{1,2})[/.-](?P<d>\d{1,2})[/.-](?P<y>\d{4})")

MARKED = "The writer marked this date as uncertain."
CHANGED = "An earlier date was crossed out."
UNKNOWN = "This could not be read as a date."
LONGEST = 120


def understood(typed: str) -> UncertainDate:
    """Return what was typed beside the span of days that it means, if any can be told."""
    if len(typed) > LONGEST:
        return UncertainDate(typed=typed, doubt=UNKNOWN)
    text, doubts = _bare(typed)
    if not text:
        return UncertainDate(typed=typed, doubt=" ".join(doubts))
    text, weekday = _without_weekday(text)
    found = _against(weekday, _read(text), text)
    return UncertainDate(
        typed=typed,
        start=found.start,
        end=found.end,
        precision=found.precision,
        doubt=" ".join(filter(None, (*doubts, found.doubt))),
    )


def one_day(typed: str) -> date:
    """Return the day that was typed, or say how to write one."""
    found = understood(typed)
    if found.start is None or found.start != found.end:
        raise Unreadable(f"“{typed[:40]}” was not understood as one day; write it as in 2026-04-02 or “2 April 2026”.")
    return found.start


def _bare(typed: str) -> tuple[str, tuple[str, ...]]:
    """Return the text in lower case without marks of doubt and times of day, and what the marks say."""
    text = " ".join(typed.lower().replace("\u2013", "-").replace("\u2014", "-").replace("\u2019", "'").split())
    doubts: tuple[str, ...] = ()
    changed = CORRECTED.fullmatch(text)
    if changed:
        text, doubts = changed["last"], (CHANGED,)
    if MARKS.search(text):
        text, doubts = MARKS.sub("", text), (*doubts, MARKED)
    return " ".join(text.split()).strip(" ,;."), doubts


def _without_weekday(text: str) -> tuple[str, int | None]:
    found = WEEKDAY.search(text)
    bare = " ".join(WEEKDAY.sub(" ", text).split()).strip(" ,")
    if not found or not bare:
        return text, None
    return bare, [name[:3] for name in WEEKDAYS].index(found[1])


def _read(text: str) -> Meaning:
    """Read the text as it stands, else without a time of day at its end."""
    for written in (text, TIME.sub("", text)):
        for wanted in (_week, meaning, _stretch):
            found = wanted(written)
            if found is not None:
                return found
    return Meaning(doubt=UNKNOWN)


def _week(text: str) -> Meaning | None:
    begins, ends = WEEK.fullmatch(text), WEEK_ENDING.fullmatch(text)
    said_day = begins or ends
    if said_day is None:
        return None
    one = meaning(said_day["day"]) or Meaning(doubt=UNKNOWN)
    if one.start is None or one.precision is not Precision.DAY:
        return Meaning(doubt=one.doubt or "The day on which this week begins is not written.")
    first = one.start if begins else one.start - timedelta(days=6)
    odd = "" if first.weekday() == 0 else f"{said(one.start)} is a {WEEKDAYS[one.start.weekday()].title()}."
    doubt = " ".join(filter(None, (one.doubt, odd)))
    return Meaning(start=first, end=first + timedelta(days=6), precision=Precision.WEEK, doubt=doubt)


def _stretch(text: str) -> Meaning | None:
    found = STRETCH.fullmatch(text)
    last = meaning(found["last"]) if found else None
    if found is None or last is None or last.end is None:
        return None
    first = _completed(found["first"], found["last"].split())
    return between(first, last) if first else None


def _completed(first: str, last: Sequence[str]) -> Meaning | None:
    """Read the first end with as much of the last end's month and year as it leaves out."""
    for missing in (" ".join(last[place:]) for place in range(len(last), 0, -1)):
        found = meaning(f"{first} {missing}".strip())
        if found is not None and found.start is not None:
            return found
    return None


def _against(weekday: int | None, found: Meaning, text: str) -> Meaning:
    """Compare with the weekday written beside it; where the two differ, say so."""
    if weekday is None or found.precision is not Precision.DAY or found.start is None:
        return found
    if found.start.weekday() == weekday:
        return found
    written = WEEKDAYS[weekday].title()
    other = _swapped(TIME.sub("", text))
    if other and other.weekday() == weekday:
        doubt = f"Read with the month first, for {said(other)} is a {written} and {said(found.start)} is not."
        return Meaning(start=other, end=other, precision=Precision.DAY, doubt=doubt)
    is_a = WEEKDAYS[found.start.weekday()].title()
    doubt = f"{said(found.start)} was a {is_a}, and {written} is written beside it."
    return evolve(found, doubt=" ".join(filter(None, (found.doubt, doubt))))


def _swapped(text: str) -> date | None:
    found = NUMBERS.fullmatch(text)
    return day(int(found["y"]), int(found["m"]), int(found["d"])).start if found else None


def display(one: UncertainDate | date | None) -> str:
    """Return a date as it is shown here: 12 March 2025, March 2025, 2 to 3 September 2024, or as it was typed."""
    if one is None or isinstance(one, date):
        return said(one)
    if one.start is None or one.end is None:
        return one.typed
    if one.start == one.end:
        return said(one.start)
    return _WHOLE.get(one.precision, _from_to)(one.start, one.end)


def _from_to(start: date, end: date) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {said(end)}"
    return f"{said(start)} to {said(end)}"


_WHOLE: Mapping[Precision, Callable[[date, date], str]] = {
    Precision.MONTH: lambda start, _: f"{MONTHS[start.month - 1]} {start.year}",
    Precision.YEAR: lambda start, _: str(start.year),
    Precision.WEEK: lambda start, _: f"week beginning {said(start)}",
    Precision.APPROX: lambda start, end: f"about {_from_to(start, end)}",
}
