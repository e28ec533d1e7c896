"""A request sent twice is saved once: its token brings back what came of it the first time."""

from __future__ import annotations

import json
from collections.abc import Sequence

from attrs import asdict
from sqlalchemy import Connection, select

from lcspr_core.store.audit import keyed_hash
from lcspr_core.store.refusals import TokenReused
from lcspr_core.store.tables import batch
from lcspr_core.store.values import Change, Revised, Saved


def digest(key: bytes, changes: Sequence[Change]) -> str:
    """Return what tells one request from another that came with the same token."""
    return keyed_hash(key, [[one.kind, one.id, one.revision, one.before, one.after] for one in changes])


def earlier(db: Connection, review: str, by: str, token: str | None, digest: str | None) -> Saved | None:
    """Return what this person's request with this token came to, if it was saved."""
    if token is None:
        return None
    of_person = (batch.c.review == review, batch.c.who == by, batch.c.token == token)
    row = db.execute(select(batch.c.id, batch.c.digest, batch.c.result).where(*of_person)).first()
    if row is None:
        return None
    if row.digest != digest:
        raise TokenReused
    seq, revisions = json.loads(row.result)
    return Saved(seq=seq, batch=row.id, revisions=tuple(Revised(**one) for one in revisions))


def result(saved: Saved) -> str:
    """Return a result as it is kept for the second time that it is asked for."""
    return json.dumps([saved.seq, [asdict(one) for one in saved.revisions]])
