"""The partnership's own closed days: read by everybody who is here, put in force and ended by its coordinator alone."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from lcspr_core.errors import NotAllowed, NotFound, Unreadable
from lcspr_core.methodology import PlatformRole
from lcspr_core.plain import as_json, from_json
from lcspr_core.timescales.closed_days import ClosedDay, closed_day
from lcspr_core.timescales.dates import said
from lcspr_jupyter.server import asked
from lcspr_jupyter.server.counter import Counter, Json
from lcspr_jupyter.server.people import EVERY, Identity

NOT_YOURS = "The coordinator of all reviews adds a closed day. Nothing was saved; ask them."
THERE_ALREADY = "{day} is added already. End it first, if it is to be another."
NOT_THERE = "{day} was never added, or has ended already. Nothing was saved."


def closed_days(counter: Counter) -> list[ClosedDay]:
    """Return every day that was added, ended ones among them, the earliest first."""
    kept = (from_json(ClosedDay, body) for body in counter.store.closed_days().values())
    return sorted(kept, key=lambda one: one.day)


def told(counter: Counter) -> Json:
    """Return them as the gate tells them."""
    return {"days": [as_json(one) for one in closed_days(counter)]}


def put(counter: Counter, identity: Identity, wanted: Json) -> Json:
    """Put a day in force from today, or end one from today; what was due before today is not touched by either."""
    if not any(one.role is PlatformRole.COORDINATOR and one.review == EVERY for one in identity.grants):
        raise NotAllowed(NOT_YOURS)
    day = _day(asked.field(wanted, "day", str))
    with counter.lock:
        today = date.fromisoformat(counter.today(None))
        there = next((one for one in closed_days(counter) if one.day == day and one.ended is None), None)
        new = _ended(day, there, today) if wanted.get("end") else _added(day, there, wanted, identity.id, today)
        counter.store.keep_closed_day(new.id, as_json(new), identity.id, counter.moment())
    for one in counter.store.reviews():  # what each has due may have moved, so the register's lines are worked out anew
        counter.changed(one.review)
    return as_json(new)  # type: ignore[no-any-return]


def _added(day: date, there: ClosedDay | None, wanted: Json, by: str, today: date) -> ClosedDay:
    if there:
        raise Unreadable(THERE_ALREADY.format(day=said(day)))
    name, why, sort = (asked.field(wanted, key, str) for key in ("name", "why", "sort"))
    made = closed_day(day, name, why, by=by, since=today, sort=sort)
    return evolve(made, id=f"{made.id}.{today.isoformat()}")  # one that ended is kept beside one added again


def _ended(day: date, there: ClosedDay | None, today: date) -> ClosedDay:
    if there is None:
        raise NotFound(NOT_THERE.format(day=said(day)))
    return evolve(there, ended=today)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unreadable("That is no day. Write it as in 2027-05-10. Nothing was saved.") from None
