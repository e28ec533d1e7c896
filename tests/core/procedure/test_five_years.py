"""A case of five years: sixty meetings, a dozen delays and revised days, at its end bank holidays not yet announced."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from lcspr_core.demonstration import juniper
from lcspr_core.plain import as_json, from_json
from lcspr_core.plan import Plan, Strand
from lcspr_core.plugins import load
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.diary import diary
from lcspr_core.procedure.forecast import COMPLETED, forecast, forecast_table, forecasts
from lcspr_core.procedure.gates import answered as answered_module
from lcspr_core.procedure.standing import Stand, standings
from lcspr_core.progress import snapshots_table, taken
from lcspr_core.spine import PHASE_TITLES, spine_of
from lcspr_core.summary import MOST_DUES, summary
from lcspr_core.timescales.clocks import Standing, due_dates
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.derivations import UNVERIFIED
from lcspr_core.timescales.notation import rule
from lcspr_core.timescales.rules import due, months_after
from lcspr_core.timescales.snapshots import Snapshot
from lcspr_core.timescales.working_days import VERIFIED_TO, is_working_day
from tests.core.procedure.making import empty
from tests.core.procedure.written import with_form

METHODS = load().methodologies
DECIDED = date(2024, 2, 29)  # a leap day: six months on is the 29th again, a year on it is not
TODAY = date(2029, 3, 1)
DELAYS = 12
MADE = datetime(2029, 3, 1, 9, tzinfo=UTC)


def delay(at):
    known = said(months_after(DECIDED, 4 + 4 * at))
    return {
        "about": "review",
        "sort": "parallel",
        "why": f"The trial was listed again, for the {at + 1}. time.",
        "known_on": known,
        "new_day": said(months_after(DECIDED, 10 + 4 * at)),
        "panel_on": known,
        "chair_agreed_on": known,
        "manager_agreed_on": known,
        "decider_agreed_on": known,
    }


def five_years(delays=DELAYS):
    review = empty()
    header = evolve(review.header, opened_on=date(2024, 1, 30), decided_on=DECIDED, edition="wt2023")
    review = evolve(review, header=header).with_records(
        "plan", [Plan(lead=Strand(key="lead", methodology="silp", profile="full"))]
    )
    review = with_form(review, "referral", received_on="30 January 2024", notice_received_on="29 January 2024")
    review = with_form(review, "decision", outcome="lcspr", decided_on=said(DECIDED))
    review = with_form(review, "delays", delays=[delay(at) for at in range(delays)])
    meetings = [{"on": said(months_after(DECIDED, 1 + at)), "state": "held"} for at in range(60)]
    review = with_form(review, "panel_meetings", meetings=[*meetings, {"on": "12 April 2029", "state": "planned"}])
    action = {
        "words": "Change the form",
        "agency": "HV",
        "owner": "Head",
        "due_on": "2 April 2029",
        "status": "under_way",
    }
    review = with_form(review, "action_plan", lines=[{**action, "next_on": "2 April 2029"}])
    return with_form(review, "publication", planned_on="30 April 2029")


@pytest.fixture(scope="module")
def case():
    return case_of(five_years(), TODAY)


# --- its days ---------------------------------------------------------------------------------------------------------


def test_the_first_day_stands_beside_the_last_revised_one_however_often_it_moved(case):
    found = forecast(case, COMPLETED, METHODS)
    assert found.due == date(2024, 8, 29)
    assert (found.revised, found.agreed) == (months_after(DECIDED, 10 + 4 * (DELAYS - 1)), True)
    table = forecast_table(forecasts(case, METHODS))
    row = next(row for row in table.rows if row[0] == "Review completed")
    assert any("29 August 2024" in cell for cell in row)


@given(st.integers(min_value=0, max_value=30))
@settings(max_examples=12, deadline=None)
def test_no_number_of_delays_moves_the_first_day_or_stops_its_clock(many):
    review = five_years(many)
    clock = next(one for one in due_dates(review, TODAY, case_of(review, TODAY).days) if one.key == COMPLETED)
    assert (clock.due.due, clock.standing) == (date(2024, 8, 29), Standing.OVERDUE)
    assert clock.days_late == (TODAY - date(2024, 8, 29)).days


def test_a_revised_day_that_has_passed_is_not_called_likely(case):
    assert months_after(DECIDED, 10 + 4 * (DELAYS - 1)) < TODAY
    review = five_years().without("plan", "plan")
    for one in (case, case_of(review, TODAY)):
        found = forecast(one, COMPLETED, METHODS)
        assert found.likely is None or found.likely >= TODAY


def test_each_day_after_the_announced_bank_holidays_says_so_and_no_earlier_one_does(case):
    dues = [one.due for one in standings(case) if one.due and one.due.due]
    assert {one.act_by > VERIFIED_TO for one in dues} == {True, False}
    for one in dues:
        within = [day for day in (one.start, one.due, one.act_by) if day]
        assert (UNVERIFIED in one.derivation) == any(day > VERIFIED_TO for day in within), one.derivation


def test_the_first_and_the_last_of_sixty_meetings_are_told_apart(case):
    assert case.days["panel_first_meeting"] == months_after(DECIDED, 1)
    assert case.days["panel_meeting"] == date(2029, 4, 12)


# --- its pages and its files ------------------------------------------------------------------------------------------


def test_its_calendar_file_has_each_open_day_once_and_marks_those_that_are_unsure(case):
    open_ones = [one for one in standings(case) if one.is_open and one.due and one.due.act_by]
    entries = Calendar.from_ical(diary("case", open_ones, MADE)).walk("VEVENT")
    assert len(entries) == len(open_ones) == len({str(one["uid"]) for one in entries})
    for one in entries:
        day = one["dtstart"].dt
        assert (UNVERIFIED in str(one["description"])) == (day > VERIFIED_TO)
        assert is_working_day(day)


def test_its_spine_has_one_phase_that_is_now(case):
    found = spine_of(case.review, METHODS)
    assert 0 <= found.now < len(PHASE_TITLES)
    assert sum(len(found.of(phase)) for phase in PHASE_TITLES) == len(found.steps)


def test_its_line_in_the_register_names_the_next_day_and_stays_short(case):
    line = summary(case.review, METHODS["silp"], METHODS, TODAY)
    assert line.next.act_by == min(one.act_by for one in line.dues if one.act_by and one.act_by >= TODAY)
    assert line.due == date(2024, 8, 29)
    assert len(line.dues) <= MOST_DUES
    assert len(str(as_json(line))) < 10_000


def test_each_form_of_a_case_is_read_once_however_many_duties_ask_it(monkeypatch):
    read, seen = answered_module.read, []
    monkeypatch.setattr(answered_module, "read", lambda *told: seen.append(told[0].__name__) or read(*told))
    standings(case_of(juniper.case(), juniper.AS_AT))
    assert len(seen) == len(set(seen)) > 3


def test_a_look_at_it_keeps_every_open_duty_day_and_action_and_comes_back_whole(case):
    kept = taken(case.review, METHODS, today=TODAY, by="Manager", time="The trial moved again.", quality="")
    assert from_json(Snapshot, as_json(kept)) == kept
    there = {one.duty.id: one for one in standings(case) if one.stand is not Stand.NOT_YET}
    assert {one.id: (one.stand, one.act_by) for one in kept.duties} == {
        name: (one.stand.value, one.due.act_by if one.due else None) for name, one in there.items()
    }
    assert kept.standing("late") > 0
    assert {one.event: one.day for one in kept.days} == dict(case.days)
    assert [one.due_on for one in kept.actions] == [date(2029, 4, 2)]
    assert len(json.dumps(as_json(kept))) < 100_000


def test_of_two_looks_years_apart_each_stays_as_it_was(case):
    first = taken(five_years(0), METHODS, today=date(2024, 6, 1), by="Manager", time="On its way.", quality="")
    review = case.review.with_records("snapshot", [first])
    second = taken(review, METHODS, today=TODAY, by="Manager", time="Five years.", quality="")
    both = review.with_records("snapshot", [second]).all("snapshot")
    assert both == (first, second)
    assert {one.event for one in first.days} <= {one.event for one in second.days}
    assert first.standing("late") < second.standing("late")
    assert len(snapshots_table(both).rows) == 2


@pytest.mark.parametrize(
    ("agreed", "act_by"), [(date(2029, 4, 2), date(2029, 3, 29)), (date(2026, 9, 5), date(2026, 9, 4))]
)
def test_a_day_agreed_for_a_holiday_is_acted_on_before_it(agreed, act_by):
    found = due(rule("by agreed:progress"), agreed)
    assert (found.due, found.act_by) == (agreed, act_by)
    assert f"the last working day to act is {said(act_by)}" in found.derivation
