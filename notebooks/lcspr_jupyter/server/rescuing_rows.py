"""Saves what was typed in the tables of agencies, appointments and ties while cut off, by the pages' own rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lcspr_core.errors import NotFound
from lcspr_core.plain import as_json, from_json
from lcspr_core.review import Review, value_class
from lcspr_core.store import LEDGERS, Change, Row
from lcspr_jupyter.screens.agency_rows import AGENCIES
from lcspr_jupyter.screens.panel_rows import APPOINTMENTS, GONE, TIES
from lcspr_jupyter.screens.row_rules import RowRules
from lcspr_jupyter.screens.row_table import BECAME, became
from lcspr_jupyter.server import begun_rows
from lcspr_jupyter.server.asked import field
from lcspr_jupyter.server.counter import Body, Counter, Json
from lcspr_jupyter.server.cut_off import Rescue, check_may_write, save
from lcspr_jupyter.server.people import Caller
from lcspr_jupyter.server.stored import review_in

RULES: Mapping[str, RowRules] = {one.kind: one for one in (AGENCIES, APPOINTMENTS, TIES)}
STRETCH = 500


def _rules(counter: Counter, caller: Caller, told: Json, name: str) -> RowRules:
    """Return which table it is; whoever may not write in it is told nothing of what stands there."""
    rules = RULES[field(field(told, "target", dict), "table", str)]
    check_may_write(counter, caller, rules.kind, name, {})
    return rules


def _begun(counter: Counter, caller: Caller, kind: str, name: str) -> Mapping[str, str] | None:
    return begun_rows.begun(counter, caller).get(kind, {}).get(name)


def _stored(counter: Counter, caller: Caller, kind: str, name: str) -> Row | None:
    """Return the record of a row; one that was begun as a row may go by another id."""
    known = (_begun(counter, caller, kind, name) or {}).get(BECAME, name)
    return counter.store.record(counter.review_of(caller), kind, known)


def _review(counter: Counter, caller: Caller) -> Review:
    return review_in(counter.store.review(counter.review_of(caller)))


def _cell(counter: Counter, caller: Caller, told: Json) -> Json:
    name, column, typed = field(told, "row", str), field(told, "column", str), str(told.get("value") or "").strip()
    rules = _rules(counter, caller, told, name)
    row = _stored(counter, caller, rules.kind, name)
    if row is None:
        cells = _begun(counter, caller, rules.kind, name)
        if cells is None or BECAME in cells:
            raise NotFound(GONE)
        _begin(counter, caller, rules, name, {**cells, column: rules.checked(column, typed)})
        return {}
    old: Any = from_json(value_class(rules.kind), row.body)
    new = rules.written(old, column, typed)
    rules.refuse_overtaken(told, old, new)
    rules.refuse(_review(counter, caller), new, column)
    _put(counter, caller, rules.kind, row, new)
    return {}


def _added(counter: Counter, caller: Caller, told: Json) -> Json:
    """Begin a row, or put one back with all that it held; sent twice, it is added once."""
    asked = field(told, "row", dict)
    name, cells = field(asked, "id", str), field(asked, "cells", dict, {})
    rules = _rules(counter, caller, told, name)
    row = _stored(counter, caller, rules.kind, name)
    if row is not None:
        return {"row": {"id": name, "cells": rules.cells(from_json(value_class(rules.kind), row.body))}}
    held = {**(_begun(counter, caller, rules.kind, name) or {}), **cells}
    held.pop(BECAME, None)
    _begin(counter, caller, rules, name, held)
    return {"row": {"id": name, "cells": held}}


def _begin(counter: Counter, caller: Caller, rules: RowRules, name: str, cells: Mapping[str, Any]) -> None:
    """Keep a row as a record once it says enough, and until then among what this person has begun."""
    review = _review(counter, caller)
    rules.refuse_begun(review, cells)
    begun_rows.keep(counter, caller, rules.kind, name, cells)
    made = rules.filled(name, cells)
    if made is not None:
        rules.refuse(review, made, "")
        _put(counter, caller, rules.kind, None, made)
        begun_rows.keep(counter, caller, rules.kind, name, became(name, made.id))


def _put(counter: Counter, caller: Caller, kind: str, row: Row | None, new: Any) -> None:
    body = as_json(new)
    if row is None or body != row.body:
        before, revision = (row.body, row.revision) if row else (None, 0)
        save(counter, caller, [Change(kind=kind, id=new.id, revision=revision, before=before, after=body)])


def _removed(counter: Counter, caller: Caller, told: Json) -> Json:
    name = field(told, "row", str)
    rules = _rules(counter, caller, told, name)
    row = _stored(counter, caller, rules.kind, name)
    if row is None:
        begun_rows.keep(counter, caller, rules.kind, name, None)
        return {}
    old: Any = from_json(value_class(rules.kind), row.body)
    rules.refuse_removal(_review(counter, caller), old, _ledgers(counter, counter.review_of(caller)))
    save(counter, caller, [Change(kind=rules.kind, id=row.id, revision=row.revision, before=row.body, after=None)])
    return {}


def _ledgers(counter: Counter, review: str) -> Iterator[Body]:
    """Return every row of every ledger of a review, a stretch at a time."""
    for kind in LEDGERS:
        page = counter.store.ledger(review, kind, None, STRETCH)
        yield from (row.body for row in page.rows)
        while page.more:
            page = counter.store.ledger(review, kind, page.rows[-1].id, STRETCH)
            yield from (row.body for row in page.rows)


_TABLE: Mapping[str, Rescue] = {"edit_cell": _cell, "add_row": _added, "remove_row": _removed}
RESCUES: Mapping[str, Mapping[str, Rescue]] = dict.fromkeys(RULES, _TABLE)
