"""When a review is likely to end: from its plan, its typical timing and its delays, with the first day always there."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.answers import Answer, AnswerState, answer_id
from lcspr_core.demonstration.juniper import AS_AT, case
from lcspr_core.plan import Plan, Strand
from lcspr_core.plugins import load
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.forecast import forecast, forecast_table, forecasts
from lcspr_core.procedure.standing import Stand, standing
from lcspr_core.timescales.duties import own_duties
from tests.core.procedure.making import empty
from tests.core.procedure.written import with_form

METHODS = load().methodologies
DUTIES = {one.id: one for one in own_duties()}
TODAY = date(2026, 6, 1)
DELAY = {"about": "review", "sort": "parallel", "why": "The trial.", "new_day": "29 January 2027"}
THREE = {"chair_agreed_on": "1 June 2026", "manager_agreed_on": "1 June 2026", "decider_agreed_on": "1 June 2026"}


def decided(edition="wt2023"):
    """Decided on 2 March 2026, so that the review is due on 2 September."""
    review = empty()
    return evolve(review, header=evolve(review.header, decided_on=date(2026, 3, 2), edition=edition))


def planned(*milestones, finish="28 August 2026", review=None):
    return with_form(review or decided(), "review_plan", finish_on=finish, milestones=milestones)


def likely(review, today=TODAY, **more):
    return forecast(case_of(review, today), **more)


def test_before_the_decision_there_is_nothing_to_forecast():
    assert forecasts(case_of(empty(), TODAY)) == ()


def test_with_nothing_to_go_by_it_says_so_and_names_no_day():
    found = likely(decided())
    assert (found.due, found.likely) == (date(2026, 9, 2), None)
    assert found.derivation.startswith("Nothing to go by yet")


def test_the_plan_alone_gives_its_own_end():
    found = likely(planned())
    assert (found.likely, found.days_over) == (date(2026, 8, 28), 0)
    assert found.derivation == "The panel's plan ends on 28 August 2026 (8.2.45)."


SLIPS = [
    ([("1 May 2026", "11 May 2026")], date(2026, 9, 7), "was done 10 days after its day"),
    ([("1 May 2026", "1 May 2026")], date(2026, 8, 28), ""),
    ([("1 May 2026", "20 April 2026")], date(2026, 8, 28), ""),
    ([("22 May 2026", "")], date(2026, 9, 7), "is open 10 days after its day"),
    ([("1 May 2026", ""), ("15 May 2026", "15 May 2026")], date(2026, 8, 28), ""),
    ([("1 May 2026", "11 May 2026"), ("15 May 2026", "15 May 2026")], date(2026, 8, 28), ""),
]


@pytest.mark.parametrize(("stones", "day", "why"), SLIPS)
def test_a_milestone_that_is_late_moves_what_follows_it_and_one_that_was_made_up_for_does_not(stones, day, why):
    rows = [{"what": f"Stone {place}", "by": by, "done_on": done} for place, (by, done) in enumerate(stones)]
    found = likely(planned(*rows))
    assert found.likely == day
    assert why in found.derivation


def test_a_plan_that_has_run_out_is_likely_no_sooner_than_today():
    assert likely(planned(), date(2026, 9, 10)).likely == date(2026, 9, 10)


SILP = Plan(lead=Strand(key="lead", methodology="silp", profile="full"))
TYPICAL = [
    (
        (),
        date(2026, 3, 9),
        date(2026, 8, 17),
        "“Scope” is usually done by 16 March 2026, week 2 from the decision.",
    ),
    ((), TODAY, date(2026, 11, 2), "week 2 from the decision, and is open 77 days later."),
    (("scoping", "learning_event"), TODAY, date(2026, 8, 17), "“Themes and learning” is usually done by 1 June 2026"),
]


@pytest.mark.parametrize(("done", "today", "day", "why"), TYPICAL)
def test_the_steps_that_remain_are_counted_by_their_typical_timing(done, today, day, why):
    signed = [Answer(id=answer_id(key), step=key, state=AnswerState.SIGNED) for key in done]
    review = decided().with_records("plan", [SILP]).with_records("answer", signed)
    found = likely(review, today, methodologies=METHODS)
    assert found.likely == day
    assert why in found.derivation
    assert "The report usually ends by week 24" in found.derivation


def test_a_delay_that_is_written_down_counts_and_the_latest_of_all_is_named():
    found = likely(with_form(planned(), "delays", delays=[DELAY]))
    assert (found.likely, found.days_over) == (date(2027, 1, 29), 149)
    assert "28 August 2026" in found.derivation
    assert found.derivation.endswith("The latest of these counts: 29 January 2027.")


@pytest.mark.parametrize("left_out", ["", *THREE])
def test_a_revised_day_needs_all_three_and_never_hides_the_first(left_out):
    row = {**DELAY, **{name: day for name, day in THREE.items() if name != left_out}}
    found = likely(with_form(decided(), "delays", delays=[row]))
    assert (found.due, found.revised, found.agreed) == (date(2026, 9, 2), date(2027, 1, 29), not left_out)
    shown = forecast_table([found]).rows[0]
    assert shown[1] == "2 September 2026"
    assert ("not agreed by all three yet" in shown[2]) is bool(left_out)


def test_publication_is_a_finish_of_its_own_and_waits_for_what_holds_it():
    hold = {"sort": "criminal", "advised_by": "Police", "look_on": "1 March 2027"}
    held = with_form(planned(), "publication", planned_on="1 September 2026", holds=[hold])
    marks = {one.key: one for one in forecasts(case_of(held, TODAY))}
    assert marks["review_published"].likely == date(2027, 3, 1)
    assert marks["review"].likely == date(2026, 8, 28)
    assert [one.key for one in forecasts(case_of(decided("local_2024"), TODAY))] == ["review"]


def test_what_is_done_is_no_longer_forecast():
    review = planned()
    done = evolve(review, header=evolve(review.header, dates={"review_completed": date(2026, 9, 9)}))
    found = likely(done, date(2026, 10, 1))
    assert (found.likely, found.done_on, found.days_over) == (None, date(2026, 9, 9), 7)
    assert found.derivation == "Done on 9 September 2026."


def test_a_forecast_beyond_the_first_day_asks_for_the_notices_before_the_day_has_passed():
    def stands(review):
        return standing(DUTIES["8.2.11-f"], case_of(review, TODAY))

    assert stands(planned()).stand is Stand.NOT_YET
    assert stands(planned(finish="30 October 2026")).stand is Stand.OPEN


def test_juniper_is_likely_to_end_on_its_day_and_to_be_published_after_it():
    found = {one.key: one for one in forecasts(case_of(case(), AS_AT), METHODS)}
    assert found["decision"].done_on == date(2026, 4, 29)
    assert (found["review"].likely, found["review"].days_over) == (date(2026, 10, 29), 0)
    assert (found["review_published"].likely, found["review_published"].days_over) == (date(2026, 11, 3), 5)
