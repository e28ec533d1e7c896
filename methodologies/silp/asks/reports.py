"""What is asked of the agencies: their reports, with the terms of reference already in them, and how they were read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core import (
    Review,
    Term,
    UncertainDate,
    agencies_asked,
    choice,
    line,
    questions,
    ref,
    row_id,
    rows,
    scale,
    text,
    uncertain_date,
    yes_no_unclear,
)
from methodologies.silp.asks.before import terms_questions
from methodologies.silp.themes import STRENGTH


def agency_rows(review: Review) -> Iterable[Mapping[str, Any]]:
    """Offer one row for each agency that takes part."""
    return tuple({"id": name, "agency": name} for name in agencies_asked(review))


def template(review: Review) -> Iterable[tuple[str, str]]:
    """Return each question of an agency report with its hint, those of the terms of reference in their place."""
    for question in questions(AgencyReport):
        parts = questions(question.row) if question.row else ()
        yield question.label, f"{question.hint}\n\n{_bulleted(one.label for one in parts)}".strip()
        if question.name == "terms":
            yield from ((f"Question {one['id']}", str(one["question"])) for one in terms_questions(review))


def _bulleted(words: Iterable[str]) -> str:
    return "\n".join(f"- {one}" for one in words)


@frozen(kw_only=True)
class AgencyEpisode:
    """One episode as one agency's records and staff show it."""

    id: str = row_id()
    title: str = line("The episode in a few words", needed=True)
    when: UncertainDate = uncertain_date("When")
    account: str = text("What happened, as the records show it")
    why: str = text("Why it went as it did", hint="What staff knew, saw and had to weigh at the time.")
    good_practice: str = text("What was done well, and what made that possible")
    learning: str = text("What your agency takes from it")


@frozen(kw_only=True)
class TermsAnswer:
    """One agency's answer to one question of the terms of reference."""

    id: str = row_id()
    question: str = text("Question of the terms of reference", hint="As it was asked. Please leave it as it is.")
    reply: str = text("Answer")
    applies: str = yes_no_unclear("Does this question apply to your agency?")
    why_not: str = text("If it does not apply, why not")


@frozen(kw_only=True)
class AgencyRecommendation:
    """One recommendation of an agency to itself, with what makes it SMART (8.2.47)."""

    id: str = row_id()
    words: str = text("Recommendation", needed=True)
    specific: str = text("Specific: what exactly will be different, and who owns it")
    measure: str = text("Measurable: how anybody will be able to tell")
    achievable: str = text("Achievable: what it needs, and where that comes from")
    relevant: str = text("Realistic: how it answers what was learned")
    by_when: UncertainDate = uncertain_date("Timely: by when")
    strength: str = scale("How strong a change this is", STRENGTH)


@frozen(kw_only=True)
class AgencyReport:
    """One agency's report, with the terms of reference already in it."""

    author: str = line("Author, by post", hint="The post, not the name.", needed=True)
    independence: str = text(
        "The author's independence",
        hint="No part in the case and no line management of it; say so, or say what there was (8.2.47).",
        needed=True,
    )
    supervision: str = text("Who supervises the author's work on this report")
    sources: str = text("What was read", needed=True)
    staff: str = text("Whom the author spoke with, by role", hint="And who was offered a conversation.")
    agency_role: str = text("What this agency does, and its part with the family", needed=True)
    background: str = text("Before the period, in short")
    episodes: tuple[AgencyEpisode, ...] = rows("Key episodes", AgencyEpisode, row_title="Episode", needed=True)
    terms: tuple[TermsAnswer, ...] = rows(
        "Answers to the terms of reference",
        TermsAnswer,
        row_title="Question",
        hint="Every question is answered, or said not to apply and why.",
        needed=True,
        rows_from=terms_questions,
    )
    voice: str = text("What life was like for the child, and how your agency knew", needed=True)
    diversity: str = text("Culture, identity and needs: how they were seen and met")
    learning: str = text("Learning for this agency", needed=True)
    done_already: str = text("What has already been changed, and since when")
    recommendations: tuple[AgencyRecommendation, ...] = rows(
        "This agency's own recommendations", AgencyRecommendation, row_title="Recommendation"
    )


READ: tuple[Term, ...] = (
    Term(key="accepted", title="Accepted as it is"),
    Term(key="answered", title="Accepted after questions were answered"),
    Term(key="returned", title="Returned, answer awaited"),
    Term(key="never_came", title="Never came"),
)


@frozen(kw_only=True)
class ReportRead:
    """How one agency's report was read, and what was asked back."""

    id: str = row_id()
    agency: str = ref("Agency", "agency")
    outcome: str = choice("How it was read", READ)
    asked_back: str = text("What was asked back, and the answer")


@frozen(kw_only=True)
class OpenQuestion:
    """A question that the papers leave open and the event can answer."""

    id: str = row_id()
    question: str = text("Question for the event")
    who_may_know: str = line("Who may be able to say")


@frozen(kw_only=True)
class ReadingPack:
    """The reports read and questioned, and the pack that everybody has before the event."""

    reports: tuple[ReportRead, ...] = rows(
        "The reports as they were read", ReportRead, row_title="Report", needed=True, rows_from=agency_rows
    )
    chronology: str = text("The joined chronology: made by whom, and where accounts differ")
    questions: tuple[OpenQuestion, ...] = rows("What is still open", OpenQuestion, row_title="Question")
    held_back: str = text("What is not shared with everybody, and why")
    shared_on: UncertainDate = uncertain_date("Pack shared on", needed=True)
    shared_how: str = text("How it was shared safely, and how copies come back")
