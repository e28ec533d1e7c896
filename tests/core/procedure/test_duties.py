"""Each duty of the register: opened by its own trigger to the right role, and closed by its own proof."""

from __future__ import annotations

import pytest

from lcspr_core.asking import questions
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.checks import CHECKS
from lcspr_core.procedure.roles import ROLE_TITLES
from lcspr_core.procedure.standing import Stand, standing
from lcspr_core.procedure.steps import EVENT_TITLES, PROCEDURE
from lcspr_core.timescales.conditions import How
from lcspr_core.timescales.duties import Carrier, Duty, own_duties
from lcspr_core.timescales.notes import DutyNote, Put
from tests.core.procedure.making import DAY, TODAY, can_make, empty, made_so

DUTIES = {duty.id: duty for duty in own_duties()}
every_duty = pytest.mark.parametrize("duty", DUTIES.values(), ids=DUTIES)


def stands(duty: Duty, review):
    return standing(duty, case_of(review, TODAY))


@every_duty
def test_it_names_only_what_is_there(duty):
    """Every role, form, field, event and check of a line exists, so that no line is carried by a slip of the pen."""
    assert set(duty.who) <= set(ROLE_TITLES)
    for term in (*duty.opens.terms(), *duty.closes.terms()):
        if term.how is How.EVENT:
            assert term.name in EVENT_TITLES
        if term.how is How.CHECK:
            assert term.name in CHECKS
        if term.form and term.how is not How.STEP:
            assert_asked(term)


def assert_asked(term) -> None:
    step = PROCEDURE.step(term.form)
    assert step is not None, term.form
    asks = {one.name: one for one in questions(step.asks)}
    if term.rows:
        assert term.rows in asks
        asks = {one.name: one for one in questions(asks[term.rows].row)}
        assert term.having is None or term.having[0] in asks
    assert not term.field or term.field in asks
    offered = asks[term.field].options if term.field and isinstance(asks[term.field].options, tuple) else ()
    assert not term.values or not offered or set(term.values) <= {one.key for one in offered}


@pytest.mark.parametrize(
    "duty", [one for one in DUTIES.values() if can_make(one.opens)], ids=lambda duty: f"{duty.kind.value}-{duty.id}"
)
def test_its_trigger_opens_it_and_its_proof_closes_it(duty):
    before = empty()
    if duty.opens.text != "always":
        assert stands(duty, before).stand is Stand.NOT_YET
    opened = made_so(before, duty.opens, duty)
    assert stands(duty, opened).is_open
    if can_make(duty.closes):
        assert stands(duty, made_so(opened, duty.closes, duty)).stand is Stand.DONE
    else:
        assert duty.shown_by, "what only a check can close has a test of its own"


@every_duty
def test_that_it_is_not_needed_is_kept_with_its_reason_where_that_may_be(duty):
    opened = made_so(empty(), duty.opens, duty) if can_make(duty.opens) else empty()
    if not stands(duty, opened).is_open:
        pytest.skip("a test of its own opens it")
    note = DutyNote(id=duty.id, duty=duty.id, put=Put.NOT_NEEDED, on=DAY, by="coordinator", how="Nothing to do here.")
    waived = stands(duty, opened.with_records("duty_note", [note]))
    assert waived.stand is (Stand.NOT_NEEDED if duty.waivable else stands(duty, opened).stand)


@pytest.mark.parametrize(
    "duty", [one for one in DUTIES.values() if one.carried_by is Carrier.REMINDER], ids=lambda one: one.id
)
def test_a_note_that_says_nothing_closes_nothing(duty):
    opened = made_so(empty(), duty.opens, duty) if can_make(duty.opens) else empty()
    note = DutyNote(id=duty.id, duty=duty.id, on=DAY, by="coordinator", how=" ")
    assert stands(duty, opened.with_records("duty_note", [note])).stand is not Stand.DONE
