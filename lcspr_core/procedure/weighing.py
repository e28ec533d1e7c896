"""What the Sub Group answered to the criteria, as the core's tables read it: both results, gaps, and departures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lcspr_core.answers import PROCEDURE, answer_id
from lcspr_core.cases.criteria import Assessment, Course, assess, decide, left_open
from lcspr_core.cases.criteria_answers import CriteriaAnswers, CriterionAnswer, Harm, Setting, YesNoUnclear
from lcspr_core.cases.criteria_rules import LOCAL_WORDS, NATIONAL_WORDS
from lcspr_core.concerns import Concern, Severity
from lcspr_core.errors import NotAllowed
from lcspr_core.procedure.forms.criteria_asks import Criteria
from lcspr_core.procedure.forms.deciding import Decision, Recommendation
from lcspr_core.procedure.forms.lists import PAPERS, source_titles
from lcspr_core.procedure.gates.answered import answered, given
from lcspr_core.review import Review

FORM = "criteria"
# Each question of the tables, beside what its fields of the form begin with.
FIELDS: Mapping[str, str] = {
    "abuse_or_neglect": "abuse",
    "died": "died",
    "suspected_suicide": "suicide",
    "seriously_harmed": "harmed",
    "concern": "concern",
    "setting": "setting",
}
NAMED: Mapping[str, str] = {one.key: one.title for one in PAPERS}
COURSES: Mapping[str, Course] = {"lcspr": Course.LOCAL_REVIEW, "other": Course.ANOTHER_REVIEW, "none": Course.NO_REVIEW}


def criteria_answers(form: Criteria, sources: Mapping[str, str] = NAMED) -> CriteriaAnswers:
    """Return the answers of the form as the criteria's tables read them; a source that is gone supports nothing."""
    limbs = {name: _limb(form, field, sources) for name, field in FIELDS.items()}
    weighed = {
        one.question: _answer(one.said, one.why, _named(one.where, sources)) for one in form.weighed if one.question
    }
    return CriteriaAnswers(
        **limbs,
        **weighed,
        harms=tuple(Harm(one) for one in form.harms if one in set(Harm)),
        recovered=form.recovered == "yes",
        settings=tuple(Setting(one) for one in form.settings if one in set(Setting)),
        age=int(form.age) if form.age is not None and form.age >= 0 else None,
    )


def _limb(form: Criteria, field: str, sources: Mapping[str, str]) -> CriterionAnswer:
    settles = field == "concern" and form.concern_settled == "yes"
    said, why, where = (getattr(form, name) for name in (field, f"{field}_why", f"{field}_where"))
    return _answer(said, why, _named(where, sources), definitive=settles)


def _named(where: Iterable[str], sources: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sources[one] for one in where if one in sources)


def _answer(said: str, why: str, where: Iterable[str], *, definitive: bool = False) -> CriterionAnswer:
    state = YesNoUnclear(said) if said in set(YesNoUnclear) else None
    return CriterionAnswer(said=state, reason=why, evidence=tuple(where), definitive=definitive)


def assessed(review: Review) -> Assessment:
    """Return what the Sub Group's answers come to, by the local rule and by the national one."""
    return assess(criteria_answers(answered(review, FORM, Criteria), source_titles(review)))


def both_results(found: Assessment) -> str:
    """Return both results in two sentences, each with its paragraphs."""
    local = f"Local rule: {LOCAL_WORDS[found.local.result]} ({', '.join(found.local.paragraphs)})."
    national = f"National definition: {NATIONAL_WORDS[found.national.result]} ({', '.join(found.national.paragraphs)})."
    return f"{local} {national}"


def unanswered(review: Review) -> tuple[Concern, ...]:
    """Return what the recommendation waits for: a blank holds it back, “not clear” never does (8.2.3)."""
    return left_open(assessed(review).answers)


def departure(review: Review, outcome: str, reason: str, *, about: str) -> tuple[Concern, ...]:
    """Return what an outcome of the forms lacks that differs from the local rule: its reason, or the weighing."""
    if outcome not in COURSES:
        return ()
    try:
        decide(assessed(review), COURSES[outcome], reason=reason)
    except NotAllowed as refused:
        way_out = "Write the reason beside the outcome; regulation 11 is asked at the foot of the criteria."
        return (_block("departure", str(refused), "8.2.5, 8.2.20; SI 2018/789 reg 11", way_out, about),)
    return ()


def unreasoned(review: Review) -> tuple[Concern, ...]:
    """Return whether the recommendation departs from the local rule without what that needs."""
    recommended = given(review, "recommendation")
    data = recommended.data if recommended else {}
    outcome, reason = (str(data.get(name) or "") for name in ("outcome", "departure"))
    return departure(review, outcome, reason, about="recommendation")


def decided_otherwise(review: Review) -> tuple[Concern, ...]:
    """Return whether the decision departs from the local rule without what that needs; what was recommended may say it.

    Where nobody has answered the criteria there is nothing to depart from: a case may have come in decided.
    """
    if given(review, FORM) is None:
        return ()
    wanted, decision = answered(review, "recommendation", Recommendation), answered(review, "decision", Decision)
    shared = wanted.departure if wanted.outcome == decision.outcome else ""
    return departure(review, decision.outcome, decision.differs.strip() or shared, about="decision")


def _block(key: str, sentence: str, source: str, way_out: str, about: str) -> Concern:
    return Concern(
        key=f"criteria.{key}",
        sentence=sentence,
        severity=Severity.BLOCK,
        source=source,
        way_out=way_out,
        about=(answer_id(about, (), PROCEDURE),),
    )
