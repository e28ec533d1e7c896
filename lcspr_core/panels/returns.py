"""Agency returns: who was asked for what and when, who was reminded, what came, and what never did (8.2.19)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from lcspr_core.answers import PROCEDURE, STATE_WORDS, Answer, AnswerState, answer_id
from lcspr_core.cases.agencies import OUTLINE, REQUEST, Known
from lcspr_core.timescales.dates import Precision, said
from lcspr_core.timescales.understanding import understood
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


def returns_now(review: Review) -> tuple[AgencyReturn, ...]:
    """Return what each agency was asked for as it stands now: every page and every duty asks here, so that all agree.

    Agencies are to answer without delay, and each says for itself whether it knew the child (8.2.11; 8.2.19). Nobody
    waits any longer for what was put down, with a reason, as never to come: so it is not late. It is not done either,
    nor ever read as “not known”: it stays a gap, which is looked into and taken higher like any part that an agency
    does not do (8.2.11; 8.2.43). It may be put down on Returns or on the agency's own outline: either tells for both.
    An agency that replies after that has replied.
    """
    return tuple(_now(review, one) for one in review.all("return"))


def _now(review: Review, one: AgencyReturn) -> AgencyReturn:
    own = _outline(review, one.agency) if one.step == REQUEST else None
    if own is None:
        return one
    if one.state is AnswerState.NOT_RETURNED and _says(own):
        return evolve(one, state=AnswerState.SENT, came_on=_replied_on(own), reason="")
    if one.state in OPEN and own.state is AnswerState.NOT_RETURNED and not _says(own):
        return never_came(one, reason=own.reason)
    return one


def _outline(review: Review, agency: str) -> Answer | None:
    found: Answer | None = review.one("answer", answer_id(OUTLINE, (agency,), PROCEDURE))
    return found


def _says(own: Answer) -> bool:
    return own.data.get("known") in {Known.KNOWN, Known.NOT_KNOWN}


def _replied_on(own: Answer) -> date | None:
    given = own.data.get("replied_on")
    day = understood(str(given.get("typed") or "") if isinstance(given, Mapping) else str(given or ""))
    return day.start if day.precision is Precision.DAY else None


def gaps(review: Review) -> Mapping[str, str]:
    """Return the agencies whose reply to the request never came, each with the reason that was put down for it."""
    outlines = ((one.id, _outline(review, one.id)) for one in review.all("agency"))
    never = AnswerState.NOT_RETURNED
    told = {name: own.reason for name, own in outlines if own and own.state is never and not _says(own)}
    asked_for = (one for one in returns_now(review) if one.step == REQUEST and one.state is never)
    return {**told, **{one.agency: one.reason for one in asked_for}}


def overdue(review: Review, today: date) -> tuple[AgencyReturn, ...]:
    """Return what is still owed after its date."""
    return tuple(one for one in returns_now(review) if one.state in OPEN and one.due_on and one.due_on < today)


def returns_table(review: Review) -> Table:
    """Return who was asked for what, where it stands, and when it was chased."""
    rows = tuple(
        (
            review.called(one.agency),
            one.step.replace("_", " "),
            _state(one),
            said(one.asked_on),
            said(one.due_on),
            "; ".join(said(day) for day in one.chased_on),
            said(one.came_on),
        )
        for one in returns_now(review)
    )
    columns = ("Agency", "Asked for", "State", "Asked on", "Due on", "Chased on", "Came on")
    return Table(title="Agency returns", columns=columns, rows=rows, empty="No agency has been asked yet (8.2.19).")


def _state(one: AgencyReturn) -> str:
    late = one.came_on and one.due_on and one.came_on > one.due_on
    days = (one.came_on - one.due_on).days if one.came_on and one.due_on else 0
    words = f"{STATE_WORDS[one.state]}, {days} day{'s' * (days != 1)} late" if late else STATE_WORDS[one.state]
    return f"{words}: {one.reason}" if one.reason else words
