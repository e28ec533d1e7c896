"""What is asked before the learning event: scope, authors and people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core import (
    Review,
    Term,
    UncertainDate,
    choice,
    choices,
    current_terms,
    line,
    ref,
    refs,
    row_id,
    rows,
    text,
    uncertain_date,
    yes_no_unclear,
)
from methodologies.silp.themes import INVOLVEMENT


def terms_questions(review: Review) -> Iterable[Mapping[str, Any]]:
    """Offer one row for each question of the terms of reference in force (8.2.46)."""
    terms = current_terms(review.all("terms"))
    return tuple({"id": one.id, "question": one.words} for one in terms.questions) if terms else ()


@frozen(kw_only=True)
class KeyLine:
    """One question that the review wants answered, and why it is asked here."""

    id: str = row_id()
    question: str = text("Question", hint="As it stands in the terms of reference, if they are written already.")
    because: str = text("Why it is asked of this case, now")


REPORT_FORM: tuple[Term, ...] = (
    Term(key="recommendations", title="Recommendations"),
    Term(key="findings", title="Findings for the partnership to answer"),
    Term(key="both", title="Some of each"),
)


@frozen(kw_only=True)
class Scoping:
    """The scoping note: what this review is about, how large it is, and when things happen."""

    trigger: str = text("What led to this review", needed=True)
    proportion: str = text(
        "Why a learning event fits, and how large it should be",
        hint="What can be learned, who can safely take part, and what else is running.",
        needed=True,
    )
    subjects: tuple[str, ...] = refs("Children this review is about", "person", hint="By their codes.")
    period_from: UncertainDate = uncertain_date(
        "Period from", hint="Leave both dates empty where the terms of reference set the period."
    )
    period_to: UncertainDate = uncertain_date("Period to")
    agencies: tuple[str, ...] = refs("Agencies that take part", "agency", needed=True)
    lines: tuple[KeyLine, ...] = rows(
        "Key lines of enquiry", KeyLine, row_title="Question", needed=True, rows_from=terms_questions
    )
    family: str = text(
        "How the family will be told and asked",
        hint="Who tells whom, how, when, with what support, and on whose advice (8.2.51, 8.2.52).",
        needed=True,
    )
    parallel: str = text(
        "What else is running", hint="Police, coroner, courts, employers: the advice sought, and when (8.2.57, 8.2.58)."
    )
    support: str = text("How staff will be told, prepared and supported")
    reports_due: UncertainDate = uncertain_date("Agency reports due")
    event_on: UncertainDate = uncertain_date("Learning event", needed=True)
    recall_on: UncertainDate = uncertain_date("Recall event")
    report_on: UncertainDate = uncertain_date("Report to the partnership")
    report_form: str = choice("The report will end in", REPORT_FORM)
    confidentiality: str = text(
        "What stays in the room and what leaves it", hint="And what happens if somebody raises a present risk."
    )


BRIEFED: tuple[Term, ...] = (
    Term(key="model", title="How this way of reviewing works"),
    Term(key="hindsight", title="Writing without hindsight"),
    Term(key="staff", title="How to speak with staff"),
    Term(key="family", title="The family's part"),
    Term(key="codes", title="Codes in place of names"),
    Term(key="smart", title="Recommendations that can be carried out"),
    Term(key="sign_off", title="Sign-off by author and senior manager"),
)


@frozen(kw_only=True)
class AuthorQuestion:
    """A question that an author asked, and the answer that all authors were sent."""

    id: str = row_id()
    question: str = text("Question")
    reply: str = text("Answer sent to all authors")


@frozen(kw_only=True)
class AuthorsBriefing:
    """Who was briefed on what, and the questions that came up."""

    held_on: UncertainDate = uncertain_date("Briefing held on", needed=True)
    came: tuple[str, ...] = refs("Agencies whose author came", "agency", needed=True)
    others: str = text("How the other authors were reached")
    covered: tuple[str, ...] = choices("What was covered", BRIEFED)
    template_on: UncertainDate = uncertain_date("Template with the terms of reference sent on", needed=True)
    due_on: UncertainDate = uncertain_date("Reports asked for by")
    questions: tuple[AuthorQuestion, ...] = rows("Questions and answers", AuthorQuestion, row_title="Question")


@frozen(kw_only=True)
class Involved:
    """One person who was involved, by role, and how they were prepared."""

    id: str = row_id()
    role: str = line("Role in the case", hint="No names: “community nurse”, “form tutor”.", needed=True)
    agency: str = ref("Agency", "agency", needed=True)
    involvement: str = choice("Involvement", INVOLVEMENT, needed=True)
    invited: str = yes_no_unclear("Invited")
    spoken_with: str = line("Spoken with by, and when", hint="A person, not only a letter.")
    support: str = line("Named support before and after")
    hold: str = text("Not to be approached, on whose advice", hint="Police or prosecutors may ask this (8.2.58).")


@frozen(kw_only=True)
class Preparation:
    """Who is asked to the event because they were there, and how they are prepared."""

    told: str = text("What people are told beforehand", needed=True)
    advice: str = text("Advice on witnesses, from whom and when")
    people: tuple[Involved, ...] = rows("People who were involved", Involved, row_title="Person", needed=True)
