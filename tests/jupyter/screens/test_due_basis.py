"""What is due says of each time whether it is statutory, local or a house default, here and across all reviews."""

from __future__ import annotations

from datetime import date

import pytest
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.case import case_views
from lcspr_jupyter.screens.due import DueScreen, ruled
from lcspr_jupyter.screens.due_everywhere import owed

from lcspr_core.timescales.clocks import Basis
from lcspr_core.timescales.editions import editions
from lcspr_core.timescales.rules import rule
from lcspr_core.views import Section

WRITTEN, _, LATEST = editions()


def test_each_line_of_a_review_says_what_its_time_rests_on(gate):
    screen = DueScreen(Desk(gate))
    told = {one["key"]: one["rule"] for group in screen.component.state["groups"] for one in group["items"]}
    assert told
    assert all(words.endswith(tuple(one.value for one in Basis)) for words in told.values())
    assert told["8.2.27-a"] == "5 working days, local"
    assert told["N04"] == "15 working days, statutory"
    screen.choose({"key": "N04"})
    assert "Statutory: National guidance" in screen.component.state["chosen"]["source"][1]


def test_a_time_alone_is_said_in_words():
    assert ruled(rule(">= P7WD before publication"), Basis.HOUSE) == "7 working days, house default"
    assert ruled(rule("none"), Basis.LOCAL) == "local"


@pytest.mark.parametrize(
    ("edition", "words"),
    [
        (WRITTEN.key, ("7 days, local", "Local procedure.")),
        (LATEST.key, ("7 working days, statutory", "Its time is statutory")),
        ("one that is not here", ("7 working days, statutory", "Its time is statutory")),
    ],
)
def test_across_reviews_each_is_read_under_the_edition_of_its_own(edition, words):
    line = {"id": "a", "title": "A", "edition": edition, "dues": [{"duty": "8.2.66-b", "act_by": None, "late": True}]}
    (one,) = owed([line], date(2026, 9, 1))
    assert ruled(one.held.rule, one.held.basis) == words[0]
    assert words[1] in one.held.words


def test_the_page_says_when_the_review_is_likely_to_end_beside_its_first_day(gate):
    state = DueScreen(Desk(gate)).component.state
    assert state["lead"].endswith("Likely to be completed on 17 November 2026; due 29 October 2026.")


def test_the_case_page_shows_each_finish_with_how_its_day_was_found(gate):
    desk = Desk(gate)
    sections = [one for one in case_views(desk.open, date(2026, 9, 1)) if isinstance(one, Section)]
    section = next(one for one in sections if one.title.startswith("The main dates"))
    table = next(one for one in section.views if one.title == "When it is likely to end")
    assert [row[0] for row in table.rows] == ["Decision made", "Review completed", "Report published"]
    assert "The panel's plan ends on 29 October 2026" in table.rows[1][-1]
