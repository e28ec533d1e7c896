"""Saving a batch of changes: merged with what is stored, in one transaction with its history and its audit entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import evolve, frozen
from sqlalchemy import Connection, func, insert, select, tuple_, update
from sqlalchemy.dialects.sqlite import insert as put

from lcspr_core.errors import Clash, NotFound
from lcspr_core.store import audit, clashing, tokens
from lcspr_core.store.bodies import kept, read, same
from lcspr_core.store.merging import Merged, merge_bodies
from lcspr_core.store.tables import batch, change, meta, record, review
from lcspr_core.store.values import Body, Change, Revised, Saved

AT_ONCE = 400  # pairs in one question to the database


@frozen(kw_only=True)
class Batch:
    """Who changes what review, when and why; and what sort of batch it is."""

    review: str
    by: str
    at: str
    sort: str = "saved"
    why: str = ""
    token: str | None = None
    summary: Body | None = None
    digest: str | None = None


@frozen(kw_only=True)
class Written(Change):
    """One change as it came out of the merge, with the revision that it leads to."""

    merged: bool
    kept: bool

    @property
    def revised(self) -> Revised:
        """What the writer is told."""
        return Revised(kind=self.kind, id=self.id, revision=self.revision, merged=self.merged)


def save(db: Connection, key: bytes, what: Batch, changes: Sequence[Change]) -> Saved:
    """Apply a batch, or return what came of it when its token was seen before."""
    what = evolve(what, digest=tokens.digest(key, changes) if what.token else None)
    return tokens.earlier(db, what.review, what.by, what.token, what.digest) or write(db, key, what, changes)


def write(db: Connection, key: bytes, what: Batch, changes: Sequence[Change]) -> Saved:
    """Merge each change with what is stored, then write all of them, or none when two people differ."""
    start = place(db, what.review)
    merged = _merged_all(db, what.review, changes)
    written = [one for one in merged if one.kept]
    number = (db.execute(select(func.max(batch.c.id))).scalar() or 0) + 1
    last = _counted(db, len(written)) if written else start
    saved = Saved(seq=last, batch=number, revisions=tuple(one.revised for one in merged))
    _note_batch(db, what, saved)
    if written or what.summary is not None:
        _note_review(db, what, last)
    if written:
        _write_records(db, what.review, written)
        _write_history(db, what, written, saved)
        audit.append(
            db, key, what=what.sort, by=what.by, at=what.at, review=what.review, items=_items(key, what, written)
        )
    return saved


def place(db: Connection, review_id: str) -> int:
    """Return the review's place in the feed, or say that there is no such review."""
    seq = db.execute(select(review.c.seq).where(review.c.id == review_id)).scalar()
    if seq is None:
        raise NotFound("There is no such review in this store.")
    return int(seq)


def _merged_all(db: Connection, review_id: str, changes: Sequence[Change]) -> Sequence[Written]:
    """Merge in order, so that a later change of the same record in one batch builds on the earlier."""
    stored = _stored(db, review_id, changes)
    merged, differing = [], []
    for one in changes:
        revision, current = stored.get((one.kind, one.id), (0, None))
        joined = merge_bodies(one.before, one.after, current)
        if joined.differences and one.revision != revision:
            differing.append((one, joined.differences))
        merged.append(_written(one, revision, current, joined))
        stored[one.kind, one.id] = (merged[-1].revision, merged[-1].after)
    if differing:
        raise Clash(clashing.SENTENCE, clashing.both_texts(db, review_id, differing))
    return merged


def _written(one: Change, revision: int, current: Body | None, joined: Merged) -> Written:
    new = not same(joined.value, current)
    return Written(
        kind=one.kind,
        id=one.id,
        revision=revision + 1 if new else revision,
        before=current,
        after=joined.value,
        merged=not same(joined.value, one.after),
        kept=new,
    )


def _stored(db: Connection, review_id: str, changes: Sequence[Change]) -> dict[tuple[str, str], tuple[int, Any]]:
    """Return what is stored of the records that are to change."""
    pairs = list(dict.fromkeys((one.kind, one.id) for one in changes))
    parts = (pairs[start : start + AT_ONCE] for start in range(0, len(pairs), AT_ONCE))
    rows = (
        row
        for part in parts
        for row in db.execute(
            select(record).where(record.c.review == review_id, tuple_(record.c.kind, record.c.id).in_(part))
        )
    )
    return {(row.kind, row.id): (row.revision, read(row.body)) for row in rows}


def _counted(db: Connection, many: int) -> int:
    """Count on: the numbers go over all reviews, and none is given twice even when its row is erased."""
    last = int(db.execute(select(meta.c.value).where(meta.c.name == "seq")).scalar_one()) + many
    db.execute(update(meta).where(meta.c.name == "seq").values(value=str(last)))
    return last


def _note_batch(db: Connection, what: Batch, saved: Saved) -> None:
    row = {"id": saved.batch, "review": what.review, "sort": what.sort, "who": what.by, "at": what.at, "why": what.why}
    result = tokens.result(saved) if what.token else None
    db.execute(insert(batch), {**row, "token": what.token, "digest": what.digest, "result": result})


def _note_review(db: Connection, what: Batch, seq: int) -> None:
    """Write the review's one line, which is all that the register of reviews reads."""
    line = {} if what.summary is None else {"summary": kept(what.summary, "summary")}
    db.execute(update(review).where(review.c.id == what.review).values(seq=seq, changed_at=what.at, **line))


def _write_records(db: Connection, review_id: str, written: Sequence[Written]) -> None:
    row = put(record)
    renewed = row.on_conflict_do_update(
        index_elements=[record.c.review, record.c.kind, record.c.id],
        set_={"revision": row.excluded.revision, "body": row.excluded.body},
    )
    rows = [
        {
            "review": review_id,
            "kind": one.kind,
            "id": one.id,
            "revision": one.revision,
            "body": kept(one.after, one.kind),
        }
        for one in written
    ]
    db.execute(renewed, rows)


def _write_history(db: Connection, what: Batch, written: Sequence[Written], saved: Saved) -> None:
    shared = {"review": what.review, "who": what.by, "at": what.at, "batch": saved.batch}
    rows = [
        {
            **shared,
            "seq": seq,
            "kind": one.kind,
            "id": one.id,
            "revision": one.revision,
            "before": kept(one.before, one.kind),
            "after": kept(one.after, one.kind),
        }
        for seq, one in enumerate(written, saved.seq - len(written) + 1)
    ]
    db.execute(insert(change), rows)


def _items(key: bytes, what: Batch, written: Iterable[Written]) -> list[dict[str, Any]]:
    return [audit.changed(key, what.review, one) for one in written]
