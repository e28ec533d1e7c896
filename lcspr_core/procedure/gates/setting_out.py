"""The order in which a review is set out: contract, papers; agreement, approval; sight, submission."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lcspr_core.concerns import Concern, Severity
from lcspr_core.methodology import Check
from lcspr_core.panels.terms import current
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.alternative import Alternative
from lcspr_core.procedure.forms.choosing import Choosing
from lcspr_core.procedure.forms.deciding import Decision
from lcspr_core.procedure.forms.terms_work import TermsWork
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.review import Review


def _after(second: date | None, first: date | None) -> bool:
    """Say whether what should come second is dated, and what should come first is not there by then."""
    return second is not None and (first is None or second < first)


def _block(key: str, sentence: str, source: str, way_out: str) -> Concern:
    return Concern(key=key, sentence=sentence, severity=Severity.BLOCK, source=source, way_out=way_out)


def papers_before_contract(review: Review) -> Iterable[Concern]:
    """Find papers that were read before a contract was signed."""
    said = answered(review, "choosing", Choosing)
    if _after(said.started_on.start, said.contract_on.start):
        yield _block(
            "contract_first",
            "The author saw the papers before there was a contract.",
            "8.2.40",
            "Sign the contract, or mend the day that is wrong.",
        )


def terms_out_of_order(review: Review) -> Iterable[Concern]:
    """Find terms approved before they were agreed, put into templates before that, or changed without approval."""
    said, terms = answered(review, "terms_work", TermsWork), current(review.all("terms"))
    agreed, approved = (terms.agreed_on, terms.approved_on) if terms else (None, None)
    if _after(approved, agreed):
        yield _block(
            "terms_in_order",
            "The terms of reference were approved before the panel agreed them.",
            "8.2.46",
            "Begin another version on the page “Agencies and terms”, have the panel agree it, then approve it.",
        )
    if _after(said.templates_on.start, approved):
        yield _block(
            "terms_in_order",
            "The terms went into the templates before they were approved.",
            "8.2.46",
            "Have them approved on the page “Agencies and terms”, and send the templates again.",
        )
    for one in said.revisions:
        if one.sort == "scope" and is_filled(one.sent_on) and not is_filled(one.approved_on):
            yield _block(
                "terms_in_order",
                "A change of what is asked went out without being approved again.",
                "8.2.46",
                "Have it approved; a change of wording alone needs no approval.",
            )


def submitted_unseen(review: Review) -> Iterable[Concern]:
    """Find another review that went to the partnership before the Sub Group saw or agreed it."""
    said, kind = answered(review, "alternative", Alternative), answered(review, "decision", Decision).other_kind
    first = {"partnership": said.agreed_on, "single_agency": said.seen_on}.get(kind)
    if first is not None and _after(said.submitted_on.start, first.start):
        yield _block(
            "alternative_in_order",
            "It went to the partnership before the Sub Group had seen and agreed it.",
            "8.2.36",
            "Put it to the Sub Group, and give that day.",
        )
    if kind == "single_agency_audit" and said.sent_to == "sub_group":
        yield _block(
            "alternative_in_order",
            "The findings of an audit by one agency go to performance and quality assurance, not to the Sub Group.",
            "8.2.36",
            "Send them there.",
        )


def _gate(key: str, title: str, source: str, find: object) -> Check:
    return Check(
        key=key,
        title=title,
        source=source,
        severity=Severity.BLOCK,
        find=find,  # type: ignore[arg-type]
        reads=("answer", "terms"),
    )


GATES = (
    _gate("contract_first", "Contract before papers", "8.2.40", papers_before_contract),
    _gate("terms_in_order", "Agreed, approved, sent out", "8.2.46", terms_out_of_order),
    _gate("alternative_in_order", "Seen before it is submitted", "8.2.36", submitted_unseen),
)
