"""Agency returns: who was asked for what and when, who was reminded, what came, and what never did (8.2.19)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from lcspr_core.answers import STATE_WORDS, AnswerState
from lcspr_core.timescales.dates import said
from lcspr_core.views import Table

if TYPE_CHECKING:
    from lcspr_core.review import Review

OPEN = frozenset({AnswerState.ASKED, AnswerState.DRAFT, AnswerState.RETURNED})


@frozen(kw_only=True)
class AgencyReturn:
    """What one agency was asked for in one step, where it stands, and when it was chased."""

    id: str
    agency: str
    step: str
    state: AnswerState = AnswerState.ASKED
    asked_on: date | None = None
    due_on: date | None = None
    chased_on: tuple[date, ...] = ()
    came_on: date | None = None
    reason: str = ""
    file: str = ""
    rows: int = 0


def asked(agency: str, step: str, *, on: date, due: date | None = None) -> AgencyReturn:
    """Return a new request to an agency for what a step needs."""
    return AgencyReturn(id=f"{step}.{agency}", agency=agency, step=step, asked_on=on, due_on=due)


def chased(one: AgencyReturn, *, on: date) -> AgencyReturn:
    """Return the request with one more reminder."""
    return evolve(one, chased_on=(*one.chased_on, on))


def came(one: AgencyReturn, *, on: date) -> AgencyReturn:
    """Return the request as sent in."""
    return evolve(one, state=AnswerState.SENT, came_on=on, reason="")


def never_came(one: AgencyReturn, *, reason: str) -> AgencyReturn:
    """Return the request as closed without a reply; that nothing came is kept, with the reason."""
    return evolve(one, state=AnswerState.NOT_RETURNED, reason=reason)


def overdue(review: Review, today: date) -> tuple[AgencyReturn, ...]:
    """Return what is still owed after its date."""
    return tuple(one for one in review.all("return") if one.state in OPEN and one.due_on and one.due_on < today)


def returns_table(review: Review) -> Table:
    """Return who was asked for what, where it stands, and when it was chased."""
    titles = {agency.id: agency.title for agency in review.all("agency")}
    rows = tuple(
        (
            titles.get(one.agency, one.agency),
            one.step.replace("_", " "),
            _state(one),
            said(one.asked_on),
            said(one.due_on),
            "; ".join(said(day) for day in one.chased_on),
            said(one.came_on),
        )
        for one in review.all("return")
    )
    columns = ("Agency", "Asked for", "State", "Asked on", "Due on", "Chased on", "Came on")
    return Table(title="Agency returns", columns=columns, rows=rows, empty="No agency has been asked yet (8.2.19).")


def _state(one: AgencyReturn) -> str:
    late = one.came_on and one.due_on and one.came_on > one.due_on
    days = (one.came_on - one.due_on).days if one.came_on and one.due_on else 0
    words = f"{STATE_WORDS[one.state]}, {days} day{'s' * (days != 1)} late" if late else STATE_WORDS[one.state]
    return f"{words}: {one.reason}" if one.reason else words
