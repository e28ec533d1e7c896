"""Saving a batch of changes: merged with what is stored, in one transaction with its history and its audit entry."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen
from sqlalchemy import Connection, bindparam, func, insert, select, tuple_, update
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
class Stored:
    """A record as it is stored: its revision, and its body both read and as text."""

    revision: int = 0
    body: Body | None = None
    text: str | None = None


@frozen(kw_only=True)
class Written(Change):
    """One change as it came out of the merge, with the revision that it leads to and both texts."""

    merged: bool
    kept: bool
    was: str | None
    text: str | None

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
    number = (db.execute(LAST_BATCH).scalar() or 0) + 1
    last = _counted(db, len(written)) if written else start
    saved = Saved(seq=last, batch=number, revisions=tuple(one.revised for one in merged))
    _note_batch(db, what, saved)
    if written or what.summary is not None:
        _note_review(db, what, last)
    if written:
        _write_records(db, what.review, written)
        _write_history(db, what, written, saved)
        items = [audit.changed(key, what.review, one) for one in written]
        audit.append(db, key, what=what.sort, by=what.by, at=what.at, review=what.review, items=items)
    return saved


def place(db: Connection, review_id: str) -> int:
    """Return the review's place in the feed, or say that there is no such review."""
    seq = db.execute(PLACE, {"review_id": review_id}).scalar()
    if seq is None:
        raise NotFound("There is no such review in this store.")
    return int(seq)


def _merged_all(db: Connection, review_id: str, changes: Sequence[Change]) -> Sequence[Written]:
    """Merge in order, so that a later change of the same record in one batch builds on the earlier."""
    stored = _stored(db, review_id, changes)
    merged, differing = [], []
    for one in changes:
        current = stored.get((one.kind, one.id), Stored())
        joined = merge_bodies(one.before, one.after, current.body)
        if joined.differences and one.revision != current.revision:
            differing.append((one, joined.differences))
        merged.append(_written(one, current, joined))
        stored[one.kind, one.id] = _as_stored(merged[-1])
    if differing:
        raise Clash(clashing.SENTENCE, clashing.both_texts(db, review_id, differing))
    return merged


def _written(one: Change, current: Stored, joined: Merged) -> Written:
    new = not same(joined.value, current.body)
    return Written(
        kind=one.kind,
        id=one.id,
        revision=current.revision + new,
        before=current.body,
        after=joined.value,
        merged=not same(joined.value, one.after),
        kept=new,
        was=current.text,
        text=kept(joined.value, one.kind) if new else current.text,
    )


def _as_stored(one: Written) -> Stored:
    return Stored(revision=one.revision, body=one.after, text=one.text)


def _stored(db: Connection, review_id: str, changes: Sequence[Change]) -> dict[tuple[str, str], Stored]:
    """Return what is stored of the records that are to change."""
    pairs = list(dict.fromkeys((one.kind, one.id) for one in changes))
    parts = (pairs[start : start + AT_ONCE] for start in range(0, len(pairs), AT_ONCE))
    rows = (row for part in parts for row in db.execute(STORED, {"review_id": review_id, "pairs": part}))
    return {(row.kind, row.id): Stored(revision=row.revision, body=read(row.body), text=row.body) for row in rows}


def _counted(db: Connection, many: int) -> int:
    """Count on: the numbers go over all reviews, and none is given twice even when its row is erased."""
    last = int(db.execute(COUNTED).scalar_one()) + many
    db.execute(COUNT, {"last": str(last)})
    return last


def _note_batch(db: Connection, what: Batch, saved: Saved) -> None:
    row = {"id": saved.batch, "review": what.review, "sort": what.sort, "who": what.by, "at": what.at, "why": what.why}
    result = tokens.result(saved) if what.token else None
    db.execute(NEW_BATCH, {**row, "token": what.token, "digest": what.digest, "result": result})


def _note_review(db: Connection, what: Batch, seq: int) -> None:
    """Write the review's one line, which is all that the register of reviews reads."""
    line = kept(what.summary, "summary")
    db.execute(REVIEW_LINE, {"review_id": what.review, "to": seq, "when": what.at, "line": line})


def keep_line(db: Connection, review_id: str, line: str | None, seq: int) -> bool:
    """Put a review's line in place of the one before, unless the review has gone on since it was worked out."""
    there = (review.c.id == review_id, review.c.seq == seq)
    return db.execute(update(review).where(*there).values(summary=line)).rowcount == 1


def _write_records(db: Connection, review_id: str, written: Sequence[Written]) -> None:
    rows = [
        {"review": review_id, "kind": one.kind, "id": one.id, "revision": one.revision, "body": one.text}
        for one in written
    ]
    db.execute(RECORDED, rows)


def _write_history(db: Connection, what: Batch, written: Sequence[Written], saved: Saved) -> None:
    shared = {"review": what.review, "who": what.by, "at": what.at, "batch": saved.batch}
    rows = [
        {
            **shared,
            "seq": seq,
            "kind": one.kind,
            "id": one.id,
            "revision": one.revision,
            "before": one.was,
            "after": one.text,
        }
        for seq, one in enumerate(written, saved.seq - len(written) + 1)
    ]
    db.execute(HISTORY, rows)


# What is asked of the database at each save, put together once.
PLACE = select(review.c.seq).where(review.c.id == bindparam("review_id"))
LAST_BATCH = select(func.max(batch.c.id))
STORED = select(record).where(
    record.c.review == bindparam("review_id"),
    tuple_(record.c.kind, record.c.id).in_(bindparam("pairs", expanding=True)),
)
COUNTED = select(meta.c.value).where(meta.c.name == "seq")
COUNT = update(meta).where(meta.c.name == "seq").values(value=bindparam("last"))
NEW_BATCH = insert(batch)
REVIEW_LINE = (
    update(review)
    .where(review.c.id == bindparam("review_id"))
    .values(
        seq=bindparam("to"), changed_at=bindparam("when"), summary=func.coalesce(bindparam("line"), review.c.summary)
    )
)
_NEW_RECORD = put(record)
RECORDED = _NEW_RECORD.on_conflict_do_update(
    index_elements=[record.c.review, record.c.kind, record.c.id],
    set_={"revision": _NEW_RECORD.excluded.revision, "body": _NEW_RECORD.excluded.body},
)
HISTORY = insert(change)
