"""The documents that SILP prescribes, each composed from the review as it stands."""

from __future__ import annotations

from lcspr_core import Artefact
from methodologies.silp.artefacts.papers import (
    agency_reports,
    event_record,
    pack,
    recall_log,
    report_template,
    scoping_note,
)
from methodologies.silp.artefacts.report import action_plan, facilitators, overview

ARTEFACTS: tuple[Artefact, ...] = (
    Artefact(key="scoping_note", title="Scoping note", compose=scoping_note, step="scoping"),
    Artefact(
        key="report_template",
        title="Agency report: template with the terms of reference",
        compose=report_template,
        step="authors_briefing",
    ),
    Artefact(key="agency_reports", title="Agency reports", compose=agency_reports, step="agency_report"),
    Artefact(key="reading_pack", title="Reading pack: cover and open questions", compose=pack, step="reading_pack"),
    Artefact(key="event_record", title="Event record", compose=event_record, step="learning_event"),
    Artefact(key="recall_log", title="Recall log", compose=recall_log, step="recall_event"),
    Artefact(key="overview_report", title="Overview report", compose=overview, step="final_report"),
    Artefact(key="facilitators_report", title="Facilitator's report", compose=facilitators, step="facilitators_report"),
    Artefact(key="action_plan", title="Combined action plan and impact", compose=action_plan, step="actions"),
)
