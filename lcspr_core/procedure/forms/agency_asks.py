"""What is asked of agencies' reports: what is wanted by when, who writes and signs each, and how good each is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core.answering import agencies_asked
from lcspr_core.asking import Term, choice, choices, line, ref, row_id, rows, scale, text, uncertain_date
from lcspr_core.panels.appointments import PanelRole
from lcspr_core.panels.terms import current as current_terms
from lcspr_core.procedure.appointed import titled
from lcspr_core.procedure.forms.lists import YES_NO
from lcspr_core.procedure.forms.panel_lists import LEVELS
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate

COMMISSION, AUTHORING, SCRUTINY = "agency_commission", "agency_authoring", "agency_scrutiny"
SORTS = (
    Term(key="full", title="A full report on the agency's part"),
    Term(key="focused", title="A short report on some questions only"),
    Term(key="summary", title="A summary of contacts, with a few lines on each"),
    Term(key="method", title="What the chosen method asks for instead"),
)
INSIDE = (
    Term(key="internal", title="From inside the agency"),
    Term(key="external", title="From outside, under contract"),
)
QUALITY = (
    Term(key="terms", title="It answers the terms of reference"),
    Term(key="evidence", title="Each finding rests on evidence"),
    Term(key="reasoning", title="It says why, not only what"),
    Term(key="child", title="The child can be seen in it"),
    Term(key="independent", title="It says how its author is independent"),
    Term(key="clear", title="It is clear, and uses the agreed codes"),
)
HOLDS = (
    Term(key="yes", title="Yes"),
    Term(key="partly", title="In part"),
    Term(key="no", title="No"),
)


def _agencies(review: Review) -> Iterable[Mapping[str, Any]]:
    return tuple({"id": one, "agency": one} for one in agencies_asked(review))


def terms_asked(review: Review) -> Iterable[Term]:
    """Offer each question of the terms of reference in force."""
    terms = current_terms(review.all("terms"))
    return tuple(Term(key=one.id, title=one.words) for one in terms.questions) if terms else ()


def _offered(review: Review, role: PanelRole) -> Iterable[Term]:
    held = (one for one in review.all("appointment") if one.role is role and one.to is None)
    return tuple(Term(key=one.id, title=titled(one), hint=one.agency or one.employer) for one in held)


def authors(review: Review) -> Iterable[Term]:
    """Offer whoever is proposed or appointed to write an agency's report."""
    return _offered(review, PanelRole.AGENCY_AUTHOR)


def supervisors(review: Review) -> Iterable[Term]:
    """Offer whoever is named to supervise an author."""
    return _offered(review, PanelRole.SUPERVISOR)


def managers(review: Review) -> Iterable[Term]:
    """Offer the senior managers who sign agencies' reports."""
    return _offered(review, PanelRole.SENIOR_MANAGER)


@frozen(kw_only=True)
class Commissioned:
    """One agency's report: by when it is due, and whether the panel accepts its author."""

    id: str = row_id()
    agency: str = ref("Agency", "agency", needed=True)
    due_on: UncertainDate = uncertain_date("Report due on", hint="A new day is agreed with the panel chair")
    accepted: str = choice("Is its author independent enough?", YES_NO, hint="Ties that are known are said above")
    accepted_on: UncertainDate = uncertain_date("When the panel looked at that")
    why: str = text("If not, or not without doubt: why")


@frozen(kw_only=True)
class AgencyCommission:
    """What agencies are asked to write, with which guidance, and by when (8.2.47)."""

    sort: str = choice("Which sort of report fits the method?", SORTS, needed=True)
    adapted: str = text("How was the template adapted?", hint="The terms of reference stand in it", needed=True)
    approved_on: UncertainDate = uncertain_date("The panel approved that on")
    guidance: str = line("Which guidance goes with the request", hint="Its title and version", needed=True)
    sent_on: UncertainDate = uncertain_date("The request went out on")
    reports: tuple[Commissioned, ...] = rows("Reports", Commissioned, row_title="Agency", rows_from=_agencies)


@frozen(kw_only=True)
class StaffTalk:
    """One member of staff whom the author may want to hear, or who asked to be heard."""

    id: str = row_id()
    who: str = ref("Who, by code", "person", needed=True)
    asked: str = choice("Did they ask to be heard?", YES_NO)
    offered_on: UncertainDate = uncertain_date("A talk was offered on")
    on: UncertainDate = uncertain_date("Talk on, or planned for")
    note: str = text("If there was none: why")


@frozen(kw_only=True)
class OwnRecommendation:
    """One recommendation of the agency's own report."""

    id: str = row_id()
    words: str = text("Recommendation", hint="Who does what, by when, and how it will be seen", needed=True)
    short: str = text("If it leaves one of these out on purpose: why")


@frozen(kw_only=True)
class AgencyAuthoring:
    """Who writes one agency's report, how free and able they are, and who signed it (8.2.47)."""

    inside: str = choice("Is there a suitable, independent author inside the agency?", YES_NO, needed=True)
    sort: str = choice("Where the author comes from", INSIDE)
    outside_why: str = text("If nobody suits inside, and nobody outside is asked: why")
    author: str = choice("Author", authors, hint="With the declaration that was given for the appointment", needed=True)
    level: str = scale("The author's level", LEVELS, needed=True)
    standing: str = text("Why the agency listens to them, also where practice is questioned", needed=True)
    knows: str = text("What they know that is needed here", needed=True)
    supervisor: str = choice("Supervisor", supervisors, hint="A manager with no direct part in the case", needed=True)
    supervisor_says: str = text("What the supervisor declares of any part in the case", needed=True)
    started_on: UncertainDate = uncertain_date("Work on the report began on")
    access: str = choice("Does the author get at the people and records needed?", YES_NO, hint="The author answers")
    access_note: str = text("If not: what is missing")
    talks: tuple[StaffTalk, ...] = rows("Talks with staff", StaffTalk, row_title="Member of staff")
    recommendations: tuple[OwnRecommendation, ...] = rows(
        "Recommendations of this report", OwnRecommendation, row_title="Recommendation"
    )
    written_on: UncertainDate = uncertain_date("The report was written on")
    statement: str = text("What the report says of its author's independence")
    hash: str = line("Hash of the final file", hint="So that what was signed is what is sent")
    author_signed_on: UncertainDate = uncertain_date("The author signed it on")
    manager: str = choice("Senior manager who signs it off", managers, hint="Somebody other than the author")
    manager_checked: str = text("What the senior manager looked at before agreeing")
    manager_signed_on: UncertainDate = uncertain_date("The senior manager signed it on")


@frozen(kw_only=True)
class Scrutiny:
    """One agency's report as it came: what the chair checked, what the panel made of it."""

    id: str = row_id()
    agency: str = ref("Agency", "agency", needed=True)
    came_on: UncertainDate = uncertain_date("Came on")
    hash: str = line("Hash of the file that came")
    terms: str = choice("Does it keep to the terms of reference?", HOLDS)
    open_terms: tuple[str, ...] = choices(
        "Which questions of the terms does it leave open?", terms_asked, hint="Ask for each beyond the report, below"
    )
    reasoned: str = choice("Does it rest on evidence and reasons?", HOLDS)
    gaps: str = text("Gaps, or that there are none")
    conflicts: str = text("Where it differs from another agency, or that it does not", hint="Days and facts")
    quality: tuple[str, ...] = choices("The panel chair saw that", QUALITY)
    accepted: str = choice("Accepted?", YES_NO)
    accepted_on: UncertainDate = uncertain_date("When")


@frozen(kw_only=True)
class FurtherInformation:
    """One thing that is missing or unclear in a report, asked for by a day."""

    id: str = row_id()
    agency: str = ref("Of which agency", "agency", needed=True)
    what: str = text("What is missing or unclear", needed=True)
    asked_on: UncertainDate = uncertain_date("Asked on")
    due_on: UncertainDate = uncertain_date("By when")
    answer: str = text("What came, or why nothing will")


@frozen(kw_only=True)
class AgencyScrutiny:
    """The panel's look at each report, and what it asked for beyond (8.2.42, 8.2.45)."""

    reports: tuple[Scrutiny, ...] = rows("Reports", Scrutiny, row_title="Agency", rows_from=_agencies)
    further: tuple[FurtherInformation, ...] = rows("Asked for beyond them", FurtherInformation, row_title="Question")
    drafting_on: UncertainDate = uncertain_date("Drafting of the overview report begins on")
