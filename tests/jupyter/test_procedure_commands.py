"""`lcspr clock` and `lcspr duties`: what they print, and each refusal in one sentence with exit code 2."""

from __future__ import annotations

import json

import pytest
from lcspr_jupyter.cli import main

from lcspr_core.timescales.duties import own_duties

pytestmark = pytest.mark.usefixtures("folders_of_our_own")


def test_a_length_of_working_days_is_counted_with_its_derivation(capsys):
    assert main(["clock", "P5WD", "2026-04-02"]) == 0
    first, why, _ = capsys.readouterr().out.splitlines()
    assert first == "2026-04-13"
    assert "Good Friday" in why
    assert "Easter Monday" in why


@pytest.mark.parametrize("typed", ["2026-04-02", "2 April 2026", "02/04/2026"])
def test_the_day_is_understood_as_people_write_it(capsys, typed):
    assert main(["clock", "P5WD", typed]) == 0
    assert capsys.readouterr().out.startswith("2026-04-13")


def test_a_clock_is_asked_for_by_name_as_json(capsys):
    assert main(["clock", "decision", "2026-03-31", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["due"], told["rule"]) == ("2026-04-30", "P1M from notification_received")
    assert told["verified"] is True


def test_beyond_the_announced_bank_holidays_it_says_so(capsys):
    assert main(["clock", "P3M", "2028-12-01"]) == 0
    assert "not announced" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["P5X", "2026-04-02"], "is no timescale"),
        (["P5WD", "one fine day"], "not understood as one day"),
        (["P5WD", "April 2026"], "not understood as one day"),
        (["P5WD", "2026-04-02", "--edition", "wt1999"], "There is no edition called"),
        (["rapid_review", "2026-03-24", "--edition", "local_2024"], "is no timescale"),
        (["P0WD", "2026-04-02"], "“P0WD from that_day” is no timescale; write one as in “P5WD from decision_made”."),
        (["P5WD", ""], "“” was not understood as one day; write it as in 2026-04-02 or “2 April 2026”."),
        (["P5WD", "2026-02-30"], "not understood as one day"),
        (["P12M", "9999-06-01"], "not understood as one day"),
        (["P5WD", "1700-01-01"], "not understood as one day"),
    ],
)
def test_what_it_cannot_count_is_said(capsys, words, said):
    assert main(["clock", *words]) == 2
    assert said in capsys.readouterr().err


def test_the_duties_are_listed(capsys):
    assert main(["duties", "--json"]) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == [one.id for one in own_duties()]


def test_the_coverage_names_what_carries_each_duty_and_fails_on_one_without(capsys, monkeypatch):
    monkeypatch.setattr("lcspr_core.procedure.coverage.registry.own_duties", lambda: own_duties()[1:])
    assert main(["duties", "--coverage", "--json"]) == 1
    told = capsys.readouterr()
    rows = {one["id"]: one for one in json.loads(told.out)}
    assert rows["8.2.14-b"]["carried_by"]
    assert own_duties()[0].id in told.err


def test_the_296_of_the_procedure_are_counted_and_the_national_rules_beside_them(capsys):
    assert main(["duties", "--coverage"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "296 of 296 duties of the procedure, and 11 of 11 national rules, are carried and shown."


def test_each_duty_says_whether_it_is_statutory_and_what_it_does_to_the_local_ones(capsys):
    assert main(["duties", "--json"]) == 0
    told = {one["id"]: one for one in json.loads(capsys.readouterr().out)}
    assert (told["N10"]["basis"], told["N10"]["since"], told["N10"]["effect"]) == ("statutory", "wt2023", "replaces")
    assert (told["N10"]["touches"], told["N10"]["by_default"]) == (["8.2.66-b", "8.2.66-c"], ["8.2.66-a"])
    assert (told["8.2.27-a"]["basis"], told["8.2.27-a"]["since"]) == ("local", "")
    assert main(["duties"]) == 0
    assert "N01\tmust\tstatutory\tLocal authority\t" in capsys.readouterr().out
