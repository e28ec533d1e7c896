"""The register of people: the one page with real names on it, each kept apart from the review, sealed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import ipywidgets
from attrs import evolve

from lcspr_core.cases.people import Involvement, Person
from lcspr_core.errors import NotFound, Unreadable
from lcspr_jupyter.components.bring import Bring
from lcspr_jupyter.components.guidance import Guidance
from lcspr_jupyter.components.table import Table
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.said import listen

Said = Mapping[str, Any]
NAME_FIELDS = ("name", "aliases")
CODE_FIELDS = ("public_code", "role", "agency", "involvement")
INVOLVEMENT = {
    Involvement.FAMILY: "Family",
    Involvement.THIRD_PARTY: "Third party",
    Involvement.DIRECT: "Worked with the family",
    Involvement.LINE_MANAGEMENT: "Managed the work",
    Involvement.NONE: "Not involved",
}
WORDS = (
    "Real names lie apart from the review, sealed under a key of their own. No other page, no methodology and no file "
    "that is made sees them: they see the codes.\n\n"
    "What is written here is also what a finished file is searched for: put in every other name and spelling that "
    "people use, with a semicolon between them."
)
HINT = "A CSV file with the columns code and name; and, if you have them, aliases, role, agency and involvement."


class PeopleScreen:
    """Everybody in the case: the code, the part they had, and behind it the real name."""

    def __init__(self, desk: Desk) -> None:
        """Read the names, which the server notes in its audit."""
        self.desk = desk
        self.names: dict[str, dict[str, str]] = desk.gate.names()
        self.table, self.guidance, self.bring = Table(), Guidance(), Bring()
        listen(self.bring, {"done": self.brought})
        listen(self.table, {"edit_cell": self.edit, "add_row": self.add, "remove_row": self.remove})
        desk.listeners.append(lambda _: self.show())
        self.show()

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        page = ipywidgets.HBox([ipywidgets.VBox([self.bring, self.table]), self.guidance])
        page.add_class("with-guidance")
        return page

    def brought(self, _: Said) -> None:
        """Read the names again once a file has been taken in."""
        self.names = self.desk.gate.names()
        self.desk.catch_up()
        self.show()

    def edit(self, said: Said) -> None:
        """Change one field: a name goes to the sealed part, anything else to the review."""
        code, column, value = str(said["row"]), str(said["column"]), str(said.get("value") or "").strip()
        person = self._person(code)
        if column in NAME_FIELDS:
            self._name(code, column, value)
        elif column in CODE_FIELDS:
            changed: dict[str, Any] = {column: Involvement(value or "none") if column == "involvement" else value}
            self.desk.save("person", evolve(person, **changed), why="changed the register of people")

    def add(self, said: Said) -> None:
        """Add somebody under a new code."""
        cells = said["row"].get("cells") or {}
        code = str(cells.get("code") or self._next_code()).strip()
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]{0,11}", code):
            raise Unreadable("A code is a letter and up to eleven letters or figures, as in P14.")
        if self.desk.open.one("person", code) is not None:
            raise Unreadable(f"The code {code} is taken. Choose another.")
        self.desk.save("person", Person(id=code), why="added to the register of people")

    def remove(self, said: Said) -> None:
        """Take somebody out of the register; the sealed name goes too."""
        code = str(said["row"])
        self._person(code)
        if self.names.get(code):
            self.desk.gate.save_names({code: dict.fromkeys(self.names[code])}, seen=self.names)
            self.names.pop(code)
        self.desk.remove("person", code, why="took out of the register of people")

    def _name(self, code: str, column: str, value: str) -> None:
        text = json.dumps([one.strip() for one in value.split(";") if one.strip()]) if column == "aliases" else value
        self.desk.gate.save_names({code: {column: text or None}}, seen={code: self.names.get(code, {})})
        self.names.setdefault(code, {})[column] = text
        self.show()

    def _person(self, code: str) -> Person:
        found = self.desk.open.one("person", code)
        if found is None:
            raise NotFound("This person is no longer in the register.")
        return found  # type: ignore[no-any-return]

    def _next_code(self) -> str:
        taken = self.desk.open.records.get("person", {})
        return next(f"P{n:02}" for n in range(1, 1000) if f"P{n:02}" not in taken)

    def show(self) -> None:
        """Draw the register as it stands now."""
        review = self.desk.open
        self.bring.state = {
            "label": "Bring in a register of people",
            "hint": HINT,
            "upload": f"/r/{self.desk.review_id}/upload/people",
        }
        agencies = [{"key": one.id, "title": one.title} for one in review.all("agency")]
        self.table.state = {
            "key": "people",
            "title": "People in this case",
            "level": 2,  # it stands right below the page's own heading
            "row_title": "person",
            "columns": [
                {"key": "code", "title": "Code", "control": "fixed", "options": []},
                {"key": "name", "title": "Real name", "control": "text", "options": []},
                {"key": "aliases", "title": "Other names and spellings", "control": "text", "options": []},
                {"key": "public_code", "title": "In reports", "control": "text", "options": []},
                {"key": "role", "title": "Part in the case", "control": "text", "options": []},
                {"key": "agency", "title": "Agency", "control": "choice", "options": agencies},
                {"key": "involvement", "title": "Involvement", "control": "choice", "options": _involvement()},
            ],
            "rows": [{"id": one.id, "cells": self._cells(one)} for one in review.all("person")],
            "can_add": True,
            "can_remove": True,
            "can_edit": True,
            "empty": "Nobody is in the register yet.",
            "rescue": "",
        }
        self.guidance.state = {
            "before": [],
            "more": 0,
            "wanting": [],
            "sections": [{"title": "Names stay here", "text": WORDS}],
        }

    def _cells(self, person: Person) -> dict[str, str]:
        names = self.names.get(person.id, {})
        codes = {name: str(getattr(person, name)) for name in CODE_FIELDS}
        return {"code": person.id, "name": names.get("name", ""), "aliases": _aliases(names), **codes}


def _aliases(names: Mapping[str, str]) -> str:
    try:
        told = json.loads(names.get("aliases") or "[]")
    except ValueError:
        return names.get("aliases", "")
    return "; ".join(str(one) for one in told)


def _involvement() -> list[dict[str, str]]:
    return [{"key": key.value, "title": title} for key, title in INVOLVEMENT.items()]
