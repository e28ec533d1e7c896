"""Writes what a form says into a case, as a person would have typed it."""

from __future__ import annotations

from typing import Any

from lcspr_core.answers import Answer, AnswerState, answer_id
from lcspr_core.asking import Control, questions
from lcspr_core.frozen_json import thawed
from lcspr_core.procedure.steps import PROCEDURE, STRAND
from lcspr_core.review import Review


def with_form(review: Review, form: str, of: str = "", **said: Any) -> Review:
    """Return the case with these fields of a form written; rows are dictionaries, and days as they are typed."""
    step = PROCEDURE.step(form)
    assert step is not None, f"no form is called {form}"
    names = (of,) if of else ()
    made_id = answer_id(form, names, STRAND)
    given = review.one("answer", made_id) or Answer(id=made_id, step=form, strand=STRAND, of=names, agency=of)
    data = {**thawed(given.data), **_typed(step.asks, said)}
    now = Answer(id=made_id, step=form, strand=STRAND, of=names, agency=of, state=AnswerState.DRAFT, data=data)
    return review.with_records("answer", [now])


def _typed(asks: type, said: dict[str, Any]) -> dict[str, Any]:
    asked = {one.name: one for one in questions(asks)}
    return {name: value if name == "id" else _value(asked[name], value) for name, value in said.items()}


def _value(question: Any, value: Any) -> Any:
    if question.control is Control.DATE:
        return {"typed": value}
    if question.control is Control.ROWS:
        return [{"id": f"r{place}", **_typed(question.row, row)} for place, row in enumerate(value, start=1)]
    return value
