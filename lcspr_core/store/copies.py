"""Backup, restore and verification, each of which proves its result by opening the copy."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, func, select

from lcspr_core.store import accounts, audit, names, opening, tables
from lcspr_core.store.bodies import read
from lcspr_core.store.chain_key import chain_key
from lcspr_core.store.database import Database, faults_told
from lcspr_core.store.files import companions, part_of, put_in_place
from lcspr_core.store.keys import Keys
from lcspr_core.store.locking import Lock
from lcspr_core.store.places import refuse_shared_place
from lcspr_core.store.refusals import AlreadyThere, BadCopy, Damaged, NotAsAudited
from lcspr_core.store.values import Head, Proof


def verify(database: Database, keys: Keys, anchor: Head | None = None) -> Proof:
    """Read everything once: the pages, the audit chain, the sealed texts."""
    with database.reading() as db:
        database.settled()  # the check of each page looks at the file, not at the log
        _refuse_damaged(db, database.place)
        _refuse_unaudited(db, chain_key(db, keys), anchor)
        unsealed = names.unseal_all(db, keys.names)
        accounts.unseal_all(db, keys.names)
        return Proof(**_counts(db), sealed=unsealed, head=audit.head(db))


def _refuse_unaudited(db: Connection, key: bytes, anchor: Head | None) -> None:
    """Hold every record against the last audit entry about it, which also finds a chain cut off at its end."""
    last = {
        (entry["review"], item["kind"], item["id"]): (item["revision"], item["hash"])
        for entry in audit.entries(db, key, anchor)
        for item in entry["items"]
        if isinstance(item, dict) and "hash" in item
    }
    for row in db.execute(select(tables.record)):
        told = last.pop((row.review, row.kind, row.id), None)
        if told != (row.revision, audit.body_hash(key, row.review, row.kind, row.id, row.revision, read(row.body))):
            raise NotAsAudited(kind=row.kind, id=row.id)
    for _, kind, record_id in last:
        raise NotAsAudited(kind=kind, id=record_id)


def _refuse_damaged(db: Connection, place: Path) -> None:
    found = [
        *db.exec_driver_sql("PRAGMA cipher_integrity_check").scalars(),
        *db.exec_driver_sql("PRAGMA quick_check").scalars(),
        *db.exec_driver_sql("PRAGMA foreign_key_check").all(),
    ]
    if found != ["ok"]:
        raise Damaged(place=place)


def _counts(db: Connection) -> dict[str, int]:
    counted = {"reviews": tables.review, "records": tables.record, "changes": tables.change}
    return {name: db.execute(select(func.count()).select_from(table)).scalar_one() for name, table in counted.items()}


def backup(database: Database, keys: Keys, target: Path) -> Proof:
    """Copy an open store, and report only when the opened copy holds all that the store holds."""
    if target.exists():
        raise AlreadyThere(place=target)
    with faults_told(target), part_of(target) as part:
        expected = copy_into(database, part)
        if proved(part, keys) != expected:
            raise BadCopy(place=target, what="it holds less than the store")
        put_in_place(part, target)
    return expected


def copy_into(database: Database, part: Path) -> Proof:
    """Copy an open store into an empty file, and say what must be in it."""
    with database.reading() as db, faults_told(part):
        db.exec_driver_sql("VACUUM INTO ?", (str(part),))
        return Proof(**_counts(db), sealed=_sealed(db), head=audit.head(db))


def _sealed(db: Connection) -> int:
    return int(db.execute(select(func.count()).select_from(tables.sealed)).scalar_one())


def proved(copy: Path, keys: Keys) -> Proof:
    """Open a copy by itself and verify it; it is left as one file."""
    with faults_told(copy), closing(Database(copy, keys.data)) as opened:
        return verify(opened, keys)


def restore(copy: Path, place: Path, keys: Keys) -> Proof:
    """Put a backup where no store is, after it has proved sound; the backup itself is only read."""
    opening.refuse_old_sqlite()
    refuse_shared_place(place)
    opening.refuse_foreign(copy)
    with faults_told(place), Lock(place), part_of(place) as part:
        if place.exists():
            raise AlreadyThere(place=place)
        _fetch(copy, part)
        opening.refuse_wrong_key(part, keys.data)
        proof = proved(part, keys)
        for stale in companions(place):
            stale.unlink(missing_ok=True)
        put_in_place(part, place)
    return proof


def _fetch(copy: Path, part: Path) -> None:
    """Copy a backup; one that was made by copying files has its last texts in the log beside it."""
    shutil.copyfile(copy, part)
    log = companions(copy)[0]
    if log.exists():
        shutil.copyfile(log, companions(part)[0])
