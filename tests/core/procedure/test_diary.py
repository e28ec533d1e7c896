"""Dates for a calendar: each with its day, none with a word of the case."""

from __future__ import annotations

from datetime import UTC, date, datetime

from icalendar import Calendar

from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.diary import diary
from lcspr_core.procedure.standing import standings
from tests.core.procedure.making import answered, day, empty

MADE = datetime(2026, 4, 30, 9, 0, tzinfo=UTC)


def written(reference="juniper-ab12"):
    review = answered(empty(), "decision", outcome="lcspr", decided_on=day("29 April 2026"))
    return diary(reference, standings(case_of(review, date(2026, 4, 30))), MADE)


def entries(file):
    return list(Calendar.from_ical(file).walk("VEVENT"))


def test_each_open_duty_with_a_day_is_an_entry_on_its_last_working_day():
    days = {str(one["summary"]): one["dtstart"].dt for one in entries(written())}
    assert days["A date to keep (8.2.27)"] == date(2026, 5, 7)
    assert days["A date to keep (8.2.39)"] == date(2026, 10, 29)


def test_no_word_of_the_case_is_in_it():
    text = written().decode().lower()
    assert "juniper" not in text
    assert not any(word in text for word in ("ofsted", "panel", "child", "decision"))


def test_the_same_duty_keeps_its_entry_and_two_reviews_never_share_one():
    first, again, other = ([str(one["uid"]) for one in entries(written(name))] for name in ("a", "a", "b"))
    assert first == again
    assert len(set(first)) == len(first)
    assert not set(first) & set(other)


def test_what_is_done_is_not_in_it():
    review = answered(empty(), "decision", outcome="lcspr", decided_on=day("29 April 2026"))
    row = {"id": "ofsted", "to": "ofsted", "sent_on": day("30 April 2026")}
    sent = answered(review, "notices", decision=[row])
    file = diary("a", standings(case_of(sent, date(2026, 4, 30))), MADE)
    assert sum(str(one["summary"]).endswith("(8.2.27)") for one in entries(file)) == 2


def test_a_day_beyond_the_announced_bank_holidays_says_so_and_no_other_does():
    review = answered(empty(), "decision", outcome="lcspr", decided_on=day("3 July 2028"))
    told = entries(diary("a", standings(case_of(review, date(2028, 7, 4))), MADE))
    unsure = {str(one["summary"]): "not announced" in str(one["description"]) for one in told}
    assert unsure["A date to keep (8.2.27)"] is False
    assert unsure["A date to keep (8.2.39)"] is True
