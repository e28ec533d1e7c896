"""Each first form of a case as one plain table."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from lcspr_core.answers import AnswerState
from lcspr_core.cases.agencies import agencies_table
from lcspr_core.cases.people import people_table
from lcspr_core.demonstration.juniper import AS_AT, case
from lcspr_core.demonstration.juniper_entries import TIDY, entries, read
from lcspr_core.evidence.entries import Entry, chronology_table, in_time
from lcspr_core.panels.appointments import PanelRole
from lcspr_core.panels.due import what_is_due_table
from lcspr_core.panels.returns import asked, came, chased, never_came, overdue, returns_table
from lcspr_core.panels.roles import ROLES, appointments_table, roles_table
from lcspr_core.panels.terms import terms_table
from lcspr_core.plain import as_json, from_json
from lcspr_core.review import Header, Review
from lcspr_core.timescales.understanding import understood

EMPTY = Review(header=Header(id="new", title="New", opened_on=date(2026, 1, 5)))


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (agencies_table, 9),
        (people_table, 54),
        (returns_table, 9),
        (terms_table, 2),
        (appointments_table, 17),
        (lambda review: what_is_due_table(review, AS_AT), 23),
    ],
)
def test_each_first_form_is_one_table_and_says_when_there_is_nothing(table, rows):
    assert len(table(case()).rows) == rows
    assert table(EMPTY).rows == ()
    assert table(EMPTY).empty.endswith(".")


def test_every_role_has_its_paragraph():
    assert set(ROLES) == set(PanelRole)
    assert all(row[-1].startswith("8.2.") for row in roles_table().rows)


def test_no_reply_is_shown_like_any_other_fact():
    said = {row[1]: row[3] for row in agencies_table(case()).rows}
    assert (said["HLT"], said["AMH"], said["CSC"]) == ("asked, no reply", "did not know the child", "knew the child")


def test_who_must_not_be_approached_is_said_with_the_reason():
    care = {row[0]: row[5] for row in people_table(case()).rows}
    assert care["P09"].startswith("Do not approach. May be a witness")
    assert care["W21"].startswith("May be a witness: may take part if")
    assert care["P02"].startswith("No account of the night")
    assert care["P08"] == ""


def test_a_return_goes_from_asked_to_chased_to_come_or_never_came():
    one = chased(asked("HLT", "report", on=date(2026, 4, 1), due=date(2026, 4, 20)), on=date(2026, 4, 21))
    review = EMPTY.with_records("return", [one])
    assert overdue(review, date(2026, 4, 20)) == ()
    assert overdue(review, date(2026, 4, 21)) == (one,)
    late = came(one, on=date(2026, 4, 21))
    assert (late.state, late.came_on, late.chased_on) == (AnswerState.SENT, date(2026, 4, 21), (date(2026, 4, 21),))
    assert returns_table(EMPTY.with_records("return", [late])).rows[0][2] == "sent in, 1 day late"
    gone = never_came(one, reason="Wound up in March.")
    assert returns_table(EMPTY.with_records("return", [gone])).rows[0][2] == "never came: Wound up in March."
    assert overdue(EMPTY.with_records("return", [gone]), date(2026, 5, 1)) == ()


TRUTH = Path(__file__).parent.parent / "juniper" / "merged.csv"


def _truth():
    rows = csv.DictReader(TRUTH.read_text(encoding="utf-8-sig").splitlines()[1:])
    return {row["row_id"]: row for row in rows if row["agency"] in {"GP", "HOU"}}


def test_the_tidy_chronologies_come_in_whole_with_their_dates_and_places():
    found = {entry.id: entry for entry in entries()}
    truth = _truth()
    assert list(found) == list(truth)
    for name, entry in found.items():
        row = truth[name]
        assert (entry.happened.typed, entry.row) == (row["raw_date"], row["locator"].replace("line", "row"))
        assert (entry.happened.start.isoformat(), entry.happened.end.isoformat()) == (row["iso_start"], row["iso_end"])
        assert entry.happened.precision.value == row["precision"]
        if "[" not in entry.text:
            assert entry.text == row["text"]
    assert [read(name).problems for name in TIDY] == [(), ()]


def test_an_entry_is_about_somebody_by_code_and_its_words_name_nobody():
    found = {entry.id: entry for entry in entries()}
    assert found["GP-031"].about == ("P01",)
    assert found["GP-031"].text.endswith("Records secured for [Juniper], [Mother], [Father], siblings.")
    assert found["GP-013"].text.startswith("Told of outcome. Will think about it.")


def test_an_entry_is_stored_and_read_back_as_it_was():
    assert all(from_json(Entry, as_json(entry)) == entry for entry in entries())


def test_a_chronology_runs_in_time_and_shows_the_date_as_it_was_written():
    some = [
        Entry(id="b", agency="HOU", happened=understood("c. mid Jan 25"), text="later"),
        Entry(id="c", agency="HOU", happened=understood("24/03"), text="undated"),
        Entry(id="a", agency="GP", happened=understood("Nov 2009"), text="early", source="file", row="row 8"),
    ]
    assert [one.id for one in in_time(some)] == ["a", "b", "c"]
    rows = chronology_table(some).rows
    assert rows[0] == ("November 2009", "Nov 2009", "", "GP", "early", "file row 8")
    assert rows[1][1] == "c. mid Jan 25 (The writer marked this date as uncertain.)"
    assert rows[2][0] == "24/03"
