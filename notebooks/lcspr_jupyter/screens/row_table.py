"""A table of the panel page: each cell is kept at once, and a new row as soon as it says who and what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lcspr_core.errors import NotFound
from lcspr_core.panels.appointments import Appointment
from lcspr_core.panels.ties import Tie
from lcspr_jupyter.components.table import Table
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens import panel_rows
from lcspr_jupyter.screens.said import listen

Said = Mapping[str, Any]
Row = Appointment | Tie
BEGUN = "Kept once it says who and what"


class PanelTable:
    """One kind of row: written in by keyboard, checked before it is kept."""

    def __init__(self, desk: Desk, kind: str, asks: type[Any], *, words: Mapping[str, str], may: bool) -> None:
        """Begin with nothing half written."""
        self.desk, self.kind, self.asks, self.words, self.may = desk, kind, asks, words, may
        self.component = Table()
        self.begun: dict[str, dict[str, str]] = desk.gate.begun().get(kind, {}) if may else {}
        self.check: Callable[[Any, str], None] = lambda _row, _column: None
        self.kept: Callable[[], None] = lambda: None
        self.redraw: Callable[[], None] = lambda: None
        listen(self.component, {"edit_cell": self.edit, "add_row": self.add, "remove_row": self.remove})

    def edit(self, said: Said) -> None:
        """Write one cell of a row that is kept, or of one that was only begun."""
        name, column, typed = str(said["row"]), str(said["column"]), str(said.get("value") or "").strip()
        if name in self.begun:
            self._begin(name, {**self.begun[name], column: panel_rows.checked(self.asks, column, typed)})
            return
        old = self.desk.open.one(self.kind, name)
        if old is None:
            raise NotFound(panel_rows.GONE)
        new = panel_rows.written(old, column, typed)
        if new != old:
            self._keep(new, column)

    def add(self, said: Said) -> None:
        """Begin a row, or put one back with all that it held; sent twice, it is added once."""
        name = str(said["row"].get("id") or "")
        if self.desk.open.one(self.kind, name) is None:
            self._begin(name, {**self.begun.get(name, {}), **(said["row"].get("cells") or {})})

    def remove(self, said: Said) -> None:
        """Take a row out; its history stays, and it can be put back."""
        name = str(said["row"])
        if self.begun.pop(name, None) is not None:
            self.desk.gate.begin(self.kind, name, None)
        elif self.desk.open.one(self.kind, name) is not None:
            self.desk.remove(self.kind, name, why=self.words["removed"])
            self.kept()
        self.redraw()

    def _begin(self, name: str, cells: dict[str, str]) -> None:
        row = panel_rows.filled(self.asks, name, cells)
        self.begun[name] = cells
        self.desk.gate.begin(self.kind, name, cells)
        if row is None:
            self.redraw()
            return
        self._keep(row, "person")
        del self.begun[name]
        self.desk.gate.begin(self.kind, name, None)
        self.redraw()

    def _keep(self, row: Row, column: str) -> None:
        self.check(row, column)
        self.desk.save(self.kind, row, why=self.words["saved"])
        self.kept()

    def show(self, stands: Mapping[str, str]) -> None:
        """Draw the rows as they stand now, each with what is said of it."""
        kept = {one.id: panel_rows.cells(one) for one in panel_rows.in_order(self.desk.open.all(self.kind))}
        rows = {**kept, **{name: some for name, some in self.begun.items() if name not in kept}}
        said = {**stands, **dict.fromkeys(self.begun, BEGUN)}
        self.component.state = {
            "key": self.kind,
            "title": self.words["title"],
            "level": 2,
            "row_title": self.words["row"],
            "columns": panel_rows.columns(self.asks, self.desk.open),
            "rows": [{"id": name, "cells": {**some, "stands": said.get(name, "")}} for name, some in rows.items()],
            "can_add": self.may,
            "can_remove": self.may,
            "can_edit": self.may,
            "empty": self.words["empty"],
            "rescue": f"/r/{self.desk.review_id}/rescue",
            "target": {"table": self.kind},
        }
