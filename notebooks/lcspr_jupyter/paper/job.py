"""What an export is asked for and what comes of it: values that the server and the worker share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attrs import field, frozen

from lcspr_core.errors import LcsprError

# What a process needs to start at all. Nothing else of this one's environment reaches a worker or a kernel.
KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "WINDIR", "PATHEXT", "COMSPEC", "TMPDIR", "TEMP", "TMP")


class RunFailed(LcsprError):
    """A notebook could not be run to its end; the text says which one and where, and quotes nothing from it."""


@frozen(kw_only=True)
class Job:
    """One export: a packaged notebook, what its kernel gets, what the document says of itself, and where it goes."""

    notebook: str
    folder: str
    to: tuple[str, ...]
    environment: Mapping[str, str] = field(factory=dict)
    metadata: Mapping[str, str] = field(factory=dict)
    name: str = ""
    seconds: int = 300


@frozen(kw_only=True)
class WrittenFile:
    """A file that was written, with the hash of what is in it, and the words inside each picture that was drawn."""

    name: str
    path: Path
    sha256: str
    size: int
    lettering: tuple[str, ...] = ()
