"""The steps of SILP in order, and the two profiles that take some or nearly all of them."""

from __future__ import annotations

from lcspr_core import Profile, Step
from methodologies.silp.steps.after import AFTER
from methodologies.silp.steps.before import BEFORE
from methodologies.silp.steps.event import EVENT

STEPS: tuple[Step, ...] = (*BEFORE, *EVENT, *AFTER)

MINIMAL = Profile(
    key="minimal",
    title="One learning event",
    steps=("scoping", "learning_event", "themes_and_learning", "actions", "facilitators_report"),
    words="As the procedure describes it: the agencies meet once with a facilitator, review the case together, agree "
    "learning and actions, and the facilitator writes a report (8.2.35).",
)
FULL = Profile(
    key="full",
    title="Agency reports, learning event and recall event",
    steps=(
        "scoping",
        "authors_briefing",
        "agency_report",
        "reading_pack",
        "preparation",
        "learning_event",
        "themes_and_learning",
        "family_view",
        "recommendations",
        "first_draft",
        "recall_event",
        "final_report",
        "actions",
        "impact",
        "follow_up",
    ),
    words="As it is mostly done: each agency reports first, everybody has read the reports before the event, and the "
    "same people test the draft at a second one. Sixteen weeks to six months.",
)
PROFILES: tuple[Profile, ...] = (FULL, MINIMAL)
