"""Short lists that several forms of the procedure offer: a plain yes or no, and the papers that an answer rests on."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core.asking import Term
from lcspr_core.review import Review

YES_NO = (Term(key="yes", title="Yes"), Term(key="no", title="No"))
OTHER_PAPERS = (
    Term(key="medical", title="Medical information"),
    Term(key="minutes", title="Minutes of an earlier meeting"),
    Term(key="tabled", title="Another paper laid before the meeting"),
)


def papers(review: Review) -> Iterable[Term]:
    """Offer what an answer may rest on: the referral, each agency's outline, evidence of the review, other papers."""
    yield Term(key="referral", title="The referral")
    for agency in review.all("agency"):
        yield Term(key=f"outline-{agency.id}", title=f"The outline from {agency.title}")
    for one in review.all("evidence"):
        yield Term(key=one.id, title=one.title)
    yield from OTHER_PAPERS
