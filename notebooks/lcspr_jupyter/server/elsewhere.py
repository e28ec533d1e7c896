"""What other reviews recommended in nearly the words of this one: matched here, told to who may see it there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from lcspr_core.plain import as_json, from_json
from lcspr_core.procedure.recommended_before import KINDS, Before, before
from lcspr_core.procedure.repeats import Repeat, repeats
from lcspr_core.review import Header, Review
from lcspr_jupyter.server import judging
from lcspr_jupyter.server.counter import Body, Counter, Json
from lcspr_jupyter.server.people import Caller, Identity
from lcspr_jupyter.server.sight import Sight
from lcspr_jupyter.server.stored import review_in

Rows = Mapping[str, tuple[int, Body]]
MOST = 500  # of one kind in one review; it has a dozen


def again(counter: Counter, caller: Caller, identity: Identity) -> Json:
    """Return what stands in other reviews in nearly the words that this person sees here; the audit has what is told.

    Words are compared wherever this person may see anything of the kind, and leave only from a review as they see it.
    """
    here = counter.review_of(caller)
    there = {
        one.review: person
        for one in counter.store.reviews()
        if one.review != here and _looks(person := identity.at(one.review, caller.page))
    }
    sight = counter.sight(here)
    now = [
        str(body["title"])
        for kind, body in _bodies(counter, here)
        if judging.seen(caller, kind, body, sight) is not None
    ]
    found = repeats(dict.fromkeys(now), {review: _words(counter, review) for review in there})
    told = tuple(_told(counter, found, there))
    if told:
        many = len({one.review for one in told})
        counter.store.note(caller.id, counter.moment(), "read", here, (f"recommendations-elsewhere:{many}",))
    return {"again": [as_json(one) for one in told]}


def _told(counter: Counter, found: tuple[Repeat, ...], there: Mapping[str, Caller]) -> Iterator[Before]:
    reviews = {name: _as_seen(counter, there[name]) for name in dict.fromkeys(one.review for one in found)}
    return (told for one in found if (told := before(one, reviews[one.review])))


def _looks(person: Caller) -> bool:
    return any(judging.sees_kind(person, kind) for kind in KINDS)


def _words(counter: Counter, review: str) -> tuple[str, ...]:
    return tuple(str(body["title"]) for _, body in _bodies(counter, review))


def _bodies(counter: Counter, review: str) -> Iterator[tuple[str, Body]]:
    for kind in KINDS:
        for row in counter.store.ledger(review, kind, None, MOST).rows:
            if not row.body.get("withdrawn") and row.body.get("title"):
                yield kind, row.body


def _as_seen(counter: Counter, person: Caller) -> Review:
    """Return another review with nothing in it that this person may not see there."""
    review = counter.review_of(person)
    with counter.lock:
        contents = counter.store.review(review)
        sight = counter.sight(review, contents)
    every = contents.records.items()
    seen = review_in(evolve(contents, records={kind: dict(_seen(person, kind, rows, sight)) for kind, rows in every}))
    return evolve(seen, header=from_json(Header, counter.header(review)))


def _seen(person: Caller, kind: str, rows: Rows, sight: Sight) -> Iterator[tuple[str, tuple[int, Body]]]:
    for name, (revision, body) in rows.items():
        shown = judging.seen(person, kind, body, sight)
        if shown is not None:
            yield name, (revision, shown)
