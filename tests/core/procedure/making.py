"""Makes something so in an empty case: the inverse of judging, to open and close each duty from its data."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from attrs import evolve

from lcspr_core.answering import asked_of
from lcspr_core.answers import Answer, AnswerState, answer_id
from lcspr_core.asking import Control, Question, questions
from lcspr_core.cases.agencies import Agency, Known
from lcspr_core.frozen_json import thawed
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.panels.terms import TermsOfReference
from lcspr_core.plan import Plan, Strand
from lcspr_core.procedure.steps import EVENTS, PROCEDURE, STRAND
from lcspr_core.review import Header, Review
from lcspr_core.timescales.conditions import Condition, How, Not, Term
from lcspr_core.timescales.duties import Duty
from lcspr_core.timescales.notes import DutyNote

TODAY = date(2026, 9, 1)
DAY = TODAY - timedelta(days=30)


AUTHOR = Appointment(id="R01", person="R01", role=PanelRole.OVERVIEW_AUTHOR, from_=DAY)


def empty() -> Review:
    """Return a case of which nothing is known but two agencies that knew the child."""
    agencies = [Agency(id=name, title=name, known=Known.KNOWN) for name in ("HV", "POL")]
    return Review(header=Header(id="case", title="Case", opened_on=DAY)).with_records("agency", agencies)


def made_so(review: Review, wanted: Condition, duty: Duty) -> Review:
    """Return the case with the first way of a condition made so."""
    for part in wanted.ways[0]:
        if not isinstance(part, Not):
            review = _MAKERS[part.how](review, part, duty)
    return review


def can_make(wanted: Condition) -> bool:
    """Say whether the first way of a condition can be made so without knowing any check."""
    return all(isinstance(part, Not) or part.how is not How.CHECK for part in wanted.ways[0])


def _event(review: Review, term: Term, _: Duty) -> Review:
    event = next((one for one in EVENTS if one.key == term.name), None)
    if event is None:
        return _KEPT[term.name](review)
    having = (event.having[0], (event.having[1],)) if event.having else None
    return _filled(review, Term(how=How.FILLED, form=event.form, rows=event.rows, having=having, field=event.field), _)


_KEPT = {
    "decision_made": lambda review: evolve(review, header=evolve(review.header, decided_on=DAY)),
    "tor_agreed": lambda review: _with_terms(review, agreed_on=DAY),
    "tor_approved": lambda review: _with_terms(review, approved_on=DAY),
    "appointment": lambda review: review.with_records("appointment", [AUTHOR]),
}


def _with_terms(review: Review, **days: date) -> Review:
    terms = review.one("terms", "t1") or TermsOfReference(id="t1", version="1")
    return review.with_records("terms", [evolve(terms, **days)])


def _method(review: Review, term: Term, _: Duty) -> Review:
    return review.with_records("plan", [Plan(lead=Strand(key="lead", methodology=term.name))])


def _step_agreed(review: Review, term: Term, _: Duty) -> Review:
    given = Answer(id=answer_id(term.name), step=term.name, state=AnswerState.AGREED)
    return review.with_records("answer", [given])


def _note(review: Review, _: Term, duty: Duty) -> Review:
    note = DutyNote(id=duty.id, duty=duty.id, on=DAY, by="coordinator", how="Done at the meeting.")
    return review.with_records("duty_note", [note])


def _state(review: Review, term: Term, _: Duty) -> Review:
    state = AnswerState(term.values[0])
    answers = [evolve(_answer(review, term.form, of), state=state) for of in _of(review, term)]
    return review.with_records("answer", answers)


def _filled(review: Review, term: Term, _: Duty) -> Review:
    answers = []
    for of in _of(review, term):
        given = _answer(review, term.form, of)
        answers.append(evolve(given, data=_with(term, thawed(given.data))))
    return review.with_records("answer", answers)


def _of(review: Review, term: Term) -> tuple[tuple[str, ...], ...]:
    asked = asked_of(review, _step(term.form))
    return asked if term.each else asked[:1]


def _answer(review: Review, form: str, of: tuple[str, ...]) -> Answer:
    made_id = answer_id(form, of, STRAND)
    agency = dict(zip(_step(form).per, of, strict=False)).get("agency", "")
    return review.one("answer", made_id) or Answer(id=made_id, step=form, strand=STRAND, of=of, agency=agency)


def _step(form: str) -> Any:
    found = PROCEDURE.step(form)
    assert found is not None, f"no form is called {form}"
    return found


def _with(term: Term, data: dict[str, Any]) -> dict[str, Any]:
    asks = _step(term.form).asks
    row = _question(asks, term.rows).row if term.rows else asks
    having = _value(_question(row, term.having[0]), term.having[1]) if term.having else {}
    if not term.rows:
        return {**data, **having, **_value(_question(asks, term.field), term.values)}
    rows = data.get(term.rows) or [{"id": "r1"}]
    field = _value(_question(row, term.field), term.values) if term.field else {}
    return {**data, term.rows: [{**one, **having, **field} for one in rows]}


def _question(asks: type, name: str) -> Question:
    found = next((one for one in questions(asks) if one.name == name), None)
    assert found is not None, f"{asks.__name__} does not ask {name}"
    return found


def _value(question: Question, values: tuple[str, ...]) -> dict[str, Any]:
    return {question.name: _FILLINGS[question.control](question, values)}


def _term_of(question: Question, values: tuple[str, ...]) -> str:
    offered = question.options if isinstance(question.options, tuple) else ()
    return values[0] if values else offered[0].key if offered else "HV"


_FILLINGS = {
    Control.LINE: lambda _q, values: values[0] if values else "Words",
    Control.TEXT: lambda _q, values: values[0] if values else "Several words.",
    Control.NUMBER: lambda _q, values: int(values[0]) if values else 3,
    Control.DATE: lambda _q, _v: {"typed": f"{DAY.day} August 2026"},
    Control.CHOICE: _term_of,
    Control.SCALE: _term_of,
    Control.YES_NO_UNCLEAR: lambda _q, values: values[0] if values else "yes",
    Control.CHOICES: lambda question, values: [_term_of(question, values)],
    Control.REF: lambda _q, _v: "HV",
    Control.REFS: lambda _q, _v: ["HV"],
    Control.ROWS: lambda _q, _v: [{"id": "r1"}],
}
_MAKERS = {
    How.ALWAYS: lambda review, _term, _duty: review,
    How.EVENT: _event,
    How.METHOD: _method,
    How.STEP: _step_agreed,
    How.NOTE: _note,
    How.STATE: _state,
    How.FILLED: _filled,
}


def answered(review: Review, form: str, **data: Any) -> Review:
    """Return the case with this written on a form that is asked once; what was there already stays."""
    given = _answer(review, form, ())
    return review.with_records("answer", [evolve(given, data={**thawed(given.data), **data})])


def taken(review: Review, form: str, state: AnswerState = AnswerState.AGREED, **data: Any) -> Review:
    """Return the case with this on a form that was put down as done, and so had passed its gates."""
    written = answered(review, form, **data)
    return written.with_records("answer", [evolve(_answer(written, form, ()), state=state)])


def day(typed: str) -> dict[str, str]:
    """Return a day as a form holds it."""
    return {"typed": typed}
