"""Saves what was typed in the tables of the Panel page while it was cut off, by the same checks as the page's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lcspr_core.errors import BothTexts, NotFound
from lcspr_core.panels.appointments import Appointment
from lcspr_core.panels.breaches import refuse_stopped
from lcspr_core.panels.ties import Tie
from lcspr_core.plain import as_json, from_json
from lcspr_core.store import Change, Row
from lcspr_jupyter.screens import panel_rows
from lcspr_jupyter.server import begun_rows
from lcspr_jupyter.server.asked import field
from lcspr_jupyter.server.counter import Counter, Json
from lcspr_jupyter.server.cut_off import Rescue, check_may_write, refuse_overtaken, save
from lcspr_jupyter.server.people import Caller
from lcspr_jupyter.server.stored import review_in

ASKS: Mapping[str, type[Any]] = {"appointment": Appointment, "tie": Tie}


def _kind(counter: Counter, caller: Caller, told: Json, name: str) -> str:
    """Return which table it is; whoever may not write in it is told nothing of what stands there."""
    kind = field(field(told, "target", dict), "table", str)
    check_may_write(counter, caller, kind, name, {})
    return kind


def _stored(counter: Counter, caller: Caller, kind: str, name: str) -> Row | None:
    return counter.store.record(counter.review_of(caller), kind, name)


def _cell(counter: Counter, caller: Caller, told: Json) -> Json:
    name, column, typed = field(told, "row", str), field(told, "column", str), str(told.get("value") or "").strip()
    kind = _kind(counter, caller, told, name)
    row = _stored(counter, caller, kind, name)
    if row is None:
        cells = begun_rows.begun(counter, caller).get(kind, {}).get(name)
        if cells is None:
            raise NotFound(panel_rows.GONE)
        _begin(counter, caller, kind, name, {**cells, column: panel_rows.checked(ASKS[kind], column, typed)})
        return {}
    old = from_json(ASKS[kind], row.body)
    new = panel_rows.written(old, column, typed)
    mine, theirs = panel_rows.cells(new)[column], panel_rows.cells(old)[column]
    refuse_overtaken(told, BothTexts(kind=kind, id=name, path=column, mine=mine, theirs=theirs))
    _check_begins(counter, caller, new, column)
    _put(counter, caller, kind, row, new)
    return {}


def _added(counter: Counter, caller: Caller, told: Json) -> Json:
    """Begin a row, or put one back with all that it held; sent twice, it is added once."""
    asked = field(told, "row", dict)
    name, cells = field(asked, "id", str), field(asked, "cells", dict, {})
    kind = _kind(counter, caller, told, name)
    row = _stored(counter, caller, kind, name)
    if row is not None:
        return {"row": {"id": name, "cells": panel_rows.cells(from_json(ASKS[kind], row.body))}}
    held = {**begun_rows.begun(counter, caller).get(kind, {}).get(name, {}), **cells}
    _begin(counter, caller, kind, name, held)
    return {"row": {"id": name, "cells": held}}


def _begin(counter: Counter, caller: Caller, kind: str, name: str, cells: Mapping[str, Any]) -> None:
    """Keep a row as a record once it says who and what, and until then among what this person has begun."""
    begun_rows.keep(counter, caller, kind, name, cells)
    made = panel_rows.filled(ASKS[kind], name, cells)
    if made is not None:
        _check_begins(counter, caller, made, "person")
        _put(counter, caller, kind, None, made)
        begun_rows.keep(counter, caller, kind, name, None)


def _check_begins(counter: Counter, caller: Caller, new: Any, column: str) -> None:
    if isinstance(new, Appointment):
        refuse_stopped(review_in(counter.store.review(counter.review_of(caller))), new, column)


def _put(counter: Counter, caller: Caller, kind: str, row: Row | None, new: Any) -> None:
    body = as_json(new)
    if row is None or body != row.body:
        before, revision = (row.body, row.revision) if row else (None, 0)
        save(counter, caller, [Change(kind=kind, id=new.id, revision=revision, before=before, after=body)])


def _removed(counter: Counter, caller: Caller, told: Json) -> Json:
    name = field(told, "row", str)
    kind = _kind(counter, caller, told, name)
    begun_rows.keep(counter, caller, kind, name, None)
    row = _stored(counter, caller, kind, name)
    if row is not None:
        save(counter, caller, [Change(kind=kind, id=name, revision=row.revision, before=row.body, after=None)])
    return {}


_TABLE: Mapping[str, Rescue] = {"edit_cell": _cell, "add_row": _added, "remove_row": _removed}
RESCUES: Mapping[str, Mapping[str, Rescue]] = dict.fromkeys(ASKS, _TABLE)
