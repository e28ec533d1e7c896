"""Each letter that this program writes, in the order in which a case comes to need them."""

from __future__ import annotations

from lcspr_core.errors import NotFound
from lcspr_core.procedure.letters import refusals
from lcspr_core.procedure.letters.later import LATER
from lcspr_core.procedure.letters.letter import BODIES, Each, Letter

__all__ = ["LETTERS", "Each", "Letter", "letter"]


def _decision(key: str, to: str, end: str) -> Letter:
    return Letter(
        key=f"decision_{key}",
        title="Notice of decision",
        form="notices",
        paragraph="8.2.27",
        to=to,
        template="decision_notice.md",
        duties=(f"8.2.27-{end}",),
        refused=refusals.not_decided,
    )


def _delay(key: str, to: str, _: str) -> Letter:
    return Letter(
        key=f"delay_{key}",
        title="Notice of delay",
        form="delays",
        paragraph="8.2.11",
        to=to,
        template="delay_notice.md",
        duties=("8.2.11-e", "8.2.11-f"),
        each=Each.DELAY,
    )


def _copy(key: str, to: str, end: str) -> Letter:
    return Letter(
        key=f"copy_{key}",
        title="Copy of the report before publication",
        form="publication",
        paragraph="8.2.66",
        to=to,
        template="copy_before_publication.md",
        duties=(f"8.2.66-{end}",),
        refused=refusals.no_copy,
    )


def _withheld(key: str, to: str, _: str) -> Letter:
    return Letter(
        key=f"not_published_{key}",
        title="Notice that a report should not be published",
        form="publication",
        paragraph="8.2.67",
        to=to,
        template="not_published_notice.md",
        duties=("8.2.67-a",),
        refused=refusals.to_be_published,
    )


LETTERS: tuple[Letter, ...] = (
    Letter(
        key="referral_form",
        title="Referral form",
        form="referral",
        paragraph="8.2.13 to 8.2.23",
        to="The partnership",
        template="referral_form.md",
        duties=("8.2.22-b", "8.2.23-b", "8.2.73-a"),
    ),
    Letter(
        key="information_request",
        title="Request for information",
        form="information_request",
        paragraph="8.2.19",
        to="Member of the partnership",
        template="information_request.md",
        duties=("8.2.19-b", "8.2.19-g"),
        each=Each.AGENCY,
        refused=refusals.late_request,
    ),
    *(_decision(*body) for body in BODIES),
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
        template="records_release.md",
        duties=("8.2.26-b",),
        each=Each.AGENCY,
        refused=refusals.records_needed,
    ),
    *(_delay(*body) for body in BODIES),
    Letter(
        key="single_agency_review",
        title="Request for a review by one agency",
        form="alternative",
        paragraph="8.2.36",
        to="The agency's member of the partnership or its safeguarding lead",
        template="single_agency_review.md",
        duties=("8.2.36-h",),
        refused=refusals.no_review_by_one,
    ),
    Letter(
        key="single_agency_audit",
        title="Request for an audit by one agency",
        form="alternative",
        paragraph="8.2.36",
        to="The agency's member of the partnership or its safeguarding lead",
        template="single_agency_audit.md",
        duties=("8.2.36-k",),
        refused=refusals.no_audit_by_one,
    ),
    Letter(
        key="agency_report",
        title="Request for an agency report",
        form="terms_work",
        paragraph="8.2.46",
        to="Author of the agency's report",
        template="agency_report.md",
        duties=("8.2.46-c",),
        each=Each.AGENCY,
        refused=refusals.no_report_asked,
    ),
    *(_copy(*body) for body in BODIES),
    *(_withheld(*body) for body in BODIES),
    *LATER,
)


def letter(key: str) -> Letter:
    """Return a letter by its key."""
    found = next((one for one in LETTERS if one.key == key), None)
    if found is None:
        raise NotFound("There is no letter of this name. Choose one on the Documents page.")
    return found
