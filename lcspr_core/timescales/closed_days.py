"""A partnership's own additions to the table of bank holidays: each with its reason, and in force from a day on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from attrs import frozen

from lcspr_core.errors import Unreadable
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.working_days import SATURDAY, bank_holiday

LOCAL = "local addition"


class ClosedSort(StrEnum):
    """What a day was added as: proclaimed for everybody, or a day on which only this partnership's offices close.

    Only what was proclaimed takes a day out of a count; an office that closes never lengthens a time that others set.
    """

    PROCLAIMED = "proclaimed"
    OWN = "own"


@frozen(kw_only=True)
class ClosedDay:
    """One day that a partnership added: what it is, why, by whom, and from which day on it counts."""

    id: str
    day: date
    name: str
    why: str
    by: str
    since: date
    sort: ClosedSort = ClosedSort.PROCLAIMED
    ended: date | None = None

    @property
    def words(self) -> str:
        """The day and what it is, with the mark that it is no part of the table that ships."""
        return f"{said(self.day)} ({self.name}; {LOCAL})"


def closed_day(day: date, name: str, why: str, *, by: str, since: date, sort: str = "proclaimed") -> ClosedDay:
    """Return an addition, or say what is wrong with it."""
    if not name.strip() or not why.strip():
        raise Unreadable("Say what the day is, and why it is added, as in: a proclamation and its date.")
    if sort not in set(ClosedSort):
        raise Unreadable("A day is added as proclaimed for everybody, or as this partnership's own.")
    if day.weekday() >= SATURDAY or bank_holiday(day):
        named = bank_holiday(day) or "a day of the weekend"
        raise Unreadable(f"{said(day)} is {named}, so it is no working day already. Nothing needs to be added.")
    return ClosedDay(
        id=day.isoformat(),
        day=day,
        name=name.strip(),
        why=why.strip(),
        by=by,
        since=since,
        sort=ClosedSort(sort),
    )


def in_force(some: Iterable[ClosedDay], sort: ClosedSort) -> tuple[ClosedDay, ...]:
    """Return the additions of one sort, in the order in which they were put in force."""
    return tuple(sorted((one for one in some if one.sort is sort), key=lambda one: (one.since, one.day)))
