"""What agencies are asked and reply: members told one by one, a day for replies, silence, partial replies, records."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.answering import agencies_asked
from lcspr_core.answers import answer_id
from lcspr_core.cases.agencies import Agency, Known, agencies_now, agencies_table
from lcspr_core.concerns import Severity
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.panels.independence import conflicts_in
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.forms.information_request import too_late
from lcspr_core.procedure.letters.refusals import late_request
from lcspr_core.procedure.replies import lacking, replies
from lcspr_core.procedure.standing import Stand, standing
from lcspr_core.procedure.steps import PROCEDURE, STRAND
from lcspr_core.review import Header, Review
from lcspr_core.seeing import Viewer, hidden
from lcspr_core.timescales.duties import own_duties
from tests.core.procedure.written import with_form

DUTIES = {duty.id: duty for duty in own_duties()}
TODAY = date(2026, 3, 25)
AGENCIES = [Agency(id="HV", title="Health visiting"), Agency(id="POL", title="Police")]
BARE = Review(header=Header(id="case", title="Case", opened_on=date(2026, 3, 2))).with_records("agency", AGENCIES)
CAME = with_form(BARE, "referral", received_on="2 March 2026")  # the decision is due on 2 April 2026
ASKED = with_form(CAME, "information_request", sent_on="20 March 2026", reply_by="27 March 2026")
WHOLE = {
    "known": "known",
    "outline": "Five contacts.",
    "whole": "yes",
    "secured_by": "Head of records",
    "secured_on": "20 March 2026",
    "active": "no",
}


def stands(name: str, review: Review, today: date = TODAY):
    return standing(DUTIES[name], case_of(review, today))


def replied(review: Review, **of: dict[str, str]) -> Review:
    for agency, said in of.items():
        review = with_form(review, "outline", agency, **said)
    return review


# --- who is told ----------------------------------------------------------------------------------------------------


def told(*members: dict[str, str]) -> Review:
    judged = with_form(CAME, "sub_group_meetings", meetings=[{"on": "19 March 2026", "judgement": "may"}])
    return with_form(judged, "information_request", members=list(members))


def test_members_are_told_one_by_one():
    hv, pol = ({"agency": name, "told_on": "19 March 2026"} for name in ("HV", "POL"))
    assert stands("8.2.19-b", told()).why == "Not told yet: Health visiting; Police."
    assert stands("8.2.19-b", told(hv, {"agency": "POL", "post": "Head"})).why == "Not told yet: Police."
    second = {"agency": "HV", "post": "Named doctor"}
    assert stands("8.2.19-b", told(hv, pol, second)).why == "Not told yet: Named doctor."
    lay = {"post": "Lay member"}
    assert stands("8.2.19-b", told(hv, pol, lay)).why == "Not told yet: Lay member."
    done = stands("8.2.19-b", told(hv, {**pol, "told_on": "23 March 2026"}))
    assert done.stand is Stand.DONE
    assert done.why == "Done on 23 March 2026, after it was due."


def test_nobody_told_is_not_everybody_told_where_no_agency_is_named():
    nobody = told()
    review = Review(header=nobody.header, records={**nobody.records, "agency": {}})
    assert stands("8.2.19-b", review).why == "No agency has been named yet."


# --- the day for replies --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent_on", "reply_by", "words"),
    [
        ("20 March 2026", "27 March 2026", ""),
        ("20 March 2026", "1 April 2026", ""),
        ("", "1 April 2026", ""),
        ("20 March 2026", "2 April 2026", "is not before 2 April 2026"),
        ("20 March 2026", "", "No exact day"),
        ("20 March 2026", "end of March", "No exact day"),
        ("20 March 2026", "20 March 2026", "is not after the day"),
        ("7 April 2026", "14 April 2026", ""),
        ("7 April 2026", "", "No exact day"),
    ],
)
def test_the_request_cannot_be_closed_without_a_day_before_the_decision(sent_on, reply_by, words):
    step = PROCEDURE.step("information_request")
    assert step is not None
    assert step.gate == ("reply_by_in_time",)
    assert next(one for one in PROCEDURE.checks if one.key == "reply_by_in_time").find is too_late
    judged = with_form(CAME, "sub_group_meetings", meetings=[{"on": "19 March 2026", "judgement": "may"}])
    review = with_form(judged, "information_request", sent_on=sent_on, reply_by=reply_by)
    found = tuple(too_late(review))
    assert bool(found) is bool(words)
    assert all(words in one.sentence for one in found)
    standing_ = stands("8.2.19-g", review)
    assert standing_.is_open if words else standing_.stand is Stand.DONE


def test_the_councils_notice_brings_the_day_for_replies_forward():
    earlier = with_form(CAME, "referral", notice_received_on="25 February 2026")
    request = {"sent_on": "20 March 2026", "reply_by": "27 March 2026"}
    assert not tuple(too_late(with_form(CAME, "information_request", **request)))
    (found,) = too_late(with_form(earlier, "information_request", **request))
    assert "is not before 25 March 2026" in found.sentence


def test_a_day_for_replies_that_is_too_late_is_held_back_until_somebody_says_why():
    late = with_form(ASKED, "information_request", reply_by="8 April 2026")
    assert [one.severity for one in too_late(late)] == [Severity.BLOCK]
    reasoned = with_form(late, "information_request", late_why="Two agencies need four weeks for records on paper.")
    (found,) = too_late(reasoned)
    assert (found.severity, "8 April 2026, is not before" in found.sentence) == (Severity.WARNING, True)
    assert late_request(case_of(late, TODAY), "").startswith("The day for replies, 8 April 2026")
    assert late_request(case_of(reasoned, TODAY), "") == ""


def test_the_day_of_the_request_counts_as_it_was_typed_on_a_page():
    given = answer_id("information_request", (), STRAND)
    typed = {"sent_on": "20 March 2026", "reply_by": "27 March 2026"}
    asked = CAME.with_records("answer", [evolve(ASKED.one("answer", given), data=typed)])
    assert {one.known for one in agencies_now(asked)} == {Known.NO_REPLY}


def test_a_reply_is_late_from_the_day_that_was_agreed():
    assert stands("8.2.19-c", ASKED).stand is Stand.OPEN
    assert stands("8.2.19-c", ASKED, date(2026, 3, 28)).stand is Stand.LATE


# --- what was replied -----------------------------------------------------------------------------------------------


def test_silence_is_no_reply_and_never_not_known():
    half = replied(ASKED, HV={"known": "not_known"})
    found = stands("8.2.19-c", half)
    assert found.stand is Stand.OPEN
    assert found.why == "No reply yet: Police. This is not the same as “not known”."
    assert {one.id: one.known for one in agencies_now(half)} == {"HV": Known.NOT_KNOWN, "POL": Known.NO_REPLY}
    assert [row[3] for row in agencies_table(half).rows] == ["did not know the child", "asked, no reply"]
    begun = replied(half, POL={"outline": "We are looking."})
    assert stands("8.2.19-c", begun).is_open
    assert stands("8.2.19-c", replied(half, POL={"known": "known"})).stand is Stand.DONE


def test_before_anybody_is_asked_nobody_is_silent():
    assert {one.known for one in agencies_now(BARE)} == {Known.NOT_ASKED}
    assert stands("8.2.19-c", BARE).stand is Stand.NOT_YET


def test_what_an_agency_says_itself_goes_before_what_was_put_down_for_it():
    put_down = [Agency(id="HV", title="Health visiting", known=Known.NOT_KNOWN), AGENCIES[1]]
    review = ASKED.with_records("agency", put_down)
    assert agencies_asked(review) == ("POL",)
    contrary = replied(review, HV={"known": "known"}, POL={"known": "not_known"})
    assert [one.known for one in agencies_now(contrary)] == [Known.KNOWN, Known.NOT_KNOWN]
    assert agencies_asked(contrary) == ("HV",)
    assert [one.knows for one in replies(case_of(contrary, TODAY))] == [True, False]


def test_independence_is_judged_by_what_an_agency_says_itself():
    chair = Appointment(
        id="a1", person="P9", role=PanelRole.PANEL_CHAIR, employer="Police", proposed_on=date(2026, 3, 20)
    )
    review = ASKED.with_records("appointment", [chair])
    silent, knew, stranger = (
        {(one.outcome, one.sentence) for one in conflicts_in(replied(review, **said))}
        for said in ({}, {"POL": {"known": "known"}}, {"POL": {"known": "not_known"}})
    )
    assert (len(silent), len(knew), len(stranger)) == (1, 1, 0)
    assert silent != knew


def test_what_was_put_down_counts_where_an_agency_has_no_form_of_its_own():
    read_in = [Agency(id="HV", title="Health visiting", known=Known.KNOWN), AGENCIES[1]]
    found = stands("8.2.19-c", ASKED.with_records("agency", read_in))
    assert found.why.startswith("No reply yet: Police.")


def test_whoever_knew_the_family_owes_an_outline():
    assert stands("8.2.19-d", ASKED).stand is Stand.NOT_YET
    assert stands("8.2.19-d", replied(ASKED, HV={"known": "not_known"})).stand is Stand.NOT_YET
    knew = replied(ASKED, HV={"known": "known"}, POL={"known": "not_known"})
    assert stands("8.2.19-d", knew).why == "No outline yet: Health visiting."
    assert stands("8.2.19-d", replied(knew, HV={"outline": "Five contacts."})).stand is Stand.DONE


def test_records_are_open_until_each_agency_says_who_secured_them_and_when():
    both = "Records not confirmed as secured: Health visiting; Police."
    assert stands("8.2.19-e", ASKED).why == both
    half = replied(ASKED, HV={"known": "known", "secured_by": "Head of records"}, POL={"known": "not_known"})
    assert stands("8.2.19-e", half).why == "Records not confirmed as secured: Health visiting."
    assert stands("8.2.19-e", replied(half, HV={"secured_on": "20 March 2026"})).stand is Stand.DONE


def test_an_active_case_needs_a_way_to_the_records():
    assert stands("8.2.19-f", replied(ASKED, HV={"active": "no"})).stand is Stand.NOT_YET
    active = replied(ASKED, HV={"active": "yes", "access": "A copy."}, POL={"active": "yes"})
    assert stands("8.2.19-f", active).why == "No arrangement for access yet: Police."
    assert stands("8.2.19-f", replied(active, POL={"access": "Through the inspector."})).stand is Stand.DONE


def test_a_partial_reply_stays_open():
    partial = replied(ASKED, HV={**WHOLE, "whole": "no"})
    assert stands("8.2.21-c", partial).why == "Still open: Health visiting (the rest); Police (no reply)."
    stranger = replied(ASKED, HV=WHOLE, POL={"known": "not_known"})
    assert stands("8.2.21-c", stranger).stand is Stand.DONE


@pytest.mark.parametrize(
    ("role", "agency", "unseen"),
    [
        ("agency_author", "HV", {"procedure.outline.POL"}),
        ("agency_author", "POL", {"procedure.outline.HV"}),
        ("coordinator", "", set()),
        ("lead_reviewer", "", set()),
        ("panel_member", "", set()),
        ("reader", "", {"procedure.outline.HV", "procedure.outline.POL"}),
    ],
)
def test_an_agency_sees_its_own_outline_and_whoever_considers_the_case_sees_all(role, agency, unseen):
    review = replied(ASKED, HV=WHOLE, POL=WHOLE)
    viewer = Viewer(id="somebody", role=role, agency=agency)
    outlines = {one for one in hidden(review, {"procedure": PROCEDURE}, viewer) if ".outline." in one}
    assert outlines == unseen


@pytest.mark.parametrize(
    ("without", "lacks"),
    [
        ("outline", "outline"),
        ("secured_on", "records secured"),
        ("active", "whether work goes on"),
        ("whole", "the rest"),
    ],
)
def test_each_part_of_a_reply_that_is_missing_is_named(without, lacks):
    review = replied(ASKED, HV={**WHOLE, without: ""})
    assert [lacking(one) for one in replies(case_of(review, TODAY))] == [(lacks,), ("no reply",)]
    still_working = replied(ASKED, HV={**WHOLE, "active": "yes"})
    assert lacking(replies(case_of(still_working, TODAY))[0]) == ("access to records",)
