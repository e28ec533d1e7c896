"""The order of recommendation, decision and notices, and what a departure has to say (8.2.22 to 8.2.31)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from lcspr_core.concerns import Concern, Severity
from lcspr_core.methodology import Check
from lcspr_core.panels.terms import current as current_terms
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.cross_border import CrossBorder
from lcspr_core.procedure.forms.deciding import PARTNERS, Approval, Decision, Recommendation
from lcspr_core.procedure.forms.notices import RECIPIENTS, Notices
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.review import Review
from lcspr_core.timescales.dates import said

READS = ("answer", "terms")


def _concern(key: str, sentence: str, source: str, way_out: str, severity: Severity = Severity.BLOCK) -> Concern:
    return Concern(key=key, sentence=sentence, source=source, way_out=way_out, severity=severity)


def before_its_recommendation(review: Review) -> Iterable[Concern]:
    """Find a decision that is dated before the recommendation came."""
    sent = answered(review, "recommendation", Recommendation).sent_on.start
    decided = answered(review, "decision", Decision).decided_on.start
    if sent and decided and decided < sent:
        yield _concern(
            "decision_order",
            f"The decision is dated {said(decided)}, and the recommendation was sent on {said(sent)}.",
            "8.2.23",
            "Mend the day that is wrong; a decision answers a recommendation.",
        )


def differs_without_a_reason(review: Review) -> Iterable[Concern]:
    """Find a decision that differs from the recommendation and does not say why."""
    wanted, decision = answered(review, "recommendation", Recommendation), answered(review, "decision", Decision)
    if wanted.outcome and decision.outcome and wanted.outcome != decision.outcome and not decision.differs.strip():
        yield _concern(
            "decision_differs",
            "The decision differs from what the Sub Group recommended, and does not say why.",
            "8.2.23",
            "Write why on the decision.",
        )


def unapproved(review: Review) -> Iterable[Concern]:
    """Find a decision of several, or of somebody named by them, that not all of them have approved (A18)."""
    decision = answered(review, "decision", Decision)
    if decision.decider not in WANTED or not decision.outcome:
        return
    given = [one for one in decision.approvals if one.post.strip() and is_filled(one.on)]
    missing = WANTED[decision.decider](given)
    if missing:
        yield _concern("decision_approved", missing, "8.2.20, 8.2.23", "Add each approval with its post and its day.")
    last = max((one.on.start for one in given if one.on.start), default=None)
    if last and _before(decision.decided_on.start, last):
        yield _concern(
            "decision_approved",
            f"The decision is dated {said(decision.decided_on.start)}, and was approved only on {said(last)}.",
            "8.2.23",
            "A decision is made when the last of them has approved it: mend the day that is wrong.",
        )


def _of_partners(given: Iterable[Approval]) -> str:
    whose = {one.whose for one in given}
    missing = [one.title for one in PARTNERS if one.key not in whose]
    return f"The partners decide jointly, and these have not approved yet: {', '.join(missing)}." if missing else ""


def _of_delegate(given: Iterable[Approval]) -> str:
    return "" if any(given) else "Somebody decides for the partners, and nothing says who approved it and when."


WANTED: Mapping[str, Callable[[Iterable[Approval]], str]] = {"partners": _of_partners, "delegate": _of_delegate}


def released_too_soon(review: Review) -> Iterable[Concern]:
    """Find records that were released although a review of some kind follows."""
    outcome = answered(review, "decision", Decision).outcome
    if is_filled(answered(review, "notices", Notices).released_on) and outcome != "none":
        yield _concern(
            "records_released",
            "Members are told that records need not be secured any longer, but a review follows or nothing is decided.",
            "8.2.26",
            "Take the day out, and ask each agency to keep its records secure.",
        )


def told_before_it_was_decided(review: Review) -> Iterable[Concern]:
    """Find notices of a decision that are dated before it."""
    decided = answered(review, "decision", Decision).decided_on.start
    titles = {one.key: one.title for one in RECIPIENTS}
    for notice in answered(review, "notices", Notices).decision:
        if _before(notice.sent_on.start, decided):
            yield _concern(
                "notice_order",
                f"{titles.get(notice.to, 'Somebody')} was told on {said(notice.sent_on.start)}, before the decision.",
                "8.2.27",
                "Mend the day that is wrong.",
                Severity.WARNING,
            )


def _before(one: date | None, other: date | None) -> bool:
    return one is not None and (other is None or one < other)


def terms_before_the_areas_agreed(review: Review) -> Iterable[Concern]:
    """Find terms of reference approved before both chairs agreed who leads."""
    said_ = answered(review, "cross_border", CrossBorder)
    terms = current_terms(review.all("terms"))
    agreed = said_.model and is_filled(said_.host_agreed_on) and is_filled(said_.other_agreed_on)
    if said_.outside and terms is not None and terms.approved_on and not agreed:
        yield _concern(
            "areas_agreed",
            "Another area's agencies had a part, and both chairs have not yet agreed how the review is held.",
            "8.2.30",
            "Settle it on Other areas before the terms of reference are approved.",
        )


def _gate(key: str, title: str, source: str, find: object) -> Check:
    return Check(key=key, title=title, source=source, find=find, severity=Severity.BLOCK, reads=READS)  # type: ignore[arg-type]


GATES = (
    _gate("decision_order", "A decision follows its recommendation", "8.2.23", before_its_recommendation),
    _gate("decision_differs", "A decision that differs says why", "8.2.23", differs_without_a_reason),
    _gate("decision_approved", "All who decide have approved", "8.2.20, 8.2.23", unapproved),
    _gate(
        "records_released",
        "Records are released where no review follows",
        "8.2.26",
        released_too_soon,
    ),
    _gate("notice_order", "Notices follow the decision", "8.2.27", told_before_it_was_decided),
    _gate("areas_agreed", "Two areas agree before terms are approved", "8.2.30", terms_before_the_areas_agreed),
)
