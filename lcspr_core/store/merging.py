"""Three-way merging of JSON bodies: edits in different places are joined, two edits of one place are shown to both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from attrs import frozen

from lcspr_core.store.bodies import same


class Absent:
    """Stands for a key, a row or a record that is not there, which is not the same as null."""


ABSENT: Final = Absent()
Path: TypeAlias = tuple[str, ...]
Parts: TypeAlias = Mapping[str, Any]


@frozen(kw_only=True)
class Difference:
    """One place where both wrote, and not the same."""

    path: Path
    mine: Any
    theirs: Any


@frozen(kw_only=True)
class Merged:
    """The joined value, in which mine stands wherever both differ, and the places where they do."""

    value: Any
    differences: tuple[Difference, ...] = ()


def merge_bodies(before: Any, after: Any, current: Any) -> Merged:
    """Join two edits of a record's body, where `None` says that there is no record."""
    base, mine, theirs = (ABSENT if body is None else body for body in (before, after, current))
    joined = merge(base, mine, theirs)
    places = (Difference(path=one.path, mine=shown(one.mine), theirs=shown(one.theirs)) for one in joined.differences)
    return Merged(value=shown(joined.value), differences=tuple(places))


def merge(base: Any, mine: Any, theirs: Any, path: Path = ()) -> Merged:
    """Join two edits of one value; a place that only one of them touched is taken from that one."""
    if not differ(mine, theirs) or not differ(base, theirs):
        return Merged(value=mine)
    if not differ(base, mine):
        return Merged(value=theirs)
    for fits, join in _JOINS:
        if fits(mine) and fits(theirs):
            return join(base if fits(base) else None, mine, theirs, path)
    return Merged(value=mine, differences=(Difference(path=path, mine=mine, theirs=theirs),))


def shown(value: Any) -> Any:
    """Return a value as people see it: what is not there is `None`."""
    return None if value is ABSENT else value


def differ(one: Any, other: Any) -> bool:
    """Tell whether two values, either of which may be absent, are not the same."""
    if one is ABSENT or other is ABSENT:
        return one is not other
    return not same(one, other)


def at(value: Any, path: Path) -> Any:
    """Return what lies at a path of keys and row ids, or ABSENT."""
    for step in path:
        inside = by_id(value) if is_rows(value) else value
        value = inside.get(step, ABSENT) if is_object(inside) else ABSENT
    return value


def is_object(value: Any) -> bool:
    """Tell whether a value is a JSON object."""
    return isinstance(value, Mapping)


def is_rows(value: Any) -> bool:
    """Tell whether a value is a list of objects, each with an id of its own."""
    if not isinstance(value, Sequence) or isinstance(value, (str, bytes)):
        return False
    ids = [row.get("id") if isinstance(row, Mapping) else None for row in value]
    return all(isinstance(one, str) and one for one in ids) and len(set(ids)) == len(ids)


def by_id(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return rows by their ids, in their order."""
    return {row["id"]: row for row in rows}


def _join_objects(base: Any, mine: Any, theirs: Any, path: Path) -> Merged:
    return _join_parts(base or {}, mine, theirs, path)


def _join_rows(base: Any, mine: Any, theirs: Any, path: Path) -> Merged:
    """Join row by row, then put the rows in the order of whoever moved them."""
    sides = by_id(base or ()), by_id(mine), by_id(theirs)
    joined = _join_parts(*sides, path)
    order, clash = _order(*(list(side) for side in sides), path=path)
    rows = [joined.value[one] for one in order if one in joined.value]
    return Merged(value=rows, differences=joined.differences + clash)


def _join_parts(base: Parts, mine: Parts, theirs: Parts, path: Path) -> Merged:
    """Join key by key; the stored order of the keys is kept, and new ones come behind."""
    parts = {
        key: merge(base.get(key, ABSENT), mine.get(key, ABSENT), theirs.get(key, ABSENT), (*path, key))
        for key in dict.fromkeys([*theirs, *mine])
    }
    return Merged(
        value={key: part.value for key, part in parts.items() if part.value is not ABSENT},
        differences=tuple(one for part in parts.values() for one in part.differences),
    )


def _order(
    base: list[str], mine: list[str], theirs: list[str], *, path: Path
) -> tuple[list[str], tuple[Difference, ...]]:
    shared = set(base) & set(mine) & set(theirs)
    was, ours, others = ([one for one in ids if one in shared] for ids in (base, mine, theirs))
    if ours in (was, others):
        return _woven(theirs, mine), ()
    if others == was:
        return _woven(mine, theirs), ()
    return _woven(mine, theirs), (Difference(path=path, mine=mine, theirs=theirs),)


def _woven(spine: list[str], other: list[str]) -> list[str]:
    """Put what only the other list has behind its neighbour there, after what the spine added at that place."""
    following, known = _followers(set(spine), other), set(other)
    woven: list[str] = []
    anchor = ""
    for one in spine:
        if one in known:
            woven += following.pop(anchor, [])
            anchor = one
        woven.append(one)
    return woven + following.pop(anchor, [])


def _followers(known: set[str], other: list[str]) -> dict[str, list[str]]:
    """Return what only the other list has, by the shared row that each stands behind."""
    following: dict[str, list[str]] = {}
    anchor = ""
    for one in other:
        if one in known:
            anchor = one
        else:
            following.setdefault(anchor, []).append(one)
    return following


_JOINS: Sequence[tuple[Callable[[Any], bool], Callable[[Any, Any, Any, Path], Merged]]] = (
    (is_object, _join_objects),
    (is_rows, _join_rows),
)
