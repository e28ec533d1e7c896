"""Whatever can be typed on any page is saved without the page's program: a new page that forgets it fails here."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lcspr_jupyter import apps
from lcspr_jupyter.components.form import Form
from lcspr_jupyter.components.reason import Reason
from lcspr_jupyter.components.speaking import Component
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.choosing import ChoosingScreen
from lcspr_jupyter.screens.opening import OpeningForm
from lcspr_jupyter.screens.workbench import Workbench
from lcspr_jupyter.server.begun_rows import KINDS
from lcspr_jupyter.server.form_edits import EDITS
from lcspr_jupyter.server.rescuing import ANSWERS, TABLES
from lcspr_jupyter.server.rescuing_acts import DEEDS
from lcspr_jupyter.server.rights import PLACES, SECTIONS

from tests.jupyter.components.conftest import ROOM

PAGES = sorted({*SECTIONS, *PLACES})
# What carries no words that somebody typed: choices, commands, and looking at something.
WORDLESS = frozenset(
    {
        *("add_strand", "check", "choose", "command", "dismiss", "done", "export", "filter", "leave", "make", "more"),
        *("new", "open", "outline", "read", "refresh", "remove_strand", "settle", "stopped", "take_back", "undo"),
    }
)
ROWS = frozenset({"add_row", "move_row", "remove_row"})
# Files are brought in whole; what is written to find something is gone once it is found.
NOTHING_KEPT = frozenset({"bring", "diagram", "home", "thread"})


def components(widget) -> Iterator[Component]:
    if isinstance(widget, Component):
        yield widget
    for one in getattr(widget, "children", ()):
        yield from components(one)


@pytest.fixture
def on_page(gate, monkeypatch):
    """Open a page as its notebook does, and return what somebody can write in there."""
    gate.role = "coordinator"
    monkeypatch.setattr(apps, "_page", lambda screen: screen(Desk(gate)).widget())

    def opened(page):
        made = getattr(apps, page, None) or getattr(apps, f"{page}_")
        return [one for one in components(made()) if takes(one)]

    return opened


def takes(component) -> bool:
    """Whether anything can be typed in a component as it stands."""
    state = component.state
    if "groups" in state and "act" in component.says:
        return any(item.get("act") for group in state["groups"] for item in group["items"])
    if "columns" in state:
        return bool(state.get("can_edit"))
    return bool(state) and bool(worded(component))


def worded(component) -> set[str]:
    """Return what can be said with words in it; a form that asks for no rows has none to add."""
    asked = component.state.get("questions")
    rowless = asked is not None and not any("rows" in one for one in asked)
    return set(component.says) - WORDLESS - (ROWS if rowless else set())


def unrescued(component) -> set[str]:
    """Return what can be said in a component, with words in it, that is neither saved nor kept as begun."""
    state = component.state
    table = state.get("target", {}).get("table", "")
    if state.get("rescue") == "/rescue":  # on a page about no review
        return set() if "begun" in state else worded(component) - set(EDITS)
    known = TABLES.get(table, {}) if table else ANSWERS
    begins = table in KINDS and "begin" in component.says and "begun" in state
    if not str(state.get("rescue")).endswith("/rescue"):
        return {"without an address"}
    unsaved = worded(component) - {*known, "begin"}
    return set() if begins or not unsaved else unsaved


@pytest.mark.parametrize("page", PAGES)
def test_all_that_can_be_typed_on_a_page_is_saved_without_its_program(on_page, page):
    found = {type(one).__name__: unrescued(one) for one in on_page(page)}
    assert not any(found.values()), found


@pytest.mark.parametrize("page", ["due", "panel", "plan", "procedure", "progress", "terms", "workbench"])
def test_these_pages_take_what_is_typed_so_that_none_is_passed_over(on_page, page):
    assert on_page(page)


def test_each_command_that_keeps_words_can_be_put_down_without_the_program(on_page):
    for page in ("panel", "returns", "progress"):
        for component in on_page(page):
            groups, table = component.state.get("groups", ()), component.state["target"]["table"]
            acts = [item["act"] for group in groups for item in group["items"] if item.get("act")]
            named = {one["name"].partition(" ")[0] for act in acts for one in act["commands"] if not one.get("looks")}
            assert named <= set(DEEDS.get(table, {})), (page, named)


def test_what_opens_only_when_it_is_needed_is_rescued_too(gate):
    gate.role = "coordinator"
    desk = Desk(gate)
    bench = Workbench(desk)
    bench.ask_why_dismissed({"id": "x"})
    assert isinstance(bench.reason, Reason)
    assert not unrescued(bench.reason)
    choosing = ChoosingScreen(desk)
    assert not unrescued(choosing.form)
    opening = OpeningForm(desk, Form())
    opening.show()
    assert not unrescued(opening.form)


@pytest.mark.parametrize("file", sorted((ROOM / "components").glob("*.js")), ids=lambda file: file.stem)
def test_every_component_with_a_place_to_write_in_has_the_part_that_saves(file):
    source = file.read_text()
    writes = re.search(r'"textarea"|type: "(text|search)"|\.type = "text"|make\("input"\)|element\("input"', source)
    if writes and file.stem not in NOTHING_KEPT:
        parts = re.search(r"^// --- parts: ([a-z, ]+) -+$", source, re.MULTILINE)
        assert "saving" in (parts[1] if parts else ""), f"{file.name} takes words and saves none"


def test_the_lists_of_this_test_are_no_longer_than_they_need_be():
    said = {name for one in Component.__subclasses__() for name in one.says}
    assert said >= WORDLESS
    assert {(ROOM / "components" / f"{name}.js").exists() for name in NOTHING_KEPT} == {True}
