"""What is asked after the learning event: drafts, recall event, reports, actions and their impact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core import (
    Review,
    Term,
    UncertainDate,
    choice,
    line,
    ref,
    refs,
    row_id,
    rows,
    scale,
    text,
    uncertain_date,
    yes_no_unclear,
)
from methodologies.silp.asks.before import terms_questions
from methodologies.silp.asks.event import Attendance, LearningEvent
from methodologies.silp.asks.learning import theme_rows
from methodologies.silp.hearing import the
from methodologies.silp.themes import CAME_BY, STRENGTH


def same_people(review: Review) -> Iterable[Mapping[str, Any]]:
    """Offer one row for each person of the learning event, for the recall event asks the same people."""
    people = the(review, "learning_event", LearningEvent).attendance
    names = ("id", "role", "agency", "involvement")
    return tuple({name: getattr(one, name) for name in names} for one in people)


@frozen(kw_only=True)
class ThemeAnalysis:
    """Why a theme came about: what the words on the wall mean together."""

    id: str = row_id()
    theme: str = ref("Theme", "theme")
    words: str = text("What happened, why, and what in the system made it likely")
    research: str = text("What research or guidance says")


@frozen(kw_only=True)
class Narrative:
    """The parts of a report that are written as prose; the rest of it comes from the thread."""

    introduction: str = text("Introduction: why this review, and what it is for")
    process: str = text("How it was done, by whom, and its limits")
    child: str = text("The child: who they are, and what life was like")
    family: str = text("The family, as much as is needed to understand the learning")
    analysis: tuple[ThemeAnalysis, ...] = rows(
        "Analysis, theme by theme", ThemeAnalysis, row_title="Theme", rows_from=theme_rows
    )
    good_practice: str = text("Good practice, and what made it possible")
    developments: str = text("What has changed since")
    conclusion: str = text("Conclusion")


@frozen(kw_only=True)
class FirstDraft(Narrative):
    """The first draft, as it goes to the recall event."""

    sent_on: UncertainDate = uncertain_date("Draft sent to the people of the event on", needed=True)
    doubts: str = text("What the writer is least sure of", hint="Say it; the recall event is for this.")


COMMENT_KIND: tuple[Term, ...] = (
    Term(key="fact", title="Fact"),
    Term(key="balance", title="Balance"),
    Term(key="omission", title="Something left out"),
    Term(key="analysis", title="Analysis"),
    Term(key="wording", title="Wording"),
)
DECISION: tuple[Term, ...] = (
    Term(key="accepted", title="Accepted"),
    Term(key="partly", title="Partly accepted"),
    Term(key="rejected", title="Not accepted"),
)


@frozen(kw_only=True)
class RecallComment:
    """One comment on the draft, and what was decided."""

    id: str = row_id()
    paragraph: str = line("Paragraph of the draft")
    draft_wording: str = text("The draft says")
    comment: str = text("Comment", needed=True)
    by_agency: str = line("From which agency or table")
    kind: str = choice("What it is about", COMMENT_KIND)
    about: tuple[str, ...] = refs("Learning or recommendation it bears on", "learning_point", "recommendation")
    decision: str = choice("Decision", DECISION, needed=True)
    reason: str = text("Reason, and what the report says now", needed=True)


@frozen(kw_only=True)
class RecallEvent:
    """The recall event: the same people test the draft, and each comment gets an answer."""

    held_on: UncertainDate = uncertain_date("Held on", needed=True)
    came_by: str = choice("How people met", CAME_BY)
    attendance: tuple[Attendance, ...] = rows("Who came", Attendance, row_title="Person", rows_from=same_people)
    put: tuple[str, ...] = refs(
        "Learning and recommendations that were put to it", "learning_point", "recommendation", needed=True
    )
    comments: tuple[RecallComment, ...] = rows(
        "Comments and decisions", RecallComment, row_title="Comment", needed=True
    )
    wider: str = text("Is it wider than this case? What people knew of other families")
    strength: str = text("What people made of the recommendations' strength")
    changes: str = text("What has changed since the learning event")


@frozen(kw_only=True)
class SentBack:
    """Something that came in after the recall event, and how it was sent back to the people."""

    id: str = row_id()
    about: tuple[str, ...] = refs("What is new", "learning_point", "recommendation")
    how: str = text("How it was sent back, and what people said")
    on: UncertainDate = uncertain_date("When")


@frozen(kw_only=True)
class TermsMet:
    """Where the report answers one question of the terms of reference."""

    id: str = row_id()
    question: str = text("Question of the terms of reference")
    where: str = line("Where the report answers it")


@frozen(kw_only=True)
class FinalReport(Narrative):
    """The final report: what differs from the draft, and what must be so before it goes on."""

    sent_back: tuple[SentBack, ...] = rows("New since the recall event", SentBack, row_title="New point")
    terms: tuple[TermsMet, ...] = rows(
        "The terms of reference and where they are met", TermsMet, row_title="Question", rows_from=terms_questions
    )
    codes: str = yes_no_unclear("Only the agreed codes are used, throughout")
    family_read: str = text("What the family said when they saw it", hint="Or why they have not (8.2.53).")
    panel_on: UncertainDate = uncertain_date("Agreed by the panel on", needed=True)
    partnership_on: UncertainDate = uncertain_date("To the sub group and the partnership on")


@frozen(kw_only=True)
class FacilitatorsReport(Narrative):
    """The facilitator's report of the learning, after one event (8.2.35)."""

    sent_on: UncertainDate = uncertain_date("Sent to the sub group on", needed=True)


@frozen(kw_only=True)
class Action:
    """One thing that one agency will do, for whose good, and how anybody will know."""

    id: str = row_id()
    words: str = text("What will be done", needed=True)
    answers: tuple[str, ...] = refs(
        "What it carries out",
        "recommendation",
        "learning_point",
        hint="A recommendation, or learning directly.",
        needed=True,
    )
    agency: str = ref("Agency that owns it", "agency", needed=True)
    owner: str = line("Post that owns it", hint="One post, senior enough to do it (8.2.49).", needed=True)
    due: UncertainDate = uncertain_date("Done by", needed=True)
    outcome: str = text("What will be better for children", needed=True)
    measure: str = text("What will be seen or counted", needed=True)
    baseline: str = line("Where it stands today")
    strength: str = scale("How strong a change this is", STRENGTH)


@frozen(kw_only=True)
class Actions:
    """The combined action plan: who does what by when, and what will be better for children."""

    actions: tuple[Action, ...] = rows("Actions", Action, row_title="Action", needed=True)
    fast: str = text("What was too urgent to wait for this plan, and where it went", hint="8.2.72")


REACH: tuple[Term, ...] = (
    Term(key="done", title="It was done"),
    Term(key="reached", title="It reached the people it was for"),
    Term(key="known", title="People know more"),
    Term(key="practice", title="People work differently"),
    Term(key="children", title="Life is better for children"),
)


@frozen(kw_only=True)
class Impact:
    """What one action changed, and how that is known."""

    id: str = row_id()
    action: str = ref("Action", "action", needed=True)
    words: str = text("What has changed", needed=True)
    evidence: str = text("How it is known, and from whom", needed=True)
    reach: str = scale("How far it reached", REACH, needed=True)
    on: UncertainDate = uncertain_date("As at")


@frozen(kw_only=True)
class ImpactReview:
    """What the actions changed."""

    impact: tuple[Impact, ...] = rows("Impact, action by action", Impact, row_title="Action", needed=True)
    next_step: str = text("What is done where nothing changed")


@frozen(kw_only=True)
class FollowUp:
    """A later meeting of the same people: what is different now."""

    held_on: UncertainDate = uncertain_date("Held on", needed=True)
    came: tuple[str, ...] = refs("Agencies that came", "agency")
    impact: tuple[Impact, ...] = rows("What people see has changed", Impact, row_title="Change")
    slipped: str = text("What has slipped back, and why")
    thanks: str = text("What people were told came of their words", needed=True)
