"""Agencies' reports: what is asked of them, who writes and signs each, and what the panel makes of them (8.2.47)."""

from __future__ import annotations

from lcspr_core.methodology import Phase, SeenBy, Step
from lcspr_core.procedure.events import Event, Take
from lcspr_core.procedure.forms.agency_asks import (
    AUTHORING,
    COMMISSION,
    SCRUTINY,
    AgencyAuthoring,
    AgencyCommission,
    AgencyScrutiny,
    Commissioned,
    FurtherInformation,
    OwnRecommendation,
    Scrutiny,
    StaffTalk,
)
from lcspr_core.timescales.understanding import understood

READERS = ("panel", "panel_chair", "panel_member", "business_manager", "overview_author", "lead_reviewer")

STEPS = (
    Step(
        key=COMMISSION,
        title="What agencies are asked to write",
        phase=Phase.ASSEMBLE,
        lead="Which report does the method need, from whom, by whom and by when?",
        guidance="Fit the template to the method; the terms of reference stand in every one (8.2.46, 8.2.47). The "
        "request goes out with guidance, or not at all. Look at each author's declaration before they begin, and say "
        "whether it is enough.",
        asks=AgencyCommission,
        examples=(
            AgencyCommission(
                sort="focused",
                adapted="Parts 3 and 4 ask the five questions of the terms; the family tree was left out.",
                approved_on=understood("18 May 2026"),
                guidance="Guidance for report authors, version 3",
                sent_on=understood("20 May 2026"),
                reports=(
                    Commissioned(
                        id="HV",
                        agency="HV",
                        due_on=understood("3 July 2026"),
                        accepted="yes",
                        accepted_on=understood("18 May 2026"),
                    ),
                ),
            ),
        ),
        after=("panel_meetings",),
        gate=("request_complete", "codes_first", "authors_free"),
        answered_by=("panel_chair", "panel", "business_manager"),
    ),
    Step(
        key=AUTHORING,
        title="Your agency's report",
        phase=Phase.ENGAGE,
        lead="Who writes it, are they free to, and who signs it?",
        guidance="The author had no part in the case and managed nobody in it; nor did the supervisor have a direct "
        "part (8.2.47). Names stand under Appointments; choose them here.\n\n"
        "- Offer a talk to staff who ask for one. While a criminal process is open, the police are asked first.\n"
        "- Two people sign and date the final file: its author, and a senior manager who has looked at it. Only then "
        "does it go to the panel.",
        asks=AgencyAuthoring,
        examples=(
            AgencyAuthoring(
                inside="yes",
                sort="internal",
                level="service",
                standing="Leads audits across the trust, and has had practice changed after two of them.",
                knows="Health visiting, equipment and home visits.",
                supervisor_says="No part in the case.",
                started_on=understood("22 May 2026"),
                access="yes",
                talks=(StaffTalk(id="t1", who="W03", asked="yes", offered_on=understood("8 June 2026")),),
                recommendations=(
                    OwnRecommendation(
                        id="r1",
                        words="The head of health visiting adds “seen in use” to the equipment list by 30 November "
                        "2026; ten lines are audited each quarter.",
                    ),
                ),
                written_on=understood("29 June 2026"),
                statement="The author never worked with the family and manages nobody who did.",
            ),
        ),
        per=("agency",),
        required=False,
        after=(COMMISSION,),
        gate=("staff_talks_cleared", "two_people_sign"),
        answered_by=("agency", "agency_author", "senior_manager", "business_manager"),
        seen_by=SeenBy(roles=READERS, own_only=True),
    ),
    Step(
        key=SCRUTINY,
        title="Agencies' reports as they came",
        phase=Phase.TEST,
        lead="Is each report whole, well founded and signed, and what is still missing?",
        guidance="Hold each report against each question of the terms of reference; look for gaps, and for days and "
        "facts on which two agencies differ (8.2.45). Ask for what is missing, each by a day. A report counts as "
        "accepted once the panel chair has gone through the whole list (8.2.42). What is doubted goes into the panel's "
        "log. Documents shows which report answers which question.",
        asks=AgencyScrutiny,
        examples=(
            AgencyScrutiny(
                reports=(
                    Scrutiny(
                        id="HV",
                        agency="HV",
                        came_on=understood("2 July 2026"),
                        terms="yes",
                        reasoned="partly",
                        gaps="Nothing on what the duty team was told.",
                        conflicts="It dates the call 4 March; the police log says 3 March.",
                        quality=("terms", "clear"),
                    ),
                ),
                further=(
                    FurtherInformation(
                        id="f1",
                        agency="HV",
                        what="What was the duty team told?",
                        asked_on=understood("6 July 2026"),
                        due_on=understood("13 July 2026"),
                        answer="The call log of that day came on 10 July.",
                    ),
                ),
            ),
        ),
        after=(COMMISSION,),
        gate=("reports_whole",),
        answered_by=("panel_chair", "panel", "business_manager"),
    ),
)

EVENTS = (
    Event(key="agency_request_sent", title="Agencies were asked for reports", form=COMMISSION, field="sent_on"),
    Event(
        key="agency_report_due",
        title="The last agency report is due",
        form=COMMISSION,
        rows="reports",
        field="due_on",
        take=Take.LAST,
    ),
    Event(key="agency_report_start", title="Work on an agency report began", form=AUTHORING, field="started_on"),
    Event(
        key="staff_interview",
        title="An author spoke with staff",
        form=AUTHORING,
        rows="talks",
        field="on",
    ),
    Event(
        key="agency_report_submitted",
        title="An agency report came",
        form=SCRUTINY,
        rows="reports",
        field="came_on",
    ),
    Event(key="first_report", title="The first report came", form=SCRUTINY, rows="reports", field="came_on"),
    Event(
        key="further_info_due",
        title="What was asked for beyond is due",
        form=SCRUTINY,
        rows="further",
        field="due_on",
        take=Take.LAST,
    ),
    Event(key="overview_drafting", title="Drafting of the overview began", form=SCRUTINY, field="drafting_on"),
)
