"""Reading a review: its records, its ledgers page by page, what changed since, and what was there before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy import Row as Result

from lcspr_core.store.bodies import read
from lcspr_core.store.refusals import HistoryErased
from lcspr_core.store.saving import place
from lcspr_core.store.tables import change, record, review
from lcspr_core.store.values import Applied, Contents, Page, Past, Row, Summary

LEDGERS = ("card", "entry", "rating")


def reviews(db: Connection) -> tuple[Summary, ...]:
    """Return the register: one line for each review, in the order in which they were opened."""
    rows = db.execute(select(review).order_by(review.c.opened_at, review.c.id))
    return tuple(
        Summary(
            review=row.id, seq=row.seq, opened_at=row.opened_at, changed_at=row.changed_at, body=read(row.summary) or {}
        )
        for row in rows
    )


def contents(db: Connection, review_id: str, without: Iterable[str]) -> Contents:
    """Return a review's records, save those of the kinds that are read by query."""
    seq = place(db, review_id)
    kinds = sorted(set(_kinds(db, review_id)) - set(without))
    records = ((kind, _of_kind(db, review_id, kind)) for kind in kinds)
    return Contents(seq=seq, records={kind: rows for kind, rows in records if rows})


def _kinds(db: Connection, review_id: str) -> Iterable[str]:
    """Step from kind to kind along the index, so that a ledger of any length costs one look."""
    kind: str | None = ""
    while kind is not None:
        following = (record.c.review == review_id, record.c.kind > kind)
        kind = db.execute(select(func.min(record.c.kind)).where(*following)).scalar()
        if kind is not None:
            yield kind


def _of_kind(db: Connection, review_id: str, kind: str) -> Mapping[str, tuple[int, Any]]:
    columns = select(record.c.id, record.c.revision, record.c.body)
    standing = (record.c.review == review_id, record.c.kind == kind, record.c.body.is_not(None))
    return {id_: (revision, read(body)) for id_, revision, body in db.execute(columns.where(*standing))}


def one_record(db: Connection, review_id: str, kind: str, id_: str) -> Row | None:
    """Return one record as it is now, or nothing when there is none."""
    exact = (record.c.review == review_id, record.c.kind == kind, record.c.id == id_, record.c.body.is_not(None))
    row = db.execute(select(record).where(*exact)).first()
    return _row(row) if row else None


def ledger(db: Connection, review_id: str, kind: str, after: str | None, limit: int) -> Page:
    """Return a stretch of one kind's records by id, from the one after `after`."""
    place(db, review_id)
    standing = (
        record.c.review == review_id,
        record.c.kind == kind,
        record.c.id > (after or ""),
        record.c.body.is_not(None),
    )
    rows = db.execute(select(record).where(*standing).order_by(record.c.id).limit(limit + 1)).all()
    return Page(rows=tuple(_row(row) for row in rows[:limit]), more=len(rows) > limit)


def _row(row: Result[Any]) -> Row:
    return Row(id=row.id, revision=row.revision, body=read(row.body) or {})


def changes_since(db: Connection, review_id: str, seq: int, limit: int) -> tuple[Applied, ...]:
    """Return what was changed after a place in the feed, in order."""
    place(db, review_id)
    if seq < db.execute(select(review.c.erased_to).where(review.c.id == review_id)).scalar_one():
        raise HistoryErased
    later = (change.c.review == review_id, change.c.seq > seq)
    rows = db.execute(select(change).where(*later).order_by(change.c.seq).limit(limit))
    return tuple(
        Applied(
            seq=row.seq, kind=row.kind, id=row.id, revision=row.revision, body=read(row.after), by=row.who, at=row.at
        )
        for row in rows
    )


def history(db: Connection, review_id: str, kind: str, id_: str) -> tuple[Past, ...]:
    """Return every change of one record that was not erased, the oldest first."""
    place(db, review_id)
    of_record = (change.c.review == review_id, change.c.kind == kind, change.c.id == id_)
    rows = db.execute(select(change).where(*of_record).order_by(change.c.seq))
    return tuple(
        Past(seq=row.seq, at=row.at, by=row.who, before=read(row.before), after=read(row.after)) for row in rows
    )
