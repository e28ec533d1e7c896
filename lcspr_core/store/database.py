"""One open database: its connection, used by one thread at a time, and its faults told in sentences."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

from lcspr_core.store import opening
from lcspr_core.store.refusals import (
    Closed,
    Damaged,
    DiskFault,
    DiskFull,
    NoAccess,
    StoreBusy,
    StoreRefused,
)

FAULTS: Sequence[tuple[str, type[StoreRefused]]] = (
    ("SQLITE_FULL", DiskFull),
    ("SQLITE_IOERR", DiskFault),
    ("SQLITE_CANTOPEN", NoAccess),
    ("SQLITE_READONLY", NoAccess),
    ("SQLITE_PERM", NoAccess),
    ("SQLITE_CORRUPT", Damaged),
    ("SQLITE_NOTADB", Damaged),
    ("SQLITE_BUSY", StoreBusy),
    ("SQLITE_LOCKED", StoreBusy),
)
SYSTEM_FAULTS: Mapping[int, type[StoreRefused]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EIO: DiskFault,
    errno.EFBIG: DiskFull,
    errno.EACCES: NoAccess,
    errno.EPERM: NoAccess,
    errno.EROFS: NoAccess,
}


class Database:
    """A database that is open until it is closed; whoever opens it holds the store's lock."""

    def __init__(self, place: Path, key: bytes, *, new: bool = False) -> None:
        """Open the file under its key."""
        self.place = place
        self._turn = RLock()
        with faults_told(place):
            self._raw = opening.prepared(place, key, new=new)
            self._connection: Connection | None = opening.connected(self._raw)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give the connection to one thread; what it reads is of one moment."""
        with self._turn, faults_told(self.place):
            yield self._open()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the connection for one transaction, which is kept whole or not at all."""
        with self._turn, faults_told(self.place):
            db = self._open()
            db.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield db
                db.exec_driver_sql("COMMIT")
            except BaseException:
                self._take_back()
                raise

    def settled(self) -> None:
        """Bring what the write-ahead log holds into the file, and empty the log."""
        with self.reading() as db:
            db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def rekey(self, key: bytes) -> None:
        """Encrypt every page anew under another key."""
        with self.reading() as db:
            db.exec_driver_sql(f"PRAGMA rekey=\"x'{key.hex()}'\"").fetchall()

    def close(self) -> None:
        """Bring everything into the one file, and close it."""
        with self._turn:
            if self._connection is None:
                return
            try:
                with suppress(StoreRefused), self.reading() as db:
                    db.exec_driver_sql("PRAGMA optimize")
                    self.settled()
            finally:
                self._connection.close()
                self._connection.engine.dispose()
                self._connection = None
                self._raw.close()

    def _open(self) -> Connection:
        if self._connection is None:
            raise Closed(place=self.place)
        return self._connection

    def _take_back(self) -> None:
        """A full disk may have ended the transaction already; then there is nothing to take back."""
        if self._raw.in_transaction:
            with suppress(dbapi2.Error):
                self._raw.execute("ROLLBACK")


@contextmanager
def faults_told(place: Path) -> Iterator[None]:
    """Turn a fault of the disk or the file into its sentence; any other error is a mistake of ours and goes on."""
    try:
        yield
    except DBAPIError as fault:
        raise _told(fault.orig, place) or fault from None
    except dbapi2.Error as fault:
        raise _told(fault, place) or fault from None
    except OSError as fault:
        raise _of_system(fault, place) or fault from None


def _of_system(fault: OSError, place: Path) -> StoreRefused | None:
    refusal = SYSTEM_FAULTS.get(fault.errno or 0)
    return refusal(place=place) if refusal else None


def _told(fault: BaseException | None, place: Path) -> StoreRefused | None:
    name = getattr(fault, "sqlite_errorname", None) or ""
    return next((refusal(place=place) for start, refusal in FAULTS if name.startswith(start)), None)
