"""The overview report: what is open about a draft is said one by one, and it goes up with nobody skipped."""

from __future__ import annotations

from datetime import date

import pytest

from lcspr_core.concerns import Severity
from lcspr_core.panels.terms import Question, TermsOfReference
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.gates.overview import GATES
from lcspr_core.procedure.reporting import open_in
from lcspr_core.procedure.standing import Stand, standing
from lcspr_core.thread import Link, Record
from lcspr_core.timescales.duties import own_duties
from tests.core.procedure.making import answered, day, empty

DUTIES = {duty.id: duty for duty in own_duties()}
TERMS = TermsOfReference(id="t1", version="1", questions=(Question(id="q1", words="How was the plan followed?"),))
PAPERS = [{"id": name, "agency": name, "weight": "used", "where": "Part 2"} for name in ("HV", "POL")]
CHILD = {"child_life": "Part 1.", "child_voice": "Part 1, in drawings."}
WHOLE = {"written_on": day("15 August 2026"), "papers": PAPERS, **CHILD}
ANSWERED = {"terms": [{"id": "q1", "question": "How was the plan followed?", "where": "Part 3"}]}


def stands(name, review):
    return standing(DUTIES[name], case_of(review, date(2026, 9, 1)))


def drafted(**more):
    return answered(empty().with_records("terms", [TERMS]), "overview_draft", **WHOLE, **more)


def sorts(review):
    return {one.sort for one in open_in(review)}


def test_a_whole_draft_leaves_nothing_open():
    assert open_in(drafted(**ANSWERED)) == ()


def test_each_question_of_the_terms_is_answered():
    assert stands("8.2.40-s", answered(empty(), "overview_draft", **WHOLE)).stand is Stand.NOT_YET
    assert "How was the plan followed?" in stands("8.2.40-s", drafted()).why
    assert stands("8.2.40-s", drafted(**ANSWERED)).stand is Stand.DONE
    cannot = {"terms": [{"id": "q1", "cannot": "The papers are lost."}]}
    assert stands("8.2.40-s", drafted(**cannot)).stand is Stand.DONE


def test_each_agencys_papers_are_weighed():
    short = answered(drafted(), "overview_draft", papers=PAPERS[:1])
    assert "the papers of POL" in stands("8.2.40-m", short).why
    assert stands("8.2.40-m", drafted()).stand is Stand.DONE


def person(sort, **told):
    row = {"id": "p", "who": "Aunt", "sort": sort, **told}
    return answered(drafted(**ANSWERED), "contributors", people=[row])


def test_what_came_of_asking_is_said_for_everybody():
    assert stands("8.2.11-i", drafted()).stand is Stand.NOT_YET
    assert stands("8.2.11-i", person("family")).is_open
    assert stands("8.2.11-i", person("family", outcome="declined")).is_open
    declined = person("family", outcome="declined", reason="Too soon for her.")
    assert stands("8.2.11-i", declined).stand is Stand.DONE


WHO = [("8.2.40-n", "family"), ("8.2.40-o", "practitioner"), ("8.2.40-o", "manager")]


@pytest.mark.parametrize(("duty", "sort"), WHO)
def test_what_people_said_is_taken_up(duty, sort):
    assert stands(duty, person(sort, outcome="contributed")).why.startswith("Still open: Not taken up")
    assert stands(duty, person(sort, outcome="contributed", where="Part 3")).stand is Stand.DONE


def with_family(where="", **relative):
    """A draft for which a grandmother stands on the family's own forms, and on no other list."""
    row = {"id": "p1", "who": "Grandmother F02", "relation": "grandparent", "status": "contributes", **relative}
    review = answered(drafted(**ANSWERED), "family", people=[row])
    return answered(review, "family_contact", views=[{"id": "p1", "who": "p1", "where": where}])


def test_what_the_family_said_is_taken_up_though_it_is_written_on_its_own_forms_alone():
    assert stands("8.2.40-n", with_family()).why == "Still open: Not taken up in the report: Grandmother F02."
    assert stands("8.2.40-n", with_family(where="Part 2")).stand is Stand.DONE
    assert sorts(with_family(status="declined", reason="Too soon for her.")) == set()


def test_one_of_the_family_on_both_lists_is_written_once():
    row = {"id": "c", "who": "grandmother  f02", "sort": "family"}
    both = answered(with_family(where="Part 2"), "contributors", people=[row])
    assert sorts(both) == set()
    declined = answered(with_family(status="declined", reason="Too soon."), "contributors", people=[row])
    assert sorts(declined) == set()
    own = answered(with_family(), "contributors", people=[{**row, "outcome": "contributed", "where": "Part 3"}])
    assert sorts(own) == set()


def test_a_member_of_staff_with_the_same_words_is_somebody_else():
    row = {"id": "c", "who": "Grandmother F02", "sort": "practitioner"}
    assert sorts(answered(with_family(where="Part 2"), "contributors", people=[row])) == {"people"}


def test_an_open_challenge_stops_the_agreement():
    row = {"id": "c", "challenge": "Is the date right?"}
    doubted = answered(drafted(**ANSWERED), "panel_issues", challenges=[row])
    assert "Is the date right?" in stands("8.2.40-t", doubted).why
    settled = answered(doubted, "panel_issues", challenges=[{**row, "response": "Yes; the log says so."}])
    assert stands("8.2.40-t", settled).stand is Stand.DONE
    agreed = answered(doubted, "overview_check", agreed_on=day("20 August 2026"))
    assert ("report_may_be_agreed", Severity.BLOCK) in found(agreed)
    assert found(answered(settled, "overview_check", agreed_on=day("20 August 2026"))) == []


def found(review):
    return [(one.key, one.severity) for gate in GATES for one in gate.find(review)]


def test_before_it_is_agreed_what_is_open_only_warns():
    looked = answered(drafted(), "overview_check", terms_on=day("18 August 2026"))
    assert set(found(looked)) == {("report_may_be_agreed", Severity.WARNING)}
    assert found(drafted()) == []


def test_without_the_childs_life_and_voice_a_report_is_not_agreed():
    silent = answered(drafted(**ANSWERED), "overview_draft", child_voice="")
    assert stands("8.2.11-u", silent).is_open
    assert sorts(silent) == {"child"}
    assert found(answered(silent, "overview_check", agreed_on=day("20 August 2026")))


def test_a_finding_rests_on_something_and_what_and_why_are_apart():
    assert stands("8.2.1-a", drafted()).stand is Stand.NOT_YET
    loose = drafted().with_records("finding", [Record(id="f", kind="finding", title="Done on paper")])
    assert "Done on paper" in stands("8.2.1-a", loose).why
    rests = loose.with_records("finding", [Record(id="f", kind="finding", title="Done", rests_on=(Link(to="x"),))])
    assert stands("8.2.1-a", rests).is_open
    apart = answered(rests, "overview_draft", what_and_why="Part 2 and part 3.")
    assert stands("8.2.1-a", apart).stand is Stand.DONE


def test_a_report_has_a_lesson_or_says_why_not():
    assert stands("8.2.9-a", drafted()).is_open
    assert stands("8.2.9-a", drafted(no_lessons="All was done as it should be.")).stand is Stand.DONE
    lesson = drafted().with_records("recommendation", [Record(id="r", kind="recommendation", title="Keep it open")])
    assert stands("8.2.9-a", lesson).stand is Stand.DONE


def test_a_report_gives_no_verdict():
    guilty = drafted(boundary="yes").with_records(
        "finding", [Record(id="f", kind="finding", title="The stepfather was guilty of causing the injuries.")]
    )
    assert stands("8.2.10-a", guilty).why.startswith("Reads like a verdict")
    assert stands("8.2.10-a", drafted()).is_open
    assert stands("8.2.10-a", drafted(boundary="yes")).stand is Stand.DONE


def test_a_recommendation_names_who_measure_and_time():
    vague = drafted().with_records("recommendation", [Record(id="r", kind="recommendation", title="Do better")])
    assert stands("8.2.40-r", vague).why == "Names no one, no measure or no time: Do better."
    assert stands("8.2.40-r", answered(vague, "overview_draft", smart="A principle, on purpose.")).stand is Stand.DONE


def test_the_draft_is_asked_for_once_it_is_begun():
    assert stands("8.2.40-h", empty()).stand is Stand.NOT_YET
    begun = answered(empty(), "overview_draft", due_on=day("15 September 2026"))
    assert stands("8.2.40-h", begun).due.due == date(2026, 9, 15)
    assert stands("8.2.40-h", drafted()).stand is Stand.DONE


ORDER = {
    "sub_group_on": day("21 August 2026"),
    "chair_on": day("21 August 2026"),
    "reviewed_on": day("24 August 2026"),
    "passed_on": day("25 August 2026"),
    "signed_on": day("28 August 2026"),
}


def signed(agreed="20 August 2026", **change):
    review = answered(drafted(**ANSWERED), "sign_off", **{**ORDER, **change})
    return answered(review, "overview_check", agreed_on=day(agreed)) if agreed else review


def test_a_report_goes_up_step_by_step():
    assert found(signed()) == []


@pytest.mark.parametrize("missing", ["sub_group_on", "chair_on", "reviewed_on", "passed_on"])
def test_nobody_is_skipped(missing):
    assert ("approvals_in_order", Severity.BLOCK) in found(signed(**{missing: {}}))


def test_the_sub_group_does_not_come_before_the_panel():
    assert found(signed(agreed="")) == [("approvals_in_order", Severity.BLOCK)]
    assert found(signed(agreed="22 August 2026")) == [("approvals_in_order", Severity.BLOCK)]


def test_the_independent_chair_has_it_before_the_partnership():
    assert found(signed(chair_on=day("27 August 2026"))) == [("approvals_in_order", Severity.BLOCK)]
    assert found(signed(passed_on={}, signed_on={}, chair_on={})) == []
