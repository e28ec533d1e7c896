"""Opening an encrypted file: refusing what is not ours before anything is written, then a keyed connection."""

from __future__ import annotations

import shutil
import string
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2  # type: ignore[import-untyped]

from lcspr_core.store import tables
from lcspr_core.store.files import companions
from lcspr_core.store.refusals import (
    NewerStore,
    NoStore,
    NotAStore,
    OldSQLite,
    Truncated,
    WrongKey,
)

PAGE = 4096
NEEDED = (3, 51, 3)  # earlier ones can damage a database in WAL mode when two connections meet
PLAIN_HEADER = b"SQLite format 3\x00"
OTHER_KINDS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b\x08", b"{\\rtf")
READABLE = frozenset(string.printable.encode())
SETTINGS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # NORMAL would lose the last saved texts in a power cut
    "foreign_keys=ON",
    "busy_timeout=5000",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "mmap_size=0",
    "cache_size=-32000",  # kilobytes; each page that is not in it is decrypted again
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
)


def refuse_old_sqlite() -> None:
    """Refuse a database library with the fault that WAL mode had until 3.51.3."""
    if dbapi2.sqlite_version_info < NEEDED:
        raise OldSQLite(found=dbapi2.sqlite_version, needed=".".join(map(str, NEEDED)))


def refuse_foreign(place: Path) -> None:
    """Refuse by its look a file that cannot be a store: absent, empty, plain, cut short, or of another kind."""
    if not place.is_file():
        raise NoStore(place=place)
    with place.open("rb") as file:
        start = file.read(len(PLAIN_HEADER))
    if start == PLAIN_HEADER:
        raise NotAStore(place=place, what="a database without encryption")
    if start.startswith(OTHER_KINDS) or _is_text(start):
        raise NotAStore(place=place, what="a file of another kind")
    if place.stat().st_size < PAGE or place.stat().st_size % PAGE:
        raise Truncated(place=place)


def _is_text(start: bytes) -> bool:
    """A store begins with sixteen random bytes, which are never all readable."""
    return len(start) == len(PLAIN_HEADER) and set(start) <= READABLE


def keyed(place: str, key: bytes, *, uri: bool = False) -> Any:
    """Return a connection under a raw key; only then are its pages readable."""
    connection = dbapi2.connect(place, isolation_level=None, check_same_thread=False, uri=uri)
    connection.execute("PRAGMA cipher_log_level=NONE")  # else a wrong key writes lines of its own to stderr
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    return connection


def refuse_wrong_key(place: Path, key: bytes) -> None:
    """Refuse a key that does not open the file, without writing a byte to it or beside it."""
    if _opens(place, key):
        return
    if not companions(place)[0].exists() or not _opens_as_copy(place, key):
        raise WrongKey(place=place)


def _opens(place: Path, key: bytes) -> bool:
    """Read the file as if it could never change, which leaves its companions alone."""
    with closing(keyed(f"{place.absolute().as_uri()}?immutable=1", key, uri=True)) as connection:
        return _readable(connection)


def _opens_as_copy(place: Path, key: bytes) -> bool:
    """Ask a copy: a power cut may have torn the first page, which the write-ahead log then mends."""
    with tempfile.TemporaryDirectory(dir=place.parent) as folder:
        for path in (place, companions(place)[0]):
            shutil.copyfile(path, Path(folder) / path.name)
        with closing(keyed(str(Path(folder) / place.name), key)) as connection:
            return _readable(connection)


def _readable(connection: Any) -> bool:
    """Tell whether the key fits; pages damaged further on are another matter, and told later."""
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError as refused:
        return bool(refused.sqlite_errorname != "SQLITE_NOTADB")
    return True


def refuse_other_form(place: Path, connection: Any) -> None:
    """Refuse an encrypted database that is not a store, or is one of a later version."""
    ((owner,), (version,)) = (
        connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
    )
    if owner != tables.APPLICATION_ID:
        raise NotAStore(place=place, what="an encrypted database of another program")
    if version > tables.VERSION:
        raise NewerStore(place=place, found=version, known=tables.VERSION)


def prepared(place: Path, key: bytes, *, new: bool = False) -> Any:
    """Return a connection that is checked and has its settings; nothing was written if it is refused."""
    connection = keyed(str(place), key)
    try:
        if not new:
            refuse_other_form(place, connection)
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def connected(raw: Any) -> Connection:
    """Return the one SQLAlchemy connection over a prepared one; it begins and ends nothing by itself."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: raw,
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,  # an error's text must never hold a case's
    )
    return engine.connect()
