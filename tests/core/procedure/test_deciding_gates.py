"""The order of recommendation, decision, notices and terms: what is out of order is found, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from lcspr_core.panels.terms import TermsOfReference
from lcspr_core.procedure.gates.deciding import GATES
from tests.core.procedure.making import answered, day, empty

SENT = {"sent_on": day("24 April 2026"), "outcome": "lcspr"}
DECIDED = {"decided_on": day("29 April 2026"), "outcome": "lcspr"}


def found(review):
    return {one.key for gate in GATES for one in gate.find(review)}


def case(**forms):
    review = empty()
    for form, data in forms.items():
        review = answered(review, form, **data)
    return review


def test_a_case_in_order_is_left_alone():
    notices = {"decision": [{"id": "ofsted", "to": "ofsted", "sent_on": day("30 April 2026")}]}
    assert found(case(recommendation=SENT, decision=DECIDED, notices=notices)) == set()
    assert found(empty()) == set()


@pytest.mark.parametrize(
    ("forms", "key"),
    [
        ({"recommendation": SENT, "decision": {**DECIDED, "decided_on": day("23 April 2026")}}, "decision_order"),
        ({"recommendation": SENT, "decision": {**DECIDED, "outcome": "none"}}, "decision_differs"),
        ({"decision": DECIDED, "notices": {"released_on": day("30 April 2026")}}, "records_released"),
        (
            {
                "decision": DECIDED,
                "notices": {"decision": [{"id": "dfe", "to": "dfe", "sent_on": day("28 April 2026")}]},
            },
            "notice_order",
        ),
    ],
)
def test_what_is_out_of_order_is_found_with_its_paragraph_and_way_out(forms, key):
    review = case(**forms)
    assert found(review) == {key}
    (concern,) = [one for gate in GATES for one in gate.find(review)]
    assert concern.source.startswith("8.2.")
    assert concern.way_out


THREE = [
    {"id": key, "whose": key, "post": "Director", "on": day("28 April 2026")} for key in ("council", "icb", "police")
]


def sentences(review):
    return [one.sentence for gate in GATES for one in gate.find(review)]


def test_partners_who_decide_jointly_have_all_approved():
    joint = {**DECIDED, "decider": "partners"}
    assert sentences(case(recommendation=SENT, decision=joint)) == [
        "The partners decide jointly, and these have not approved yet: Council, Integrated care board, Police."
    ]
    two = [*THREE[:2], {**THREE[2], "on": {}}]
    assert sentences(case(recommendation=SENT, decision={**joint, "approvals": two})) == [
        "The partners decide jointly, and these have not approved yet: Police."
    ]
    assert found(case(recommendation=SENT, decision={**joint, "approvals": THREE})) == set()


def test_somebody_who_decides_for_the_partners_has_put_their_name_to_it():
    named = {**DECIDED, "decider": "delegate"}
    assert found(case(recommendation=SENT, decision=named)) == {"decision_approved"}
    approval = {"id": "a", "post": "Delegated safeguarding partner", "on": day("29 April 2026")}
    assert found(case(recommendation=SENT, decision={**named, "approvals": [approval]})) == set()


def test_a_chair_who_decides_alone_needs_no_other_approval():
    assert found(case(recommendation=SENT, decision={**DECIDED, "decider": "chair"})) == set()


def test_a_decision_is_not_made_before_the_last_approval():
    late = [*THREE[:2], {**THREE[2], "on": day("4 May 2026")}]
    assert sentences(case(recommendation=SENT, decision={**DECIDED, "decider": "partners", "approvals": late})) == [
        "The decision is dated 29 April 2026, and was approved only on 4 May 2026."
    ]


def test_a_decision_that_says_why_it_differs_goes_on():
    differs = {**DECIDED, "outcome": "none", "differs": "The hospital found another cause."}
    assert found(case(recommendation=SENT, decision=differs)) == set()


def test_records_are_released_where_no_review_follows():
    none = {**DECIDED, "outcome": "none"}
    assert found(case(decision=none, notices={"released_on": day("30 April 2026")})) == set()


def test_terms_wait_for_both_areas():
    area = {"outside": [{"id": "a", "area": "Eastmarch"}]}
    approved = case(cross_border=area).with_records(
        "terms", [TermsOfReference(id="t1", version="1", approved_on=date(2026, 5, 20))]
    )
    assert found(approved) == {"areas_agreed"}
    agreed = {"model": "single", "host_agreed_on": day("12 May 2026"), "other_agreed_on": day("13 May 2026")}
    assert found(answered(approved, "cross_border", **agreed)) == set()
