"""The criteria as the register's table has them, for every combination of answers, and for Juniper."""

from __future__ import annotations

import csv
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from attrs import evolve, fields
from hypothesis import given, settings
from hypothesis import strategies as st

from lcspr_core.cases.criteria import (
    FOLLOWED_BY,
    Assessment,
    Course,
    Departure,
    assess,
    criteria_views,
    decide,
    follows,
    left_open,
)
from lcspr_core.cases.criteria_answers import (
    QUESTIONS,
    REGULATION_11,
    SETTINGS,
    CriteriaAnswers,
    CriterionAnswer,
    Harm,
    Setting,
    YesNoUnclear,
)
from lcspr_core.cases.criteria_facts import facts
from lcspr_core.cases.criteria_rules import LocalResult, NationalResult, leading
from lcspr_core.cases.criteria_tables import LOCAL_ROWS, NATIONAL_ROWS
from lcspr_core.concerns import Severity
from lcspr_core.errors import LcsprError, NotAllowed, Unreadable
from lcspr_core.plain import as_json, from_json

TRUTH = Path(__file__).parents[2] / "juniper" / "criteria.csv"
PACK = Path(__file__).parents[3] / "lcspr_core" / "demonstration" / "pack"

YES, NO, UNCLEAR = (CriterionAnswer(said=one, reason="As told.", evidence=("E1",)) for one in YesNoUnclear)
BLANK = CriterionAnswer()
SURE = CriterionAnswer(said=YesNoUnclear.NO, reason="Looked at twice.", evidence=("E2",), definitive=True)
REQUIRED, SHOULD, MAY, NOT_MET = LocalResult


def answers(abuse, died, harm=NO, concern=UNCLEAR, **more):
    """Answer the four limbs, with no setting unless one is named."""
    more = {"setting": YES if more.get("settings") else NO, **more}
    return CriteriaAnswers(abuse_or_neglect=abuse, died=died, seriously_harmed=harm, concern=concern, **more)


# --- the fifteen rows of the register's table -------------------------------------------------------------------------

HARM = {"harms": (Harm.LIFE_THREATENING,)}
FIFTEEN = (
    ("1", answers(YES, YES), REQUIRED, {"8.2.3", "8.2.5"}),
    ("2", answers(YES, YES, suspected_suicide=YES), REQUIRED, {"8.2.6"}),
    ("3", answers(YES, YES, concern=SURE), REQUIRED, {"8.2.3", "8.2.5"}),
    ("4", answers(YES, NO, YES, YES, **HARM), REQUIRED, {"8.2.3", "8.2.5"}),
    ("5", answers(YES, NO, YES, UNCLEAR), REQUIRED, {"8.2.7"}),
    ("6", answers(YES, NO, YES, SURE), NOT_MET, {"8.2.7", "8.2.36"}),
    ("7", answers(YES, NO, YES, YES, recovered=True), REQUIRED, {"8.2.4"}),
    ("8", answers(YES, NO, NO, YES), NOT_MET, {"8.2.3", "8.2.36"}),
    ("9", answers(NO, YES, settings=(Setting.CUSTODY,)), SHOULD, {"8.2.8"}),
    ("10", answers(NO, YES, settings=(Setting.MENTAL_HEALTH_ACT,), age=14), SHOULD, {"8.2.8"}),
    ("11", answers(NO, YES, settings=(Setting.CAPACITY_ACT,), age=16), SHOULD, {"8.2.8"}),
    ("12", answers(NO, YES, settings=(Setting.CAPACITY_ACT,), age=15), NOT_MET, {"8.2.8"}),
    ("13", answers(NO, YES), NOT_MET, {"8.2.3"}),
    ("14", answers(UNCLEAR, YES), MAY, {"8.2.16", "8.2.19", "8.2.21"}),
    ("15", answers(NO, NO, NO), NOT_MET, {"8.2.3"}),
)


@pytest.mark.parametrize(("row", "given", "result", "paragraphs"), FIFTEEN, ids=[one[0] for one in FIFTEEN])
def test_each_row_of_the_register_comes_to_its_result_by_that_row(row, given, result, paragraphs):
    local = assess(given).local
    assert local.result is result
    assert row in local.rows
    assert paragraphs <= set(local.paragraphs)


@pytest.mark.parametrize("concern", [YES, NO, UNCLEAR, SURE, BLANK])
@pytest.mark.parametrize("row", ["1", "2", "8", "9", "13", "14", "15"])
def test_where_the_table_says_any_concern_makes_no_difference(row, concern):
    _, given, result, _ = next(one for one in FIFTEEN if one[0] == row)
    assert assess(evolve(given, concern=concern)).local.result is result


NATIONAL = (
    (answers(YES, YES), NationalResult.NOTIFIABLE),
    (answers(YES, NO, YES, SURE), NationalResult.NOTIFIABLE),
    (answers(NO, YES, settings=(Setting.CUSTODY,)), NationalResult.NOT_NOTIFIABLE),
    (answers(YES, NO, NO, YES), NationalResult.NOT_NOTIFIABLE),
    (answers(UNCLEAR, YES), NationalResult.MAY_BE_NOTIFIABLE),
)


@pytest.mark.parametrize(("given", "result"), NATIONAL)
def test_the_national_definition_asks_for_abuse_with_death_or_serious_harm(given, result):
    national = assess(given).national
    assert national.result is result
    assert "Children Act 2004 s16C" in national.paragraphs


def test_the_two_results_can_differ_and_both_are_kept():
    both = assess(answers(YES, NO, YES, SURE))
    assert (both.local.result, both.national.result) == (NOT_MET, NationalResult.NOTIFIABLE)
    assert from_json(Assessment, as_json(both)) == both


# --- every combination ------------------------------------------------------------------------------------------------

LIMBS = ("abuse_or_neglect", "died", "suspected_suicide", "seriously_harmed", "concern", "setting")
one_answer = st.builds(
    CriterionAnswer,
    said=st.none() | st.sampled_from(YesNoUnclear),
    reason=st.sampled_from(["", "As told."]),
    evidence=st.sampled_from([(), ("E1",), (" ",)]),
    definitive=st.booleans(),
)
any_answers = st.builds(
    CriteriaAnswers,
    **dict.fromkeys((*LIMBS, *REGULATION_11), one_answer),
    harms=st.lists(st.sampled_from(Harm), unique=True, max_size=3).map(tuple),
    recovered=st.booleans(),
    settings=st.lists(st.sampled_from(Setting), unique=True, max_size=3).map(tuple),
    age=st.none() | st.integers(0, 30),
)


@settings(deadline=None)
@given(any_answers)
def test_every_answer_comes_to_one_result_and_all_rows_that_lead_there_agree(given_answers):
    here = facts(given_answers)
    for rows in (LOCAL_ROWS, NATIONAL_ROWS):
        assert len({row.result for row in leading(rows, here)}) == 1
    both = assess(given_answers)
    assert both.local.rows
    assert both.local.because
    assert all(one.strip() for one in (*both.local.paragraphs, *both.national.paragraphs))
    assert follows(both)
    assert from_json(Assessment, as_json(both)) == both


SETTLED = {"none": NO, "settled": SURE, "yes": YES}
CLEAR = {
    "abuse_or_neglect": (YES, NO),
    "died": (YES, NO),
    "seriously_harmed": (YES, NO),
    "setting": (YES, NO),
}


def as_it_could_turn_out(given_answers):
    """Answer each open limb with yes and with no, in every combination; concern stays: unclear is its presumption."""
    kinds = given_answers.settings or (Setting.CUSTODY,)
    open_ones = [name for name in CLEAR if name_is_open(given_answers, name)]
    for said in product(*(CLEAR[name] for name in open_ones)):
        settled = evolve(given_answers, **dict(zip(open_ones, said, strict=True)))
        yield evolve(settled, settings=kinds if settled.setting.said is YesNoUnclear.YES else settled.settings)


def name_is_open(given_answers, name):
    return getattr(given_answers, name).said in {None, YesNoUnclear.UNCLEAR}


every_combination = [
    answers(*limbs, setting=setting, settings=(Setting.CUSTODY,) if setting is YES else ())
    for *limbs, setting in product(
        (YES, NO, UNCLEAR), (YES, NO, UNCLEAR), (YES, NO, UNCLEAR), (YES, UNCLEAR, SURE), (YES, NO, UNCLEAR)
    )
]


def test_an_open_fact_leaves_the_result_open_only_where_it_would_change_it():
    """The table is held against an older idea: settle what is open in every way, and see whether that differs."""
    assert len(every_combination) == 243
    for one in every_combination:
        could = {assess(settled).local.result for settled in as_it_could_turn_out(one)}
        here = assess(one).local.result
        if could <= {REQUIRED, SHOULD}:
            assert here is (REQUIRED if could == {REQUIRED} else SHOULD), one
        else:
            assert here is (NOT_MET if could == {NOT_MET} else MAY), one


def test_the_national_result_is_open_only_where_an_open_fact_would_change_it():
    for one in every_combination:
        could = {assess(settled).national.result for settled in as_it_could_turn_out(one)}
        here = assess(one).national.result
        assert here is (could.pop() if len(could) == 1 else NationalResult.MAY_BE_NOTIFIABLE), one


def turned(given_answers, name, said):
    return evolve(given_answers, **{name: evolve(getattr(given_answers, name), said=said)})


@settings(deadline=None)
@given(any_answers, st.sampled_from([one for one in LIMBS if one != "concern"]), st.sampled_from(["yes", "no"]))
def test_what_was_required_on_known_facts_stays_when_an_open_fact_is_settled(given_answers, limb, said):
    """Concern is left out: its unclear is a presumption, and definitive evidence is what it waits for (8.2.7)."""
    before = assess(given_answers).local.result
    if name_is_open(given_answers, limb) and before is REQUIRED:
        assert assess(turned(given_answers, limb, YesNoUnclear(said))).local.result is REQUIRED


@settings(deadline=None)
@given(any_answers)
def test_only_definitive_evidence_undoes_what_an_unclear_concern_requires(given_answers):
    presumed = evolve(given_answers, concern=UNCLEAR)
    if assess(presumed).local.result is REQUIRED:
        assert assess(evolve(presumed, concern=YES)).local.result is REQUIRED
        assert assess(evolve(presumed, concern=evolve(NO, definitive=False))).local.result is REQUIRED
        assert assess(evolve(presumed, concern=evolve(SURE, evidence=(" ",)))).local.result is REQUIRED


@settings(deadline=None)
@given(any_answers)
def test_more_harm_or_a_worse_answer_never_leads_to_less(given_answers):
    order = [NOT_MET, MAY, SHOULD, REQUIRED]
    here = order.index(assess(given_answers).local.result)
    for limb in ("abuse_or_neglect", "seriously_harmed", "concern"):
        worse = evolve(given_answers, **{limb: YES})
        assert order.index(assess(worse).local.result) >= here


@settings(deadline=None)
@given(any_answers, st.booleans())
def test_recovery_never_changes_the_result(given_answers, recovered):
    assert assess(given_answers).local.result is assess(evolve(given_answers, recovered=recovered)).local.result


# --- ages, settings and what does not fit together --------------------------------------------------------------------


@pytest.mark.parametrize("age", range(18))
@pytest.mark.parametrize("setting", Setting)
def test_the_order_under_the_capacity_act_counts_at_16_and_17_and_all_else_at_any_age(setting, age):
    counts = setting is not Setting.CAPACITY_ACT or age in {16, 17}
    found = assess(answers(NO, YES, settings=(setting,), age=age))
    assert found.local.result is (SHOULD if counts else NOT_MET)
    assert ("criteria.capacity_act_age" in {one.key for one in found.queries}) is not counts


def test_without_an_age_the_order_is_a_query_and_the_result_stays_open():
    found = assess(answers(NO, YES, settings=(Setting.CAPACITY_ACT,)))
    assert found.local.result is MAY
    assert [one.key for one in found.queries] == ["criteria.capacity_act_age_missing"]


@pytest.mark.parametrize(
    ("given_answers", "key", "result"),
    [
        (answers(YES, NO, suspected_suicide=YES), "suicide_without_death", REQUIRED),
        (answers(YES, NO, NO, YES, **HARM), "harm_without_yes", REQUIRED),
        (answers(YES, NO, YES, NO), "no_concern_without_evidence", REQUIRED),
        (answers(YES, NO, YES, evolve(SURE, evidence=())), "no_concern_without_evidence", REQUIRED),
        (answers(NO, YES, setting=YES), "setting_not_named", MAY),
        (answers(NO, YES, setting=NO, settings=(Setting.REMAND,)), "setting_denied_and_named", SHOULD),
        (answers(NO, NO, settings=(Setting.REMAND,)), "setting_without_death", NOT_MET),
        (answers(NO, YES, settings=(Setting.SECURE_CHILDRENS_HOME,)), "institution_alone", SHOULD),
        (answers(NO, YES, settings=(Setting.CUSTODY,), age=19), "age_of_an_adult", SHOULD),
        (answers(YES, NO, NO, recovered=True), "recovered_without_harm", NOT_MET),
        (
            answers(YES, NO, evolve(YES, reason=""), YES, harms=(Harm.OTHER,)),
            "other_harm_without_reason",
            REQUIRED,
        ),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_put_right_in_silence(given_answers, key, result):
    found = assess(given_answers)
    assert found.local.result is result
    asked = {one.key: one for one in found.queries}
    assert f"criteria.{key}" in asked
    assert asked[f"criteria.{key}"].way_out
    assert all(one.severity is not Severity.BLOCK for one in found.queries)


def test_remand_or_sentence_settles_what_a_secure_place_means():
    found = assess(answers(NO, YES, settings=(Setting.SECURE_CHILDRENS_HOME, Setting.REMAND)))
    assert (found.local.result, found.queries) == (SHOULD, ())


def test_every_setting_has_its_facts_and_a_negative_age_is_refused():
    assert set(SETTINGS) == set(Setting)
    with pytest.raises(Unreadable, match="age at death is below nought"):
        CriteriaAnswers(age=-1)


# --- nothing is held back but a blank ---------------------------------------------------------------------------------


@settings(deadline=None)
@given(any_answers)
def test_only_a_blank_holds_the_recommendation_back(given_answers):
    found = left_open(given_answers)
    blocked = {one.key for one in found if one.severity is Severity.BLOCK}
    assert all(one.endswith(".blank") for one in blocked)
    told = {name: getattr(given_answers, name) for name in QUESTIONS}
    answered = {name: evolve(one, said=one.said or YesNoUnclear.UNCLEAR) for name, one in told.items()}
    assert not [one for one in left_open(evolve(given_answers, **answered)) if one.severity is Severity.BLOCK]


def test_a_blank_is_asked_for_only_where_it_would_matter():
    asked = {one.key for one in left_open(CriteriaAnswers(abuse_or_neglect=YES, died=YES))}
    assert asked == {"criteria.suspected_suicide.blank", "criteria.setting.blank"}
    asked = {one.key for one in left_open(CriteriaAnswers(abuse_or_neglect=YES, died=NO, seriously_harmed=NO))}
    assert asked == set()


def test_an_answer_without_reason_or_evidence_is_a_warning():
    bare = evolve(YES, reason=" ")
    unproved = evolve(YES, evidence=())
    found = left_open(answers(bare, NO, unproved, YES))
    assert [(one.key, one.severity) for one in found] == [
        ("criteria.abuse_or_neglect.reason", Severity.WARNING),
        ("criteria.seriously_harmed.evidence", Severity.WARNING),
    ]


# --- the decision -----------------------------------------------------------------------------------------------------

WEIGHED = dict.fromkeys(REGULATION_11, UNCLEAR)


@pytest.mark.parametrize(("result", "given_answers"), [(one[2], one[1]) for one in FIFTEEN])
@pytest.mark.parametrize("course", Course)
def test_a_decision_that_follows_needs_no_reason_and_any_other_does(result, given_answers, course):
    here = assess(evolve(given_answers, **WEIGHED))
    if course in FOLLOWED_BY[result]:
        assert decide(here, course).departure is None
        return
    with pytest.raises(NotAllowed, match="needs its reason"):
        decide(here, course, reason="  ")
    found = decide(here, course, reason="Two bodies looked again.", by="chair", on=date(2026, 4, 29))
    assert found.departure.reason == "Two bodies looked again."
    assert found.local.result is result
    assert from_json(Assessment, as_json(found)) == found


def test_a_departure_from_a_required_review_needs_regulation_11_weighed():
    here = assess(answers(YES, YES))
    with pytest.raises(NotAllowed, match="the partners answer what regulation 11 asks. Still open: "):
        decide(here, Course.NO_REVIEW, reason="The rapid review drew everything out.")
    assert decide(assess(evolve(here.answers, **WEIGHED)), Course.NO_REVIEW, reason="It drew everything out.").departure


def test_a_departure_that_departs_from_nothing_is_refused():
    with pytest.raises(NotAllowed, match="nothing to depart from"):
        Departure(computed=REQUIRED, course=Course.LOCAL_REVIEW, reason="As proposed.")
    with pytest.raises(LcsprError):
        Departure(computed=REQUIRED, course=Course.NO_REVIEW, reason="")


def test_a_kept_result_that_no_longer_follows_is_noticed():
    here = assess(answers(YES, YES))
    changed = evolve(here, local=assess(answers(NO, NO)).local)
    assert follows(here)
    assert not follows(changed)


def test_both_results_are_shown_with_paragraphs_rows_answers_and_the_reason():
    found = decide(
        assess(evolve(answers(YES, NO, YES, UNCLEAR, **HARM), **WEIGHED)),
        Course.NO_REVIEW,
        reason="A reason that is kept.",
    )
    shown = str(criteria_views(found))
    for words in (
        "A local review is required",
        "A notifiable serious case",
        "8.2.7",
        "R",
        "As told.",
        "A reason that is",
    ):
        assert words in shown


# --- Juniper ----------------------------------------------------------------------------------------------------------

TICKS = {
    "Abuse or neglect of a child is known or suspected": "abuse_or_neglect",
    "The child has died": "died",
    "The child has been seriously harmed": "seriously_harmed",
    "There is cause for concern about the way agencies worked together": "concern",
    "Child in custody, detained, or subject to deprivation of liberty": "setting",
}


def juniper():
    """Answer as the referral form of the pack ticks, and as its truth expects."""
    form = (PACK / "referral.md").read_text(encoding="utf-8").splitlines()
    cells = {row[1].strip(): [one.strip() for one in row[2:]] for line in form if len(row := line.split("|")) > 6}
    told = {name: cells[words] for words, name in TICKS.items()}
    said = {name: dict(zip(row[:3], YesNoUnclear, strict=True))["x"] for name, row in told.items()}
    return CriteriaAnswers(
        **{name: CriterionAnswer(said=one, reason=told[name][3], evidence=("referral",)) for name, one in said.items()}
    )


def test_juniper_comes_to_what_its_truth_expects():
    with TRUTH.open(encoding="utf-8") as lines:
        next(lines)
        truth = {row["item"]: row for row in csv.DictReader(lines)}
    given_answers = juniper()
    found = assess(given_answers)
    for item, name in (
        ("limb_a_abuse_or_neglect", "abuse_or_neglect"),
        ("child_died", "died"),
        ("seriously_harmed", "seriously_harmed"),
        ("concern_about_joint_working", "concern"),
    ):
        assert truth[item]["expected"].startswith(getattr(given_answers, name).said.value)
    assert truth["definitive_evidence_of_no_concern"]["expected"] == "no"
    assert not given_answers.concern.definitive
    assert (truth["local_result"]["expected"], found.local.result) == ("LCSPR required", REQUIRED)
    assert set(truth["local_result"]["paragraph"].split("; ")) == set(found.local.paragraphs)
    assert found.local.rows == ("5",)
    assert truth["national_result"]["expected"].startswith("notifiable serious case")
    assert found.national.result is NationalResult.NOTIFIABLE
    assert found.queries == ()


def test_every_question_is_a_field_of_the_answers():
    assert {*QUESTIONS, *REGULATION_11} <= {one.name for one in fields(CriteriaAnswers)}
