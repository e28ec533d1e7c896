"""Turns answers to the criteria into the facts that the tables ask for, and says what a person should look at again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import frozen

from lcspr_core.cases.criteria_answers import (
    QUESTIONS,
    SETTINGS,
    CriteriaAnswers,
    Harm,
    Setting,
    YesNoUnclear,
)
from lcspr_core.cases.criteria_rules import Facts, holds, wanted
from lcspr_core.concerns import Concern, Severity

YES, NO, UNCLEAR = YesNoUnclear
UNDER_18 = range(18)


def facts(given: CriteriaAnswers) -> Facts:
    """Return the facts of a case by name, each as the set of words that hold for it."""
    found = {
        "abuse": given.abuse_or_neglect.state,
        "died": _died(given),
        "suicide": given.suspected_suicide.state,
        "harm": YES if given.harms else given.seriously_harmed.state,
        "recovered": YES if given.recovered else NO,
        "concern": "none" if given.concern.settled else YES if given.concern.said is YES else UNCLEAR,
    }
    return {**{name: frozenset([str(one)]) for name, one in found.items()}, "setting": _settings(given)}


def _died(given: CriteriaAnswers) -> YesNoUnclear:
    """Suspected suicide counts as death, whatever was ticked beside it (8.2.6)."""
    return YES if given.suspected_suicide.said is YES else given.died.state


def _settings(given: CriteriaAnswers) -> frozenset[str]:
    if not given.settings or given.setting.said is UNCLEAR:
        return frozenset(["none" if given.setting.said is NO else "unclear"])
    counting = frozenset(SETTINGS[one].counts_as for one in given.settings if _counts(one, given.age))
    if counting:
        return counting
    return frozenset(["unclear"]) if given.age is None else frozenset(["none", "capacity_act_other_age"])


def _counts(setting: Setting, age: int | None) -> bool:
    """A setting that counts at every age counts even where the age given cannot be right."""
    ages = SETTINGS[setting].ages
    return ages == UNDER_18 or age in ages


@frozen(kw_only=True)
class Query:
    """Something in the answers that a person should look at again: never a reason to hold a case back."""

    key: str
    when: Callable[[CriteriaAnswers], bool]
    sentence: str
    way_out: str
    paragraph: str


INSTITUTIONS = {Setting.YOUNG_OFFENDER_INSTITUTION, Setting.SECURE_TRAINING_CENTRE, Setting.SECURE_CHILDRENS_HOME}
HELD_BY_COURT = {Setting.REMAND, Setting.SENTENCED, Setting.CUSTODY}

QUERIES: tuple[Query, ...] = (
    Query(
        key="capacity_act_age",
        when=lambda given: (
            Setting.CAPACITY_ACT in given.settings
            and given.age is not None
            and given.age not in SETTINGS[Setting.CAPACITY_ACT].ages
        ),
        sentence="A Mental Capacity Act order is recorded at an age other than 16 or 17; it was not counted.",
        way_out="Look at the date of birth and at the order again; another order, or another age, may be meant.",
        paragraph="8.2.8",
    ),
    Query(
        key="capacity_act_age_missing",
        when=lambda given: Setting.CAPACITY_ACT in given.settings and given.age is None,
        sentence="An order under the Mental Capacity Act counts at 16 and 17 only, and the age at death is not given.",
        way_out="Write the age at death.",
        paragraph="8.2.8",
    ),
    Query(
        key="age_of_an_adult",
        when=lambda given: given.age is not None and given.age not in UNDER_18,
        sentence="The age given is 18 or more, and the criteria are about children.",
        way_out="Look at the dates of birth and of death again.",
        paragraph="8.2.3",
    ),
    Query(
        key="suicide_without_death",
        when=lambda given: given.suspected_suicide.said is YES and given.died.said is not YES,
        sentence="Suspected suicide is recorded and a death is not; it was counted as a death.",
        way_out="Answer the question about the child’s death again.",
        paragraph="8.2.6",
    ),
    Query(
        key="harm_without_yes",
        when=lambda given: bool(given.harms) and given.seriously_harmed.said is not YES,
        sentence="A kind of serious harm is named and the question is not answered with yes; it was counted as yes.",
        way_out="Answer the question about serious harm again, or take the kind of harm out.",
        paragraph="8.2.4",
    ),
    Query(
        key="other_harm_without_reason",
        when=lambda given: Harm.OTHER in given.harms and not given.seriously_harmed.reason.strip(),
        sentence="Another kind of serious harm is named, and it is not said which.",
        way_out="Write what the harm is, as the reason of the answer.",
        paragraph="8.2.4",
    ),
    Query(
        key="recovered_without_harm",
        when=lambda given: given.recovered and given.seriously_harmed.said is NO and not given.harms,
        sentence="The child is recorded as recovered and as not seriously harmed; recovery does not undo serious harm.",
        way_out="Answer the question about serious harm for the time of the harm, not for today.",
        paragraph="8.2.4",
    ),
    Query(
        key="no_concern_without_evidence",
        when=lambda given: given.concern.said is NO and not given.concern.settled,
        sentence="“No concern about joint working” has no evidence marked as definitive, so it counts as unclear.",
        way_out="Name the evidence and mark it as definitive, or answer that it is unclear.",
        paragraph="8.2.7",
    ),
    Query(
        key="setting_not_named",
        when=lambda given: given.setting.said is YES and not given.settings,
        sentence="A setting of 8.2.8 is answered with yes, and none is named; it was counted as unclear.",
        way_out="Choose where the child was, or under which order.",
        paragraph="8.2.8",
    ),
    Query(
        key="setting_denied_and_named",
        when=lambda given: given.setting.said is NO and bool(given.settings),
        sentence="A setting of 8.2.8 is answered with no, and one is named; the one that is named was counted.",
        way_out="Answer the question again, or take the setting out.",
        paragraph="8.2.8",
    ),
    Query(
        key="setting_without_death",
        when=lambda given: bool(given.settings) and _died(given) is NO,
        sentence="A setting of 8.2.8 is named, and it counts only where the child has died.",
        way_out="Look at the question about the child’s death; the setting changes nothing otherwise.",
        paragraph="8.2.8",
    ),
    Query(
        key="institution_alone",
        when=lambda given: bool(INSTITUTIONS & {*given.settings}) and not HELD_BY_COURT & {*given.settings},
        sentence=(
            "A secure place is named without remand, sentence or custody. The list can be read as only for children "
            "held by a court; the wider reading was taken."
        ),
        way_out="Say whether the child was on remand or after sentence; the narrower reading needs a reason.",
        paragraph="8.2.8",
    ),
)


def queries(given: CriteriaAnswers) -> tuple[Concern, ...]:
    """Return what does not fit together in the answers, in sentences; nothing is put right in silence."""
    return tuple(_concern(one) for one in QUERIES if one.when(given))


def _concern(one: Query) -> Concern:
    return Concern(
        key=f"criteria.{one.key}",
        sentence=one.sentence,
        severity=Severity.WARNING,
        source=one.paragraph,
        way_out=one.way_out,
    )


def left_open(given: CriteriaAnswers) -> tuple[Concern, ...]:
    """Return what the recommendation still waits for: a blank holds it back, “unclear” never does (8.2.3)."""
    here = facts(given)
    asked = (name for name, question in QUESTIONS.items() if holds(wanted(question.when), here))
    return tuple(_gaps(given, asked))


def _gaps(given: CriteriaAnswers, asked: Iterable[str]) -> Iterable[Concern]:
    for name in asked:
        one, question = getattr(given, name), QUESTIONS[name]
        if one.said is None:
            yield _gap(name, "blank", f"Not answered yet: {question.words}", Severity.BLOCK, question.paragraph)
        elif not one.reason.strip():
            yield _gap(
                name, "reason", f"Answered without a reason: {question.words}", Severity.WARNING, question.paragraph
            )
        elif one.said is not UNCLEAR and not any(text.strip() for text in one.evidence):
            yield _gap(
                name, "evidence", f"Answered without evidence: {question.words}", Severity.WARNING, question.paragraph
            )


def _gap(name: str, what: str, sentence: str, severity: Severity, paragraph: str) -> Concern:
    return Concern(
        key=f"criteria.{name}.{what}",
        sentence=sentence,
        severity=severity,
        source=paragraph,
        way_out="Answer yes, no or unclear, with the reason and where it is written.",
    )
