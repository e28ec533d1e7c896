"""A form that is done while needed answers are empty: it is never held back for them, and says which they are."""

from __future__ import annotations

import pytest
from attrs import evolve
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.procedure import ProcedureBench

from lcspr_core.answers import AnswerState


@pytest.fixture
def bench(gate):
    gate.role = "coordinator"
    return ProcedureBench(Desk(gate))


def written(bench, step, data):
    """Write a form anew, whatever stood in it, and open it."""
    bench.open_step({"key": f"procedure/{step}"})
    given = evolve(bench.editor.answer, state=AnswerState.DRAFT, data=data, signatures=())
    bench.desk.answer(given, why="wrote it anew")
    bench.show()


def command(bench, name):
    told = []
    bench.form.send = told.append
    bench.form._hear(None, {"do": "command", "name": name}, [])
    return told


@pytest.mark.parametrize("step", ["referral", "criteria"])
def test_a_case_that_is_unclear_or_below_the_threshold_goes_on_with_whatever_is_known(bench, step):
    written(bench, step, {})
    assert command(bench, "agree") == []
    assert bench.editor.answer.state is AnswerState.AGREED


def test_a_form_that_is_done_says_which_needed_answers_are_still_empty(bench):
    data = {"processes": [{"id": "p1", "runs": "yes"}]}
    written(bench, "parallel", data)
    assert bench.form.state["locked"] == ""
    assert command(bench, "agree") == []
    said = bench.form.state["locked"]
    assert said.startswith(
        "This is agreed. Open it again to change it. Still empty, though it is needed here: Process 1, "
    )
    assert "“Does it run?”; " in said
    assert said.endswith(" more.")
    command(bench, "reopen")
    assert bench.form.state["locked"] == ""


def test_a_form_that_is_done_with_every_needed_answer_says_no_more_than_that(bench):
    written(
        bench, "arrival", {"chair_told_on": {"typed": "2 April 2026"}, "sub_group_chair_told_on": {"typed": "2026"}}
    )
    command(bench, "agree")
    assert bench.form.state["locked"] == "This is agreed. Open it again to change it."


def test_a_return_that_is_sent_in_can_still_be_written_in_by_whoever_agrees_it(bench):
    bench.open_step({"key": "procedure/outline"})
    given = evolve(bench.editor.answer, state=AnswerState.SENT, data={})
    bench.desk.answer(given, why="sent in empty")
    bench.show()
    assert bench.form.state["locked"] == ""
    command(bench, "agree")
    assert bench.form.state["locked"].endswith("needed here: “Are the child and family known to your agency?”.")
