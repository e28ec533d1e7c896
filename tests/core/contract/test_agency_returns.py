"""Seven agencies are asked side by side; five answer, two never do, and the review goes on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from attrs import evolve

from lcspr_core.answering import answer, answers, asked_of, is_done
from lcspr_core.answers import AnswerState, Signature, moved, signed
from lcspr_core.path import Stand, path
from lcspr_core.plain import as_json, from_json
from lcspr_core.reading import data_of
from lcspr_core.review import Review
from lcspr_core.seeing import Viewer, hidden
from lcspr_core.thread import loose_ends
from tests.fixtures.agency_returns import RETURNS, SEVEN, review

REPORT = RETURNS.step("report")
PLUGINS = {"returns": RETURNS}
WHY = "Asked three times; the service closed in April."


def of_agency(now, name):
    return next(one for one in answers(now, REPORT) if one.of == (name,))


def sent(now, name):
    given = evolve(of_agency(now, name), data=data_of(REPORT.examples[0]))
    return answer(now, RETURNS, moved(given, AnswerState.SENT))


def settled(now, name, to=AnswerState.AGREED, reason=""):
    return answer(now, RETURNS, moved(of_agency(now, name), to, reason=reason))


def five_of_seven() -> Review:
    now = review()
    for name in SEVEN[:5]:
        now = settled(sent(now, name), name)
    for name in SEVEN[5:]:
        now = settled(now, name, AnswerState.NOT_RETURNED, WHY)
    return now


def stages(now):
    return {one.key: one for one in path(now, RETURNS)}


def test_the_agencies_that_may_know_the_child_are_asked_and_no_other():
    assert asked_of(review(), REPORT) == tuple((name,) for name in SEVEN)


def test_each_return_belongs_to_its_agency_before_a_word_is_written():
    assert [one.agency for one in answers(review(), REPORT)] == list(SEVEN)


def test_the_path_counts_what_is_in():
    now = review()
    assert stages(now)["report"].words == "0 of 7 in"
    now = sent(sent(now, "police"), "school")
    assert stages(now)["report"].words == "2 of 7 in"
    assert stages(now)["report"].stand is Stand.NOW


def test_five_in_and_two_that_never_came_is_done():
    stage = stages(five_of_seven())["report"]
    assert (stage.words, stage.stand) == ("5 of 7 in, 2 never came", Stand.DONE)
    assert stages(five_of_seven())["read_across"].stand is Stand.NOW


@pytest.mark.parametrize("name", SEVEN)
def test_as_long_as_one_is_open_the_step_is_not_done_and_the_next_says_what_is_missing(name):
    now = five_of_seven()
    state = AnswerState.RETURNED if name in SEVEN[:5] else AnswerState.ASKED
    now = settled(now, name, state)
    assert not is_done(now, REPORT)
    assert [step.key for step in stages(now)["read_across"].missing] == ["report"]


def test_that_nothing_came_is_kept_with_its_reason():
    given = from_json(type(of_agency(review(), "school")), as_json(of_agency(five_of_seven(), "school")))
    assert (given.state, given.reason) == (AnswerState.NOT_RETURNED, WHY)


def test_the_artefact_names_those_that_never_came_beside_those_that_did():
    table, *never = RETURNS.artefacts[0].compose(five_of_seven())
    assert [row[1] for row in table.rows] == ["2"] * 5
    assert [view.text for view in never] == [f"Asked, and nothing came: {name}. {WHY}" for name in SEVEN[5:]]
    (concern,) = RETURNS.checks[0].find(five_of_seven())
    assert concern.sentence == "2 of 7 returns never came."


def test_a_draft_that_was_begun_and_never_sent_yields_nothing_and_is_not_lost():
    now = review()
    draft = evolve(of_agency(now, "housing"), data=data_of(REPORT.examples[0]))
    now = answer(now, RETURNS, draft)
    assert len(now.all("finding")) == 2
    now = settled(now, "housing", AnswerState.NOT_RETURNED, WHY)
    assert now.all("finding") == ()
    assert of_agency(now, "housing").data == draft.data


def test_one_that_came_after_all_is_asked_for_again_and_counts():
    now = settled(five_of_seven(), "housing", AnswerState.ASKED)
    assert stages(now)["report"].words == "5 of 7 in, 1 never came"
    now = settled(sent(now, "housing"), "housing")
    assert stages(now)["report"].words == "6 of 7 in, 1 never came"
    assert of_agency(now, "housing").reason == ""


def test_what_seven_agencies_yield_is_kept_apart():
    now = five_of_seven()
    assert len({one.id for one in now.all("finding")}) == 10
    assert {one.fields["agency"] for one in now.all("evidence")} == set(SEVEN[:5])


def test_what_one_agency_learned_without_a_record_is_a_loose_end():
    ends = loose_ends(five_of_seven().thread(), RETURNS.kinds)
    assert {one.key for one in ends} == {"thread.nothing"}
    assert len(ends) == 5


def test_an_agency_taken_off_the_list_leaves_its_return_where_it_was():
    now = five_of_seven().without("agency", "police")
    assert of_agency(now, "police").state is AnswerState.AGREED
    assert stages(now)["report"].words == "5 of 7 in, 2 never came"


def test_agencies_see_their_own_until_all_are_settled():
    police = Viewer(id="sergeant", role="agency_author", agency="police")
    early = sent(sent(review(), "police"), "school")
    assert hidden(early, PLUGINS, police) == {f"lead.report.{name}" for name in SEVEN if name != "police"}
    assert hidden(five_of_seven(), PLUGINS, police) == frozenset()


def test_a_signed_return_counts_as_in_and_reopening_it_takes_the_signature_off():
    now = five_of_seven()
    done = signed(
        of_agency(now, "police"),
        REPORT.signed_by,
        Signature(role="author", by="p", at=datetime(2026, 6, 1, tzinfo=UTC)),
    )
    now = answer(now, RETURNS, done)
    assert stages(now)["report"].words == "5 of 7 in, 2 never came"
    assert moved(of_agency(now, "police"), AnswerState.RETURNED).signatures == ()
