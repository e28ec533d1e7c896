"""Juniper as it stands when the demonstration opens."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from lcspr_core.answers import AnswerState
from lcspr_core.cases.agencies import Known
from lcspr_core.demonstration.juniper import bodies, case, names, register
from lcspr_core.panels.terms import approved, changed_since_approval, current, wording_concerns
from lcspr_core.plain import from_json
from lcspr_core.release.codebook import coded
from lcspr_core.release.register import register_of
from lcspr_core.review import Header, value_class


def test_every_body_is_read_back_as_the_value_it_was():
    review = case(methodology="silp", profile="full")
    kept = bodies(review)
    assert from_json(Header, kept.pop("header")["header"]) == review.header
    read = {
        (kind, name): from_json(value_class(kind), body) for kind, some in kept.items() for name, body in some.items()
    }
    assert read == {(kind, name): one for kind, some in review.records.items() for name, one in some.items()}


def test_no_methodology_is_chosen_unless_one_is_named():
    assert case().plan is None
    assert case(methodology="silp", profile="minimal").plan.lead.profile == "minimal"


def test_seven_agencies_knew_the_child_one_did_not_and_one_never_replied():
    found = [agency.known for agency in case().all("agency")]
    assert (found.count(Known.KNOWN), found.count(Known.NOT_KNOWN), found.count(Known.NO_REPLY)) == (7, 1, 1)
    silent = case().one("return", "information_request.HLT")
    assert silent.state is AnswerState.NOT_RETURNED
    assert silent.chased_on == (date(2026, 5, 11), date(2026, 5, 26))
    assert "11 May 2026 and 26 May 2026" in silent.reason


def test_the_wording_changed_after_approval_is_found():
    first, second = case().all("terms")
    assert changed_since_approval(first) == ()
    (sentence,) = changed_since_approval(second)
    assert sentence.startswith("Question 5 was approved as")
    assert sentence.endswith("in pregnancy and afterwards?”")
    assert [one.source for one in wording_concerns(case())] == ["8.2.46"]
    assert current(case().all("terms")) == second


def test_any_change_of_scope_after_approval_is_found():
    agreed = approved(case().one("terms", "terms.1.0"), on=date(2026, 5, 20), by="Independent Chair")
    assert changed_since_approval(agreed) == ()
    longer = evolve(agreed, period_from=date(2024, 1, 1), background_from=None)
    fewer = evolve(agreed, agencies=agreed.agencies[:2], questions=agreed.questions[:5])
    assert [sentence.split(" was ")[0].split(" were ")[0] for sentence in changed_since_approval(longer)] == [
        "The period",
        "The background",
    ]
    assert [sentence.split(" w")[0] for sentence in changed_since_approval(fewer)] == ["Question 6", "The agencies"]
    assert changed_since_approval(evolve(fewer, change="A slip corrected.")) == changed_since_approval(fewer)


def test_nobody_is_named_in_the_opened_case():
    kept = str(bodies(case(methodology="silp", profile="full")))
    kept_without_titles = kept
    for agency in case().all("agency"):
        kept_without_titles = kept_without_titles.replace(agency.title, "")
    left = coded(kept_without_titles, register())
    assert [kept_without_titles[place.start : place.end] for place in left.places if place.replaced] == []


def test_every_appointment_is_of_somebody_in_the_register():
    people = {person.id for person in case().all("person")}
    assert all(one.person in people for one in case().all("appointment"))
    assert len(case().all("appointment")) == 17


def test_three_people_are_held_back_on_police_advice():
    held = {person.id for person in case().all("person") if person.hold}
    assert held == {"P03", "P09", "W23"}


def test_the_register_is_made_of_the_sealed_names():
    public = {person.id: person.public_code for person in case().all("person")}
    assert register_of(names(), public).people == register().people
