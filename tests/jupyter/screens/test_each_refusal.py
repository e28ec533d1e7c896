"""What a person is told on a page when something cannot be: each sentence that no other test has."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest
from attrs import evolve
from lcspr_jupyter.components import speaking
from lcspr_jupyter.components.form import Form
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.answer_editor import AnswerEditor
from lcspr_jupyter.screens.choosing import ChoosingScreen
from lcspr_jupyter.screens.documents import DocumentsScreen
from lcspr_jupyter.screens.map_screen import MapScreen
from lcspr_jupyter.screens.moving_on import moved
from lcspr_jupyter.screens.one_day import day_from
from lcspr_jupyter.screens.panel import PanelScreen
from lcspr_jupyter.screens.people import PeopleScreen
from lcspr_jupyter.screens.plan import PlanScreen
from lcspr_jupyter.screens.returns import ReturnsScreen
from lcspr_jupyter.screens.said import SORRY, listen
from lcspr_jupyter.screens.wall import WallScreen
from lcspr_jupyter.screens.workbench import Workbench

from lcspr_core.answers import AnswerState
from lcspr_core.errors import NotAllowed, NotFound, Unreadable
from lcspr_core.methodology import PlatformRole


def said(component, **message):
    """Say something as the page would, and return what the page is told is wrong."""
    told = []
    component.send = lambda content, *_: told.append(content.get("sorry", ""))
    component._hear(None, {"edit": "e1", **message}, [])
    return "".join(told)


@pytest.fixture
def desk(gate):
    return Desk(gate)


def test_a_page_that_is_older_than_its_program_is_told_to_load_again():
    wanted = "This page and the program behind it differ. What you typed is still on the page; copy it, then reload."
    assert said(Form(), do="a thing of yesterday") == wanted == speaking.UNKNOWN


def test_a_fault_of_ours_is_said_as_ours_and_never_quoted():
    form = Form()

    def stumble(_):
        raise ValueError("Thea Merrowby")

    listen(form, {"edit": stumble})
    assert said(form, do="edit", path="x", before=None, value="y") == SORRY
    assert SORRY.startswith("Something went wrong here, and it is our fault.")


def test_what_a_methodology_stops_at_is_kept_all_the_same(desk, store):
    def stumble(_):
        raise ValueError

    ours = desk.methodology
    steps = tuple(evolve(one, yields=stumble) if one.key == "scoping" else one for one in ours.steps)
    desk.loaded = evolve(desk.loaded, methodologies={ours.slug: evolve(ours, steps=steps)})
    bench = Workbench(desk)
    bench.open_step({"key": "scoping"})
    seen = next(one for one in bench.form.state["questions"] if one["name"] == "support")["value"]
    told = said(bench.form, do="edit", path="support", before=seen, value="One named person each.")
    assert told.endswith("Tell whoever looks after the plugin. What you wrote is saved.")
    assert store.record("juniper", "answer", "lead.scoping").body["data"]["support"] == "One named person each."


# --- wall and map -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ({"do": "add_card", "card": {"words": "x"}}, "This card could not be read. Write it again."),
        ({"do": "add_card", "card": {"id": "c", "words": " "}}, "There are no words on it yet. Write them, then try"),
        ({"do": "edit_card", "id": "gone", "before": "", "words": "x"}, "This card is no longer on the wall."),
        ({"do": "rename_group", "id": "gone", "before": "", "title": "x"}, "This group is no longer on the wall."),
    ],
)
def test_the_wall_says_what_cannot_be(desk, message, sentence):
    assert sentence in said(WallScreen(desk).component, **message)


def test_the_map_says_what_is_gone(desk):
    screen = MapScreen(desk)
    cell = {"do": "edit_cell", "row": "gone", "column": "label", "before": "", "value": "x"}
    assert said(screen.nodes, **cell) == "This is no longer on the map."
    assert said(screen.links, **{**cell, "column": "because"}) == "This link is no longer on the map."


# --- people, plan and documents ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("14P", "A code is a letter and up to eleven letters or figures, as in P14."),
        ("P01", "The code P01 is taken. Choose another."),
    ],
)
def test_a_code_that_cannot_be_is_said(desk, code, sentence):
    told = said(PeopleScreen(desk).table, do="add_row", row={"id": "new", "cells": {"code": code}})
    assert told == sentence


def test_a_plan_that_nobody_changed_here_has_nothing_to_take_back(desk):
    assert said(PlanScreen(desk).component, do="undo") == "There is nothing left on this page to take back."


def test_a_server_that_goes_silent_while_a_file_is_made_is_said(desk, gate):
    def silent(*_):
        raise OSError

    screen = DocumentsScreen(desk)
    desk.gate = type("Silent", (), {"export": silent})()

    async def story():
        screen.export({"key": "learning_and_recommendations", "edition": "internal"})
        await asyncio.gather(*screen.tasks)

    asyncio.run(story())
    said_there = [one["sorry"] for one in screen.component.state["appendices"]]
    assert "The server did not answer. Try again in a moment." in said_there


def test_what_is_no_day_is_said_with_what_to_write():
    assert day_from("12 March 2026", "Day") == date(2026, 3, 12)
    with pytest.raises(
        Unreadable, match="Day: write one day, as in 12 March 2026. “in spring” was not understood as one."
    ):
        day_from("in spring", "Day")


def act(component, key, name, on="31 August 2026", words=""):
    return said(component, do="act", key=key, name=name, on=on, words=words)


def test_the_panel_says_what_has_changed_meanwhile_and_what_cannot_begin(gate):
    gate.role = "coordinator"
    screen = PanelScreen(Desk(gate))
    assert act(screen.lines, "gone", "settle", words="x") == "This has changed meanwhile. Look at it again."
    assert said(screen.lines, do="undo") == "Nothing was changed on this page yet."
    cell = {"do": "edit_cell", "column": "from_", "before": "", "value": "5 May 2026"}
    table = screen.appointments.component
    assert said(table, **cell, row="gone") == "This row is no longer there. Load the page again."
    assert said(table, **cell, row="appointment.2").startswith("This appointment cannot begin: ")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"on": "1 October 2026"}, "Give a day that has come, as in 12 March 2026. Nothing was saved yet."),
        ({"key": "gone"}, "This request is no longer there. Load the page again."),
        ({"on": "1 January 2020"}, "This lies before the day of asking. Nothing was saved yet."),
        ({"key": "information_request.HV"}, "This has been closed meanwhile. Look at it again."),
        (
            {"key": "information_request.HOU", "name": "ask", "words": "1 August 2026"},
            "The day by which it should come lies before the day of asking. Nothing was saved yet.",
        ),
    ],
)
def test_a_return_that_cannot_be_put_down_is_said(desk, told, sentence):
    late = desk.open.one("return", "information_request.POL")
    desk.save("return", evolve(late, state=AnswerState.ASKED, came_on=None), why="set the scene")
    desk.remove("return", "information_request.HOU", why="set the scene")
    screen = ReturnsScreen(desk)
    assert act(screen.lines, **{"key": "information_request.POL", "name": "came", **told}) == sentence


def test_a_case_without_a_methodology_says_where_it_is_chosen(desk):
    desk.remove("plan", desk.open.plan.id, why="set the scene")
    with pytest.raises(NotFound, match="No methodology is chosen for this case yet. Choose one on the Plan page"):
        Workbench(desk)
    desk.person = evolve(desk.person, role="analyst")
    assert ChoosingScreen(desk).form.state["locked"] == "Whoever leads the review chooses its methodology."


# --- moving on --------------------------------------------------------------------------------------------------------


def editor(desk, key, of=(), role="lead_reviewer"):
    desk.person = evolve(desk.person, role=role)
    return AnswerEditor(desk, desk.methodology.step(key), of)


def test_what_cannot_be_done_just_now_is_said(desk):
    with pytest.raises(NotAllowed, match="This cannot be done here just now. Reload the page to see how it stands."):
        moved(editor(desk, "scoping"), "send")


def test_whose_turn_it_is_not_does_not_sign(desk):
    ours = desk.methodology
    roles = tuple(
        evolve(one, counts_as=PlatformRole.ANALYST) if one.key == "agency_author" else one for one in ours.roles
    )
    steps = tuple(
        evolve(one, answered_by=(*one.answered_by, "senior_manager")) if one.key == "agency_report" else one
        for one in ours.steps
    )
    desk.loaded = evolve(desk.loaded, methodologies={ours.slug: evolve(ours, roles=roles, steps=steps)})
    here = editor(desk, "agency_report", ("CSC",))
    desk.answer(evolve(here.answer, state=AnswerState.AGREED, signatures=()), why="agreed")
    here = editor(desk, "agency_report", ("CSC",), role="agency_author")
    with pytest.raises(NotAllowed, match="It is not your turn to sign. The guidance says who signs, and in which"):
        moved(here, "sign")
