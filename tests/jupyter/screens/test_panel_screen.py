"""The panel on a page: who holds which role, what stands against it and why, and what is done about it."""

from __future__ import annotations

import re
from pathlib import Path

import lcspr_jupyter
import pytest
from attrs import evolve
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.panel import PanelScreen
from lcspr_jupyter.screens.panel_rows import APPOINTMENTS, KINDS, filled
from lcspr_jupyter.server.rights import GROUPS, PAGES, SECTIONS

from lcspr_core.errors import LcsprError, NotAllowed, NotFound, Unreadable
from lcspr_core.methodology import PlatformRole
from lcspr_core.panels.appointments import Appointment
from lcspr_core.panels.independence import conflicts_in
from lcspr_core.panels.ties import TieKind
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.checks.panel_independence import FREEDOMS, is_free

NOTEBOOKS = Path(lcspr_jupyter.__file__).parents[1]
CHAIR, PAID, FREE_AUTHOR = "appointment.1", "appointment.2", "appointment.3"


@pytest.fixture
def screen(gate):
    gate.role = "coordinator"
    return PanelScreen(Desk(gate))


def items(screen, group):
    return next(one["items"] for one in screen.lines.state["groups"] if one["key"] == group)


def item(screen, group, start):
    return next(one for one in items(screen, group) if one["key"].startswith(start))


def row(table, name):
    return next(one["cells"] for one in table.component.state["rows"] if one["id"] == name)


def settle(screen, reason="Her deputy judges the panel's work."):
    key = item(screen, "warned", "judges_own_panel")["key"]
    screen.act({"key": key, "name": "settle", "words": reason, "on": ""})
    return key


def test_every_conflict_says_why_with_its_paragraph_and_the_way_out(screen):
    shown = [one for group in ("stopped", "warned") for one in items(screen, group)]
    assert {one["key"] for one in shown} == {one.key for one in conflicts_in(screen.desk.open)}
    facts = [{each["label"]: each["text"] for each in one["facts"]} for one in shown]
    assert all(one["Written in"].startswith("8.2.") and one["The way out"] and one["It rests on"] for one in facts)


def test_agencies_are_called_by_their_names_and_not_by_their_codes(screen):
    """A reason rests on the codes all the same, so that it does not lapse because a name was mended."""
    codes = re.compile("|".join(rf"\b{one.id}\b" for one in screen.desk.open.all("agency")))
    shown = [one for group in ("stopped", "warned") for one in items(screen, group)]
    read = [one["what"] for one in shown] + [each["text"] for one in shown for each in one["facts"]]
    assert not [text for text in read if codes.search(text)]
    paid = item(screen, "stopped", "paid_and_author")
    assert paid["what"].endswith("involved in the case: Westmarch County Council Children's Services.")
    key = item(screen, "warned", "signs_and_judges")["key"]
    screen.act({"key": key, "name": "settle", "words": "Nobody else can.", "on": ""})
    renamed = evolve(screen.desk.open.one("agency", "HV"), title="Westmarch Community Health NHS Trust")
    screen.desk.save("agency", renamed, why="renamed it")
    screen.show()
    assert [one["key"] for one in items(screen, "settled")] == [key]


def test_a_warning_is_settled_by_a_reason_that_is_kept(screen, store):
    key = settle(screen)
    assert [one["key"] for one in items(screen, "settled")] == [key]
    kept = store.record("juniper", "settled", f"settled.{key}.2026-09-01").body
    assert (kept["reason"], kept["by"]) == ("Her deputy judges the panel's work.", "ana")
    assert row(screen.appointments, CHAIR)["stands"] == "Proposed. Warning, settled."


def test_a_settled_warning_closes_the_duty_that_it_stood_against(screen):
    def found():
        return is_free(FREEDOMS["chair_from_outside"], case_of(screen.desk.open, screen.desk.today))

    assert not found().so
    assert "chair of the Sub Group" in found().words
    settle(screen)
    assert found().so


def test_a_reason_lapses_on_the_page_when_what_it_rests_on_changes(screen):
    settle(screen)
    screen.appointments.edit({"row": CHAIR, "column": "employer", "value": "Another board"})
    open_again = item(screen, "warned", "judges_own_panel")
    lost = next(one["text"] for one in open_again["facts"] if one["label"] == "Once settled")
    assert "no longer holds" in lost
    assert "Her deputy" in lost


def test_a_reason_can_be_taken_back_and_the_last_change_undone(screen):
    key = settle(screen)
    screen.act({"key": key, "name": "unsettle", "words": "", "on": ""})
    assert item(screen, "warned", "judges_own_panel")
    screen.past.undo({})
    assert [one["key"] for one in items(screen, "settled")] == [key]
    screen.past.undo({})
    assert screen.lines.state["undo"] == ""
    with pytest.raises(NotFound):
        screen.past.undo({})


def test_what_a_slow_page_asks_twice_is_done_once(screen):
    key = settle(screen)
    screen.act({"key": key, "name": "settle", "words": "Again.", "on": ""})
    screen.appointments.edit({"row": FREE_AUTHOR, "column": "post", "value": "Reviewer"})
    screen.appointments.edit({"row": FREE_AUTHOR, "column": "post", "value": "Reviewer"})
    assert screen.past.made == 2
    screen.past.undo({"edit": "e1"})
    screen.past.undo({"edit": "e1"})
    assert [one["key"] for one in items(screen, "settled")] == [key]


def test_a_block_is_settled_by_nothing(screen, store):
    stopped = item(screen, "stopped", "paid_and_author")
    assert all(one["name"].startswith("begun ") for one in stopped["act"]["commands"])
    with pytest.raises(NotAllowed, match="A reason does not settle this"):
        screen.act({"key": stopped["key"], "name": "settle", "words": "We know each other well.", "on": ""})
    assert "settled" not in store.review("juniper").records


def begun(screen, **more):
    stopped = item(screen, "stopped", "paid_and_author")
    told = {
        "key": stopped["key"],
        "name": f"begun {PAID}",
        "words": "The contract was signed first.",
        "on": "1 May 2026",
    }
    screen.act({**told, "more": "The Independent Chair, 3 May 2026.", **more})
    return stopped["key"]


def test_what_has_begun_against_a_rule_is_put_down_and_stays_open_until_it_ends(screen, store):
    key = begun(screen)
    kept = store.record("juniper", "breach", f"breach.{PAID}.paid_and_author").body
    assert (kept["by"], kept["began_on"], kept["on"]) == ("ana", "2026-05-01", "2026-09-01")
    assert store.record("juniper", "appointment", PAID).body["from_"] == "2026-05-01"
    stays = item(screen, "stopped", "paid_and_author")
    assert (stays["key"], stays["tag"], stays["act"]) == (key, "Against the rule", None)
    facts = {one["label"]: one["text"] for one in stays["facts"]}
    assert (
        "1 May 2026 against the rule: The contract was signed first. Told: The Independent Chair"
        in facts["It has begun"]
    )
    assert "A reason does not put it right" in facts["The way out"]
    assert row(screen.appointments, PAID)["stands"].startswith("Appointed. Begun against the rule (8.2.")
    screen.appointments.edit({"row": PAID, "column": "to", "value": "31 August 2026"})
    assert item(screen, "stopped", "paid_and_author")["tag"] == "Stops"
    screen.past.undo({})
    screen.past.undo({})
    assert store.record("juniper", "breach", f"breach.{PAID}.paid_and_author") is None


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"words": " "}, "why it began all the same, and who was told"),
        ({"more": ""}, "why it began all the same, and who was told"),
        ({"on": ""}, "Give the day on which it began"),
        ({"on": "1 May 2027"}, "Give the day on which it began"),
        ({"name": f"begun {FREE_AUTHOR}"}, "No rule stops this appointment any more"),
        ({"name": "forgive"}, "changed meanwhile"),
    ],
)
def test_nothing_is_put_down_as_begun_without_its_day_its_reason_and_who_was_told(screen, store, more, said):
    with pytest.raises(LcsprError, match=said):
        begun(screen, **more)
    assert "breach" not in store.review("juniper").records


def test_no_warning_is_settled_without_a_reason(screen):
    with pytest.raises(NotAllowed):
        settle(screen, "   ")


@pytest.mark.parametrize(
    ("role", "settles", "writes"), [("lead_reviewer", False, True), ("panel_member", False, False)]
)
def test_what_is_offered_is_what_the_role_may_do(gate, role, settles, writes):
    gate.role = role
    screen = PanelScreen(Desk(gate))
    assert any(one["act"] for one in items(screen, "warned")) is settles
    assert screen.appointments.component.state["can_edit"] is writes


def test_an_appointment_that_nothing_stops_begins_and_ends(screen, store):
    for column, value in (("from_", "1 May 2026"), ("to", "1 June 2026"), ("ended_because", "New post")):
        screen.appointments.edit({"row": FREE_AUTHOR, "column": column, "value": value})
    kept = store.record("juniper", "appointment", FREE_AUTHOR).body
    assert (kept["from_"], kept["to"], kept["ended_because"]) == ("2026-05-01", "2026-06-01", "New post")
    assert row(screen.appointments, FREE_AUTHOR)["stands"].startswith("Ended.")


def test_an_appointment_that_a_rule_stops_does_not_begin(screen, store):
    with pytest.raises(NotAllowed, match=r"cannot begin.*8\.2\.40.*Appoint another author"):
        screen.appointments.edit({"row": PAID, "column": "from_", "value": "1 May 2026"})
    assert store.record("juniper", "appointment", PAID).body["from_"] is None


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("from_", "some day", "write one day"),
        ("person", "", "may not be empty"),
        ("role", "friend", "not one that can be written in"),
        ("stands", "Free", "not one that can be written in"),
        ("id", "x", "not one that can be written in"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(screen, column, value, said):
    with pytest.raises(Unreadable, match=said):
        screen.appointments.edit({"row": FREE_AUTHOR, "column": column, "value": value})


def test_nothing_ends_before_it_begins(screen):
    screen.appointments.edit({"row": FREE_AUTHOR, "column": "from_", "value": "1 May 2026"})
    with pytest.raises(Unreadable, match="ends before it begins"):
        screen.appointments.edit({"row": FREE_AUTHOR, "column": "to", "value": "30 April 2026"})


def test_a_new_row_is_kept_once_it_says_who_and_what(screen, store):
    screen.appointments.add({"row": {"id": "a1b2", "cells": {}}})
    screen.appointments.edit({"row": "a1b2", "column": "person", "value": "N06"})
    assert row(screen.appointments, "a1b2")["stands"] == APPOINTMENTS.begun
    assert store.record("juniper", "appointment", "a1b2") is None
    screen.appointments.edit({"row": "a1b2", "column": "role", "value": "panel_member"})
    assert store.record("juniper", "appointment", "a1b2").body["role"] == "panel_member"
    assert item(screen, "stopped", "author_on_panel.N06")


def test_what_was_taken_out_is_put_back_with_all_that_it_held(screen, store):
    before = store.record("juniper", "appointment", PAID).body
    cells = row(screen.appointments, PAID)
    screen.appointments.remove({"row": PAID})
    assert not any("N05" in one["small"] for one in items(screen, "stopped"))
    screen.appointments.add({"row": {"id": PAID, "cells": cells}})
    assert store.record("juniper", "appointment", PAID).body == before


def test_a_tie_that_somebody_tells_of_is_judged_at_once(screen):
    assert "free" not in row(screen.appointments, FREE_AUTHOR)["stands"]
    screen.ties.add({"row": {"id": "t1", "cells": {}}})
    for column, value in (("person", "N06"), ("kind", "direct")):
        screen.ties.edit({"row": "t1", "column": column, "value": value})
    assert item(screen, "stopped", "direct_and_lead.N06")
    assert row(screen.appointments, FREE_AUTHOR)["stands"] == "Proposed. Stopped."
    screen.past.undo({})
    assert "Nothing stands against it" in row(screen.appointments, FREE_AUTHOR)["stands"]


@pytest.mark.parametrize("page", ["panel", "actions", "returns"])
def test_the_page_stands_with_the_case_and_opens_to_those_who_run_the_review(page):
    assert page in SECTIONS
    assert page in next(group for group in GROUPS if "case" in group)
    assert (NOTEBOOKS / f"{page}.ipynb").is_file()
    shut = {PlatformRole.AGENCY_AUTHOR, PlatformRole.READER}
    assert {role for role in PlatformRole if page not in PAGES[role]} == shut


def test_every_sort_of_tie_can_be_chosen_by_a_name():
    assert set(KINDS) == set(TieKind)


def test_a_name_from_outside_is_checked_before_it_becomes_an_id():
    with pytest.raises(Unreadable):
        filled(Appointment, "a b/../c", {"person": "N06", "role": "panel_member"})
