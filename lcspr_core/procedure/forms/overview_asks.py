"""What the overview report is asked: where it answers each question, weighs each paper, and shows each view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core.asking import Term, choice, line, ref, row_id, rows, text, uncertain_date, yes_no_unclear
from lcspr_core.panels.terms import current as current_terms
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate

WEIGHTS = (
    Term(key="used", title="Used"),
    Term(key="not_used", title="Considered, and not used"),
)
SORTS = (
    Term(key="family", title="Family, or somebody close"),
    Term(key="practitioner", title="Practitioner"),
    Term(key="manager", title="Manager"),
)
OUTCOMES = (
    Term(key="contributed", title="Contributed"),
    Term(key="declined", title="Was asked, and would rather not"),
    Term(key="no_answer", title="Was asked, and did not answer"),
    Term(key="not_asked", title="Was not asked"),
)


def _terms(review: Review) -> Iterable[Mapping[str, Any]]:
    terms = current_terms(review.all("terms"))
    return tuple({"id": one.id, "question": one.words} for one in terms.questions) if terms else ()


def _agencies(review: Review) -> Iterable[Mapping[str, Any]]:
    return tuple({"id": one.id, "agency": one.id} for one in review.all("agency"))


@frozen(kw_only=True)
class Contributor:
    """Somebody who could tell the review something, and what came of asking."""

    id: str = row_id()
    who: str = line("Who", hint="A code or a role, not a name", needed=True)
    sort: str = choice("Who that is", SORTS, needed=True)
    invited_on: UncertainDate = uncertain_date("Asked on")
    outcome: str = choice("What came of it", OUTCOMES)
    reason: str = text("If they were not asked, or did not come: why")
    view: str = text("What they said, in a line")
    where: str = line("Where the report takes it up", hint="A heading; or why it does not")


@frozen(kw_only=True)
class Contributors:
    """Everybody who may contribute, family and staff alike (8.2.11)."""

    people: tuple[Contributor, ...] = rows(
        "People",
        Contributor,
        row_title="Person",
        hint="Of the family, what stands on its own forms counts here too: nobody has to be listed twice",
    )
    event_planned: str = yes_no_unclear("Is a learning event or an interview planned?")
    ground_rules_on: UncertainDate = uncertain_date(
        "Ground rules and the offer of support went out on", hint="Nobody is blamed for what was done in good faith"
    )
    plan: str = text("How events and talks with the family are run, and by whom")


@frozen(kw_only=True)
class TermAnswered:
    """One question of the terms of reference, and where the report answers it."""

    id: str = row_id()
    question: str = text("Question")
    where: str = line("Where it is answered")
    cannot: str = text("If it cannot be answered: why")


@frozen(kw_only=True)
class PaperWeighed:
    """One agency's papers, and what the author made of them."""

    id: str = row_id()
    agency: str = ref("Papers of", "agency")
    read_on: UncertainDate = uncertain_date("Read on")
    weight: str = choice("What became of them", WEIGHTS)
    where: str = line("Where, or why not")


@frozen(kw_only=True)
class OverviewDraft:
    """The author's own account of the draft: where it does what it has to do."""

    due_on: UncertainDate = uncertain_date("The draft is to be ready by")
    written_on: UncertainDate = uncertain_date("The draft was ready on")
    summary: str = yes_no_unclear("Was an executive summary agreed?")
    summary_on: UncertainDate = uncertain_date("The summary was ready on")
    what_and_why: str = text("Where does it say what happened, and apart from that why?")
    good_practice: str = text("Where does it say what went well?")
    no_lessons: str = text("If it has no lesson at all: why")
    beyond: str = text("Where does it look beyond the people: tasks, tools, teams, organisations?")
    then: str = text("Where does it keep what was known then apart from what is known now?")
    boundary: str = yes_no_unclear("Does it leave cause of death, guilt and discipline to others?")
    research: str = text("Which research it rests on")
    child_life: str = text("Where does it show the child's daily life?")
    child_voice: str = text("Where is the child's voice heard, or why not?")
    sourced: str = yes_no_unclear("Does every statement of fact have its source?")
    smart: str = text("Which recommendations fall short of the five criteria on purpose, and why")
    terms: tuple[TermAnswered, ...] = rows(
        "The terms of reference", TermAnswered, row_title="Question", rows_from=_terms
    )
    papers: tuple[PaperWeighed, ...] = rows("What agencies sent", PaperWeighed, row_title="Papers", rows_from=_agencies)


@frozen(kw_only=True)
class OverviewCheck:
    """The panel's look at the draft, and its agreement."""

    terms_on: UncertainDate = uncertain_date("Panel chair held it against the terms of reference on")
    guidance_on: UncertainDate = uncertain_date("Panel chair held it against the national guidance on")
    covers_on: UncertainDate = uncertain_date("Panel saw that it covers every question on")
    reports_on: UncertainDate = uncertain_date("Panel saw that it weighs each agency's report on")
    challenged_on: UncertainDate = uncertain_date("Panel tested its evidence and findings on")
    style: str = text("Can the public read it as well as professionals?", hint="Long sentences, words to explain")
    agreed_on: UncertainDate = uncertain_date("The panel agreed the report on")


MEETINGS = (
    Term(key="extraordinary", title="A meeting for this alone"),
    Term(key="ordinary", title="An ordinary meeting"),
)


@frozen(kw_only=True)
class Amendment:
    """One change that the partnership agreed."""

    id: str = row_id()
    words: str = text("What was changed", needed=True)
    agreed_by: str = line("Who agreed it")
    consent: str = yes_no_unclear("Does the author agree?")
    made_on: UncertainDate = uncertain_date("Made on")


@frozen(kw_only=True)
class SignOff:
    """From the panel's agreement to the partnership's signature (8.2.49)."""

    sub_group_on: UncertainDate = uncertain_date("Sent to the Sub Group on")
    chair_on: UncertainDate = uncertain_date("Sent to the Independent Chair on")
    reviewed_on: UncertainDate = uncertain_date("The Sub Group reviewed it on")
    passed_on: UncertainDate = uncertain_date("It was passed to the partnership on")
    meeting: str = choice("At which meeting", MEETINGS)
    meeting_note: str = text("If at an ordinary one: how there was time for it")
    meeting_on: UncertainDate = uncertain_date("The partnership met on")
    presented: str = yes_no_unclear("Did the author present it?")
    presented_note: str = text("If not: why")
    amended: str = yes_no_unclear("Did the partnership ask for changes?")
    amendments: tuple[Amendment, ...] = rows("Changes", Amendment, row_title="Change")
    signed_on: UncertainDate = uncertain_date("The partnership signed it off on")
    minute: str = line("Where that is minuted")
