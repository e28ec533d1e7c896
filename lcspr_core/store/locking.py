"""One program at a time: a lock that says who holds it, and that the system releases when its holder dies."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Self

from lcspr_core.store.files import OWNER_ONLY
from lcspr_core.store.refusals import InUse

FAR_AWAY = 1 << 20  # Windows locks bytes against reading too, so the locked one lies behind the text


class Lock:
    """The right to use a store, held by one open file."""

    def __init__(self, store: Path) -> None:
        """Take the lock, or say who has it."""
        self._file: BinaryIO | None = None
        store.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.fdopen(os.open(lock_place(store), os.O_RDWR | os.O_CREAT, OWNER_ONLY), "r+b", buffering=0)
        try:
            _seize(file)
        except OSError as fault:
            with file:
                if isinstance(fault, BlockingIOError | PermissionError):
                    raise InUse(place=store, who=_holder(file)) from fault
                raise
        self._file = file
        _sign(file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """Let the next one in."""
        if self._file is not None:
            with suppress(OSError):
                self._file.truncate(0)
            self._file.close()
            self._file = None


def lock_place(store: Path) -> Path:
    """Return the file that stands for the lock of a store."""
    return store.with_name(f"{store.name}.lock")


def _sign(file: BinaryIO) -> None:
    file.truncate(0)
    file.seek(0)
    file.write(f"process {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M} UTC".encode())


def _holder(file: BinaryIO) -> str:
    file.seek(0)
    return file.read(200).decode("utf-8", "replace") or "it has not said which"


def _seize(file: BinaryIO) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 (there is none elsewhere)

        file.seek(FAR_AWAY)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 (there is none on Windows)

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
