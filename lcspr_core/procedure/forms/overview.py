"""The overview report: who was asked, what the draft does, what the panel saw, and who signed it off."""

from __future__ import annotations

from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.procedure.forms.overview_asks import (
    Contributor,
    Contributors,
    OverviewCheck,
    OverviewDraft,
    SignOff,
    TermAnswered,
)
from lcspr_core.timescales.understanding import understood

STEPS = (
    Step(
        key="contributors",
        title="Who was asked",
        phase=Phase.ENGAGE,
        lead="Who could tell us something, and what came of asking them?",
        guidance="Everybody who knows something of weight has the chance to say it, the family where possible "
        "(8.2.11). Nobody is blamed for what they did in good faith, and they know that before they come. That "
        "somebody would rather not, or did not answer, is a fact to be kept.",
        asks=Contributors,
        examples=(
            Contributors(
                people=(
                    Contributor(
                        who="Health visitor W03",
                        sort="practitioner",
                        invited_on=understood("1 June 2026"),
                        outcome="contributed",
                        view="The plan people were never told that the cot was not used.",
                        where="Delivered, and not used",
                    ),
                ),
                event_planned="yes",
                ground_rules_on=understood("8 June 2026"),
            ),
        ),
        gate=("learning_event_cleared",),
        answered_by=("panel", "facilitator", "overview_author"),
    ),
    Step(
        key="overview_draft",
        title="Draft of the overview report",
        phase=Phase.REPORT,
        lead="Does the draft do what it has to do, and where?",
        guidance="This is the author's own account, for the panel to hold against the draft. Say of each thing where "
        "the report does it; a heading is enough.\n\n"
        "- Every question of the terms of reference is answered, or it says why it cannot be.\n"
        "- Every agency's papers are used, or considered and set aside with a reason.\n"
        "- What happened and why are kept apart, and what was known then from what is known now.",
        asks=OverviewDraft,
        examples=(
            OverviewDraft(
                due_on=understood("15 September 2026"),
                what_and_why="Part 2 tells what happened; part 3 asks why.",
                good_practice="Part 3, “What held”.",
                boundary="yes",
                child_life="Part 1, “A day in Juniper's week”.",
                terms=(TermAnswered(id="T1", question="How was the plan followed?", where="Part 3.2"),),
            ),
        ),
        after=("contributors",),
        answered_by=("overview_author",),
    ),
    Step(
        key="overview_check",
        title="The panel agrees the report",
        phase=Phase.REPORT,
        lead="Has the panel seen for itself, and does it agree?",
        guidance="The chair holds the draft against the terms of reference and the guidance (8.2.42); the panel tests "
        "its evidence and findings (8.2.45). While a challenge is open, or somebody's silence is unexplained, the "
        "report is not agreed.",
        asks=OverviewCheck,
        examples=(
            OverviewCheck(
                terms_on=understood("1 October 2026"),
                guidance_on=understood("1 October 2026"),
                style="Four terms explained at the end; no sentence over forty words.",
                agreed_on=understood("8 October 2026"),
            ),
        ),
        after=("overview_draft",),
        gate=("report_may_be_agreed", "codes_complete"),
        answered_by=("panel_chair", "panel"),
    ),
    Step(
        key="sign_off",
        title="Sign-off",
        phase=Phase.RESPOND,
        lead="Who has agreed, in which order?",
        guidance="First the panel, then the Sub Group with the Independent Chair, then the partnership (8.2.49); "
        "nobody is skipped. A meeting for this alone leaves time to talk; the author usually presents the report.",
        asks=SignOff,
        examples=(
            SignOff(
                sub_group_on=understood("9 October 2026"),
                chair_on=understood("9 October 2026"),
                reviewed_on=understood("14 October 2026"),
                passed_on=understood("15 October 2026"),
                meeting="extraordinary",
                meeting_on=understood("19 October 2026"),
                presented="yes",
                signed_on=understood("19 October 2026"),
                minute="Minute 4 of that day",
            ),
        ),
        after=("overview_check",),
        gate=("approvals_in_order",),
        answered_by=("business_manager", "sub_group_chair"),
    ),
)

EVENTS = (
    Event(key="learning_event_briefed", title="Ground rules went out", form="contributors", field="ground_rules_on"),
    Event(key="draft_due", title="The draft is to be ready", form="overview_draft", field="due_on"),
    Event(key="draft_ready", title="The draft was ready", form="overview_draft", field="written_on"),
    Event(key="overview_agreed", title="The panel agreed the report", form="overview_check", field="agreed_on"),
    Event(key="sub_group_review", title="The Sub Group reviewed the report", form="sign_off", field="reviewed_on"),
    Event(key="bscp_submission", title="The report went to the partnership", form="sign_off", field="passed_on"),
    Event(key="bscp_meeting", title="The partnership met on the report", form="sign_off", field="meeting_on"),
    Event(key="bscp_signoff", title="The partnership signed the report off", form="sign_off", field="signed_on"),
    Event(key="review_completed", title="The review was completed", form="sign_off", field="signed_on"),
    Event(key="review_concluded", title="The review was completed", form="sign_off", field="signed_on"),
)
