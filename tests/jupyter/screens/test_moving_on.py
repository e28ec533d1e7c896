"""Who can move an answer on, and where nothing can be written."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.answer_editor import AnswerEditor
from lcspr_jupyter.screens.moving_on import closed, commands_for, moved, moves
from lcspr_jupyter.screens.procedure import ProcedureBench

from lcspr_core.answers import AnswerState
from lcspr_core.concerns import NotTaken
from lcspr_core.errors import NotAllowed, OutOfOrder
from lcspr_core.procedure.publishing import wanting
from lcspr_core.procedure.steps import PROCEDURE


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
    moved(here, "send")
    assert closed(here) == "This is sent in. Whoever leads the review agrees it, or returns it for changes."
    assert moves(here, "agency_author") == ()


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


# --- a form that is asked once, and signed ----------------------------------------------------------------------------


def of_procedure(gate, key, role, state=AnswerState.AGREED):
    gate.role = role
    desk = Desk(gate)
    here = AnswerEditor(desk, PROCEDURE.step(key), (), "procedure")
    desk.answer(evolve(here.answer, state=state, signatures=()), why="agreed")
    return AnswerEditor(desk, PROCEDURE.step(key), (), "procedure")


def test_whoever_decides_signs_the_decision_once_it_is_agreed(gate):
    here = of_procedure(gate, "decision", "coordinator")
    main, others = commands_for(here, "coordinator")
    assert main == {"label": "Sign as Independent Chair, or whoever decides here", "do": "sign"}
    assert [one["label"] for one in others] == ["Open it again"]
    assert "waits for a signature: Independent Chair" in closed(here)
    moved(here, "sign")
    assert (here.answer.state, here.answer.signatures[0].role) == (AnswerState.SIGNED, "decision_maker")
    assert "This is signed." in closed(here)


def test_the_panel_chair_signs_what_the_panel_answers_for_and_not_the_decision(gate):
    here = of_procedure(gate, "panel_quality", "panel_member")
    assert [one.name for one in moves(here, "panel_member")] == ["sign", "reopen"]
    decision = of_procedure(gate, "decision", "panel_member")
    assert moves(decision, "panel_member") == ()


def test_a_form_that_nobody_signs_offers_no_signature(gate):
    here = of_procedure(gate, "criteria", "coordinator")
    assert [one.name for one in moves(here, "coordinator")] == ["reopen"]


def test_a_form_that_is_held_back_says_where_that_is_written_and_the_way_out(gate):
    gate.role = "coordinator"
    desk = Desk(gate)
    here = AnswerEditor(desk, PROCEDURE.step("information_request"), (), "procedure")
    with pytest.raises(NotAllowed, match=r"8 May 2026, is not before .*\(8\.2\.19, 8\.2\.18\) Write a day for replies"):
        moved(here, "agree")


def test_every_reason_for_which_a_form_is_held_back_is_said_at_once_the_first_one_first(gate):
    gate.role = "coordinator"
    desk = Desk(gate)
    here = AnswerEditor(desk, PROCEDURE.step("publication"), (), "procedure")
    desk.answer(evolve(here.answer, data={"published_on": {"typed": "3 March 2027"}}), why="a day")
    with pytest.raises(NotTaken) as refused:
        moved(here, "agree")
    reasons = refused.value.reasons
    wanted = [one.sentence for one in wanting(desk.open)]
    assert [one.sentence for one in reasons] == wanted
    assert len(wanted) > 5
    assert all(one.source.startswith("8.2.") and one.way_out for one in reasons)
    assert str(refused.value).startswith(f"{wanted[0]} ({reasons[0].source}) {reasons[0].way_out}")


def test_the_page_is_told_each_reason_with_its_paragraph_and_way_out(gate):
    gate.role = "coordinator"
    bench = ProcedureBench(Desk(gate))
    bench.open_step({"key": "procedure/publication"})
    here = bench.editor
    bench.desk.answer(evolve(here.answer, data={"published_on": {"typed": "3 March 2027"}}), why="a day")
    told = []
    bench.form.send = lambda content, *_: told.append(content)
    bench.form._hear(bench.form, {"do": "command", "name": "agree"}, None)
    (refused,) = told
    assert {"sentence", "source", "way_out"} <= set(refused["reasons"][0])
    assert [one["sentence"] for one in refused["reasons"]] == [one.sentence for one in wanting(bench.desk.open)]
    assert refused["sorry"].startswith(refused["reasons"][0]["sentence"])
