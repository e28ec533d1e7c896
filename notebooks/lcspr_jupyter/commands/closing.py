"""The command for a partnership's own closed days: what one would move is shown before it is put in force."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from attrs import asdict, evolve, frozen

from lcspr_core.errors import LcsprError, NotFound
from lcspr_core.plain import as_json, from_json
from lcspr_core.procedure.moved import Moved, moved
from lcspr_core.store import Store
from lcspr_core.timescales.closed_days import ClosedDay, closed_day
from lcspr_core.timescales.dates import said
from lcspr_jupyter.commands.days import one_day
from lcspr_jupyter.commands.reaching import at_review, reached, running
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.gate import Gate
from lcspr_jupyter.places import default_store, keys_of

NOT_YET = "Nothing was saved. If this is as it should be, say the same again with --put-in-force."
NO_STORE = "Counted with the national table of bank holidays alone: no store here has days of your partnership's own."
NOT_READ = "Counted with the national table of bank holidays alone, for your partnership's own cannot be read: {why}"
WITH_OWN = "Counted with the national table of bank holidays and the days that your partnership added."
IN_FORCE = "In force from {today}. Pages that are open take it in when they are loaded again."


@frozen(kw_only=True)
class Told:
    """What came of the command: the days that are there, what the change moves in each case, and if it was saved."""

    days: tuple[ClosedDay, ...]
    moves: tuple[tuple[str, Moved], ...] = ()
    changed: ClosedDay | None = None
    saved: bool = False


def holidays(asked: argparse.Namespace) -> int:
    """List the days that were added; or show what adding or ending one moves, and put it in force if told so."""
    told = reached(asked, lambda gate: _done(gate, asked))
    print(json.dumps(_plain(told), indent=1, ensure_ascii=False) if asked.json else "\n".join(_lines(told)))
    return 0


def calendar(asked: argparse.Namespace) -> tuple[tuple[ClosedDay, ...], str]:
    """Return the days that the partnership added, with a sentence on what is counted with; no store has to be there.

    A store that was named is read or refused; the one in its usual place is only asked if it is there and opens.
    """
    place = asked.store or default_store()
    if not asked.store and not place.exists():
        return (), NO_STORE
    try:
        return _added(place, asked.key), WITH_OWN
    except LcsprError as refused:
        if asked.store:
            raise
        return (), NOT_READ.format(why=refused)


def _added(place: Path, key: Path | None) -> tuple[ClosedDay, ...]:
    """Read them from whatever has the store open, else from the store; no server is started for one count."""
    gate = running(place)
    if gate:
        return _days_of(gate.closed_days())
    with Store.open(place, keys_of(place, key)) as store:
        return _days_of(store.closed_days().values())


def _days_of(bodies: Iterable[Mapping[str, Any]]) -> tuple[ClosedDay, ...]:
    return tuple(from_json(ClosedDay, body) for body in bodies)


def _done(gate: Gate, asked: argparse.Namespace) -> Told:
    days = _days_of(gate.closed_days())
    if not asked.day:
        return Told(days=days)
    today = date.fromisoformat(gate.me()["today"])
    changed = _changed(days, asked, today)
    moves = tuple(_moves(gate, changed, today))
    if asked.put_in_force:
        wanted = {"day": changed.day.isoformat(), "name": changed.name, "why": changed.why, "sort": changed.sort.value}
        changed = from_json(ClosedDay, gate.close_day({**wanted, "end": asked.end}))
    return Told(days=days, moves=moves, changed=changed, saved=asked.put_in_force)


def _changed(days: Iterable[ClosedDay], asked: argparse.Namespace, today: date) -> ClosedDay:
    day = one_day(asked.day)
    if not asked.end:
        return closed_day(day, asked.name, asked.why, by="", since=today, sort="own" if asked.own else "proclaimed")
    there = next((one for one in days if one.day == day and one.ended is None), None)
    if there is None:
        raise NotFound(f"{said(day)} was never added, or has ended already. Nothing was saved.")
    return evolve(there, ended=today)


def _moves(gate: Gate, changed: ClosedDay, today: date) -> Iterable[tuple[str, Moved]]:
    for line in gate.reviews():
        review = Desk(at_review(gate, str(line["id"]))).open
        for one in moved(review, [changed], review.header.as_at or today):
            yield review.header.title, one


# --- what is told -----------------------------------------------------------------------------------------------------


def _lines(told: Told) -> Iterable[str]:
    if told.changed is None:
        yield from (_line(one) for one in told.days)
        if not told.days:
            yield "No day was added. Bank holidays of England and Wales are there already."
        return
    yield _line(told.changed)
    for title, one in told.moves:
        yield f"{title}\t{one.what}\t{_both(one.was)} becomes {_both(one.becomes)}\t{one.paragraph}"
    yield f"{len(told.moves)} open time limits move; what was due before today stays as it was."
    yield IN_FORCE.format(today=said(told.changed.ended or told.changed.since)) if told.saved else NOT_YET


def _line(one: ClosedDay) -> str:
    ended = f", ended {said(one.ended)}" if one.ended else ""
    by = f" by {one.by}" if one.by else ""
    return f"{said(one.day)}\t{one.sort.value}\t{one.name}\t{one.why}\tsince {said(one.since)}{by}{ended}"


def _both(days: tuple[date | None, date | None]) -> str:
    due, act_by = days
    return said(due) if due == act_by else f"{said(due)} (act by {said(act_by)})"


def _plain(told: Told) -> dict[str, Any]:
    moves = [{"review": title, **_written(one)} for title, one in told.moves]
    changed = as_json(told.changed) if told.changed else None
    return {"days": [as_json(one) for one in told.days], "changed": changed, "moves": moves, "saved": told.saved}


def _written(one: Moved) -> dict[str, Any]:
    days = {name: [day.isoformat() if day else None for day in getattr(one, name)] for name in ("was", "becomes")}
    return {**asdict(one), **days}
