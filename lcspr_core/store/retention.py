"""Erasing a review's history under a retention rule, so that no copy of an earlier text stays in the file."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, select, update

from lcspr_core.store import audit
from lcspr_core.store.refusals import OddTime
from lcspr_core.store.saving import place
from lcspr_core.store.tables import batch, change, review

AT_ONCE = 500


def instant(text: str) -> datetime:
    """Return the moment that a time stands for; one without a zone is read as UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except (ValueError, TypeError) as odd:
        raise OddTime from odd
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def erase(db: Connection, key: bytes, review_id: str, before: str, *, by: str, at: str) -> int:
    """Erase the texts of changes made before a moment, and the reasons given for them; say how many."""
    place(db, review_id)
    batches = _older(db, review_id, instant(before))
    erased = sum(
        _erase_part(db, review_id, batches[start : start + AT_ONCE]) for start in range(0, len(batches), AT_ONCE)
    )
    audit.append(db, key, what="history-erased", by=by, at=at, review=review_id, items=[{"changes": erased}])
    return erased


def erasable(db: Connection, review_id: str, before: str) -> int:
    """Return how many changes `erase` would erase."""
    place(db, review_id)
    batches = _older(db, review_id, instant(before))
    parts = (batches[start : start + AT_ONCE] for start in range(0, len(batches), AT_ONCE))
    counted = (select(func.count()).select_from(change).where(change.c.batch.in_(part)) for part in parts)
    return sum(int(db.execute(one).scalar_one()) for one in counted)


def _older(db: Connection, review_id: str, moment: datetime) -> list[int]:
    rows = db.execute(select(batch.c.id, batch.c.at).where(batch.c.review == review_id))
    return [row.id for row in rows if instant(row.at) < moment]


def _erase_part(db: Connection, review_id: str, batches: list[int]) -> int:
    gone = change.c.batch.in_(batches)
    last = db.execute(select(func.max(change.c.seq)).where(gone)).scalar()
    if last is not None:
        to = func.max(review.c.erased_to, last)
        db.execute(update(review).where(review.c.id == review_id).values(erased_to=to))
    db.execute(update(batch).where(batch.c.id.in_(batches)).values(why=""))
    return db.execute(delete(change).where(gone)).rowcount
