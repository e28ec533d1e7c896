"""Short lists that several forms of the procedure offer: yes or no, the three bodies, the papers of an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lcspr_core.answers import PROCEDURE, answer_id
from lcspr_core.asking import Term
from lcspr_core.cases.agencies import OUTLINE
from lcspr_core.review import Review

YES_NO = (Term(key="yes", title="Yes"), Term(key="no", title="No"))
# Who is told of each decision, has each report before the public has, and hears of delays (8.2.11, 8.2.27, 8.2.66).
BODIES = (
    Term(key="ofsted", title="Ofsted"),
    Term(key="dfe", title="Department for Education"),
    Term(key="national_panel", title="Child Safeguarding Practice Review Panel"),
)
# Few, for they are asked beside every reason; below them stands each paper that this case has by itself.
PAPERS = (
    Term(key="referral", title="The referral"),
    Term(key="outlines", title="Outlines from agencies"),
    Term(key="medical", title="Medical information"),
    Term(key="minutes", title="Minutes of an earlier meeting"),
    Term(key="tabled", title="Another paper laid before the meeting"),
)


def sources(review: Review) -> Iterable[Term]:
    """Offer what an answer may rest on: sorts of paper, then each agency's own outline, then each piece of evidence."""
    yield from PAPERS
    for agency in review.all("agency"):
        if review.one("answer", answer_id(OUTLINE, (agency.id,), PROCEDURE)) is not None:
            yield Term(key=f"outline.{agency.id}", title=f"Outline of {agency.title}")
    for one in review.all("evidence"):
        if not one.withdrawn:
            yield Term(key=f"evidence.{one.id}", title=one.title)


def source_titles(review: Review) -> Mapping[str, str]:
    """Return what each source of a review is called, by its key."""
    return {one.key: one.title for one in sources(review)}
