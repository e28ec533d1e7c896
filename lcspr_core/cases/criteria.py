"""Whether a case meets the criteria: both results, local and national, with the rows and paragraphs that led there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from attrs import Attribute, evolve, field, frozen

from lcspr_core.cases.criteria_answers import QUESTIONS, REGULATION_11, SETTINGS, CriteriaAnswers, CriterionAnswer
from lcspr_core.cases.criteria_facts import facts, left_open, queries
from lcspr_core.cases.criteria_rules import (
    LOCAL_WORDS,
    NATIONAL_WORDS,
    LocalResult,
    NationalResult,
    Row,
    leading,
)
from lcspr_core.cases.criteria_tables import LOCAL_ROWS, NATIONAL_ROWS
from lcspr_core.concerns import Concern
from lcspr_core.errors import NotAllowed
from lcspr_core.views import Prose, Section, Table

__all__ = [
    "Assessment",
    "Course",
    "Departure",
    "LocalRuling",
    "NationalRuling",
    "assess",
    "criteria_views",
    "decide",
    "follows",
    "left_open",
]


class Course(StrEnum):
    """The three things that can be recommended and decided (8.2.22)."""

    LOCAL_REVIEW = "local_review"
    ANOTHER_REVIEW = "another_review"
    NO_REVIEW = "no_review"


COURSE_WORDS: Mapping[Course, str] = {
    Course.LOCAL_REVIEW: "A local review is to be commissioned",
    Course.ANOTHER_REVIEW: "Criteria not met; another kind of review",
    Course.NO_REVIEW: "Criteria not met; no other review",
}

# Which decisions need no reason beside the result itself. Where a case only may meet the criteria, nothing is proposed
# and nothing is departed from.
FOLLOWED_BY: Mapping[LocalResult, frozenset[Course]] = {
    LocalResult.REQUIRED: frozenset({Course.LOCAL_REVIEW}),
    LocalResult.SHOULD_BE_HELD: frozenset({Course.LOCAL_REVIEW}),
    LocalResult.MAY_MEET: frozenset(Course),
    LocalResult.NOT_MET: frozenset({Course.ANOTHER_REVIEW, Course.NO_REVIEW}),
}


@frozen(kw_only=True)
class LocalRuling:
    """What the local rule comes to, the rows of its table that led there, their paragraphs, and why."""

    result: LocalResult
    rows: tuple[str, ...]
    paragraphs: tuple[str, ...]
    because: tuple[str, ...]


@frozen(kw_only=True)
class NationalRuling:
    """What the national definition comes to, the rows of its table that led there, their sources, and why."""

    result: NationalResult
    rows: tuple[str, ...]
    paragraphs: tuple[str, ...]
    because: tuple[str, ...]


def _a_reason(_: object, __: Attribute[str], reason: str) -> None:
    if not reason.strip():
        raise NotAllowed("A decision that departs from the local rule needs its reason in writing (8.2.5, 8.2.20).")


def _a_departure(departure: Departure, _: Attribute[Course], course: Course) -> None:
    if course in FOLLOWED_BY[departure.computed]:
        raise NotAllowed("This decision is what the local rule proposes, so that there is nothing to depart from.")


@frozen(kw_only=True)
class Departure:
    """A decision other than the one that the local rule proposes, with its reason; without one there is none."""

    computed: LocalResult
    course: Course = field(validator=_a_departure)
    reason: str = field(validator=_a_reason)
    by: str = ""
    on: date | None = None


@frozen(kw_only=True)
class Assessment:
    """Both results beside the answers that they were computed from, and the decision where one was made."""

    id: str = "criteria"
    answers: CriteriaAnswers
    local: LocalRuling
    national: NationalRuling
    queries: tuple[Concern, ...] = ()
    by: str = ""
    on: date | None = None
    course: Course | None = None
    departure: Departure | None = None


Result = TypeVar("Result", LocalResult, NationalResult)
Ruling = TypeVar("Ruling", LocalRuling, NationalRuling)


def assess(answers: CriteriaAnswers, *, by: str = "", on: date | None = None) -> Assessment:
    """Return what the answers come to by the local rule and by the national one; every set of answers has both."""
    here = facts(answers)
    return Assessment(
        answers=answers,
        local=_ruling(LocalRuling, leading(LOCAL_ROWS, here)),
        national=_ruling(NationalRuling, leading(NATIONAL_ROWS, here)),
        queries=queries(answers),
        by=by,
        on=on,
    )


def _ruling(kind: Callable[..., Ruling], rows: tuple[Row[Result], ...]) -> Ruling:
    return kind(
        result=rows[0].result,
        rows=tuple(row.key for row in rows),
        paragraphs=tuple(dict.fromkeys(one for row in rows for one in row.paragraphs)),
        because=tuple(row.because for row in rows),
    )


def follows(assessment: Assessment) -> bool:
    """Say whether the results that were kept are still what their answers come to under the tables of today."""
    now = assess(assessment.answers)
    return (now.local, now.national) == (assessment.local, assessment.national)


def decide(
    assessment: Assessment, course: Course, *, reason: str = "", by: str = "", on: date | None = None
) -> Assessment:
    """Return the assessment with a decision; one that departs from the local rule is refused without its reason."""
    result = assessment.local.result
    if course in FOLLOWED_BY[result]:
        return evolve(assessment, course=course, departure=None)
    departure = Departure(computed=result, course=course, reason=reason, by=by, on=on)
    if result is LocalResult.REQUIRED and (open_ones := unweighed(assessment.answers)):
        raise NotAllowed(
            "To depart from a required review, the partners answer what regulation 11 asks. Still open: "
            + " ".join(open_ones)
        )
    return evolve(assessment, course=course, departure=departure)


def unweighed(answers: CriteriaAnswers) -> tuple[str, ...]:
    """Return the questions of regulation 11 that are blank; unclear is an answer to them too."""
    return tuple(one.words for name, one in REGULATION_11.items() if getattr(answers, name).said is None)


# --- what can be shown ----------------------------------------------------------------------------------------------


def criteria_views(assessment: Assessment) -> tuple[Section, ...]:
    """Return both results with why, the answers that they rest on, and what to look at again."""
    return (
        Section(title="What the criteria come to", views=(_results(assessment), *_decision(assessment))),
        Section(title="What was answered", views=(_answers(assessment.answers),)),
        Section(title="To look at again", views=(_queries(assessment.queries),)),
    )


def _results(one: Assessment) -> Table:
    rows = (
        ("Local rule", LOCAL_WORDS[one.local.result], *_why(one.local)),
        ("National definition", NATIONAL_WORDS[one.national.result], *_why(one.national)),
    )
    return Table(title="Both results", columns=("By", "Result", "Why", "Paragraphs", "Rows of the table"), rows=rows)


def _why(one: LocalRuling | NationalRuling) -> tuple[str, str, str]:
    return " ".join(one.because), "; ".join(one.paragraphs), ", ".join(one.rows)


def _decision(one: Assessment) -> tuple[Prose, ...]:
    if one.course is None:
        return ()
    why = f" This departs from the local rule, because: {one.departure.reason}" if one.departure else ""
    return (Prose(text=f"Decided: {COURSE_WORDS[one.course]}.{why}"),)


def _answers(given: CriteriaAnswers) -> Table:
    rows = (
        (question.words, *_said(getattr(given, name)), question.paragraph)
        for name, question in {**QUESTIONS, **REGULATION_11}.items()
    )
    more = (
        ("Kinds of serious harm", ", ".join(one.value.replace("_", " ") for one in given.harms), "", "", "8.2.4"),
        ("Settings", ", ".join(SETTINGS[one].title for one in given.settings), "", "", "8.2.8"),
    )
    columns = ("Question", "Answer", "Reason", "Evidence", "Paragraph")
    return Table(title="Answers", columns=columns, rows=(*rows, *(row for row in more if row[1])))


def _said(one: CriterionAnswer) -> tuple[str, str, str]:
    return one.said.value if one.said else "not answered", one.reason, "; ".join(one.evidence)


def _queries(found: Iterable[Concern]) -> Table:
    rows = tuple((one.sentence, one.way_out, one.source) for one in found)
    empty = "The answers fit together."
    return Table(title="Queries", columns=("What", "What to do", "Paragraph"), rows=rows, empty=empty)
