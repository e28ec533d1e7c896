"""What other reviews recommended, told to whoever leads this one and those too, so that a repeat is seen in time."""

from __future__ import annotations

from collections.abc import Iterator

from lcspr_core.errors import NotAllowed
from lcspr_jupyter.server.counter import NOT_ALLOWED, Counter, Json
from lcspr_jupyter.server.people import Caller, Identity

KIND = "recommendation"
MOST = 500  # of one review; it has a dozen


def recommended(counter: Counter, caller: Caller, identity: Identity) -> Json:
    """Return the recommendations that stand in every other review that this person leads; the audit says that."""
    here = counter.review_of(caller)
    if not caller.leads:
        raise NotAllowed(NOT_ALLOWED)
    others = [one for one in counter.store.reviews() if one.review != here and _leads(identity, one.review)]
    counter.store.note(caller.id, counter.moment(), "read", here, (f"recommendations-elsewhere:{len(others)}",))
    found = ((one, tuple(_words(counter, one.review))) for one in others)
    told = [
        {"review": one.review, "title": one.body.get("title") or one.review, "words": words}
        for one, words in found
        if words
    ]
    return {"reviews": told}


def _leads(identity: Identity, review: str) -> bool:
    return identity.at(review, "").leads


def _words(counter: Counter, review: str) -> Iterator[str]:
    for row in counter.store.ledger(review, KIND, None, MOST).rows:
        if not row.body.get("withdrawn") and row.body.get("title"):
            yield str(row.body["title"])
