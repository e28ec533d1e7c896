"""The plan on a page: another methodology is taken on, steps are changed for a reason, and each change taken back."""

from __future__ import annotations

import pytest
from attrs import evolve
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.plan import PlanScreen
from lcspr_jupyter.screens.workbench import Workbench

from lcspr_core.plugins import load
from tests.fixtures.wrapped import METHODOLOGIES

LOADED = load()
EVERY = evolve(LOADED, methodologies={**LOADED.methodologies, **METHODOLOGIES})
CHANGE = {"do": "change", "strand": "lead", "how": "dropped", "step": "", "new": "", "after": ""}


class Heard:
    """What a component was told back."""

    def __init__(self, component):
        self.told = []
        component.send = self.told.append

    @property
    def sorry(self):
        return self.told[-1].get("sorry", "")


@pytest.fixture
def screen(gate):
    return PlanScreen(Desk(gate, EVERY))


def say(screen, **message):
    heard = Heard(screen.component)
    screen.component._hear(None, {"edit": "in lead", **message}, [])
    return heard.sorry


def strand(screen, key="lead"):
    return next(one for one in screen.component.state["strands"] if one["key"] == key)


def body(store):
    return store.record("juniper", "plan", "plan").body


def titles(screen, key="lead"):
    return [one["title"] for one in strand(screen, key)["steps"]]


def test_the_plan_is_shown_as_it_stands(screen):
    state = screen.component.state
    assert (state["may"], state["undo"], state["doubts"]) == (True, "", [])
    assert strand(screen)["role"] == "Leads this review"
    assert len(titles(screen)) == len(strand(screen)["go"]) > 5


def test_another_methodology_is_taken_on_and_its_steps_stand_on_the_workbench(screen, store):
    assert "circle/full" in [one["key"] for one in screen.component.state["offers"]]
    assert say(screen, do="add_strand", methodology="circle/full") == ""
    assert body(store)["strands"] == [{"key": "circle", "methodology": "circle", "profile": "full"}]
    assert titles(screen, "circle")[0] == "Invite the group"
    assert len(Workbench(screen.desk).paths.box.children) == 2
    assert "circle/full" not in [one["key"] for one in screen.component.state["offers"]]
    say(screen, do="remove_strand", strand="circle")
    assert [one["key"] for one in screen.component.state["strands"]] == ["lead"]


def test_a_step_is_left_out_for_a_reason_with_who_and_when(screen, store):
    first = strand(screen)["go"][0]
    assert say(screen, **CHANGE | {"step": first["key"], "reason": "Done before."}) == ""
    assert first["title"] not in titles(screen)
    (made,) = body(store)["adaptations"]
    assert (made["reason"], made["by"], made["on"]) == ("Done before.", "ana", "2026-09-01")
    (shown,) = strand(screen)["changes"]
    assert shown["sentence"] == f"“{first['title']}” is left out."
    assert shown["why"] == "Done before. (Ana, 1 September 2026)"
    say(screen, do="take_back", change=shown["key"])
    assert body(store)["adaptations"] == []
    assert first["title"] in titles(screen)


def test_a_step_is_replaced_and_one_of_another_methodology_added(screen, store):
    say(screen, do="add_strand", methodology="circle/full")
    inner = {"strand": "circle", "reason": "The group is small."}
    assert say(screen, **CHANGE | inner | {"how": "replaced", "step": "meet", "new": "walk"}) == ""
    added = {"how": "added", "new": "family_time:listen", "after": "walk"}
    assert say(screen, **CHANGE | inner | added) == ""
    steps = strand(screen, "circle")["steps"]
    assert [one["title"] for one in steps][2:4] == ["Walk the child's day", "Listen to the family"]
    assert steps[3]["whose"] == "Time with the family"
    assert [one["source"] for one in body(store)["adaptations"]] == ["", "family_time"]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"step": "scoping", "reason": " "}, "Say why"),
        ({"step": "sing", "reason": "x"}, "has no step “sing”"),
        ({"how": "sung", "step": "scoping", "reason": "x"}, "no longer in the plan"),
        ({"strand": "gone", "step": "scoping", "reason": "x"}, "no longer in the plan"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_saved(screen, store, asked, why):
    before = body(store)
    assert why in say(screen, **CHANGE | asked)
    assert body(store) == before


def test_the_last_change_is_taken_back_one_by_one(screen, store):
    before = body(store)
    first, second = strand(screen)["go"][:2]
    for one in (first, second):
        say(screen, **CHANGE | {"step": one["key"], "reason": "Done before."})
    assert screen.component.state["undo"]
    say(screen, do="undo")
    assert [one["step"] for one in body(store)["adaptations"]] == [first["key"]]
    say(screen, do="undo")
    assert (body(store).get("adaptations") or []) == (before.get("adaptations") or [])
    assert screen.component.state["undo"] == ""


def test_what_somebody_else_did_to_the_plan_is_never_taken_back(screen, gate, store):
    say(screen, **CHANGE | {"step": "scoping", "reason": "Done before."})
    other = PlanScreen(Desk(type(gate)(store=store, who="ben"), EVERY))
    say(other, do="add_strand", methodology="circle/full")
    screen.desk.catch_up()
    assert "Somebody has changed the plan since" in say(screen, do="undo")
    assert body(store)["strands"]


def test_two_who_change_the_plan_at_once_both_have_their_change(screen, gate, store):
    other = PlanScreen(Desk(type(gate)(store=store, who="ben"), EVERY))
    first, second = strand(screen)["go"][:2]
    say(other, **CHANGE | {"step": first["key"], "reason": "Theirs."})
    assert say(screen, **CHANGE | {"step": second["key"], "reason": "Mine."}) == ""
    assert {one["by"] for one in body(store)["adaptations"]} == {"ana", "ben"}


def test_a_doubt_is_said_with_its_way_out(screen):
    screen.desk.loaded = LOADED
    screen.desk.save(
        "plan", evolve(screen.plan, strands=(evolve(screen.plan.lead, key="x", methodology="x"),)), why="t"
    )
    (doubt,) = screen.component.state["doubts"]
    assert "is not installed here" in doubt["sentence"]
    assert doubt["way_out"]


def test_who_does_not_lead_is_shown_the_plan_and_no_forms(gate):
    gate.role = "panel_member"
    state = PlanScreen(Desk(gate, EVERY)).component.state
    assert (state["may"], state["undo"]) == (False, "")
    assert "Whoever leads the review changes it." in state["lead"]
