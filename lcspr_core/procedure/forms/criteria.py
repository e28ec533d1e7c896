"""The criteria as the Sub Group weighs them, and both results, kept with the answers that they come from (8.2.3)."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core.cases.criteria import assess, criteria_views
from lcspr_core.cases.criteria_rules import LOCAL_WORDS
from lcspr_core.concerns import Severity
from lcspr_core.given import Given
from lcspr_core.methodology import Artefact, Check, Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.procedure.forms.criteria_asks import Criteria
from lcspr_core.procedure.weighing import FORM, assessed, criteria_answers, decided_otherwise, unanswered, unreasoned
from lcspr_core.review import Review
from lcspr_core.thread import Record, RecordKind
from lcspr_core.views import View

RESULT = RecordKind(key="criteria_result", title="Result of the criteria", plural="Results of the criteria")


def result_kept(given: Given) -> Iterable[Record]:
    """Keep both results as they are under the tables of the day on which the answers were saved."""
    if not (given.said.abuse or given.said.died):
        return
    found = assess(criteria_answers(given.said))
    yield given.record(
        RESULT.key,
        "result",
        LOCAL_WORDS[found.local.result],
        local=found.local.result.value,
        local_paragraphs=found.local.paragraphs,
        local_because=found.local.because,
        national=found.national.result.value,
        national_paragraphs=found.national.paragraphs,
        national_because=found.national.because,
    )


def result_shown(review: Review) -> Iterable[View]:
    """Show both results with why, the answers that they rest on, and what to look at again."""
    return criteria_views(assessed(review))


EXAMPLE = Criteria(
    abuse="yes",
    abuse_why="Three bruises of different ages, and no account that fits them.",
    abuse_where=("referral", "medical"),
    died="no",
    died_why="The baby is in hospital and stable.",
    died_where=("medical",),
    harmed="yes",
    harms=("life_threatening", "intellectual_development"),
    harmed_why="Bleeding in the skull that could have killed; it is too early to say what lasts.",
    harmed_where=("medical",),
    recovered="unclear",
    concern="unclear",
    concern_why="Two agencies held a worry and neither knew of the other's.",
)

STEPS = (
    Step(
        key=FORM,
        title="Criteria",
        phase=Phase.DECIDE,
        lead="What is known, what is not, and where is it written?",
        guidance="Answer each question apart: yes, no or not clear, with a reason and what it rests on: choose the "
        "agency's own outline, or the piece of evidence, where there is one. A blank "
        "holds the recommendation back; “not clear” never does (8.2.16). What the referrer thought stays on the "
        "referral and is not copied here.\n\n"
        "Both results, the local rule's and the national one's, are worked out and kept with the answers. They "
        "propose; people decide, and write why where they differ.",
        asks=Criteria,
        examples=(EXAMPLE,),
        yields=result_kept,
        after=("referral",),
        answered_by=("sub_group_chair", "business_manager"),
    ),
)

EVENTS: tuple[Event, ...] = ()

GATES = (
    Check(
        key="criteria_answered",
        title="Every question of the criteria has an answer",
        source="8.2.3",
        find=unanswered,
        severity=Severity.BLOCK,
        reads=("answer", "agency", "evidence"),
    ),
    Check(
        key="departure_reasoned",
        title="A recommendation that departs from the local rule says why",
        source="8.2.5, 8.2.20; SI 2018/789 reg 11",
        find=unreasoned,
        severity=Severity.BLOCK,
        reads=("answer", "agency", "evidence"),
    ),
    Check(
        key="decision_reasoned",
        title="A decision that departs from the local rule says why",
        source="8.2.5, 8.2.20; SI 2018/789 reg 11",
        find=decided_otherwise,
        severity=Severity.BLOCK,
        reads=("answer", "agency", "evidence"),
    ),
)
KINDS = (RESULT,)
ARTEFACTS = (Artefact(key="criteria", title="What the criteria come to", compose=result_shown, step=FORM),)
