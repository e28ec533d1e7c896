"""A methodology is chosen beside the facts of the case; the table weighs nothing, and why goes into the report."""

from __future__ import annotations

from datetime import date

import pytest

from lcspr_core.appendix import learning_and_recommendations
from lcspr_core.panels.terms import Question, TermsOfReference
from lcspr_core.plugins import load
from lcspr_core.procedure.methods import choice_table, why_this_way
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.views import Section, Table
from tests.core.procedure.making import answered, day, empty

SILP = load().methodologies["silp"]
WRITTEN = {
    "reason": "Those who were there can be reached.",
    "proportionate": "Four agencies and eleven months.",
    "agreed_by": "Sub Group",
    "agreed_on": day("6 May 2026"),
}


def tables(review, methodologies=None):
    found = choice_table(review, {"silp": SILP} if methodologies is None else methodologies)
    return {one.title: one for one in found if isinstance(one, Table)}


def facts(review):
    return dict(tables(review)["This case"].rows)


def test_the_facts_of_the_case_stand_beside_what_each_methodology_is_for():
    asked = (Question(id="1", words="How?"),)
    terms = TermsOfReference(
        id="t", version="1.0", questions=asked, period_from=date(2025, 4, 1), period_to=date(2026, 3, 31)
    )
    review = answered(empty().with_records("terms", [terms]), "decision", outcome="lcspr")
    criminal = answered(review, "parallel", processes=[{"id": "criminal", "sort": "criminal", "runs": "yes"}])
    assert facts(criminal) == {
        "Decided": "Hold a Local Child Safeguarding Practice Review",
        "Agencies that knew the child": "2 of 2",
        "Months under review": "12",
        "Questions to answer": "1",
        "A criminal process is open": "Yes",
        "Members of the family listed": "0",
    }
    rows = tables(criminal)["Methodologies that are installed"].rows
    assert len(rows) == len(SILP.profiles)
    assert {row[0] for row in rows} == {SILP.title}
    assert all(row[2] == SILP.suited_to and int(row[3]) > int(row[4]) for row in rows)


def test_what_is_not_known_is_said_so():
    assert facts(empty())["A criminal process is open"] == "Not known yet"
    assert facts(empty())["Months under review"] == "Not set yet"
    assert tables(empty(), {})["Methodologies that are installed"].empty == "No methodology is installed here."


def test_the_table_ranks_nothing():
    told, *_ = choice_table(empty(), {"silp": SILP})
    assert told.text.startswith("This table weighs nothing and proposes nothing.")
    assert not {"Score", "Rank", "Fit"} & set(tables(empty())["Methodologies that are installed"].columns)


def titles(review):
    return [one.title for one in learning_and_recommendations(review, SILP) if isinstance(one, Section)]


def test_why_it_was_done_in_this_way_stands_in_the_report():
    review = answered(empty(), "choosing", **WRITTEN)
    (table,) = why_this_way(review)
    assert ("Why it is in proportion", "Four agencies and eleven months.") in table.rows
    assert ("When", "6 May 2026") in table.rows
    assert titles(review)[1] == "Why it was done in this way"
    assert "Why it was done in this way" not in titles(empty())


def test_it_stays_out_of_the_edition_for_the_public():
    public = learning_and_recommendations(answered(empty(), "choosing", **WRITTEN), SILP, for_public=True)
    assert "Why it was done in this way" not in [one.title for one in public]


@pytest.mark.parametrize(("written", "words"), [({}, "Nothing is written"), (WRITTEN, "Four agencies")])
def test_it_is_a_document_of_its_own(written, words):
    (document,) = [one for one in PROCEDURE.artefacts if one.key == "methodology"]
    assert words in str(tuple(document.compose(answered(empty(), "choosing", **written))))
