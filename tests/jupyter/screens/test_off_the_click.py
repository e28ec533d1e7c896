"""A click is answered first; the checks, for which nobody waits, run after."""

from __future__ import annotations

import asyncio

import pytest
from attrs import evolve
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens import quietly
from lcspr_jupyter.screens.map_screen import MapScreen
from lcspr_jupyter.screens.workbench import Workbench

from lcspr_core.maps.kinds import MapRule
from lcspr_core.methodology import Check

ANSWERED = "answered"


@pytest.fixture
def told():
    """What happened, in the order that it did."""
    return []


@pytest.fixture
def desk(gate, told):
    """A desk whose methodology has one more check, and one more rule of its map, that leave a mark when they run."""
    opened = Desk(gate)
    ours = opened.methodology
    check = Check(key="seen", title="Seen", source="Ours", find=lambda _: told.append("check") or ())
    rule = MapRule(key="seen", title="Seen", source="Ours", find=lambda *_: told.append("rule") or ())
    the_map = evolve(ours.maps[0], rules=(*ours.maps[0].rules, rule))
    mine = evolve(ours, checks=(*ours.checks, check), maps=(the_map, *ours.maps[1:]))
    opened.loaded = evolve(opened.loaded, methodologies={**opened.loaded.methodologies, ours.slug: mine})
    return opened


def clicked(told, component, message, draws):
    """Click, as the page of a running kernel does, and let the page settle."""

    async def click():
        await asyncio.sleep(0.05)
        told.clear()
        draws.observe(lambda _: told.append("drawn"), "state")
        component.send = lambda content, *_: told.append("saved" if "saved" in content else "said")
        component._hear(None, {"edit": "e1", **message}, [])
        told.append(ANSWERED)
        for _ in range(500):
            if {"check", "rule"} & set(told):
                break
            await asyncio.sleep(0.01)

    return click()


def split(told):
    """Return what came before the click was answered, and what came after."""
    at = told.index(ANSWERED)
    return told[:at], told[at + 1 :]


def test_an_edit_is_saved_before_any_check_runs(desk, told):
    async def story():
        bench = Workbench(desk)
        bench.open_step({"key": "scoping"})
        seen = next(one for one in bench.form.state["questions"] if one["name"] == "support")["value"]
        edit = {"do": "edit", "path": "support", "before": seen, "value": "One named person each."}
        await clicked(told, bench.form, edit, bench.form)

    asyncio.run(story())
    before, after = split(told)
    assert before == ["saved"]
    assert "check" in after


def test_a_step_is_open_before_any_check_runs(desk, told):
    async def story():
        bench = Workbench(desk)
        await clicked(told, bench.steps, {"do": "open", "key": "scoping"}, bench.form)

    asyncio.run(story())
    before, after = split(told)
    assert before.count("drawn") == 1
    assert "check" not in before
    assert "check" in after


def test_a_thing_is_on_the_map_before_any_rule_of_the_map_runs(desk, told):
    async def story():
        screen = MapScreen(desk)
        message = {"do": "add_row", "row": {"id": "new", "cells": {"label": "Handover"}}}
        await clicked(told, screen.nodes, message, screen.nodes)
        assert "new" in {row["id"] for row in screen.nodes.state["rows"]}

    asyncio.run(story())
    before, after = split(told)
    assert before == ["saved"]
    assert "rule" in after


def test_a_new_thing_can_be_written_in_before_the_map_has_rested(desk, told, monkeypatch):
    monkeypatch.setattr(quietly, "QUIET", 60)
    monkeypatch.setattr(quietly, "LONGEST", 60)

    async def story():
        screen = MapScreen(desk)
        screen.nodes._hear(None, {"edit": "e1", "do": "add_row", "row": {"id": "new", "cells": {}}}, [])
        for _ in range(100):
            await asyncio.sleep(0.01)
            if "new" in {row["id"] for row in screen.nodes.state["rows"]}:
                return True
        return False

    assert asyncio.run(story())
