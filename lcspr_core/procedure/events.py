"""The events of a case: which answer each is read from, so that no date is kept twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeAlias

from attrs import frozen

from lcspr_core.answering import Told
from lcspr_core.timescales.dates import Precision, UncertainDate


class Take(StrEnum):
    """Which of several days counts."""

    FIRST = "first"
    LAST = "last"


@frozen(kw_only=True)
class Event:
    """Something that happens on a day, or was agreed for one: what it is called, and where its day is asked.

    `rows` names a list of the form, `having` the rows that count (field, value). Where a day may be asked in several
    places, several lines have one key, and the earliest (or, if they so take, the last) of all their days counts.
    """

    key: str
    title: str
    form: str
    field: str
    rows: str = ""
    having: tuple[str, str] | None = None
    take: Take = Take.FIRST


Answers = Mapping[str, tuple[Told[Any], ...]]
Place: TypeAlias = tuple[str, str, tuple[str, str] | None, str]
NOTHING_KEPT: Mapping[str, date] = MappingProxyType({})


def dated(
    events: Iterable[Event], answers: Answers, kept: Mapping[str, date] = NOTHING_KEPT
) -> tuple[dict[str, date], frozenset[str]]:
    """Return the day of each event that has one, and the events whose day is written but not known exactly.

    `kept` are days by event that were known before the forms: each stands in for its field while that has no exact day.
    An event may be in both: it has a day, and what else is written vaguely might still move it.
    """
    lines = tuple(events)
    keys = Counter(event.key for event in lines)
    stand_in = {_place(one): kept[one.key] for one in lines if one.key in kept and keys[one.key] == 1}
    days: dict[str, date] = {}
    vague: set[str] = set()
    for key in keys:
        exact, rough = _days([one for one in lines if one.key == key], answers, stand_in)
        take = next(one.take for one in lines if one.key == key)
        if exact:
            days[key] = min(exact) if take is Take.FIRST else max(exact)
        if any(key not in days or _might_move(one, days[key], take) for one in rough):
            vague.add(key)
    return days, frozenset(vague)


def _days(
    lines: Iterable[Event], answers: Answers, stand_in: Mapping[Place, date]
) -> tuple[list[date], list[UncertainDate]]:
    exact: list[date] = []
    rough: list[UncertainDate] = []
    for event in lines:
        given = tuple(_given(event, answers.get(event.form, ())))
        here = [one.start for one in given if one.start and one.precision is Precision.DAY]
        kept = stand_in.get(_place(event))
        exact += here or ([kept] if kept else [])
        rough += [one for one in given if one.precision is not Precision.DAY and (here or not kept)]
    return exact, rough


def _might_move(one: UncertainDate, day: date, take: Take) -> bool:
    """Say whether a day that is not known exactly might be the one that counts."""
    if one.start is None or one.end is None:
        return True
    return one.start < day if take is Take.FIRST else one.end > day


def _place(event: Event) -> Place:
    return event.form, event.rows, event.having, event.field


def _given(event: Event, told: Iterable[Told[Any]]) -> Iterator[UncertainDate]:
    for one in told:
        for place in getattr(one.said, event.rows) if event.rows else (one.said,):
            day = getattr(place, event.field)
            if day.typed and _counts(event, place):
                yield day


def _counts(event: Event, place: Any) -> bool:
    return event.having is None or getattr(place, event.having[0]) == event.having[1]
