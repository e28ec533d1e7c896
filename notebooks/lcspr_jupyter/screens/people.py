"""The register of people: the one page with real names on it, each kept apart from the review, sealed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets
from attrs import evolve

from lcspr_core.cases.people import Involvement, Person
from lcspr_core.errors import Clash, NotFound, Unreadable
from lcspr_jupyter.components.bring import Bring
from lcspr_jupyter.components.guidance import Guidance
from lcspr_jupyter.components.table import Table
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens import register
from lcspr_jupyter.screens.said import listen

Said = Mapping[str, Any]
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
        page = ipywidgets.HBox([ipywidgets.VBox([self.table, self.bring]), self.guidance])
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
        if column in register.NAME_FIELDS:
            self._name(code, column, value)
        else:
            new = register.written(person, column, value)
            register.refuse_overtaken(said, person, new)
            self.desk.save("person", new, why="changed the register of people")

    def add(self, said: Said) -> Said:
        """Add somebody under a new code, or put somebody back under theirs; their names go to the sealed part.

        Returns the code, so that whoever types in the new row already is writing of the right person.
        """
        cells = said["row"].get("cells") or {}
        code = register.code_asked(cells) or register.free_code(self.desk.open.records.get("person", {}))
        if self.desk.open.one("person", code) is not None:
            raise Unreadable(register.TAKEN.format(code))
        names = register.names_in(cells)
        if names:
            self.desk.gate.save_names({code: names}, seen={})
            self.names[code] = names
        self.desk.save("person", register.newcomer(code, cells), why="added to the register of people")
        return {"row": {"id": code}}

    def remove(self, said: Said) -> None:
        """Take somebody out of the register; the sealed name goes too."""
        code = str(said["row"])
        self._person(code)
        if self.names.get(code):
            self.desk.gate.save_names({code: dict.fromkeys(self.names[code])}, seen=self.names)
            self.names.pop(code)
        self.desk.remove("person", code, why="took out of the register of people")

    def _name(self, code: str, column: str, value: str) -> None:
        text = register.name_sealed(column, value)
        try:
            self.desk.gate.save_names({code: {column: text}}, seen={code: self.names.get(code, {})})
        except Clash as clash:
            raise self._as_shown(clash, code, column) from None
        self.names[code] = {**self.names.get(code, {}), column: text or ""}
        self.show()

    def _as_shown(self, clash: Clash, code: str, column: str) -> Clash:
        """Read what the others sealed, and show it as its cell does; what is written next then builds on it."""
        self.names = self.desk.gate.names()
        self.show()
        theirs = register.name_shown(column, self.names.get(code, {}))
        return Clash(str(clash), tuple(evolve(one, theirs=theirs) for one in clash.places))

    def _person(self, code: str) -> Person:
        found = self.desk.open.one("person", code)
        if found is None:
            raise NotFound(register.GONE)
        return found  # type: ignore[no-any-return]

    def _row(self, person: Person) -> dict[str, Any]:
        return {"id": person.id, "cells": register.cells(person, self.names.get(person.id, {}))}

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
            "rows": [self._row(one) for one in review.all("person")],
            "can_add": True,
            "can_remove": True,
            "can_edit": True,
            "empty": "Nobody is in the register yet.",
            "rescue": f"/r/{self.desk.review_id}/rescue",
            "target": {"table": "people"},
        }
        self.guidance.state = {
            "before": [],
            "more": 0,
            "wanting": [],
            "sections": [{"title": "Names stay here", "text": WORDS}],
        }


def _involvement() -> list[dict[str, str]]:
    return [{"key": key.value, "title": title} for key, title in INVOLVEMENT.items()]
