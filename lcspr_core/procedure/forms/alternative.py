"""Another learning review: of several agencies, of one, or an audit, where the criteria are not met (8.2.36)."""

from __future__ import annotations

from attrs import frozen

from lcspr_core.asking import Term, choice, line, text, uncertain_date
from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

RECEIVERS = (
    Term(key="quality", title="The performance and quality assurance group"),
    Term(key="sub_group", title="The Sub Group"),
)


@frozen(kw_only=True)
class Alternative:
    """How another learning review is held, by whom, and who sees what it finds."""

    method: str = line("Method", hint="In a few words; a methodology is chosen on the Plan page")
    reason: str = text("Why it fits this case")
    lead: str = line("Lead reviewer", hint="The post or code")
    independent_on: UncertainDate = uncertain_date("Declared independent of the case on")
    terms_on: UncertainDate = uncertain_date("Terms of reference set on")
    info_due_on: UncertainDate = uncertain_date("Agencies are to send their part by")
    papers_on: UncertainDate = uncertain_date("All of it was in on")
    due_on: UncertainDate = uncertain_date("The report is to be ready by")
    letter_to: str = line("Letter to", hint="The agency's member of the partnership or its safeguarding lead")
    letter_on: UncertainDate = uncertain_date("Sent on")
    audit_asked_on: UncertainDate = uncertain_date("Chair of performance and quality assurance asked to lead on")
    audit_due_on: UncertainDate = uncertain_date("The audit is to be ready by")
    report_on: UncertainDate = uncertain_date("The report, or its findings, was ready on")
    seen_on: UncertainDate = uncertain_date("The Sub Group saw it on")
    agreed_on: UncertainDate = uncertain_date("The Sub Group agreed it on")
    sent_to: str = choice("Findings of an audit went to", RECEIVERS)
    submitted_on: UncertainDate = uncertain_date("It went to the partnership on")


STEPS = (
    Step(
        key="alternative",
        title="Another learning review",
        phase=Phase.SCOPE,
        lead="Which kind, who leads it, and who sees what it finds?",
        guidance="Only where the criteria are not met and another kind was decided. Fill in what that kind needs: a "
        "partnership review has a lead reviewer, terms and a day (8.2.36); a review or audit by one agency begins with "
        "a letter; an audit of several is led by the chair of performance and quality assurance. The Sub Group sees or "
        "agrees it before it goes to the partnership. Its actions stand on the same action plan (8.2.37).",
        asks=Alternative,
        examples=(
            Alternative(
                method="One learning event",
                reason="Three agencies, two months, and everybody can be reached.",
                lead="R04",
                independent_on=understood("8 May 2026"),
                terms_on=understood("12 May 2026"),
                due_on=understood("31 August 2026"),
            ),
        ),
        required=False,
        gate=("alternative_in_order",),
        answered_by=("sub_group", "business_manager", "decision_maker"),
    ),
)
EVENTS = (
    Event(key="agency_info_due", title="Agencies are to send their part", form="alternative", field="info_due_on"),
    Event(key="review_due", title="The report is to be ready", form="alternative", field="due_on"),
    Event(key="audit_due", title="The audit is to be ready", form="alternative", field="audit_due_on"),
    Event(key="bscp_submission", title="The report went to the partnership", form="alternative", field="submitted_on"),
)
