"""A partnership review wraps a method, drops two of its steps, replaces one and borrows another's."""

from __future__ import annotations

import pytest
from attrs import evolve

from lcspr_core.adapting import taken
from lcspr_core.answering import answer, blank, told
from lcspr_core.answers import AnswerState
from lcspr_core.path import Stand, path, paths, steps
from lcspr_core.plan import Adaptation
from lcspr_core.reading import data_of
from tests.fixtures.wrapped import (
    ADAPTATIONS,
    BELOW_THRESHOLD,
    CIRCLE,
    FAMILY_TIME,
    INNER,
    METHODOLOGIES,
    Notes,
    adapted,
    review,
)


def inner(*adaptations, others=METHODOLOGIES):
    plan = review(*adaptations).plan
    return {one.key: one.step.after for one in taken(plan, INNER, CIRCLE, others)}


def done(review_now, stage):
    given = blank(stage.step, strand=stage.strand)
    said = data_of(stage.step.examples[0])
    return answer(review_now, METHODOLOGIES[stage.methodology], evolve(given, data=said, state=AnswerState.AGREED))


def test_two_dropped_steps_are_bridged():
    dropped = [adapted("read", Adaptation.DROPPED), adapted("reflect", Adaptation.DROPPED)]
    assert inner(*dropped) == {"invite": (), "meet": ("invite",), "write": ("meet",)}


def test_the_step_that_replaces_another_takes_its_place_and_what_waited_for_it():
    found = inner(adapted("meet", Adaptation.REPLACED, instead="walk"))
    assert found == {
        "invite": (),
        "read": ("invite",),
        "walk": ("invite", "read"),
        "reflect": ("walk",),
        "write": ("reflect",),
    }


def test_a_step_of_the_same_methodology_is_added_where_it_belongs():
    assert list(inner(adapted("walk", Adaptation.ADDED))) == ["invite", "read", "meet", "reflect", "write", "walk"]
    assert inner(adapted("walk", Adaptation.ADDED))["walk"] == ("invite",)


def test_a_borrowed_step_follows_the_step_it_was_added_after_and_waits_for_nothing_of_its_own():
    found = inner(adapted("listen", Adaptation.ADDED, source="family_time", after="meet"))
    assert list(found) == ["invite", "read", "meet", "family_time:listen", "reflect", "write"]
    assert found["family_time:listen"] == ("meet",)


def test_a_borrowed_step_without_a_place_comes_last_in_its_phase():
    found = inner(adapted("listen", Adaptation.ADDED, source="family_time"))
    assert list(found)[-1] == "family_time:listen"  # “walk”, of the same phase, is declared last


def test_a_borrowed_step_may_replace_one_and_have_the_key_of_another():
    found = inner(adapted("reflect", Adaptation.REPLACED, instead="write", source="family_time"))
    assert found["family_time:write"] == ("meet",)
    assert found["write"] == ("family_time:write",)


@pytest.mark.parametrize("how", [Adaptation.REPLACED, Adaptation.ADDED])
def test_without_the_plugin_it_was_borrowed_from_the_path_goes_on_without_it(how):
    one = adapted("meet", how, instead="listen", source="family_time")
    found = inner(one, others={})
    assert "write" in found
    assert not [key for key in found if "listen" in key]


def test_a_plan_that_asks_for_a_circle_still_has_a_path():
    found = inner(adapted("invite", Adaptation.REPLACED, instead="write"))
    assert set(found) == {"read", "meet", "reflect", "write"}
    again = inner(adapted("walk", Adaptation.ADDED, after="walk"))
    assert again["walk"] == ("invite",)


def test_an_adaptation_of_one_strand_leaves_the_other_alone():
    plan = review().plan
    assert [step.key for step in steps(plan, plan.lead, BELOW_THRESHOLD)] == ["decide", "agree", "impact"]


def test_the_wrapper_and_the_wrapped_make_one_path_in_the_order_of_the_spine():
    stages = paths(review(), METHODOLOGIES)
    assert [(one.strand, one.key) for one in stages] == [
        ("lead", "decide"),
        ("inner", "invite"),
        ("inner", "walk"),
        ("family_time", "family_time:listen"),
        ("inner", "write"),
        ("lead", "agree"),
        ("lead", "impact"),
    ]
    assert [one.key for one in stages if one.stand is Stand.NOW] == ["decide"]


def test_the_whole_path_is_walked_to_its_end_one_step_at_a_time():
    now = review()
    for _ in paths(now, METHODOLOGIES):
        current = next(one for one in paths(now, METHODOLOGIES) if one.stand is Stand.NOW)
        now = done(now, current)
    assert {one.stand for one in paths(now, METHODOLOGIES)} == {Stand.DONE}
    assert len(now.all("finding")) == 7


def test_two_strands_that_wrap_nothing_each_have_their_own_next_step():
    plan = evolve(
        review().plan, lead=evolve(INNER, key="lead"), strands=(evolve(INNER, key="b", methodology="family_time"),)
    )
    stages = paths(review().with_records("plan", [plan]), METHODOLOGIES)
    assert [one.key for one in stages if one.stand is Stand.NOW] == ["prepare", "invite"]


def test_a_strand_whose_plugin_is_absent_is_left_out_and_the_rest_stands():
    stages = paths(review(), {"below_threshold": BELOW_THRESHOLD})
    assert [one.key for one in stages] == ["decide", "agree", "impact"]


def test_what_was_told_in_a_borrowed_step_is_heard_by_the_methodology_it_was_borrowed_from():
    stage = next(one for one in path(review(), CIRCLE, INNER, METHODOLOGIES) if one.key == "family_time:listen")
    now = done(review(), stage)
    assert [one.answer.id for one in told(now, "family_time", "listen", Notes)] == ["family_time.listen"]
    (section,) = FAMILY_TIME.artefacts[0].compose(now)
    assert [view.text for view in section.views] == ["Listen to the family was done in one afternoon."]


def test_steps_of_one_key_in_two_strands_do_not_share_an_answer():
    plan = evolve(review().plan, adaptations=(adapted("write", Adaptation.ADDED, source="family_time", after="write"),))
    now = review().with_records("plan", [plan])
    stages = [one for one in paths(now, METHODOLOGIES) if one.step.key == "write"]
    now = done(now, stages[0])
    stands = {one.key: one.stand for one in paths(now, METHODOLOGIES)}
    assert (stands["write"], stands["family_time:write"]) == (Stand.DONE, Stand.TO_COME)


def test_every_adaptation_keeps_its_reason_and_who_decided_when():
    kept = review().plan.adaptations
    assert kept == ADAPTATIONS
    assert {(one.reason, one.by, one.on.year) for one in kept} == {("The group is small.", "chair", 2026)}
