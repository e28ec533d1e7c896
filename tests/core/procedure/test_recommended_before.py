"""What another review tells of a recommendation that comes again: words, day, how far it came, how strong it was."""

from __future__ import annotations

import pytest
from attrs import evolve

from lcspr_core.plain import as_json
from lcspr_core.procedure.recommended_before import LEDGER, before, proposed
from lcspr_core.procedure.repeats import repeats
from lcspr_core.procedure.responding import annual_extract, response
from lcspr_core.thread import Record
from lcspr_core.views import Table
from tests.core.procedure.test_actions import EMBEDDED, WHOLE, planned

HERE = "Keep the lines open until a worker has seen the cot"
THERE = "Keep lines open until workers see cots."


def there(*lines, words=THERE, fields=None, **more):
    made = Record(id="rec", kind="recommendation", title=words, fields=fields or {})
    return planned(*lines, **more).with_records("recommendation", [made])


def told(review):
    (found,) = repeats([HERE], {"case": [one.title for one in proposed(review)]})
    return before(found, review)


def test_it_is_said_in_a_sentence_with_its_review_how_far_it_came_and_how_strong_it_was():
    found = told(there(WHOLE, EMBEDDED | {"id": "a2"}, fields={"strength": "strong"}))
    assert found.sentence == (
        "Case, opened on 2 August 2026, has nearly the same: “Keep lines open until workers see cots”. "
        "What was to be done about it there: under way 1; embedded 1. Its strength was chosen as strong."
    )


@pytest.mark.parametrize(
    ("review", "status"),
    [
        (there(), "How far it came is not said there."),
        (there({**WHOLE, "action": "other"}), "How far it came is not said there."),
        (
            there(without=[{"id": "w", "recommendation": "rec", "reason": "Another has it."}]),
            "No action was taken on it there.",
        ),
    ],
)
def test_what_is_not_said_there_is_not_made_up(review, status):
    assert told(review).status == status


def test_how_strong_it_reads_is_said_where_nobody_chose():
    unclear = there(words="A worker, an open line, a cot")
    assert told(unclear).strength == "How strong it is does not show in its words."
    trained = there(words="Hold training for workers on cots and open lines")
    assert told(trained).strength == "Its words read as weak."


def test_words_that_do_not_stand_in_the_review_tell_nothing():
    (found,) = repeats([HERE], {"case": [THERE]})
    assert before(found, planned()) is None
    gone = Record(id="rec", kind="recommendation", title=THERE, withdrawn=True)
    assert before(found, planned().with_records("recommendation", [gone])) is None


def test_the_annual_extract_lists_what_comes_again_and_the_published_response_does_not():
    review = evolve(planned(WHOLE), ledgers={LEDGER: [as_json(told(there(WHOLE)))]})
    tables = {one.title: one for one in annual_extract(review) if isinstance(one, Table)}
    ((here, sentence, shared),) = tables["Recommended before, in other reviews"].rows
    assert (here, sentence) == (HERE, told(there(WHOLE)).sentence)
    assert "cot" in shared
    assert "Recommended before" not in str(tuple(response(review)))
    assert "in other reviews" not in str(tuple(annual_extract(planned(WHOLE))))
