"""The combined action plan on a page: each light in a word, why, SMART and strength, and the way to the form."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.actions import FORM, ActionsScreen, stood

from lcspr_core.answers import PROCEDURE, Answer
from lcspr_core.plain import as_json
from lcspr_core.procedure.recommended_before import Before

DUE = {"typed": "1 August 2026", "start": "2026-08-01", "end": "2026-08-01", "precision": "day", "doubt": ""}
LATER = {"typed": "1 March 2027", "start": "2027-03-01", "end": "2027-03-01", "precision": "day", "doubt": ""}
LINES = (
    {"id": "a", "action": "lead.actions.act-form", "agency": "CSC", "owner": "Head", "due_on": DUE},
    {"id": "b", "words": "Ring back the same day.", "agency": "HV", "due_on": LATER, "status": "under_way"},
    {"id": "c", "words": "Change the list.", "due_on": LATER},
    {"id": "d", "words": "Stop it.", "status": "dropped", "dropped": "Done elsewhere."},
    {"id": "e", "words": "Said to be done.", "status": "done"},
)


@pytest.fixture
def empty(gate):
    return ActionsScreen(Desk(gate))


@pytest.fixture
def screen(empty):
    empty.desk.save("answer", plan(*LINES), why="wrote the plan")
    return empty


def plan(*lines):
    return Answer(id="action_plan", step="action_plan", strand=PROCEDURE, data={"lines": lines})


def shown(screen):
    return {group["key"]: [one["key"] for one in group["items"]] for group in screen.lines.state["groups"]}


def facts(screen, key):
    every = (one for group in screen.lines.state["groups"] for one in group["items"])
    found = next(one for one in every if one["key"] == key)
    return {one["label"]: one["text"] for one in found["facts"]}


def test_each_action_has_its_light_by_rule_the_worst_first(screen):
    assert shown(screen) == {"red": ["a", "e"], "amber": ["c"], "green": ["b"], "closed": ["d"]}
    assert list(shown(screen)) == ["red", "amber", "green", "closed"]
    assert [(one["word"], one["number"]) for one in screen.lines.state["counts"]] == [
        ("Red", 2),
        ("Amber", 1),
        ("Green", 1),
        ("Closed", 1),
    ]


def test_a_light_is_never_a_colour_alone(screen):
    every = [one for group in screen.lines.state["groups"] for one in group["items"]]
    assert all(one["tag"] in {"Red", "Amber", "Green", "Closed"} for one in every)
    assert facts(screen, "a")["Why"] == "Red: past its day and not done."
    assert facts(screen, "e")["Why"] == "Red: said to be done, and nothing shows it."


def test_smart_and_strength_stand_beside_the_light(screen):
    told = facts(screen, "a")
    assert "measurable: yes" in told["SMART"]
    assert "It does not say what it needs" in told["SMART"]
    assert "intermediate" in told["How strong"]
    assert "measurable: no" in facts(screen, "c")["SMART"]


def test_an_action_of_the_thread_is_shown_in_its_own_words(screen):
    found = next(one for one in stood(screen.desk.open, date(2026, 9, 1)) if one.line.id == "a")
    assert found.words == "Change the closure form on the case system."


def test_every_line_leads_to_the_form(screen):
    every = [one for group in screen.lines.state["groups"] for one in group["items"]]
    assert {one["go"]["href"] for one in every} == {FORM} == {screen.lines.state["go"]["href"]}


def test_an_empty_plan_says_what_waits_for_it(gate):
    desk = Desk(gate)
    for one in desk.open.all("answer"):
        if one.step == "action_plan":
            desk.remove("answer", one.id, why="set the scene")
    state = ActionsScreen(desk).lines.state
    assert "4 actions of the golden thread" in state["empty"]
    assert state["counts"] == []


@pytest.fixture
def again(gate, monkeypatch):
    """One recommendation of the review stands in another review already."""
    first = next(iter(Desk(gate).open.all("recommendation"))).title
    told = Before(
        words=first,
        earlier="Keep the list open.",
        review="alder",
        title="Alder",
        opened_on=date(2024, 3, 1),
        status="What was to be done about it there: dropped, with a reason 1.",
        strength="Its strength was chosen as weak.",
        shared=("list", "open"),
    )
    monkeypatch.setattr(type(gate), "recommended_before", lambda _: [as_json(told)])
    return told


def html(screen):
    return screen.page.outputs[0]["data"]["text/html"]


@pytest.mark.parametrize("role", ["coordinator", "panel_member", "analyst"])
def test_what_stands_in_another_review_is_said_with_that_review_how_far_it_came_and_how_strong(gate, again, role):
    gate.role = role
    shown = html(ActionsScreen(Desk(gate)))
    assert "Recommended before, in other reviews" in shown
    assert "Alder, opened on 1 March 2024, has nearly the same: “Keep the list open”." in shown
    assert "dropped, with a reason 1. Its strength was chosen as weak." in shown


def test_it_stands_beside_the_action_that_answers_it(gate, again):
    desk = Desk(gate)
    rests = next(one for one in desk.open.all("recommendation") if one.title == again.words)
    action = next(one for one in desk.open.all("action") if any(link.to == rests.id for link in one.rests_on))
    desk.save("answer", plan({"id": "x", "action": action.id, "status": "not_begun"}), why="set the scene")
    screen = ActionsScreen(desk)
    assert facts(screen, "x")["Recommended before"] == again.sentence


def test_the_server_is_asked_again_only_once_what_is_recommended_has_changed(gate, monkeypatch):
    asked = []
    monkeypatch.setattr(type(gate), "recommended_before", lambda _: asked.append(1) or [])
    screen = ActionsScreen(Desk(gate))
    screen.show()
    assert asked == [1]
    first = next(iter(screen.desk.open.all("recommendation")))
    screen.desk.save("recommendation", evolve(first, title="Otherwise"), why="wrote it anew")
    assert asked == [1, 1]


def test_where_nothing_comes_again_nothing_is_said(gate):
    assert "Recommended before" not in html(ActionsScreen(Desk(gate)))
