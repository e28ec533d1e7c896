"""Who has to be told: each member, the national Panel of reviewers and method, and three bodies of a delay."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.plan import Plan, Strand
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.standing import Stand, standing
from lcspr_core.timescales.duties import own_duties
from tests.core.procedure.making import answered, day, empty

DUTIES = {duty.id: duty for duty in own_duties()}
TOLD = {"ofsted_on": day("2 July 2026"), "dfe_on": day("2 July 2026"), "panel_on": day("3 July 2026")}


def stands(name, review, today=date(2026, 5, 20)):
    return standing(DUTIES[name], case_of(review, today))


@pytest.fixture
def decided():
    """A case that was notified on 31 March, and in which a review was decided on 29 April."""
    review = answered(empty(), "referral", received_on=day("31 March 2026"))
    return answered(review, "decision", outcome="lcspr", decided_on=day("29 April 2026"))


def test_each_member_is_told_before_it_counts(decided):
    one = answered(decided, "notices", members=[{"id": "HV", "agency": "HV", "told_on": day("30 April 2026")}])
    assert stands("8.2.26-a", decided).is_open
    assert stands("8.2.26-a", one).why == "Not told yet: POL."
    both = [{"id": name, "agency": name, "told_on": day("30 April 2026")} for name in ("HV", "POL")]
    assert stands("8.2.26-a", answered(decided, "notices", members=both)).stand is Stand.DONE


def with_author(review, person):
    made = Appointment(id=person, person=person, role=PanelRole.OVERVIEW_AUTHOR, from_=date(2026, 5, 4))
    return review.with_records("appointment", [made])


def test_the_panel_is_told_of_each_reviewer_and_of_a_new_one(decided):
    assert stands("8.2.28-a", decided).stand is Stand.NOT_YET
    appointed = with_author(decided, "R01")
    assert stands("8.2.28-a", appointed).why == "The Panel does not know of: R01."
    told = answered(appointed, "notices", reviewers=[{"id": "a", "post": "R01", "sent_on": day("5 May 2026")}])
    assert stands("8.2.28-a", told).stand is Stand.DONE
    assert stands("8.2.28-a", with_author(told, "R02")).why == "The Panel does not know of: R02."


def test_the_panel_is_told_the_methodology_and_a_change_of_it(decided):
    assert stands("8.2.28-b", decided).stand is Stand.NOT_YET
    planned = decided.with_records("plan", [Plan(lead=Strand(key="lead", methodology="silp"))])
    assert stands("8.2.28-b", planned).is_open
    told = answered(planned, "notices", methodology="silp", methodology_on=day("6 May 2026"))
    assert stands("8.2.28-b", told).stand is Stand.DONE
    changed = told.with_records("plan", [evolve(told.plan, lead=Strand(key="lead", methodology="audit"))])
    assert "changed" in stands("8.2.28-b", changed).why


def delayed(review, about, **told):
    row = {"id": "d1", "about": about, "sort": "information", "why": "Two replies are missing.", **told}
    return answered(review, "delays", delays=[row])


def test_a_delay_of_the_decision_is_told_to_three_bodies():
    notified = answered(empty(), "referral", received_on=day("31 March 2026"))
    assert stands("8.2.11-e", notified, date(2026, 4, 30)).stand is Stand.NOT_YET
    assert "Write the delay down" in stands("8.2.11-e", notified, date(2026, 5, 1)).why
    forecast = delayed(notified, "deciding")
    assert stands("8.2.11-e", forecast, date(2026, 4, 20)).is_open
    part = delayed(notified, "deciding", ofsted_on=day("20 April 2026"))
    assert (
        stands("8.2.11-e", part, date(2026, 4, 20)).why
        == "Not told yet: the Department for Education, the national Panel."
    )
    assert stands("8.2.11-e", delayed(notified, "deciding", **TOLD), date(2026, 5, 1)).stand is Stand.DONE


def test_a_delay_of_the_review_is_told_to_three_bodies(decided):
    assert stands("8.2.11-f", decided, date(2026, 10, 29)).stand is Stand.NOT_YET
    assert stands("8.2.11-f", decided, date(2026, 10, 30)).is_open
    assert stands("8.2.11-f", delayed(decided, "review"), date(2026, 9, 1)).is_open
    assert stands("8.2.11-f", delayed(decided, "review", **TOLD), date(2026, 10, 30)).stand is Stand.DONE


def test_where_the_panel_disagrees_the_decision_is_open_again(decided):
    sent = answered(decided, "recommendation", sent_on=day("24 April 2026"), outcome="none")
    letter = {"id": "a", "sort": "view", "view": "disagree", "received_on": day("15 May 2026")}
    assert stands("8.2.23-a", sent).stand is Stand.DONE
    assert stands("8.2.23-a", answered(sent, "national_panel", letters=[letter])).is_open
    again = {**letter, "reconsidered_on": day("19 May 2026")}
    assert stands("8.2.23-a", answered(sent, "national_panel", letters=[again])).stand is Stand.DONE


def test_a_decision_against_a_review_starts_no_six_months():
    opened = evolve(empty(), header=evolve(empty().header, decided_on=date(2026, 4, 29)))
    assert "decision_to_initiate" in case_of(opened, date(2026, 5, 20)).days
    against = answered(opened, "decision", outcome="none", decided_on=day("29 April 2026"))
    assert "decision_to_initiate" not in case_of(against, date(2026, 5, 20)).days
