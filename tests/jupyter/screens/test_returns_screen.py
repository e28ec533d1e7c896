"""What each agency was asked for on a page: overdue first; asked, chased, came, or never will, with a reason."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.returns import ReturnsScreen

from lcspr_core.answers import AnswerState
from lcspr_core.errors import NotFound, OutOfOrder, Unreadable
from lcspr_core.store import Change

LATE, OPEN_ONE, NONE = "information_request.POL", "information_request.CSC", "information_request.HOU"


@pytest.fixture
def screen(gate):
    desk = Desk(gate)
    late = evolve(desk.open.one("return", LATE), state=AnswerState.ASKED, came_on=None)
    still = evolve(desk.open.one("return", OPEN_ONE), state=AnswerState.ASKED, came_on=None, due_on=date(2026, 10, 1))
    desk.save("return", late, still, why="set the scene")
    desk.remove("return", NONE, why="set the scene")
    return ReturnsScreen(desk)


def shown(screen):
    return {group["key"]: [one["key"] for one in group["items"]] for group in screen.lines.state["groups"]}


def act(screen, key, name, on="31 August 2026", words=""):
    screen.act({"key": key, "name": name, "on": on, "words": words})


def test_overdue_ones_come_first(screen):
    assert next(iter(shown(screen))) == "late"
    assert (shown(screen)["late"], shown(screen)["open"], shown(screen)["unasked"]) == ([LATE], [OPEN_ONE], [NONE])


def test_asking_chasing_and_coming_are_each_kept_with_their_day(screen, store):
    act(screen, NONE, "ask", on="1 August 2026", words="20 August 2026")
    assert NONE in shown(screen)["late"]
    act(screen, NONE, "chase", on="25 August 2026")
    act(screen, NONE, "came")
    kept = store.record("juniper", "return", NONE).body
    assert (kept["asked_on"], kept["due_on"], kept["came_on"]) == ("2026-08-01", "2026-08-20", "2026-08-31")
    assert kept["chased_on"] == ["2026-08-25"]
    assert NONE in shown(screen)["closed"]


def test_that_it_will_never_come_needs_a_reason(screen, store):
    with pytest.raises(Unreadable, match="why it will never come"):
        act(screen, LATE, "never")
    act(screen, LATE, "never", words="The service has closed.")
    kept = store.record("juniper", "return", LATE).body
    assert (kept["state"], kept["reason"]) == ("not_returned", "The service has closed.")


def test_what_was_put_down_can_be_undone(screen):
    act(screen, LATE, "came")
    assert LATE in shown(screen)["closed"]
    screen.past.undo({})
    assert LATE in shown(screen)["late"]


def test_an_undo_that_steps_over_a_snapshot_says_so_beside_the_button_until_the_next_change(screen, store):
    act(screen, LATE, "came")
    body = {"id": "s1", "on": "2026-09-01", "by": "ana"}
    taken = Change(kind="snapshot", id="s1", revision=0, before=None, after=body)
    store.save("juniper", [taken], by="ana", at="2026-09-01T10:00:00+00:00")
    screen.past.undo({})
    assert LATE in shown(screen)["late"]
    assert screen.lines.state["undone"].endswith("a snapshot of progress stays as it was taken.")
    act(screen, LATE, "came")
    assert screen.lines.state["undone"] == ""


def test_a_reminder_that_a_slow_page_sends_twice_is_one(screen, store):
    act(screen, LATE, "chase")
    act(screen, LATE, "chase")
    assert store.record("juniper", "return", LATE).body["chased_on"].count("2026-08-31") == 1
    assert screen.past.made == 1


@pytest.mark.parametrize(
    ("key", "name", "on", "words", "fault"),
    [
        (LATE, "came", "2 September 2026", "", Unreadable),
        (LATE, "came", "", "", Unreadable),
        (LATE, "came", "1 January 2020", "", Unreadable),
        (LATE, "vanish", "31 August 2026", "", NotFound),
        (LATE, "ask", "31 August 2026", "", NotFound),
        ("information_request.GPS", "chase", "31 August 2026", "", OutOfOrder),
        ("information_request.nobody", "ask", "31 August 2026", "", NotFound),
        (NONE, "ask", "31 August 2026", "1 August 2026", Unreadable),
    ],
)
def test_what_cannot_be_is_refused(screen, key, name, on, words, fault):
    key = next(iter(shown(screen)["closed"])) if key.endswith("GPS") else key
    with pytest.raises(fault):
        act(screen, key, name, on=on, words=words)


def test_who_may_not_write_is_offered_nothing(gate):
    gate.role = "panel_member"
    screen = ReturnsScreen(Desk(gate))
    assert all(one["act"] is None for group in screen.lines.state["groups"] for one in group["items"])
