"""A report is agreed when nothing about it is open, and then goes up step by step, with nobody skipped (8.2.49)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from lcspr_core.concerns import Concern, Severity
from lcspr_core.methodology import Check
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.overview_asks import OverviewCheck, SignOff
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.procedure.reporting import open_in
from lcspr_core.review import Review

STAGES = (
    ("The panel agreed it", "agreed_on"),
    ("it went to the Sub Group", "sub_group_on"),
    ("the Sub Group reviewed it", "reviewed_on"),
    ("it was passed to the partnership", "passed_on"),
    ("the partnership signed it off", "signed_on"),
)


def may_not_be_agreed(review: Review) -> Iterable[Concern]:
    """Find what is still open about a draft: a block once its agreement is dated."""
    check = answered(review, "overview_check", OverviewCheck)
    begun = any(one.step == "overview_check" for one in review.all("answer"))
    if not begun:
        return
    severity = Severity.BLOCK if is_filled(check.agreed_on) else Severity.WARNING
    for one in open_in(review):
        yield Concern(
            key="report_may_be_agreed",
            sentence=f"{one.sentence}.",
            severity=severity,
            source=one.source,
            way_out="Settle it on the draft, on Who was asked, or in the panel's log; or say why it stays open.",
        )


def out_of_order(review: Review) -> Iterable[Concern]:
    """Find an approval that came before the one beneath it, or without it."""
    check, sign_off = answered(review, "overview_check", OverviewCheck), answered(review, "sign_off", SignOff)
    yield from _chair_left_out(sign_off)
    days = [(words, getattr(check if key == "agreed_on" else sign_off, key).start) for key, words in _stages()]
    for (before, first), (after, second) in pairwise(days):
        if second and (first is None or second < first):
            yield Concern(
                key="approvals_in_order",
                sentence=f"It is put down that {after}, but not before that: {before}.",
                severity=Severity.BLOCK,
                source="8.2.49",
                way_out="Panel, then Sub Group, then partnership: give the missing day, or mend the wrong one.",
            )


def _chair_left_out(sign_off: SignOff) -> Iterable[Concern]:
    """Find a report that was passed on or signed off before the Independent Chair had it."""
    chair, further = sign_off.chair_on.start, sign_off.passed_on.start or sign_off.signed_on.start
    if further and (chair is None or further < chair):
        yield Concern(
            key="approvals_in_order",
            sentence="It is put down that the report went to the partnership, but not that the Independent Chair had it"
            " before that.",
            severity=Severity.BLOCK,
            source="8.2.49",
            way_out="Give the day on which it was sent to the Independent Chair, or mend the wrong one.",
        )


def _stages() -> Iterable[tuple[str, str]]:
    return ((key, words) for words, key in STAGES)


GATES = (
    Check(
        key="report_may_be_agreed",
        title="Nothing about the draft is open",
        source="8.2.40; 8.2.45",
        severity=Severity.BLOCK,
        find=may_not_be_agreed,
        reads=("answer", "terms", "agency"),
    ),
    Check(
        key="approvals_in_order",
        title="Approvals in order",
        source="8.2.49",
        severity=Severity.BLOCK,
        find=out_of_order,
        reads=("answer",),
    ),
)
