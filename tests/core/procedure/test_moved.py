"""What a day added to the calendar would move in a case, shown before it is put in force."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.moved import moved
from lcspr_core.procedure.standing import standings
from lcspr_core.timescales.closed_days import closed_day
from tests.core.procedure.making import empty

TODAY = date(2026, 9, 2)
DAY = closed_day(date(2026, 9, 4), "Day of thanks", "Proclaimed", by="c", since=TODAY)


def decided():
    review = empty()
    return evolve(review, header=evolve(review.header, decided_on=date(2026, 9, 1)))


def test_each_open_time_limit_that_moves_is_named_with_its_day_before_and_after():
    moves = {one.paragraph: one for one in moved(decided(), [DAY], TODAY)}
    assert moves["8.2.27-a"].was == (date(2026, 9, 8), date(2026, 9, 8))
    assert moves["8.2.27-a"].becomes == (date(2026, 9, 9), date(2026, 9, 9))
    assert {"8.2.27-b", "8.2.27-c"} <= set(moves)


def test_asking_changes_nothing_and_a_day_in_force_counts_in_the_case():
    review = decided()
    moved(review, [DAY], TODAY)
    assert not review.all("closed_day")
    held = {one.duty.id: one for one in standings(case_of(review.with_records("closed_day", [DAY]), TODAY))}
    assert held["8.2.27-a"].due.due == date(2026, 9, 9)
    assert "Day of thanks; local addition" in held["8.2.27-a"].due.derivation


def test_what_was_late_already_when_it_came_is_not_moved():
    late = evolve(DAY, since=date(2026, 9, 30))
    assert moved(decided(), [late], date(2026, 9, 30)) == ()


def test_a_day_far_from_every_limit_moves_nothing():
    assert moved(decided(), [evolve(DAY, day=date(2027, 6, 4))], TODAY) == ()
