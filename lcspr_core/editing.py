"""One edit of a form's data: a place in it, named by fields and row ids, gets another value."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lcspr_core.errors import Unreadable
from lcspr_core.frozen_json import Json, JsonObject, frozen_object

Rows = tuple[JsonObject, ...]


def value_at(data: Mapping[str, Json], path: str) -> Json:
    """Return what stands at a place (`learning.ROW.title`), or None where nothing stands."""
    here: Json = data
    for part in path.split("."):
        here = here.get(part) if isinstance(here, Mapping) else _row(here, part)
        if here is None:
            return None
    return here


def edited(data: Mapping[str, Json], path: str, value: Json) -> JsonObject:
    """Return the data with another value at a place; `Unreadable` if a row on the way is not there."""
    return frozen_object(_changed(data, path.split("."), lambda _: value))


def row_added(data: Mapping[str, Json], path: str, row: Mapping[str, Json]) -> JsonObject:
    """Return the data with a row put at the end of a list; adding the same row twice changes nothing."""
    return frozen_object(_changed(data, path.split("."), lambda rows: _with_row(rows, row)))


def row_removed(data: Mapping[str, Json], path: str, row: str) -> JsonObject:
    """Return the data without one row of a list."""

    def left(rows: Json) -> Rows:
        return tuple(one for one in rows or () if one.get("id") != row)

    return frozen_object(_changed(data, path.split("."), left))


def row_moved(data: Mapping[str, Json], path: str, row: str, before: str) -> JsonObject:
    """Return the data with one row put before another, or last if `before` is empty."""
    return frozen_object(_changed(data, path.split("."), lambda rows: _moved(rows, row, before)))


def _with_row(rows: Json, row: Mapping[str, Json]) -> Rows:
    present = tuple(rows or ())
    known = any(one.get("id") == row.get("id") for one in present)
    return present if known else (*present, frozen_object(row))


def _moved(rows: Json, row: str, before: str) -> Rows:
    present = tuple(rows or ())
    taken = [one for one in present if one.get("id") == row]
    left = [one for one in present if one.get("id") != row]
    at = next((n for n, one in enumerate(left) if one.get("id") == before), len(left))
    return (*left[:at], *taken, *left[at:])


def _changed(here: Json, parts: list[str], change: Callable[[Json], Json]) -> Json:
    part, *rest = parts
    if isinstance(here, Mapping):
        inner = here.get(part)
        return {**here, part: _changed(inner, rest, change) if rest else change(inner)}
    return _rows_changed(here, part, rest, change)


def _rows_changed(rows: Json, row: str, rest: list[str], change: Callable[[Json], Json]) -> Rows:
    if not isinstance(rows, (list, tuple)) or _row(rows, row) is None or not rest:
        raise Unreadable("This row is no longer there: somebody may have removed it. Reload the page to see.")
    return tuple(_changed(one, rest, change) if one.get("id") == row else one for one in rows)


def _row(rows: Json, row: str) -> Json:
    if not isinstance(rows, (list, tuple)):
        return None
    return next((one for one in rows if isinstance(one, Mapping) and one.get("id") == row), None)
