"""What the server saves for the Due, Panel and Returns pages while they are cut off, and whom it refuses untold."""

from __future__ import annotations

from itertools import count

import pytest

from lcspr_core.cases.people import Involvement, Person
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.panels.independence import conflicts
from lcspr_core.timescales.duties import own_duties

RESCUE = "/r/juniper/rescue"
EDITS = (f"a{number:011d}" for number in count())
DUTY = next(one.id for one in own_duties() if one.waivable)
DAY = "31 August 2026"
PAGES = {name: {"table": name} for name in ("due", "panel", "returns", "appointment", "tie")}
MANAGED = {"id": "P07", "involvement": "direct"}


@pytest.fixture(scope="module")
def gate(owner, kernel_gate):
    """A page that stays open, to look at what was saved."""
    return kernel_gate(owner.open("/r/juniper/workbench"))


@pytest.fixture
def kept(gate):
    def look(kind, name):
        return gate.review()["records"].get(kind, {}).get(name, {}).get("body")

    return look


def told(do, table, **more):
    return {"do": do, "edit": next(EDITS), "target": PAGES[table], **more}


def act(table, key, name, words="", on=DAY, **more):
    return told("act", table, key=key, name=name, words=words, on=on, **more)


def add(table, name, **cells):
    return told("add_row", table, row={"id": name, "cells": cells})


def cell(table, row, column, value, before=""):
    return told("edit_cell", table, row=row, column=column, before=before, value=value)


# --- what is put down -------------------------------------------------------------------------------------------------


def test_what_is_put_down_about_a_duty_is_saved_in_ones_own_name(owner, kept):
    said = told("put", "due", duty=DUTY, put="not_needed", on=DAY, how="The lead was off sick.", by="somebody")
    assert owner.post(RESCUE, said).json()["saved"] == said["edit"]
    assert owner.post(RESCUE, said).status == 200
    body = kept("duty_note", DUTY)
    assert (body["how"], body["by"], body["on"]) == ("The lead was off sick.", "owner", "2026-08-31")


def test_an_agency_is_asked_chased_and_closed_without_a_kernel(owner, kept):
    key = "information_request.HV"
    for name, words in (("ask", "1 September 2026"), ("ask", "1 September 2026"), ("chase", ""), ("chase", "")):
        assert owner.post(RESCUE, act("returns", key, name, words)).status == 200
    assert (kept("return", key)["due_on"], kept("return", key)["chased_on"]) == ("2026-09-01", ["2026-08-31"])
    assert "why it will never come" in owner.post(RESCUE, act("returns", key, "never")).json()["sentence"]
    assert owner.post(RESCUE, act("returns", key, "never", "The service was closed.")).status == 200
    assert kept("return", key)["reason"] == "The service was closed."


@pytest.fixture(scope="module")
def judged(owner, gate):
    """Somebody who worked in the case, proposed for the panel: a rule stops it."""
    new = {"kind": "person", "id": "P07", "revision": 0, "before": None, "after": MANAGED}
    gate.change([new], "set the scene")
    assert owner.post(RESCUE, add("appointment", "ap1", person="P07", role="panel_member")).status == 200
    proposed = Appointment(id="ap1", person="P07", role=PanelRole.PANEL_MEMBER)
    (found,) = conflicts([proposed], [Person(id="P07", involvement=Involvement.DIRECT)], [])
    return found


def test_a_row_of_the_panel_is_begun_kept_and_written_in(owner, gate, kept):
    assert owner.post(RESCUE, add("appointment", "ap0")).json()["row"] == {"id": "ap0", "cells": {}}
    assert owner.post(RESCUE, cell("appointment", "ap0", "employer", "Own practice")).status == 200
    assert owner.post(RESCUE, cell("appointment", "ap0", "person", "P01")).status == 200
    assert kept("appointment", "ap0") is None
    assert gate.begun()["appointment"]["ap0"] == {"employer": "Own practice", "person": "P01"}
    assert owner.post(RESCUE, cell("appointment", "ap0", "role", "legal_adviser")).status == 200
    body = kept("appointment", "ap0")
    assert (body["person"], body["role"], body["employer"]) == ("P01", "legal_adviser", "Own practice")
    assert "ap0" not in gate.begun().get("appointment", {})
    assert owner.post(RESCUE, cell("appointment", "ap0", "from_", "1 May 2026")).status == 200
    assert owner.post(RESCUE, cell("appointment", "ap0", "from_", "2 May 2026", "1 May 2026")).status == 200
    clash = owner.post(RESCUE, cell("appointment", "ap0", "from_", "3 May 2026", "1 May 2026"))
    assert [clash.json()["clashes"][0][side] for side in ("mine", "theirs")] == ["3 May 2026", "2 May 2026"]
    assert owner.post(RESCUE, told("remove_row", "appointment", row="ap0")).status == 200
    assert kept("appointment", "ap0") is None
    assert owner.post(RESCUE, cell("appointment", "ap0", "post", "Reviewer")).status == 404


def test_a_row_that_was_begun_is_its_writers_alone(owner, gate, somebody, kernel_gate):
    assert owner.post(RESCUE, add("tie", "t9", person="P01")).status == 200
    other = kernel_gate(somebody("lead_reviewer").open("/r/juniper/workbench"))
    assert other.begun() == {}
    other.begin("tie", "t8", {"person": "P01"})
    assert set(gate.begun()["tie"]) == {"t9"}
    gate.begin("tie", "t9", None)
    assert gate.begun() == {}


def test_a_rule_stops_an_appointment_without_a_kernel_too_until_it_is_put_down_as_begun(owner, kept, judged):
    begins = cell("appointment", "ap1", "from_", "1 May 2026")
    assert "This appointment cannot begin" in owner.post(RESCUE, begins).json()["sentence"]
    reply = owner.post(
        RESCUE, act("panel", judged.key, "begun ap1", "Nobody had asked.", "1 May 2026", more="The chair.")
    )
    assert reply.status == 200, reply.text
    body = kept("breach", f"breach.ap1.{judged.rule}")
    assert (body["began_on"], body["by"], body["told"]) == ("2026-05-01", "owner", "The chair.")
    assert kept("appointment", "ap1")["from_"] == "2026-05-01"


# --- who may not ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["panel_member", "agency_author", "analyst", "reader"])
@pytest.mark.parametrize(
    "edit",
    [
        act("returns", "information_request.HV", "came"),
        act("panel", "no such rule", "settle", "A reason"),
        act("panel", "no such rule", "begun ap1", "A reason", more="x"),
        add("appointment", "ap1"),
        cell("appointment", "ap1", "person", "P01", "a guess"),
        cell("tie", "nowhere", "person", "P01", "a guess"),
        told("remove_row", "tie", row="t1"),
    ],
)
def test_whoever_may_not_write_is_told_nothing(somebody, role, edit):
    reply = (somebody(role, agency="HV") if role == "agency_author" else somebody(role)).post(RESCUE, edit)
    assert reply.status == 403
    assert not {"clashes", "row"} & set(reply.json())


def test_who_leads_a_review_lets_no_warning_stand_without_a_kernel_either(somebody):
    reply = somebody("lead_reviewer").post(RESCUE, act("panel", "no such rule", "settle", "A reason"))
    assert reply.status == 403


@pytest.mark.parametrize(
    "edit",
    [
        told("put", "due", duty="8.2.99-z", put="done", on=DAY, how="x"),
        told("put", "due", duty=DUTY, put="forgiven", on=DAY, how="x"),
        told("put", "due", duty=DUTY, put="done", on="1 January 2090", how="x"),
        act("returns", "information_request.XX", "ask"),
        act("panel", "no such rule", "settle", "A reason"),
        act("panel", "no such rule", "forgive", "A reason"),
        told("undo", "panel"),
        told("act", "due", key="x", name="y"),
        cell("tie", "nowhere", "person", "P01"),
        add("tie", "a b/../c", person="P01", kind="direct"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(owner, edit):
    reply = owner.post(RESCUE, edit)
    assert reply.status in {404, 422}
    assert reply.json()["sentence"].strip().endswith(".")
