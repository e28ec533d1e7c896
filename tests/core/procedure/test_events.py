"""The day of each event: from one form or several, and for cases opened before from what their header keeps."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve, frozen

from lcspr_core.answering import Told
from lcspr_core.answers import Answer
from lcspr_core.asking import uncertain_date
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.events import Event, Take, dated
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood
from tests.core.procedure.making import TODAY, empty
from tests.core.procedure.written import with_form


@frozen(kw_only=True)
class Two:
    """A form that asks two days."""

    one_on: UncertainDate = uncertain_date("One")
    other_on: UncertainDate = uncertain_date("Other")


ONE = Event(key="one", title="One", form="two", field="one_on")
EITHER = (
    Event(key="either", title="Either", form="two", field="one_on"),
    Event(key="either", title="Either", form="two", field="other_on"),
)
LAST = tuple(evolve(one, take=Take.LAST) for one in EITHER)


def days(events, one: str = "", other: str = "", kept=None):
    said = Two(one_on=understood(one), other_on=understood(other))
    return dated(events, {"two": (Told(answer=Answer(id="a", step="two"), said=said),)}, kept or {})


@pytest.mark.parametrize(("one", "other"), [("4 May 2026", "2 May 2026"), ("2 May 2026", "4 May 2026")])
def test_of_several_places_the_earliest_counts_whichever_line_comes_first(one, other):
    assert days(EITHER, one, other)[0] == {"either": date(2026, 5, 2)}
    assert days(LAST, one, other)[0] == {"either": date(2026, 5, 4)}


def test_one_place_alone_is_enough():
    assert days(EITHER, other="2 May 2026") == ({"either": date(2026, 5, 2)}, frozenset())


def test_a_vague_day_that_might_be_the_earlier_is_said_and_one_that_cannot_be_is_not():
    assert days(EITHER, "April 2026", "2 May 2026") == ({"either": date(2026, 5, 2)}, {"either"})
    assert days(EITHER, "June 2026", "2 May 2026") == ({"either": date(2026, 5, 2)}, frozenset())
    assert days(EITHER, "some time", "2 May 2026")[1] == {"either"}
    assert days(LAST, "June 2026", "2 May 2026")[1] == {"either"}
    assert days(EITHER, "April 2026") == ({}, {"either"})


def test_a_day_that_was_kept_stands_in_for_its_field_until_the_form_has_one():
    events, kept, first = (ONE, *EITHER), {"one": date(2026, 5, 1)}, date(2026, 5, 1)
    assert days(events, other="4 May 2026", kept={"two": first})[0]["either"] == date(2026, 5, 4)
    assert days(events, other="4 May 2026", kept=kept)[0] == {"one": first, "either": first}
    assert days(events, "3 May 2026", "4 May 2026", kept)[0]["either"] == date(2026, 5, 3)
    assert days(events, "May 2026", "4 May 2026", kept) == ({"one": first, "either": first}, frozenset())


# --- the day on which the partnership was notified ------------------------------------------------------------------


def notified(review):
    return case_of(review, TODAY).days.get("notification_received")


def opened_with(**dates: date):
    review = empty()
    return evolve(review, header=evolve(review.header, dates=dates))


def test_four_days_are_kept_apart_and_the_month_runs_from_the_earlier_of_notice_and_referral():
    four = {
        "incident_on": "1 May 2026",
        "aware_on": "2 May 2026",
        "notice_sent_on": "4 May 2026",
        "notice_received_on": "5 May 2026",
        "received_on": "7 May 2026",
    }
    found = case_of(with_form(empty(), "referral", **four), TODAY).days
    assert {name: day.day for name, day in found.items()} == {
        "incident": 1,
        "awareness": 2,
        "incident_notice_sent": 4,
        "incident_notice_received": 5,
        "referral_received": 7,
        "notification_received": 5,
    }


def test_neither_the_incident_nor_knowing_of_it_nor_a_notice_that_was_only_sent_is_a_notification():
    early = with_form(empty(), "referral", incident_on="1 May 2026", aware_on="2 May 2026", notice_sent_on="3 May 2026")
    assert notified(early) is None


def test_a_case_opened_before_is_notified_by_what_its_header_keeps():
    notice, referral = date(2026, 5, 5), date(2026, 5, 7)
    assert notified(opened_with(incident_notice_received=notice, referral_received=referral)) == notice
    assert notified(opened_with(referral_received=referral)) == referral
    assert notified(with_form(opened_with(incident_notice_received=notice), "referral", received_on="7 May 2026")) == (
        notice
    )


def test_what_the_form_says_goes_before_the_header():
    old = opened_with(incident_notice_received=date(2026, 5, 5), referral_received=date(2026, 5, 7))
    assert notified(with_form(old, "referral", notice_received_on="6 May 2026")) == date(2026, 5, 6)


def test_a_vague_day_is_named_although_another_gives_the_day():
    case = case_of(with_form(empty(), "referral", notice_received_on="May 2026", received_on="7 May 2026"), TODAY)
    assert case.days["notification_received"] == date(2026, 5, 7)
    assert {"notification_received", "incident_notice_received"} <= case.vague
    assert "referral_received" not in case.vague
