"""Whatever was typed is read as far as it can be, the rest is said beside its field, and nothing raises."""

from __future__ import annotations

import pytest
from attrs import frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lcspr_core import asking
from lcspr_core.frozen_json import thawed
from lcspr_core.reading import data_of, read
from lcspr_core.timescales.dates import UncertainDate

TERMS = (asking.Term(key="a", title="A"), asking.Term(key="b", title="B"))


@frozen(kw_only=True)
class Voice:
    id: str = asking.row_id()
    who: str = asking.line("Who")
    words: str = asking.text("What they said", needed=True)


@frozen(kw_only=True)
class Episode:
    id: str = asking.row_id()
    title: str = asking.line("Title")
    voices: tuple[Voice, ...] = asking.rows("Voices", Voice, row_title="Voice")


@frozen(kw_only=True)
class Form:
    title: str = asking.line("Title", needed=True)
    story: str = asking.text("Story")
    children: float | None = asking.number("How many children")
    on: UncertainDate = asking.uncertain_date("When")
    one: str = asking.choice("One of", TERMS)
    many: tuple[str, ...] = asking.choices("Any of", TERMS)
    grade: str = asking.scale("Grade", TERMS)
    known: str = asking.yes_no_unclear("Was it known?")
    agency: str = asking.ref("Agency", "agency")
    from_cards: tuple[str, ...] = asking.refs("Cards", "contribution")
    episodes: tuple[Episode, ...] = asking.rows("Episodes", Episode, row_title="Episode", needed=True)


FULL = {
    "title": "One day",
    "children": "1,200",
    "on": {"typed": "12 March 2025"},
    "many": ["a", "b"],
    "episodes": [{"id": "e1", "title": "First", "voices": [{"id": "v1", "who": "police", "words": "We knocked."}]}],
}


def test_a_form_is_read_as_its_class():
    said = read(Form, FULL).said
    assert (said.title, said.children, said.on.typed, said.many) == ("One day", 1200, "12 March 2025", ("a", "b"))
    assert said.episodes == (
        Episode(id="e1", title="First", voices=(Voice(id="v1", who="police", words="We knocked."),)),
    )


def test_what_was_read_can_be_written_and_read_again():
    said = read(Form, FULL).said
    assert read(Form, data_of(said)) == read(Form, FULL)


def test_an_empty_form_is_no_problem_but_says_what_it_wants():
    reading = read(Form, {})
    assert reading.said == Form()
    assert reading.problems == ()
    assert [(one.path, one.sentence) for one in reading.wanting] == [
        ("title", "“Title”: this is still needed."),
        ("episodes", "“Episodes”: at least one is needed."),
    ]


def test_what_a_row_wants_is_said_at_its_place():
    reading = read(Form, {"title": "x", "episodes": [{"id": "e1", "voices": [{"id": "v1"}]}]})
    assert [one.path for one in reading.wanting] == ["episodes.e1.voices.v1.words"]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("title", 5, "“Title”: text is needed here."),
        ("title", "nul \x00", "“Title”: this holds a character that cannot be kept; type it again."),
        ("story", "half a sign \ud83d", "“Story”: this holds a character that cannot be kept; type it again."),
        ("children", "several", "“How many children”: “several” is not a number; write it in figures, as in 12."),
        ("children", "1e999", "“How many children”: write an ordinary number, as in 12."),
        ("on", [], "“When”: text is needed here."),
        ("many", "a", "“Any of”: a list is needed here."),
        ("many", [1], "“Any of”: text is needed here."),
        ("episodes", 7, "“Episodes”: a list of rows is needed here."),
        ("episodes", "e1", "“Episodes”: a list of rows is needed here."),
        ("episodes", ["e1"], "“Episodes”: a row has no id of its own, so it was left out."),
    ],
)
def test_what_cannot_be_read_is_left_empty_and_said(field, typed, sentence):
    reading = read(Form, FULL | {field: typed})
    assert [(one.path, one.sentence) for one in reading.problems] == [(field, sentence)]
    assert getattr(reading.said, field) == getattr(Form(), field)


@pytest.mark.parametrize("name", [None, "", 3, "a.b", "with space", "x" * 65, ["x"]])
def test_a_row_is_known_by_an_id_of_its_own(name):
    rows = [{"id": name, "title": "lost"}, {"id": "e2", "title": "kept"}]
    reading = read(Form, {"title": "x", "episodes": rows})
    assert [row.title for row in reading.said.episodes] == ["kept"]
    assert len(reading.problems) == 1


def test_of_two_rows_with_one_id_the_first_stands_and_the_other_is_said():
    reading = read(Form, {"title": "x", "episodes": [{"id": "e", "title": "one"}, {"id": "e", "title": "two"}]})
    assert [row.title for row in reading.said.episodes] == ["one"]
    assert [one.path for one in reading.problems] == ["episodes"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
ROW = st.fixed_dictionaries({}, optional={"id": ANYTHING, "title": ANYTHING, "voices": ANYTHING})
NAMES = [question.name for question in asking.questions(Form)]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.fixed_dictionaries({}, optional={name: ANYTHING | st.lists(ROW, max_size=3) for name in [*NAMES, "other"]}))
def test_no_data_makes_reading_raise_and_it_is_read_the_same_twice(data):
    reading = read(Form, data)
    assert reading == read(Form, data)
    again = read(Form, thawed(data_of(reading.said)))
    assert again.said == reading.said
    assert again.problems == ()
