"""Reads a review as values out of the store, and says what a pure change of it comes to as changes of records."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core.plain import as_json
from lcspr_core.review import Review
from lcspr_core.store import Change, Contents
from lcspr_jupyter.server.sight import UNREAD, values_of


def review_in(contents: Contents) -> Review:
    """Return the records as values, as far as they can be read."""
    header = values_of("header", [body for _, body in contents.records.get("header", {}).values()])
    review = Review(header=next(iter(header), UNREAD))
    for kind, rows in contents.records.items():
        if kind != "header":
            review = review.with_records(kind, values_of(kind, [body for _, body in rows.values()]))
    return review


def differing(contents: Contents, old: Review, new: Review, kinds: Iterable[str]) -> Iterable[Change]:
    """Return the changes of some kinds that turn what is stored into the new review."""
    for kind in kinds:
        before, after = old.records.get(kind, {}), new.records.get(kind, {})
        for name in {**before, **after}:
            if before.get(name) != after.get(name):
                revision, body = contents.records.get(kind, {}).get(name, (0, None))
                value = after.get(name)
                told = None if value is None else as_json(value)
                yield Change(kind=kind, id=name, revision=revision, before=body, after=told)
