"""What somebody has begun and not handed in: kept for that person alone, apart from every review, until it is."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as put

from lcspr_core.store.bodies import kept, plain, read
from lcspr_core.store.opened import Opened
from lcspr_core.store.tables import meta
from lcspr_core.store.values import Body


class Drafts(Opened):
    """The drafts of a store; none of them is a record, so no review, feed, history or audit holds a word of them."""

    def draft(self, by: str, what: str) -> Body | None:
        """Return what this person has begun, or nothing."""
        return self._read(_draft, _place(by, what))

    def keep_draft(self, by: str, what: str, body: Body | None) -> None:
        """Keep what this person has begun in the place of what was there; nothing forgets it."""
        text = kept(body, "draft")
        with self._database.writing() as db:
            _keep(db, _place(by, what), text)


def _place(by: str, what: str) -> str:
    return f"draft {plain(what, 'kind of a draft')} {plain(by, 'person')}"


def _draft(db: Connection, place: str) -> Body | None:
    return read(db.execute(select(meta.c.value).where(meta.c.name == place)).scalar())


def _keep(db: Connection, place: str, text: str | None) -> None:
    if text is None:
        db.execute(delete(meta).where(meta.c.name == place))
        return
    row = put(meta).values(name=place, value=text)
    db.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": text}))
