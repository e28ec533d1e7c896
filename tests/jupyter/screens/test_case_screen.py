"""The case on one page: its tables, and what plugins show of any review, one that stops named in its place."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.answer_editor import AnswerEditor
from lcspr_jupyter.screens.case import CaseScreen

from lcspr_core.hookspecs import hookimpl
from lcspr_core.plugins import GROUP, load
from lcspr_core.procedure.steps import PROCEDURE, STRAND
from lcspr_core.views import Prose


class Looking:
    """A plugin that looks at any review."""

    @staticmethod
    @hookimpl
    def lcspr_views(review):
        return [Prose(text=f"Seen by a plugin: {review.header.title}.")]


class Stopping:
    """A plugin that stops when it looks."""

    @staticmethod
    @hookimpl
    def lcspr_views(review):
        raise RuntimeError(review)


class Point(EntryPoint):
    """An entry point whose plugin is at hand."""

    def load(self):
        return {"looking": Looking, "stopping": Stopping}[self.name]


def shown(gate, *names):
    desk = Desk(gate, loaded=load([Point(name=name, value="x:y", group=GROUP) for name in names]))
    (output,) = CaseScreen(desk).page.outputs
    return output["data"]["text/html"]


def test_what_a_plugin_shows_of_any_review_stands_on_the_case(gate):
    page = shown(gate, "looking")
    assert "Added by plugins" in page
    assert "Seen by a plugin: Juniper." in page


def test_one_that_stops_is_named_in_its_place_and_the_rest_stands(gate):
    page = shown(gate, "stopping", "looking")
    assert "“stopping”" in page
    assert "Seen by a plugin: Juniper." in page


@pytest.mark.parametrize(
    "heading", ["The main dates, and how each was counted", "Agencies and what they sent", "Chronology"]
)
def test_without_plugins_the_case_has_its_own_tables_and_no_empty_heading(gate, heading):
    page = shown(gate)
    assert heading in page
    assert "Added by plugins" not in page


def test_what_is_looked_up_waits_folded_with_a_count_of_its_lines(gate):
    page = shown(gate)
    assert '<summary><h2>People, by code</h2> <span class="count">(54)</span></summary>' in page
    assert "Agencies (9), Agency returns (9)" in page
    assert page.index("The main dates") < page.index('<details class="fold">')


def test_what_somebody_unfolded_is_not_drawn_anew_while_nothing_changed(gate):
    screen = CaseScreen(Desk(gate))
    before = screen.page.outputs
    screen.show()
    assert screen.page.outputs is before


def written(desk, key, **said):
    here = AnswerEditor(desk, PROCEDURE.step(key), (), STRAND)
    for path, value in said.items():
        here.edit({"path": path, "value": value})


def test_the_case_says_when_it_was_decided_and_how_it_goes(gate):
    desk = Desk(gate)
    written(desk, "decision", decided_on="28 April 2026")
    assert "The decision was made on 28 April 2026. This page is as at 1 September 2026." in shown(gate)
    written(desk, "publication", published_on="31 August 2026")
    assert "The report is out; actions go on. The decision" in shown(gate)
