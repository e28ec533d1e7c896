"""The bank holidays of England and Wales, 2012 to 2028, day by day against a table written by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from lcspr_core.timescales.rules import due, rule
from lcspr_core.timescales.working_days import VERIFIED_TO, bank_holiday, is_working_day

# Each line is one year as gov.uk/bank-holidays has it, of which only the days that take a working day away: New Year,
# Good Friday, Easter Monday, early May, spring, summer, Christmas, Boxing Day; a substitute where it falls at a
# weekend; and last what was proclaimed once, or moved.
AS_PROCLAIMED = """
2012 01-02 04-06 04-09 05-07 06-04 08-27 12-25 12-26 06-05
2013 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
2014 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
2015 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
2016 01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27
2017 01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26
2018 01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26
2019 01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26
2020 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28
2021 01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28
2022 01-03 04-15 04-18 05-02 06-02 08-29 12-26 12-27 06-03 09-19
2023 01-02 04-07 04-10 05-01 05-29 08-28 12-25 12-26 05-08
2024 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
2025 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
2026 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
2027 01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28
2028 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26
"""
YEARS = {int(line[:4]): {date.fromisoformat(f"{line[:4]}-{day}") for day in line[5:].split()}
         for line in AS_PROCLAIMED.split("\n") if line}  # fmt: skip


def _days(year):
    return (
        date(year, 1, 1) + timedelta(days=number) for number in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    )


@pytest.mark.parametrize("year", sorted(YEARS))
def test_every_day_of_the_year_is_a_working_day_or_not_as_it_was_proclaimed(year):
    wrong = [one for one in _days(year) if is_working_day(one) is (one.isoweekday() > 5 or one in YEARS[year])]
    assert wrong == []


@pytest.mark.parametrize("year", sorted(YEARS))
def test_every_bank_holiday_of_the_year_has_a_name_to_say(year):
    assert {one for one in _days(year) if one.isoweekday() < 6 and bank_holiday(one)} == YEARS[year]


def test_the_table_reaches_from_2012_to_the_verified_horizon_without_a_gap():
    assert sorted(YEARS) == list(range(2012, 2029))
    assert max(YEARS) == VERIFIED_TO.year
    assert all(len(days) == 8 for year, days in YEARS.items() if year not in {2012, 2022, 2023})


ONCE = [
    ("2012-05-31", "2012-06-11", ["Spring Bank Holiday", "Diamond Jubilee of Elizabeth II"]),
    ("2020-05-01", "2020-05-11", ["May Day"]),
    ("2022-05-31", "2022-06-09", ["Spring Bank Holiday", "Platinum Jubilee of Elizabeth II"]),
    ("2022-09-16", "2022-09-26", ["State Funeral of Queen Elizabeth II"]),
    ("2023-05-05", "2023-05-15", ["Coronation of Charles III"]),
]


@pytest.mark.parametrize(("start", "day", "left_out"), ONCE)
def test_a_count_over_a_day_that_was_proclaimed_once_leaves_it_out_and_says_so(start, day, left_out):
    found = due(rule("P5WD from e"), date.fromisoformat(start))
    assert found.due == date.fromisoformat(day)
    assert [bank_holiday(one) for one in found.skipped] == left_out
    assert all(name in found.derivation for name in left_out)


MOVED = [("2012-05-28", True), ("2020-05-04", True), ("2020-05-08", False), ("2022-05-30", True), ("2022-06-02", False)]


@pytest.mark.parametrize(("day", "works"), MOVED)
def test_a_holiday_that_was_moved_gives_its_own_day_back(day, works):
    assert is_working_day(date.fromisoformat(day)) is works


# --- at least before, and its inverse -------------------------------------------------------------------------------

FIRST, LAST = date(2012, 1, 1), date(2028, 6, 30)
DAYS = some.dates(min_value=FIRST, max_value=LAST)


@given(some.sampled_from(["D", "WD"]), some.integers(1, 25), DAYS.filter(is_working_day))
def test_what_is_done_at_least_so_long_before_a_day_is_the_inverse_of_what_is_due_on_it(unit, number, start):
    on = due(rule(f"P{number}{unit} from e"), start).due
    assert due(rule(f">= P{number}{unit} before e"), on).due == start


@given(some.sampled_from(["D", "WD", "M"]), some.integers(1, 25), DAYS.filter(is_working_day))
@example("WD", 5, date(2020, 4, 20))  # four days on is Easter Monday, from which it is counted as from the Thursday
def test_the_last_day_to_send_leaves_enough_and_a_working_day_after_it_does_not(unit, number, publication):
    last = due(rule(f">= P{number}{unit} before e"), publication).due
    within = rule(f"P{number}{unit} from e")
    later = next(day for n in range(4, 20) if is_working_day(day := last + timedelta(days=n)))
    assert due(within, last).due <= publication
    assert due(within, later).due > publication
