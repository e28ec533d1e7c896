"""Days that a partnership adds to the table: what they move, what they never move, and what each count says of them."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as some

from lcspr_core.errors import Unreadable
from lcspr_core.timescales.closed_days import closed_day
from lcspr_core.timescales.rules import due, rule

EARLY = date(2026, 1, 5)
VICTORY = closed_day(date(2026, 6, 10), "Day of thanks", "Proclaimed on 5 May 2026", by="c", since=date(2026, 5, 6))
OFFICE = closed_day(date(2026, 6, 12), "Offices closed", "Move of the office", by="c", since=EARLY, sort="own")
FIVE = rule("P5WD from e")
MONDAY = date(2026, 6, 8)


def test_a_proclaimed_day_is_not_counted_and_the_derivation_says_that_it_is_a_local_addition():
    plain, found = due(FIVE, MONDAY), due(FIVE, MONDAY, closed=[VICTORY])
    assert (plain.due, found.due) == (date(2026, 6, 15), date(2026, 6, 16))
    assert found.skipped == (VICTORY.day,)
    assert found.local == (VICTORY,)
    assert "Not counted: 10 June 2026 (Day of thanks; local addition)." in found.derivation


def test_counting_back_over_it_asks_for_an_earlier_day():
    back = rule(">= P7WD before publication")
    assert due(back, date(2026, 6, 15)).due == date(2026, 6, 4)
    assert due(back, date(2026, 6, 15), closed=[VICTORY]).due == date(2026, 6, 3)


def test_what_was_due_before_it_was_put_in_force_stays_as_it_was():
    late = evolve(VICTORY, since=date(2026, 6, 16))
    assert due(FIVE, MONDAY, closed=[late]) == due(FIVE, MONDAY)
    assert due(FIVE, MONDAY, closed=[evolve(VICTORY, since=date(2026, 6, 15))]).due == date(2026, 6, 16)


def test_one_that_has_ended_still_counts_in_what_passed_before_it_ended_and_in_nothing_later():
    assert due(FIVE, MONDAY, closed=[evolve(VICTORY, ended=date(2026, 6, 17))]).due == date(2026, 6, 16)
    assert due(FIVE, MONDAY, closed=[evolve(VICTORY, ended=date(2026, 6, 16))]).due == date(2026, 6, 15)


def test_a_day_on_which_only_our_offices_close_lengthens_nothing_and_asks_for_an_earlier_act():
    assert due(FIVE, MONDAY, closed=[OFFICE]) == due(FIVE, MONDAY)
    on_it = due(FIVE, date(2026, 6, 5), closed=[OFFICE])
    assert (on_it.due, on_it.act_by) == (date(2026, 6, 12), date(2026, 6, 11))
    assert "Nobody is at work on: 12 June 2026 (Offices closed; local addition)." in on_it.derivation
    assert on_it.derivation.endswith("the last working day to act is 11 June 2026.")


def test_at_once_waits_for_a_proclaimed_day_to_pass_and_says_so():
    found = due(rule("immediate from e"), VICTORY.day, closed=[VICTORY])
    assert found.due == date(2026, 6, 11)
    assert "Day of thanks; local addition" in found.derivation


def test_months_and_plain_days_are_counted_over_it_as_over_any_day():
    for written in ("P1M from e", "P14D from e"):
        assert due(rule(written), MONDAY, closed=[VICTORY]) == due(rule(written), MONDAY)


@pytest.mark.parametrize(
    ("day", "name", "why", "sort", "sentence"),
    [
        (date(2026, 6, 10), " ", "x", "proclaimed", "Say what the day is, and why it is added"),
        (date(2026, 6, 10), "x", "", "proclaimed", "Say what the day is, and why it is added"),
        (date(2026, 6, 10), "x", "x", "council", "A day is added as proclaimed for everybody"),
        (date(2026, 6, 13), "x", "x", "own", "13 June 2026 is a day of the weekend, so it is no working day already"),
        (date(2026, 5, 25), "x", "x", "own", "25 May 2026 is Spring Bank Holiday, so it is no working day already"),
    ],
)
def test_an_addition_that_says_too_little_or_adds_nothing_is_refused(day, name, why, sort, sentence):
    with pytest.raises(Unreadable, match=sentence):
        closed_day(day, name, why, by="c", since=EARLY, sort=sort)


def test_what_lies_beyond_the_calendar_is_said_in_a_sentence():
    with pytest.raises(Unreadable, match="That is further away than a calendar goes. Begin at another day."):
        due(rule("P12M from e"), date(9999, 6, 1))


def test_beyond_the_verified_horizon_each_derivation_says_so():
    assert "not announced" in due(FIVE, date(2028, 12, 29)).derivation
    assert "not announced" in due(rule(">= P7WD before e"), date(2029, 1, 3)).derivation
    assert "not announced" not in due(FIVE, date(2028, 12, 1)).derivation


WORKING = some.dates(min_value=date(2026, 1, 1), max_value=date(2027, 12, 31))
ADDED = some.lists(WORKING.filter(lambda one: one.isoweekday() < 6), max_size=4, unique=True)


@given(
    some.sampled_from(["P5WD from e", ">= P7WD before e", "P1M from e", "immediate from e"]), WORKING, ADDED, WORKING
)
def test_an_addition_never_brings_a_time_limit_forward_nor_touches_what_has_passed(written, start, days, since):
    what = rule(written)
    added = [evolve(VICTORY, id=day.isoformat(), day=day, since=since) for day in days]
    before, after = due(what, start), due(what, start, closed=added)
    assert (after.due <= before.due) if written.startswith(">=") else (after.due >= before.due)
    if before.due < since:
        assert (after.due, after.act_by) == (before.due, before.act_by)
