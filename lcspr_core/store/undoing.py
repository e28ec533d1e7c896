"""Taking back a person's own latest batch, merged like any other change, and past what is never taken back."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select, update

from lcspr_core.store import tokens
from lcspr_core.store.bodies import read
from lcspr_core.store.refusals import NothingToUndo
from lcspr_core.store.saving import Batch, place, write
from lcspr_core.store.tables import batch, change
from lcspr_core.store.values import Change, Saved

# Kept as it was on its day, so an undo steps over it.
NEVER_UNDONE = frozenset({"snapshot", "public_file"})


def undo(db: Connection, key: bytes, what: Batch) -> Saved:
    """Take back the latest batch of this person that still stands, unless the request was answered before."""
    place(db, what.review)
    return tokens.earlier(db, what.review, what.by, what.token, None) or _undo(db, key, what)


def coming(db: Connection, review: str, by: str) -> tuple[Change, ...]:
    """Return what taking back this person's latest batch would change, so that it can be judged before it is done."""
    place(db, review)
    return _inverse(db, _number(db, review, by))


def steps_over(db: Connection, review: str, by: str) -> bool:
    """Say whether this person's latest batch to take back has something beside or after it that stays."""
    since = _number(db, review, by)
    kept = _batches(review, by, batch.c.id >= since, _holds(change.c.kind.in_(NEVER_UNDONE)))
    return bool(db.execute(select(exists().where(kept))).scalar())


def _undo(db: Connection, key: bytes, what: Batch) -> Saved:
    number = _number(db, what.review, what.by)
    saved = write(db, key, what, _inverse(db, number))
    db.execute(update(batch).where(batch.c.id == number).values(undone_by=saved.batch))
    return saved


def _number(db: Connection, review: str, by: str) -> int:
    standing = _batches(review, by, batch.c.undone_by.is_(None), _holds(change.c.kind.not_in(NEVER_UNDONE)))
    number = db.execute(select(func.max(batch.c.id)).where(standing)).scalar()
    if number is None:
        raise NothingToUndo
    return int(number)


def _batches(review: str, by: str, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(batch.c.review == review, batch.c.who == by, batch.c.sort == "saved", *more)


def _holds(which: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(change.c.batch == batch.c.id, which)


def _inverse(db: Connection, number: int) -> tuple[Change, ...]:
    which = (change.c.batch == number, change.c.kind.not_in(NEVER_UNDONE))
    rows = db.execute(select(change).where(*which).order_by(change.c.seq.desc()))
    return tuple(
        Change(kind=row.kind, id=row.id, revision=row.revision, before=read(row.after), after=read(row.before))
        for row in rows
    )
