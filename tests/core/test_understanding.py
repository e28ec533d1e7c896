"""Dates as people type them: understood where that is plain, and in doubt where it is not."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lcspr_core.plain import as_json, from_json
from lcspr_core.timescales.dates import Precision, UncertainDate
from lcspr_core.timescales.understanding import display, understood

UNDERSTOOD = [
    ("12/03/2025", "2025-03-12", "2025-03-12", "day"),
    ("12.3.25", "2025-03-12", "2025-03-12", "day"),
    ("12 March 2025", "2025-03-12", "2025-03-12", "day"),
    ("12th of March, 2025", "2025-03-12", "2025-03-12", "day"),
    ("March 12th 2025", "2025-03-12", "2025-03-12", "day"),
    ("18-Nov-25", "2025-11-18", "2025-11-18", "day"),
    ("31/01/2026 0115 hrs", "2026-01-31", "2026-01-31", "day"),
    ("2 May 2025 at 5pm", "2025-05-02", "2025-05-02", "day"),
    ("2025-05-11T22:05", "2025-05-11", "2025-05-11", "day"),
    ("2024-11-22 00:00:00", "2024-11-22", "2024-11-22", "day"),
    ("20240518", "2024-05-18", "2024-05-18", "day"),
    ("Thursday 18th April 2024", "2024-04-18", "2024-04-18", "day"),
    ("Nov 2009", "2009-11-01", "2009-11-30", "month"),
    ("Feb 2024", "2024-02-01", "2024-02-29", "month"),
    ("2024", "2024-01-01", "2024-12-31", "year"),
    ("w/c 3 March 2025", "2025-03-03", "2025-03-09", "week"),
    ("w/c 17.11.25", "2025-11-17", "2025-11-23", "week"),
    ("week ending 9 March 2025", "2025-03-03", "2025-03-09", "week"),
    ("second week of December 2025", "2025-12-08", "2025-12-14", "week"),
    ("early May 2025", "2025-05-01", "2025-05-10", "approx"),
    ("mid Nov 2024", "2024-11-11", "2024-11-20", "approx"),
    ("late Feb 2024", "2024-02-21", "2024-02-29", "approx"),
    ("2-3 Sept 2024", "2024-09-02", "2024-09-03", "range"),
    ("24/25 March 2026", "2026-03-24", "2026-03-25", "range"),
    ("31 Jan – 2 Feb 2026", "2026-01-31", "2026-02-02", "range"),
    ("between 3 and 5 May 2025", "2025-05-03", "2025-05-05", "range"),
    ("June-Sept 2025", "2025-06-01", "2025-09-30", "range"),
]


@pytest.mark.parametrize(("typed", "start", "end", "precision"), UNDERSTOOD)
def test_what_is_plain_is_understood_without_doubt(typed, start, end, precision):
    assert understood(typed) == UncertainDate(
        typed=typed, start=date.fromisoformat(start), end=date.fromisoformat(end), precision=Precision(precision)
    )


IN_DOUBT = [
    ("c. 3 May 2025", "2025-05-03", "The writer marked this date as uncertain."),
    ("?24 Nov 25", "2025-11-24", "The writer marked this date as uncertain."),
    ("17th? March 2026", "2026-03-17", "The writer marked this date as uncertain."),
    ("22.10.25 crossed through, 21.10.25", "2025-10-21", "An earlier date was crossed out."),
    ("45813", "2025-06-05", "The spreadsheet gave the number 45813, which counts days and would be 5 June 2025."),
    ("May 25", "2025-05-01", "The last figure was read as a year; it may be a day."),
    ("w/c 4 March 2025", "2025-03-04", "4 March 2025 is a Tuesday."),
    ("Monday 3rd February 2026", "2026-02-03", "3 February 2026 was a Tuesday, and Monday is written beside it."),
    (
        "4/3/2025 15:20 (Thu)",
        "2025-04-03",
        "Read with the month first, for 3 April 2025 is a Thursday and 4 March 2025 is not.",
    ),
]


@pytest.mark.parametrize(("typed", "start", "doubt"), IN_DOUBT)
def test_what_can_be_told_with_a_doubt_says_the_doubt(typed, start, doubt):
    found = understood(typed)
    assert (found.start, found.doubt) == (date.fromisoformat(start), doubt)


NOT_TOLD = [
    ("24/03", "The year is not written."),
    ("17? March", "The writer marked this date as uncertain. The year is not written."),
    ("early April", "The year is not written."),
    ("Summer term 2024", "Term dates differ from place to place: write the first and the last day."),
    ("autumn 2025", "Term dates differ from place to place: write the first and the last day."),
    ("31/02/2025", "There is no such day."),
    ("04/24/2025", "There is no such day."),
    ("3 May 2025 to 1 May 2025", "The first day is after the last."),
    ("99999", "This number is no date."),
    ("tomorrow", "This could not be read as a date."),
    ("x" * 200, "This could not be read as a date."),
]


@pytest.mark.parametrize(("typed", "doubt"), NOT_TOLD)
def test_what_cannot_be_told_gets_no_day_but_a_doubt(typed, doubt):
    assert understood(typed) == UncertainDate(typed=typed, doubt=doubt)


def test_nothing_typed_is_nothing_in_doubt():
    assert understood("") == UncertainDate()


@given(some.text(max_size=60))
def test_whatever_is_typed_is_kept_and_never_stops_anything(typed):
    found = understood(typed)
    assert found.typed == typed
    assert (found.start is None) == (found.end is None) == (found.precision is Precision.NONE)
    assert from_json(UncertainDate, as_json(found)) == found


@given(some.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31)))
def test_any_day_is_understood_as_it_is_displayed(day):
    assert understood(display(day)).start == day == understood(day.strftime("%d/%m/%y")).end


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("12/03/2025", "12 March 2025"),
        ("Nov 2009", "November 2009"),
        ("w/c 10/03/2025", "week beginning 10 March 2025"),
        ("2-3 Sept 2024", "2 to 3 September 2024"),
        ("31 Jan - 2 Feb 2026", "31 January 2026 to 2 February 2026"),
        ("early Jul 25", "about 1 to 10 July 2025"),
        ("24/03", "24/03"),
    ],
)
def test_dates_are_shown_as_people_here_write_them(typed, shown):
    assert display(understood(typed)) == shown


TRUTH = Path(__file__).parent.parent / "juniper" / "merged.csv"
# Two are dated from another cell, four from the row above, one lacks its year and one is a school term.
DIFFERENT = {"CSC-004", "CSC-048", "HV-005", "HV-009", "HV-010", "HV-015", "SCH-001", "SCH-011"}


def _spoken(row):
    found = understood(row["raw_date"].removeprefix("[date cell] "))
    return tuple("" if day is None else day.isoformat() for day in (found.start, found.end)), found.precision.value


def test_234_of_the_242_dates_of_the_juniper_returns_are_understood():
    lines = TRUTH.read_text(encoding="utf-8-sig").splitlines()[1:]
    rows = list(csv.DictReader(lines))
    different = {
        row["row_id"] for row in rows if _spoken(row) != ((row["iso_start"], row["iso_end"]), row["precision"])
    }
    assert (len(rows), different) == (242, DIFFERENT)
    assert not any(
        understood(row["raw_date"]).start for row in rows if row["row_id"] in DIFFERENT - {"CSC-004", "CSC-048"}
    )
