"""`lcspr independence`: by row, with the paragraph and the way out, and without anybody's name."""

from __future__ import annotations

import csv
import json
import shutil

import pytest
from lcspr_jupyter.cli import main

from lcspr_core.demonstration.juniper import names
from lcspr_core.demonstration.pack_files import PACK

HEAD = "role,name,employer,declaration_as_given\n"
GOOD = "Panel member,Ann Bell,Westmarch Police,None.\n"
PLANTED = {2: "block", 4: "block", 7: "block", 12: "block", 13: "block", 17: "block", 1: "warn", 15: "warn"}
ROWS_ABOVE = 2


@pytest.fixture
def run(capsys):
    def call(*words):
        code = main(["independence", *map(str, words)])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return code, said.out, said.err

    return call


@pytest.fixture
def written(tmp_path):
    def write(text):
        place = tmp_path / "some.csv"
        place.write_text(text, encoding="utf-8")
        return place

    return write


def by_row(conflicts):
    return {row - ROWS_ABOVE: one["outcome"] for one in conflicts for row in one["rows"]}


def test_the_pack_shows_its_planted_conflicts_and_no_other(run):
    code, out, err = run(PACK / "appointments.csv", "--json")
    said = json.loads(out)
    assert (code, err, said["problems"], said["notes"]) == (1, "", [], [])
    assert by_row(said["conflicts"]) == PLANTED
    assert len(said["conflicts"]) == 7
    assert all(one["paragraph"].startswith("8.2.") and one["way_out"] for one in said["conflicts"])


@pytest.mark.parametrize("how", [[], ["--json"]])
@pytest.mark.parametrize("alone", [False, True])
def test_nobody_is_named(run, tmp_path, how, alone):
    place = PACK / "appointments.csv"
    if alone:
        place = shutil.copy(place, tmp_path / "appointments.csv")
    code, out, _ = run(place, *how)
    assert code == 1
    every = {word for one in names().values() for word in [one["name"], one["name"].split()[-1]]}
    with (PACK / "appointments.csv").open(encoding="utf-8") as lines:
        next(lines)
        every |= {row["name"].split()[-1] for row in csv.DictReader(lines)}
    assert not [name for name in every if name in out]


def test_a_code_is_said_where_the_register_has_one_and_rows_where_not(run, tmp_path):
    assert "Rows 9 and 15 (N09): not possible (8.2.44)." in run(PACK / "appointments.csv")[1]
    alone = shutil.copy(PACK / "appointments.csv", tmp_path / "appointments.csv")
    assert "Rows 9 and 15: not possible (8.2.44)." in run(alone)[1]


def test_alone_it_says_what_it_could_not_know_and_asks_where_a_declaration_hints(run, tmp_path):
    alone = shutil.copy(PACK / "appointments.csv", tmp_path / "appointments.csv")
    code, out, _ = run(alone, "--json")
    said = json.loads(out)
    assert code == 1
    assert by_row(said["conflicts"]) == {**PLANTED, 4: "warn", 12: "warn", 17: "warn"}
    assert ["people.csv" in said["notes"][0], "agencies.csv" in said["notes"][1]] == [True, True]


def test_people_and_agencies_can_be_named(run, tmp_path):
    alone = shutil.copy(PACK / "appointments.csv", tmp_path / "appointments.csv")
    _, out, _ = run(alone, "--people", PACK / "people.csv", "--agencies", PACK / "agencies.csv", "--json")
    assert by_row(json.loads(out)["conflicts"]) == PLANTED


def test_nothing_found_is_nought(run, written):
    code, out, err = run(written(HEAD + GOOD))
    assert (code, err) == (0, "")
    assert "1 appointment was checked: 0 conflicts" in out


def test_bad_rows_are_listed_and_good_ones_checked(run, written):
    twice = "Overview author,Ann Bell,Westmarch Police,None.\nPanel membre,Jo Carr,,\n"
    code, out, _ = run(written(HEAD + GOOD + twice))
    assert code == 1
    assert "Not read. Row 4, column role: write one of these" in out
    assert "Rows 2 and 3: not possible (8.2.40)." in out


def test_a_file_that_was_not_read_wholly_is_never_called_free_of_conflicts(run, written):
    code, out, _ = run(written(HEAD + GOOD + "Panel membre,Jo Carr,,\n"))
    assert code == 2
    assert "Row 3, column role" in out


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", HEAD, "\x00\x01"])
def test_what_is_no_file_of_appointments_is_one_sentence_and_2(run, written, text):
    code, out, err = run(written(text))
    assert (code, out) == (2, "")
    assert err.endswith(".\n")


def test_a_file_that_is_not_there_is_one_sentence_and_2(run, tmp_path):
    code, out, err = run(tmp_path / "absent.csv")
    assert (code, out) == (2, "")
    assert "cannot be read" in err


def test_a_hostile_cell_reaches_no_terminal(run, written):
    bad = "Panel member,\x1b]0;owned\x07 Bell,Westmarch \x1b[31mPolice,\x1b[2J I know the team.\n"
    code, out, _ = run(written(HEAD + bad))
    assert code == 1
    assert "\x1b" not in out
    assert "owned" not in out
