"""Challenges, questions and disputes: what was doubted, asked or not done, and how it was answered (8.2.43)."""

from __future__ import annotations

from attrs import frozen

from lcspr_core.asking import Term, choice, line, ref, row_id, rows, text, uncertain_date
from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.appointed import everybody
from lcspr_core.procedure.events import Event
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

FORM = "panel_issues"
OF_WHAT = (
    Term(key="agency_report", title="An agency's report"),
    Term(key="evidence", title="A fact or a source"),
    Term(key="analysis", title="An explanation"),
    Term(key="finding", title="A finding"),
    Term(key="recommendation", title="A recommendation"),
    Term(key="draft", title="The draft report"),
)
SORTS = (
    Term(key="dispute", title="A dispute"),
    Term(key="non_compliance", title="An agency does not do its part"),
)


@frozen(kw_only=True)
class Challenge:
    """Something that was doubted in the panel, and the answer."""

    id: str = row_id()
    on: UncertainDate = uncertain_date("When")
    who: str = choice("Who", everybody)
    of: str = choice("Of what", OF_WHAT)
    about: str = ref("Which one", "evidence", "theme", "finding", "recommendation")
    challenge: str = text("What was doubted", needed=True)
    response: str = text("The answer, and what changed")


@frozen(kw_only=True)
class Query:
    """A question of the author, and who sees to it."""

    id: str = row_id()
    asked_on: UncertainDate = uncertain_date("Asked on", needed=True)
    question: str = text("The question", needed=True)
    owner: str = line("Who sees to it", hint="The post, not the name")
    answered_on: UncertainDate = uncertain_date("Answered on")


@frozen(kw_only=True)
class Dispute:
    """A dispute, or a part that is not done: first an attempt to settle it here, then up if it lasts."""

    id: str = row_id()
    sort: str = choice("What it is", SORTS, needed=True)
    agency: str = ref("Which agency", "agency")
    about: str = text("What it is about, with each view", needed=True)
    raised_on: UncertainDate = uncertain_date("Raised on")
    tried: str = text("First step: what was found out and tried")
    tried_on: UncertainDate = uncertain_date("When")
    settled_on: UncertainDate = uncertain_date("Settled on")
    referred_on: UncertainDate = uncertain_date("Second step: put to the Independent Chair on")
    ruling: str = text("What the Independent Chair ruled")
    ruled_on: UncertainDate = uncertain_date("Ruled on")


@frozen(kw_only=True)
class PanelIssues:
    """The log that a panel keeps of what was doubted, asked and disputed."""

    challenges: tuple[Challenge, ...] = rows("Challenges", Challenge, row_title="Challenge")
    queries: tuple[Query, ...] = rows("Questions of the author", Query, row_title="Question")
    disputes: tuple[Dispute, ...] = rows("Disputes, and parts not done", Dispute, row_title="Dispute")


EXAMPLE = PanelIssues(
    challenges=(
        Challenge(
            id="c1",
            on=understood("29 June 2026"),
            who="A3",
            of="agency_report",
            challenge="The report says that the form was sent. Who received it?",
            response="Nobody could show that it came. The report now says “sent”, and no more.",
        ),
    ),
    queries=(
        Query(
            id="q1",
            asked_on=understood("2 June 2026"),
            question="Are the duty team's call logs kept for that month?",
            owner="Business manager",
            answered_on=understood("9 June 2026"),
        ),
    ),
    disputes=(
        Dispute(
            id="d1",
            sort="non_compliance",
            agency="HOU",
            about="Housing has not named an author; it sees no part for itself.",
            raised_on=understood("8 June 2026"),
            tried="The chair spoke with the director, who asks for advice first.",
            tried_on=understood("10 June 2026"),
            referred_on=understood("17 June 2026"),
            ruling="Housing writes a short report by 10 July.",
            ruled_on=understood("19 June 2026"),
        ),
    ),
)

STEPS = (
    Step(
        key=FORM,
        title="Challenges, questions and disputes",
        phase=Phase.TEST,
        lead="What was doubted, what does the author ask, and what is in dispute?",
        guidance="Put down each challenge with its answer: a review in which nobody doubted anything is looked at "
        "again before the draft is signed off (8.2.43). Give each question of the author an owner.\n\n"
        "A dispute, or an agency that does not do its part, takes two steps: find out and try to settle it, then put "
        "it to the Independent Chair if it lasts (8.2.20, 8.2.43).",
        asks=PanelIssues,
        examples=(EXAMPLE,),
        required=False,
        gate=("panel_disputes_in_order",),
        answered_by=("panel_chair", "panel_member", "business_manager"),
    ),
)
EVENTS: tuple[Event, ...] = ()
