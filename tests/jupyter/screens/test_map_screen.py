"""The map on Juniper, without a browser: drawn from the thread, and changed by its tables."""

from __future__ import annotations

import pytest
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.map_screen import MapScreen

NEW = "0123456789ab"


@pytest.fixture
def screen(gate):
    return MapScreen(Desk(gate))


def say(table, **message):
    table._hear(None, {"edit": "e1", **message}, [])


def rows(table):
    return {row["id"]: row["cells"] for row in table.state["rows"]}


def test_what_the_thread_says_is_drawn_and_stands_in_the_table(screen):
    drawn = screen.picture.output.outputs[0]["data"]["text/html"]
    assert "<svg" in drawn
    assert {cells["label"] for cells in rows(screen.nodes).values()} >= {
        one.title for one in screen.desk.open.all("theme")
    }


def test_a_thing_is_added_changed_and_taken_off_by_the_table(screen, store):
    say(screen.nodes, do="add_row", row={"id": NEW, "cells": {"label": "Nobody asked"}})
    say(screen.nodes, do="edit_cell", row=NEW, column="label", before="Nobody asked", value="Nobody asked twice")
    assert rows(screen.nodes)[NEW]["label"] == "Nobody asked twice"
    assert store.record("juniper", "map_node", NEW).body["label"] == "Nobody asked twice"
    say(screen.nodes, do="remove_row", row=NEW)
    assert NEW not in rows(screen.nodes)


def test_a_link_says_which_things_it_joins(screen, store):
    first, *_, last = rows(screen.nodes)
    say(screen.links, do="add_row", row={"id": NEW, "cells": {}})
    for column, value in (("source", last), ("target", first)):
        shown = rows(screen.links)[NEW][column]
        say(screen.links, do="edit_cell", row=NEW, column=column, before=shown, value=value)
    body = store.record("juniper", "map_link", NEW).body
    assert (body["source"], body["target"]) == (last, first)
