"""Why a letter may not be written in a case: each a sentence with its paragraph, or nothing."""

from __future__ import annotations

from lcspr_core.panels.terms import current as current_terms
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.considering import exactly, notified_on, reply_by_fault
from lcspr_core.procedure.forms.actions import ActionPlan
from lcspr_core.procedure.forms.deciding import Decision
from lcspr_core.procedure.forms.information_request_asks import InformationRequest
from lcspr_core.procedure.forms.publication import Publication
from lcspr_core.procedure.forms.terms_work import TermsWork
from lcspr_core.timescales.dates import said


def never(_case: Case, _of: str) -> str:
    """Let a letter be written in any case."""
    return ""


def _decision(case: Case) -> Decision:
    return case.one("decision", Decision)


def not_decided(case: Case, _of: str) -> str:
    """Refuse a notice of a decision that was not made."""
    if _decision(case).outcome:
        return ""
    return "No decision is written down yet, so nobody can be told one (8.2.23). Write it on the form “Decision” first."


def records_needed(case: Case, _of: str) -> str:
    """Refuse to release records unless it was decided that no review of any kind follows (8.2.26)."""
    if _decision(case).outcome == "none":
        return ""
    return (
        "Records are released only where it was decided that no review of any kind follows (8.2.26). "
        "Ask each agency to keep its records secure."
    )


def _by_one(case: Case, kind: str, words: str) -> str:
    decision = _decision(case)
    if (decision.outcome, decision.other_kind) == ("other", kind):
        return ""
    return f"{words} was not decided for this case (8.2.36). If it was, say so on the form “Decision” first."


def no_review_by_one(case: Case, _of: str) -> str:
    """Refuse to ask one agency for a review that was not decided."""
    return _by_one(case, "single_agency", "A review by one agency")


def no_audit_by_one(case: Case, _of: str) -> str:
    """Refuse to ask one agency for an audit that was not decided."""
    return _by_one(case, "single_agency_audit", "An audit by one agency")


def no_audit_by_several(case: Case, _of: str) -> str:
    """Refuse to ask for an audit of several agencies that was not decided."""
    return _by_one(case, "multi_agency_audit", "An audit of several agencies")


def no_review_follows(case: Case, _of: str) -> str:
    """Refuse what only a local review has where none was decided."""
    if _decision(case).outcome == "lcspr" or "decision_to_initiate" in case.days:
        return ""
    return (
        "It was not decided to hold a Local Child Safeguarding Practice Review, so there is nobody to name (8.2.23). "
        "If it was, say so on the form “Decision” first."
    )


def no_actions(case: Case, of: str) -> str:
    """Refuse to ask an agency how its actions stand where it owns none (8.2.49)."""
    if any(one.agency == of for one in case.one("action_plan", ActionPlan).lines):
        return ""
    return "This agency owns no action on the form “Action plan” yet, so there is nothing to ask for (8.2.49)."


def no_lessons(case: Case, _of: str) -> str:
    """Refuse to ask what became of the learning before there is any that was agreed (8.2.72)."""
    if "overview_agreed" in case.days or case.review.all("recommendation"):
        return ""
    return "Nothing is agreed yet that could be learned from: no report, and no recommendation (8.2.72)."


def late_request(case: Case, _of: str) -> str:
    """Refuse a request whose day for replies leaves no time to decide (8.2.19); one without a day can be drafted."""
    request = case.one("information_request", InformationRequest)
    dated = exactly(request.reply_by) is not None and not request.late_why.strip()
    fault = reply_by_fault(request, notified_on(case.review)) if dated else ""
    return f"{fault} Mend that on the form “Request for information” first (8.2.19)." if fault else ""


def no_report_asked(case: Case, of: str) -> str:
    """Refuse to send terms that nobody approved, or to ask an agency that takes no part (8.2.46)."""
    terms = current_terms(case.review.all("terms"))
    if terms is None or terms.approved_on is None:
        return "The terms of reference are not approved yet, and only then go into a request for a report (8.2.46)."
    parts = case.one("terms_work", TermsWork).parts
    if any(one.agency == of and one.part == "out" for one in parts):
        return "This agency is not asked in this review, as the form “Terms of reference” has it (8.2.46)."
    return ""


def no_copy(case: Case, _of: str) -> str:
    """Refuse a copy before publication where nothing will be published, or all is published already (8.2.66)."""
    publication = case.one("publication", Publication)
    if publication.withhold == "yes":
        return "The report should not be published, so three bodies are told that, and why, in place of this (8.2.67)."
    if publication.published_on.start:
        return f"The report was published on {said(publication.published_on.start)}; copies go before that (8.2.66)."
    return ""


def to_be_published(case: Case, _of: str) -> str:
    """Refuse to tell three bodies that a report should not be published where nobody said so (8.2.67)."""
    publication = case.one("publication", Publication)
    if publication.withhold == "yes" and publication.withhold_why.strip():
        return ""
    return "Nobody has put down on “Publication” that the report should not be published, and why (8.2.67)."
