"""Home on Juniper, without a browser: the reviews, what to do next, and a plugin that is set aside."""

from __future__ import annotations

from importlib.metadata import EntryPoint

from attrs import evolve
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.home import HomeScreen

from lcspr_core.plugins import GROUP, load

BROKEN = EntryPoint(name="broken", value="nothing.of.the.sort", group=GROUP)


def home(gate, **more):
    gate.open_review_id = None
    return HomeScreen(Desk(gate, **more)).component.state


def test_home_shows_each_review_and_the_step_to_go_on_with(gate):
    told = home(gate)
    (line,) = told["reviews"]
    assert (line["title"], line["href"]) == ("Juniper", "/r/juniper/workbench")
    assert line["step"]
    assert told["go"] == {"label": f"Go on with Juniper: {line['step']}", "href": line["href"]}


def test_home_says_what_is_due_with_its_day(gate, store):
    (line,) = home(gate)["reviews"]
    store.save(
        "juniper",
        [],
        by="ann",
        at="2026-09-01T10:00:00+00:00",
        summary={**store.reviews()[0].body, "due": "2026-08-31"},
    )
    told = home(gate)
    assert (told["reviews"][0]["due_tag"], told["due"][0]["day"]) == ("past its date", "31 August 2026")
    assert "1 review has a date close by" in told["headline"]
    assert line["due_tag"] != "past its date"


def test_home_says_which_plugin_is_set_aside(gate):
    broken = load([BROKEN]).set_aside
    assert home(gate, loaded=evolve(load(), set_aside=broken))["sorry"].startswith(
        "“broken” stopped with a ModuleNotFound"
    )
    assert home(gate)["sorry"] == ""


def test_only_those_who_may_are_offered_a_new_review(gate):
    assert home(gate)["commands"]
    gate.role = "reader"
    assert home(gate)["commands"] == []


def typed(gate, **more):
    """Say something to the opening form of a fresh Home page, and return the page."""
    gate.open_review_id = None
    page = HomeScreen(Desk(gate))
    page.opening.form._hear(None, {"edit": "e1", **more}, [])
    return page


def test_what_is_typed_to_open_a_review_is_there_on_the_next_page(gate):
    assert home(gate)["commands"][0]["label"] == "Open a new review"
    typed(gate, do="add_row", path="agencies", row={"id": "a1"})
    assert home(gate)["commands"][0]["label"] == "Open a new review"
    typed(gate, do="edit", path="title", before=None, value="Rowan")
    typed(gate, do="edit", path="agencies.a1.code", before=None, value="HV")
    page = typed(gate, do="add_row", path="questions", row={"id": "q1"})
    assert page.component.state["commands"][0]["label"] == "Go on with the review you began to open"
    page.new({})
    asked = {one["name"]: one for one in page.form.state["questions"]}
    assert asked["title"]["value"] == "Rowan"
    assert [item["id"] for item in asked["agencies"]["rows"]["items"]] == ["a1"]
