"""Each question of the terms stands beside every report: answered, left open, or not read yet."""

from __future__ import annotations

from lcspr_core.panels.terms import Question, TermsOfReference
from lcspr_core.procedure.answering_terms import coverage
from lcspr_core.procedure.steps import PROCEDURE
from tests.core.procedure.making import answered, day, empty

QUESTIONS = (Question(id="q1", words="What was known?"), Question(id="q2", words="Who was told?"))
TERMS = TermsOfReference(id="terms-1", version="1.0", questions=QUESTIONS)
READ = {"id": "HV", "agency": "HV", "came_on": day("2 July 2026"), "terms": "partly", "open_terms": ["q2"]}


def table(review):
    (found,) = coverage(review)
    return found


def scrutinised(*rows, draft=()):
    review = answered(empty().with_records("terms", [TERMS]), "agency_scrutiny", reports=[*rows])
    return answered(review, "overview_draft", terms=[*draft])


def test_each_question_stands_beside_every_report():
    draft = [{"id": "q1", "where": "Part 3.2"}, {"id": "q2", "cannot": "No log was kept."}]
    found = table(scrutinised(READ, {"id": "POL", "agency": "POL"}, draft=draft))
    assert found.columns == ("Question", "HV", "POL", "Overview report")
    assert found.rows == (
        ("What was known?", "answered", "not here yet", "Part 3.2"),
        ("Who was told?", "left open", "not here yet", "cannot be answered: No log was kept."),
    )


def test_a_report_that_nobody_held_against_the_terms_answers_nothing():
    found = table(scrutinised({**READ, "terms": "", "open_terms": []}))
    assert [row[1:] for row in found.rows] == [("not read against the terms yet", "not answered yet")] * 2


def test_without_terms_it_says_so():
    assert table(empty()).rows == ()
    assert "8.2.46" in table(empty()).empty
    assert "terms_coverage" in {one.key for one in PROCEDURE.artefacts}
