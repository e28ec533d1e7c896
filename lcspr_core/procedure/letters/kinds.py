"""Each letter that this program writes, in the order in which a case comes to need them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lcspr_core.errors import NotFound
from lcspr_core.procedure.forms.lists import BODIES
from lcspr_core.procedure.letters import refusals
from lcspr_core.procedure.letters.letter import Each, Letter

__all__ = ["LETTERS", "Each", "Letter", "letter"]


def _to_each_body(name: str, **told: Any) -> Iterator[Letter]:
    """Return one letter to each of the three bodies; “{}” in a duty's id stands for that body's own ending."""
    for body, end in zip(BODIES, "abc", strict=True):
        duties = tuple(one.format(end) for one in told["duties"])
        yield Letter(**told | {"key": f"{name}_{body.key}", "to": body.title, "duties": duties})


LETTERS: tuple[Letter, ...] = (
    Letter(
        key="referral_form",
        title="Referral form",
        form="referral",
        paragraph="8.2.13 to 8.2.23",
        to="The partnership",
        duties=("8.2.22-b", "8.2.23-b", "8.2.73-a"),
    ),
    Letter(
        key="information_request",
        title="Request for information",
        form="information_request",
        paragraph="8.2.19",
        to="Member of the partnership",
        duties=("8.2.19-b", "8.2.19-g"),
        each=Each.AGENCY,
        refused=refusals.late_request,
    ),
    *_to_each_body(
        "decision",
        title="Notice of decision",
        form="notices",
        paragraph="8.2.27",
        template="decision_notice.md",
        duties=("8.2.27-{}",),
        refused=refusals.not_decided,
    ),
    Letter(
        key="decision_referrer",
        title="Notice of decision to whoever referred",
        form="notices",
        paragraph="8.2.24",
        to="Whoever referred",
        template="decision_to_referrer.md",
        duties=("8.2.24-a",),
        refused=refusals.not_decided,
    ),
    Letter(
        key="decision_member",
        title="Notice of decision to a member",
        form="notices",
        paragraph="8.2.26",
        to="Member of the partnership",
        template="decision_to_member.md",
        duties=("8.2.26-a",),
        each=Each.AGENCY,
        refused=refusals.not_decided,
    ),
    Letter(
        key="records_release",
        title="Release of secured records",
        form="notices",
        paragraph="8.2.26",
        to="Member of the partnership",
        duties=("8.2.26-b",),
        each=Each.AGENCY,
        refused=refusals.records_needed,
    ),
    *_to_each_body(
        "delay",
        title="Notice of delay",
        form="delays",
        paragraph="8.2.11",
        template="delay_notice.md",
        duties=("8.2.11-e", "8.2.11-f"),
        each=Each.DELAY,
    ),
    Letter(
        key="single_agency_review",
        title="Request for a review by one agency",
        form="alternative",
        paragraph="8.2.36",
        to="The agency's member of the partnership or its safeguarding lead",
        duties=("8.2.36-h",),
        refused=refusals.no_review_by_one,
    ),
    Letter(
        key="single_agency_audit",
        title="Request for an audit by one agency",
        form="alternative",
        paragraph="8.2.36",
        to="The agency's member of the partnership or its safeguarding lead",
        duties=("8.2.36-k",),
        refused=refusals.no_audit_by_one,
    ),
    Letter(
        key="agency_report",
        title="Request for an agency report",
        form="terms_work",
        paragraph="8.2.46",
        to="Author of the agency's report",
        duties=("8.2.46-c",),
        each=Each.AGENCY,
        refused=refusals.no_report_asked,
    ),
    *_to_each_body(
        "copy",
        title="Copy of the report before publication",
        form="publication",
        paragraph="8.2.66",
        template="copy_before_publication.md",
        duties=("8.2.66-{}",),
        refused=refusals.no_copy,
    ),
    *_to_each_body(
        "not_published",
        title="Notice that a report should not be published",
        form="publication",
        paragraph="8.2.67",
        template="not_published_notice.md",
        duties=("8.2.67-a",),
        refused=refusals.to_be_published,
    ),
    Letter(
        key="multi_agency_audit",
        title="Request to lead an audit of several agencies",
        form="alternative",
        paragraph="8.2.36",
        to="Chair of performance and quality assurance",
        duties=("8.2.36-j",),
        refused=refusals.no_audit_by_several,
    ),
    Letter(
        key="other_area",
        title="Notice to the chair of another partnership",
        form="cross_border",
        paragraph="8.2.30",
        to="Chair of the other partnership",
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
        duties=("8.2.28-a", "8.2.28-b"),
        refused=refusals.no_review_follows,
    ),
    Letter(
        key="independence_declaration",
        title="Declaration of independence, to be filled in and signed",
        form="panel_set_up",
        paragraph="8.2.11; 8.2.40 to 8.2.47",
        to="Whoever is proposed for a role",
        duties=("8.2.11-g",),
    ),
    Letter(
        key="author_contract",
        title="What the contract with the author says, to be signed",
        form="choosing",
        paragraph="8.2.40",
        to="Author of the overview report",
        duties=("8.2.40-f",),
        refused=refusals.no_review_follows,
    ),
    Letter(
        key="action_progress",
        title="How your actions stand, to be filled in",
        form="action_plan",
        paragraph="8.2.49",
        to="Senior officer of the agency",
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
        duties=("8.2.72-l",),
        each=Each.AGENCY,
        refused=refusals.no_lessons,
    ),
)


def letter(key: str) -> Letter:
    """Return a letter by its key."""
    found = next((one for one in LETTERS if one.key == key), None)
    if found is None:
        raise NotFound("There is no letter of this name. Choose one on the Documents page.")
    return found
