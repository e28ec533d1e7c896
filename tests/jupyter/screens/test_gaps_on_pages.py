"""A reply that never came reads the same on Returns, on Due and on the case page: closed, and a gap."""

from __future__ import annotations

from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.case import case_views
from lcspr_jupyter.screens.due import DueScreen
from lcspr_jupyter.screens.returns import ReturnsScreen

SILENT, SAYS, HIGHER = "information_request.HLT", "8.2.19-c", "8.2.11-t"
NAME = "Harbour Light"


def items(state):
    return {one["key"]: (group["key"], one) for group in state["groups"] for one in group["items"]}


def facts(one):
    return {each["label"]: each["text"] for each in one["facts"]}


def test_returns_says_that_it_is_closed_what_that_leaves_and_where_it_is_taken_higher(gate):
    group, one = items(ReturnsScreen(Desk(gate)).lines.state)[SILENT]
    assert (group, one["tag"]) == ("closed", "Never came")
    assert "it is not late. It stays a gap" in facts(one)["What that leaves"]
    assert one["go"]["href"] == "procedure#procedure/panel_issues~disputes"
    came = items(ReturnsScreen(Desk(gate)).lines.state)["information_request.POL"][1]
    assert (came["go"], facts(came)["What that leaves"]) == (None, "")


def test_due_has_it_among_what_is_settled_and_asks_to_take_it_higher(gate):
    screen = DueScreen(Desk(gate))
    found = items(screen.component.state)
    assert (found[SAYS][0], found[SAYS][1]["tag"], found[SAYS][1]["tag_sort"]) == (
        "settled",
        "closed without it",
        "plain",
    )
    assert found[HIGHER][0] == "open"
    screen.choose({"key": SAYS})
    chosen = screen.component.state["chosen"]
    assert chosen["why"].startswith(f"Never came: {NAME}")
    assert "it stays a gap, and is taken higher" in chosen["way_out"]


def test_the_main_dates_of_the_case_do_not_call_it_overdue(gate):
    desk = Desk(gate)
    section = next(one for one in case_views(desk.open, desk.open.header.as_at) if hasattr(one, "views"))
    row = next(row for table in section.views for row in table.rows if NAME in row[0])
    assert "never came" in row
