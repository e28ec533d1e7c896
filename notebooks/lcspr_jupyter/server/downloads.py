"""Files that were made for one person: each can be fetched once, by them alone, and soon."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from attrs import define, field, frozen

from lcspr_core.errors import NotFound
from lcspr_jupyter.server.sessions import sealed, secret

GONE = "This file was fetched before, or waited too long. Make it again on the Documents page."
SECONDS = 15 * 60
TYPES = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@frozen(kw_only=True)
class Waiting:
    """A finished file, in memory: it is never written to a disk of ours in the clear."""

    name: str
    content: bytes = field(repr=False)
    person: str
    review: str
    until: float

    @property
    def media_type(self) -> str:
        """What the file is, by the ending that we gave it."""
        return TYPES.get(self.name.rpartition(".")[2], "application/octet-stream")


@define
class Downloads:
    """Every file that waits to be fetched."""

    clock: Callable[[], float] = time.monotonic
    seconds: float = SECONDS
    _waiting: dict[str, Waiting] = field(factory=dict)

    def offer(self, name: str, content: bytes, *, person: str, review: str) -> str:
        """Keep a file for one person, and return the address it can be fetched at, once."""
        self.sweep()
        word = secret()
        plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip(".-") or "file"
        until = self.clock() + self.seconds
        self._waiting[sealed(word)] = Waiting(name=plain, content=content, person=person, review=review, until=until)
        return f"/download/{word}"

    def fetch(self, word: str, person: str) -> Waiting:
        """Hand a file over; somebody else's attempt neither gets it nor uses it up."""
        self.sweep()
        found = self._waiting.get(sealed(word))
        if found is None or found.person != person:
            raise NotFound(GONE)
        del self._waiting[sealed(word)]
        return found

    def sweep(self) -> None:
        """Forget what nobody came for."""
        for key, one in tuple(self._waiting.items()):
            if one.until < self.clock():
                del self._waiting[key]
