"""A plan is changed as a person asks, and a change that cannot be made is refused in a sentence."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.errors import NotFound, Unreadable
from lcspr_core.path import each_path
from lcspr_core.plan import Adaptation, Adapted, Plan, Strand
from lcspr_core.planning import (
    NO_REASON,
    NOT_HERE,
    can_come,
    can_go,
    in_words,
    name_of,
    taken_back,
    with_change,
    with_strand,
    without_strand,
)
from lcspr_core.review import Header, Review
from tests.fixtures.wrapped import METHODOLOGIES

PLAN = Plan(lead=Strand(key="lead", methodology="circle", profile="full"))


def change(step, how, **more):
    said = {"reason": "The group is small.", "by": "chair", "on": date(2026, 5, 4), **more}
    return Adapted(step=step, how=how, **said)


def first(plan):
    review = Review(header=Header(id="r", title="R", opened_on=date(2026, 5, 1))).with_records("plan", [plan])
    return each_path(review, METHODOLOGIES)[0]


def keys(plan):
    return [stage.key for stage in first(plan).stages]


def made(*changes, plan=PLAN):
    for one in changes:
        plan = with_change(plan, one, METHODOLOGIES)
    return plan


def test_a_step_is_left_out_replaced_or_added_and_its_own_or_borrowed():
    plan = made(
        change("read", Adaptation.DROPPED),
        change("meet", Adaptation.REPLACED, instead="walk"),
        change("listen", Adaptation.ADDED, source="family_time", after="walk"),
    )
    assert keys(plan) == ["invite", "walk", "family_time:listen", "reflect", "write"]
    assert [in_words(one, plan.lead, METHODOLOGIES) for one in plan.adaptations] == [
        "“Read the records” is left out.",
        "“Meet” is replaced by “Walk the child's day”.",
        "“Listen to the family” (Time with the family) is added, after “Walk the child's day”.",
    ]
    back = taken_back(plan, name_of(plan.adaptations[0]))
    assert keys(back) == ["invite", "read", "walk", "family_time:listen", "reflect", "write"]


def test_what_is_offered_can_be_done():
    plan = made(change("meet", Adaptation.REPLACED, instead="walk"))
    assert [stage.key for stage in can_go(plan, first(plan))] == ["invite", "read", "reflect", "write"]
    for stage in can_go(plan, first(plan)):
        assert stage.key not in keys(made(change(stage.key, Adaptation.DROPPED), plan=plan))
    offers = can_come(PLAN, first(PLAN), METHODOLOGIES)
    assert {one.key for one in offers} >= {"walk", "family_time:listen", "below_threshold:agree"}
    for offer in offers:
        source, _, step = offer.key.rpartition(":")
        assert offer.key in keys(made(change(step, Adaptation.ADDED, source=source)))


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (change("read", Adaptation.DROPPED, reason=" \n "), NO_REASON),
        (change("sing", Adaptation.DROPPED), "has no step “sing”.* Nothing was changed."),
        (change("invite", Adaptation.REPLACED, instead="write"), "is taken already"),
        (change("listen", Adaptation.ADDED, source="nowhere"), "is not installed here"),
        (change("walk", Adaptation.ADDED, after="write", strand="gone"), "no longer in the plan"),
    ],
)
def test_what_cannot_be_done_is_refused(asked, why):
    with pytest.raises((Unreadable, NotFound), match=why):
        with_change(PLAN, asked, METHODOLOGIES)


def test_a_step_is_changed_once():
    plan = made(change("read", Adaptation.DROPPED))
    with pytest.raises(Unreadable, match="This step is changed already. Take that change back first"):
        with_change(plan, change("read", Adaptation.DROPPED), METHODOLOGIES)


def test_one_step_has_to_stay():
    plan = made(*(change(key, Adaptation.DROPPED) for key in ("invite", "read", "meet", "reflect")))
    with pytest.raises(Unreadable, match="At least one step has to stay"):
        with_change(plan, change("write", Adaptation.DROPPED), METHODOLOGIES)


def test_a_reason_is_one_line_and_of_a_bearable_length():
    (kept,) = made(change("read", Adaptation.DROPPED, reason=" Few\n records. " + "x" * 900)).adaptations
    assert kept.reason.startswith("Few records. x")
    assert len(kept.reason) == 500


def test_another_methodology_comes_beside_the_lead_and_goes_with_its_changes():
    plan = with_strand(PLAN, "family_time", "full", METHODOLOGIES)
    assert plan.strand_of("family_time") == "family_time"
    with_one = with_change(plan, change("listen", Adaptation.DROPPED, strand="family_time"), METHODOLOGIES)
    assert without_strand(with_one, "family_time") == PLAN
    for slug, profile, why in (
        ("circle", "full", "is at work in the review already"),
        ("family_time", "no", NOT_HERE),
        ("x", "", NOT_HERE),
    ):
        with pytest.raises((Unreadable, NotFound), match=why):
            with_strand(PLAN, slug, profile, METHODOLOGIES)
    with pytest.raises(NotFound, match="no longer in the plan"):
        without_strand(PLAN, "family_time")
    with pytest.raises(NotFound, match="no longer in the plan"):
        taken_back(PLAN, "x")


def test_a_doubt_that_was_there_before_stops_no_change():
    odd = evolve(PLAN, adaptations=(change("sing", Adaptation.DROPPED),))
    assert "read" not in keys(with_change(odd, change("read", Adaptation.DROPPED), METHODOLOGIES))
