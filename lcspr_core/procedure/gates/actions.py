"""What an action must show before it counts as done, and the order in which it is taken higher (8.2.49)."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core.concerns import Concern, Severity
from lcspr_core.methodology import Check
from lcspr_core.procedure.action_lines import wanting
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.actions import ActionPlan
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.review import Review

READS = ("answer",)


def not_shown(review: Review) -> Iterable[Concern]:
    """Find actions that say more than anything shows."""
    for number, line in enumerate(answered(review, "action_plan", ActionPlan).lines, start=1):
        for sentence in wanting(line):
            yield Concern(
                key="done_is_shown",
                sentence=f"Action {number}: {sentence}.",
                severity=Severity.BLOCK,
                source="8.2.2; 8.2.49",
                way_out="Write what shows it, and who other than its owner agreed; or set it back to “Under way”.",
            )


def out_of_order(review: Review) -> Iterable[Concern]:
    """Find actions that went to the Independent Chair before the agency's own member knew."""
    for number, line in enumerate(answered(review, "action_plan", ActionPlan).lines, start=1):
        chair, member = line.chair_on.start, line.member_on.start
        if is_filled(line.chair_on) and (member is None or (chair is not None and chair < member)):
            yield Concern(
                key="escalation_in_order",
                sentence=f"Action {number} went to the Independent Chair before the agency's own member.",
                severity=Severity.WARNING,
                source="8.2.49",
                way_out="Give the day on which the agency's member was asked first.",
            )


GATES = (
    Check(
        key="done_is_shown",
        title="Done is shown",
        source="8.2.2; 8.2.49",
        severity=Severity.BLOCK,
        find=not_shown,
        reads=READS,
    ),
    Check(
        key="escalation_in_order",
        title="Taken higher step by step",
        source="8.2.49",
        severity=Severity.WARNING,
        find=out_of_order,
        reads=READS,
    ),
)
