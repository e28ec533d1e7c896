"""Who can move an answer on, and where nothing can be written."""

from __future__ import annotations

from datetime import date

import pytest
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.answer_editor import AnswerEditor
from lcspr_jupyter.screens.moving_on import closed, moved, moves

from lcspr_core.answers import AnswerState
from lcspr_core.errors import OutOfOrder


def editor(gate, key, of=(), role="lead_reviewer"):
    gate.role = role
    desk = Desk(gate)
    return AnswerEditor(desk, desk.methodology.step(key), of)


def test_what_is_settled_says_how_it_is_opened_again(gate):
    assert "Open it again" in closed(editor(gate, "scoping"))


def test_a_role_that_is_not_asked_is_told_whose_step_it_is(gate):
    here = editor(gate, "family_view", role="agency_author")
    assert "written by others" in closed(here)
    assert moves(here, "agency_author") == ()


def test_an_author_writes_their_own_report_and_sends_it_in(gate):
    here = editor(gate, "agency_report", ("POL",), role="agency_author")
    assert closed(here) == ""
    assert [one.name for one in moves(here, "agency_author")] == ["send"]


def test_a_report_that_never_comes_keeps_why_and_who_and_when(gate):
    here = editor(gate, "agency_report", ("HOU",))
    moved(here, "never", "  The service closed\nin May. ")
    given = here.answer
    assert (given.state, given.reason) == (AnswerState.NOT_RETURNED, "The service closed in May.")
    assert (given.by, given.reason_on) == ("ana", date(2026, 9, 1))
    assert "“The service closed in May.” (Ana, 1 September 2026)" in closed(here)
    moved(here, "ask")
    assert (here.answer.reason, here.answer.reason_on, closed(here)) == ("", None, "")


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_that_a_report_never_comes_is_not_put_down_without_a_reason(gate, reason):
    here = editor(gate, "agency_report", ("HOU",))
    with pytest.raises(OutOfOrder, match="Say why it never came"):
        moved(here, "never", reason)
    assert here.answer.state is not AnswerState.NOT_RETURNED


def test_a_report_is_signed_by_its_author_and_then_by_the_senior_manager(gate):
    here = editor(gate, "agency_report", ("CSC",))
    moved(here, "sign")
    assert here.answer.state is AnswerState.AGREED
    moved(here, "sign")
    assert here.answer.state is AnswerState.SIGNED
    assert [one.role for one in here.answer.signatures] == list(here.step.signed_by)
