"""The events of a case: which answer each is read from, so that no date is kept twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

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

    `rows` names a list of the form, `having` the rows that count (field, value); `unless` a field that must be empty.
    """

    key: str
    title: str
    form: str
    field: str
    rows: str = ""
    having: tuple[str, str] | None = None
    take: Take = Take.FIRST


Answers = Mapping[str, tuple[Told[Any], ...]]


def dated(events: Iterable[Event], answers: Answers) -> tuple[dict[str, date], frozenset[str]]:
    """Return the day of each event that has one, and the events whose day is written but not known exactly."""
    days: dict[str, date] = {}
    vague: set[str] = set()
    for event in events:
        given = tuple(_given(event, answers.get(event.form, ())))
        exact = [one.start for one in given if one.start and one.precision is Precision.DAY]
        if exact:
            days[event.key] = min(exact) if event.take is Take.FIRST else max(exact)
        elif given:
            vague.add(event.key)
    return days, frozenset(vague)


def _given(event: Event, told: Iterable[Told[Any]]) -> Iterator[UncertainDate]:
    for one in told:
        for place in getattr(one.said, event.rows) if event.rows else (one.said,):
            day = getattr(place, event.field)
            if day.typed and _counts(event, place):
                yield day


def _counts(event: Event, place: Any) -> bool:
    return event.having is None or getattr(place, event.having[0]) == event.having[1]
