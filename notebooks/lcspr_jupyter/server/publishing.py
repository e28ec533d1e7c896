"""What the program of a public edition gets: what may be published of a review, and nothing to ask beyond it."""

from __future__ import annotations

from typing import Any

from lcspr_core.errors import Unreadable
from lcspr_core.methodology import Methodology
from lcspr_core.plain import as_json, from_json
from lcspr_core.release.clearing import CLEARED, cleared
from lcspr_core.release.public_words import is_own_name
from lcspr_core.release.publishing import hindrance, publication
from lcspr_core.review import LEDGERS, Header, Review
from lcspr_jupyter.server import judging
from lcspr_jupyter.server.counter import Counter, Json
from lcspr_jupyter.server.people import Caller
from lcspr_jupyter.server.sight import values_of
from lcspr_jupyter.server.tickets import Seat

ALLOWED = frozenset({"me", "review"})
NOT_FOR_THE_PUBLIC = "The public edition is made from what may be published alone, so nothing else can be asked for it."


def check_publishable(counter: Counter, caller: Caller) -> None:
    """Refuse the public edition where the methodology forbids it, or its content still has to be checked."""
    review = _seen(counter, caller)
    reason = hindrance(review, _methodology(counter, review))
    if reason:
        raise Unreadable(reason)


def public_review(counter: Counter, seat: Seat) -> Json:
    """Return what may be published of a review, in the form in which a page gets a review."""
    check_publishable(counter, seat.caller)
    review = _seen(counter, seat.caller)
    methodology = _methodology(counter, review)
    made = publication(review, methodology) if methodology else Review(header=review.header)
    counter.store.note(seat.caller.id, counter.moment(), "read", review.header.id, (f"page:{seat.caller.page}",))
    records = {
        kind: {name: {"revision": 0, "body": as_json(one)} for name, one in some.items()}
        for kind, some in made.records.items()
    }
    return {"header": as_json(made.header), "seq": seq_of(counter, review.header.id), "records": records}


def seq_of(counter: Counter, review: str) -> int:
    """Return the place in its history that a review has come to."""
    return next(one.seq for one in counter.store.reviews() if one.review == review)


def _methodology(counter: Counter, review: Review) -> Methodology | None:
    return counter.methodologies.get(review.plan.lead.methodology) if review.plan else None


def _seen(counter: Counter, caller: Caller) -> Review:
    """Return the review as values, as this person may see it: what is hidden from them is not published by them."""
    name = counter.review_of(caller)
    contents = counter.store.review(name)
    sight = counter.sight(name, contents)
    review = Review(header=from_json(Header, dict(counter.header(name))))
    for kind, rows in contents.records.items():
        if kind != "header" and kind not in LEDGERS:
            seen = (judging.seen(caller, kind, body, sight) for _, body in rows.values())
            review = review.with_records(kind, values_of(kind, [body for body in seen if body is not None]))
    return review


# --- what the scan of a finished file has to know ---------------------------------------------------------------------


def let_through(counter: Counter, review: str) -> list[str]:
    """Return the keys of the details that somebody let through in a review, each with a reason."""
    rows = counter.store.review(review).records.get(CLEARED, {})
    return sorted(cleared(body for _, body in rows.values()))


def not_for_the_public(counter: Counter, review: str) -> list[dict[str, Any]]:
    """Return what must not stand in a public edition beside names: internal codes, and agencies' own names."""
    records = counter.store.review(review).records
    people = (body for _, body in records.get("person", {}).values())
    codes = [body["id"] for body in people if body["id"] != body.get("public_code") and _is_code(body["id"])]
    titles = [body["title"] for _, body in records.get("agency", {}).values() if is_own_name(body["title"])]
    return [
        *({"kind": "internal code", "text": code} for code in codes),
        *({"kind": "agency's own name", "text": title} for title in titles),
    ]


def _is_code(text: str) -> bool:
    """Say whether an id can be told from a word: it has a figure in it."""
    return any(map(str.isdigit, text))
