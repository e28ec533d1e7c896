"""The key file: readable by its owner alone, and never in the folder of the store that it opens."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from pathlib import Path

from platformdirs import user_config_path

from lcspr_core.store.files import write_private
from lcspr_core.store.key_refusals import KeyFileBeside, KeyFileExposed, KeyFileUnreadable
from lcspr_core.store.places import refuse_shared_place

FORM = "lcspr key 1"
ROOT_BYTES = 32


def default_place(store: Path) -> Path:
    """Return where the key file of a store lies unless somebody chooses another place."""
    return user_config_path("lcspr", appauthor=False) / "keys" / f"{store.stem}.key"


def write(place: Path, root: bytes, store: Path) -> Path:
    """Write a new key file, apart from the store."""
    _refuse_beside(place, store)
    refuse_shared_place(place)
    content = {"form": FORM, "root": root.hex(), "check": _check(root)}
    return write_private(place, json.dumps(content).encode())


def read(place: Path, store: Path | None) -> bytes:
    """Return the root that a key file holds, if nobody else can read it."""
    if store is not None:
        _refuse_beside(place, store)
    try:
        _refuse_exposed(place)
        content = json.loads(place.read_text("utf-8"))
        root = bytes.fromhex(content["root"])
    except (OSError, ValueError, TypeError, KeyError) as odd:
        raise KeyFileUnreadable(place=place) from odd
    if content.get("form") != FORM or len(root) != ROOT_BYTES or content.get("check") != _check(root):
        raise KeyFileUnreadable(place=place)
    return root


def _refuse_exposed(place: Path) -> None:
    """Windows keeps no such mode: there the user's own folder is the protection."""
    mode = stat.S_IMODE(place.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        raise KeyFileExposed(place=place, mode=f"{mode:04o}")


def _refuse_beside(place: Path, store: Path) -> None:
    if place.resolve().parent == store.resolve().parent:
        raise KeyFileBeside(place=place)


def _check(root: bytes) -> str:
    return hashlib.sha256(b"lcspr key file" + root).hexdigest()[:16]
