"""Spreading what was learned: what cannot wait, the plan, who heard what, and what each agency did with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core.asking import Term, choice, line, ref, refs, row_id, rows, text, uncertain_date
from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

SORTS = (
    Term(key="event", title="Learning event with those who were there"),
    Term(key="board", title="Partnership meeting"),
    Term(key="briefing", title="Briefing or learning session"),
    Term(key="training", title="Training"),
    Term(key="newsletter", title="Newsletter"),
    Term(key="change", title="Built into policy, procedure, training or quality work"),
    Term(key="regional", title="Forum of several partnerships"),
    Term(key="other", title="Something else"),
)
RATINGS = (
    Term(key="assured", title="Assured"),
    Term(key="partly", title="Partly assured"),
    Term(key="not", title="Not assured"),
)


def _agencies(review: Review) -> Iterable[Mapping[str, Any]]:
    return tuple({"id": one.id, "agency": one.id} for one in review.all("agency"))


@frozen(kw_only=True)
class Urgent:
    """Something that cannot wait for the report."""

    id: str = row_id()
    issue: str = text("What cannot wait", needed=True)
    found_on: UncertainDate = uncertain_date("Found on", needed=True)
    told: str = line("Who was told")
    told_on: UncertainDate = uncertain_date("When")
    action: str = text("What is done about it now")


@frozen(kw_only=True)
class Spread:
    """One time that learning was passed on."""

    id: str = row_id()
    sort: str = choice("How", SORTS, needed=True)
    on: UncertainDate = uncertain_date("When", needed=True)
    audience: str = line("Who heard it, and how many")
    lessons: tuple[str, ...] = refs("Which lessons", "recommendation")
    changed: str = line("What was changed, and where that can be read")


@frozen(kw_only=True)
class AgencyReturned:
    """What one agency did to spread the learning inside."""

    id: str = row_id()
    agency: str = ref("Agency", "agency")
    what: str = text("What it did, and with whom")
    shown_by: str = line("What shows it")
    on: UncertainDate = uncertain_date("Returned on")


@frozen(kw_only=True)
class Assurance:
    """What the section 11 audit says of it."""

    id: str = row_id()
    on: UncertainDate = uncertain_date("Audit of")
    rating: str = choice("How sure the partnership can be", RATINGS)
    words: str = text("Why")


@frozen(kw_only=True)
class Further:
    """More that the Sub Group asked an agency for."""

    id: str = row_id()
    agency: str = ref("Agency", "agency")
    question: str = text("What was asked", needed=True)
    due_on: UncertainDate = uncertain_date("By when")
    replied_on: UncertainDate = uncertain_date("Answered on")


@frozen(kw_only=True)
class Dissemination:
    """Who learns what from this review, during it and after."""

    urgent: tuple[Urgent, ...] = rows("What cannot wait", Urgent, row_title="Issue")
    plan: str = text("How the learning is spread")
    agreed_on: UncertainDate = uncertain_date("The Sub Group agreed that on")
    log: tuple[Spread, ...] = rows("What was passed on", Spread, row_title="Entry")
    returns: tuple[AgencyReturned, ...] = rows(
        "What agencies did", AgencyReturned, row_title="Agency", rows_from=_agencies
    )
    assurance: tuple[Assurance, ...] = rows("Section 11 audit", Assurance, row_title="Audit")
    further: tuple[Further, ...] = rows("Asked for besides", Further, row_title="Question")
    themes: str = line("Under which themes it is kept for comparison with other reviews")
    framework_on: UncertainDate = uncertain_date("When it went into the learning and improvement framework")


STEPS = (
    Step(
        key="dissemination",
        title="Spreading the learning",
        phase=Phase.EMBED,
        lead="Who has heard what, and what did they do with it?",
        guidance="What cannot wait is passed on at once, not kept for the report (8.2.72). The Sub Group agrees how "
        "the rest is spread; each agency says what it did inside, and the section 11 audit says how sure anybody can "
        "be. Name the lessons with each entry, so that none is left out (8.2.9).",
        asks=Dissemination,
        examples=(
            Dissemination(
                urgent=(
                    Urgent(
                        issue="A line on the equipment list closes on delivery.",
                        found_on=understood("9 July 2026"),
                        told="Heads of service of all agencies",
                        told_on=understood("9 July 2026"),
                        action="Lines stay open until somebody has seen the thing in use.",
                    ),
                ),
                plan="Two briefings, one team talk in each agency, a page in the newsletter.",
                agreed_on=understood("14 October 2026"),
            ),
        ),
        required=False,
        answered_by=("sub_group", "business_manager", "panel"),
    ),
)
EVENTS = (
    Event(
        key="issue_found",
        title="Something was found that cannot wait",
        form="dissemination",
        rows="urgent",
        field="found_on",
    ),
)
