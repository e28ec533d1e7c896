"""Saves what was typed when a page's kernel does not answer, by the same rights and the same merging."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from attrs import evolve

from lcspr_core.adapting import keeper
from lcspr_core.answering import blank
from lcspr_core.answers import LEAD, AnswerState, answer_id
from lcspr_core.errors import LcsprError, NotFound
from lcspr_core.frozen_json import thawed
from lcspr_core.plain import as_json
from lcspr_core.store import Change
from lcspr_jupyter.server import (
    begun_rows,
    rescuing_acts,
    rescuing_rows,
    rescuing_tables,
    rescuing_terms,
    rescuing_wall,
)
from lcspr_jupyter.server.asked import field
from lcspr_jupyter.server.counter import Counter, Json
from lcspr_jupyter.server.cut_off import NO_PLACE, Rescue, check_may_write, needs_kernel, saving
from lcspr_jupyter.server.form_edits import EDITS, Edit
from lcspr_jupyter.server.people import Caller

Body = Mapping[str, Any]
LOCKED = "This is settled and cannot be changed as it stands. Load the page again and open it first."
SETTLED = {AnswerState.AGREED, AnswerState.SIGNED, AnswerState.NOT_RETURNED}


def rescued(counter: Counter, caller: Caller, told: Json) -> Json:
    """Save one edit, and answer as a kernel would."""
    edit = field(told, "edit", str)
    with counter.lock:
        more = _rescue(told)(counter, caller, told)
    return {"saved": edit[:40], "at": f"{datetime.now().astimezone():%H:%M}", **more}


# --- in an answer ---------------------------------------------------------------------------------------------------


def _in_answer(how: Edit) -> Rescue:
    """Turn an edit of an answer's data into a change of the answer."""

    def change(counter: Counter, caller: Caller, told: Json) -> Iterable[Change]:
        target = field(told, "target", dict)
        name, review = field(target, "id", str), counter.review_of(caller)
        row = counter.store.record(review, "answer", name)
        before = row.body if row else None
        body = before or _blank(counter, review, name, target)
        check_may_write(counter, caller, "answer", name, body)
        if body.get("state") in SETTLED:
            raise LcsprError(LOCKED)
        data = how(body.get("data") or {}, told)
        if thawed(data) == thawed(body.get("data") or {}):
            return ()
        after = {**body, "data": thawed(data), "by": caller.id}
        return (Change(kind="answer", id=name, revision=row.revision if row else 0, before=before, after=after),)

    return saving(change)


def _blank(counter: Counter, review: str, name: str, target: Json) -> Body:
    """Return the answer that nobody has begun yet, if the review asks for it."""
    key, of = field(target, "step", str), tuple(str(one) for one in field(target, "of", list, []))
    strand = field(target, "strand", str, LEAD)
    methodology = keeper(counter.sight(review).review, strand, counter.methodologies)
    step = methodology.step(key) if methodology else None
    if methodology is None or step is None or name != answer_id(key, of, strand):
        raise NotFound(NO_PLACE)
    return as_json(evolve(blank(step, of, strand, methodology.version)))


# The answers of a form; and what is no answer, by the table that an edit names.
ANSWERS: Mapping[str, Rescue] = {do: _in_answer(how) for do, how in EDITS.items()}


TABLES: Mapping[str, Mapping[str, Rescue]] = {
    **rescuing_tables.RESCUES,
    **rescuing_rows.RESCUES,
    **rescuing_terms.RESCUES,
    "wall": rescuing_wall.RESCUES,
    **rescuing_acts.RESCUES,
    **begun_rows.RESCUES,
}


def _rescue(told: Json) -> Rescue:
    table = str(field(told, "target", dict, {}).get("table", ""))
    known = {"begin": begun_rows.rescued, **(TABLES.get(table, {}) if table else ANSWERS)}
    return known.get(field(told, "do", str), needs_kernel)
