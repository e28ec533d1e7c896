"""How a text is read: spans lie inside it, quotations are exempt, and hostile text takes no longer than other text."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lcspr_core.wording.catalogue import Sort
from lcspr_core.wording.matching import remarks
from lcspr_core.wording.quoted import quotations
from lcspr_core.wording.words import STOP, words

PIECES = some.sampled_from(
    [
        "should have",
        "Had she rung, he would have",
        "poor practice",
        "WM3 7JD",
        "The MASH",
        "“",
        "”",
        '"',
        "'",
        "\u2018",
        "\u2019",
        "parents\u2019",
        ".",
        "?\n",
        "\n\n",
        "\n> ",
        "İ",
        "e\u0301",
        "📎",
        "8.2.44",
        "e.g.",
        "-",
    ]
)
TEXTS = some.lists(PIECES | some.text(max_size=6), max_size=24).map(" ".join) | some.text(max_size=200)
SORTS = some.sampled_from(Sort)


@given(TEXTS, SORTS)
def test_every_remark_lies_inside_the_text_and_inside_its_sentence(text, sort):
    for one in remarks(text, sort):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.found
        assert 0 <= one.sentence[0] <= one.start < one.sentence[1] <= len(text)


@given(TEXTS)
def test_quotations_lie_apart_and_inside_the_text(text):
    ends = [0, *(end for _, end in quotations(text))]
    assert all(end <= start for end, (start, _) in zip(ends, quotations(text), strict=False))
    assert all(0 <= start < end <= len(text) for start, end in quotations(text))


@given(TEXTS)
def test_every_word_stands_where_it_is_said_to(text):
    read = words(text)
    assert len(read.tokens) == len(read.spans) == len(read.sentence)
    assert read.tokens[0] == STOP
    assert all(start <= end for start, end in read.spans)
    assert list(read.spans) == sorted(read.spans)


# Not “”, as the text inside may hold marks of its own: anything that says something, and no mark.
PLAIN = some.lists(some.sampled_from(["The", "team", "should have", "lazy", "failed to", "never", "."]), min_size=1)


@given(PLAIN.map(" ".join), some.sampled_from(["“{}”", '"{}"', "\u2018{}\u2019", "«{}»", "'{}'"]))
def test_what_is_quoted_is_exempt(text, marks):
    assert remarks(f"She said {marks.format(text)} to us.") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “they should have rung” and it was lazy.", ["lazy"]),
        ("The parents’ group should have met.", ["should have"]),
        ("It’s the worker’s view that we should have met; it wasn’t lax.", ["should have", "lax"]),
        ("The “plan should have been shared.\n\nThey should have met.”", ["should have", "should have"]),
        ("> It was lazy of us.\nIt was lax.", ["lax"]),
        ("“The team should” have met.", []),
        ("The team should “always” have met.", []),
        ('The mark of 6" pipe was lazy.', ["lazy"]),
    ],
)
def test_only_what_is_quoted_is_exempt(text, found):
    assert [one.found for one in remarks(text) if one.key in {"hindsight", "blame"}] == found


def test_what_identifies_is_remarked_on_in_a_quotation_too():
    assert [one.key for one in remarks("She said “we live at WM3 7JD” and left.")] == ["identity"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two? Three!", 3),
        ("A line that was\nwrapped here. Another", 2),
        ("A heading\nAnother line", 2),
        ("See 8.2.44, e.g. on page 3.5.", 1),
        ("He said “no.” Then he left.", 2),
        ("", 0),
    ],
)
def test_sentences_are_told_apart(text, count):
    assert len(words(text).sentences) == count


def test_a_phrase_does_not_go_on_over_the_end_of_a_sentence():
    assert remarks("This is what we should. Have you read it?") == ()


HOSTILE = """
import itertools, string
from lcspr_core.smart import smart_words
from lcspr_core.wording.catalogue import Sort
from lcspr_core.wording.matching import remarks
N = 50_000
phrases = [
    "should ", "should have ", "if had would have ", "would have if ", "the cause ", "will add a ", "and add the ",
    "mother failed to ", "did not ", "poor work ",
]
signs = [
    "a", " ", "'", '"', "“", "\\u2018a ", "0", "0 ", "1-", "1.", "1/1/", "a@", "a.", "\\n>", "\\n \\n", "x'", "-",
    "AB ", "MASH. ", "e.g.", "\\u0301", "İ", "(",
]
letters = (" ".join(map("".join, itertools.product("BCDFGHJKLM", repeat=4))) * 2)
for text in [letters, *((seed * (N // len(seed) + 1)) for seed in (*phrases, *signs))]:
    found = remarks(text[:N], Sort.FINDING)
    assert all(0 <= one.start < one.end <= N for one in found)
for seed in ("attend ", "policy ", "keep open ", "review the ", "1 May 2027 ", "within six "):
    smart_words((seed * (N // len(seed) + 1))[:N])
"""


def test_hostile_text_is_read_to_its_end():
    """A pattern that goes back over a text would take hours here; the limit is no measure of speed."""
    subprocess.run([sys.executable, "-c", HOSTILE], check=True, timeout=600)
