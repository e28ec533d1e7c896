"""What changes a review: each batch judged as a whole, saved, and told to all who follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import asdict, evolve

from lcspr_core.errors import BothTexts, Clash, NotAllowed, Unreadable
from lcspr_core.store import Change, Saved
from lcspr_jupyter.server import judging
from lcspr_jupyter.server.counter import NOT_ALLOWED, Body, Counter, Json
from lcspr_jupyter.server.people import Caller, Identity
from lcspr_jupyter.server.sight import Sight

PEOPLE_PAGE = "people"
ONLY_THERE = "Real names are shown and changed on the People page alone. Open it, and try again there."
REGISTER = "Whoever leads the partnership's reviews opens new ones."
STEPPED_OVER = (
    "What was taken back is your last change that can be: the record of a file made for the public stays, and "
    "a snapshot of progress stays as it was taken."
)
HEADED = "A review's header bears the review's own id. Nothing was saved."


def change(
    counter: Counter,
    caller: Caller,
    changes: tuple[Change, ...],
    why: str,
    *,
    token: str | None = None,
) -> Json:
    """Save a batch if each change of it is allowed; nothing of it is saved otherwise."""
    review = counter.review_of(caller)
    with counter.lock:
        sight = counter.sight(review)
        check_batch(counter, caller, changes, sight)
        _check_names(counter, caller, changes)
        try:
            saved = counter.store.save(review, changes, by=caller.id, at=counter.moment(), why=why, token=token)
        except Clash as clash:
            raise _as_seen(counter, caller, clash, sight) from None
    counter.changed(review)
    return as_told(saved)


def check_batch(counter: Counter, caller: Caller, changes: Iterable[Change], sight: Sight) -> None:
    """Refuse a batch of which any part is beyond this person's roles."""
    listed = tuple(changes)
    review = counter.review_of(caller)
    coming = {one.id: one.after for one in listed if one.kind == "answer" and one.after is not None}
    with sight.expecting(coming):
        for one in listed:
            row = counter.store.record(review, one.kind, one.id)
            judging.check_write(caller, one, row.body if row else None, sight)
            if one.kind == "header" and (one.id != review or one.after is None):
                raise Unreadable(HEADED)


def _check_names(counter: Counter, caller: Caller, changes: Iterable[Change]) -> None:
    """Refuse words in another's name; what an undo brings back was said by whoever said it, and is not asked here."""
    review = counter.review_of(caller)
    for one in changes:
        row = counter.store.record(review, one.kind, one.id)
        judging.check_own_name(caller.id, one, row.body if row else None, counter.today(review))


def undo(counter: Counter, caller: Caller) -> Json:
    """Take back this person's latest batch in this review, if each change back is one that they may write today."""
    review = counter.check_deed(caller, "undo")
    with counter.lock:
        sight = counter.sight(review)
        check_batch(counter, caller, counter.store.undo_coming(review, caller.id), sight)
        steps_over = counter.store.undo_steps_over(review, caller.id)
        try:
            saved = counter.store.undo(review, caller.id, counter.moment())
        except Clash as clash:
            raise _as_seen(counter, caller, clash, sight) from None
    counter.changed(review)
    return {**as_told(saved), "sentence": STEPPED_OVER if steps_over else ""}


def open_review(counter: Counter, identity: Identity, header: Body, records: Mapping[str, Any]) -> Json:
    """Open a new review with its first records."""
    if not identity.opens_reviews:
        raise NotAllowed(REGISTER)
    review = str(header.get("id", ""))
    first = tuple(
        Change(kind=str(kind), id=str(name), revision=0, before=None, after=body)
        for kind, some in records.items()
        for name, body in _object(some).items()
    )
    for one in first:
        judging.check_first(identity, one)
        judging.check_own_name(identity.id, one, None, counter.today(None))
    with counter.lock:
        counter.store.open_review(review, header, identity.id, counter.moment(), {"title": header.get("title", "")})
        saved = counter.store.save(review, first, by=identity.id, at=counter.moment(), why="opened the review")
    counter.changed(review)
    return {**as_told(saved), "review": review}


def names(counter: Counter, caller: Caller) -> Json:
    """Return the real names of a review's people, to the one page that edits them."""
    review = _names_review(counter, caller)
    counter.store.note(caller.id, counter.moment(), "names-read", review)
    return {"names": counter.store.names(review)}


def save_names(counter: Counter, caller: Caller, texts: Mapping[str, Any], seen: Mapping[str, Any] | None) -> Json:
    """Seal real names."""
    review = _names_review(counter, caller)
    wanted, known = _texts(texts), None if seen is None else _texts(seen)
    counter.store.save_names(review, wanted, caller.id, counter.moment(), seen=known)
    return {"names": counter.store.names(review)}


def _names_review(counter: Counter, caller: Caller) -> str:
    review = counter.check_deed(caller, "names")
    if caller.page != PEOPLE_PAGE:
        raise NotAllowed(ONLY_THERE)
    return review


def _texts(told: Mapping[str, Any]) -> dict[str, dict[str, str | None]]:
    texts = {str(code): dict(_object(fields)) for code, fields in told.items()}
    if not all(isinstance(text, str | None) for fields in texts.values() for text in fields.values()):
        raise Unreadable("A name must be text. Nothing was saved.")
    return texts


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise Unreadable("The server could not read what this page sent. Nothing was saved; load the page again.")
    return value


def as_told(saved: Saved) -> Json:
    """Return what a save came to, as it is told to the writer."""
    return {"seq": saved.seq, "batch": saved.batch, "revisions": [asdict(one) for one in saved.revisions]}


def _as_seen(counter: Counter, caller: Caller, clash: Clash, sight: Sight) -> Clash:
    """Return a clash with nothing in it that this person may not see."""
    return Clash(str(clash), tuple(_place_as_seen(counter, caller, place, sight) for place in clash.places))


def _place_as_seen(counter: Counter, caller: Caller, place: BothTexts, sight: Sight) -> BothTexts:
    row = counter.store.record(counter.review_of(caller), place.kind, place.id)
    shown = judging.seen(caller, place.kind, row.body, sight) if row else None
    first = place.path.partition(".")[0]
    whole = row is not None and shown is not None and shown.get(first) == row.body.get(first)
    theirs = place.theirs if whole else None
    return evolve(place, theirs=theirs, by="" if row and judging.bears_no_name(caller, row.body) else place.by)


__all__ = ["NOT_ALLOWED", "change", "check_batch", "names", "open_review", "save_names", "undo"]
