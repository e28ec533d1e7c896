"""A value knows no clock, no chance and no world: each module of the core is read, and the few that may are listed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import lcspr_core

CORE = Path(lcspr_core.__file__).parent

# What is no value module: these keep files, ship a case, and find and examine plugins; the last read finished files.
ROOMS = ("store/", "demonstration/", "conformance/", "plugins.py")
READERS = ("html_text.py", "office_text.py", "pdf_text.py", "scan.py", "ordinary_words.py", "pictures.py")
NO_VALUES = (*ROOMS, *(f"release/{name}" for name in READERS))
# A library that a value may rest on, because it computes and does nothing else. A new one is added here, or not at all.
LIBRARIES = """
__future__ _csv ahocorasick_rs attrs bisect calendar cattrs collections csv datetime enum functools hashlib
heapq holidays icalendar io itertools json lcspr_core math networkx operator pluggy pygraphviz rapidfuzz re
statistics string types typing unicodedata zlib
"""
PURE = frozenset(LIBRARIES.split())
CLOCK = frozenset({"now", "today", "utcnow"})
READING = {"open", "read_text", "read_bytes", "iterdir", "glob", "rglob", "exists", "stat"}
FILES = frozenset({*READING, "write_text", "write_bytes", "mkdir", "unlink", "rename"})
BUILT_IN = frozenset({"open", "input", "print", "exec", "eval", "compile", "__import__", "breakpoint"})
CHANCE = frozenset({"minted", "uuid4", "uuid1"})

# The places that mint ids, and those that read a table that ships with the core or bytes they were handed.
LISTED = {
    ("asking.py", "uuid"): "a row's id is minted when the row is added",
    ("asking.py", "uuid4"): "the same",
    ("asking.py", "minted"): "the same",
    ("evidence/cards.py", "uuid"): "a card that brought no number gets an id when it is read in",
    ("evidence/cards.py", "uuid4"): "the same",
    ("wording/tables.py", "pathlib"): "the catalogue is tables that ship beside the module",
    ("wording/tables.py", "open"): "the same",
    ("timescales/clocks.py", "pathlib"): "the clocks are a table that ships beside the module",
    ("timescales/clocks.py", "open"): "the same",
    ("timescales/duties.py", "pathlib"): "the duties are tables that ship beside the module",
    ("timescales/duties.py", "glob"): "the same",
    ("timescales/duties.py", "open"): "the same",
    ("timescales/editions.py", "pathlib"): "the editions are a table that ships beside the module",
    ("timescales/editions.py", "open"): "the same",
    ("procedure/answered_at.py", "pathlib"): "where each check is answered is a table that ships beside the module",
    ("procedure/answered_at.py", "open"): "the same",
    ("procedure/consequences.py", "pathlib"): "what follows is a table that ships beside the module",
    ("procedure/consequences.py", "open"): "the same",
    ("procedure/coverage.py", "pathlib"): "the paragraphs are a table that ships with the core",
    ("procedure/coverage.py", "open"): "the same",
    ("procedure/repeats.py", "pathlib"): "words that say nothing are a list that ships beside the module",
    ("procedure/repeats.py", "read_text"): "the same",
    ("notebook/appointing.py", "pathlib"): "reads the file of appointments that it is handed the name of",
    ("notebook/appointing.py", "open"): "the same",
    ("panels/pair_rules.py", "pathlib"): "the pair rules are a table that ships beside the module",
    ("panels/pair_rules.py", "open"): "the same",
    ("procedure/letters/templates.py", "stat"): "a partnership's own template is a file, read here alone",
    ("procedure/letters/templates.py", "pathlib"): "the same",
    ("procedure/letters/templates.py", "read_text"): "the same",
    ("procedure/letters/templates.py", "open"): "the same",
    ("procedure/letters/writing.py", "pathlib"): "hands the folder of the templates on",
}


def worldly(text: str) -> Iterator[tuple[int, str]]:
    """Find what makes a module depend on the hour, on chance or on anything outside: its line, and the name."""
    tree = ast.parse(text)
    dates = set(_from_datetime(tree))
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                yield from ((node.lineno, top) for one in node.names if (top := one.name.split(".")[0]) not in PURE)
            case ast.ImportFrom() if not node.level:
                top = (node.module or "").split(".")[0]
                if top not in PURE:
                    yield node.lineno, top
                yield from ((node.lineno, one.name) for one in node.names if one.name in CHANCE)
            case ast.Attribute() if node.attr in (CLOCK if _root(node) in dates else FILES | CHANCE):
                yield node.lineno, node.attr
            case ast.Name() if node.id in BUILT_IN | CHANCE:
                yield node.lineno, node.id
            case _:
                pass


def _from_datetime(tree: ast.Module) -> Iterator[str]:
    """Return by which names a module knows days and hours: a value may have a field that is called today."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "datetime":
            yield from (one.asname or one.name for one in node.names)
        if isinstance(node, ast.Import):
            yield from (one.asname or one.name for one in node.names if one.name == "datetime")


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def modules() -> dict[str, str]:
    found = {path.relative_to(CORE).as_posix(): path for path in sorted(CORE.rglob("*.py"))}
    return {name: path.read_text("utf-8") for name, path in found.items() if not name.startswith(NO_VALUES)}


def test_no_value_module_knows_the_hour_chance_or_the_world():
    found = [
        f"lcspr_core/{name}, line {line}: {what}"
        for name, text in modules().items()
        for line, what in worldly(text)
        if (name, what) not in LISTED
    ]
    assert not found, "\n" + "\n".join(found)


def test_every_line_of_the_list_is_needed():
    used = {(name, what) for name, text in modules().items() for _, what in worldly(text)}
    assert set(LISTED) <= used, set(LISTED) - used


@pytest.mark.parametrize(
    "breach",
    [
        "from datetime import datetime\nx = datetime.now()",
        "import datetime\nx = attrs.field(factory=datetime.date.today)",
        "from datetime import datetime as d\nx = d.utcnow()",
        "import time",
        "import random",
        "from secrets import token_hex",
        "import os.path",
        "import socket",
        "from pathlib import Path",
        "import uuid",
        "x = open('x')",
        "x = place.read_text()",
        "from lcspr_core.asking import minted\nx = minted()",
        "x = asking.minted",
        "from urllib.request import urlopen",
        "import sqlcipher3",
        "print('x')",
    ],
)
def test_a_breach_is_seen(breach):
    assert list(worldly(breach))


def test_a_value_module_passes():
    assert not list(
        worldly("from datetime import date\n\ndef late(due: date, today: date) -> bool:\n    return due < today")
    )


def test_a_breach_in_a_module_of_the_core_is_seen():
    text = modules()["timescales/working_days.py"] + "\n\ndef due():\n    return date.today()\n"
    assert [what for _, what in worldly(text)] == ["today"]
