"""Who was told what: the decision, delays, and what the national Panel asked and was given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core.asking import Term, choice, line, ref, row_id, rows, text, uncertain_date
from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.events import Event, Take
from lcspr_core.procedure.forms.lists import BODIES
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

RECIPIENTS = (*BODIES, Term(key="referrer", title="Whoever referred"))
ABOUT = (
    Term(key="deciding", title="The decision will be, or is, late"),
    Term(key="review", title="The review will be, or is, late"),
)
REASONS = (
    Term(key="information", title="Information is missing"),
    Term(key="parallel", title="Another process runs beside it"),
    Term(key="people", title="Somebody needed is not there"),
    Term(key="family", title="For the family's sake"),
    Term(key="other", title="Something else"),
)
LETTERS = (
    Term(key="view", title="Its view of the decision"),
    Term(key="request", title="A request for information"),
    Term(key="invitation", title="An invitation to explain in person"),
)
VIEWS = (
    Term(key="agree", title="It agrees"),
    Term(key="disagree", title="It does not agree"),
    Term(key="other", title="It says something else"),
)


def _recipients(_: Review) -> Iterable[Mapping[str, Any]]:
    return tuple({"id": one.key, "to": one.key} for one in RECIPIENTS)


def _members(review: Review) -> Iterable[Mapping[str, Any]]:
    return tuple({"id": one.id, "agency": one.id} for one in review.all("agency"))


def _methodologies(review: Review) -> Iterable[Term]:
    return tuple(Term(key=slug, title=slug) for slug in (review.plan.methodologies if review.plan else ()))


@frozen(kw_only=True)
class Notice:
    """One notice of the decision, to one body."""

    id: str = row_id()
    to: str = choice("To", RECIPIENTS)
    sent_on: UncertainDate = uncertain_date("Sent on")
    proof: str = line("What shows it", hint="A receipt, a reference")


@frozen(kw_only=True)
class MemberTold:
    """One member of the partnership, told the decision."""

    id: str = row_id()
    agency: str = ref("Member for", "agency")
    told_on: UncertainDate = uncertain_date("Told on")


@frozen(kw_only=True)
class ReviewerTold:
    """One reviewer whose name was given to the national Panel."""

    id: str = row_id()
    post: str = line("Which reviewer", hint="The code under which the appointment stands")
    sent_on: UncertainDate = uncertain_date("Given to the Panel on")


@frozen(kw_only=True)
class Notices:
    """Who was told the decision, and when."""

    decision: tuple[Notice, ...] = rows("The decision was sent to", Notice, row_title="Notice", rows_from=_recipients)
    members: tuple[MemberTold, ...] = rows(
        "Members of the partnership", MemberTold, row_title="Member", rows_from=_members
    )
    reviewers: tuple[ReviewerTold, ...] = rows("Reviewers named to the Panel", ReviewerTold, row_title="Reviewer")
    methodology: str = choice("Methodology that the Panel was told", _methodologies)
    methodology_on: UncertainDate = uncertain_date("When the methodology was given to the Panel")
    released_on: UncertainDate = uncertain_date(
        "When members were told that records need not be kept secure any longer",
        hint="Only where no review of any kind follows (8.2.26)",
    )


@frozen(kw_only=True)
class Delay:
    """One delay, expected or come: why, until when, and who was told."""

    id: str = row_id()
    about: str = choice("What is late", ABOUT, needed=True)
    sort: str = choice("Reason", REASONS, needed=True)
    why: str = text("In words", needed=True)
    advised_by: str = line("Who advised it", hint="Where another process is the reason (8.2.56)")
    known_on: UncertainDate = uncertain_date("Since when this is expected")
    new_day: UncertainDate = uncertain_date("The day that is now expected")
    ofsted_on: UncertainDate = uncertain_date("Ofsted told on")
    dfe_on: UncertainDate = uncertain_date("Department for Education told on")
    panel_on: UncertainDate = uncertain_date("National Panel told on")
    chair_agreed_on: UncertainDate = uncertain_date("Panel chair agreed the new day on")
    manager_agreed_on: UncertainDate = uncertain_date("Business manager agreed it on")
    decider_agreed_on: UncertainDate = uncertain_date("Independent Chair agreed it on")
    meanwhile: str = text("What is learned and put right meanwhile", hint="Learning does not wait (8.2.39)")


@frozen(kw_only=True)
class Delays:
    """Each delay of the decision or the review."""

    delays: tuple[Delay, ...] = rows("Delays", Delay, row_title="Delay")


@frozen(kw_only=True)
class Letter:
    """One letter of the national Panel about a decision."""

    id: str = row_id()
    sort: str = choice("What it is", LETTERS, needed=True)
    received_on: UncertainDate = uncertain_date("Received on")
    view: str = choice("Its view", VIEWS)
    words: str = text("What it says or asks")
    answer_by: UncertainDate = uncertain_date("To be answered by")
    answered_on: UncertainDate = uncertain_date("Answered, or attended, on")
    reconsidered_on: UncertainDate = uncertain_date("Where it disagrees: decided again on")


@frozen(kw_only=True)
class NationalPanel:
    """What the national Panel wrote about the decision, and what it was given."""

    letters: tuple[Letter, ...] = rows("Letters of the national Panel", Letter, row_title="Letter")


STEPS = (
    Step(
        key="notices",
        title="Notices of the decision",
        phase=Phase.DECIDE,
        lead="Who knows, and since when?",
        guidance="Ofsted, the Department for Education and the national Panel are told within five working days of the "
        "decision, each on its own (8.2.27). So are each member of the partnership and whoever referred (8.2.24, "
        "8.2.26). The Panel is also told who reviews and how, as soon as that is known (8.2.28).",
        asks=Notices,
        examples=(
            Notices(
                decision=(Notice(id="ofsted", to="ofsted", sent_on=understood("30 April 2026"), proof="Receipt 4411"),),
                methodology_on=understood("6 May 2026"),
            ),
        ),
        after=("decision",),
        gate=("notice_order", "records_released", "nothing_released"),
        answered_by=("decision_maker", "business_manager"),
    ),
    Step(
        key="delays",
        title="Delays",
        phase=Phase.DECIDE,
        lead="What is late or will be, and who was told?",
        guidance="A day that is only expected to pass counts already. Three bodies are told, each on its own, with the "
        "reason (8.2.11). A new day needs three people's agreement (8.2.42), and the first stays in view. Learning "
        "goes on meanwhile (8.2.39, 8.2.57).",
        asks=Delays,
        examples=(
            Delays(
                delays=(
                    Delay(
                        about="review",
                        sort="parallel",
                        why="The trial is listed for November; two authors may not speak with staff before.",
                        advised_by="Police",
                        known_on=understood("1 September 2026"),
                        new_day=understood("29 January 2027"),
                        meanwhile="The change to the handover form is in use since July.",
                    ),
                )
            ),
        ),
        required=False,
        answered_by=("business_manager", "panel_chair"),
    ),
    Step(
        key="national_panel",
        title="The national Panel",
        phase=Phase.DECIDE,
        lead="What did the Panel write, and what was it given?",
        guidance="The Panel looks at a decision not to hold a review (8.2.29). Where it does not agree, the decision "
        "is open again until it is decided anew.",
        asks=NationalPanel,
        examples=(
            NationalPanel(
                letters=(Letter(sort="view", received_on=understood("21 May 2026"), view="agree", words="No comment."),)
            ),
        ),
        required=False,
        answered_by=("decision_maker", "business_manager"),
    ),
)


def _notice(key: str, to: str, title: str) -> Event:
    return Event(key=key, title=title, form="notices", rows="decision", having=("to", to), field="sent_on")


EVENTS = (
    _notice("notice_ofsted_sent", "ofsted", "Ofsted was told the decision"),
    _notice("notice_dfe_sent", "dfe", "The Department for Education was told the decision"),
    _notice("notice_panel_sent", "national_panel", "The national Panel was told the decision"),
    _notice("notice_referrer_sent", "referrer", "Whoever referred was told the decision"),
    Event(
        key="delay_forecast",
        title="A delay of the review was expected",
        form="delays",
        rows="delays",
        having=("about", "review"),
        field="known_on",
    ),
    Event(
        key="delay_notices_sent",
        title="Notices of delay were sent",
        form="delays",
        rows="delays",
        having=("about", "review"),
        field="panel_on",
        take=Take.LAST,
    ),
)
