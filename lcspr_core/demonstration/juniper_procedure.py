"""What the Juniper pack says, put on the procedure's own forms; where the pack is silent, a form is left open."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from lcspr_core.answering import answer
from lcspr_core.answers import PROCEDURE as STRAND
from lcspr_core.answers import Answer, AnswerState, Signature, answer_id
from lcspr_core.cases.agencies import OUTLINE, REQUEST
from lcspr_core.demonstration.juniper_people import register
from lcspr_core.demonstration.pack_files import rows
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.release.codebook import coded
from lcspr_core.review import Review
from lcspr_core.timescales.dates import said

WRITTEN = Path(__file__).with_name("worked") / "procedure.json"
EDITION = "wt2023"  # the national rules by which the pack's own deadlines were worked
BY = "demonstration"
TOLD_OF_DECISION = date(2026, 4, 29)
SORTS = {"direct": "practitioner", "line_management": "manager"}
# What the attendance list says of those who neither came nor sent anything.
STAYED_AWAY = {"W16": "declined", "W11": "no_answer"}


def with_procedure(review: Review) -> Review:
    """Return the review with the pack's answers on the procedure's own forms, and what they yield."""
    for given in (*_written(), *_outlines()):
        review = answer(review, PROCEDURE, given)
    return review


def _written() -> Iterable[Answer]:
    for step, told in _file().items():
        data = {**told["data"], **_LISTS.get(step, dict)()}
        if step == "contributors":
            data["people"] = [*data["people"], *_staff()]
        yield _answer(step, data, state=AnswerState(told["state"]), signatures=_signatures(told))


@cache
def _file() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(WRITTEN.read_text("utf-8"))
    return found


def _signatures(told: Mapping[str, Any]) -> tuple[Signature, ...]:
    signed = told.get("signatures", ())
    return tuple(Signature(role=one["role"], by=one["by"], at=datetime.fromisoformat(one["at"])) for one in signed)


def _answer(step: str, data: Mapping[str, Any], of: tuple[str, ...] = (), **given: Any) -> Answer:
    return Answer(
        id=answer_id(step, of, STRAND),
        step=step,
        strand=STRAND,
        of=of,
        version=PROCEDURE.version,
        by=BY,
        agency=of[0] if of else "",
        data=dict(data),
        **given,
    )


# --- lists that the pack keeps as tables ----------------------------------------------------------------------------


def _asked() -> dict[str, Any]:
    """Return which agency was asked when: each had the request sent to it on a day of its own."""
    asked = [{"id": row["code"], "agency": row["code"], "told_on": _typed(row["request_sent"])} for row in _agencies()]
    return {"members": asked}


def _told() -> dict[str, Any]:
    day = {"typed": said(TOLD_OF_DECISION)}
    return {"members": [{"id": row["code"], "agency": row["code"], "told_on": day} for row in _agencies()]}


def _came() -> dict[str, Any]:
    """Return what came of the request: the file of each agency that replied is its chronology."""
    return {"chronologies": [_chronology(row) for row in _agencies() if row["reply_received"]]}


def _chronology(row: Mapping[str, str]) -> dict[str, Any]:
    told = {"id": row["code"], "agency": row["code"]}
    if not int(row["rows_returned"]):
        return {**told, "none_why": row["notes"]}
    return {**told, "came_on": _typed(row["reply_received"]), "entries": int(row["rows_returned"])}


_LISTS = {REQUEST: _asked, "notices": _told, "chronologies": _came}


def _staff() -> list[dict[str, Any]]:
    """Return the staff of the attendance list: who was asked to the learning event, and what came of it."""
    return [_contributor(row) for row in rows("learning_event/attendance.csv")]


def _contributor(row: Mapping[str, str]) -> dict[str, Any]:
    outcome = _outcome(row)
    why = row["other_contribution"] if outcome != "contributed" else ""
    told = {"id": row["code"], "who": row["code"], "sort": SORTS[row["involvement"]]}
    return {**told, "outcome": outcome, "reason": why}


def _outcome(row: Mapping[str, str]) -> str:
    if row["attended"] == "yes" or "notes typed" in row["other_contribution"]:
        return "contributed"
    return "not_asked" if row["invited"] == "no" else STAYED_AWAY.get(row["code"], "")


# --- what each agency replied ---------------------------------------------------------------------------------------


def _outlines() -> Iterable[Answer]:
    for row in _agencies():
        of = (row["code"],)
        if row["reply_received"]:
            yield _answer(OUTLINE, _outline(row), of, state=AnswerState.SENT)
        else:
            reason = f"No reply to the request of {said(_day(row['request_sent']))}, or to the reminders."
            yield _answer(OUTLINE, {}, of, state=AnswerState.NOT_RETURNED, reason=reason)


def _outline(row: Mapping[str, str]) -> dict[str, Any]:
    replied = {"replied_on": _typed(row["reply_received"])}
    if row["known_to_agency"] != "yes":
        return {**replied, "known": "not_known"}
    entries = f"A chronology of {row['rows_returned']} entries. {coded(row['notes'], register()).text}".strip()
    whole = {"whole": "no"} if "held back" in row["notes"] else {}
    _, _, secured = row["records_secured"].partition("yes ")
    safe = {"secured_on": {"typed": secured}} if secured else {}
    return {**replied, "known": "known", "outline": entries, **whole, **safe}


def _agencies() -> tuple[dict[str, str], ...]:
    return rows("agencies.csv")


def _typed(written: str) -> dict[str, str]:
    return {"typed": said(_day(written))}


def _day(written: str) -> date:
    return date.fromisoformat(written)
