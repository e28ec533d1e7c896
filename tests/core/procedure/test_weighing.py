"""The criteria on their form: each limb, both results and where they are written, departures, and what is held back."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.answering import answer
from lcspr_core.answers import Answer
from lcspr_core.asking import options, questions
from lcspr_core.cases.criteria import follows
from lcspr_core.cases.criteria_answers import QUESTIONS
from lcspr_core.cases.criteria_facts import QUERIES
from lcspr_core.cases.criteria_rules import LocalResult, NationalResult
from lcspr_core.concerns import Severity
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.checks.criteria import LIMBS
from lcspr_core.procedure.forms.criteria import EXAMPLE
from lcspr_core.procedure.forms.criteria_asks import HARMS, PLACES, Criteria
from lcspr_core.procedure.standing import Stand, standing
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.procedure.weighing import (
    FIELDS,
    assessed,
    criteria_answers,
    decided_otherwise,
    departure,
    unanswered,
    unreasoned,
)
from lcspr_core.thread import Record
from lcspr_core.timescales.duties import own_duties
from tests.core.procedure.making import TODAY, empty
from tests.core.procedure.written import with_form

DUTIES = {duty.id: duty for duty in own_duties()}
CAME = with_form(empty(), "referral", received_on="3 August 2026")
WEIGHED = ("improvements", "recurrent", "working_together", "panel_view")


def limb(name: str, said: str) -> dict[str, object]:
    return {name: said, f"{name}_why": "Because it is written.", f"{name}_where": ["referral"]}


def weighed(**said):
    return with_form(CAME, "criteria", **said)


def stands(name: str, **said):
    return standing(DUTIES[name], case_of(weighed(**said), TODAY))


DEAD = {**limb("died", "yes"), "died_on": "1 August 2026", **limb("suicide", "no"), **limb("setting", "no")}
HARMED = {**limb("died", "no"), **limb("harmed", "yes"), "harms": ["life_threatening"], **limb("concern", "unclear")}
REQUIRED = {**limb("abuse", "yes"), **HARMED, "recovered": "no"}


# --- the limbs ------------------------------------------------------------------------------------------------------


def test_each_limb_wants_an_answer_a_reason_and_a_paper():
    full = limb("abuse", "yes")
    assert "Not answered yet" in stands("8.2.3-a").why
    assert "without a reason" in stands("8.2.3-a", **{**full, "abuse_why": ""}).why
    assert "without evidence" in stands("8.2.3-a", **{**full, "abuse_where": []}).why
    assert stands("8.2.3-a", **full).stand is Stand.DONE
    assert stands("8.2.3-a", abuse="unclear", abuse_why="Nobody can say yet.").stand is Stand.DONE


def test_the_referrers_view_is_not_the_sub_groups():
    review = with_form(CAME, "referral", maltreatment="yes", died="yes", serious_harm="yes", joint_working="yes")
    assert all(getattr(assessed(review).answers, name).said is None for name in FIELDS)
    assert standing(DUTIES["8.2.3-a"], case_of(review, TODAY)).is_open


def test_a_death_needs_a_day_or_the_reason_why_there_is_none():
    dead = limb("died", "yes")
    assert "Write when the child died" in stands("8.2.3-b", **dead).why
    for said in ({"died_on": "1 August 2026"}, {"died_on": "July 2026"}, {"died_on_why": "Found weeks later."}):
        assert stands("8.2.3-b", **dead, **said).stand is Stand.DONE
    assert stands("8.2.3-b", **limb("died", "no")).stand is Stand.DONE


def test_harm_and_concern_are_two_answers():
    alive = limb("died", "no")
    assert stands("8.2.3-c", **alive, **limb("harmed", "yes")).is_open
    assert stands("8.2.3-c", **alive, **limb("concern", "yes")).is_open
    assert stands("8.2.3-c", **alive, **limb("harmed", "yes"), **limb("concern", "yes")).stand is Stand.DONE
    unsettled = {**alive, **limb("harmed", "yes"), **limb("concern", "no")}
    assert "counts as unclear" in stands("8.2.3-c", **unsettled).why
    assert stands("8.2.3-c", **unsettled, concern_settled="yes").stand is Stand.DONE


def test_recovery_never_undoes_harm_and_other_harm_is_named():
    assert "recovered since" in stands("8.2.4-c", **HARMED).why
    for recovered in ("yes", "no", "unclear"):
        review = weighed(**{**REQUIRED, "recovered": recovered})
        assert assessed(review).local.result is LocalResult.REQUIRED
        assert stands("8.2.4-c", **{**REQUIRED, "recovered": recovered}).stand is Stand.DONE
    undone = {**limb("died", "no"), **limb("harmed", "no"), "recovered": "yes"}
    assert "recovery does not undo serious harm" in stands("8.2.4-c", **undone).why
    other = {**HARMED, "harms": ["other"], "recovered": "no", "harmed_why": ""}
    assert "it is not said which" in stands("8.2.4-c", **other).why
    assert stands("8.2.4-c", **{**other, "harmed_why": "Starved."}).stand is Stand.DONE


def test_each_kind_of_harm_is_serious_harm_by_itself():
    for one in HARMS:
        review = weighed(**{**REQUIRED, "harmed": "", "harms": [one.key]})
        assert assessed(review).local.result is LocalResult.REQUIRED


def test_suspected_suicide_is_a_death_whatever_stands_beside_it():
    suspected = {**limb("abuse", "yes"), **limb("suicide", "yes")}
    for died in ("", "no", "unclear", "yes"):
        assert assessed(weighed(**suspected, died=died)).local.result is LocalResult.REQUIRED
    assert "counted as a death" in stands("8.2.6-a", **suspected, **limb("died", "no")).why
    assert stands("8.2.6-a", **limb("died", "yes")).is_open
    assert stands("8.2.6-a", **suspected, **limb("died", "yes")).stand is Stand.DONE


CUSTODY = tuple(one.key for one in PLACES if one.key not in {"mental_health_act", "capacity_act"})


@pytest.mark.parametrize("place", CUSTODY)
def test_custody_leads_to_a_review_without_the_first_limb(place):
    held = {**DEAD, **limb("abuse", "no"), **limb("setting", "yes"), "settings": [place]}
    assert assessed(weighed(**held)).local.result is LocalResult.SHOULD_BE_HELD
    assert stands("8.2.8-a", **held).stand is Stand.DONE
    assert stands("8.2.8-a", **{**held, "setting": "", "settings": []}).is_open
    assert "none is named" in stands("8.2.8-a", **{**held, "settings": []}).why
    assert "one is named" in stands("8.2.8-a", **{**held, "setting": "no"}).why


@pytest.mark.parametrize(
    ("order", "age", "result", "done"),
    [
        ("capacity_act", 16, LocalResult.SHOULD_BE_HELD, True),
        ("capacity_act", 17, LocalResult.SHOULD_BE_HELD, True),
        ("capacity_act", 15, LocalResult.NOT_MET, False),
        ("capacity_act", None, LocalResult.MAY_MEET, False),
        ("mental_health_act", 9, LocalResult.SHOULD_BE_HELD, True),
        ("mental_health_act", None, LocalResult.SHOULD_BE_HELD, True),
    ],
)
def test_an_order_under_the_capacity_act_counts_at_16_and_17_and_is_queried_otherwise(order, age, result, done):
    held = {**DEAD, **limb("abuse", "no"), **limb("setting", "yes"), "settings": [order], "age": age}
    assert assessed(weighed(**held)).local.result is result
    found = stands("8.2.8-b", **held)
    assert (found.stand is Stand.DONE) is done
    assert done or "Mental Capacity Act" in found.why


# --- both results ---------------------------------------------------------------------------------------------------


def test_both_results_are_said_with_their_paragraphs():
    why = stands("8.2.3-a", **REQUIRED).why
    assert "Local rule: A local review is required (8.2.5, 8.2.7)." in why
    assert "National definition: A notifiable serious case" in why
    assert "Children Act 2004 s16C" in why


def test_the_two_results_differ_where_concern_is_ruled_out():
    found = assessed(weighed(**{**REQUIRED, **limb("concern", "no"), "concern_settled": "yes"}))
    assert (found.local.result, found.national.result) == (LocalResult.NOT_MET, NationalResult.NOTIFIABLE)


def test_both_results_are_kept_with_the_answers_and_follow_them():
    review = weighed(**REQUIRED)
    given = review.one("answer", "procedure.criteria")
    kept = answer(review, PROCEDURE, given)
    (result,) = kept.all("criteria_result")
    assert (result.fields["local"], result.fields["national"]) == ("required", "notifiable")
    assert result.fields["local_paragraphs"] == ("8.2.5", "8.2.7")
    changed = with_form(kept, "criteria", harmed="no", harms=[])
    (after,) = answer(changed, PROCEDURE, changed.one("answer", "procedure.criteria")).all("criteria_result")
    assert (after.id, after.fields["local"]) == (result.id, "not_met")
    assert not answer(CAME, PROCEDURE, weighed().one("answer", "procedure.criteria")).all("criteria_result")


def test_both_results_can_be_read_as_a_document():
    (document,) = [one for one in PROCEDURE.artefacts if one.key == "criteria"]
    results = next(iter(document.compose(weighed(**REQUIRED)))).views[0]
    assert [row[1] for row in results.rows] == [
        "A local review is required",
        "A notifiable serious case: a rapid review, and then the partners judge",
    ]
    assert results.rows[0][3] == "8.2.5; 8.2.7"


def test_every_field_of_the_form_reaches_the_tables():
    found = criteria_answers(EXAMPLE)
    assert {name for name in FIELDS if getattr(found, name).said} == {
        "abuse_or_neglect",
        "died",
        "seriously_harmed",
        "concern",
    }
    assert [one.value for one in found.harms] == ["life_threatening", "intellectual_development"]
    assert found.died.evidence == ("Medical information",)
    assert criteria_answers(Criteria(recovered="yes", age=16, settings=("remand", "nowhere"))).age == 16


def test_every_question_and_query_that_a_check_looks_for_is_there():
    questions, queries = ({name for line in LIMBS.values() for name in line[part]} for part in (0, 1))
    assert queries <= {one.key for one in QUERIES}
    assert questions <= set(QUESTIONS)


# --- what is held back ----------------------------------------------------------------------------------------------


def test_a_blank_holds_the_recommendation_back_and_not_clear_never_does():
    step = PROCEDURE.step("recommendation")
    assert step is not None
    assert {"criteria_answered", "departure_reasoned"} <= set(step.gate)
    gates = {one.key: one.find for one in PROCEDURE.checks}
    assert (gates["criteria_answered"], gates["departure_reasoned"]) == (unanswered, unreasoned)
    blank = [one for one in unanswered(CAME) if one.severity is Severity.BLOCK]
    assert {"criteria.abuse_or_neglect.blank", "criteria.died.blank"} <= {one.key for one in blank}
    unclear = weighed(**dict.fromkeys(FIELDS.values(), "unclear"))
    assert not [one for one in unanswered(unclear) if one.severity is Severity.BLOCK]


def test_a_departure_from_the_local_rule_needs_its_reason_and_what_regulation_11_asks():
    review = weighed(**REQUIRED)
    assert not departure(review, "lcspr", "", about="recommendation")
    assert not departure(review, "", "", about="recommendation")
    (found,) = departure(review, "none", "", about="recommendation")
    assert found.severity is Severity.BLOCK
    assert "needs its reason" in found.sentence
    (found,) = departure(review, "other", "A review of ours says it all.", about="recommendation")
    assert "regulation 11" in found.sentence
    rows = [{"question": name, "said": "unclear"} for name in WEIGHED]
    answered = weighed(**REQUIRED, weighed=rows)
    assert not departure(answered, "other", "A review of ours says it all.", about="recommendation")
    assert departure(answered, "other", " ", about="recommendation")


def test_the_recommendation_itself_is_held_to_that():
    review = weighed(**REQUIRED, weighed=[{"question": name, "said": "no"} for name in WEIGHED])
    assert not unreasoned(review)
    assert unreasoned(with_form(review, "recommendation", outcome="none"))
    assert not unreasoned(with_form(review, "recommendation", outcome="none", departure="It was known before."))
    assert not unreasoned(with_form(review, "recommendation", outcome="lcspr"))


def test_what_is_computed_follows_its_answers():
    assert follows(assessed(weighed(**REQUIRED)))
    assert case_of(CAME, TODAY).days["notification_received"] == date(2026, 8, 3)


# --- the decision ---------------------------------------------------------------------------------------------------


WEIGHED_ALL = [{"id": one, "question": one, "said": "no", "why": "No.", "where": ["referral"]} for one in WEIGHED]


def decided(outcome, *, recommended="", departure="", differs="", **criteria):
    review = with_form(CAME, "criteria", **criteria) if criteria else CAME
    wanted = {"outcome": recommended, "departure": departure} if recommended else {}
    review = with_form(review, "recommendation", **wanted) if wanted else review
    return with_form(review, "decision", outcome=outcome, differs=differs)


def test_a_decision_against_the_local_rule_says_why_whatever_was_recommended():
    against = decided("none", recommended="lcspr", weighed=WEIGHED_ALL, **REQUIRED)
    (concern,) = decided_otherwise(against)
    assert (concern.severity, concern.about) == (Severity.BLOCK, ("procedure.decision",))
    reasoned = decided(
        "none", recommended="lcspr", differs="A rapid review found it all.", weighed=WEIGHED_ALL, **REQUIRED
    )
    assert decided_otherwise(reasoned) == ()


def test_a_decision_as_recommended_rests_on_the_reason_given_there():
    shared = {"recommended": "none", "departure": "A rapid review found it all.", "weighed": WEIGHED_ALL}
    assert decided_otherwise(decided("none", **shared, **REQUIRED)) == ()
    assert decided_otherwise(decided("other", **shared, **REQUIRED))  # another outcome has that reason for nothing
    assert decided_otherwise(decided("none", **{**shared, "departure": ""}, **REQUIRED))


def test_a_reason_alone_is_not_enough_where_regulation_11_was_not_weighed():
    assert decided_otherwise(decided("none", differs="A rapid review found it all.", **REQUIRED))


def test_a_case_that_came_in_decided_departs_from_nothing():
    assert decided_otherwise(decided("none")) == ()
    assert decided_otherwise(decided("lcspr", **REQUIRED)) == ()
    assert "decision_reasoned" in PROCEDURE.step("decision").gate


# --- what an answer rests on ----------------------------------------------------------------------------------------


XRAY = Record(id="ev1", kind="evidence", title="Radiologist's report of 2 August")


def offered(review):
    asked = {one.name: one for one in questions(Criteria)}
    return {one.key: one.title for one in options(asked["harmed_where"], review)}


def test_an_answer_can_rest_on_one_agencys_outline_or_one_piece_of_evidence():
    outline = Answer(id="procedure.outline.HV", step="outline", strand="procedure", of=("HV",), agency="HV")
    review = weighed(**limb("harmed", "yes")).with_records("evidence", [XRAY]).with_records("answer", [outline])
    assert offered(review)["evidence.ev1"] == "Radiologist's report of 2 August"
    assert offered(review)["outline.HV"] == "Outline of HV"
    assert "outline.POL" not in offered(review)  # it has not replied
    named = with_form(review, "criteria", harmed_where=["evidence.ev1", "outline.HV"])
    assert assessed(named).answers.seriously_harmed.evidence == ("Radiologist's report of 2 August", "Outline of HV")


def test_evidence_that_was_withdrawn_supports_no_answer():
    review = weighed(**{**limb("harmed", "yes"), "harmed_where": ["evidence.ev1"], "harms": ["life_threatening"]})
    assert assessed(review.with_records("evidence", [XRAY])).answers.seriously_harmed.evidence
    gone = review.with_records("evidence", [evolve(XRAY, withdrawn=True)])
    assert assessed(gone).answers.seriously_harmed.evidence == ()
    found = standing(DUTIES["8.2.3-c"], case_of(gone, TODAY))
    assert "without evidence" in found.why


def test_what_an_answer_rests_on_is_printed_by_its_name():
    (document,) = [one for one in PROCEDURE.artefacts if one.key == "criteria"]
    answers = list(document.compose(weighed(**REQUIRED)))[1].views[0]
    assert any("The referral" in row for row in answers.rows)
