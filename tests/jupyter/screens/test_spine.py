"""A case in one look: its phases in order with one of them now, its great days, and what presses."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.procedure import ProcedureBench
from lcspr_jupyter.screens.spine import PHASES, spine
from lcspr_jupyter.screens.workbench import Workbench

from lcspr_core.methodology import Phase
from lcspr_core.path import Stand
from lcspr_core.timescales.editions import editions

TODAY = date(2026, 9, 1)


@pytest.fixture
def told(gate):
    return spine(Desk(gate), TODAY)


def test_every_phase_of_the_spine_is_there_in_order():
    assert [phase for phase, _ in PHASES] == list(Phase)


def test_one_phase_is_now_and_those_before_it_have_passed(told):
    stands = [one["stand"] for one in told["phases"]]
    assert stands.count("now") == 1
    now = stands.index("now")
    assert set(stands[:now]) <= {"done", "past"}
    assert set(stands[now + 1 :]) <= {"done", "to_come"}


def drawn(bench):
    """Return, by phase, how many of what stands on a page are done, and how many there are."""
    found = {}
    for stage in bench.stages.values():
        found.setdefault(stage.step.phase, []).append(stage.stand is Stand.DONE)
    return {phase: (sum(done), len(done)) for phase, done in found.items()}


def test_each_phase_counts_forms_as_the_page_of_forms_does_and_steps_as_the_page_of_steps(gate):
    gate.role = "coordinator"
    desk = Desk(gate)
    told = {one["key"]: one["words"].replace("\N{NO-BREAK SPACE}", " ") for one in spine(desk, TODAY)["phases"]}
    forms, steps = drawn(ProcedureBench(desk)), drawn(Workbench(desk))
    for phase in Phase:
        wanted = [
            f"{page[phase][0]} of {page[phase][1]} {word}{'s' * (page[phase][1] != 1)}"
            for page, word in ((forms, "form"), (steps, "step"))
            if phase in page
        ]
        assert told[phase] == ", ".join(wanted)
    assert any("forms, " in words for words in told.values())


def test_the_page_of_forms_says_that_it_counts_forms_and_the_page_of_steps_heads_no_phases(gate):
    gate.role = "coordinator"
    desk = Desk(gate)
    assert ProcedureBench(desk).paths.of("procedure").state["counted"] == ["form", "forms"]
    assert "counted" not in Workbench(desk).steps.state


def test_the_great_days_say_how_they_stand(told):
    facts = {one["label"]: (one["value"], one["words"]) for one in told["facts"]}
    assert facts["Decision on the case"] == ("29 April 2026", "on time")
    assert facts["Review completed"][0] == "29 October 2026"


def test_a_case_of_an_older_edition_says_that_the_rules_are_newer(gate):
    desk = Desk(gate)
    desk.review = evolve(desk.open, header=evolve(desk.open.header, edition=editions()[0].key))
    rules = next(one for one in spine(desk, TODAY)["facts"] if one["label"] == "Rules")
    assert editions()[-1].guidance in rules["words"]


def test_each_leads_to_where_it_is_answered(told):
    assert all(one["href"] == "due" or one["href"].startswith("procedure#procedure/") for one in told["next"])
    assert any("/" in one["href"] for one in told["next"])


def test_what_is_late_stands_first(told):
    late = [one["late"] for one in told["next"]]
    assert late == sorted(late, reverse=True)
