"""The agencies of a case on a page: added as they turn up, renamed, and taken out while nothing rests on them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve

from lcspr_core.cases.agencies import KNOWN_WORDS, Agency, agencies_now
from lcspr_core.errors import NotAllowed, NotFound, Unreadable
from lcspr_core.frozen_json import thawed
from lcspr_core.plain import as_json
from lcspr_core.review import LEDGERS
from lcspr_jupyter.components.table import Table
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.said import listen

Said = Mapping[str, Any]
Cells = dict[str, str]
STAYS = "The code {code} stays: answers stand under it. Change the name, or add another agency."
TAKEN = "There is an agency with the code {code} already. Choose another code."
NO_CODE = "Short code: use letters or figures, as in HV or POL."
NO_NAME = "Name of the agency: write a name."
NO_CELL = "This cell is not one that can be written in. Load the page again."
GONE = "This agency is no longer there. Load the page again."
RESTS = (
    "{title} cannot be taken out: answers, people or papers of this case stand under its code. "
    "Say in its note why it takes no part."
)
BEGUN = "Kept once it has a code and a name"
COLUMNS: Mapping[str, tuple[str, str]] = {
    "title": ("Name", "text"),
    "code": ("Short code", "text"),
    "sort": ("Sort of service", "text"),
    "said": ("What it said", "fixed"),
    "note": ("Note", "text"),
}
WRITTEN = ("title", "sort", "note")


class AgenciesTable:
    """The list of agencies; each cell is kept at once."""

    def __init__(self, desk: Desk, *, may: bool, kept: Callable[[], None]) -> None:
        """Begin with nothing half written; `kept` is told of each change."""
        self.desk, self.may, self.kept = desk, may, kept
        self.component = Table()
        self.begun: dict[str, Cells] = {}
        self.row_of: dict[str, str] = {}  # a row that was begun here keeps its place while somebody goes on writing
        listen(self.component, {"edit_cell": self.edit, "add_row": self.add, "remove_row": self.remove})

    def edit(self, said: Said) -> None:
        """Write one cell of an agency, or of a row that was only begun."""
        name, column, typed = str(said["row"]), str(said["column"]), str(said.get("value") or "").strip()
        if column not in {"code", *WRITTEN}:
            raise Unreadable(NO_CELL)
        if name in self.begun:
            self._begin(name, {**self.begun[name], column: typed})
            return
        agency = self._agency(name)
        if agency is None:
            raise NotFound(GONE)
        self._keep(agency, column, typed)

    def add(self, said: Said) -> None:
        """Begin a row, or put one back with all that it held; sent twice, it is added once."""
        name, cells = str(said["row"].get("id") or ""), said["row"].get("cells") or {}
        if name and self._agency(name) is None:
            self._begin(name, {**self.begun.get(name, {}), **{key: str(cells.get(key) or "") for key in COLUMNS}})

    def remove(self, said: Said) -> None:
        """Take an agency out on which nothing rests; another takes no part, and its note says why."""
        name = str(said["row"])
        agency = self._agency(name)
        if self.begun.pop(name, None) is None and agency is not None:
            if rests_on(self.desk, agency.id):
                raise NotAllowed(RESTS.format(title=agency.title))
            self.desk.remove("agency", agency.id, why="took an agency out")
            self.kept()
        self.show()

    def _keep(self, agency: Agency, column: str, typed: str) -> None:
        if column == "code" and typed != agency.id:
            raise NotAllowed(STAYS.format(code=agency.id))
        if column == "title" and not typed:
            raise Unreadable(NO_NAME)
        new = agency if column == "code" else evolve(agency, **{column: typed})  # type: ignore[arg-type]
        if new != agency:
            self.desk.save("agency", new, why="changed an agency")
            self.kept()

    def _begin(self, name: str, cells: Cells) -> None:
        code = code_of(cells.get("code", ""))
        if code and self.desk.open.one("agency", code):
            raise NotAllowed(TAKEN.format(code=code))
        self.begun[name] = cells
        if code and cells.get("title"):
            told: dict[str, Any] = {key: cells.get(key, "") for key in ("sort", "note")}
            self.desk.save("agency", Agency(id=code, title=cells["title"], **told), why="added an agency")
            self.row_of[code] = name
            del self.begun[name]
            self.kept()
        self.show()

    def _agency(self, name: str) -> Agency | None:
        code = next((code for code, row in self.row_of.items() if row == name), name)
        found: Agency | None = self.desk.open.one("agency", code)
        return found

    def show(self) -> None:
        """Draw the list as it stands now."""
        last = sorted(agencies_now(self.desk.open), key=lambda one: one.id in self.row_of)
        kept = {self.row_of.get(one.id, one.id): _cells(one) for one in last}
        rows = {**kept, **{name: {**cells, "said": BEGUN} for name, cells in self.begun.items()}}
        self.component.state = {
            "key": "agencies",
            "title": "Agencies of this case",
            "level": 2,
            "row_title": "agency",
            "columns": [{"key": key, "title": title, "control": how} for key, (title, how) in COLUMNS.items()],
            "rows": [{"id": name, "cells": cells} for name, cells in rows.items()],
            "can_add": self.may,
            "can_remove": self.may,
            "can_edit": self.may,
            "empty": "No agency yet. Add each one that may have known the child, as soon as it is named (8.2.19).",
            "rescue": "",
        }


def rests_on(desk: Desk, code: str) -> bool:
    """Say whether anything of the case stands under an agency's code, the rows of its ledgers among it."""
    review = desk.open
    inside = (as_json(one) for kind, some in review.records.items() if kind != "agency" for one in some.values())
    rows = (body for kind in LEDGERS for _, body in desk.ledger(kind).values())
    return any(f'"{code}"' in json.dumps(thawed(body)) for bodies in (inside, rows) for body in bodies)


def code_of(typed: str) -> str:
    """Return a code as it is kept: letters and figures alone; refused where none are left."""
    code = re.sub(r"[^A-Za-z0-9]", "", typed).upper()[:8]
    if typed.strip() and not code:
        raise Unreadable(NO_CODE)
    return code


def _cells(one: Agency) -> Cells:
    return {"code": one.id, "said": KNOWN_WORDS[one.known], **{key: getattr(one, key) for key in WRITTEN}}
