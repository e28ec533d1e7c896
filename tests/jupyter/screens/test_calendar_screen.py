"""The page of closed days: how far the table was checked, what was added and why, and adding and taking out a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import lcspr_jupyter
import pytest
from attrs import define
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.calendar import CalendarScreen
from lcspr_jupyter.server import begun_rows, closed_days, drafting
from lcspr_jupyter.server.bells import Bells
from lcspr_jupyter.server.counter import Counter
from lcspr_jupyter.server.people import Grant, Identity, owner
from lcspr_jupyter.server.rights import PLACES

from lcspr_core.errors import NotAllowed, Unreadable
from lcspr_core.methodology import PlatformRole
from lcspr_core.store import Keys, Store

TODAY = date(2026, 9, 1)
ADDED = {"key": "add", "name": "proclaimed", "on": "10 May 2027", "words": "Day of thanks", "more": "Proclaimed"}
PANEL = Identity(id="pat", name="Pat", grants=(Grant(role=PlatformRole.PANEL_MEMBER),))
ONE_REVIEW = Identity(id="cy", name="Cy", grants=(Grant(role=PlatformRole.COORDINATOR, review="rowan"),))


@define
class CounterGate:
    """Answers as the gate does on a page about no review, straight from the counter."""

    counter: Counter
    who: Identity

    def me(self):
        caller = self.who.at(None, "calendar")
        user = {"id": self.who.id, "name": self.who.name, "role": caller.role}
        return {"user": user, "review": None, "page": "calendar", "today": str(TODAY)}

    def closed_days(self):
        return closed_days.told(self.counter, self.who)["days"]

    def closes_days(self):
        return closed_days.told(self.counter, self.who)["may"]

    def close_day(self, wanted):
        return closed_days.put(self.counter, self.who, dict(wanted))

    def begun(self):
        return begun_rows.begun(self.counter, self.who.at(None, "calendar"))

    def begin(self, kind, row, cells):
        begun_rows.keep(self.counter, self.who.at(None, "calendar"), kind, row, cells)


@pytest.fixture
def counter(tmp_path):
    with Store.create(tmp_path / "a" / "reviews.lcspr", Keys.new()) as store:
        yield Counter(store, {}, Bells(), as_at=TODAY)


@pytest.fixture
def page(counter):
    return lambda who=None: CalendarScreen(Desk(CounterGate(counter, who or owner())))


def items(screen, group):
    return next(one["items"] for one in screen.lines.state["groups"] if one["key"] == group)


def test_it_is_a_page_beside_the_reviews():
    assert PLACES["calendar"] == "Closed days"
    assert (Path(lcspr_jupyter.__file__).parents[1] / "calendar.ipynb").is_file()


def test_it_says_how_far_the_table_was_checked_and_that_nothing_was_added(page):
    lead = page().lines.state["lead"]
    assert "checked against the government’s list up to 31 December 2028" in lead
    assert "Your partnership added none to it." in lead


def test_a_day_is_added_with_its_reason_kept_and_there_after_a_reload(page):
    screen = page()
    screen.act(ADDED)
    assert screen.lines.state["lead"].startswith("10 May 2027 is in the calendar from today")
    (line,) = items(page(), "kept")
    assert (line["what"], line["tag"]) == ("10 May 2027: Day of thanks", "For everybody")
    assert line["facts"][0] == {"label": "Why", "text": "Proclaimed"}


def test_a_day_is_taken_out_and_stays_with_the_day_on_which_it_was(page):
    screen = page()
    screen.act({**ADDED, "name": "own"})
    (line,) = items(screen, "kept")
    screen.act({"key": line["key"], "name": "end", "on": "", "words": ""})
    assert items(screen, "kept") == []
    (gone,) = items(page(), "gone")
    assert (gone["tag"], gone["act"]) == ("Our offices", None)
    assert "taken out on 1 September 2026" in gone["small"]


@pytest.mark.parametrize("who", [PANEL, ONE_REVIEW])
def test_all_others_see_the_days_and_change_none(counter, page, who):
    assert page(who).lines.state["empty"] == "The coordinator of all reviews adds a day, and takes one out."
    page().act(ADDED)
    screen = page(who)
    assert items(screen, "add") == []
    assert [one["act"] for one in items(screen, "kept")] == [None]
    for wanted in (ADDED, {"key": "2027-05-10", "name": "end"}):
        with pytest.raises(NotAllowed, match="The coordinator of all reviews adds a closed day"):
            screen.act(wanted)
        with pytest.raises(NotAllowed):
            drafting.rescued(counter, who, {"edit": "e1", "do": "act", "target": {"table": "calendar"}, **wanted})
    assert len(closed_days.closed_days(counter)) == 1


def test_a_day_without_a_day_or_a_reason_is_not_kept(page):
    with pytest.raises(Unreadable, match="Write which day it is, as in 10 May 2027. Nothing was saved yet."):
        page().act({**ADDED, "on": ""})
    with pytest.raises(Unreadable, match="Say what the day is, and why it is added"):
        page().act({**ADDED, "more": ""})
    assert items(page(), "kept") == []


# --- what is typed is kept, and rescued -------------------------------------------------------------------------------


def begin(words):
    return {"row": "add", "cells": {"on": "", "words": words, "more": ""}}


def test_what_was_begun_is_there_after_a_reload_theirs_alone_and_gone_once_the_day_is_added(page):
    screen = page()
    screen.begun.begin(begin("Day of tha"))
    assert page().lines.state["begun"]["add"]["words"] == "Day of tha"
    assert page(PANEL).lines.state["begun"] == {}
    screen.act(ADDED)
    assert page().lines.state["begun"] == {}


def rescue(counter, who=None, **told):
    return drafting.rescued(counter, who or owner(), {"edit": "e1", "target": {"table": "calendar"}, **told})


def test_a_page_whose_program_died_adds_and_begins_by_the_server_and_twice_is_once(counter, page):
    rescue(counter, do="begin", **begin("Day of tha"))
    assert page().lines.state["begun"]["add"]["words"] == "Day of tha"
    assert rescue(counter, do="act", **ADDED)["saved"] == "e1"
    rescue(counter, do="act", **ADDED)
    assert [one.name for one in closed_days.closed_days(counter)] == ["Day of thanks"]
    assert page().lines.state["begun"] == {}
    for _ in range(2):
        rescue(counter, do="act", key="2027-05-10", name="end")
    assert [one.ended for one in closed_days.closed_days(counter)] == [TODAY]
    with pytest.raises(Unreadable, match="it needs the page's own program"):
        rescue(counter, do="undo")


def test_who_adds_no_day_begins_none(counter):
    with pytest.raises(NotAllowed):
        rescue(counter, PANEL, do="begin", **begin("x"))
