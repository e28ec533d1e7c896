"""A review with another methodology beside its lead: each strand's steps under its own heading, opened and answered."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.guiding import concerns
from lcspr_jupyter.screens.workbench import Workbench

from lcspr_core.concerns import Concern
from lcspr_core.methodology import Check
from lcspr_core.plan import Adaptation, Adapted, Strand
from lcspr_core.plugins import load
from tests.fixtures.wrapped import METHODOLOGIES

BESIDE = Strand(key="circle", methodology="circle", profile="full")
BORROWED = Adapted(
    step="listen",
    how=Adaptation.ADDED,
    source="family_time",
    after="scoping",
    reason="The family asked for it.",
    by="ana",
    on=date(2026, 9, 1),
)


@pytest.fixture
def desk(gate):
    loaded = load()
    opened = Desk(gate, evolve(loaded, methodologies={**loaded.methodologies, **METHODOLOGIES}))
    plan = evolve(opened.open.plan, strands=(BESIDE,), adaptations=(BORROWED,))
    opened.save("plan", plan, why="took on another methodology")
    return opened


@pytest.fixture
def bench(desk):
    return Workbench(desk)


def say(component, **message):
    component._hear(None, {"edit": "e1", **message}, [])


def test_each_strand_has_its_own_heading_and_steps(bench):
    lead, circle = bench.paths.box.children
    assert lead is bench.steps
    assert circle.state["label"] == "Steps of this review: Learning circle"
    assert circle.state["items"][0]["title"] == "Invite the group"
    assert "Listen to the family" in [one["title"] for one in lead.state["items"]]


def test_a_step_of_another_strand_is_opened_and_answered(bench, store):
    _, circle = bench.paths.box.children
    say(circle, do="open", key="circle/invite")
    assert [one["title"] for one in circle.state["items"] if one["open"]] == ["Invite the group"]
    assert not any(one["open"] for one in bench.steps.state["items"])
    say(bench.form, do="add_row", path="points", row={"id": "p"})
    say(bench.form, do="edit", path="points.p.words", before=None, value="Six people said yes.")
    assert store.record("juniper", "finding", "circle.invite.p").body["title"] == "Six people said yes."
    say(bench.form, do="command", name="agree")
    assert circle.state["items"][0]["stand"] == "done"


def test_a_borrowed_step_is_answered_in_its_lenders_name(bench, store):
    say(bench.steps, do="open", key="family_time:listen")
    say(bench.form, do="add_row", path="points", row={"id": "p"})
    say(bench.form, do="edit", path="points.p.words", before=None, value="He sang to her.")
    assert store.record("juniper", "answer", "family_time.listen").body["strand"] == "family_time"
    assert store.record("juniper", "finding", "family_time.listen.p").body["title"] == "He sang to her."


def test_what_was_typed_goes_to_the_strand_where_it_was_typed(bench, store):
    """Two strands have a step of one key; a late edit names the one that it is of."""
    say(bench.paths.box.children[1], do="open", key="circle/write")
    target = bench.form.state["target"]
    say(bench.steps, do="open", key="scoping")
    say(bench.form, do="add_row", path="points", row={"id": "p"}, target=target)
    assert store.record("juniper", "answer", "circle.write").body["data"]["points"][0]["id"] == "p"


def test_the_checks_of_every_methodology_at_work_are_heeded(desk):
    found = Concern(key="seen", sentence="Seen.", way_out="Look.")
    check = Check(key="seen", title="Seen", source="Ours", find=lambda _: (found,))
    circle = evolve(METHODOLOGIES["circle"], checks=(check,))
    desk.loaded = evolve(desk.loaded, methodologies={**desk.loaded.methodologies, "circle": circle})
    assert "Seen." in [one.sentence for one in concerns(desk)]


def test_a_strand_whose_plugin_is_not_here_is_left_out_and_the_rest_goes_on(desk):
    desk.loaded = load()
    bench = Workbench(desk)
    assert bench.paths.box.children == (bench.steps,)
    assert bench.steps.state["label"] == "Steps of this review"
