"""What every part of an open store shares: the keys, the database, and how both are asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from lcspr_core.store.bodies import plain
from lcspr_core.store.chain_key import chain_key
from lcspr_core.store.database import Database
from lcspr_core.store.keys import Keys
from lcspr_core.store.retention import instant

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Opened:
    """An open file and the keys to it."""

    def __init__(self, place: Path, keys: Keys) -> None:
        """Open the file under the keys."""
        self._keys = keys
        self._database = Database(place, keys.data)
        try:
            self._chain = self._read(chain_key, keys)
        except BaseException:
            self._database.close()
            raise

    def _read(
        self, question: Callable[Concatenate[Connection, Asked], Answer], *args: Asked.args, **named: Asked.kwargs
    ) -> Answer:
        with self._database.reading() as db:
            return question(db, *args, **named)


def signed(by: str, at: str | None) -> tuple[str, str]:
    """Return who and when, checked before anything is written: an id, and a time that can be compared."""
    moment = now() if at is None else at
    instant(moment)
    return plain(by, "person's id"), moment


def now() -> str:
    """Return the time of what the store does of itself."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
