"""An appendix of 30 pages in all three formats, against nbconvert's own HTML of the same notebook in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import pikepdf
import pytest
from lcspr_jupyter.paper.html import show
from lcspr_jupyter.paper.run import export
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from lcspr_core.views import Arrow, Diagram, Grid, Node, Prose, Quote, Quotes, Section, Table, View, VoiceKind

BUDGET = 2.0  # design: within twice the time of nbconvert's HTML alone
PAGES = 30
THEMES, ROUNDS = 20, 15
TEXT = (
    "A step that one agency closes on paper is read by the others as done, and nobody asks what is happening at night. "
)
pytestmark = pytest.mark.bench


def theme(number: int) -> Section:
    """A theme as appendices have it: prose, eight people's words, what it tells us."""
    kinds = list(VoiceKind)
    quotes = tuple(
        Quote(words=TEXT * (1 + n % 2), voice=kinds[n % len(kinds)], who="Health visiting", when="12 March 2025")
        for n in range(8)
    )
    learned = Prose(text=f"**What this tells us.** {TEXT * 3}\n\n1. {TEXT}\n2. {TEXT}\n3. *{TEXT.strip()}*")
    return Section(title=f"Theme {number}", views=(Prose(text=TEXT * 4), Quotes(quotes=quotes), learned))


def map_of_causes() -> Diagram:
    """Thirty factors on five levels, as a root cause map has them."""
    levels = ("Partnership", "Agency", "Team", "Work", "Outcome")
    nodes = tuple(Node(id=str(n), label=f"Factor {n}: {TEXT[:50]}", kind="f", level=levels[n % 5]) for n in range(30))
    arrows = tuple(Arrow(source=str(n), target=str((n * 7 + 1) % 30), kind="leads") for n in range(30))
    return Diagram(title="What led to what", nodes=nodes, arrows=arrows, in_words=TEXT * 2, levels=levels)


def views() -> tuple[View, ...]:
    """About thirty pages."""
    agencies = ("School", "Police", "Hospital", "Housing", "Health visiting", "GP")
    counts = tuple(tuple((n * k) % 9 for k in range(len(agencies))) for n in range(THEMES))
    heads = tuple(f"Theme {n}" for n in range(THEMES))
    rows = tuple((str(n), TEXT * 2, "The Head of Assessment", "31 December 2026", TEXT) for n in range(12))
    return (
        Section(title="Where", views=(Grid(title="Counts", row_heads=heads, column_heads=agencies, counts=counts),)),
        Section(title="Themes", views=tuple(theme(n) for n in range(THEMES))),
        Section(title="Map", views=(map_of_causes(),)),
        Section(title="Change", views=(Table(title="Do", columns=("No.", "What", "Who", "When", "How"), rows=rows),)),
    )


def notebook() -> NotebookNode:
    """The run notebook, with the HTML that it shows and the views that the exporters read."""
    output = new_output("execute_result", data=show(views())._repr_mimebundle_(), execution_count=1)
    cells = [
        new_markdown_cell("# Learning"),
        new_code_cell("appendix('learning')", execution_count=1, outputs=[output]),
    ]
    made = new_notebook(cells=cells)
    made.metadata["lcspr"] = {"title": "Learning", "made_on": "2026-09-01"}
    return made


def seconds(deed: Callable[[], object]) -> float:
    """How long one deed took."""
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun


def told(pages: int, ratio: float, ours: list[float], theirs: list[float], first: float) -> str:
    """One line for the person who reads the figures."""
    times = f"{median(ours) * 1000:.0f} and {median(theirs) * 1000:.0f} ms"
    return f"{pages} pages in three formats: {ratio:.2f} x nbconvert's HTML (medians {times}; first time {first:.2f} x)"


def test_thirty_pages_in_three_formats(tmp_path, capsys):
    given = notebook()

    def ours() -> None:
        export(given, ["html", "docx", "pdf"], tmp_path)

    def theirs() -> None:
        (tmp_path / "theirs.html").write_text(HTMLExporter().from_notebook_node(given)[0], encoding="utf-8")

    first = 1 / seconds(theirs) * seconds(ours)  # fonts, templates and stylesheets are read here
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS)]  # turn by turn, so both meet the same machine
    times = [list(side) for side in zip(*pairs, strict=True)]
    ratio = median(one / other for one, other in pairs)
    with pikepdf.open(tmp_path / "learning.pdf") as pdf:
        pages = len(pdf.pages)
    with capsys.disabled():
        print(f"\n{told(pages, ratio, *times, first)}")
    assert pages >= PAGES
    assert ratio <= BUDGET
