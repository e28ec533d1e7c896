"""The rows of the register of people: what goes to the sealed names, what to the review, and which codes are free."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from attrs import evolve

from lcspr_core.cases.people import Involvement, Person
from lcspr_core.errors import BothTexts, Unreadable
from lcspr_jupyter.screens import overtaken

NAME_FIELDS = ("name", "aliases")
CODE_FIELDS = ("public_code", "role", "agency", "involvement")
CODE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,11}")
BAD_CODE = "A code is a letter and up to eleven letters or figures, as in P14."
NO_COLUMN = "This cell is not one that can be written in. Load the page again."
TAKEN = "The code {} is taken. Choose another."
GONE = "This person is no longer in the register."


def cells(person: Person, names: Mapping[str, str]) -> dict[str, str]:
    """Return what the row of one person shows."""
    codes = {name: str(getattr(person, name)) for name in CODE_FIELDS}
    return {"code": person.id, **{name: name_shown(name, names) for name in NAME_FIELDS}, **codes}


def name_shown(column: str, names: Mapping[str, str]) -> str:
    """Return a sealed text as its cell shows it: several spellings with a semicolon between them."""
    text = names.get(column, "")
    if column != "aliases":
        return text
    try:
        return "; ".join(str(one) for one in json.loads(text or "[]"))
    except ValueError:
        return text


def name_sealed(column: str, typed: str) -> str | None:
    """Return what is sealed of a cell, or nothing for an empty one."""
    if column == "aliases" and typed:
        return json.dumps([one.strip() for one in typed.split(";") if one.strip()])
    return typed or None


def names_in(told: Mapping[str, Any]) -> dict[str, str]:
    """Return the names among the cells of a row that is put back, as they are sealed."""
    sealed = {name: name_sealed(name, _typed(told.get(name))) for name in NAME_FIELDS}
    return {name: text for name, text in sealed.items() if text}


def written(person: Person, column: str, typed: object) -> Person:
    """Return a person with one cell of the review's own written in; a name is never one of them."""
    if column not in CODE_FIELDS:
        raise Unreadable(NO_COLUMN)
    text = _typed(typed)
    if column == "involvement" and (text or "none") not in set(Involvement):
        raise Unreadable(NO_COLUMN)
    news: dict[str, Any] = {column: Involvement(text or "none") if column == "involvement" else text}
    return evolve(person, **news)


def refuse_overtaken(told: Mapping[str, Any], old: Person, new: Person) -> None:
    """Refuse an edit of a cell in which somebody else wrote since."""
    column = str(told["column"])
    mine, theirs = str(getattr(new, column)), str(getattr(old, column))
    overtaken.refuse_overtaken(told, BothTexts(kind="person", id=old.id, path=column, mine=mine, theirs=theirs))


def newcomer(code: str, told: Mapping[str, Any]) -> Person:
    """Return a new person under a code, with what else the row holds of them but their names."""
    person = Person(id=code)
    for column in CODE_FIELDS:
        person = written(person, column, told[column]) if told.get(column) else person
    return person


def code_asked(told: Mapping[str, Any]) -> str:
    """Return the code that a row brings along, if it does and it is one."""
    code = _typed(told.get("code"))
    if code and not CODE.fullmatch(code):
        raise Unreadable(BAD_CODE)
    return code


def free_code(taken: Collection[str]) -> str:
    """Return the first code that nobody has."""
    return next(code for code in (f"P{n:02}" for n in range(1, 10_000)) if code not in taken)


def _typed(value: object) -> str:
    return str(value or "").strip()
