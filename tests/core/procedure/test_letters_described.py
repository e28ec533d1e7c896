"""Whoever replaces a template finds every file and every place described, and nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from lcspr_core.procedure import letters
from lcspr_core.procedure.letters.blocks import BLOCKS
from lcspr_core.procedure.letters.kinds import LETTERS
from lcspr_core.procedure.letters.places import PLACES

DESCRIBED = (Path(letters.__file__).parent / "README.md").read_text(encoding="utf-8")


def in_tables(pattern):
    return re.findall(rf"^\| `{pattern}` \|", DESCRIBED, re.MULTILINE)


def test_every_template_is_described_by_its_file():
    assert set(in_tables(r"(\w+\.md)")) == {one.template for one in LETTERS}, "put it into letters/README.md"


def test_every_place_is_described_in_the_words_that_a_letter_uses():
    assert set(in_tables(r"\{(\w+)\}")) == {*PLACES, *BLOCKS}, "put it into letters/README.md"
    for name, place in PLACES.items():
        assert f"| `{{{name}}}` | {place.words} |" in DESCRIBED


def test_it_is_said_where_an_own_template_goes():
    assert "folder `letters` beside the store file" in DESCRIBED
