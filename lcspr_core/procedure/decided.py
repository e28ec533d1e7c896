"""When it was decided whether a review follows: one answer for whatever tells of that day."""

from __future__ import annotations

from datetime import date

from lcspr_core.procedure.forms.deciding import Decision
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.review import Review
from lcspr_core.timescales.dates import Precision


def decided_on(review: Review) -> date | None:
    """Return the day of the decision: the exact one on its form, else the one that the case was opened with."""
    written = answered(review, "decision", Decision).decided_on
    return written.start if written.precision is Precision.DAY else review.header.decided_on
