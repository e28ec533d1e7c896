"""What the learning-event methodology was to bring: its roles, its phases and timing, and each document by name."""

from __future__ import annotations

import pytest

from lcspr_core.views import Prose, Section, Table
from methodologies.silp import SILP

WANTED = {"scoping_note", "agency_reports", "event_record", "recall_log", "overview_report"}


def test_every_step_says_its_phase_its_usual_time_and_who_answers_it():
    roles = {role.key for role in SILP.roles}
    for step in SILP.steps:
        assert step.phase, step.key
        assert step.timing, step.key
        assert step.answered_by, step.key
        assert set(step.answered_by) <= roles, step.key


def test_every_document_that_was_asked_for_is_there():
    assert {one.key for one in SILP.artefacts} >= WANTED


def _words(view) -> str:
    if isinstance(view, Section):
        return " ".join([view.title, *map(_words, view.views)])
    return str(view.rows) if isinstance(view, Table) else view.text if isinstance(view, Prose) else ""


@pytest.mark.parametrize("question", ["trigger", "support"])
def test_the_scoping_note_says_what_was_scoped(bracken, question):
    note = next(one for one in SILP.artefacts if one.key == "scoping_note")
    said = bracken.one("answer", "lead.scoping").data[question]
    assert said
    assert said in " ".join(map(_words, note.compose(bracken)))
