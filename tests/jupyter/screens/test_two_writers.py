"""Two people write in one place of a live page: whoever comes second sees both texts, and nothing is written over."""

from __future__ import annotations

import pytest
from attrs import evolve
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.map_screen import MapScreen
from lcspr_jupyter.screens.overtaken import OTHERS
from lcspr_jupyter.screens.panel import PanelScreen
from lcspr_jupyter.screens.people import PeopleScreen
from lcspr_jupyter.screens.terms import TermsScreen
from lcspr_jupyter.screens.wall import WallScreen

from lcspr_core.editing import value_at
from lcspr_core.plain import as_json

NODE, TERMS = "node.two", "terms-2"


def in_cell(row, column):
    return {"do": "edit_cell", "row": row, "column": column}


def at_wall(desk):
    return WallScreen(desk).component


# Where two may write: the page's part, the place, the words of its edit, and what stands there at first.
PLACES = {
    "a card": (at_wall, ("card", "C012", "words"), {"do": "edit_card", "id": "C012"}, "words", "Said so."),
    "a group": (at_wall, ("theme", "g-blank", "title"), {"do": "rename_group", "id": "g-blank"}, "title", "Forms."),
    "an appointment": (
        lambda desk: PanelScreen(desk).appointments.component,
        ("appointment", "appointment.1", "post"),
        in_cell("appointment.1", "post"),
        "value",
        "Chair",
    ),
    "an agency": (
        lambda desk: TermsScreen(desk).agencies.component,
        ("agency", "HV", "note"),
        in_cell("HV", "note"),
        "value",
        "Asked twice",
    ),
    "a thing on the map": (
        lambda desk: MapScreen(desk).nodes,
        ("map_node", NODE, "label"),
        in_cell(NODE, "label"),
        "value",
        "Nobody asked",
    ),
    "a person": (
        lambda desk: PeopleScreen(desk).table,
        ("person", "P01", "role"),
        in_cell("P01", "role"),
        "value",
        "Mother",
    ),
    "the terms": (
        lambda desk: TermsScreen(desk).form,
        ("terms", TERMS, "approved_by"),
        {"do": "edit", "path": "approved_by"},
        "value",
        "The Chair",
    ),
}


def tell(component, **message):
    """Say something as the page would; return what it is told back."""
    told = []
    component.send = lambda content, *_: told.append(content)
    component._hear(None, {"edit": "e1", **message}, [])
    return told[-1]


@pytest.fixture
def ana(gate):
    gate.role = "coordinator"
    return Desk(gate)


@pytest.fixture
def ben(gate, ana):
    return Desk(evolve(gate, who="ben"))


def prepared(desk, kind):
    """Put there what Juniper does not hold: a thing on the map, and terms that are being written."""
    if kind == "map_node":
        tell(MapScreen(desk).nodes, do="add_row", row={"id": NODE, "cells": {"label": "?"}})
    if kind == "terms":
        screen = TermsScreen(desk)
        tell(screen.form, do="edit", path="why", value="A new agency.")
        tell(screen.form, do="command", name="another")


@pytest.mark.parametrize("place", PLACES)
def test_whoever_comes_second_is_shown_both_texts_and_may_then_write_over_them(ana, ben, store, place):
    make, (kind, name, field), edit, words, first = PLACES[place]
    prepared(ana, kind)
    hers, his = make(ana), make(ben)
    ben.catch_up()

    def stands():
        return value_at(store.record("juniper", kind, name).body, field)

    assert "saved" in tell(hers, **edit, **{words: first})
    ben.catch_up()
    assert "saved" in tell(his, **edit, before=first, **{words: "Ben's words"})
    ana.catch_up()
    told = tell(hers, **edit, before=first, **{words: "Ana's words"})
    assert told["sorry"] == OTHERS
    assert [(one["mine"], one["theirs"]) for one in told["clashes"]] == [("Ana's words", "Ben's words")]
    assert stands() == "Ben's words"
    assert "saved" in tell(hers, **edit, before="Ben's words", **{words: "Both our words"})
    assert stands() == "Both our words"


@pytest.mark.parametrize("place", PLACES)
def test_what_both_wrote_alike_and_what_one_goes_on_writing_is_no_clash(ana, ben, place):
    make, (kind, _, _), edit, words, first = PLACES[place]
    prepared(ana, kind)
    hers, his = make(ana), make(ben)
    ben.catch_up()
    assert "saved" in tell(his, **edit, **{words: first})
    ana.catch_up()
    assert "saved" in tell(hers, **edit, before="what she saw", **{words: first})
    assert "saved" in tell(hers, **edit, before=first, **{words: f"{first} And more."})


def test_a_day_that_is_typed_on_is_compared_as_the_day_that_it_is(ana):
    """The cell says “5 May 2026” once “5.5.2026” was typed, and whoever goes on typing saw their own words."""
    table = PanelScreen(ana).appointments.component
    cell = in_cell("appointment.1", "from_")
    assert "saved" in tell(table, **cell, value="5.5.2026")
    assert "saved" in tell(table, **cell, before="5.5.2026", value="5.6.2026")
    assert as_json(ana.open.one("appointment", "appointment.1"))["from_"] == "2026-06-05"
    form = TermsScreen(ana).form
    prepared(ana, "terms")
    assert "saved" in tell(form, do="edit", path="agreed_on", value={"typed": "5.5.2026"})
    later = tell(form, do="edit", path="agreed_on", before={"typed": "5.5.2026"}, value={"typed": "6.5.2026"})
    assert "saved" in later
