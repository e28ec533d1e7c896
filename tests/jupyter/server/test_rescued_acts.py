"""What the server saves of what is put down, and of tables and terms, while a page is cut off; whom it refuses."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest

from lcspr_core.cases.people import Involvement, Person
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.panels.independence import conflicts
from lcspr_core.plain import as_json
from lcspr_core.remarking import remarked
from lcspr_core.review import Header, Review
from lcspr_core.thread import Record
from lcspr_core.timescales.duties import own_duties

RESCUE = "/r/juniper/rescue"
EDITS = (f"a{number:011d}" for number in count())
DUTY = next(one.id for one in own_duties() if one.waivable)
DAY = "31 August 2026"
TABLES = ("due", "panel", "returns", "progress", "reason", "rules", "choosing", "appointment", "tie", "agency", "terms")
PAGES = {name: {"table": name} for name in TABLES}
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


def test_what_was_found_is_kept_as_a_snapshot_of_today(owner, gate, kept):
    today = gate.me()["today"]
    found = act("progress", "today", "take", "It took long.", more="Good work.")
    assert owner.post(RESCUE, found).status == 200
    body = kept("snapshot", f"snapshot.{today}")
    assert (body["time"], body["quality"], body["by"], body["on"]) == ("It took long.", "Good work.", "owner", today)
    assert "A snapshot of this day is there already" in owner.post(RESCUE, found).json()["sentence"]


def test_a_wording_is_left_as_it_is_with_its_reason(owner, gate, kept):
    words = "The mother failed to engage."
    after = as_json(Record(id="t-w", kind="theme", title=words))
    gate.change([{"kind": "theme", "id": "t-w", "revision": 0, "before": None, "after": after}], "set the scene")
    review = Review(header=Header(id="x", title="x", opened_on=date(2026, 1, 1))).with_records(
        "theme", [Record(id="t-w", kind="theme", title=words)]
    )
    remark = next(one.dismissal for one in remarked(review) if one.passage.about == "t-w")
    given = told("give", "reason", key=remark, name="set_aside", reason=" The coroner's own words. ")
    assert owner.post(RESCUE, given).status == 200
    assert owner.post(RESCUE, given).status == 200
    assert (kept("dismissal", remark)["reason"], kept("dismissal", remark)["by"]) == (
        "The coroner's own words.",
        "owner",
    )
    never = told("give", "reason", key="lead.scoping", name="never", reason="It closed.")
    assert "This was not done" in owner.post(RESCUE, never).json()["sentence"]


# --- the agencies and the terms ---------------------------------------------------------------------------------------


def test_an_agency_that_turns_up_is_begun_kept_and_written_in_where_it_was_begun(owner, gate, kept):
    assert owner.post(RESCUE, add("agency", "r1")).json()["row"] == {"id": "r1", "cells": {}}
    assert owner.post(RESCUE, cell("agency", "r1", "code", "amb")).status == 200
    assert kept("agency", "AMB") is None
    assert gate.begun()["agency"]["r1"] == {"code": "amb"}
    assert owner.post(RESCUE, cell("agency", "r1", "title", "Ambulance service")).status == 200
    assert kept("agency", "AMB")["title"] == "Ambulance service"
    assert owner.post(RESCUE, cell("agency", "r1", "note", "Named by the GP")).status == 200
    assert owner.post(RESCUE, cell("agency", "AMB", "sort", "health")).status == 200
    assert (kept("agency", "AMB")["note"], kept("agency", "AMB")["sort"]) == ("Named by the GP", "health")
    clash = owner.post(RESCUE, cell("agency", "r1", "note", "Mine", "Named by nobody")).json()["clashes"][0]
    assert (clash["mine"], clash["theirs"]) == ("Mine", "Named by the GP")
    assert owner.post(RESCUE, add("agency", "r1", code="AMB")).json()["row"]["cells"]["title"] == "Ambulance service"
    assert owner.post(RESCUE, told("remove_row", "agency", row="r1")).status == 200
    assert kept("agency", "AMB") is None
    assert owner.post(RESCUE, cell("agency", "r1", "note", "x")).status == 404


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (add("agency", "r2", code="hv"), "There is an agency with the code HV already."),
        (cell("agency", "HV", "code", "HVS"), "The code HV stays: answers stand under it."),
        (cell("agency", "HV", "title", " "), "Name of the agency: write a name."),
        (cell("agency", "HV", "said", "known"), "This cell is not one that can be written in."),
        (told("remove_row", "agency", row="HV"), "cannot be taken out: answers, people or papers"),
    ],
)
def test_an_agency_is_refused_as_on_its_page(owner, kept, edit, sentence):
    assert sentence in owner.post(RESCUE, edit).json()["sentence"]
    assert kept("agency", "HV")["title"]


def terms(do, **more):
    return {**told(do, "terms", **more), "target": {"table": "terms", "id": "terms-1"}}


def test_terms_are_written_without_a_kernel_and_their_approval_waits_with_its_writer(owner, gate, kept):
    for edit in (
        terms("add_row", path="questions", row={"id": "q1"}),
        terms("edit", path="questions.q1.words", before=None, value="Who knew, and when?"),
        terms("edit", path="questions.q2.words", before=None, value="Who was told?"),
        terms("move_row", path="questions", row="q2", before="q1"),
        terms("edit", path="agreed_on", before=None, value="18/5/2026"),
        terms("edit", path="agreed_on", before="18/5/2026", value="19 May 2026"),
        terms("edit", path="agencies", before=[], value=["HV"]),
        terms("edit", path="approved_by", before="", value="Independent Chair"),
        terms("edit", path="approved_on", before=None, value="20 May 2026"),
    ):
        reply = owner.post(RESCUE, edit)
        assert reply.status == 200, (edit, reply.text)
    body = kept("terms", "terms-1")
    assert [(one["id"], one["words"]) for one in body["questions"]] == [
        ("q2", "Who was told?"),
        ("q1", "Who knew, and when?"),
    ]
    assert (body["agreed_on"], body["agencies"], body["approved_by"]) == ("2026-05-19", ["HV"], "Independent Chair")
    assert body["approved_on"] is None
    assert gate.begun()["terms"] == {"terms-1": {"approved_on": "20 May 2026"}}
    clash = owner.post(RESCUE, terms("edit", path="agreed_on", before="18 May 2026", value="1 June 2026"))
    assert [clash.json()["clashes"][0][side]["typed"] for side in ("mine", "theirs")] == ["1 June 2026", "19 May 2026"]


@pytest.mark.parametrize(
    "edit",
    [
        terms("edit", path="questions", value="x"),
        terms("edit", path="questions", value=[{"words": "no id"}]),
        terms("edit", path="agencies", value="HV"),
        terms("add_row", path="questions", row={}),
        terms("edit", path="agreed_on", value="in spring"),
        {**terms("edit", path="approved_by", value="x"), "target": {"table": "terms", "id": "terms-9"}},
        {**terms("edit", path="approved_by", value="x"), "target": {"table": "terms"}},
    ],
)
def test_what_is_no_part_of_the_terms_is_refused_in_a_sentence(owner, gate, edit):
    before = gate.review()["records"].get("terms")
    assert owner.post(RESCUE, edit).status in {403, 422}
    assert gate.review()["records"].get("terms") == before


# --- words that wait for a button -------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["due", "panel", "returns", "progress", "reason"])
def test_words_begun_are_kept_for_their_writer_until_they_are_put_down(owner, gate, somebody, kernel_gate, table):
    assert owner.post(RESCUE, told("begin", table, row="k", cells={"words": "Half a"})).status == 200
    assert gate.begun()[table] == {"k": {"words": "Half a"}}
    assert table not in kernel_gate(somebody("lead_reviewer").open("/r/juniper/workbench")).begun()
    assert owner.post(RESCUE, told("begin", table, row="k", cells={})).status == 200
    assert gate.begun().get(table, {}) == {}


def test_lines_that_are_no_rows_yet_are_kept_for_their_writer(owner, gate, somebody, kernel_gate):
    answer = {"kind": "answer", "id": "lead.scoping", "step": "scoping", "of": [], "strand": "lead"}
    lines = {"do": "begin", "edit": "e-pasted", "row": "lead.scoping episodes", "target": answer}
    assert owner.post(RESCUE, {**lines, "cells": {"lines": "One\nTwo"}}).status == 200
    assert gate.begun()["pasted"] == {"lead.scoping episodes": {"lines": "One\nTwo"}}
    assert "pasted" not in kernel_gate(somebody("lead_reviewer").open("/r/juniper/workbench")).begun()
    assert somebody("reader").post(RESCUE, {**lines, "cells": {"lines": "x"}}).status == 403


@pytest.mark.parametrize(("table", "path"), [("rules", "why"), ("choosing", "method")])
def test_a_form_that_counts_with_its_command_keeps_what_is_written(owner, gate, table, path):
    edit = {**told("edit", table, path=path, before=None, value="agreed"), "target": {"table": table, "id": "a"}}
    assert owner.post(RESCUE, edit).status == 200
    assert gate.begun()[table] == {"a": {path: "agreed"}}


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
    assert "tie" not in gate.begun()


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
        add("agency", "r9", code="ZZ", title="x"),
        cell("agency", "HV", "title", "x", "a guess"),
        terms("edit", path="approved_by", before="a guess", value="x"),
        terms("edit", path="approved_on", value="1 May 2026"),
        act("progress", "today", "take", "x"),
        told("begin", "panel", row="k", cells={"words": "x"}),
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
        told("begin", "due", row="k", cells={"words": "x"}) | {"target": {"table": "answer"}},
        told("begin", "panel", row="k", cells="x"),
        told("give", "reason", key="nowhere", name="set_aside", reason="x"),
        cell("tie", "nowhere", "person", "P01"),
        add("tie", "a b/../c", person="P01", kind="direct"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(owner, edit):
    reply = owner.post(RESCUE, edit)
    assert reply.status in {404, 422}
    assert reply.json()["sentence"].strip().endswith(".")
