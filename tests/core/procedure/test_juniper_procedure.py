"""Juniper on the procedure's own forms: its planted days and conflicts come out of the standing duties."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve

from lcspr_core.answers import AnswerState, answer_id
from lcspr_core.cases.agencies import Known, agencies_now
from lcspr_core.cases.criteria_rules import LocalResult, NationalResult
from lcspr_core.concerns import Severity
from lcspr_core.demonstration.juniper import AS_AT, DATES, case
from lcspr_core.demonstration.juniper_procedure import EDITION
from lcspr_core.panels.due import what_is_due, what_is_due_table
from lcspr_core.panels.independence import Outcome, conflicts_in
from lcspr_core.panels.terms import wording_concerns
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.gates.panel import ties_on_the_panel
from lcspr_core.procedure.standing import Stand, standings
from lcspr_core.procedure.steps import PROCEDURE, STRAND
from lcspr_core.procedure.weighing import assessed
from lcspr_core.reading import read

TRUTH = Path(__file__).parents[2] / "juniper"
REPLIES = "8.2.19-c"

# The duties whose own clock each deadline is; a national clock has none in the register, and is on the case page alone.
DUTIES_OF = {
    "D03": ("8.2.18-a", "8.2.22-a"),
    "D04a": ("8.2.27-a",),
    "D04b": ("8.2.27-b",),
    "D04c": ("8.2.27-c",),
    "D05": ("8.2.11-d", "8.2.39-a", "8.2.45-f"),
    "D07": ("8.2.66-a", "8.2.66-b", "8.2.66-c"),
}
CLOCK_OF = {
    "D01": "incident_notice",
    "D02": "rapid_review",
    "D02b": "rapid_review_from_notice",
    "D03": "decision",
    "D03b": "decision_from_referral",
    "D04a": "notice_ofsted",
    "D04b": "notice_dfe",
    "D04c": "notice_panel",
    "D05": "review",
    "D06": "delay_notices",
    "D07": "copies_national",
    "D07b": "copies_local",
    "D08": "website",
}


@cache
def juniper():
    return case(methodology="silp", profile="full")


@cache
def stands():
    return {one.duty.id: one for one in standings(case_of(juniper(), AS_AT))}


def rows(name):
    return list(csv.DictReader((TRUTH / name).read_text(encoding="utf-8").splitlines()[1:]))


def deadlines(keys):
    return [row for row in rows("deadlines.csv") if row["id"] in keys]


def without_forms():
    """Juniper with no day in its header: what is found then comes from the forms alone."""
    made = juniper()
    return evolve(made, header=evolve(made.header, dates={}, decided_on=None))


def day(written):
    return date.fromisoformat(written) if written else None


# --- the forms themselves ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", juniper().all("answer"), ids=lambda one: one.id)
def test_each_answer_is_read_back_whole_by_its_form(given):
    step = PROCEDURE.step(given.step)
    assert given.id == answer_id(given.step, given.of, STRAND)
    found = read(step.asks, given.data)
    assert found.problems == ()


def test_the_days_of_the_header_are_on_the_forms_too():
    own = case_of(without_forms(), AS_AT).days
    assert {key: own.get(key) for key in DATES} == DATES
    assert (own["info_request_due"], own["recommendation_sent"]) == (date(2026, 5, 8), date(2026, 4, 27))


def test_what_is_agreed_is_held_back_by_nothing():
    gates = {check.key: check for check in PROCEDURE.checks}
    for given in juniper().all("answer"):
        if given.state in {AnswerState.AGREED, AnswerState.SIGNED}:
            found = [one for key in PROCEDURE.step(given.step).gate for one in gates[key].find(juniper())]
            assert [one.sentence for one in found if one.severity is Severity.BLOCK] == [], given.step


def test_the_criteria_come_to_what_the_answers_say():
    found = assessed(juniper())
    expected = {row["item"]: row["expected"] for row in rows("criteria.csv")}
    said = found.answers
    assert expected["limb_a_abuse_or_neglect"].startswith(said.abuse_or_neglect.said)
    assert expected["child_died"] == said.died.said
    assert expected["seriously_harmed"] == said.seriously_harmed.said
    assert expected["concern_about_joint_working"] == said.concern.said
    assert (expected["definitive_evidence_of_no_concern"] == "yes") is said.concern.definitive
    assert (found.local.result, expected["local_result"]) == (LocalResult.REQUIRED, "LCSPR required")
    assert found.national.result is NationalResult.NOTIFIABLE
    assert expected["national_result"].startswith("notifiable serious case")


def test_silence_stays_silence():
    known = {one.id: one.known for one in agencies_now(juniper())}
    assert (known["HLT"], known["AMH"], known["CSC"]) == (Known.NO_REPLY, Known.NOT_KNOWN, Known.KNOWN)
    silent = juniper().one("answer", answer_id("outline", ("HLT",), STRAND))
    assert (silent.state, dict(silent.data)) == (AnswerState.NOT_RETURNED, {})


def test_what_the_pack_does_not_say_stays_open():
    wanted = ("8.2.17-a", "8.2.19-a", "8.2.20-a", "8.2.22-b", "8.2.23-b", "8.2.44-b", "8.2.46-c", "8.2.58-b")
    assert [name for name in wanted if not stands()[name].is_open] == []


def test_the_national_rules_are_answered_and_what_they_leave_open_stays_open():
    national = {name: one.stand for name, one in stands().items() if name.startswith("N")}
    done = {"N01", "N02", "N04", "N05", "N06", "N08"}
    later = {"N03": Stand.NOT_YET, "N09": Stand.NOT_YET, "N11": Stand.NOT_YET, "N10": Stand.OPEN, "N07": Stand.LATE}
    assert national == {**dict.fromkeys(done, Stand.DONE), **later}
    assert stands()["N08"].why == "Done on 30 June 2026. The next look is best by 30 September 2026."


# --- the planted days -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", deadlines(DUTIES_OF), ids=lambda row: row["id"])
def test_each_deadline_stands_on_its_duties(row):
    for name in DUTIES_OF[row["id"]]:
        one = stands()[name]
        assert one.due.due == day(row["due_date"]), name
        assert one.due.act_by == day(row["act_by_working_day"]), name
        if row["done_on"] and name != "8.2.22-a":  # the recommendation shares the month, and came two days before
            assert (one.stand, one.done_on) == (Stand.DONE, day(row["done_on"])), name
            assert ("after it was due" in one.why) is row["status"].startswith("late"), name
        elif not row["done_on"]:
            assert one.stand is Stand.OPEN, name


def test_the_recommendation_and_the_decision_share_the_month():
    assert stands()["8.2.22-a"].done_on == date(2026, 4, 27)
    assert stands()["8.2.18-a"].done_on == date(2026, 4, 29)


def test_under_the_procedure_as_written_copies_go_out_a_plain_week_before():
    (row,) = deadlines({"D07b"})
    written = evolve(juniper(), header=evolve(juniper().header, edition="local_2024"))
    found = {one.duty.id: one for one in standings(case_of(written, AS_AT))}
    assert {found[name].due.due for name in DUTIES_OF["D07"]} == {day(row["due_date"])}


def test_a_delay_that_is_only_expected_is_told_to_three_bodies():
    one = stands()["8.2.11-f"]
    assert one.stand is Stand.OPEN
    assert "Ofsted, the Department for Education, the national Panel" in one.why


def test_replies_were_due_on_one_day_and_one_never_came():
    replies = [row for row in rows("deadlines.csv") if row["id"].startswith("D09-")]
    one = stands()[REPLIES]
    assert {one.due.due} == {day(row["due_date"]) for row in replies}
    assert one.stand is Stand.WITHOUT
    silent = [row["rule"].removeprefix("Agency reply: ") for row in replies if row["status"] == "no reply"]
    assert [name for name in silent if name not in one.why] == []
    assert one.why.count(";") == 0
    for row in replies:
        given = juniper().one("answer", answer_id("outline", (row["id"].removeprefix("D09-"),), STRAND))
        replied = read(PROCEDURE.step("outline").asks, given.data).said.replied_on.start
        assert replied == day(row["done_on"]), row["id"]


def test_a_request_that_left_no_time_to_decide_cannot_be_closed():
    (gate,) = (check for check in PROCEDURE.checks if check.key == "reply_by_in_time")
    (found,) = gate.find(juniper())
    assert "8 May 2026, is not before 30 April 2026" in found.sentence


@pytest.mark.parametrize("row", deadlines(CLOCK_OF), ids=lambda row: row["id"])
def test_the_case_page_says_of_each_clock_how_it_stands(row):
    one = {found.key: found for found in _due()}[CLOCK_OF[row["id"]]]
    assert (one.due.due, one.due.act_by) == (day(row["due_date"]), day(row["act_by_working_day"]))
    late = {"late by 4 days": "done, late by 4 days", "late by 6 days": "done, late by 6 days", "on time": "on time"}
    assert one.words == late.get(row["status"], "open")


def test_the_case_page_names_what_is_late_and_nothing_else():
    days = case_of(juniper(), AS_AT).days
    table = what_is_due_table(juniper(), AS_AT, days)
    told = [row[0] for row in table.rows if "late" in row[3] or "overdue" in row[3]]
    assert told == [
        "Rapid review sent to the national Panel",
        "Notice of the decision to the national Panel",
        "Reply of Westmarch Community Health NHS Trust (0-19 service)",
        "Reply of Marchway Homes",
    ]
    never = next(row for row in table.rows if row[0] == "Reply of Harbour Light (domestic abuse service)")
    assert never[3] == "never came"


def _due():
    return what_is_due(juniper(), AS_AT, case_of(juniper(), AS_AT).days)


# --- who may not be what ----------------------------------------------------------------------------------------------

# Where each line of the answers stands among the duties; a sign-off is no role that a duty speaks of.
CONFLICT_ON = {
    "1": "8.2.41-b",
    "2": "8.2.40-c",
    "4": "8.2.44-c",
    "7": "8.2.44-h",
    "12": "8.2.11-g",
    "13": "8.2.44-h",
    "17": "8.2.11-g",
}
INDEPENDENCE = ("8.2.11-g", "8.2.40-b", "8.2.40-c", "8.2.40-d", "8.2.40-k", "8.2.41-b", "8.2.44-c", "8.2.44-h")


def person(row):
    return juniper().one("appointment", f"appointment.{row['no']}").person


@pytest.mark.parametrize("row", rows("independence.csv"), ids=lambda row: f"{row['no']}-{row['outcome']}")
def test_each_conflict_keeps_its_duty_open_and_nobody_else_does(row):
    code = f"{person(row)}: "
    where = {name for name in INDEPENDENCE if code in stands()[name].why}
    if row["no"] in CONFLICT_ON:
        assert CONFLICT_ON[row["no"]] in where
        assert stands()[CONFLICT_ON[row["no"]]].is_open
    else:
        assert where == set() or person(row) in {person(other) for other in blocked()}


def blocked():
    return [row for row in rows("independence.csv") if row["no"] in CONFLICT_ON]


def test_setting_up_the_panel_is_held_back_by_whoever_managed_the_case():
    found = {one.sentence.partition(":")[0]: one.severity for one in ties_on_the_panel(juniper())}
    assert found == {"W06": Severity.BLOCK, "N09": Severity.WARNING}


def test_whoever_signs_for_their_own_agency_is_warned_of_though_no_duty_says_so():
    assert "N12" in {one.person for one in conflicts_in(juniper()) if one.outcome is Outcome.WARN}


# --- what stays found -------------------------------------------------------------------------------------------------


def test_the_change_of_wording_after_approval_is_found_twice():
    assert [one.source for one in wording_concerns(juniper())] == ["8.2.46"]
    assert stands()["8.2.46-d"].is_open
    assert stands()["8.2.46-b"].stand is Stand.DONE


def test_a_father_whom_nobody_asked_is_found():
    assert "Sibling 1's father" in stands()["8.2.11-i"].why


def test_the_case_is_worked_under_the_rules_that_its_deadlines_were_worked_by():
    assert juniper().header.edition == EDITION == "wt2023"
