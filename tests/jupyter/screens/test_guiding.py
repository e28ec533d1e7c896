"""What the page says to look at is found again only when there is something new to find it in."""

from __future__ import annotations

from attrs import evolve
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.form_model import FormModel
from lcspr_jupyter.screens.guiding import concerns, in_row

from lcspr_core.methodology import Check
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.thread import Record


def test_a_check_runs_again_only_when_a_kind_that_it_reads_has_changed(gate):
    runs, desk = [], Desk(gate)
    counted = Check(key="c", title="C", source="Ours", find=lambda _: runs.append(1) or (), reads=("theme",))
    desk.loaded = evolve(
        desk.loaded, methodologies={"silp": evolve(desk.methodology, checks=(*desk.methodology.checks, counted))}
    )
    for kind, times in ((None, 1), (None, 1), ("impact", 1), ("theme", 2)):
        if kind:
            desk.save(kind, Record(id="new", kind=kind, title="New"), why="tried")
        concerns(desk)
        assert len(runs) == times


def test_what_each_row_still_needs_names_its_row(gate):
    data = {"processes": [{"id": "p1", "runs": "yes"}, {"id": "p2"}]}
    model = FormModel(Desk(gate).open, PROCEDURE.step("parallel").asks, data)
    asked = [in_row(model, one.path) + one.sentence for one in model.wanting]
    assert "Process 2, “Does it run?”: this is still needed." in asked
    assert in_row(model, "title") == in_row(model, "processes") == in_row(model, "processes.gone.runs") == ""
