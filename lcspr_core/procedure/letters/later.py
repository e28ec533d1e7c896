"""The letters of the work itself: who is appointed, who audits, other areas, and what comes after the report."""

from __future__ import annotations

from lcspr_core.procedure.letters import refusals
from lcspr_core.procedure.letters.letter import Each, Letter

LATER: tuple[Letter, ...] = (
    Letter(
        key="multi_agency_audit",
        title="Request to lead an audit of several agencies",
        form="alternative",
        paragraph="8.2.36",
        to="Chair of performance and quality assurance",
        template="multi_agency_audit.md",
        duties=("8.2.36-j",),
        refused=refusals.no_audit_by_several,
    ),
    Letter(
        key="other_area",
        title="Notice to the chair of another partnership",
        form="cross_border",
        paragraph="8.2.30",
        to="Chair of the other partnership",
        template="other_area.md",
        duties=("8.2.30-a", "8.2.30-b"),
        each=Each.AREA,
        refused=refusals.no_review_follows,
    ),
    Letter(
        key="reviewers_and_method",
        title="Who reviews, and by which method",
        form="notices",
        paragraph="8.2.28",
        to="Child Safeguarding Practice Review Panel",
        template="reviewers_and_method.md",
        duties=("8.2.28-a", "8.2.28-b"),
        refused=refusals.no_review_follows,
    ),
    Letter(
        key="independence_declaration",
        title="Declaration of independence, to be filled in and signed",
        form="panel_set_up",
        paragraph="8.2.11; 8.2.40 to 8.2.47",
        to="Whoever is proposed for a role",
        template="independence_declaration.md",
        duties=("8.2.11-g",),
    ),
    Letter(
        key="author_contract",
        title="What the contract with the author says, to be signed",
        form="choosing",
        paragraph="8.2.40",
        to="Author of the overview report",
        template="author_contract.md",
        duties=("8.2.40-f",),
        refused=refusals.no_review_follows,
    ),
    Letter(
        key="action_progress",
        title="How your actions stand, to be filled in",
        form="action_plan",
        paragraph="8.2.49",
        to="Senior officer of the agency",
        template="action_progress.md",
        duties=("8.2.49-h",),
        each=Each.AGENCY,
        refused=refusals.no_actions,
    ),
    Letter(
        key="learning_return",
        title="How your agency spreads the learning, to be filled in",
        form="dissemination",
        paragraph="8.2.72",
        to="Member of the partnership",
        template="learning_return.md",
        duties=("8.2.72-l",),
        each=Each.AGENCY,
        refused=refusals.no_lessons,
    ),
)
