"""Reads the register of people from a file: codes for the review, real names for the sealed part of the store."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import evolve, field, frozen

from lcspr_core.cases.people import Involvement, Person
from lcspr_core.errors import Unreadable
from lcspr_core.evidence.delimited import Columns, FileRow, sheet
from lcspr_core.release.codebook import coded
from lcspr_core.release.register import DETAILS, Register, register_of

PEOPLE_COLUMNS = Columns(
    needed=("code", "name"),
    known=("code", "name", "aliases", "date_of_birth", *DETAILS, "role", "agency", "involvement", "public_code"),
    longest={"aliases": 2_000, "code": 12},
)
CODE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,11}")


@frozen(kw_only=True)
class PeopleRead:
    """The people of a file by code, their names apart, and what a person has to know."""

    people: Mapping[str, Person] = field(factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(factory=dict)
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def people_from(raw: bytes) -> PeopleRead:
    """Return the people of a file; rows that cannot be kept are listed, and the others are kept."""
    found = sheet(raw, PEOPLE_COLUMNS)
    people: dict[str, Person] = {}
    names: dict[str, dict[str, str]] = {}
    problems = list(found.problems)
    for row in found.rows:
        try:
            person = _person(row, people)
        except Unreadable as fault:
            problems.append(str(fault))
            continue
        people[person.id], names[person.id] = person, _names(row)
    register = register_of({code: _listed(one) for code, one in names.items()}, {})
    return PeopleRead(
        people={code: _without_names(one, register) for code, one in people.items()},
        names=names,
        problems=tuple(problems),
        notes=found.notes,
    )


def _person(row: FileRow, taken: Mapping[str, Person]) -> Person:
    code = _cell(row, "code")
    if not CODE.fullmatch(code):
        raise Unreadable(
            f"Row {row.number}, column code: write a letter and up to eleven letters or figures, as in P14."
        )
    if code in taken:
        raise Unreadable(
            f"Row {row.number}, column code: this code stands in an earlier row too. It was not kept twice."
        )
    return Person(
        id=code,
        public_code=_cell(row, "public_code"),
        role=_cell(row, "role"),
        agency=_cell(row, "agency"),
        involvement=_involvement(row),
    )


def _involvement(row: FileRow) -> Involvement:
    told = _cell(row, "involvement").lower().replace(" ", "_") or Involvement.NONE.value
    try:
        return Involvement(told)
    except ValueError:
        words = ", ".join(one.value.replace("_", " ") for one in Involvement)
        raise Unreadable(f"Row {row.number}, column involvement: write one of {words}.") from None


def _names(row: FileRow) -> dict[str, str]:
    told = {"name": _cell(row, "name"), "aliases": _cell(row, "aliases"), "born": _cell(row, "date_of_birth")}
    details = {name: _cell(row, name) for name in DETAILS}
    return {name: text for name, text in {**told, **details}.items() if text}


def _listed(names: Mapping[str, str]) -> dict[str, object]:
    return {**names, "aliases": [one.strip() for one in names.get("aliases", "").split(";") if one.strip()]}


def _without_names(person: Person, register: Register) -> Person:
    """A role may name somebody (“assistant of …”); what goes into the review has codes only."""
    return evolve(person, role=coded(person.role, register).text, public_code=coded(person.public_code, register).text)


def _cell(row: FileRow, name: str) -> str:
    return row.cells.get(name, "").strip()
