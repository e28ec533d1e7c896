"""What runs all along or sets a review out: rules, replies, choice, terms, learning and papers."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.answers import AnswerState
from lcspr_core.cases.people import Involvement, Person
from lcspr_core.concerns import Severity
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.panels.returns import asked, came
from lcspr_core.panels.terms import TermsOfReference
from lcspr_core.plan import Plan, Strand
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.gates.setting_out import GATES
from lcspr_core.procedure.standing import Stand, standing
from lcspr_core.thread import Record
from lcspr_core.timescales.duties import own_duties
from lcspr_core.timescales.editions import editions
from tests.core.procedure.making import answered, day, empty

DUTIES = {duty.id: duty for duty in own_duties()}
TODAY = date(2026, 9, 1)


def stands(name, review, today=TODAY):
    return standing(DUTIES[name], case_of(review, today))


def found(review):
    return [(one.key, one.severity) for gate in GATES for one in gate.find(review)]


def decided(**more):
    return answered(empty(), "decision", outcome="lcspr", decided_on=day("29 April 2026"), **more)


def stamped(edition):
    return evolve(empty(), header=evolve(empty().header, edition=edition.key))


def test_a_case_says_under_which_rules_it_is_worked():
    assert stands("8.2.2-a", empty()).is_open
    assert "The rules have changed since" in stands("8.2.2-a", stamped(editions()[0])).why
    assert stands("8.2.2-a", stamped(editions()[-1])).why == "Done."


def owing(**change):
    one = evolve(asked("HV", "outline", on=date(2026, 4, 3), due=date(2026, 4, 14)), **change)
    return empty().with_records("return", [one])


def test_what_agencies_owe_is_counted():
    assert stands("8.2.11-c", empty()).stand is Stand.NOT_YET
    assert stands("8.2.11-c", owing()).why.startswith("Still out")
    assert stands("8.2.11-s", owing(), date(2026, 4, 14)).stand is Stand.DONE
    assert stands("8.2.11-s", owing(), date(2026, 4, 15)).why.startswith("Overdue")
    whole = empty().with_records("return", [came(owing().all("return")[0], on=date(2026, 4, 10))])
    assert stands("8.2.11-c", whole).stand is Stand.DONE
    never = owing(state=AnswerState.NOT_RETURNED, reason="The practice has closed.")
    assert stands("8.2.11-c", never).stand is Stand.WITHOUT
    assert "Never came" in stands("8.2.11-c", never).why
    assert "The practice has closed." in stands("8.2.11-c", never).why


def test_an_overdue_reply_opens_the_way_higher():
    assert stands("8.2.11-t", owing(), date(2026, 4, 14)).stand is Stand.NOT_YET
    assert stands("8.2.11-t", owing(), date(2026, 4, 15)).is_open
    assert "Overdue" in stands("8.2.11-t", owing(), date(2026, 4, 15)).why
    row = {"id": "d", "sort": "non_compliance", "about": "No outline came."}
    assert stands("8.2.11-t", answered(owing(), "panel_issues", disputes=[row])).stand is Stand.DONE


def test_every_copy_comes_back_or_says_why_not():
    over = answered(empty(), "sign_off", signed_on=day("28 August 2026"))
    copy = {"id": "c", "number": 3, "to": "Panel chair"}
    assert stands("8.2.11-r", answered(over, "keeping", copies=[copy])).why.startswith("Still out: copy 3")
    back = {**copy, "destroyed_on": day("30 August 2026")}
    assert stands("8.2.11-r", answered(over, "keeping", copies=[back])).stand is Stand.DONE
    lost = {**copy, "reason": "Burnt with the house."}
    assert stands("8.2.11-r", answered(over, "keeping", copies=[lost])).stand is Stand.DONE


CRITERIA = {"abuse": "yes", "died": "no", "harmed": "yes", "concern": "yes"}


def test_where_the_criteria_require_a_review_it_is_recommended_or_reasoned():
    assert stands("8.2.5-a", empty()).stand is Stand.NOT_YET
    required = answered(empty(), "criteria", **CRITERIA)
    assert stands("8.2.5-a", required).is_open
    none = answered(required, "recommendation", outcome="none")
    assert "does not say why" in stands("8.2.5-a", none).why
    reasoned = answered(none, "recommendation", departure="A court asks us to wait.")
    assert stands("8.2.5-a", reasoned).stand is Stand.DONE
    assert stands("8.2.5-a", answered(required, "recommendation", outcome="lcspr")).stand is Stand.DONE


def test_after_serious_harm_a_concern_is_taken_for_given():
    harmed = answered(empty(), "criteria", **{**CRITERIA, "concern": "unclear"})
    assert stands("8.2.7-a", harmed).is_open
    assert stands("8.2.5-a", harmed).is_open
    assert stands("8.2.7-a", answered(harmed, "recommendation", outcome="lcspr")).stand is Stand.DONE
    assert stands("8.2.7-a", answered(empty(), "criteria", **{**CRITERIA, "died": "yes"})).stand is Stand.NOT_YET


def with_lesson(review):
    return review.with_records("recommendation", [Record(id="r", kind="recommendation", title="Keep lines open")])


def test_each_lesson_is_passed_on():
    agreed = with_lesson(answered(empty(), "overview_check", agreed_on=day("20 August 2026")))
    assert stands("8.2.9-c", agreed).why.startswith("Not passed on yet: Keep lines open.")
    row = {"id": "l", "sort": "briefing", "on": day("25 August 2026"), "lessons": ["r"]}
    assert stands("8.2.9-c", answered(agreed, "dissemination", log=[row])).stand is Stand.DONE


def test_each_agency_says_what_it_did():
    agreed = answered(empty(), "overview_check", agreed_on=day("20 August 2026"))
    one = [{"id": "HV", "agency": "HV", "what": "Team talks", "on": day("30 August 2026")}]
    assert stands("8.2.72-l", answered(agreed, "dissemination", returns=one)).why == "No word from: POL."
    both = [*one, {**one[0], "id": "POL", "agency": "POL"}]
    assert stands("8.2.72-l", answered(agreed, "dissemination", returns=both)).stand is Stand.DONE


def with_author(review, **more):
    made = Appointment(id="a", person="R01", role=PanelRole.OVERVIEW_AUTHOR, from_=date(2026, 5, 4), **more)
    return review.with_records("appointment", [made])


def test_an_author_is_appointed():
    assert stands("8.2.40-a", decided()).is_open
    appointed = with_author(decided())
    assert stands("8.2.40-a", appointed).stand is Stand.DONE
    asked_for = {"8.2.40-e": {"competence": "Five reviews."}, "8.2.40-f": {"contract_on": day("5 May 2026")}}
    for duty, told in asked_for.items():
        assert stands(duty, decided()).stand is Stand.NOT_YET
        assert stands(duty, appointed).is_open
        assert stands(duty, answered(appointed, "choosing", **told)).stand is Stand.DONE


FREE = {"employer": "Self-employed", "declaration": "I have had no part in the case and know nobody in it."}


@pytest.mark.parametrize("duty", ["8.2.40-b", "8.2.40-c", "8.2.40-d"])
def test_an_author_is_independent_of_partnership_bodies_and_people(duty):
    assert stands(duty, decided()).stand is Stand.NOT_YET
    assert stands(duty, with_author(decided(), employer="Self-employed")).why.startswith("No declaration yet")
    assert stands(duty, with_author(decided(), **FREE)).stand is Stand.DONE


def test_an_author_tied_to_the_case_or_the_panel_stands_open():
    midwife = Person(id="R01", role="Midwife", involvement=Involvement.DIRECT)
    assert stands("8.2.40-d", with_author(decided(), **FREE).with_records("person", [midwife])).is_open
    member = Appointment(id="m", person="R01", role=PanelRole.PANEL_MEMBER, from_=date(2026, 5, 4))
    assert stands("8.2.40-d", with_author(decided(), **FREE).with_records("appointment", [member])).is_open


CHOSEN = [("8.2.11-k", "proportionate"), ("8.2.34-a", "principles"), ("8.2.35-b", "options")]


@pytest.mark.parametrize(("duty", "field"), CHOSEN)
def test_a_chosen_methodology_asks_for_its_reasons(duty, field):
    assert stands(duty, decided()).stand is Stand.NOT_YET
    planned = decided().with_records("plan", [Plan(lead=Strand(key="lead", methodology="silp"))])
    assert stands(duty, planned).is_open
    assert stands(duty, answered(planned, "choosing", **{field: "Four agencies, eleven months."})).stand is Stand.DONE


def test_each_agency_that_knew_the_child_is_asked_or_set_aside():
    met = answered(empty(), "panel_meetings", meetings=[{"id": "m", "on": day("18 May 2026"), "state": "held"}])
    rows = [{"id": "HV", "agency": "HV", "part": "in"}, {"id": "POL", "agency": "POL", "part": "out"}]
    assert "POL" in stands("8.2.45-g", answered(met, "terms_work", parts=rows)).why
    rows[1]["reason"] = "One call, answered within the hour."
    assert stands("8.2.45-g", answered(met, "terms_work", parts=rows)).stand is Stand.DONE


def test_what_is_set_out_in_order_is_left_alone():
    assert found(empty()) == []
    choosing = answered(empty(), "choosing", contract_on=day("5 May 2026"), started_on=day("6 May 2026"))
    terms = with_terms(choosing, agreed_on=date(2026, 5, 18), approved_on=date(2026, 5, 20))
    assert found(answered(terms, "terms_work", templates_on=day("21 May 2026"))) == []


def with_terms(review, **days):
    return review.with_records("terms", [TermsOfReference(id="terms-1", version="1.0", **days)])


@pytest.mark.parametrize(
    "days", [{"approved_on": date(2026, 5, 20)}, {"agreed_on": date(2026, 5, 21), "approved_on": date(2026, 5, 20)}]
)
def test_terms_are_agreed_before_they_are_approved(days):
    assert found(with_terms(empty(), **days)) == [("terms_in_order", Severity.BLOCK)]


def test_the_period_is_chosen_with_its_reason():
    met = answered(empty(), "panel_meetings", meetings=[{"id": "m", "on": day("18 May 2026"), "state": "held"}])
    reasoned = answered(met, "terms_work", period_reason="From the booking to the night of the injury.")
    assert stands("8.2.45-c", reasoned).is_open
    chosen = with_terms(reasoned, period_from=date(2025, 4, 1), period_to=date(2026, 3, 24))
    assert stands("8.2.45-c", chosen).stand is Stand.DONE
    assert stands("8.2.45-c", with_terms(reasoned, period_from=date(2025, 4, 1))).is_open


@pytest.mark.parametrize(
    ("form", "data", "key"),
    [
        ("choosing", {"started_on": day("6 May 2026")}, "contract_first"),
        ("terms_work", {"templates_on": day("19 May 2026")}, "terms_in_order"),
        (
            "terms_work",
            {"revisions": [{"id": "v", "sort": "scope", "reason": "GP", "sent_on": day("1 June 2026")}]},
            "terms_in_order",
        ),
    ],
)
def test_what_is_out_of_order_is_stopped(form, data, key):
    assert found(answered(empty(), form, **data)) == [(key, Severity.BLOCK)]


def test_a_change_of_wording_needs_no_approval():
    row = {"id": "v", "sort": "wording", "reason": "A comma", "sent_on": day("1 June 2026")}
    assert found(answered(empty(), "terms_work", revisions=[row])) == []


@pytest.mark.parametrize(("kind", "field"), [("partnership", "agreed_on"), ("single_agency", "seen_on")])
def test_another_review_is_seen_before_it_goes_up(kind, field):
    review = answered(empty(), "decision", outcome="other", other_kind=kind)
    submitted = answered(review, "alternative", submitted_on=day("1 August 2026"))
    assert found(submitted) == [("alternative_in_order", Severity.BLOCK)]
    assert found(answered(submitted, "alternative", **{field: day("30 July 2026")})) == []


def test_an_audit_by_one_agency_goes_to_quality_assurance():
    review = answered(empty(), "decision", outcome="other", other_kind="single_agency_audit")
    assert found(answered(review, "alternative", sent_to="sub_group")) == [("alternative_in_order", Severity.BLOCK)]
    assert found(answered(review, "alternative", sent_to="quality")) == []
