"""The small Markdown: paragraphs, emphasis and lists; everything else is what was typed."""

from __future__ import annotations

import pytest
from lcspr_jupyter.paper.blocks import Heading, Listing, Paragraph, Run
from lcspr_jupyter.paper.lettering import legible, width_of, wrapped
from lcspr_jupyter.paper.prose import blocks_of


def text_of(blocks):
    return "|".join("".join(run.text for run in block.runs) for block in blocks)


def test_emphasis_becomes_runs():
    (paragraph,) = blocks_of("a *b **c*** d")
    assert paragraph.runs == (
        Run(text="a "),
        Run(text="b ", emphasis=True),
        Run(text="c", emphasis=True, strong=True),
        Run(text=" d"),
    )


def test_lists_nest_and_keep_their_start():
    (listing,) = blocks_of("3. three\n   - inner\n4. four")
    assert (listing.ordered, listing.start, len(listing.items)) == (True, 3, 2)
    assert isinstance(listing.items[0][1], Listing)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("<b>x</b>", "<b>x</b>"),
        ("<div>\nx\n</div>", "<div>\nx\n</div>"),
        ("[name](http://a.b/c)", "name (http://a.b/c)"),
        ("![picture](http://a.b/c)", "picture"),
        ("<http://a.b/c>", "http://a.b/c"),
        ("`code` &amp; more", "code &amp; more"),
        ("    block", "block"),
        ("| a |\n|---|", "| a | |---|"),
        ("$x$ #import = y", "$x$ #import = y"),
        ("one\ntwo  \nthree", "one two\nthree"),
    ],
)
def test_everything_else_stays_text(typed, text):
    assert text_of(blocks_of(typed)) == text


def test_headings_are_read_only_where_a_notebook_writes_them():
    assert blocks_of("## A *b*", headings=True) == (Heading(text="A b", level=2),)
    assert blocks_of("## A") == (Paragraph(runs=(Run(text="A", strong=True),)),)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\x00b\x0b\x1f\x7f\x9fc", "abc"),
        ("Ty\u200bl\u00ader\ufeff", "Tyler"),
        ("\u202eabc\u2066", "abc"),
        ("a\ud800b\uffff", "a\ufffdb\ufffd"),
        ("a\r\nb\u2028c\rd", "a\nb\nc\nd"),
        ("żółć £ “x” – é", "żółć £ “x” – é"),
    ],
)
def test_unseen_letters_go_and_all_others_stay(given, kept):
    assert legible(given) == kept


def test_lines_are_broken_to_a_width_and_what_is_cut_is_shown_as_cut():
    lines = wrapped("Everyone saw a piece of the night " * 20, 150, 14, most=4)
    assert len(lines) == 4
    assert lines[-1].endswith(" …")
    assert all(width_of(line, 14) <= 150 for line in lines[:-1])


def test_a_word_longer_than_a_line_is_broken_and_loses_nothing():
    word = "hippopotomonstrosesquippedaliophobia"
    assert "".join(wrapped(word, 60, 14)) == word
