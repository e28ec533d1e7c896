"""Agencies' reports: a free and able author, two people's signatures under one file, and a whole check."""

from __future__ import annotations

from datetime import date

import pytest

from lcspr_core.cases.people import Involvement, Person
from lcspr_core.concerns import Severity
from lcspr_core.panels.appointments import PanelRole
from lcspr_core.plan import Plan, Strand
from lcspr_core.procedure.forms.agency_asks import QUALITY
from lcspr_core.procedure.gates.agency import GATES
from lcspr_core.procedure.standing import Stand
from lcspr_core.procedure.steps import PROCEDURE
from tests.core.procedure.making import answered, day, empty
from tests.core.procedure.panels import WRITES, appointed, decided, stands
from tests.core.procedure.written import with_form

AUTHOR, SUPERVISOR, MANAGER = "a.N1.agency_author", "a.N2.supervisor", "a.N3.senior_manager"
SIGNED = {
    "author": AUTHOR,
    "manager": MANAGER,
    "manager_checked": "Each finding against its source.",
    "author_signed_on": "1 June 2026",
    "manager_signed_on": "2 June 2026",
    "statement": "No part in the case.",
    "hash": "AB12",
    "written_on": "29 May 2026",
}


def own(review=None, of="HV", **said):
    """A case in which an agency has said this of its report."""
    return with_form(people(review or decided()), "agency_authoring", of, **{"author": AUTHOR, **said})


def people(review):
    for person, role in (("N1", WRITES), ("N2", PanelRole.SUPERVISOR), ("N3", PanelRole.SENIOR_MANAGER)):
        review = appointed(review, person, role, agency="HV")
    return review


def tied(review, person, involvement=Involvement.DIRECT):
    return review.with_records("person", [Person(id=person, involvement=involvement)])


def commissioned(review, **row):
    return answered(review, "agency_commission", reports=[{"id": "HV", "agency": "HV", **row}])


ACCEPTED = {"accepted": "yes", "accepted_on": day("18 May 2026")}


def came(review, on="3 June 2026", **row):
    rows = [{"id": "HV", "agency": "HV", "came_on": day(on), "hash": "ab12", **row}]
    return answered(review, "agency_scrutiny", reports=rows)


def found(review, key):
    gate = next(one for one in GATES if one.key == key)
    return [one.sentence for one in gate.find(review) if one.severity is Severity.BLOCK]


def test_each_gate_holds_a_form():
    assert {gate.key for gate in GATES} <= {key for step in PROCEDURE.steps for key in step.gate}
    assert not [one for gate in GATES for one in gate.find(empty())]


def test_the_template_is_fitted_to_the_method():
    assert stands("8.2.47-a", decided()).stand is Stand.NOT_YET
    planned = decided().with_records("plan", [Plan(lead=Strand(key="lead", methodology="silp"))])
    assert stands("8.2.47-a", planned).is_open
    part = answered(planned, "agency_commission", sort="full", adapted="As it is.")
    assert stands("8.2.47-a", part).is_open
    whole = answered(part, "agency_commission", approved_on=day("18 May 2026"))
    assert stands("8.2.47-a", whole).stand is Stand.DONE


def test_a_request_goes_out_with_guidance_and_approval():
    whole = {"sort": "full", "guidance": "Version 3", "approved_on": day("18 May 2026")}
    assert (
        found(answered(decided(), "agency_commission", **whole, sent_on=day("20 May 2026")), "request_complete") == []
    )
    for missing in whole:
        part = {name: said for name, said in whole.items() if name != missing}
        sent = answered(decided(), "agency_commission", **part, sent_on=day("20 May 2026"))
        assert len(found(sent, "request_complete")) == 1
        assert found(answered(decided(), "agency_commission", **part), "request_complete") == []


def test_the_panel_looks_at_each_author_and_accepts_nobody_who_is_tied():
    assert stands("8.2.45-r", decided()).stand is Stand.NOT_YET
    assert "HV" in stands("8.2.45-r", own()).why
    assert stands("8.2.45-r", commissioned(own(), accepted="yes")).is_open
    assert stands("8.2.45-r", commissioned(own(), **ACCEPTED)).stand is Stand.DONE
    refused = commissioned(own(), accepted="no", accepted_on=day("18 May 2026"))
    assert stands("8.2.45-r", refused).is_open
    reasoned = commissioned(own(), accepted="no", accepted_on=day("18 May 2026"), why="Managed the team.")
    assert stands("8.2.45-r", reasoned).stand is Stand.DONE
    assert found(commissioned(own(), **ACCEPTED), "authors_free") == []
    assert len(found(tied(commissioned(own(), **ACCEPTED), "N1"), "authors_free")) == 1
    assert found(tied(commissioned(own()), "N1"), "authors_free") == []


@pytest.mark.parametrize("involvement", [Involvement.DIRECT, Involvement.LINE_MANAGEMENT])
def test_an_author_with_a_tie_is_not_independent(involvement):
    assert stands("8.2.47-c", own()).stand is Stand.DONE
    assert stands("8.2.47-c", tied(own(), "N1", involvement)).is_open
    silent = appointed(own(), "N1", WRITES, agency="HV", declaration="")
    assert "no declaration: HV" in stands("8.2.47-c", silent).why
    assert stands("8.2.47-c", tied(own(), "N9", involvement)).stand is Stand.DONE


def test_an_author_has_a_supervisor_without_a_part_in_the_case():
    named = own(supervisor=SUPERVISOR)
    assert "No supervisor" in stands("8.2.47-d", own()).why
    assert "declared nothing" in stands("8.2.47-d", named).why
    declared = own(supervisor=SUPERVISOR, supervisor_says="No part in the case.")
    assert stands("8.2.47-d", declared).stand is Stand.DONE
    assert stands("8.2.47-d", tied(declared, "N2")).is_open


def test_an_author_is_senior_and_able():
    assert stands("8.2.47-f", own(level="service")).is_open
    assert stands("8.2.47-f", own(level="service", standing="Leads audits.")).stand is Stand.DONE
    assert stands("8.2.47-g", own()).is_open
    assert stands("8.2.47-g", own(knows="Home visits.")).stand is Stand.DONE
    two = own(own(knows="Home visits."), of="POL")
    assert "POL" in stands("8.2.47-g", two).why


def test_staff_are_told_once_the_author_is_accepted():
    accepted = commissioned(own(), **ACCEPTED)
    assert stands("8.2.47-h", own()).stand is Stand.NOT_YET
    assert "HV" in stands("8.2.47-h", accepted).why
    one = with_form(accepted, "staff_support", "HV", staff=[{"who": "W1", "briefed_on": "1 June 2026"}])
    assert stands("8.2.47-h", one).stand is Stand.DONE
    two = [{"who": "W1", "briefed_on": "1 June 2026"}, {"who": "W2"}]
    assert stands("8.2.47-h", with_form(accepted, "staff_support", "HV", staff=two)).is_open


def test_the_author_gets_at_people_and_records():
    assert stands("8.2.47-i", commissioned(own(), **ACCEPTED)).is_open
    assert "panel's log" in stands("8.2.47-i", commissioned(own(access="no"), **ACCEPTED)).why
    assert stands("8.2.47-i", commissioned(own(access="yes"), **ACCEPTED)).stand is Stand.DONE


def test_overdue_reports_are_named():
    sent = answered(own(), "agency_commission", sent_on=day("20 May 2026"))
    assert stands("8.2.47-l", sent).why.startswith("Agree a day")
    due = commissioned(sent, due_on=day("15 June 2026"))
    assert stands("8.2.47-l", due, date(2026, 6, 15)).why.startswith("Awaited: HV.")
    late = stands("8.2.47-l", due, date(2026, 6, 16))
    assert (late.stand, late.why.split(".")[0]) == (Stand.LATE, "Overdue: HV")
    assert stands("8.2.47-l", came(due)).stand is Stand.DONE


def test_a_senior_manager_looks_and_signs():
    unsigned = {name: said for name, said in SIGNED.items() if not name.startswith("manager")}
    assert stands("8.2.47-m", own(**unsigned)).is_open
    assert stands("8.2.47-m", own(**{**SIGNED, "manager_checked": ""})).is_open
    assert stands("8.2.47-m", own(**SIGNED)).stand is Stand.DONE
    assert len(found(own(**{**SIGNED, "manager_checked": ""}), "two_people_sign")) == 1
    assert found(own(**SIGNED), "two_people_sign") == []


def test_a_report_says_how_its_author_is_independent():
    assert stands("8.2.47-e", own()).stand is Stand.NOT_YET
    assert stands("8.2.47-e", own(**{**SIGNED, "statement": " "})).is_open
    assert stands("8.2.47-e", own(**SIGNED)).stand is Stand.DONE
    assert any("how its author" in one for one in found(came(own(**{**SIGNED, "statement": ""})), "reports_whole"))


def test_two_people_sign_one_file_before_it_comes():
    assert found(came(own(**SIGNED)), "reports_whole") == []
    assert stands("8.2.47-n", came(own(**SIGNED))).stand is Stand.DONE


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"author_signed_on": ""}, "its author has not signed"),
        ({"manager_signed_on": ""}, "no senior manager"),
        ({"manager": ""}, "no senior manager"),
        ({"manager": AUTHOR}, "one person signed twice"),
        ({"manager": "a.N1.senior_manager"}, "one person signed twice"),
        ({"author_signed_on": "4 June 2026"}, "the author signed it on 4 June 2026, after it came"),
        ({"manager_signed_on": "4 June 2026"}, "the senior manager signed it on 4 June 2026"),
        ({"hash": ""}, "the hash"),
        ({"hash": "cd34"}, "not the one that was signed"),
    ],
)
def test_a_report_that_is_not_signed_by_two_is_not_taken(change, said):
    review = appointed(own(**{**SIGNED, **change}), "N1", PanelRole.SENIOR_MANAGER, agency="HV")
    assert any(said in one for one in found(came(review), "reports_whole"))
    assert said in stands("8.2.47-n", came(review)).why
    assert found(review, "reports_whole") == []


def test_one_person_cannot_be_both_even_before_signing():
    twice = appointed(own(manager="a.N1.senior_manager"), "N1", PanelRole.SENIOR_MANAGER, agency="HV")
    assert found(twice, "two_people_sign") == ["HV: the author of the report would also sign it off."]
    assert found(own(manager=MANAGER), "two_people_sign") == []


def test_a_report_counts_once_the_whole_list_is_so():
    every = [one.key for one in QUALITY]
    review = commissioned(own(**SIGNED), **ACCEPTED)
    assert stands("8.2.42-c", came(review, quality=every[:-1])).is_open
    assert stands("8.2.42-c", came(review, quality=every)).stand is Stand.DONE
    assert len(found(came(review, quality=every[:-1], accepted="yes"), "reports_whole")) == 1
    assert found(came(review, quality=every, accepted="yes"), "reports_whole") == []
    unknown = came(own(**SIGNED), quality=every, accepted="yes")
    assert found(unknown, "reports_whole") == ["HV: accepted, although the panel has not accepted its author."]


@pytest.mark.parametrize(
    ("codes", "number"),
    [({}, 1), ({"agreed_on": day("19 May 2026")}, 1), ({"agreed_on": day("18 May 2026")}, 0)],
)
def test_nobody_is_asked_to_write_before_codes_are_agreed(codes, number):
    sent = answered(answered(empty(), "codes", **codes), "agency_commission", sent_on=day("18 May 2026"))
    assert len(found(sent, "codes_first")) == number
    assert found(answered(sent, "agency_commission", sent_on={}), "codes_first") == []


def test_a_question_that_a_report_leaves_open_is_asked_for_before_it_is_accepted():
    every = [one.key for one in QUALITY]
    whole = {"quality": every, "accepted": "yes", "terms": "partly", "open_terms": ["q1"]}
    review = came(commissioned(own(**SIGNED), **ACCEPTED), **whole)
    assert found(review, "reports_whole") == [
        "HV: accepted, although it leaves a question of the terms open and nothing more was asked for."
    ]
    asked = answered(review, "agency_scrutiny", further=[{"id": "f", "agency": "HV", "asked_on": day("4 June 2026")}])
    assert found(asked, "reports_whole") == []
    wrong = came(review, **{**whole, "terms": "yes", "accepted": "no"})
    assert found(wrong, "reports_whole") == [
        "HV: said to keep to the terms of reference, although it leaves a question of them open."
    ]


def test_each_report_is_held_against_terms_evidence_gaps_and_others():
    said = {"terms": "yes", "reasoned": "partly", "gaps": "None.", "conflicts": "None."}
    assert stands("8.2.45-j", came(own(), **said)).stand is Stand.DONE
    for missing in said:
        assert stands("8.2.45-j", came(own(), **{**said, missing: ""})).is_open


def test_an_agencys_recommendation_names_who_measure_and_time():
    vague = [{"words": "Communication should be better."}]
    assert "Communication" in stands("8.2.47-o", own(recommendations=vague)).why
    on_purpose = [{**vague[0], "short": "Work on this is shared with housing."}]
    assert stands("8.2.47-o", own(recommendations=on_purpose)).stand is Stand.DONE
    example = next(step for step in PROCEDURE.steps if step.key == "agency_authoring").examples[0]
    plain = [{"words": example.recommendations[0].words}]
    assert stands("8.2.47-o", own(recommendations=plain)).stand is Stand.DONE


def test_no_talk_with_staff_has_a_day_before_the_police_were_asked():
    criminal = answered(decided(), "parallel", processes=[{"id": "criminal", "sort": "criminal", "runs": "yes"}])
    planned = own(criminal, talks=[{"who": "W1", "on": "8 June 2026"}])
    assert len(found(planned, "staff_talks_cleared")) == 1
    assert found(own(criminal, talks=[{"who": "W1", "asked": "yes"}]), "staff_talks_cleared") == []
    advice = {"id": "a", "adviser": "police", "about": ["staff"], "given_on": day("1 June 2026"), "answer": "go"}
    assert found(answered(planned, "parallel", advice=[advice]), "staff_talks_cleared") == []
    awaited = {**advice, "given_on": {}}
    assert len(found(answered(planned, "parallel", advice=[awaited]), "staff_talks_cleared")) == 1


def test_what_one_agency_did_keeps_no_other_agencys_report_from_being_taken():
    step = PROCEDURE.step("agency_authoring")
    review = own(manager=AUTHOR)
    (held,) = PROCEDURE.blocks(review, step, ("HV",))
    assert held.sentence == "HV: the author of the report would also sign it off."
    assert PROCEDURE.blocks(review, step, ("POL",)) == ()
