"""The rows of the agencies of a case: what a cell writes, when a new one can be kept, and when one can be taken out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from attrs import evolve

from lcspr_core.cases.agencies import KNOWN_WORDS, Agency, agencies_now
from lcspr_core.errors import NotAllowed, Unreadable
from lcspr_core.frozen_json import thawed
from lcspr_core.plain import as_json
from lcspr_core.review import Review
from lcspr_jupyter.screens.panel_rows import NO_COLUMN
from lcspr_jupyter.screens.row_rules import Bodies, Cells, Column, RowRules

STAYS = "The code {code} stays: answers stand under it. Change the name, or add another agency."
TAKEN = "There is an agency with the code {code} already. Choose another code."
NO_CODE = "Short code: use letters or figures, as in HV or POL."
NO_NAME = "Name of the agency: write a name."
RESTS = (
    "{title} cannot be taken out: answers, people or papers of this case stand under its code. "
    "Say in its note why it takes no part."
)
COLUMNS: tuple[Column, ...] = (
    {"key": "title", "title": "Name", "control": "text"},
    {"key": "code", "title": "Short code", "control": "text"},
    {"key": "sort", "title": "Sort of service", "control": "text"},
    {"key": "said", "title": "What it said", "control": "fixed"},
    {"key": "note", "title": "Note", "control": "text"},
)
WRITTEN = ("title", "sort", "note")


def cells(one: Agency) -> Cells:
    """Return what the row of one agency shows."""
    return {"code": one.id, "said": KNOWN_WORDS[one.known], **{key: getattr(one, key) for key in WRITTEN}}


def checked(column: str, typed: str) -> str:
    """Return what was typed in a row that is not kept yet, if it can be kept later."""
    if column not in {"code", *WRITTEN}:
        raise Unreadable(NO_COLUMN)
    if column == "code":
        code_of(typed)
    return typed


def written(one: Agency, column: str, typed: object) -> Agency:
    """Return an agency with one cell written in; its code stays, and its name is never empty."""
    text = checked(column, str(typed or "").strip())
    if column == "code" and text != one.id:
        raise NotAllowed(STAYS.format(code=one.id))
    if column == "title" and not text:
        raise Unreadable(NO_NAME)
    news: dict[str, Any] = {} if column == "code" else {column: text}
    return evolve(one, **news)


def filled(_: str, told: Mapping[str, object]) -> Agency | None:
    """Return a new agency once it has a code and a name."""
    code, known = code_of(str(told.get("code") or "")), {key: str(told.get(key) or "") for key in WRITTEN}
    return Agency(id=code, **known) if code and known["title"] else None  # type: ignore[arg-type]


def refuse_taken(review: Review, told: Mapping[str, object]) -> None:
    """Refuse a code that another agency has."""
    code = code_of(str(told.get("code") or ""))
    if code and review.one("agency", code):
        raise NotAllowed(TAKEN.format(code=code))


def refuse_used(review: Review, one: Agency, ledgers: Bodies) -> None:
    """Refuse to take an agency out on which anything rests, the rows of the ledgers among it."""
    inside = (as_json(each) for kind, some in review.records.items() if kind != "agency" for each in some.values())
    if any(f'"{one.id}"' in json.dumps(thawed(body)) for bodies in (inside, ledgers) for body in bodies):
        raise NotAllowed(RESTS.format(title=one.title))


def code_of(typed: str) -> str:
    """Return a code as it is kept: letters and figures alone; refused where none are left."""
    code = re.sub(r"[^A-Za-z0-9]", "", typed).upper()[:8]
    if typed.strip() and not code:
        raise Unreadable(NO_CODE)
    return code


AGENCIES = RowRules(
    kind="agency",
    told="said",
    begun="Kept once it has a code and a name",
    columns=lambda _: list(COLUMNS),
    rows=agencies_now,
    cells=cells,
    checked=checked,
    written=written,
    filled=filled,
    refuse_begun=refuse_taken,
    refuse_removal=refuse_used,
)
