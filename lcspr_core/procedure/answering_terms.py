"""Which report answers which question of the terms of reference: each agency's, and the overview report (8.2.45)."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core.methodology import Artefact
from lcspr_core.panels.terms import current
from lcspr_core.procedure.agency_reports import Report, has_come, reports
from lcspr_core.procedure.forms.overview_asks import OverviewDraft
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.review import Review
from lcspr_core.views import Table, View


def coverage(review: Review) -> Iterable[View]:
    """Return each question beside what every report makes of it; a report that was not read says so."""
    terms, every = current(review.all("terms")), reports(review)
    rows = tuple(
        (one.words, *(_of_agency(each, one.id) for each in every), _of_overview(review, one.id))
        for one in (terms.questions if terms else ())
    )
    columns = ("Question", *(one.called for one in every), "Overview report")
    yield Table(
        title="Which report answers which question",
        columns=columns,
        rows=rows,
        empty="The terms of reference ask nothing yet (8.2.46).",
    )


def _of_agency(report: Report, question: str) -> str:
    if not has_come(report):
        return "not here yet"
    if not report.came.terms:
        return "not read against the terms yet"
    return "left open" if question in report.came.open_terms else "answered"


def _of_overview(review: Review, question: str) -> str:
    found = next((one for one in answered(review, "overview_draft", OverviewDraft).terms if one.id == question), None)
    if found is None or not (found.where.strip() or found.cannot.strip()):
        return "not answered yet"
    return found.where.strip() or f"cannot be answered: {found.cannot.strip()}"


ARTEFACTS = (Artefact(key="terms_coverage", title="Which report answers which question", compose=coverage),)
