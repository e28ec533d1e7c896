"""The procedure's forms on a page: answered in their own strand, with a methodology or before one is chosen."""

from __future__ import annotations

import pytest
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.procedure import ProcedureBench

from lcspr_core.procedure.steps import PROCEDURE


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
