"""The panel's work: its plan and clocks, its word to the chair, challenge, disputes, the author's questions, staff."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.answers import Answer, answer_id
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.standing import Stand
from lcspr_core.procedure.steps import STRAND
from tests.core.procedure.making import answered, day, empty
from tests.core.procedure.panels import AUTHOR, appointed, decided, met, stands


@pytest.fixture
def begun():
    """A case whose panel first met on 18 May; six months after the decision is 29 October."""
    return met(decided(), ("18 May 2026", {}))


MILESTONE = {"id": "m1", "what": "Reports are in", "by": day("26 June 2026")}


def test_a_plan_ends_within_six_months_or_says_why(begun):
    assert case_of(begun, date(2026, 7, 1)).days["six_month_due"] == date(2026, 10, 29)
    assert stands("8.2.45-e", begun).is_open
    on_the_day = answered(begun, "review_plan", finish_on=day("29 October 2026"), milestones=[MILESTONE])
    assert stands("8.2.45-e", on_the_day).stand is Stand.DONE
    late = answered(on_the_day, "review_plan", finish_on=day("30 October 2026"))
    assert "29 October 2026" in stands("8.2.45-e", late).why
    assert stands("8.2.45-e", answered(late, "review_plan", finish_on=day("October 2026"))).is_open
    reasoned = answered(late, "review_plan", exception="The trial ends on the day before.")
    assert stands("8.2.45-e", reasoned).stand is Stand.DONE


def test_the_plan_says_what_is_late(begun):
    assert stands("8.2.42-a", begun).why == "There is no plan yet."
    planned = answered(begun, "review_plan", milestones=[MILESTONE])
    assert stands("8.2.42-a", planned, date(2026, 6, 26)).stand is Stand.DONE
    assert stands("8.2.42-a", planned, date(2026, 6, 27)).why == "Late by the plan: Reports are in."
    done = answered(begun, "review_plan", milestones=[{**MILESTONE, "done_on": day("29 June 2026")}])
    assert stands("8.2.42-a", done).stand is Stand.DONE


def test_what_is_overdue_is_named_and_what_comes_next_too():
    review = decided()
    assert "Ofsted" in stands("8.2.43-d", review, date(2026, 5, 8)).why
    told = [{"id": one, "to": one, "sent_on": day("30 April 2026")} for one in ("ofsted", "dfe", "national_panel")]
    sent = answered(review, "notices", decision=told)
    assert "Next: Review completed, 29 October 2026." in stands("8.2.43-d", sent).why
    assert "Overdue: Review completed" in stands("8.2.43-d", sent, date(2026, 10, 30)).why
    delay = {"id": "d", "about": "review", "new_day": day("29 January 2027")}
    delayed = answered(sent, "delays", delays=[delay])
    assert "Review completed" not in stands("8.2.43-d", delayed, date(2026, 10, 30)).why
    assert "Review completed" in stands("8.2.43-d", delayed, date(2027, 1, 30)).why


AGREED = {
    "chair_agreed_on": day("1 September 2026"),
    "manager_agreed_on": day("1 September 2026"),
    "decider_agreed_on": day("2 September 2026"),
}


def test_a_new_day_needs_three_agreements_and_hides_nothing(begun):
    assert stands("8.2.42-d", begun).stand is Stand.NOT_YET
    forecast = answered(begun, "review_plan", finish_on=day("30 November 2026"))
    assert stands("8.2.42-d", forecast).stand is Stand.OPEN
    row = {"id": "d", "about": "review", "why": "The trial.", "new_day": day("29 January 2027"), **AGREED}
    lacks = answered(forecast, "delays", delays=[{**row, "decider_agreed_on": day("")}])
    assert "Still missing: the Independent Chair." in stands("8.2.42-d", lacks).why
    whole = stands("8.2.42-d", answered(forecast, "delays", delays=[row]))
    assert (whole.stand, "First due 29 October 2026" in whole.why) == (Stand.DONE, True)


def test_a_day_that_passed_without_a_word_is_late(begun):
    assert stands("8.2.42-d", begun, date(2026, 10, 29)).stand is Stand.NOT_YET
    assert stands("8.2.42-d", begun, date(2026, 10, 30)).stand is Stand.LATE


# --- what was told, doubted, disputed and asked -----------------------------------------------------------------------


def test_the_independent_chair_hears_every_thirty_days(begun):
    assert "not been told anything" in stands("8.2.43-f", begun).why
    told = answered(begun, "panel_meetings", updates=[{"id": "u", "on": day("1 June 2026")}])
    assert stands("8.2.43-f", told, date(2026, 7, 1)).stand is Stand.DONE
    assert "31 days ago" in stands("8.2.43-f", told, date(2026, 7, 2)).why
    oftener = answered(told, "panel_meetings", update_every=14)
    assert stands("8.2.43-f", oftener, date(2026, 7, 1)).is_open
    ahead = answered(begun, "panel_meetings", updates=[{"id": "u", "on": day("1 August 2026")}])
    assert stands("8.2.43-f", ahead).is_open


def test_a_challenge_counts_once_it_is_answered(begun):
    assert "Nothing has been challenged" in stands("8.2.43-b", begun).why
    doubted = {"id": "c", "challenge": "Who received the form?"}
    assert "1 of 1" in stands("8.2.43-b", answered(begun, "panel_issues", challenges=[doubted])).why
    settled = answered(begun, "panel_issues", challenges=[{**doubted, "response": "Nobody."}])
    assert stands("8.2.43-b", settled).stand is Stand.DONE


TRIED = {"tried": "The chair rang.", "tried_on": day("10 June 2026")}
UP = {**TRIED, "referred_on": day("17 June 2026")}


@pytest.mark.parametrize(
    ("said", "waits_for"),
    [
        ({}, "try to settle it"),
        ({"tried": "The chair rang."}, "try to settle it"),
        (TRIED, "put it to the Independent Chair"),
        (UP, "has not ruled"),
        ({**TRIED, "settled_on": day("12 June 2026")}, ""),
        ({**UP, "ruling": "A short report."}, ""),
    ],
)
def test_a_dispute_takes_two_steps(said, waits_for):
    disputed = answered(empty(), "panel_issues", disputes=[{"id": "d", "about": "No author is named.", **said}])
    found = stands("8.2.43-g", disputed)
    assert waits_for in found.why
    assert found.stand is (Stand.OPEN if waits_for else Stand.DONE)


def test_the_author_has_papers_a_contact_and_answers(begun):
    assert stands("8.2.43-h", begun).stand is Stand.NOT_YET
    review = appointed(begun, "N5", AUTHOR)
    assert stands("8.2.43-h", review).why == "The author has not got a contact and the papers."
    served = answered(review, "panel_briefing", author_contact="Manager", author_pack_on=day("20 May 2026"))
    assert stands("8.2.43-h", served).stand is Stand.DONE
    query = {"id": "q", "asked_on": day("2 June 2026"), "question": "Are call logs kept?"}
    asked = answered(served, "panel_issues", queries=[query])
    assert "the oldest for 29 days; without an owner: 1" in stands("8.2.43-h", asked).why
    told = answered(served, "panel_issues", queries=[{**query, "answered_on": day("9 June 2026")}])
    assert stands("8.2.43-h", told).stand is Stand.DONE


def supported(review, agency, **row):
    made = Answer(
        id=answer_id("staff_support", (agency,), STRAND),
        step="staff_support",
        strand=STRAND,
        of=(agency,),
        agency=agency,
        data={"staff": [{"id": "s", "who": "W13", **row}]},
    )
    return review.with_records("answer", [made])


def test_each_member_of_staff_has_support_and_a_briefing_in_every_agency():
    whole = {"support": "Professional lead", "briefed_on": day("8 June 2026")}
    one = supported(empty(), "HV", **whole)
    assert stands("8.2.45-i", one).stand is Stand.DONE
    two = supported(one, "POL", support="Federation")
    assert stands("8.2.45-i", two).why == "Support or briefing is missing in: POL."
    assert stands("8.2.45-i", supported(one, "POL", **whole)).stand is Stand.DONE


def test_risks_that_are_expected_need_an_answer_and_others_do_not():
    def with_risks(*risks):
        rows = [{"id": f"r{n}", **one} for n, one in enumerate(risks)]
        return answered(decided(), "review_plan", risks=rows, meanwhile="Findings go out after each meeting.")

    no, yes = {"sort": "inquest", "expected": "no"}, {"sort": "criminal", "expected": "yes"}
    assert stands("8.2.45-f", with_risks(no)).stand is Stand.DONE
    assert stands("8.2.45-f", with_risks(no, yes)).is_open
    assert stands("8.2.45-f", with_risks(no, {**yes, "mitigation": "Asked in June."})).stand is Stand.DONE
    assert stands("8.2.45-f", with_risks({"sort": "inquest"})).is_open


def test_a_meeting_that_is_called_off_is_no_first_meeting():
    rows = [
        {"id": "a", "state": "called_off", "on": day("11 May 2026")},
        {"id": "b", "state": "held", "on": day("18 May 2026")},
        {"id": "c", "state": "planned", "on": day("6 July 2026")},
    ]
    days = case_of(answered(decided(), "panel_meetings", meetings=rows), date(2026, 7, 1)).days
    assert (days["panel_first_meeting"], days["panel_meeting"]) == (date(2026, 5, 18), date(2026, 7, 6))


def test_a_decision_against_a_review_starts_no_six_months_for_the_panel():
    opened = evolve(empty(), header=evolve(empty().header, decided_on=date(2026, 4, 29)))
    against = answered(opened, "decision", outcome="none", decided_on=day("29 April 2026"))
    assert "six_month_due" not in case_of(against, date(2026, 7, 1)).days
