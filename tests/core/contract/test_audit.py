"""Ratings of children against standards agreed at run time, by several auditors, blind until the discussion."""

from __future__ import annotations

from itertools import product

import pytest
from attrs import evolve

from lcspr_core.answering import answer, answers, asked_of, blank
from lcspr_core.answers import AnswerState, moved
from lcspr_core.asking import questions, with_offered
from lcspr_core.frozen_json import thawed
from lcspr_core.methodology import SeenBy
from lcspr_core.path import path
from lcspr_core.plain import as_json, from_json
from lcspr_core.ratings import Rating, apart, together
from lcspr_core.reading import data_of, read
from lcspr_core.seeing import Viewer, as_seen, hidden, sees_rating
from tests.fixtures.audit import AUDIT, BRIEF, TOOL, Standard, review

RATE, OPEN = AUDIT.step("rate"), AUDIT.step("open")
PLUGINS = {"audit": AUDIT}
HEALTH = Viewer(id="nurse", role="agency_author", agency="health")
POLICE = Viewer(id="constable", role="agency_author", agency="police")
LEAD = Viewer(id="chair", role="lead_reviewer")
CHILDREN = ("lead.brief.c1", "lead.brief.c2")
AUDITORS = ("lead.brief.a1", "lead.brief.a2")


def with_answer(now, step, said, of=(), state=AnswerState.AGREED):
    return answer(now, AUDIT, evolve(blank(step, of), data=data_of(said), state=state))


def briefed(brief=BRIEF):
    return with_answer(review(), AUDIT.step("brief"), brief)


def rated():
    """Every auditor has sent in a tool for every child; the ratings lie in the ledger."""
    now, ledger = briefed(), []
    for of in product(CHILDREN, AUDITORS):
        left, ratings = apart(RATE, evolve(blank(RATE, of), data=data_of(TOOL), state=AnswerState.SENT))
        now = answer(now, AUDIT, left)
        ledger += [as_json(one) for one in ratings]
    return evolve(now, ledgers={"rating": ledger})


def test_the_step_is_asked_of_each_child_and_each_auditor():
    assert asked_of(review(), RATE) == ()
    assert asked_of(briefed(), RATE) == tuple(product(CHILDREN, AUDITORS))


def test_no_two_of_them_share_an_answer():
    assert len({one.id for one in answers(briefed(), RATE)}) == 4


def test_a_tool_opens_with_a_row_for_each_standard_that_was_agreed():
    (ratings,) = [one for one in questions(RATE.asks) if one.rows_from]
    assert [row["id"] for row in with_offered(ratings, briefed(), ())] == ["s1", "s2"]


def test_a_standard_agreed_later_adds_a_row_and_keeps_what_was_written():
    (ratings,) = [one for one in questions(RATE.asks) if one.rows_from]
    written = thawed(data_of(TOOL))["ratings"]
    later = briefed(evolve(BRIEF, standards=(Standard(id="s0", statement="Fathers are named"), *BRIEF.standards)))
    offered = with_offered(ratings, later, written)
    assert [row["id"] for row in offered] == ["s0", "s1", "s2"]
    assert list(offered[1:]) == written


def test_a_standard_taken_back_leaves_what_was_written_about_it():
    (ratings,) = [one for one in questions(RATE.asks) if one.rows_from]
    written = thawed(data_of(TOOL))["ratings"]
    fewer = briefed(evolve(BRIEF, standards=BRIEF.standards[:1]))
    assert [row["id"] for row in with_offered(ratings, fewer, written)] == ["s1", "s2"]


def test_ratings_go_to_the_ledger_one_by_one_and_come_back_as_they_were():
    given = evolve(blank(RATE, (CHILDREN[0], AUDITORS[0])), data=data_of(TOOL))
    left, ratings = apart(RATE, given)
    assert left.data == {"lived": TOOL.lived}
    assert [one.id for one in ratings] == [f"{given.id}.ratings.s1", f"{given.id}.ratings.s2"]
    assert {one.of for one in ratings} == {(CHILDREN[0], AUDITORS[0])}
    bodies = [as_json(one) for one in ratings]
    assert [from_json(Rating, body) for body in bodies] == list(ratings)
    assert read(RATE.asks, together(RATE, left, bodies).data).said == TOOL


def test_another_auditors_ratings_do_not_come_back_with_ones_own():
    now = rated()
    mine = together(RATE, now.one("answer", answers(now, RATE)[0].id), now.ledger("rating"))
    assert len(mine.data["ratings"]) == 2
    assert len(list(now.ledger("rating"))) == 8


def test_a_step_without_a_ledger_keeps_its_rows():
    step = AUDIT.step("brief")
    given = evolve(blank(step), data=data_of(BRIEF))
    assert apart(step, given) == (given, ())
    assert together(step, given, [{"answer": given.id, "question": "children", "row": "x", "data": {}}]) == given


def test_until_the_discussion_an_auditor_sees_only_their_own():
    now = rated()
    unseen = hidden(now, PLUGINS, HEALTH)
    assert unseen == {f"lead.rate.{child}.{AUDITORS[1]}" for child in CHILDREN}
    assert hidden(now, PLUGINS, POLICE).isdisjoint(unseen)
    assert len(hidden(now, PLUGINS, LEAD)) == 4


def test_of_a_hidden_answer_the_state_alone_is_left():
    seen = as_seen(rated(), PLUGINS, HEALTH)
    own, other = (seen.one("answer", f"lead.rate.{CHILDREN[0]}.{one}") for one in AUDITORS)
    assert own.data["lived"] == TOOL.lived
    assert (other.state, dict(other.data), other.by) == (AnswerState.SENT, {}, "")
    assert next(one for one in path(seen, AUDIT) if one.key == "rate").words == "4 of 4 in"


def test_a_rating_is_as_visible_as_its_answer():
    now = rated()
    assert {body["of"][1] for body in as_seen(now, PLUGINS, HEALTH).ledger("rating")} == {AUDITORS[0]}
    assert not any(sees_rating(body, hidden(now, PLUGINS, LEAD)) for body in now.ledger("rating"))


def test_opening_the_discussion_of_one_child_reveals_that_child_alone():
    now = with_answer(rated(), OPEN, OPEN.examples[0], of=CHILDREN[:1])
    assert hidden(now, PLUGINS, HEALTH) == {f"lead.rate.{CHILDREN[1]}.{AUDITORS[1]}"}
    assert {one.of[0] for one in as_seen(now, PLUGINS, HEALTH).all("answer") if one.step == "rate" and one.data} == set(
        CHILDREN
    )


def test_a_discussion_that_is_only_being_written_down_reveals_nothing():
    now = with_answer(rated(), OPEN, OPEN.examples[0], of=CHILDREN[:1], state=AnswerState.DRAFT)
    assert len(hidden(now, PLUGINS, HEALTH)) == 2


def test_who_moved_an_answer_on_does_not_come_to_see_it():
    now = rated()
    given = now.one("answer", f"lead.rate.{CHILDREN[0]}.{AUDITORS[1]}")
    moved_on = now.with_records("answer", [moved(given, AnswerState.RETURNED, by=HEALTH.id)])
    assert given.id in hidden(moved_on, PLUGINS, HEALTH)


@pytest.mark.parametrize("viewer", [HEALTH, POLICE, LEAD])
def test_what_a_hidden_answer_yielded_is_hidden_with_it(viewer):
    step = AUDIT.step("discuss")
    alone = evolve(step, seen_by=SeenBy(own_until="discuss"))
    blind = evolve(AUDIT, steps=(*AUDIT.steps[:-1], alone))
    now = with_answer(rated(), step, step.examples[0], of=CHILDREN[:1], state=AnswerState.DRAFT)
    assert len(as_seen(now, PLUGINS, viewer).all("finding")) == 1
    assert as_seen(now, {"audit": blind}, viewer).all("finding") == ()


def test_the_matrix_counts_from_the_ledger():
    (grid,) = AUDIT.artefacts[0].compose(rated())
    assert grid.row_heads == ("CH01", "CH02")
    assert grid.counts == ((0, 2), (0, 2))


def test_a_check_may_read_the_ledger():
    now = rated()
    bodies = [body | {"data": body["data"] | {"evidence": ""}} for body in now.ledger("rating")][:1]
    assert list(AUDIT.checks[0].find(now)) == []
    assert len(list(AUDIT.checks[0].find(evolve(now, ledgers={"rating": bodies})))) == 1


def test_a_review_without_a_reader_beside_it_has_an_empty_ledger():
    assert tuple(briefed().ledger("rating")) == ()
    assert evolve(briefed(), ledgers={"rating": [{}]}) == briefed()
