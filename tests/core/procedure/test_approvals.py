"""What waits for whose approval: in order, by whom, on which day, of which version, and what stands in the way."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from attrs import evolve

from lcspr_core.answers import Answer, AnswerState, Signature, answer_id
from lcspr_core.demonstration.juniper import case
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.panels.terms import Question, TermsOfReference, approved
from lcspr_core.procedure.approvals.reading import approvals
from lcspr_core.procedure.approvals.standing import Body, Given, approvals_table, seen_by, waiting_for
from lcspr_core.procedure.forms.agency_asks import QUALITY
from lcspr_core.procedure.publishing import wanting
from lcspr_core.procedure.steps import PROCEDURE, STRAND
from tests.core.procedure.making import answered, day, empty, taken

UP = ("report.panel", "report.sub_group", "report.partnership")
AGREED, REVIEWED, CHAIR, SIGNED = (day(f"{number} October 2026") for number in (8, 14, 15, 19))


def one(review, key):
    return next(each for each in approvals(review) if each.key == key)


def states(review, *keys):
    return tuple(one(review, key).state for key in keys)


def went_up(**days):
    review = taken(empty(), "overview_check", agreed_on=days.pop("agreed_on", AGREED))
    return taken(review, "sign_off", **days)


# --- the report goes up -----------------------------------------------------------------------------------------------


def test_the_panel_comes_before_the_sub_group_and_that_before_the_partnership():
    waits, later = Given.WAITS, Given.LATER
    assert states(empty(), *UP) == (waits, later, later)
    assert states(went_up(), *UP, "report.chair") == (Given.APPROVED, waits, later, waits)
    assert states(went_up(reviewed_on=REVIEWED), *UP) == (Given.APPROVED, Given.APPROVED, later)
    assert states(went_up(reviewed_on=REVIEWED, chair_on=CHAIR), *UP) == (Given.APPROVED, Given.APPROVED, waits)
    every = went_up(reviewed_on=REVIEWED, chair_on=CHAIR, signed_on=SIGNED)
    assert states(every, *UP, "report.chair") == (Given.APPROVED,) * 4


def test_what_was_skipped_is_said_with_the_paragraph_and_the_way_out():
    found = one(went_up(reviewed_on=REVIEWED, signed_on=SIGNED), "report.partnership")
    assert found.state is Given.DISORDER
    (first, *_) = found.stands
    assert "what comes first is not dated: the Independent Chair has the report" in first.sentence
    assert (first.source, first.way_out) == ("8.2.49", "Give the missing day, or mend the wrong one.")


def test_a_day_before_the_one_beneath_it_is_out_of_order():
    found = one(went_up(reviewed_on=day("1 October 2026")), "report.sub_group")
    assert found.state is Given.DISORDER
    assert "is dated 8 October 2026, after it" in found.stands[0].sentence


def test_what_is_open_about_a_draft_stands_in_the_panels_way():
    drafted = answered(empty(), "overview_draft", what_and_why="Part 2; part 3.")
    assert {"There is no draft yet."} == {each.sentence for each in one(empty(), "report.panel").stands}
    stands = one(drafted, "report.panel").stands
    assert stands
    assert all(each.source.startswith("8.2.") and each.way_out for each in stands)


def test_what_the_partnership_asked_for_stands_in_its_way_until_it_is_made():
    row = {"id": "a", "words": "Say more of the school."}
    asked = one(went_up(amendments=[row]), "report.partnership")
    assert any("not made yet: Say more of the school." in each.sentence for each in asked.stands)
    made = one(went_up(amendments=[{**row, "made_on": day("20 October 2026")}]), "report.partnership")
    assert not any("Say more" in each.sentence for each in made.stands)


def test_the_list_of_the_panel_is_signed_once_every_signature_is_there():
    at = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)
    name = answer_id("panel_quality", (), STRAND)
    given = Answer(id=name, step="panel_quality", strand=STRAND, state=AnswerState.AGREED)
    agreed = empty().with_records("answer", [given])
    assert one(agreed, "report.quality").state is Given.WAITS
    mark = Signature(role="panel_chair", by="N01", at=at)
    signed = agreed.with_records("answer", [evolve(given, state=AnswerState.SIGNED, signatures=(mark,))])
    found = one(signed, "report.quality")
    assert (found.state, found.on, found.by) == (Given.APPROVED, date(2026, 10, 6), "N01")


# --- terms of reference -----------------------------------------------------------------------------------------------

FIRST = TermsOfReference(id="terms-1", version="1.0", questions=(Question(id="q1", words="What was known?"),))


def with_terms(*versions):
    return empty().with_records("terms", versions)


def test_terms_are_agreed_and_then_approved():
    keys = ("terms.terms-1.agreed", "terms.terms-1.approved")
    assert states(with_terms(FIRST), *keys) == (Given.WAITS, Given.LATER)
    agreed = evolve(FIRST, agreed_on=date(2026, 5, 12))
    assert states(with_terms(agreed), *keys) == (Given.APPROVED, Given.WAITS)
    passed = one(with_terms(approved(agreed, on=date(2026, 5, 20), by="Independent Chair")), keys[1])
    assert (passed.state, passed.by, passed.version) == (Given.APPROVED, "Independent Chair", "1.0")


def test_terms_that_changed_since_are_approved_again_and_it_is_said_what_changed():
    agreed = evolve(FIRST, agreed_on=date(2026, 5, 12))
    passed = approved(agreed, on=date(2026, 5, 20), by="Independent Chair")
    changed = evolve(passed, questions=(Question(id="q1", words="What was known then?"),))
    found = one(with_terms(changed), "terms.terms-1.approved")
    assert found.state is Given.AGAIN
    assert "now reads “What was known then?”" in found.stands[0].sentence
    assert dict(waiting_for([found])) == {found.whose: 1}


def test_a_version_that_was_overtaken_waits_for_nobody():
    second = evolve(FIRST, id="terms-2", version="2.0")
    keys = {each.key for each in approvals(with_terms(FIRST, second))}
    assert "terms.terms-1.approved" not in keys
    assert "terms.terms-2.approved" in keys


def test_a_change_of_what_is_asked_is_approved_again_and_one_of_wording_is_not():
    rows = [{"id": "r1", "sort": "scope", "agreed_on": AGREED}, {"id": "r2", "sort": "wording"}]
    review = answered(empty(), "terms_work", revisions=rows)
    assert states(review, "terms_change.1.agreed", "terms_change.1.approved") == (Given.APPROVED, Given.WAITS)
    assert not any(each.key.startswith("terms_change.2") for each in approvals(review))


# --- agencies' reports ------------------------------------------------------------------------------------------------

PEOPLE = (
    Appointment(id="a1", person="W01", role=PanelRole.AGENCY_AUTHOR, agency="HV"),
    Appointment(id="a2", person="W02", role=PanelRole.SENIOR_MANAGER, agency="HV"),
)
CHECKED = {"manager_checked": "Each finding against its source."}
LINE = ("agency.HV.author", "agency.HV.manager", "agency.HV.accepted")


def reported(**data):
    name = answer_id("agency_authoring", ("HV",), STRAND)
    said = {"author": "a1", "manager": "a2", "statement": "None of us had a part.", "hash": "ab12", **CHECKED, **data}
    given = Answer(id=name, step="agency_authoring", strand=STRAND, of=("HV",), agency="HV", data=said)
    return empty().with_records("appointment", PEOPLE).with_records("answer", [given])


def test_an_agencys_author_signs_then_a_senior_manager_then_the_panel_accepts():
    assert states(reported(), *LINE) == (Given.WAITS, Given.LATER, Given.LATER)
    signed = reported(author_signed_on=AGREED)
    assert states(signed, *LINE) == (Given.APPROVED, Given.WAITS, Given.LATER)
    assert one(signed, LINE[0]).by == "Agency report author W01"
    both = reported(author_signed_on=AGREED, manager_signed_on=REVIEWED)
    row = {"id": "HV", "agency": "HV", "came_on": CHAIR, "hash": "ab12"}
    came = taken(both, "agency_scrutiny", reports=[row])
    assert states(came, *LINE) == (Given.APPROVED, Given.APPROVED, Given.WAITS)
    refused = taken(both, "agency_scrutiny", reports=[{**row, "accepted": "no", "accepted_on": SIGNED}])
    assert "did not accept it" in one(refused, LINE[2]).stands[0].sentence
    accepted = taken(both, "agency_scrutiny", reports=[{**row, "accepted": "yes", "accepted_on": SIGNED}])
    assert states(accepted, *LINE) == (Given.APPROVED,) * 3


def test_one_person_who_signs_twice_and_a_manager_before_the_author_are_said():
    twice = one(reported(author_signed_on=AGREED, manager="a1", manager_signed_on=REVIEWED), LINE[1])
    assert any(each.sentence == "One person signed twice." for each in twice.stands)
    before = one(reported(author_signed_on=CHAIR, manager_signed_on=REVIEWED), LINE[1])
    assert before.state is Given.DISORDER


def test_an_agencys_report_that_rests_on_hidden_answers_says_only_that_it_is_there():
    review = reported(author_signed_on=AGREED)
    hidden = frozenset({answer_id("agency_authoring", ("HV",), STRAND)})
    found = next(each for each in seen_by(approvals(review), hidden) if each.key == LINE[0])
    assert (found.state, found.on, found.by, found.version, found.stands) == (Given.UNSEEN, None, "", "", ())
    assert not waiting_for([found])


# --- publication, and what the decision leaves ------------------------------------------------------------------------


def test_everything_that_stands_between_a_report_and_its_publication_is_said():
    found = one(went_up(), "publication")
    assert found.state is Given.LATER
    assert any("Ofsted has no copy yet" in each.sentence for each in found.stands)
    out = taken(went_up(signed_on=SIGNED), "publication", published_on=day("3 November 2026"))
    assert states(out, "publication") == (Given.APPROVED,)


# --- a day on a form that is refused approves nothing -----------------------------------------------------------------


DATED = {
    "overview_check": ("report.panel", {"agreed_on": AGREED}),
    "sign_off": ("report.chair", {"chair_on": CHAIR, "signed_on": SIGNED}),
    "publication": ("publication", {"published_on": day("3 November 2026")}),
    "recommendation": ("recommendation", {"sent_on": AGREED, "outcome": "lcspr"}),
    "agency_commission": ("agency_template", {"approved_on": AGREED, "sent_on": REVIEWED}),
    "agency_scrutiny": (
        "agency.HV.accepted",
        {"reports": [{"id": "HV", "agency": "HV", "came_on": CHAIR, "accepted": "yes", "accepted_on": SIGNED}]},
    ),
}
BEFORE = {"sign_off": "overview_check", "publication": "sign_off"}
THEN = {"overview_check": {"agreed_on": AGREED}, "sign_off": {"signed_on": SIGNED}}


def before(form):
    """Return a case in which what comes before a form was taken."""
    first = BEFORE.get(form, "")
    signed = reported(author_signed_on=AGREED, manager_signed_on=REVIEWED)
    return taken(signed, first, **THEN[first]) if first else signed


@pytest.mark.parametrize("form", DATED)
def test_a_day_on_a_form_that_is_refused_approves_nothing_and_it_is_said_why(form):
    key, said = DATED[form]
    blocks = PROCEDURE.blocks(answered(before(form), form, **said), PROCEDURE.step(form))
    found = one(answered(before(form), form, **said), key)
    assert blocks
    assert (found.state, found.on) == (Given.WAITS, None)
    assert "is written on its form, and does not count yet." in found.stands[0].sentence
    assert {each.sentence for each in blocks} <= {each.sentence for each in found.stands}
    assert all(each.source.startswith("8.2.") and each.way_out for each in found.stands)
    assert len({*found.stands}) == len(found.stands)


def test_a_day_that_is_out_of_order_and_refused_as_well_lists_everything_that_is_wanting():
    found = one(answered(empty(), "publication", published_on=day("3 November 2026")), "publication")
    assert (found.state, found.on) == (Given.DISORDER, None)
    assert "what comes first is not dated: the partnership signed the report off." in found.stands[0].sentence
    wanted = {each.sentence for each in wanting(answered(empty(), "publication", published_on=day("3 November 2026")))}
    assert "There is no media strategy." in wanted
    assert wanted <= {each.sentence for each in found.stands}


@pytest.mark.parametrize("form", [each for each in DATED if each != "recommendation"])
def test_once_its_form_was_taken_the_day_counts_and_no_more_when_it_is_opened_again(form):
    key, said = DATED[form]
    done = taken(before(form), form, **said)
    assert one(done, key).state is Given.APPROVED
    assert one(taken(done, form, AnswerState.DRAFT), key).state is Given.WAITS


def test_what_follows_a_day_that_does_not_count_waits_for_it():
    drafted = answered(empty(), "overview_check", agreed_on=AGREED)
    assert states(drafted, "report.panel", "report.sub_group") == (Given.WAITS, Given.LATER)
    further = one(taken(drafted, "sign_off", reviewed_on=REVIEWED), "report.sub_group")
    assert further.state is Given.DISORDER
    assert "what comes first does not count yet: the panel agrees the report." in further.stands[0].sentence


def test_a_day_on_a_form_that_nothing_stops_counts_while_the_form_is_filled_further():
    drafted = taken(empty(), "overview_check", agreed_on=AGREED)
    half = answered(drafted, "sign_off", sub_group_on=AGREED, reviewed_on=REVIEWED)
    assert states(half, "report.sub_group") == (Given.APPROVED,)


def test_a_decision_counts_once_it_is_signed():
    recommended = taken(empty(), "recommendation", AnswerState.SIGNED, sent_on=day("14 April 2026"))
    agreed = taken(recommended, "decision", decided_on=day("11 May 2026"))
    waits = one(agreed, "decision")
    assert (waits.state, waits.on) == (Given.WAITS, None)
    assert "It is not signed yet by: Independent Chair" in waits.stands[1].sentence
    assert states(taken(agreed, "decision", AnswerState.SIGNED), "decision") == (Given.APPROVED,)


def test_what_is_wrong_with_one_agencys_report_takes_nothing_from_anothers():
    rows = [
        {"id": "HV", "agency": "HV", "came_on": CHAIR, "hash": "ab12", "accepted": "yes", "accepted_on": SIGNED},
        {"id": "POL", "agency": "POL", "came_on": CHAIR, "accepted": "yes", "accepted_on": SIGNED},
    ]
    quality = {"quality": [each.key for each in QUALITY]}
    commission = [{"id": name, "agency": name, "accepted": "yes"} for name in ("HV", "POL")]
    signed = reported(author_signed_on=AGREED, manager_signed_on=REVIEWED)
    wanted = answered(signed, "agency_commission", reports=commission)
    both = answered(wanted, "agency_scrutiny", reports=[{**each, **quality} for each in rows])
    assert states(both, "agency.HV.accepted") == (Given.APPROVED,)
    assert one(both, "agency.POL.accepted").state is not Given.APPROVED


def test_a_report_that_is_not_published_waits_for_three_bodies_to_be_told():
    row = {"id": "ofsted", "to": "ofsted"}
    review = answered(empty(), "publication", withhold="yes", withheld=[row])
    assert states(review, "publication.withheld.ofsted") == (Given.WAITS,)


@pytest.mark.parametrize(
    ("said", "bodies"),
    [
        ({"outcome": "none"}, {Body.DECISION}),
        ({"outcome": "other", "other_kind": "partnership"}, set(Body) - {Body.AGENCY, Body.PUBLICATION}),
        ({"outcome": "lcspr"}, set(Body) - {Body.AGENCY}),
        ({}, set(Body) - {Body.AGENCY}),
    ],
)
def test_what_is_approved_is_what_the_decision_calls_for(said, bodies):
    assert {each.body for each in approvals(answered(empty(), "decision", **said))} == bodies


def test_another_review_is_agreed_by_the_sub_group_before_it_goes_up():
    review = answered(empty(), "decision", outcome="other", other_kind="partnership")
    up = answered(review, "alternative", submitted_on=SIGNED)
    assert states(up, "alternative.sub_group", "alternative.partnership") == (Given.WAITS, Given.DISORDER)


# --- all of them ------------------------------------------------------------------------------------------------------


def test_junipers_terms_are_found_to_have_changed_after_their_approval():
    again = [each for each in approvals(case()) if each.state is Given.AGAIN]
    assert [each.version for each in again] == ["1.1"]


def test_junipers_decision_was_signed_and_its_recommendation_was_not():
    assert states(case(), "recommendation", "decision") == (Given.WAITS, Given.APPROVED)
    assert "It is not signed yet by: Sub Group chair" in one(case(), "recommendation").stands[1].sentence


def test_each_names_its_paragraph_and_a_form_with_that_question_or_a_page():
    rows = [{"id": "r1", "sort": "scope"}]
    withheld = answered(empty(), "publication", withhold="yes", withheld=[{"id": "dfe", "to": "dfe"}])
    other = answered(empty(), "decision", outcome="other", other_kind="single_agency")
    commissioned = answered(reported(), "agency_commission", sort="full")
    for review in (case(), answered(commissioned, "terms_work", revisions=rows), withheld, other):
        for found in approvals(review):
            assert found.paragraph.startswith("8.2.")
            if found.page:
                assert found.page == "terms"
                continue
            step = PROCEDURE.step(found.form.partition("@")[0])
            assert step is not None
            assert found.at in {field.name for field in step.asks.__attrs_attrs__}
            assert bool(step.per) is ("@" in found.form)


def test_the_table_says_the_same_as_the_lines():
    found = approvals(case())
    table = approvals_table(found)
    assert len(table.rows) == len(found)
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_it_is_counted_whose_approval_is_waited_for():
    counted = dict(waiting_for(approvals(went_up())))
    assert counted["Sub Group"] >= 2
    assert "Partnership meeting" not in counted
