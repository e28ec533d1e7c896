"""A path is the steps in order, each with a word of state and what is still missing before it."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from lcspr_core.adapting import at_work, keeper
from lcspr_core.answering import answer, blank
from lcspr_core.answers import AnswerState
from lcspr_core.methodology import Profile
from lcspr_core.path import Stand, each_path, path, paths, steps
from lcspr_core.plan import Adaptation, Adapted, Plan, Strand
from lcspr_core.review import Header, Review
from lcspr_core.summary import summary
from tests.fixtures import wrapped
from tests.fixtures.wrapped import CIRCLE

PLAN = Plan(lead=Strand(key="lead", methodology="circle"))
EMPTY = Review(header=Header(id="r", title="R", opened_on=date(2026, 1, 5)))
REVIEW = EMPTY.with_records("plan", [PLAN])
FULL = ["invite", "read", "meet", "reflect", "write"]


def stands(review, methodology=CIRCLE):
    return {one.key: one.stand for one in path(review, methodology)}


def with_state(review, key, state):
    return answer(review, CIRCLE, evolve(blank(CIRCLE.step(key)), state=state))


def test_without_a_plan_there_is_no_path():
    assert path(EMPTY, CIRCLE) == paths(EMPTY, {"circle": CIRCLE}) == ()


def test_the_profile_says_which_steps_are_taken():
    assert [step.key for step in steps(PLAN, PLAN.lead, CIRCLE)] == FULL
    short = evolve(CIRCLE, profiles=(Profile(key="short", title="Short", steps=("invite", "meet")),))
    assert {one.key: one.after for one in steps(PLAN, PLAN.lead, short)} == {"invite": (), "meet": ("invite",)}


def test_steps_come_in_the_order_they_wait_for_each_other_whatever_order_they_were_declared_in():
    backwards = evolve(CIRCLE, steps=tuple(reversed(CIRCLE.steps)))
    assert [step.key for step in steps(PLAN, PLAN.lead, backwards)] == FULL


def test_the_first_step_that_is_not_done_is_to_be_done_now():
    assert list(stands(REVIEW).values()) == [Stand.NOW, *[Stand.TO_COME] * 4]
    begun = with_state(REVIEW, "invite", AnswerState.AGREED)
    assert list(stands(begun).values()) == [Stand.DONE, Stand.NOW, *[Stand.TO_COME] * 3]


def test_a_step_done_ahead_of_its_turn_is_done_and_the_earlier_one_still_to_do():
    ahead = with_state(REVIEW, "meet", AnswerState.AGREED)
    assert stands(ahead)["meet"] is Stand.DONE
    assert stands(ahead)["invite"] is Stand.NOW


def test_a_step_says_what_before_it_is_not_done():
    missing = {one.key: [step.key for step in one.missing] for one in path(REVIEW, CIRCLE)}
    assert missing == {"invite": [], "read": ["invite"], "meet": ["read"], "reflect": ["meet"], "write": ["reflect"]}
    begun = with_state(REVIEW, "invite", AnswerState.AGREED)
    assert path(begun, CIRCLE)[1].missing == ()


def test_a_step_says_in_words_how_it_stands():
    words = {state: path(with_state(REVIEW, "invite", state), CIRCLE)[0].words for state in AnswerState}
    assert path(REVIEW, CIRCLE)[0].words == "not begun"
    assert words[AnswerState.DRAFT] == "being written"
    assert words[AnswerState.NOT_RETURNED] == "never came"
    assert len(set(words.values())) == len(AnswerState)


def test_an_answer_in_another_strand_is_another_answer():
    other = evolve(blank(CIRCLE.step("invite"), strand="second"), state=AnswerState.AGREED)
    assert stands(answer(REVIEW, CIRCLE, other))["invite"] is Stand.NOW


def test_a_stage_says_whose_step_it_is_and_where_its_answers_are_kept():
    assert {(one.methodology, one.strand) for one in path(REVIEW, CIRCLE)} == {("circle", "lead")}


def test_a_plan_finds_the_strand_of_a_methodology():
    assert PLAN.strand_of("circle") == "lead"
    assert PLAN.strand_of("family_time") == "family_time"


def test_a_plan_lists_its_adaptations_by_strand_and_sort():
    one = Adapted(step="read", how=Adaptation.DROPPED, reason="No records.", by="chair", on=date(2026, 1, 6))
    other = evolve(one, strand="second")
    plan = evolve(PLAN, adaptations=(one, other))
    assert plan.adapted("lead", Adaptation.DROPPED) == (one,)
    assert plan.adapted("lead", Adaptation.ADDED) == ()


def test_each_strand_has_a_path_of_its_own_with_what_it_borrowed():
    each = each_path(wrapped.review(), wrapped.METHODOLOGIES)
    assert [(one.strand.key, one.methodology.slug) for one in each] == [
        ("lead", "below_threshold"),
        ("inner", "circle"),
    ]
    assert [one.key for one in each[1].stages] == ["invite", "walk", "family_time:listen", "write"]
    together = paths(wrapped.review(), wrapped.METHODOLOGIES)
    assert sorted(one.key for one in together) == sorted(stage.key for one in each for stage in one.stages)


def test_under_a_wrapper_one_step_is_to_be_done_now_in_all_paths_together():
    each = each_path(wrapped.review(), wrapped.METHODOLOGIES)
    assert [stage.key for one in each for stage in one.stages if stage.stand is Stand.NOW] == ["decide"]
    unwrapped = {**wrapped.METHODOLOGIES, "below_threshold": evolve(wrapped.BELOW_THRESHOLD, wraps=False)}
    each = each_path(wrapped.review(), unwrapped)
    assert [stage.key for one in each for stage in one.stages if stage.stand is Stand.NOW] == ["decide", "invite"]


def test_what_a_strand_keeps_is_read_by_the_methodology_that_asked_it():
    plan = wrapped.review().plan
    assert plan.methodologies == ("below_threshold", "circle", "family_time")
    assert [plan.methodology_at(one) for one in ("lead", "inner", "family_time")] == list(plan.methodologies)
    here = {"circle": CIRCLE}
    assert at_work(wrapped.review(), here) == (CIRCLE,)
    assert keeper(wrapped.review(), "inner", here) is CIRCLE
    assert keeper(wrapped.review(), "lead", here) is None


def test_the_register_counts_the_steps_of_every_strand():
    line = summary(wrapped.review(), wrapped.BELOW_THRESHOLD, wrapped.METHODOLOGIES)
    assert (line.steps, line.place) == (7, 1)
    left_out = [Adapted(step=key, how=Adaptation.DROPPED, reason="x", by="x", on=date(2026, 1, 6)) for key in FULL]
    bare = EMPTY.with_records("plan", [evolve(PLAN, adaptations=tuple(left_out))])
    assert summary(bare, CIRCLE).steps == 0
