"""Home on Juniper, without a browser: the reviews, what to do next, and a plugin that is set aside."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest
from attrs import evolve
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.home import HomeScreen
from lcspr_jupyter.server.rights import PAGES

from lcspr_core.plugins import GROUP, load
from lcspr_core.procedure.roles import ROLE_TITLES

BROKEN = EntryPoint(name="broken", value="nothing.of.the.sort", group=GROUP)


def home(gate, **more):
    gate.open_review_id = None
    return HomeScreen(Desk(gate, **more)).component.state


def test_home_shows_each_review_and_the_step_to_go_on_with(gate):
    told = home(gate)
    (line,) = told["reviews"]
    assert (line["title"], line["href"]) == ("Juniper", "/r/juniper/workbench")
    assert line["place"].startswith("Agency reports · step ")
    step = line["place"].partition(" · ")[0]
    assert told["go"] == {"label": f"Go on with Juniper: {step}", "href": line["href"]}


def with_line(store, **told):
    store.keep_line("juniper", {**store.reviews()[0].body, **told}, store.reviews()[0].seq)


def next_on(day, duty="8.2.18-a"):
    return {"duty": duty, "act_by": day, "late": False}


@pytest.mark.parametrize(
    ("day", "tag", "state"),
    [
        ("2026-08-31", "past its date", "late"),
        ("2026-09-01", "today", "soon"),
        ("2026-09-02", "1 day", "soon"),
        ("2026-09-15", "14 days", "soon"),
        ("2026-09-16", "", "done"),
        (None, "", "plain"),
    ],
)
def test_a_review_says_what_is_due_next_from_whom_and_how_near(gate, store, day, tag, state):
    with_line(store, next=next_on(day), late=2, owing=["decision_maker"])
    told = home(gate)
    (line,) = told["reviews"]
    assert (line["due_tag"], line["due_state"], line["late_words"]) == (tag, state, "2 late")
    assert (line["due_what"], line["source"]) == ("Decide within a month of being notified of the incident", "8.2.18")
    assert line["who"] == told["roles"][0]["title"] == ROLE_TITLES["decision_maker"]


def test_only_a_review_with_nothing_late_is_on_course(gate, store):
    with_line(store, next=next_on("2026-09-16"), late=0)
    assert home(gate)["reviews"][0]["due_tag"] == "on course"


def test_what_is_late_leads_what_has_the_next_days(gate, store):
    with_line(store, next=next_on("2026-09-16"), late=2)
    late, coming = home(gate)["due"]
    assert (late["day"], late["what"], late["href"]) == ("Late", "2 things are late", "/r/juniper/due")
    assert coming["day"] == "16 September 2026"


def test_home_says_what_has_the_next_days_and_how_many_press(gate, store):
    with_line(store, next=next_on("2026-09-04"), late=0)
    told = home(gate)
    assert [(one["day"], one["review"], one["href"]) for one in told["due"]] == [
        ("4 September 2026", "Juniper", "/r/juniper/due")
    ]
    assert "1 review has a date within 14 days" in told["headline"]
    with_line(store, next=next_on("2026-12-04"), late=0)
    assert "Nothing is pressing" in home(gate)["headline"]


@pytest.mark.parametrize("course", ["closed", "no review"])
def test_what_has_ended_is_folded_and_presses_nobody(gate, store, course):
    with_line(store, course=course, next=next_on("2026-09-04"))
    told = home(gate)
    assert told["reviews"][0]["folded"]
    assert told["due"] == []
    assert "Nothing is pressing" in told["headline"]


def test_a_line_that_waits_says_so_and_how_many_do(gate, store):
    body = {"id": "juniper", "title": "Juniper", "waits": True}
    store.keep_line("juniper", body, store.reviews()[0].seq)
    told = home(gate)
    assert told["reviews"][0]["due_what"] == "Its dates are being worked out"
    assert told["counting"] == {"left": 1, "of": 1}
    with_line(store, waits=False)
    assert home(gate)["counting"] is None


def test_a_duty_that_this_program_does_not_know_is_left_out(gate, store):
    with_line(store, next=next_on("2026-09-04", "8.2.99-z"))
    assert home(gate)["reviews"][0]["due_what"] == ""


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


def test_lines_that_are_no_rows_yet_are_there_on_the_next_page(gate):
    place = "opening agencies"
    page = typed(gate, do="begin", row=place, cells={"lines": "HV\tHealth visiting"})
    page.opening.show()
    assert page.opening.form.state["begun"] == {place: {"lines": "HV\tHealth visiting"}}
    again = typed(gate, do="edit", path="title", before=None, value="Rowan")
    again.opening.show()
    assert again.opening.form.state["begun"] == {place: {"lines": "HV\tHealth visiting"}}


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


@pytest.mark.parametrize(
    ("role", "methodology", "page"),
    [
        ("coordinator", "", "case"),
        ("agency_author", "", "procedure"),
        ("agency_author", "A learning event", "workbench"),
        ("reader", "A learning event", "thread"),
    ],
)
def test_home_leads_each_role_to_a_page_that_is_open_to_it(gate, store, role, methodology, page):
    gate.role = role
    with_line(store, methodology=methodology)
    told = home(gate)
    assert told["reviews"][0]["href"] == told["go"]["href"] == f"/r/juniper/{page}"
    assert page in PAGES[role]
