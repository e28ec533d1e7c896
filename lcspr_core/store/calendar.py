"""The days that a partnership added to its calendar: kept once for all its reviews, and read with each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as put

from lcspr_core.store import audit, reading
from lcspr_core.store.bodies import kept, plain, read
from lcspr_core.store.opened import signed
from lcspr_core.store.records import Records
from lcspr_core.store.tables import meta
from lcspr_core.store.values import Body, Contents

PLACE = "closed days"
KIND = "closed_day"
Days = Mapping[str, dict[str, Any]]


class Calendar(Records):
    """The reviews of a store, each with the closed days; one that has ended stays, since it explains what it moved."""

    def closed_days(self) -> Days:
        """Return every day that was added, by its id."""
        return self._read(_closed_days)

    def keep_closed_day(self, name: str, body: Body, by: str, at: str) -> None:
        """Add a day, or keep what became of one; the audit says which, by whom and when."""
        by, at = signed(by, at)
        with self._database.writing() as db:
            text = kept({**_closed_days(db), plain(name, "id"): dict(body)}, "closed day")
            row = put(meta).values(name=PLACE, value=text)
            db.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": text}))
            audit.append(db, self._chain, what="closed-day-kept", by=by, at=at, items=(name,))

    def review(self, review: str, without: Iterable[str] = reading.LEDGERS) -> Contents:
        """Return a review's records, with the closed days among them as records that no change of it can touch."""
        found = super().review(review, without)
        days = {name: (0, body) for name, body in self.closed_days().items()}
        others = {kind: rows for kind, rows in found.records.items() if kind != KIND}
        return evolve(found, records={**others, KIND: days} if days else others)


def _closed_days(db: Connection) -> Days:
    return read(db.execute(select(meta.c.value).where(meta.c.name == PLACE)).scalar()) or {}
