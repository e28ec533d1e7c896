"""Reads every approval out of a case, in the order in which they are given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from lcspr_core.procedure.approvals.agencies import agencies
from lcspr_core.procedure.approvals.report import after, alternative, publication, report
from lcspr_core.procedure.approvals.setting_out import decision, method, terms
from lcspr_core.procedure.approvals.standing import Approval
from lcspr_core.procedure.forms.deciding import Decision
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.review import Review

WHOLE = (decision, method, terms, agencies, report, publication, after)
# What the decision leaves to be approved; before it, and for a full review, everything.
PARTS: Mapping[str, tuple[Callable[[Review], Iterable[Approval]], ...]] = {
    "none": (decision,),
    "other": (decision, method, terms, agencies, alternative, after),
}


def approvals(review: Review) -> tuple[Approval, ...]:
    """Return every approval of a case, as far as the decision that was made calls for it."""
    outcome = answered(review, "decision", Decision).outcome
    return tuple(one for part in PARTS.get(outcome, WHOLE) for one in part(review))
