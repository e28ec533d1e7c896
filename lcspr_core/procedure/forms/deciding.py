"""Recommendation and decision: what the Sub Group sends up, and what whoever decides answers (8.2.18 to 8.2.25)."""

from __future__ import annotations

from attrs import frozen

from lcspr_core.asking import Term, choice, line, row_id, rows, text, uncertain_date, yes_no_unclear
from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

OUTCOMES = (
    Term(key="lcspr", title="Hold a Local Child Safeguarding Practice Review"),
    Term(key="other", title="The criteria are not met; hold another learning review"),
    Term(key="none", title="The criteria are not met; hold no review"),
)
OTHER_REVIEWS = (
    Term(key="partnership", title="Partnership review"),
    Term(key="single_agency", title="Review by one agency"),
    Term(key="multi_agency_audit", title="Audit of several agencies"),
    Term(key="single_agency_audit", title="Audit by one agency"),
)
DECIDERS = (
    Term(key="chair", title="The Independent Chair alone"),
    Term(key="partners", title="The safeguarding partners jointly"),
    Term(key="delegate", title="Somebody they have named"),
)
# By law three partners decide together, whatever one area calls them.
PARTNERS = (
    Term(key="council", title="Council"),
    Term(key="icb", title="Integrated care board"),
    Term(key="police", title="Police"),
)
STAGES = (
    Term(key="before", title="Before the decision"),
    Term(key="later", title="At a later stage"),
)


@frozen(kw_only=True)
class Recommendation:
    """Section 2 of the referral form: one of three outcomes, with what it rests on."""

    outcome: str = choice("What does the Sub Group recommend?", OUTCOMES, needed=True)
    reasons: str = text("Why", hint="What it rests on, and where that can be read (8.2.20)", needed=True)
    departure: str = text("If the criteria come to something else: why differ?")
    other_considered: str = text("What could another kind of learning review bring here?")
    other_kind: str = choice("Which kind, if another one is recommended", OTHER_REVIEWS)
    wider: str = yes_no_unclear(
        "Should several agencies take part, although one referred?", hint="Where one agency cannot deal with it alone"
    )
    sent_on: UncertainDate = uncertain_date("When it was sent to whoever decides")


@frozen(kw_only=True)
class Approval:
    """One approval of the decision, where several decide together or somebody decides for them."""

    id: str = row_id()
    whose: str = choice("For which partner", PARTNERS, hint="Leave it open where one person was named by all three")
    post: str = line("Who approved", hint="The post, not the name")
    on: UncertainDate = uncertain_date("When")


@frozen(kw_only=True)
class Challenge:
    """A chair of another partnership asked for a critical look (8.2.25)."""

    id: str = row_id()
    stage: str = choice("At which stage", STAGES)
    who: str = line("Which partnership's chair")
    on: UncertainDate = uncertain_date("When")
    changed: str = text("What it changed")


@frozen(kw_only=True)
class Decision:
    """Section 3 of the referral form: the decision under a name, with its reasons."""

    decider: str = choice("Who decides here", DECIDERS, needed=True)
    outcome: str = choice("The decision", OUTCOMES, needed=True)
    other_kind: str = choice("Which kind, if another learning review is held", OTHER_REVIEWS)
    reasons: str = text("Why", needed=True)
    differs: str = text("If it differs from what was recommended: why")
    decided_on: UncertainDate = uncertain_date("When it was decided", needed=True)
    approvals: tuple[Approval, ...] = rows(
        "Approvals",
        Approval,
        row_title="Approval",
        hint="Of all three partners where they decide jointly; of whoever was named where somebody decides for them",
    )
    answered_on: UncertainDate = uncertain_date("When the Sub Group chair had the answer in writing")
    challenges: tuple[Challenge, ...] = rows(
        "Asked of another partnership's chair", Challenge, row_title="Critical look"
    )


STEPS = (
    Step(
        key="recommendation",
        title="Recommendation",
        phase=Phase.DECIDE,
        lead="Which of the three, and on what does it rest?",
        guidance="The Sub Group chooses exactly one of three outcomes and says why (8.2.22). It shares the month with "
        "the decision, so send it some working days before the month ends.\n\n"
        "- Is there a source for each reason?\n- Does anybody in the group see it otherwise? Then the dispute goes up "
        "with it (8.2.20).",
        asks=Recommendation,
        examples=(
            Recommendation(
                outcome="lcspr",
                reasons="Neglect is suspected, the baby was badly hurt, and four agencies each held a part of it. See "
                "the outlines of health visiting and housing.",
                other_considered="A partnership review would not reach the family's earlier area.",
                sent_on=understood("24 April 2026"),
            ),
        ),
        after=("referral",),
        answered_by=("sub_group_chair", "business_manager"),
        signed_by=("sub_group_chair",),
        gate=("criteria_answered", "disputes_settled", "departure_reasoned"),
    ),
    Step(
        key="decision",
        title="Decision",
        phase=Phase.DECIDE,
        lead="What is decided, by whom, and why?",
        guidance="Due within a month of the notification (8.2.18); a deferral does not stop that month (8.2.21). Where "
        "it differs from the recommendation, or from what the criteria come to, write why. Whoever decides "
        "signs.",
        asks=Decision,
        examples=(
            Decision(
                decider="chair",
                outcome="lcspr",
                reasons="As recommended. How the four agencies shared what they knew is the question to answer.",
                decided_on=understood("29 April 2026"),
                answered_on=understood("29 April 2026"),
            ),
        ),
        after=("recommendation",),
        answered_by=("decision_maker", "business_manager"),
        signed_by=("decision_maker",),
        gate=("decision_order", "decision_differs", "decision_reasoned", "decision_approved"),
    ),
)

EVENTS = (
    Event(key="recommendation_sent", title="The recommendation was sent", form="recommendation", field="sent_on"),
    Event(key="decision_made", title="The decision was made", form="decision", field="decided_on"),
    Event(
        key="decision_to_initiate",
        title="It was decided to hold a review",
        form="decision",
        field="decided_on",
        having=("outcome", "lcspr"),
    ),
)
