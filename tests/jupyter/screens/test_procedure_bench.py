"""The bench of the procedure's forms: what the answers come to, and what an agency's author is led to."""

from __future__ import annotations

from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.procedure import ProcedureBench, outcome

from lcspr_core.procedure.steps import STRAND


def bench(gate, step=""):
    made = ProcedureBench(Desk(gate))
    if step:
        made.open_step({"key": f"{STRAND}/{step}"})
    return made


def drawn(made):
    return "".join(one["data"]["text/html"] for part in made.outcome.box.children for one in part.outputs)


def test_both_results_of_the_criteria_stand_below_their_form(gate):
    text = drawn(bench(gate, "criteria"))
    assert "What the criteria come to" in text
    assert "8.2.5" in text
    assert "notifiable" in text.lower()


def test_a_form_that_comes_to_nothing_has_nothing_below_it(gate):
    made = bench(gate, "referral")
    assert tuple(outcome(made.desk.open, "referral")) == ()
    assert "<h" not in drawn(made).partition("</style>")[2]


def test_an_agencys_author_is_led_to_what_the_agency_is_asked_alone(gate):
    gate.role = "agency_author"
    made = bench(gate)
    (one,) = made.each
    assert [stage.step.key for stage in one.stages] == ["outline", "agency_authoring"]
