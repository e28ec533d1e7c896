"""Only views and Markdown are read from a notebook, and never from one that failed or changed since it ran."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import asdict
from lcspr_jupyter.paper.blocks import Figure, Heading, Rows
from lcspr_jupyter.paper.reading import appendix, seal
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from lcspr_core.errors import Unreadable
from lcspr_core.views import Diagram, Prose, Section


def headings(document):
    return [(block.level, block.text) for block in document.blocks if isinstance(block, Heading)]


def test_views_and_markdown_are_read_in_order_and_numbered(notebook):
    document = appendix(notebook)
    assert headings(document) == [(2, "What was said"), (3, "By agency"), (2, "From words to change")]
    captions = [block.caption for block in document.blocks if isinstance(block, Rows | Figure)]
    assert captions == [
        "Table 1. Theme by agency",
        "Table 2. Recommendations",
        "Figure 1. What led to what",
        "Table 3. Withdrawn",
    ]


def test_code_streams_and_other_outputs_are_not_read(notebook):
    everything = str([asdict(block) for block in appendix(notebook).blocks])
    assert "Written " in everything
    for stray in ("the code itself", "secret.py", "stray", "execution"):
        assert stray not in everything


def test_no_level_of_heading_is_left_out(with_views):
    deep = Section(title="b", views=(Section(title="c", views=()),))
    notebook = with_views((Section(title="a", views=(deep,)),))
    notebook.cells.insert(1, new_markdown_cell("#### Four at once"))
    assert headings(appendix(notebook)) == [(2, "Four at once"), (3, "a"), (4, "b"), (5, "c")]


def test_there_is_one_title_and_another_like_it_becomes_a_heading(with_views):
    notebook = with_views(())
    notebook.cells.append(new_markdown_cell("# Another\n\n### Below"))
    assert headings(appendix(notebook)) == [(2, "Another"), (3, "Below")]


def test_what_the_document_says_of_itself(notebook):
    about = appendix(notebook).about
    assert about.line == "Juniper · Internal edition, not for publication · made on 1 September 2026"
    assert about.closing[-1] == "Head of the audit chain when this was made: 9f2c1b7e"


def test_a_notebook_that_says_nothing_of_itself_gets_the_strictest_marking(notebook):
    del notebook.metadata["lcspr"]
    about = appendix(notebook, today=date(2026, 3, 4)).about
    assert (about.title, about.marking, about.edition) == (
        "Learning and recommendations",
        "OFFICIAL-SENSITIVE",
        "internal",
    )
    assert about.made == "4 March 2026"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"edition": "secret"}, "edition should be internal or public"),
        ({"language": "English"}, "language should be written like en-GB"),
        ({"made_on": "yesterday"}, "should be written like 2026-07-14"),
    ],
)
def test_what_cannot_be_right_is_refused(notebook, given, reason):
    notebook.metadata["lcspr"].update(given)
    with pytest.raises(Unreadable, match=reason):
        appendix(notebook)


def test_a_failed_cell_is_refused_and_not_quoted(notebook):
    failed = new_output("error", ename="KeyError", evalue="Tyler", traceback=["Tyler"])
    notebook.cells.append(new_code_cell("x", execution_count=2, outputs=[failed]))
    with pytest.raises(Unreadable, match="Cell 3 of the notebook ended in an error") as refused:
        appendix(notebook)
    assert "Tyler" not in str(refused.value)


def test_a_cell_that_never_ran_is_refused(notebook):
    notebook.cells.append(new_code_cell("x"))
    with pytest.raises(Unreadable, match="Cell 3 of the notebook has not been run"):
        appendix(notebook)


def test_cells_run_out_of_order_are_refused(notebook):
    notebook.cells.insert(0, new_code_cell("x", execution_count=7))
    with pytest.raises(Unreadable, match="Cell 3 of the notebook was changed, or was run out of order"):
        appendix(notebook)


def test_a_cell_changed_since_it_ran_is_refused(notebook):
    seal(notebook)
    assert appendix(notebook).blocks
    notebook.cells[1].source += "\n# changed"
    with pytest.raises(Unreadable, match="Cell 2 of the notebook was changed"):
        appendix(notebook)


def test_outputs_that_are_no_views_of_this_version_are_refused(notebook):
    data = {"application/vnd.lcspr.view+json": [{"view": "hologram"}]}
    notebook.cells.append(
        new_code_cell("x", execution_count=2, outputs=[new_output("display_data", data=data)]),
    )
    with pytest.raises(Unreadable, match="View 1 cannot be read: its kind is none of those known here"):
        appendix(notebook)


def test_a_diagram_without_words_is_refused_in_every_format(with_views):
    silent = Diagram(title="t", nodes=(), arrows=(), in_words="  ")
    with pytest.raises(
        Unreadable, match="Diagram 1 has no words .*, so the document was not made: whoever made the diagram"
    ):
        appendix(with_views((Prose(text="x"), silent)))
