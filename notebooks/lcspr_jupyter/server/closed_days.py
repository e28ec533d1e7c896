"""The partnership's own closed days: read by everybody who is here, put in force and ended by its coordinator alone."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from lcspr_core.errors import NotAllowed, NotFound, Unreadable
from lcspr_core.plain import as_json, from_json
from lcspr_core.timescales.closed_days import ClosedDay, closed_day
from lcspr_core.timescales.dates import said
from lcspr_jupyter.screens.acts import closing
from lcspr_jupyter.server import asked, begun_rows
from lcspr_jupyter.server.counter import Counter, Json
from lcspr_jupyter.server.cut_off import NEEDS_KERNEL
from lcspr_jupyter.server.people import Identity

DEED = "closed_days"
PAGE = "calendar"
NOT_YOURS = "The coordinator of all reviews adds a closed day. Nothing was saved; ask them."
THERE_ALREADY = "{day} is added already. End it first, if it is to be another."
NOT_THERE = "{day} was never added, or has ended already. Nothing was saved."


def closed_days(counter: Counter) -> list[ClosedDay]:
    """Return every day that was added, ended ones among them, the earliest first."""
    kept = (from_json(ClosedDay, body) for body in counter.store.closed_days().values())
    return sorted(kept, key=lambda one: one.day)


def told(counter: Counter, identity: Identity) -> Json:
    """Return them as the gate tells them, and whether this person adds and ends them."""
    return {"days": [as_json(one) for one in closed_days(counter)], "may": identity.may_everywhere(DEED)}


def put(counter: Counter, identity: Identity, wanted: Json) -> Json:
    """Put a day in force from today, or end one from today; what was due before today is not touched by either."""
    if not identity.may_everywhere(DEED):
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


def rescued(counter: Counter, identity: Identity, told_: Json) -> None:
    """Save what was put down, or begun, on the page of closed days while it was cut off."""
    caller = identity.at(None, PAGE)
    if asked.field(told_, "do", str) == "begin":
        begun_rows.rescued(counter, caller, told_)
        return
    if asked.field(told_, "do", str) != "act":
        raise Unreadable(NEEDS_KERNEL)
    with counter.lock:
        wanted = closing(told_)
        if not _is_so(counter, identity, wanted):  # a page that is slow says it twice: to its own program, and here
            put(counter, identity, wanted)
        begun_rows.keep(counter, caller, PAGE, asked.field(told_, "key", str), None)


def _is_so(counter: Counter, identity: Identity, wanted: Json) -> bool:
    """Say whether this person has just done the very same."""
    latest = next((one for one in reversed(closed_days(counter)) if one.day.isoformat() == wanted["day"]), None)
    if latest is None or latest.by != identity.id:
        return False
    today = date.fromisoformat(counter.today(None))
    if wanted.get("end"):
        return latest.ended == today
    same = {"name": latest.name, "why": latest.why, "sort": latest.sort.value, "day": wanted["day"]}
    return latest.ended is None and latest.since == today and same == wanted


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
