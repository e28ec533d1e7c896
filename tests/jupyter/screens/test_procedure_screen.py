"""The procedure's forms on a page: answered in their own strand, with a methodology or before one is chosen."""

from __future__ import annotations

import pytest
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.procedure import ProcedureBench

from lcspr_core.procedure.answered_at import first_form
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.standing import standings
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.spine import PHASE_TITLES


@pytest.fixture
def bench(gate):
    return ProcedureBench(Desk(gate))


def test_every_form_of_the_procedure_is_on_its_path(bench):
    bench.show()
    assert [one.step.key for one in bench.stages.values()] == [step.key for step in PROCEDURE.steps]


def test_what_is_written_is_kept_in_the_procedures_own_strand(bench, store):
    bench.open_step({"key": "procedure/referral"})
    bench.editor.edit({"path": "lead_name", "value": "Designated nurse"})
    kept = store.record("juniper", "answer", "procedure.referral").body
    assert (kept["strand"], kept["data"]["lead_name"]) == ("procedure", "Designated nurse")


def test_it_is_written_before_any_methodology_is_chosen(gate, store):
    plan = store.record("juniper", "plan", "plan")
    gate.change(
        [{"kind": "plan", "id": "plan", "revision": plan.revision, "before": plan.body, "after": None}], "none yet"
    )
    bench = ProcedureBench(Desk(gate))
    bench.open_step({"key": "procedure/referral"})
    bench.editor.edit({"path": "summary", "value": "A baby was hurt at night."})
    assert store.record("juniper", "answer", "procedure.referral").body["data"]["summary"].startswith("A baby")


def test_the_path_stands_under_its_phases_in_the_order_of_the_spine(bench):
    items = bench.paths.of("procedure").state["items"]
    phases = list(dict.fromkeys(one["phase"] for one in items))
    assert phases == [title for title in PHASE_TITLES.values() if title in phases]
    assert {one["key"] for one in items} == set(bench.stages)


def test_the_page_begins_at_a_form_on_which_something_presses_for_the_role(gate):
    gate.role = "coordinator"
    coordinator = ProcedureBench(Desk(gate))
    found = standings(case_of(coordinator.desk.open, coordinator.desk.open.header.as_at))
    assert coordinator.key == f"procedure/{first_form(found, 'coordinator')}"
    gate.role = "panel_member"
    member = ProcedureBench(Desk(gate))
    assert member.key == f"procedure/{first_form(found, 'panel_member')}"
    assert member.key != coordinator.key
