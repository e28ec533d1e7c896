"""An answer is shown with every question, in words."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from lcspr_core import Term, choice, choices, line, number, ref, refs, row_id, rows, text, uncertain_date
from lcspr_core.cases.agencies import Agency
from lcspr_core.cases.people import Person
from lcspr_core.review import Header, Review
from lcspr_core.showing import BLANK, named, shown
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.views import Prose, Section, Table

WORDS = (Term(key="a", title="An apple"), Term(key="b", title="A bear"))


@frozen(kw_only=True)
class Short:
    id: str = row_id()
    what: str = line("What")
    who: str = ref("Who", "agency")


@frozen(kw_only=True)
class Long:
    id: str = row_id()
    what: str = line("What")
    why: str = text("Why")


@frozen(kw_only=True)
class Form:
    title: str = line("Title")
    count: float | None = number("Count")
    on: UncertainDate = uncertain_date("On")
    one: str = choice("One", WORDS)
    many: tuple[str, ...] = choices("Many", WORDS)
    who: tuple[str, ...] = refs("Who", "person")
    story: str = text("Story")
    short: tuple[Short, ...] = rows("Short rows", Short, row_title="Short")
    long: tuple[Long, ...] = rows("Long rows", Long, row_title="Long")
    last: str = line("Last")


REVIEW = (
    Review(header=Header(id="x", title="X", opened_on=date(2026, 1, 5)))
    .with_records("agency", [Agency(id="GP", title="The surgery")])
    .with_records("person", [Person(id="P1", public_code="Rowan"), Person(id="P2")])
)


def test_short_answers_stand_in_a_table_and_long_ones_under_their_own_heading():
    said = Form(
        title="T",
        count=3.0,
        on=UncertainDate(typed="early May"),
        one="a",
        many=("b", "a"),
        who=("P1", "P2"),
        story="Once.",
        short=(Short(what="x", who="GP"),),
        long=(Long(what="x", why="y"), Long()),
    )
    table, story, short, long, last = shown(said, REVIEW)
    assert table.rows == (
        ("Title", "T"),
        ("Count", "3"),
        ("On", "early May"),
        ("One", "An apple"),
        ("Many", "A bear; An apple"),
        ("Who", "Rowan; P2"),
    )
    assert story == Section(title="Story", views=(Prose(text="Once."),))
    assert short.views == (Table(title="Short rows", columns=("What", "Who"), rows=(("x", "The surgery"),)),)
    assert [view.title for view in long.views] == ["Long 1", "Long 2"]
    assert long.views[0].views == (Prose(text="**What** x\n\n**Why** y"),)
    assert long.views[1].views == (Prose(text=BLANK),)
    assert last.rows == (("Last", ""),)


def test_an_empty_form_says_that_nothing_is_written_yet():
    views = shown(Form(), REVIEW)
    assert views[1].views == views[2].views == views[3].views == (Prose(text=BLANK),)
    assert all(answer == "" for _, answer in views[0].rows)


def test_a_question_can_be_left_out():
    assert [type(view) for view in shown(Form(), REVIEW, leave_out=("short", "long", "story"))] == [Table]


def test_a_term_that_is_no_longer_offered_is_shown_as_it_is():
    assert shown(Form(one="gone"), REVIEW)[0].rows[3] == ("One", "gone")


def test_a_thing_is_called_by_what_people_call_it():
    assert [named(REVIEW, name) for name in ("GP", "P1", "P2", "nobody")] == ["The surgery", "Rowan", "P2", "nobody"]
