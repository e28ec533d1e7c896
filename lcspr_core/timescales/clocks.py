"""The clocks of a review as data: what starts each, how long it runs, what stops it, and where that is written."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from lcspr_core.errors import Unreadable
from lcspr_core.timescales.closed_days import ClosedDay
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.editions import Basis, Edition, edition, holds, worked_under
from lcspr_core.timescales.rules import Due, Rule, Way, due, rule
from lcspr_core.views import Table

if TYPE_CHECKING:
    from lcspr_core.review import Review

OWN_CLOCKS = Path(__file__).with_name("clocks.csv")


class Standing(StrEnum):
    """How a clock stands today."""

    OPEN = "open"
    OVERDUE = "overdue"
    ON_TIME = "on time"
    LATE = "late"
    NOT_STARTED = "not started"
    NEVER = "never came"  # nobody waits for it any more, and it stays a gap
    CAME = "came, on a day that was not put down"


@frozen(kw_only=True)
class Clock:
    """One clock of the procedure: a line of the table, so that the whole procedure can be added as lines.

    `since` names the edition that it came with; a later line of the same key takes the place of an earlier one.
    """

    key: str
    paragraph: str
    title: str
    rule: Rule
    starts: tuple[str, ...]
    take: str = "first"
    stops: str = ""
    who: str = ""
    basis: Basis = Basis.LOCAL
    since: str = ""
    note: str = ""


@frozen(kw_only=True)
class DueDate:
    """One thing due in a review: what, by whom, when and why, whether it was done, and how it stands."""

    key: str
    title: str
    due: Due
    standing: Standing
    done_on: date | None = None
    days_late: int = 0
    who: str = ""
    basis: Basis = Basis.LOCAL
    note: str = ""

    @property
    def words(self) -> str:
        """How it stands, as a person would say it."""
        late = f"{self.days_late} day{'s' * (self.days_late != 1)}"
        return {Standing.LATE: f"done, late by {late}", Standing.OVERDUE: f"overdue by {late}"}.get(
            self.standing, self.standing.value
        )


def clocks(path: Path = OWN_CLOCKS) -> tuple[Clock, ...]:
    """Return the clocks of a table; a line that contradicts itself is refused with its number."""
    with path.open(encoding="utf-8", newline="") as lines:
        found = tuple(_clock(number, row) for number, row in enumerate(csv.DictReader(lines), start=2))
    if len({(one.key, one.since) for one in found}) < len(found):
        raise Unreadable("Two clocks of the table have the same key.")
    return found


@cache
def own_clocks() -> tuple[Clock, ...]:
    """Return the clocks that ship with the core."""
    return clocks()


def clocks_under(under: Edition) -> tuple[Clock, ...]:
    """Return the clocks that hold under an edition: of one key, the line that came last."""
    return tuple({one.key: one for one in own_clocks() if holds(one.since, under)}.values())


def _clock(number: int, row: Mapping[str, str]) -> Clock:
    try:
        read = {"rule": rule(row["rule"]), "starts": tuple(row["starts"].split()), "basis": Basis(row["basis"])}
        made = Clock(**{**row, **read})  # type: ignore[arg-type]
        edition(made.since)
    except (KeyError, TypeError, ValueError, Unreadable) as fault:
        raise Unreadable(f"Line {number} of the table of clocks cannot be read: {fault}.") from None
    if made.take not in {"first", "earliest"} or not made.starts:
        raise Unreadable(f"Line {number} of the table of clocks says neither what starts it nor which day to take.")
    return made


def due_dates(review: Review, today: date, days: Mapping[str, date] | None = None) -> tuple[DueDate, ...]:
    """Return every clock of this review that has started, soonest due first.

    `days` gives the day of each event, where more is known than the header says. The rules are those of the edition
    that is stamped on the case.
    """
    known = days if days is not None else {**review.header.dates, **_decided(review.header.decided_on)}
    closed = review.all("closed_day")
    started = (_due_date(clock, known, today, closed) for clock in clocks_under(worked_under(review.header.edition)))
    return in_order(one for one in started if one.standing is not Standing.NOT_STARTED)


def _decided(day: date | None) -> dict[str, date]:
    return {"decision_made": day} if day else {}


def in_order(some: Iterable[DueDate]) -> tuple[DueDate, ...]:
    """Return due dates soonest first, those without a day last."""
    return tuple(sorted(some, key=lambda one: (one.due.due is None, one.due.due or date.max)))


def _due_date(clock: Clock, known: Mapping[str, date], today: date, closed: Iterable[ClosedDay]) -> DueDate:
    days = [known[event] for event in clock.starts if event in known]
    start = (min(days) if clock.take == "earliest" else days[0]) if days else None
    found = due(clock.rule, start, paragraph=clock.paragraph, closed=closed)
    told = standing(clock.key, clock.title, found, known.get(clock.stops), today, who=clock.who, note=clock.note)
    return evolve(told, basis=clock.basis)


def standing(
    key: str, title: str, found: Due, done_on: date | None, today: date, *, who: str = "", note: str = ""
) -> DueDate:
    """Return a due date with how it stands today."""
    days = (done_on or today) - found.due if found.due else None
    late = max(0, days.days) if days and found.rule.way is not Way.STAYS else 0
    return DueDate(
        key=key,
        title=title,
        due=found,
        standing=_standing(found, done_on, late),
        done_on=done_on,
        days_late=late,
        who=who,
        note=note,
    )


def _standing(found: Due, done_on: date | None, late: int) -> Standing:
    if found.start is None:
        return Standing.NOT_STARTED
    if done_on:
        return Standing.LATE if late else Standing.ON_TIME
    return Standing.OVERDUE if late else Standing.OPEN


def _source(one: DueDate) -> str:
    return f"{one.due.paragraph} ({one.basis})"


def due_table(some: Iterable[DueDate]) -> Table:
    """Return due dates as a table: what and when, how each stands, how it was counted, and where it is written."""
    rows = tuple(
        (one.title, said(one.due.due), said(one.due.act_by), one.words, one.due.derivation, _source(one))
        for one in some
    )
    columns = ("What", "Due", "Act by", "How it stands", "How that was counted", "Paragraph")
    return Table(title="What is due", columns=columns, rows=rows, empty="No clock has started.")
