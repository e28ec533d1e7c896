"""SHOWN.md says which test shows which promise: each test that it names is there, and none is left without a word.

At the end stand the few promises about the repository itself, which no room's tests would keep.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from attrs import frozen

import make

HOUSE = Path(make.__file__).resolve().parent
SHOWN = HOUSE / "tests" / "SHOWN.md"
HEADINGS = (
    "Set-up",
    "Core",
    "SILP plugin",
    "Front end",
    "Rights",
    "Appendix",
    "Plugin authors",
    "Shown by",
    "Cases",
    "Panels",
    "People who work here",
    "Timescales",
    "Wording and strength",
    "After the report",
    "Pages",
    "Command line and Python",
    "The procedure, shown by",
)
HEAD = ("Claim", "Shown by", "Seen to fail")
NAMED = re.compile(r"`([\w./-]+\.py)::(\w+)`")
NOT_SHOWN = re.compile(r"\*\*not shown\*\*: \S.+")


@frozen
class Row:
    """One claim, with the tests that show it and how they were seen to fail."""

    heading: str
    cells: tuple[str, ...]


def rows(text: str) -> Iterator[Row]:
    """Return every row of every table, below the heading that it stands under."""
    heading = ""
    for line in text.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        if line.startswith("|") and cells != HEAD and set(line) - set("|-: "):
            yield Row(heading, cells)


def faults(row: Row) -> Iterator[str]:
    """Say what is wrong with a row: its form, its silence, or a test that is not there."""
    if len(row.cells) != len(HEAD) or not row.cells[0]:
        yield "is not a claim, what shows it, and how it was seen to fail"
        return
    _, shown, seen = row.cells
    if bool(NAMED.search(shown)) == bool(NOT_SHOWN.fullmatch(shown)):
        yield "needs a test, or “**not shown**: ” and what is missing"
    if "::" in NAMED.sub("", shown + seen):
        yield "names a test in another way than `path.py::test_name`"
    for path, name in NAMED.findall(shown + seen):
        if name not in functions(path):
            yield f"names {path}::{name}, which is not there"


@cache
def functions(path: str) -> frozenset[str]:
    """Return the tests that a file defines; none where there is no such file."""
    place = HOUSE / path
    if not path.startswith("tests/") or not place.is_file():
        return frozenset()
    tree = ast.parse(place.read_text("utf-8"))
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_"))


def test_each_promise_names_tests_that_are_there_or_says_that_it_is_not_shown():
    wrong = [
        f"{row.heading}: {row.cells[0]} – {fault}" for row in rows(SHOWN.read_text("utf-8")) for fault in faults(row)
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_every_heading_has_its_rows():
    assert tuple(dict.fromkeys(row.heading for row in rows(SHOWN.read_text("utf-8")))) == HEADINGS


HERE = "`tests/test_shown.py::test_every_heading_has_its_rows`"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("| A claim | `tests/test_shown.py::test_that_is_not_there` | |", "is not there"),
        ("| A claim | `tests/test_nowhere.py::test_it` | |", "is not there"),
        ("| A claim | `tests/test_shown.py::rows` | |", "is not there"),
        ("| A claim | `make.py::main` | |", "is not there"),
        ("| A claim | | |", "needs a test"),
        ("| A claim | of course | |", "needs a test"),
        ("| A claim | **not shown** | |", "needs a test"),
        (f"| A claim | **not shown**: but {HERE} | |", "needs a test"),
        ("| A claim | tests/test_shown.py::test_it | |", "in another way"),
        (f"| A claim | {HERE} | yes: `tests/test_shown.py::test_gone` |", "is not there"),
        (f"| {HERE} | |", "is not a claim"),
        (f"| | {HERE} | |", "is not a claim"),
    ],
)
def test_a_row_that_shows_nothing_is_found(line, fault):
    (row,) = rows(f"## Core\n\n| Claim | Shown by | Seen to fail |\n|---|---|---|\n{line}\n")
    assert any(fault in one for one in faults(row))


@pytest.mark.parametrize("shown", [HERE, f"{HERE} {HERE}", "**not shown**: nobody has looked"])
def test_a_sound_row_passes(shown):
    (row,) = rows(f"## Core\n| Claim | Shown by | Seen to fail |\n|---|---|---|\n| A claim | {shown} | |")
    assert (row.heading, list(faults(row))) == ("Core", [])


# --- promises about the repository itself -----------------------------------------------------------------------------


def test_every_target_calls_one_script_that_needs_the_standard_library_alone():
    imported = [
        one
        for one in ast.walk(ast.parse(Path(make.__file__).read_text()))
        if isinstance(one, ast.Import | ast.ImportFrom)
    ]
    names = {alias.name for one in imported if isinstance(one, ast.Import) for alias in one.names}
    names |= {str(one.module) for one in imported if isinstance(one, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= set(sys.stdlib_module_names)
    recipes = [line for line in (HOUSE / "Makefile").read_text().splitlines() if line.startswith("\t")]
    assert recipes == ["\t@$(PYTHON) make.py $@"]


def test_what_is_untried_is_said():
    for told in (str(make.__doc__), (HOUSE / "README.md").read_text("utf-8")):
        assert re.search(r"Windows.*untried|macOS.*untried", told, re.DOTALL)


@pytest.mark.parametrize(("command", "marked"), [("stories", "story"), ("bench", "bench"), ("soak", "soak")])
def test_each_target_runs_what_is_marked_for_it(monkeypatch, command, marked):
    called = []
    monkeypatch.setattr(make, "install", lambda _: None)
    monkeypatch.setattr(make, "ensure_chromium", lambda: None)
    monkeypatch.setattr(make, "call", lambda words: called.append(words) or 0)
    assert make.main([command]) == 0
    assert called[0][1:5] == ["-m", "pytest", "-m", marked]


def test_each_story_file_is_marked_as_one():
    in_a_browser = [
        one for one in (HOUSE / "tests/jupyter/server").glob("test_*.py") if "sync_playwright" in one.read_text("utf-8")
    ]
    stories = [*(HOUSE / "tests" / "stories").glob("test_*.py"), *in_a_browser]
    assert len(stories) > len(in_a_browser) > 0
    marked = re.compile(r"^pytestmark = pytest\.mark\.(story|soak)\b", re.MULTILINE)
    assert [one.name for one in stories if not marked.search(one.read_text("utf-8"))] == []


def test_the_licence_is_mit():
    assert (HOUSE / "LICENSE").read_text("utf-8").startswith("MIT License")
    assert 'license = "MIT"' in (HOUSE / "pyproject.toml").read_text("utf-8")


def test_the_readme_shows_a_picture_that_is_there():
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (HOUSE / "README.md").read_text("utf-8"))
    assert pictures
    assert all((HOUSE / one).read_bytes().startswith(b"\x89PNG") for one in pictures)
