"""Nothing is published before everything is clear, nor taken off the website too soon (8.2.60 to 8.2.69)."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core.cases.public_files import KIND
from lcspr_core.concerns import Concern, Severity
from lcspr_core.methodology import Check
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.publication import Publication
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.procedure.publishing import wanting
from lcspr_core.review import Review
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.rules import months_after

YEAR = 12


def may_not_be_published(review: Review) -> Iterable[Concern]:
    """Find what stands between a report and its publication: a block once a day of publication is written."""
    plan = answered(review, "publication", Publication)
    if plan.withhold == "yes" or not (is_filled(plan.planned_on) or is_filled(plan.published_on)):
        return
    severity = Severity.BLOCK if is_filled(plan.published_on) else Severity.WARNING
    for one in wanting(review):
        yield Concern(
            key="may_be_published",
            sentence=one.sentence,
            severity=severity,
            source=one.source,
            way_out=one.way_out,
        )


def taken_down_too_soon(review: Review) -> Iterable[Concern]:
    """Find a report that left the website before its twelve months, or without a copy to give on request."""
    plan = answered(review, "publication", Publication)
    published, down = plan.published_on.start, plan.taken_down_on.start
    if published and down and down < months_after(published, YEAR):
        yield Concern(
            key="stays_long_enough",
            sentence=f"The report has to stay on the website through {said(months_after(published, YEAR))}.",
            severity=Severity.BLOCK,
            source="8.2.61",
            way_out="Put it back, and take the day out.",
        )
    if down and not is_filled(plan.archived_on):
        yield Concern(
            key="stays_long_enough",
            sentence="The report is off the website, and no copy is in the archive to give on request.",
            severity=Severity.BLOCK,
            source="8.2.61",
            way_out="Put a copy into the archive, and give the day.",
        )


GATES = (
    Check(
        key="may_be_published",
        title="Everything is clear before publication",
        source="8.2.60 to 8.2.69",
        severity=Severity.BLOCK,
        find=may_not_be_published,
        reads=("answer", "header", KIND),
    ),
    Check(
        key="stays_long_enough",
        title="Twelve months on the website",
        source="8.2.61",
        severity=Severity.BLOCK,
        find=taken_down_too_soon,
        reads=("answer",),
    ),
)
