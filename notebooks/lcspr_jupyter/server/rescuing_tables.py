"""Saves what was typed in a table while its page was cut off: on the map, and in the register of people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve

from lcspr_core.cases.people import Person
from lcspr_core.errors import BothTexts, NotFound, Unreadable
from lcspr_core.plain import as_json, from_json
from lcspr_core.review import value_class
from lcspr_core.store import Change, Row
from lcspr_core.store.refusals import TokenReused
from lcspr_jupyter.screens import map_rows, register
from lcspr_jupyter.screens.overtaken import refuse_overtaken
from lcspr_jupyter.server import writing
from lcspr_jupyter.server.asked import field
from lcspr_jupyter.server.counter import Counter, Json
from lcspr_jupyter.server.cut_off import Rescue, check_may_write, save
from lcspr_jupyter.server.people import Caller

Body = Mapping[str, Any]
OFF_THE_MAP = "This is no longer on the map. What you wrote is still on this page: copy it, then load the page again."


# --- on the map -----------------------------------------------------------------------------------------------------


def _kind(told: Json) -> str:
    kind = field(field(told, "target", dict), "table", str)
    if kind not in {"map_node", "map_link"}:
        raise Unreadable(map_rows.NO_COLUMN)
    return kind


def _stored(counter: Counter, caller: Caller, kind: str, name: str) -> Row | None:
    return counter.store.record(counter.review_of(caller), kind, name)


def _standing(counter: Counter, caller: Caller, told: Json, row: Row | None) -> Any:
    """Return a row as it is stored; one that the thread gave is stored by nobody yet, and comes with the edit."""
    begun = told.get("begun")
    body = row.body if row else begun if isinstance(begun, Mapping) and begun.get("id") == told["row"] else None
    if body is None or body.get("withdrawn"):
        raise NotFound(OFF_THE_MAP)
    check_may_write(counter, caller, _kind(told), field(told, "row", str), body)
    return from_json(value_class(_kind(told)), body)


def _put(counter: Counter, caller: Caller, kind: str, row: Row | None, value: Any) -> None:
    body = as_json(value)
    if row is None or body != row.body:
        before, revision = (row.body, row.revision) if row else (None, 0)
        save(counter, caller, [Change(kind=kind, id=value.id, revision=revision, before=before, after=body)])


def _map_cell(counter: Counter, caller: Caller, told: Json) -> Json:
    kind, name, column = _kind(told), field(told, "row", str), field(told, "column", str)
    row = _stored(counter, caller, kind, name)
    old = _standing(counter, caller, told, row)
    new = map_rows.written(old, column, told.get("value"))
    map_rows.refuse_overtaken(told, kind, old, new)
    _put(counter, caller, kind, row, new)
    return {}


def _map_added(counter: Counter, caller: Caller, told: Json) -> Json:
    """Add a row as the page's program would have made it, or put one back with all that it held."""
    kind, asked = _kind(told), field(told, "row", dict)
    name, new = field(asked, "id", str)[:40], field(told["target"], "new", dict, {})
    row = _stored(counter, caller, kind, name)
    if row is None and not new:
        raise NotFound(map_rows.TWO_ENDS)
    made: Any = from_json(value_class(kind), row.body if row else {**new, "id": name})
    value = map_rows.filled(made, field(asked, "cells", dict, {}))
    _put(counter, caller, kind, row, value)
    return {"row": {"id": name, "cells": map_rows.cells(value)}}


def _map_removed(counter: Counter, caller: Caller, told: Json) -> Json:
    kind, name = _kind(told), field(told, "row", str)
    row = _stored(counter, caller, kind, name)
    if row is None or not row.body.get("withdrawn"):
        _put(counter, caller, kind, row, evolve(_standing(counter, caller, told, row), withdrawn=True))
    return {}


# --- in the register of people --------------------------------------------------------------------------------------


def _at_register(counter: Counter, caller: Caller) -> tuple[str, Caller]:
    """Let in only those who may open the People page; nothing of the names goes back to them but in a clash."""
    return counter.check_deed(caller, "names"), evolve(caller, page=writing.PEOPLE_PAGE)


def _person(counter: Counter, review: str, code: str) -> tuple[Row, Person]:
    row = counter.store.record(review, "person", code)
    if row is None:
        raise NotFound(register.GONE)
    return row, from_json(Person, row.body)


def _person_cell(counter: Counter, caller: Caller, told: Json) -> Json:
    """Write one cell: a name goes to the sealed part and nowhere else."""
    review, caller = _at_register(counter, caller)
    code, column = field(told, "row", str), field(told, "column", str)
    row, person = _person(counter, review, code)
    if column in register.NAME_FIELDS:
        _seal(counter, caller, told)
        return {}
    new = register.written(person, column, told.get("value"))
    register.refuse_overtaken(told, person, new)
    _put(counter, caller, "person", row, new)
    return {}


def _seal(counter: Counter, caller: Caller, told: Json) -> None:
    code, column = field(told, "row", str), field(told, "column", str)
    typed = str(told.get("value") or "").strip()
    now = counter.store.names(counter.review_of(caller)).get(code, {})
    theirs = register.name_shown(column, now)
    refuse_overtaken(told, BothTexts(kind="name", id=code, path=column, mine=typed, theirs=theirs))
    writing.save_names(counter, caller, {code: {column: register.name_sealed(column, typed)}}, {code: now})


def _person_added(counter: Counter, caller: Caller, told: Json) -> Json:
    """Add somebody under a free code, or put somebody back under the code they had; sent twice, it is done once."""
    review, caller = _at_register(counter, caller)
    cells = field(field(told, "row", dict), "cells", dict, {})
    asked = register.code_asked(cells)
    if asked:
        code = _put_back(counter, caller, review, register.newcomer(asked, cells))
        names = {code: register.names_in(cells)}
        writing.save_names(counter, caller, names, {}) if names[code] else None
    else:
        code = _put_in(counter, caller, review, field(told, "edit", str))
    _, person = _person(counter, review, code)
    return {"row": {"id": code, "cells": register.cells(person, register.names_in(cells))}}


def _put_back(counter: Counter, caller: Caller, review: str, person: Person) -> str:
    row = counter.store.record(review, "person", person.id)
    if row is not None and dict(row.body) != as_json(person):
        raise Unreadable(register.TAKEN.format(person.id))
    _put(counter, caller, "person", row, person)
    return person.id


def _put_in(counter: Counter, caller: Caller, review: str, edit: str) -> str:
    """Save a newcomer under the first free code; the edit's own word finds the code again if it was saved before."""
    taken = counter.store.review(review).records.get("person", {})
    for code in (register.free_code(taken), *taken):
        new = Change(kind="person", id=code, revision=0, before=None, after=as_json(Person(id=code)))
        try:
            save(counter, caller, [new], token=f"rescue:{edit[:40]}")
        except TokenReused:
            continue
        return code
    raise NotFound(register.GONE)


def _person_removed(counter: Counter, caller: Caller, told: Json) -> Json:
    """Take somebody out of the register; the sealed names go too."""
    review, caller = _at_register(counter, caller)
    code = field(told, "row", str)
    now = counter.store.names(review).get(code)
    if now:
        writing.save_names(counter, caller, {code: dict.fromkeys(now)}, {code: now})
    row = counter.store.record(review, "person", code)
    gone: Iterable[Change] = (
        [Change(kind="person", id=code, revision=row.revision, before=row.body, after=None)] if row else ()
    )
    save(counter, caller, gone)
    return {}


_MAP: Mapping[str, Rescue] = {"edit_cell": _map_cell, "add_row": _map_added, "remove_row": _map_removed}
_PEOPLE: Mapping[str, Rescue] = {"edit_cell": _person_cell, "add_row": _person_added, "remove_row": _person_removed}
RESCUES: Mapping[str, Mapping[str, Rescue]] = {"map_node": _MAP, "map_link": _MAP, "people": _PEOPLE}
