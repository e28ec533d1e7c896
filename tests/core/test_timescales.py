"""The clocks: worked dates from the procedure's register, and what must hold of any date."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from lcspr_core.demonstration.juniper import AS_AT, case
from lcspr_core.errors import Unreadable
from lcspr_core.panels.due import what_is_due, what_is_due_table
from lcspr_core.review import Header, Review
from lcspr_core.timescales.clocks import Standing, clocks, due_dates, own_clocks
from lcspr_core.timescales.rules import Length, Rule, Unit, Way, due, months_after, rule
from lcspr_core.timescales.working_days import (
    bank_holiday,
    is_working_day,
    next_working_day_from,
    working_days_after,
    working_days_before,
    working_days_between,
)

TRUTH = Path(__file__).parent.parent / "juniper" / "deadlines.csv"
DAYS = some.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))
LENGTHS = some.builds(Length, number=some.integers(1, 30), unit=some.sampled_from(Unit))

COLUMNS = "key,paragraph,title,rule,starts,take,stops,who,basis,since,note"

# Each line is one of the register's worked dates: start, rule, due, last working day to act.
WORKED = [
    ("2026-04-02", "P5WD from e", "2026-04-13", "2026-04-13"),
    ("2026-03-31", "P15WD from e", "2026-04-23", "2026-04-23"),
    ("2026-12-22", "P5WD from e", "2026-12-31", "2026-12-31"),
    ("2027-12-23", "P5WD from e", "2028-01-04", "2028-01-04"),
    ("2026-11-21", "P5WD from e", "2026-11-27", "2026-11-27"),
    ("2026-01-31", "P1M from e", "2026-02-28", "2026-02-27"),
    ("2024-01-31", "P1M from e", "2024-02-29", "2024-02-29"),
    ("2025-08-31", "P6M from e", "2026-02-28", "2026-02-27"),
    ("2026-02-28", "P6M from e", "2026-08-28", "2026-08-28"),
    ("2026-04-14", ">= P7D before e", "2026-04-07", "2026-04-07"),
    ("2026-04-14", ">= P7WD before e", "2026-04-01", "2026-04-01"),
    ("2027-01-06", ">= P7D before e", "2026-12-30", "2026-12-30"),
    ("2027-01-06", ">= P7WD before e", "2026-12-23", "2026-12-23"),
    ("2024-02-29", ">= P12M on website", "2025-02-28", "2025-02-28"),
]


@pytest.mark.parametrize(("start", "written", "day", "act_by"), WORKED)
def test_the_worked_dates_of_the_register(start, written, day, act_by):
    found = due(rule(written), date.fromisoformat(start))
    assert (found.due, found.act_by) == (date.fromisoformat(day), date.fromisoformat(act_by))


def _deadlines():
    return list(csv.DictReader(TRUTH.read_text(encoding="utf-8").splitlines()[1:]))


def _rule_of(row):
    period = row["period"]
    if period == "by agreed date":
        return rule("by agreed:reply_due")
    if period == ">= P12M":
        return rule(">= P12M on website")
    return rule(f"{period} {'publication' if 'before' in period else 'from start'}")


@pytest.mark.parametrize("row", _deadlines(), ids=lambda row: row["id"])
def test_the_deadlines_of_juniper(row):
    start = row["due_date"] if row["period"] == "by agreed date" else row["start_date"]
    found = due(_rule_of(row), date.fromisoformat(start))
    skipped = tuple(date.fromisoformat(day) for day in row["bank_holidays_skipped"].split(";") if day)
    assert found.due == date.fromisoformat(row["due_date"])
    assert found.act_by == date.fromisoformat(row["act_by_working_day"])
    assert found.skipped == skipped
    assert all(bank_holiday(day) in found.derivation for day in skipped)


CLOCK_OF = {
    "D01": "incident_notice",
    "D02": "rapid_review",
    "D02b": "rapid_review_from_notice",
    "D03": "decision",
    "D03b": "decision_from_referral",
    "D04a": "notice_ofsted",
    "D04b": "notice_dfe",
    "D04c": "notice_panel",
    "D05": "review",
    "D06": "delay_notices",
    "D07": "copies_national",
    "D07b": "copies_local",
    "D08": "website",
}
STANDS = {"on time": "on time", "late by": "done, late by", "open at": "open", "no reply": "never came"}


def test_the_clocks_of_the_demonstration_stand_as_its_answers_say():
    found = {one.key: one for one in what_is_due(case(), AS_AT)}
    for row in _deadlines():
        key = CLOCK_OF.get(row["id"], row["id"].replace("D09-", "information_request."))
        if row["id"] == "D01b":
            continue  # the council's own later date, which the case does not count from
        one = found.pop(key)
        assert one.due.due == date.fromisoformat(row["due_date"]), key
        begins = next(words for sign, words in STANDS.items() if row["status"].startswith(sign))
        assert one.words.startswith(begins), key
        if begins == "done, late by":
            assert f"by {one.days_late} day" in row["status"].replace("days", "day"), key
    assert set(found) == {"review_published"}  # the second finish mark, which the pack does not ask for


def test_a_late_notice_says_by_how_much_and_where_that_is_written():
    (panel,) = (one for one in due_dates(case(), AS_AT) if one.key == "notice_panel")
    assert (panel.words, panel.due.paragraph) == ("done, late by 4 days", "8.2.27")
    assert panel.due.derivation == (
        "5 working days from 29 April 2026, which is day 0: 7 May 2026. Not counted: 4 May 2026 (May Day)."
    )


def test_a_due_date_on_a_weekend_stays_and_the_last_working_day_is_said():
    found = due(rule("P1M from referral_received"), date(2026, 4, 2))
    assert found.derivation.endswith("That is a Saturday; the last working day to act is 1 May 2026.")


def test_what_has_not_started_is_not_due():
    review = Review(header=Header(id="new", title="New", opened_on=date(2026, 1, 5)))
    assert due_dates(review, date(2026, 1, 6)) == ()
    assert what_is_due_table(review, date(2026, 1, 6)).rows == ()


def test_the_days_on_the_website_are_never_overdue():
    review = Review(
        header=Header(id="old", title="Old", opened_on=date(2020, 1, 6), dates={"published": date(2021, 1, 6)})
    )
    stands = {one.key: one.standing for one in due_dates(review, date(2026, 1, 6))}
    assert stands["website"] is Standing.OPEN
    assert stands["copies_local"] is Standing.OVERDUE


def test_every_clock_names_its_paragraph_and_who_acts():
    assert all(one.paragraph and one.who and one.starts for one in own_clocks())


UNREADABLE = "Line 2 of the table of clocks cannot be read: "
NOTHING_SAID = "Line 2 of the table of clocks says neither what starts it nor which day to take"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("x,8.2.1,T,P5XX from a,a,first,,,local,,", UNREADABLE),
        ("x,8.2.1,T,P5WD from a,,first,,,local,,", NOTHING_SAID),
        ("x,8.2.1,T,P5WD from a,a,last,,,local,,", NOTHING_SAID),
        ("x,8.2.1,T,P5WD from a,a,first,,,hearsay,,", UNREADABLE),
        ("x,8.2.1,T,P5WD from a,a,first,,,local,wt1999,", UNREADABLE),
    ],
)
def test_a_line_of_the_table_that_contradicts_itself_is_refused_by_number(tmp_path, line, sentence):
    table = tmp_path / "clocks.csv"
    table.write_text(f"{COLUMNS}\n{line}\n")
    with pytest.raises(Unreadable, match=sentence):
        clocks(table)


def test_two_clocks_with_one_key_are_refused(tmp_path):
    table = tmp_path / "clocks.csv"
    line = "x,8.2.1,T,P5WD from a,a,first,,,local,,\n"
    table.write_text(f"{COLUMNS}\n{line}{line}")
    with pytest.raises(Unreadable, match="Two clocks of the table have the same key"):
        clocks(table)


# --- the notation ---------------------------------------------------------------------------------------------------

NOTATIONS = [
    ("none", Way.NONE),
    ("ongoing", Way.ONGOING),
    ("immediate from issue_found", Way.IMMEDIATE),
    ("P1M from notification_received", Way.WITHIN),
    ("P5WD from decision_made", Way.WITHIN),
    (">= P7D before publication", Way.AT_LEAST_BEFORE),
    (">= P12M on website", Way.STAYS),
    ("before overview_agreed", Way.BEFORE),
    ("after bscp_signoff", Way.AFTER),
    ("at case_opened", Way.AT),
    ("by agreed:info_request_due", Way.AGREED),
    ("by next_subgroup_meeting", Way.NEXT_MEETING),
]


@pytest.mark.parametrize(("written", "way"), NOTATIONS)
def test_the_notation_is_read_and_written_back(written, way):
    assert rule(written).way is way
    assert str(rule(written)) == written


@pytest.mark.parametrize("written", ["", "P0WD from x", "P5W from x", "P5WD", "soon", ">= P7D after x", "from x P1M"])
def test_what_is_no_timescale_is_refused(written):
    with pytest.raises(Unreadable):
        rule(written)


@pytest.mark.parametrize("written", ["none", "ongoing", "before x", "by next_subgroup_meeting", "P5WD from x"])
def test_what_cannot_be_counted_has_no_day_but_a_reason(written):
    found = due(rule(written), None)
    assert (found.due, found.act_by) == (None, None)
    assert found.derivation


def test_what_is_due_at_the_next_meeting_has_its_day_once_that_is_known():
    found = due(rule("by next_subgroup_meeting"), date(2026, 5, 14))
    assert (found.due, found.derivation) == (date(2026, 5, 14), "At the meeting of the Sub Group on 14 May 2026.")


def test_a_bank_holiday_on_day_nought_was_never_going_to_count():
    assert due(rule("P5WD from x"), date(2026, 4, 3)).skipped == (date(2026, 4, 6),)


def test_where_no_working_day_is_left_the_due_date_itself_is_the_day_to_act():
    found = due(rule("P1D from x"), date(2026, 4, 4))
    assert (found.due, found.act_by) == (date(2026, 4, 5), date(2026, 4, 5))


def test_at_once_at_a_weekend_means_the_next_working_day():
    assert due(rule("immediate from x"), date(2026, 4, 3)).due == date(2026, 4, 7)


# --- what must hold of any date -------------------------------------------------------------------------------------


@given(some.sampled_from([Way.WITHIN, Way.STAYS, Way.AT_LEAST_BEFORE]), LENGTHS, DAYS, DAYS)
def test_a_later_start_is_never_due_earlier(way, length, one, other):
    counted = Rule(way=way, length=length, event="x")
    first, second = sorted((one, other))
    assert due(counted, first).due <= due(counted, second).due


@given(LENGTHS, DAYS)
def test_a_count_never_goes_the_wrong_way(length, start):
    assert due(Rule(way=Way.WITHIN, length=length, event="x"), start).due > start
    before = due(Rule(way=Way.AT_LEAST_BEFORE, length=length, event="x"), start)
    assert before.act_by <= before.due < start


@given(LENGTHS, DAYS)
def test_the_last_day_to_act_is_a_working_day_and_not_after_the_due_date(length, start):
    found = due(Rule(way=Way.WITHIN, length=length, event="x"), start)
    assume(found.due > next_working_day_from(start))
    assert is_working_day(found.act_by)
    assert found.act_by <= found.due
    assert not any(
        is_working_day(found.act_by + timedelta(days=n)) for n in range(1, (found.due - found.act_by).days + 1)
    )


@given(some.integers(1, 30), DAYS.filter(is_working_day))
def test_counting_back_and_on_again_comes_to_the_same_working_day(number, day):
    assert working_days_after(working_days_before(day, number), number) == day
    assert working_days_between(working_days_before(day, number), day) == number


@given(some.integers(1, 30), DAYS)
def test_at_least_before_is_the_latest_day_that_leaves_enough_working_days(number, day):
    latest = working_days_before(day, number)
    after = timedelta(days=1)
    assert working_days_between(latest - after, day - after) == number
    assert working_days_between(latest, day - after) == number - 1


@given(some.integers(1, 30), DAYS)
def test_at_least_so_many_months_before_leaves_that_many_months(number, day):
    assert months_after(months_after(day, -number), number) <= day


@given(DAYS, DAYS)
def test_working_days_are_those_of_the_calendar_without_weekends_and_bank_holidays(one, other):
    first, last = sorted((one, min(other, one + timedelta(days=400))))
    days = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    assert working_days_between(first, last) == len([d for d in days if d.isoweekday() <= 5 and not bank_holiday(d)])
