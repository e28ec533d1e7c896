"""The store of a partnership: one encrypted file, and everything that may be asked of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self
from uuid import uuid4

from sqlalchemy import insert

from lcspr_core.store import audit, copies, opening, rekeying, tables
from lcspr_core.store.accounts import Accounts
from lcspr_core.store.apart import Apart
from lcspr_core.store.bodies import plain
from lcspr_core.store.calendar import Calendar
from lcspr_core.store.database import Database, faults_told
from lcspr_core.store.drafts import Drafts
from lcspr_core.store.files import part_of, put_in_place
from lcspr_core.store.keys import Keys
from lcspr_core.store.locking import Lock
from lcspr_core.store.opened import now, signed
from lcspr_core.store.places import refuse_shared_place
from lcspr_core.store.refusals import AlreadyThere
from lcspr_core.store.values import Head, Proof

ITSELF = "lcspr"  # who did it, when the store acts of its own accord


class Store(Calendar, Apart, Accounts, Drafts):
    """An open store; one program at a time has it, and its threads take turns."""

    def __init__(self, place: Path, keys: Keys, lock: Lock) -> None:
        """Open the file under the keys and the lock; `create` and `open` are the ways in."""
        opening.refuse_wrong_key(place, keys.data)
        super().__init__(place, keys)
        self._lock = lock

    @classmethod
    def create(cls, path: Path | str, keys: Keys) -> Self:
        """Make a new, empty store, and open it."""
        place = _safe(path)
        with faults_told(place), Lock(place):
            _make(place, keys)
        return cls.open(place, keys)

    @classmethod
    def open(cls, path: Path | str, keys: Keys) -> Self:
        """Open a store that is there, or say in a sentence why not."""
        place = _safe(path)
        with faults_told(place):
            opening.refuse_foreign(place)
            lock = Lock(place)
            try:
                return cls(place, keys, lock)
            except BaseException:
                lock.release()
                raise

    @staticmethod
    def restore(copy: Path | str, path: Path | str, keys: Keys) -> Proof:
        """Put a backup where no store is, after it has proved sound."""
        return copies.restore(Path(copy), _safe(path), keys)

    @staticmethod
    def rekey(path: Path | str, old: Keys, new: Keys, by: str = ITSELF, at: str | None = None) -> Proof:
        """Put a closed store under new keys; copies made before stay under the old ones."""
        by, at = signed(by, at)
        return rekeying.rekey(_safe(path), old, new, by=by, at=at)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave one tidy file, and let the next program in."""
        try:
            self._database.close()
        finally:
            self._lock.release()

    @property
    def place(self) -> Path:
        """Where the store lies."""
        return self._database.place

    def note(self, by: str, at: str, what: str, review: str = "", ids: Iterable[str] = ()) -> Head:
        """Add to the audit what changed nothing: a reading, an export; by ids only, never text."""
        by, at = signed(by, at)
        items = tuple(plain(one, "id") for one in ids)
        with self._database.writing() as db:
            audit.append(db, self._chain, what=what, by=by, at=at, review=review and plain(review, "id"), items=items)
            return audit.head(db)

    def head(self) -> Head:
        """Return the end of the audit chain, to be printed on what leaves."""
        return self._read(audit.head)

    def verify_audit(self, anchor: Head | None = None) -> Head:
        """Follow the audit chain, to a head noted earlier if one is given, and name the first bad entry."""
        return self._read(audit.check, self._chain, anchor)

    def verify(self, anchor: Head | None = None) -> Proof:
        """Read the whole store once and say what it holds, or what is wrong."""
        return copies.verify(self._database, self._keys, anchor)

    def backup(self, target: Path | str, by: str = ITSELF, at: str | None = None) -> Proof:
        """Copy the store to a new file and prove the copy; the audit of both says so."""
        by, at = signed(by, at)
        self.note(by, at, "backed-up")
        return copies.backup(self._database, self._keys, Path(target))


def _safe(path: Path | str) -> Path:
    """Return a place that a store may lie at, under a database library that may write it."""
    opening.refuse_old_sqlite()
    place = Path(path)
    refuse_shared_place(place)
    return place


def _make(place: Path, keys: Keys) -> None:
    """Make the file under another name first, so that a store is there whole or not at all."""
    if place.exists():
        raise AlreadyThere(place=place)
    with part_of(place) as part:
        new = Database(part, keys.data, new=True)
        try:
            with new.writing() as db:
                tables.lay_out(db)
                db.execute(
                    insert(tables.meta), [{"name": "seq", "value": "0"}, {"name": "store", "value": uuid4().hex}]
                )
                audit.append(db, keys.audit, what="created", by=ITSELF, at=now())
        finally:
            new.close()
        put_in_place(part, place)
