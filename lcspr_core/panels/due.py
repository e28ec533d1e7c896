"""Everything that is due in a review: its own clocks, and what its agencies owe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from lcspr_core.answers import AnswerState
from lcspr_core.panels.returns import OPEN, AgencyReturn, returns_now
from lcspr_core.timescales.clocks import DueDate, Standing, due_dates, due_table, in_order, standing
from lcspr_core.timescales.closed_days import ClosedDay
from lcspr_core.timescales.rules import Rule, Way, due
from lcspr_core.views import Table

if TYPE_CHECKING:
    from lcspr_core.review import Review

REPLY_PARAGRAPH = "8.2.19"


def replies(review: Review, today: date) -> tuple[DueDate, ...]:
    """Return when each agency's return was due, and whether it came; what never will is late no more."""
    closed = review.all("closed_day")
    return tuple(_reply(one, review.called(one.agency), today, closed) for one in returns_now(review))


def _reply(one: AgencyReturn, title: str, today: date, closed: Iterable[ClosedDay]) -> DueDate:
    agreed = Rule(way=Way.AGREED, event=f"{one.step}_due")
    found = due(agreed, one.due_on, paragraph=REPLY_PARAGRAPH, closed=closed)
    told = standing(one.id, f"Reply of {title}", found, one.came_on, today, who=title, note=one.reason)
    if one.came_on or one.state in OPEN:
        return told
    closed_as = Standing.NEVER if one.state is AnswerState.NOT_RETURNED else Standing.CAME
    return evolve(told, standing=closed_as, days_late=0)


def what_is_due(review: Review, today: date, days: Mapping[str, date] | None = None) -> tuple[DueDate, ...]:
    """Return everything due in a review, soonest first; `days` tells the events that its forms know of."""
    return in_order((*due_dates(review, today, days), *replies(review, today)))


def what_is_due_table(review: Review, today: date, days: Mapping[str, date] | None = None) -> Table:
    """Return everything due in a review as a table."""
    return due_table(what_is_due(review, today, days))
