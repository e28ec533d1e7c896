"""The procedure's own forms on a page, from referral to closed: the same bench as a methodology's steps."""

from __future__ import annotations

from lcspr_core.adapting import PROCEDURES_PLAN, Methodologies
from lcspr_core.path import StrandPath, path
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.review import Review
from lcspr_jupyter.screens.workbench import Workbench


def procedures_path(review: Review, methodologies: Methodologies) -> tuple[StrandPath, ...]:
    """Return the one path that every case has, whatever methodologies are at work in its review."""
    del methodologies
    stages = path(review.with_records("plan", [PROCEDURES_PLAN]), PROCEDURE)
    return (StrandPath(strand=PROCEDURES_PLAN.lead, methodology=PROCEDURE, stages=stages),)


class ProcedureBench(Workbench):
    """The forms of the procedure, each with its guidance."""

    laid = staticmethod(procedures_path)
