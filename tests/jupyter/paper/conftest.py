"""A notebook that was run, with every kind of view in it, and the same with hostile text in every field."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from lcspr_jupyter.paper.html import show
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from lcspr_core.views import (
    Arrow,
    Bespoke,
    Diagram,
    Grid,
    Node,
    Prose,
    Quote,
    Quotes,
    Section,
    Table,
    View,
    VoiceKind,
)

HOSTILE = (
    '<script>alert(1)</script><img src=x onerror=alert(2)> #import "@preview/x:1.0.0": * #eval("1") $x$ *b* _e_ '
    "= h [link](http://evil.example/a) ![i](http://evil.example/b) <https://evil.example> `c` \\ @ref <label> "
    "=cmd()|A1 ]]> &amp; {{ 7*7 }} {% raw %} \"quoted\" 'single' </style></svg> \x00\x0b\x1f\ud800\ufffe\u202e end"
)

ABOUT = {
    "title": "Learning and recommendations",
    "review": "Juniper",
    "marking": "OFFICIAL-SENSITIVE",
    "edition": "internal",
    "made_on": "2026-09-01",
    "audit_head": "9f2c1b7e",
    "language": "en-GB",
}


def every_view(text: Callable[[str], str] = str) -> tuple[View, ...]:
    """Return a view of each kind, each of its texts passed through a function."""
    diagram = Diagram(
        title=text("What led to what"),
        nodes=(
            Node(
                id="a",
                label=text("Two posts empty"),
                kind=text("pressure"),
                level=text("Team"),
                note=text("4 accounts"),
            ),
            Node(id="b", label=text("Nobody rang"), kind=text("outcome"), level=text("Outcome"), lane=text("A lane")),
        ),
        arrows=(Arrow(source="a", target="b", kind=text("leads"), label=text("made likelier")),),
        in_words=text("Two empty posts made it likelier that nobody rang."),
        levels=(text("Team"), text("Outcome")) if text is str else (text("Team"),),
        kinds={text("pressure"): text("A pressure")},
    )
    quotes = tuple(
        Quote(words=text(f"Words of kind {kind}"), voice=kind, who=text("School"), when=text("12 March 2025"))
        for kind in VoiceKind
    )
    return (
        Section(
            title=text("What was said"),
            views=(
                Prose(
                    text=text("A *first* paragraph with **weight**.\n\n- one\n- two\n  1. deep\n\n3. three\n4. four")
                ),
                Quotes(title=text("In their own words"), quotes=quotes),
                Section(title=text("By agency"), views=(_grid(text), _table(text))),
            ),
        ),
        Section(title=text("From words to change"), views=(diagram, _bespoke(text))),
    )


def _grid(text):
    return Grid(
        title=text("Theme by agency"),
        row_heads=(text("Each waits"), text("What helped")),
        column_heads=(text("School"), text("Police")),
        counts=((5, 0), (2, 1)),
        corner=text("Theme"),
    )


def _table(text):
    rows = ((text("1"), text("Change the form")), (text("2"), text("Ring each agency\nand note it")))
    return Table(title=text("Recommendations"), columns=(text("No."), text("What")), rows=rows)


def _bespoke(text):
    empty = Table(title=text("Withdrawn"), columns=(text("No."),), rows=(), empty=text("None was."))
    return Bespoke(title=text("A loom"), module="export default {}", data={"x": text("d")}, fallback=empty)


def run_notebook(views: tuple[View, ...], **about: str) -> NotebookNode:
    """Return a notebook as it is after it was run: a title, a cell with noise beside its views."""
    noise = new_output("stream", name="stderr", text="/home/reviewer/secret.py: warning")
    shown = new_output("execute_result", data=show(views)._repr_mimebundle_(), execution_count=1)
    other = new_output("display_data", data={"text/html": "<b>stray html</b>", "text/plain": "stray text"})
    code = new_code_cell("appendix('learning')  # the code itself", execution_count=1, outputs=[noise, shown, other])
    notebook = new_notebook(cells=[new_markdown_cell("# Learning and recommendations\n\nWritten *here*."), code])
    notebook.metadata["lcspr"] = {**ABOUT, **about}
    return notebook


@pytest.fixture
def notebook() -> NotebookNode:
    return run_notebook(every_view())


@pytest.fixture(scope="module")
def with_every_view() -> NotebookNode:
    return run_notebook(every_view())


@pytest.fixture
def hostile() -> NotebookNode:
    return run_notebook(
        every_view(lambda text: f"{text} {HOSTILE}"), title=f"T {HOSTILE}", review=HOSTILE, marking=HOSTILE
    )


@pytest.fixture
def with_views() -> Callable[..., NotebookNode]:
    return run_notebook


@pytest.fixture
def page_text() -> Callable[[bytes], str]:
    return text_of_pdf


def text_of_pdf(pdf: bytes) -> str:
    """Return a PDF's text, page by page, through the letters that its fonts say each glyph stands for."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return "\f".join(_page_text(page) for page in opened.pages)


def _page_text(page: pikepdf.Page) -> str:
    letters = {name: _letters(font) for name, font in page.Resources.Font.items()}
    out, current = [], {}
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator == "Tf":
            current = letters[str(instruction.operands[0])]
        elif operator in {"Tj", "TJ"}:
            given = instruction.operands[0]
            parts = given if operator == "TJ" else [given]
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            step = len(next(iter(current)))  # a code has one byte or two, as the font has it
            out.append("".join(current.get(codes[i : i + step], "?") for i in range(0, len(codes), step)))
    return "".join(out)


def _letters(font: pikepdf.Dictionary) -> dict[bytes, str]:
    """The font's own table from codes to letters."""
    text = font.ToUnicode.read_bytes().decode("ascii")
    found: dict[bytes, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, letters in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[bytes.fromhex(code)] = _decoded(letters)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, begin, each in re.findall(r"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[(.*?)\])", block, re.DOTALL):
            codes = range(int(first, 16), int(last, 16) + 1)
            given = re.findall(r"<(\w+)>", each) or [f"{int(begin, 16) + n:0{len(begin)}x}" for n in range(len(codes))]
            found |= {
                code.to_bytes(len(first) // 2, "big"): _decoded(letters)
                for code, letters in zip(codes, given, strict=True)
            }
    return found


def _decoded(letters: str) -> str:
    return bytes.fromhex(letters).decode("utf-16-be")
