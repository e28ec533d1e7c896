"""The rows of the panel page: what a cell writes into an appointment or a tie, and when a new row can be kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any, TypeVar

from attrs import asdict, evolve

from lcspr_core.errors import Unreadable
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.panels.breaches import refuse_stopped
from lcspr_core.panels.roles import ROLES
from lcspr_core.panels.ties import Tie, TieKind
from lcspr_core.review import Review
from lcspr_core.timescales.dates import said
from lcspr_jupyter.screens.one_day import day_from
from lcspr_jupyter.screens.row_rules import Column, RowRules

Row = TypeVar("Row", Appointment, Tie)

NO_COLUMN = "This cell is not one that can be written in. Load the page again."
GONE = "This row is no longer there. Load the page again."
NEEDED = "Say who and what first: this cell may not be empty."
BACKWARDS = "This ends before it begins. Nothing was saved: look at the two days."
DAYS: Mapping[str, str] = {"proposed_on": "Proposed on", "from_": "Since", "to": "Until"}
CHOSEN: Mapping[str, type[PanelRole | TieKind]] = {"role": PanelRole, "kind": TieKind}
NEEDS: Mapping[type, tuple[str, str]] = {Appointment: ("person", "role"), Tie: ("person", "kind")}
ID = re.compile(r"[A-Za-z0-9._-]{1,80}")

KINDS: Mapping[TieKind, str] = {
    TieKind.DIRECT: "Worked with the child or the family",
    TieKind.LINE_MANAGEMENT: "Managed the work in the case",
    TieKind.FAMILY: "Family",
    TieKind.THIRD_PARTY: "Third party in the case",
    TieKind.PAID_BY: "Was paid by",
    TieKind.EMPLOYED_BY: "Is or was employed by",
    TieKind.ACTS_FOR: "Acts for",
    TieKind.KNOWS: "Knows those involved",
    TieKind.PARTNERSHIP: "Has a part in the partnership",
    TieKind.INDEPENDENT_CHAIR: "Is its Independent Chair",
    TieKind.SUB_GROUP_CHAIR: "Chairs its Sub Group",
    TieKind.SUB_GROUP_MEMBER: "Is on its Sub Group",
    TieKind.BUSINESS_MANAGER: "Is its Business Manager",
    TieKind.AGENCY_AUTHOR: "Writes an agency's report",
}


def in_order(rows: Iterable[Appointment | Tie]) -> list[Appointment | Tie]:
    """Return rows as they are read: appointments by role, then by person."""
    order = list(PanelRole)
    return sorted(rows, key=lambda one: (order.index(one.role) if isinstance(one, Appointment) else 0, one.person))


def cells(row: Appointment | Tie) -> dict[str, str]:
    """Return what the row of one appointment or tie shows."""
    return {name: said(value) if isinstance(value, date) else str(value or "") for name, value in asdict(row).items()}


def written(row: Row, column: str, typed: object) -> Row:
    """Return a row with one cell written in; who and what cannot be emptied, and no end comes before its beginning."""
    text = checked(type(row), column, str(typed or "").strip())
    if column in NEEDS[type(row)] and not text:
        raise Unreadable(NEEDED)
    news: dict[str, Any] = {column: _read(column, text)}
    new = evolve(row, **news)
    if new.from_ and new.to and new.to < new.from_:
        raise Unreadable(BACKWARDS)
    return new


def checked(asks: type, column: str, typed: str) -> str:
    """Return what was typed in a row that is not kept yet, if it can be kept later."""
    if column == "stands" or column not in {one["key"] for one in COLUMNS[asks]}:
        raise Unreadable(NO_COLUMN)
    if typed:
        _read(column, typed)
    return typed


def filled(asks: type[Row], name: str, told: Mapping[str, object]) -> Row | None:
    """Return a new row with all that its cells hold, or nothing while it does not say who and what."""
    if not ID.fullmatch(name):
        raise Unreadable(NO_COLUMN)
    who, what = NEEDS[asks]
    if not (told.get(who) and told.get(what)):
        return None
    news: dict[str, Any] = {"id": name, who: str(told[who]), what: _read(what, str(told[what]))}
    row = asks(**news)
    for one in COLUMNS[asks]:
        if told.get(one["key"]) and one["key"] not in {"stands", who, what}:
            row = written(row, one["key"], told[one["key"]])
    return row


def _read(column: str, text: str) -> Any:
    if column in DAYS:
        return day_from(text, DAYS[column])
    if column in CHOSEN:
        if text not in set(CHOSEN[column]):
            raise Unreadable(NO_COLUMN)
        return CHOSEN[column](text)
    return text


def _column(key: str, title: str, control: str = "text") -> Column:
    return {"key": key, "title": title, "control": control}


COLUMNS: Mapping[type, tuple[Column, ...]] = {
    Appointment: (
        _column("person", "Person", "choice"),
        _column("role", "Role", "choice"),
        _column("stands", "How it stands", "fixed"),
        _column("from_", "Since", "date"),
        _column("to", "Until", "date"),
        _column("declaration", "Declared"),
        _column("agency", "For the agency", "choice"),
        _column("employer", "Employer"),
        _column("post", "Post"),
        _column("proposed_on", "Proposed on", "date"),
        _column("proposed_by", "Proposed by"),
        _column("note", "Called"),
        _column("ended_because", "Why it ended"),
        _column("handed_over", "What was handed over"),
    ),
    Tie: (
        _column("person", "Person", "choice"),
        _column("kind", "Tie", "choice"),
        _column("agency", "To the agency", "choice"),
        _column("from_", "Since", "date"),
        _column("to", "Until", "date"),
        _column("source", "Known from"),
    ),
}


def columns(asks: type, review: Review) -> list[Column]:
    """Return the columns of a table with what each can be chosen from in this review."""
    offered = {
        "person": [(one.id, f"{one.id} · {one.role}" if one.role else one.id) for one in review.all("person")],
        "role": [(key.value, facts.title) for key, facts in ROLES.items()],
        "agency": [(one.id, one.title) for one in review.all("agency")],
        "kind": [(key.value, title) for key, title in KINDS.items()],
    }
    return [{**one, "options": _options(offered.get(one["key"], ()))} for one in COLUMNS[asks]]


def _options(offered: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"key": key, "title": title} for key, title in offered]


def _refuse(review: Review, one: Appointment, column: str) -> None:
    """Refuse what a rule stops; a new row is judged as a whole, as if its person were written in."""
    refuse_stopped(review, one, column or "person")


def _rules(kind: str, asks: type[Any], **more: Any) -> RowRules:
    return RowRules(
        kind=kind,
        told="stands",
        begun="Kept once it says who and what",
        columns=partial(columns, asks),
        rows=lambda review: in_order(review.all(kind)),
        cells=cells,
        checked=partial(checked, asks),
        written=written,
        filled=partial(filled, asks),
        **more,
    )


APPOINTMENTS = _rules("appointment", Appointment, refuse=_refuse)
TIES = _rules("tie", Tie)
