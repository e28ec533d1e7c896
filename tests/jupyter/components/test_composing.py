"""A component's module is put together from its own lines and the shared ones, and stands alone."""

from __future__ import annotations

import re

import pytest
from lcspr_jupyter.components import composing
from lcspr_jupyter.components.composing import PARTS, ROOM, module_of

NAMES = sorted(one.stem for one in ROOM.glob("*.js") if one.stem != "plain_host")
SHARING = sorted(name for name in NAMES if composing.NAMED.search((ROOM / f"{name}.js").read_text("utf-8")))


@pytest.mark.parametrize("name", NAMES)
def test_a_module_leans_on_no_other_file_and_has_one_door(name):
    module = module_of(name)
    # What is imported from a variable is a plugin's own text; tests/test_house_rules.py says in which file alone.
    assert not re.search(r"^\s*import\b|\bimport\s*\(\s*[\"'`.]|\brequire\s*\(", module, re.MULTILINE)
    assert len(re.findall(r"^export default ", module, re.MULTILINE)) == 1
    assert len(re.findall(r"^export\b", module, re.MULTILINE)) == 1
    assert not composing.NAMED.search(module)


@pytest.mark.parametrize("name", SHARING)
def test_the_lines_of_each_part_that_is_named_are_in_it_once(name):
    parts = composing.NAMED.search((ROOM / f"{name}.js").read_text("utf-8"))["names"].split(", ")
    for part in parts:
        assert module_of(name).count((PARTS / f"{part}.js").read_text("utf-8").rstrip()) == 1


def test_every_part_is_used_and_none_is_written_out_by_hand():
    used = {
        part
        for name in SHARING
        for part in composing.NAMED.search((ROOM / f"{name}.js").read_text("utf-8"))["names"].split(", ")
    }
    assert used == {one.stem for one in PARTS.glob("*.js")}
    own = {name: (ROOM / f"{name}.js").read_text("utf-8") for name in SHARING}
    functions = {
        one for part in PARTS.glob("*.js") for one in re.findall(r"^function (\w+)", part.read_text(), re.MULTILINE)
    }
    again = {(name, one) for name, text in own.items() for one in functions if f"\nfunction {one}(" in text}
    assert again == set()
