"""Giving a store new keys: a copy is made under them and proved, and only then takes the store's place."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlalchemy import select

from lcspr_core.store import accounts, audit, copies, names, opening, tables
from lcspr_core.store.chain_key import chain_key, keep_chain_key
from lcspr_core.store.database import Database, faults_told
from lcspr_core.store.files import companions, part_of, settle
from lcspr_core.store.keys import Keys
from lcspr_core.store.locking import Lock
from lcspr_core.store.values import Proof


def rekey(place: Path, old: Keys, new: Keys, *, by: str, at: str) -> Proof:
    """Put a closed store under new keys; what was copied from it before still opens under the old ones."""
    opening.refuse_old_sqlite()
    opening.refuse_foreign(place)
    with faults_told(place), Lock(place), part_of(place) as part:
        opening.refuse_wrong_key(place, old.data)
        with closing(Database(place, old.data)) as store:
            copies.copy_into(store, part)
            store.settled()
        with closing(Database(part, old.data)) as copy:
            _reseal(copy, old, new, by=by, at=at)
            copy.rekey(new.data)
        proof = copies.proved(part, new)
        _replace(place, part)
    return proof


def _replace(place: Path, part: Path) -> None:
    """Put the copy in the store's place in one move; the old log is empty by now and must not meet the new file."""
    settle(part)
    for stale in companions(place):
        stale.unlink(missing_ok=True)
    part.replace(place)
    settle(place.parent)


def _reseal(copy: Database, old: Keys, new: Keys, *, by: str, at: str) -> None:
    """Seal each text anew; the chain goes on under its first key, which is itself sealed from now on."""
    with copy.writing() as db:
        chain = chain_key(db, old)
        for row in db.execute(select(tables.sealed)).all():
            where = (row.review, row.sort, row.code, row.field)
            names.write(db, new.names, *where, text=names.opened(old.names, row.sealed, *where))
        accounts.reseal(db, old.names, new.names)
        keep_chain_key(db, new, chain)
        audit.append(db, chain, what="keys-changed", by=by, at=at)
