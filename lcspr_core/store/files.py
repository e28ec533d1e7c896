"""Files that only their owner may read, written whole or not at all and never over another."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from lcspr_core.store.refusals import AlreadyThere

OWNER_ONLY = 0o600


def write_private(place: Path, content: bytes) -> Path:
    """Write a new file that only its owner can read, and see it onto the disk."""
    touch_private(place)
    try:
        with place.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        place.unlink(missing_ok=True)
        raise
    settle(place.parent)
    return place


def touch_private(place: Path) -> Path:
    """Make an empty file that only its owner can read, where there is none yet."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
    except FileExistsError as there:
        raise AlreadyThere(place=place) from there
    return place


def settle(path: Path) -> None:
    """See a file, or a folder's list of files, onto the disk, so that a power cut cannot take it back."""
    with suppress(PermissionError, IsADirectoryError):  # Windows cannot open a folder
        descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def put_in_place(part: Path, place: Path) -> None:
    """Give a finished file its name once all of it is on the disk, unless there is something of that name."""
    settle(part)
    if place.exists():
        raise AlreadyThere(place=place)
    part.rename(place)
    settle(place.parent)


def companions(place: Path) -> tuple[Path, ...]:
    """Return the files that SQLite keeps beside a database while it is open."""
    return tuple(place.with_name(place.name + ending) for ending in ("-wal", "-shm", "-journal"))


@contextmanager
def part_of(place: Path) -> Iterator[Path]:
    """Give an empty file beside a place to work in, and leave nothing of it behind."""
    part = place.with_name(f"{place.name}.part")
    clear(part)
    touch_private(part)
    try:
        yield part
    finally:
        clear(part)


def clear(place: Path) -> None:
    """Remove a database file that is no longer wanted, and what lies beside it."""
    for path in (place, *companions(place)):
        path.unlink(missing_ok=True)
