"""The combined action plan on a page: each light in a word, why, SMART and strength, and the way to the form."""

from __future__ import annotations

from datetime import date

import pytest
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.actions import FORM, ActionsScreen, stood

from lcspr_core.answers import PROCEDURE, Answer

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
    given = Answer(id="action_plan", step="action_plan", strand=PROCEDURE, data={"lines": LINES})
    empty.desk.save("answer", given, why="wrote the plan")
    return empty


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


ELSEWHERE = [
    {"review": "rowan", "title": "Rowan", "words": ["Buy cots for the wards."]},
    {"review": "alder", "title": "Alder", "words": ["{}"]},
]


@pytest.fixture
def again(gate, monkeypatch):
    first = next(iter(Desk(gate).open.all("recommendation"))).title
    told = [{**one, "words": [words.format(first) for words in one["words"]]} for one in ELSEWHERE]
    monkeypatch.setattr(type(gate), "recommended_elsewhere", lambda _: told)
    return first


def html(screen):
    return screen.page.outputs[0]["data"]["text/html"]


def test_what_another_review_recommended_before_is_named_with_that_review(gate, again):
    shown = html(ActionsScreen(Desk(gate)))
    assert "Recommended before, in other reviews" in shown
    assert "Alder" in shown
    assert "Rowan" not in shown


@pytest.mark.parametrize("role", ["panel_member", "agency_author", "analyst", "reader"])
def test_who_leads_nothing_asks_nothing_of_other_reviews(gate, again, role):
    gate.role = role
    screen = ActionsScreen(Desk(gate))
    assert screen.elsewhere == ()
    assert "Recommended before, in other reviews" not in html(screen)


def test_where_nothing_comes_again_nothing_is_said(gate):
    assert "Recommended before" not in html(ActionsScreen(Desk(gate)))
