"""A table of rows on a page: each cell is kept at once, and a new row as soon as it says enough to be a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from lcspr_core.errors import NotFound
from lcspr_core.review import LEDGERS
from lcspr_jupyter.components.table import Table
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.panel_rows import GONE
from lcspr_jupyter.screens.row_rules import Cells, RowRules
from lcspr_jupyter.screens.said import listen

Said = Mapping[str, Any]
BECAME = "became"  # of a row that was begun: the id of the record that it is kept as


class RowTable:
    """The rows of one kind: written in by keyboard, checked before they are kept."""

    def __init__(self, desk: Desk, rules: RowRules, *, words: Mapping[str, str], may: bool) -> None:
        """Go on with what this person has begun."""
        self.desk, self.rules, self.words, self.may = desk, rules, words, may
        self.component = Table()
        held = desk.gate.begun().get(rules.kind, {}) if may else {}
        self.begun: dict[str, Cells] = {name: cells for name, cells in held.items() if BECAME not in cells}
        self.row_of: dict[str, str] = {}  # a row that was begun here keeps its place while somebody goes on writing
        self.kept: Callable[[], None] = lambda: None
        self.redraw: Callable[[], None] = lambda: None
        listen(self.component, {"edit_cell": self.edit, "add_row": self.add, "remove_row": self.remove})

    def edit(self, said: Said) -> None:
        """Write one cell of a row that is kept, or of one that was only begun."""
        name, column, typed = str(said["row"]), str(said["column"]), str(said.get("value") or "").strip()
        if name in self.begun:
            self._begin(name, {**self.begun[name], column: self.rules.checked(column, typed)})
            return
        old = self._standing(name)
        if old is None:
            raise NotFound(GONE)
        new = self.rules.written(old, column, typed)
        self.rules.refuse_overtaken(said, old, new)
        if new != old:
            self._keep(new, column, name)

    def add(self, said: Said) -> None:
        """Begin a row, or put one back with all that it held; sent twice, it is added once."""
        name = str(said["row"].get("id") or "")
        if self._standing(name) is None:
            self._begin(name, {**self.begun.get(name, {}), **(said["row"].get("cells") or {})})

    def remove(self, said: Said) -> None:
        """Take a row out; its history stays, and it can be put back."""
        name = str(said["row"])
        one = self._standing(name)
        if self.begun.pop(name, None) is not None:
            self.desk.gate.begin(self.rules.kind, name, None)
        elif one is not None:
            self.rules.refuse_removal(self.desk.open, one, self._ledgers())
            self.desk.remove(self.rules.kind, one.id, why=self.words["removed"])
            self.kept()
        self.redraw()

    def _ledgers(self) -> Iterable[Mapping[str, Any]]:
        return (body for kind in LEDGERS for _, body in self.desk.ledger(kind).values())

    def _standing(self, name: str) -> Any:
        known = next((key for key, row in self.row_of.items() if row == name), name)
        return self.desk.open.one(self.rules.kind, known)

    def _begin(self, name: str, cells: Cells) -> None:
        self.rules.refuse_begun(self.desk.open, cells)
        row = self.rules.filled(name, cells)
        self.begun[name] = cells
        self.desk.gate.begin(self.rules.kind, name, cells)
        if row is not None:
            self._keep(row, "", name)
        self.redraw()

    def _keep(self, row: Any, column: str, name: str) -> None:
        self.rules.refuse(self.desk.open, row, column)
        self.desk.save(self.rules.kind, row, why=self.words["saved"])
        if self.begun.pop(name, None) is not None:
            self.row_of |= {row.id: name}
            self.desk.gate.begin(self.rules.kind, name, became(name, row.id))
        self.kept()

    def show(self, told: Mapping[str, str] | None = None) -> None:
        """Draw the rows as they stand now, each with what is said of it."""
        rules, review = self.rules, self.desk.open
        rows = sorted(rules.rows(review), key=lambda one: self.row_of.get(one.id, one.id) != one.id)
        kept = {self.row_of.get(one.id, one.id): rules.cells(one) for one in rows}
        begun = {name: {**cells, rules.told: rules.begun} for name, cells in self.begun.items() if name not in kept}
        said = {name: {rules.told: words} for name, words in (told or {}).items()}
        self.component.state = {
            "key": rules.kind,
            "title": self.words["title"],
            "level": 2,
            "row_title": self.words["row"],
            "columns": rules.columns(review),
            "rows": [{"id": name, "cells": {**some, **said.get(name, {})}} for name, some in {**kept, **begun}.items()],
            "can_add": self.may,
            "can_remove": self.may,
            "can_edit": self.may,
            "empty": self.words["empty"],
            "rescue": f"/r/{self.desk.review_id}/rescue",
            "target": {"table": rules.kind},
        }


def became(name: str, known: str) -> Cells | None:
    """Return what is kept of a begun row that is a record now: nothing, unless that goes by another id."""
    return {BECAME: known} if known != name else None
