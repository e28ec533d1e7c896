"""An answer goes from state to state in an order, and that it never came is a state with a reason."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lcspr_core.answers import NEXT_STATES, Answer, AnswerState, Signature, answer_id, moved, signed
from lcspr_core.errors import OutOfOrder

AT = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)


def returned(state: AnswerState = AnswerState.DRAFT) -> Answer:
    return Answer(id="lead.report.police", step="report", of=("police",), state=state)


def test_one_question_asked_of_one_thing_has_one_answer_whoever_opens_it():
    assert answer_id("report", ("police",)) == answer_id("report", ("police",), "lead") == "lead.report.police"
    assert answer_id("report", ("police",), "audit") != answer_id("report", ("police",))


@pytest.mark.parametrize("state", list(AnswerState))
def test_every_state_leads_on_to_another(state):
    assert NEXT_STATES[state]
    assert state not in NEXT_STATES[state]


def test_a_return_is_asked_for_sent_agreed_and_opened_again():
    given = returned(AnswerState.ASKED)
    for state in (AnswerState.DRAFT, AnswerState.SENT, AnswerState.RETURNED, AnswerState.SENT, AnswerState.AGREED):
        given = moved(given, state, by="lr")
    assert (given.state, given.by) == (AnswerState.AGREED, "lr")
    assert moved(given, AnswerState.DRAFT).by == "lr"


def test_what_was_sent_in_cannot_be_put_down_as_never_come():
    with pytest.raises(OutOfOrder, match="sent in cannot be put down as “never came”"):
        moved(returned(AnswerState.SENT), AnswerState.NOT_RETURNED, reason="lost")


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_what_never_came_needs_a_reason(reason):
    with pytest.raises(OutOfOrder, match="Say why it never came"):
        moved(returned(), AnswerState.NOT_RETURNED, reason=reason)


def test_asking_again_takes_the_reason_away():
    never = moved(returned(), AnswerState.NOT_RETURNED, reason=" The team was disbanded. ")
    assert never.reason == "The team was disbanded."
    assert moved(never, AnswerState.ASKED).reason == ""


def test_signatures_come_in_order_and_the_last_one_signs_it():
    agreed = returned(AnswerState.AGREED)
    order = ("author", "senior_manager")
    first = signed(agreed, order, Signature(role="author", by="p1", at=AT))
    assert first.state is AnswerState.AGREED
    assert signed(first, order, Signature(role="senior_manager", by="p2", at=AT)).state is AnswerState.SIGNED


@pytest.mark.parametrize("role", ["senior_manager", "stranger"])
def test_nobody_signs_out_of_turn(role):
    with pytest.raises(OutOfOrder, match="not this role's turn"):
        signed(returned(AnswerState.AGREED), ("author", "senior_manager"), Signature(role=role, by="p", at=AT))


def test_a_draft_is_not_signed():
    with pytest.raises(OutOfOrder, match="agree it first"):
        signed(returned(), ("author",), Signature(role="author", by="p", at=AT))
    with pytest.raises(OutOfOrder, match="cannot be put down as “signed”"):
        moved(returned(AnswerState.AGREED), AnswerState.SIGNED)


def test_opening_again_takes_the_signatures_off():
    done = signed(returned(AnswerState.AGREED), ("author",), Signature(role="author", by="p", at=AT))
    assert moved(done, AnswerState.RETURNED).signatures == ()
