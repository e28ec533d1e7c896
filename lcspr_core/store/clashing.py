"""When two people wrote different things in one place: both texts, and who wrote the other one when."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from lcspr_core.errors import BothTexts
from lcspr_core.store.bodies import read
from lcspr_core.store.merging import ABSENT, Difference, Path, at, differ
from lcspr_core.store.tables import change
from lcspr_core.store.values import Change

SENTENCE = (
    "Somebody else changed the same place meanwhile, so nothing of yours was saved over it. "
    "Read both texts and choose which to keep, or join them."
)


def both_texts(
    db: Connection, review: str, differing: Sequence[tuple[Change, Sequence[Difference]]]
) -> tuple[BothTexts, ...]:
    """Return each place where two people differ, with both texts."""
    return tuple(_both(db, review, one, place) for one, places in differing for place in places)


def _both(db: Connection, review: str, one: Change, place: Difference) -> BothTexts:
    by, when = _who_wrote(db, review, one, place.path)
    return BothTexts(
        kind=one.kind, id=one.id, path=".".join(place.path), mine=place.mine, theirs=place.theirs, by=by, at=when
    )


def _who_wrote(db: Connection, review: str, one: Change, path: Path) -> tuple[str, str]:
    """Return who last changed this very place, and when, as far as the history still goes back."""
    of_record = (change.c.review == review, change.c.kind == one.kind, change.c.id == one.id)
    rows = db.execute(select(change).where(*of_record).order_by(change.c.seq.desc()))
    for row in rows:
        before, after = (ABSENT if text is None else read(text) for text in (row.before, row.after))
        if differ(at(before, path), at(after, path)):
            return row.who, row.at
    return "", ""
