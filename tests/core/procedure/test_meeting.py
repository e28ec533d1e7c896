"""The Sub Group's meetings: the next agenda, an extra meeting, minutes, disputes, and a recommendation put off."""

from __future__ import annotations

from datetime import date

import pytest

from lcspr_core.concerns import Severity
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.considering import decision_due, recommend_by
from lcspr_core.procedure.forms.meetings import unsettled
from lcspr_core.procedure.standing import Stand, standing
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.timescales.closed_days import closed_day
from lcspr_core.timescales.duties import own_duties
from tests.core.procedure.making import empty
from tests.core.procedure.written import with_form

DUTIES = {duty.id: duty for duty in own_duties()}
CAME = with_form(empty(), "referral", received_on="2 March 2026")  # the decision is due on 2 April 2026, a Thursday
TODAY = date(2026, 3, 10)


def stands(name: str, review=CAME, today: date = TODAY, **said):
    written = with_form(review, "sub_group_meetings", **said) if said else review
    return standing(DUTIES[name], case_of(written, today))


def meeting(on: str, **said):
    return {"on": on, **said}


# --- the agenda -----------------------------------------------------------------------------------------------------


def test_the_case_goes_on_the_agenda_of_the_next_meeting():
    assert "No meeting of the Sub Group is in the list" in stands("8.2.17-c").why
    off = stands("8.2.17-c", meetings=[meeting("19 March 2026")])
    assert (off.stand, off.why) == (Stand.OPEN, "The case is not on the agenda of the meeting on 19 March 2026.")
    assert off.due is not None
    assert off.due.due == date(2026, 3, 19)
    assert stands("8.2.17-c", meetings=[meeting("19 March 2026", on_agenda="no")]).is_open
    assert stands("8.2.17-c", meetings=[meeting("19 March 2026", on_agenda="yes")]).stand is Stand.DONE


def test_a_meeting_that_passed_without_the_case_makes_it_late():
    missed = stands("8.2.17-c", today=date(2026, 3, 20), meetings=[meeting("19 March 2026")])
    assert missed.stand is Stand.LATE


def test_the_agenda_of_a_later_meeting_is_done_late_and_said():
    both = [meeting("16 April 2026", on_agenda="yes"), meeting("19 March 2026", on_agenda="no")]
    found = stands("8.2.17-c", meetings=both)
    assert found.stand is Stand.DONE
    assert "It was left off the meeting on 19 March 2026, and is on that of 16 April 2026." in found.why
    assert "after it was due" in found.why


def test_a_meeting_from_before_the_case_came_is_not_the_next_one():
    found = stands("8.2.17-c", meetings=[meeting("19 February 2026", on_agenda="yes")])
    assert "No meeting" in found.why


# --- an extra meeting -----------------------------------------------------------------------------------------------


def test_a_meeting_that_leaves_too_little_time_demands_a_yes_or_no():
    assert recommend_by(date(2026, 3, 2)) == date(2026, 3, 30)
    asked = stands("8.2.18-b", meetings=[meeting("31 March 2026", on_agenda="yes")])
    assert asked.is_open
    assert "31 March 2026, comes after 30 March 2026" in asked.why
    unreasoned = with_form(CAME, "arrival", extra="no")
    assert stands("8.2.18-b", unreasoned, meetings=[meeting("31 March 2026")]).is_open
    for answer in ("yes", "no"):
        settled = with_form(CAME, "arrival", extra=answer, extra_why="Agreed by telephone.")
        assert stands("8.2.18-b", settled, meetings=[meeting("31 March 2026")]).stand is Stand.DONE


@pytest.mark.parametrize("sort", ["proclaimed", "own"])
def test_a_day_that_the_partnership_added_is_none_of_the_days_spared_for_the_decision(sort):
    closed = closed_day(date(2026, 3, 30), "Day of thanks", "Proclaimed", by="c", since=date(2026, 3, 2), sort=sort)
    assert recommend_by(date(2026, 3, 2), [closed]) == date(2026, 3, 27)
    case, on = CAME.with_records("closed_day", [closed]), [meeting("30 March 2026")]
    assert stands("8.2.18-b", meetings=on).stand is Stand.DONE
    assert "30 March 2026, comes after 27 March 2026" in stands("8.2.18-b", case, meetings=on).why


def test_a_meeting_in_time_needs_no_extra_one_and_none_in_the_list_is_no_answer():
    found = stands("8.2.18-b", meetings=[meeting("30 March 2026")])
    assert found.stand is Stand.DONE
    assert "comes in time" in found.why
    assert "No meeting of the Sub Group is in the list" in stands("8.2.18-b").why


def test_an_extra_meeting_in_the_list_does_not_stand_for_the_decision_to_hold_it():
    both = [meeting("24 March 2026", sort="extra"), meeting("31 March 2026", sort="ordinary")]
    found = stands("8.2.18-b", meetings=both)
    assert found.is_open
    assert found.why.endswith("One is in the list, on 24 March 2026: if that is agreed, say yes.")


def test_an_extra_meeting_that_was_held_in_time_settles_it_and_one_that_was_not_does_not():
    early, late = meeting("9 March 2026", sort="extra"), meeting("31 March 2026", sort="extra")
    after = meeting("2 April 2026", sort="ordinary")
    found = stands("8.2.18-b", meetings=[early, after])
    assert (found.stand, found.done_on) == (Stand.DONE, date(2026, 3, 9))
    assert stands("8.2.18-b", meetings=[late, after], today=date(2026, 4, 1)).is_open


def test_a_yes_says_when_the_extra_meeting_is_or_that_none_is_in_time():
    agreed = with_form(CAME, "arrival", extra="yes", extra_why="Agreed by telephone.")
    after = meeting("31 March 2026", sort="ordinary")
    in_time = stands("8.2.18-b", agreed, meetings=[meeting("24 March 2026", sort="extra"), after])
    assert "The extra meeting is on 24 March 2026, in time." in in_time.why
    assert "no extra meeting is in the list" in stands("8.2.18-b", agreed, meetings=[after]).why
    too_late = stands("8.2.18-b", agreed, meetings=[meeting("1 April 2026", sort="extra"), after])
    assert "the extra meeting on 1 April 2026 comes after it" in too_late.why


# --- judgement and minutes ------------------------------------------------------------------------------------------


def test_a_judgement_that_the_criteria_are_not_met_is_a_judgement_too_and_tells_nobody():
    held = meeting("9 March 2026", on_agenda="yes")
    assert stands("8.2.19-a", meetings=[held]).stand is Stand.LATE
    for judgement in ("does", "may", "does_not"):
        assert stands("8.2.19-a", meetings=[{**held, "judgement": judgement}]).stand is Stand.DONE
    assert stands("8.2.19-b", meetings=[{**held, "judgement": "does_not"}]).stand is Stand.NOT_YET


def test_members_are_told_from_the_first_meeting_that_judged_it_may_be_met():
    twice = [meeting("2 March 2026", judgement="does_not"), meeting("9 March 2026", judgement="may")]
    found = stands("8.2.19-b", meetings=twice)
    assert found.is_open
    assert found.due is not None
    assert found.due.due == date(2026, 3, 9)


def test_each_meeting_that_was_held_on_the_case_has_minutes():
    held = meeting("9 March 2026", on_agenda="yes")
    to_come = meeting("19 March 2026", on_agenda="yes")
    bare = stands("8.2.20-a", meetings=[held, to_come])
    assert (bare.stand, bare.why) == (Stand.OPEN, "No minutes of the meeting on 9 March 2026.")
    minuted = [{**held, "minutes": "Item 4"}, to_come]
    assert stands("8.2.20-a", meetings=minuted).stand is Stand.DONE
    assert stands("8.2.20-a", today=date(2026, 3, 20), meetings=minuted).why == (
        "No minutes of the meeting on 19 March 2026."
    )
    elsewhere = meeting("8 March 2026", on_agenda="no")
    assert stands("8.2.20-a", meetings=[elsewhere, *minuted]).stand is Stand.DONE


def test_a_judgement_needs_its_reasons_and_a_paper_each_time():
    good = meeting("9 March 2026", judgement="may", reasons="Not explained.", rests_on=["referral"])
    assert stands("8.2.20-b", meetings=[good]).stand is Stand.DONE
    assert stands("8.2.20-b", meetings=[good, {**good, "rests_on": []}]).is_open
    assert stands("8.2.20-b", meetings=[good, meeting("19 March 2026")]).stand is Stand.DONE


# --- disputes -------------------------------------------------------------------------------------------------------


def test_a_dispute_without_a_ruling_holds_the_recommendation():
    step = PROCEDURE.step("recommendation")
    assert step is not None
    assert "disputes_settled" in step.gate
    assert next(one for one in PROCEDURE.checks if one.key == "disputes_settled").find is unsettled
    dispute = {"about": "Whether housing is asked.", "referred_on": "9 March 2026"}
    open_one = with_form(CAME, "sub_group_meetings", disputes=[dispute])
    (found,) = unsettled(open_one)
    assert (found.severity, found.source) == (Severity.BLOCK, "8.2.20")
    assert "housing" not in found.sentence.lower()
    assert stands("8.2.20-c", open_one).is_open
    ruled = with_form(CAME, "sub_group_meetings", disputes=[{**dispute, "ruling": "Housing is asked."}])
    assert not tuple(unsettled(ruled))
    assert stands("8.2.20-c", ruled).stand is Stand.DONE


def test_one_ruling_does_not_settle_another_dispute():
    ruled = {"about": "One", "referred_on": "9 March 2026", "ruling": "Yes."}
    both = with_form(CAME, "sub_group_meetings", disputes=[ruled, {"about": "Other"}])
    assert [one.sentence for one in unsettled(both)] == ["Dispute 2 of the Sub Group has no ruling yet."]
    assert stands("8.2.20-c", both).is_open
    assert not tuple(unsettled(CAME))


# --- a recommendation that is put off -------------------------------------------------------------------------------

GAP = {"what": "The outline from housing", "from_whom": "Housing", "by_when": "20 March 2026"}
PUT_OFF = meeting("9 March 2026", put_off="yes", until="24 March 2026")


def test_putting_off_needs_a_day_and_a_list_of_what_is_awaited():
    no_day = {**PUT_OFF, "until": ""}
    assert "until when" in stands("8.2.21-a", meetings=[no_day], awaited=[GAP]).why
    assert "List what is awaited" in stands("8.2.21-a", meetings=[PUT_OFF]).why
    for name in GAP:
        assert stands("8.2.21-a", meetings=[PUT_OFF], awaited=[GAP, {**GAP, name: ""}]).is_open
    assert stands("8.2.21-a", meetings=[PUT_OFF], awaited=[GAP]).stand is Stand.DONE


def test_putting_off_never_stops_the_month():
    for name in ("8.2.18-a", "8.2.22-a"):
        before, after = (stands(name, **said) for said in ({}, {"meetings": [PUT_OFF], "awaited": [GAP]}))
        assert before.due is not None
        assert after.due is not None
        assert before.due.due == after.due.due == decision_due(date(2026, 3, 2)) == date(2026, 4, 2)
    within = stands("8.2.21-b", meetings=[PUT_OFF])
    assert within.stand is Stand.DONE
    assert "The decision is due on 2 April 2026: 23 days left. The month is not stopped." in within.why


@pytest.mark.parametrize(("until", "over"), [("2 April 2026", False), ("3 April 2026", True)])
def test_putting_off_past_the_decision_asks_why(until, over):
    late = [{**PUT_OFF, "until": until}]
    found = stands("8.2.21-b", meetings=late)
    assert found.is_open is over
    if over:
        assert "It is put off to 3 April 2026, 1 day after the decision is due." in found.why
        assert stands("8.2.21-b", meetings=late, delay_why="Housing has no record system.").stand is Stand.DONE


def test_the_latest_day_counts_and_a_decision_that_is_overdue_is_said():
    twice = [PUT_OFF, meeting("24 March 2026", put_off="yes", until="14 April 2026")]
    found = stands("8.2.21-b", today=date(2026, 4, 4), meetings=twice)
    assert found.stand is Stand.LATE
    assert "12 days after the decision is due. The decision was due on 2 April 2026, 2 days ago." in found.why
