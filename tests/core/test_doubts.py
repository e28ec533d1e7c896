"""A plan that cannot be carried out as it stands has its doubts, each with a way out; its path stands all the same."""

from __future__ import annotations

from attrs import evolve

from lcspr_core.doubts import doubts
from lcspr_core.path import paths
from lcspr_core.plan import Adaptation
from tests.fixtures.wrapped import ADAPTATIONS, METHODOLOGIES, adapted, review


def said(*adaptations, methodologies=METHODOLOGIES, **changes):
    plan = evolve(review(*adaptations).plan, **changes)
    assert paths(review().with_records("plan", [plan]), methodologies)
    found = doubts(plan, methodologies)
    assert all(one.way_out and one.source and one.about == ("plan",) for one in found)
    return [one.sentence for one in found]


def test_a_plan_that_can_be_carried_out_has_none():
    assert said(*ADAPTATIONS) == []


def test_a_methodology_that_is_not_installed_is_said():
    left = {"below_threshold": METHODOLOGIES["below_threshold"], "family_time": METHODOLOGIES["family_time"]}
    assert said(methodologies=left) == [
        "The methodology “circle” is not installed here, so its steps are not shown.",
    ]


def test_a_methodology_that_wraps_nothing_is_said():
    assert said(strands=(), adaptations=()) == ["“Partnership review” wraps another methodology, and none was chosen."]


def test_a_step_that_is_not_there_cannot_be_dropped_or_replaced():
    assert said(adapted("sleep", Adaptation.DROPPED)) == [
        "“Learning circle” has no step “sleep” that could be dropped."
    ]
    assert said(adapted("sleep", Adaptation.REPLACED, instead="walk")) == [
        "“Learning circle” has no step “sleep” that could be replaced."
    ]


def test_a_step_that_is_not_there_cannot_be_taken():
    assert said(adapted("meet", Adaptation.REPLACED, instead="sing")) == [
        "“Learning circle” has no step “sing” to take."
    ]
    assert said(adapted("sing", Adaptation.ADDED, source="family_time")) == [
        "“Time with the family” has no step “sing” to take."
    ]


def test_a_plugin_that_a_step_was_borrowed_from_is_missed():
    left = {key: one for key, one in METHODOLOGIES.items() if key != "family_time"}
    assert said(adapted("listen", Adaptation.ADDED, source="family_time"), methodologies=left) == [
        "“family_time”, from which a step was taken over, is not installed here."
    ]


def test_a_step_cannot_follow_what_waits_for_it_or_is_not_taken():
    wanted = "“invite” cannot come after “write”: that step waits for it, or is not taken."
    assert said(adapted("invite", Adaptation.ADDED, after="write")) == [wanted]
    assert said(adapted("walk", Adaptation.ADDED, after="invite")) == []


def test_a_step_that_is_taken_already_cannot_replace_another():
    wanted = "“write” is taken already, so it cannot stand in the place of “invite”."
    assert said(adapted("invite", Adaptation.REPLACED, instead="write")) == [wanted]


def test_every_adaptation_needs_its_reason():
    bare = evolve(adapted("read", Adaptation.DROPPED), reason=" ")
    assert said(bare) == ["It is not said why “read” was dropped."]
