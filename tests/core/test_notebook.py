"""The front door for notebooks: its page's examples are so, and the commands answer through the same functions."""

from __future__ import annotations

import doctest
import json
from datetime import date
from pathlib import Path

import lcspr_jupyter.commands.appointing
import lcspr_jupyter.commands.due
import lcspr_jupyter.commands.procedure
import pytest
from lcspr_jupyter.cli import main

from lcspr_core import notebook
from lcspr_core.demonstration.juniper import case
from lcspr_core.errors import Unreadable
from lcspr_core.procedure.standing import Stand

PAGE = Path(notebook.__file__).with_name("README.md")
APPOINTMENTS = (
    "role,name,employer,declaration_as_given\n"
    "Panel chair,Ann Bell,Westmarch Police,None.\n"
    "Agency report author,Ann Bell,Westmarch Police,None.\n"
)


def test_every_example_of_the_page_is_so(tmp_path):
    place = tmp_path / "appointments.csv"
    place.write_text(APPOINTMENTS, encoding="utf-8")
    found = doctest.testfile(
        str(PAGE),
        module_relative=False,
        globs={"appointments": place},
        optionflags=doctest.NORMALIZE_WHITESPACE,
        encoding="utf-8",
    )
    assert found.attempted > 15
    assert found.failed == 0


def test_the_page_names_every_function_of_the_door():
    text = PAGE.read_text(encoding="utf-8")
    functions = [name for name in notebook.__all__ if name[0].islower()]
    assert all(f"{name}(" in text for name in functions)
    assert all(getattr(notebook, name).__doc__ for name in notebook.__all__)


@pytest.mark.parametrize(
    "command", [lcspr_jupyter.commands.procedure, lcspr_jupyter.commands.due, lcspr_jupyter.commands.appointing]
)
def test_the_commands_ask_the_same_door(command):
    assert command.notebook is notebook


@pytest.mark.parametrize("rule", ["P5WD", "P6M", "decision", "copies_national", ">= P7D before publication"])
def test_the_command_and_the_door_say_the_same(capsys, rule):
    assert main(["clock", rule, "2026-04-02", "--json"]) == 0
    told, found = json.loads(capsys.readouterr().out), notebook.clock(rule, date(2026, 4, 2))
    assert (told["due"], told["derivation"]) == (found.due.isoformat(), found.derivation)
    assert (told["act_by"], told["paragraph"]) == (found.act_by.isoformat(), found.paragraph)


def test_an_edition_changes_what_a_name_means():
    assert notebook.clock("rapid_review", "24 March 2026", edition="wt2023").paragraph == "overlay N04"
    with pytest.raises(Unreadable, match="is no timescale"):
        notebook.clock("rapid_review", "24 March 2026", edition="local_2024")


def test_what_is_late_comes_first_and_nothing_that_is_done_is_there():
    stands = [one.stand for one in notebook.due(case(), date(2026, 9, 1))]
    assert stands == sorted(stands, key=lambda one: one is not Stand.LATE)
    assert set(stands) == {Stand.LATE, Stand.OPEN}
