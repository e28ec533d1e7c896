"""The rows of the map's two tables: which cells each has, and what a row becomes when one is written in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import evolve

from lcspr_core.errors import BothTexts, Unreadable
from lcspr_core.maps.drawing import MapLink, MapNode
from lcspr_jupyter.screens import overtaken

Row = TypeVar("Row", MapNode, MapLink)
CELLS: Mapping[type, tuple[str, ...]] = {
    MapNode: ("label", "kind", "level", "lane"),
    MapLink: ("source", "kind", "target", "because"),
}
NO_COLUMN = "This cell is not one that can be written in. Load the page again."
TWO_ENDS = "A link joins two things. Put two on the map first."


def cells(row: MapNode | MapLink) -> dict[str, str]:
    """Return what a row shows."""
    return {name: getattr(row, name) for name in CELLS[type(row)]}


def written(row: Row, column: str, typed: object) -> Row:
    """Return a row with one cell written in."""
    if column not in CELLS[type(row)]:
        raise Unreadable(NO_COLUMN)
    news: dict[str, Any] = {column: str(typed or "")}
    return evolve(row, **news)


def refuse_overtaken(told: Mapping[str, Any], kind: str, old: Row, new: Row) -> None:
    """Refuse an edit of a cell in which somebody else wrote since."""
    column = str(told["column"])
    mine, theirs = getattr(new, column), getattr(old, column)
    overtaken.refuse_overtaken(told, BothTexts(kind=kind, id=old.id, path=column, mine=mine, theirs=theirs))


def filled(row: Row, told: Mapping[str, Any]) -> Row:
    """Return a row that stands on the map with the cells that came with it; an empty one leaves what is there."""
    given: dict[str, Any] = {name: str(told[name]) for name in CELLS[type(row)] if told.get(name)}
    return evolve(row, withdrawn=False, **given)
