"""The letters of the work itself, each filled from the case; and that every document of the procedure has its place."""

from __future__ import annotations

from datetime import date

import pytest

from lcspr_core.errors import NotAllowed, NotFound
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.panels.terms import Question, TermsOfReference, approved
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.letters import LETTERS, offers, written
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.thread import Record
from lcspr_core.timescales.duties import own_duties
from tests.core.procedure.making import empty
from tests.core.procedure.test_letters import TODAY, decided, words
from tests.core.procedure.written import with_form

AUDIT = decided(outcome="other", other_kind="multi_agency_audit")
LINES = [
    {"words": "Mend the handover form.", "agency": "HV", "owner": "Head of service", "due_on": "1 December 2026"},
    {"words": "Look at the call-backs.", "agency": "POL", "owner": "Superintendent"},
]


def write(review, name):
    return written(case_of(review, TODAY), name)


def refused(review, name):
    return next(one.refused for one in offers(case_of(review, TODAY)) if one.name == name)


# --- audits, other areas, who reviews ---------------------------------------------------------------------------------


def test_the_chair_of_quality_assurance_is_asked_to_lead_an_audit_of_several_agencies():
    asked = with_form(AUDIT, "alternative", method="Case files of four agencies", audit_due_on="30 November 2026")
    text = words(write(asked, "multi_agency_audit").views)
    for wanted in ("Chair of performance and quality assurance", "Please lead this audit", "four agencies"):
        assert wanted in text
    assert "Audit ready by: 30 November 2026" in text
    assert "Procedure: 8.2.36." in text


def test_the_chair_of_another_area_is_told_what_part_its_agency_had_each_area_apart():
    rows = [{"area": "Eastmarch", "involvement": "some"}, {"area": "Northmarch", "involvement": "little"}]
    review = with_form(decided(), "cross_border", outside=rows, model="single", model_reason="Two months only.")
    text = words(write(review, "other_area.r1").views)
    for wanted in ("An agency of Eastmarch had a part", "was: Some", "One partnership leads", "Two months only."):
        assert wanted in text
    assert "Northmarch" not in text
    titles = [one.title for one in offers(case_of(review, TODAY)) if one.name.startswith("other_area.")]
    assert titles == [
        "Notice to the chair of another partnership: Eastmarch",
        "Notice to the chair of another partnership: Northmarch",
    ]
    with pytest.raises(NotFound):
        write(review, "other_area")


def test_the_panel_is_told_who_reviews_by_code_and_by_which_method():
    author = Appointment(id="R04", person="P9", role=PanelRole.OVERVIEW_AUTHOR, from_=date(2026, 5, 8))
    gone = Appointment(id="R03", person="P8", role=PanelRole.OVERVIEW_AUTHOR, to=date(2026, 5, 1))
    review = with_form(decided(), "notices", methodology="silp").with_records("appointment", [author, gone])
    made = write(with_form(review, "choosing", reason="Staff can be heard together."), "reviewers_and_method")
    text = words(made.views)
    assert "written by: R04 (8.2.28)" in text
    assert "silp" in text
    assert "Staff can be heard together." in text
    assert "R03" not in text
    assert "P9" not in text


# --- papers to sign ---------------------------------------------------------------------------------------------------


def test_a_declaration_of_independence_can_be_printed_in_any_case_and_asks_for_each_tie():
    text = words(write(empty(), "independence_declaration").views)
    for wanted in ("Your employer", "contact that you had", "supervision", "Other roles", "Day and signature"):
        assert wanted in text


def test_the_points_of_the_authors_contract_name_the_terms_that_were_approved():
    terms = TermsOfReference(id="t1", version="2", questions=(Question(id="q1", words="Who saw the child?"),))
    made = approved(terms, on=date(2026, 5, 20), by="Independent Chair")
    review = with_form(decided().with_records("terms", [made]), "choosing", contract_on="8 May 2026")
    text = words(write(review, "author_contract").views)
    assert "version 2, approved on 20 May 2026" in text
    assert "Contract signed on: 8 May 2026" in text
    assert "It is no contract by itself" in text


# --- after the report -------------------------------------------------------------------------------------------------


def test_each_agency_is_asked_about_its_own_actions_and_no_others():
    review = with_form(decided(), "action_plan", lines=LINES)
    text = words(write(review, "action_progress.HV").views)
    for wanted in ("Mend the handover form.", "Head of service", "1 December 2026"):
        assert wanted in text
    assert "call-backs" not in text
    assert "[still to be filled]" in words(write(review, "action_progress.POL").views)  # no day was set


def test_an_action_of_the_thread_is_named_by_its_title():
    action = Record(id="a1", kind="action", title="Ring every school back.")
    row = {"action": "a1", "agency": "HV", "owner": "Head"}
    review = with_form(decided().with_records("action", [action]), "action_plan", lines=[row])
    assert "Ring every school back." in words(write(review, "action_progress.HV").views)


def test_each_agency_is_asked_what_it_did_with_each_recommendation():
    lesson = Record(id="c1", kind="recommendation", title="Agree one way to hand over.")
    text = words(write(decided().with_records("recommendation", [lesson]), "learning_return.HV").views)
    assert "Agree one way to hand over." in text
    assert "member of the partnership for HV" in text


# --- what is refused --------------------------------------------------------------------------------------------------

NO_REVIEW = "so there is nobody to name (8.2.23). If it was, say so on the form “Decision” first."
REFUSED = [
    (decided(), "multi_agency_audit", "An audit of several agencies was not decided for this case (8.2.36)."),
    (empty(), "reviewers_and_method", NO_REVIEW),
    (decided(outcome="none"), "author_contract", NO_REVIEW),
    (decided(), "action_progress.HV", "This agency owns no action on the form “Action plan” yet, so there is nothing"),
    (with_form(decided(), "action_plan", lines=LINES[:1]), "action_progress.POL", "nothing to ask for (8.2.49)."),
    (decided(), "learning_return.HV", "Nothing is agreed yet that could be learned from: no report, and no"),
]


@pytest.mark.parametrize(("review", "name", "said"), REFUSED)
def test_a_letter_that_has_nothing_to_say_yet_is_refused_in_a_sentence(review, name, said):
    assert said in refused(review, name)
    with pytest.raises(NotAllowed):
        write(review, name)


# --- every document of the procedure ----------------------------------------------------------------------------------

# The documents that the procedure names, each with its duty and with what carries it here: a letter, a form's
# questions, or a document that the Documents page composes.
DOCUMENTS = [
    ("Referral form, section 1", "8.2.14-b", "letter referral_form"),
    ("Referral form, section 2", "8.2.22-b", "letter referral_form"),
    ("Referral form, section 3", "8.2.23-b", "letter referral_form"),
    ("Information request", "8.2.19-b", "letter information_request"),
    ("Agency outline of involvement", "8.2.19-d", "form outline"),
    ("Sub Group minutes", "8.2.20-a", "form sub_group_meetings"),
    ("Notice of decision to Ofsted", "8.2.27-a", "letter decision_ofsted"),
    ("Notice of decision to the Department", "8.2.27-b", "letter decision_dfe"),
    ("Notice of decision to the national Panel", "8.2.27-c", "letter decision_national_panel"),
    ("Notice of decision to whoever referred", "8.2.24-a", "letter decision_referrer"),
    ("Notice of decision to members", "8.2.26-a", "letter decision_member"),
    ("Names of reviewers and the method", "8.2.28-a", "letter reviewers_and_method"),
    ("Delay notices", "8.2.11-e", "letter delay_ofsted"),
    ("Records release notice", "8.2.26-b", "letter records_release"),
    ("Independence declaration", "8.2.11-g", "letter independence_declaration"),
    ("Author contract", "8.2.40-f", "letter author_contract"),
    ("Notice to another area's chair", "8.2.30-a", "letter other_area"),
    ("Terms of reference", "8.2.46-c", "letter agency_report"),
    ("Review plan", "8.2.45-e", "form review_plan"),
    ("Code list", "8.2.45-n", "form codes"),
    ("Family engagement plan and contact log", "8.2.50-a", "document family_engagement"),
    ("Parallel-process register, meeting note, police advice", "8.2.55-a", "form parallel"),
    ("Agency report template and guidance", "8.2.47-a", "letter agency_report"),
    ("Agency report", "8.2.47-b", "form agency_authoring"),
    ("Agency chronology and combined chronology", "8.2.48-a", "form chronologies"),
    ("Challenge and issue log", "8.2.45-v", "form panel_issues"),
    ("Overview report, as the panel agrees it", "8.2.40-h", "form overview_draft"),
    ("Combined action plan", "8.2.45-s", "form action_plan"),
    ("Published response", "8.2.63-a", "document response"),
    ("Legal advice log", "8.2.45-q", "form advice"),
    ("Disclosure log and numbered copies", "8.2.11-p", "form keeping"),
    ("Restriction register", "8.2.65-b", "form safeguards"),
    ("Media strategy, agreed statement, media log", "8.2.69-a", "form media"),
    ("Publication impact plan", "8.2.64-a", "form publication"),
    ("Copies before publication", "8.2.66-a", "letter copy_ofsted"),
    ("Notices that it should not be published", "8.2.67-a", "letter not_published_ofsted"),
    ("Dissemination plan and log", "8.2.72-k", "form dissemination"),
    ("Agency returns on learning", "8.2.72-l", "letter learning_return"),
    ("Action progress return", "8.2.49-h", "letter action_progress"),
    ("Sub Group report to the partnership", "8.2.49-i", "form action_plan"),
    ("Annual report contribution", "8.2.37-b", "document annual_extract"),
    ("Letter for a review by one agency", "8.2.36-h", "letter single_agency_review"),
    ("Letter for an audit by one agency", "8.2.36-k", "letter single_agency_audit"),
    ("Request to lead an audit of several", "8.2.36-j", "letter multi_agency_audit"),
    ("Learning report of a partnership review", "8.2.36-f", "form alternative"),
]
THERE = {
    "letter": {one.key for one in LETTERS},
    "form": {step.key for step in PROCEDURE.steps},
    "document": {one.key for one in PROCEDURE.artefacts},
}


@pytest.mark.parametrize(("title", "duty", "carried"), DOCUMENTS, ids=[one[0] for one in DOCUMENTS])
def test_each_document_that_the_procedure_names_is_carried_by_something_that_is_there(title, duty, carried):
    sort, _, name = carried.partition(" ")
    assert title
    assert duty in {one.id for one in own_duties()}
    assert name in THERE[sort]


def test_every_letter_is_one_of_those_documents_or_tells_another_body_the_same():
    named = {carried.partition(" ")[2] for _, _, carried in DOCUMENTS}
    others = {one.key for one in LETTERS} - named
    assert all(one.startswith(("delay_", "copy_", "not_published_")) for one in others)
