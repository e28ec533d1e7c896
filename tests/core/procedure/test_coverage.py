"""That the register has every duty of the procedure, each carried by something and shown by a test that is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from attrs import evolve

from lcspr_core.errors import Unreadable
from lcspr_core.procedure.coverage import asked_ids, coverage
from lcspr_core.timescales.conditions import condition
from lcspr_core.timescales.duties import duties, own_duties

HOUSE = Path(__file__).parents[3]
HEAD = "id,who,what,kind,strength,phase,timescale,opens,closes,carried_by,way_out,waivable,shown_by\n"
GOOD = "8.2.1-a,panel,Do it,record,must,all,none,always,note,reminder,Put it down.,yes,\n"


def test_the_procedure_has_296_duties():
    assert len(asked_ids()) == 296
    assert len(set(asked_ids())) == 296
    assert {one.rpartition("-")[0] for one in asked_ids()} == {f"8.2.{number}" for number in range(1, 74)}


def test_a_duty_that_the_register_lacks_is_named_and_bare():
    rows = {one.id: one for one in coverage([one for one in own_duties() if one.id != "8.2.12-a"])}
    assert not rows["8.2.12-a"].is_carried
    assert rows["8.2.14-b"].is_carried


def test_a_duty_that_only_a_check_closes_is_bare_until_it_names_a_test():
    plain = own_duties()[0]
    checked = evolve(plain, closes=condition("check something"), shown_by="")
    assert not next(one for one in coverage([checked]) if one.id == checked.id).is_carried


@pytest.mark.parametrize(
    "line",
    [line for one in own_duties() if (line := one.shown_by)],
    ids=[one.id for one in own_duties() if one.shown_by],
)
def test_each_test_that_is_named_is_there(line):
    file, _, name = re.sub(r"\[.*\]$", "", line).partition("::")
    tree = ast.parse((HOUSE / file).read_text(encoding="utf-8"))
    assert name in {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (GOOD.replace("8.2.1-a", "8.2.1"), "names no duty"),
        (GOOD.replace("record", "rekord"), "rekord"),
        (GOOD.replace("always,note", "always,referral.x"), "a reminder closes with “note”"),
        (GOOD.replace("Put it down.", ""), "the way out"),
        (GOOD.replace("none", "P5X from y"), "is no timescale"),
        (GOOD.replace("always", "when it rains"), "is no condition"),
        (GOOD + GOOD, "twice"),
    ],
)
def test_a_line_that_cannot_be_so_is_refused_by_number(tmp_path, line, said):
    (tmp_path / "one.csv").write_text(HEAD + line, encoding="utf-8")
    with pytest.raises(Unreadable) as refused:
        duties(tmp_path)
    assert said in str(refused.value)
    assert "twice" in said or "one.csv, line 2" in str(refused.value)
