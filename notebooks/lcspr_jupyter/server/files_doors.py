"""Files in and out: a file brought in is read as it streams and capped, one that was made is fetched once."""

from __future__ import annotations

import re
from typing import Any

from tornado.httputil import HTTPFile, parse_body_arguments
from tornado.web import HTTPError, stream_request_body

from lcspr_core.errors import NotFound, Unreadable
from lcspr_jupyter.server import asked, downloads, drafting, headers
from lcspr_jupyter.server.doors import Door, JsonDoor
from lcspr_jupyter.server.importing import bring_in

LARGEST_FILE = 20_000_000
LARGEST_EDIT = 2_000_000
NO_FILE = "No file arrived. Nothing was kept; choose it again."


class Capped(JsonDoor):
    """Takes a body piece by piece, and refuses it as soon as it is too large, with a sentence."""

    largest = LARGEST_EDIT

    async def prepare(self, **_: Any) -> None:  # type: ignore[override]
        """Check who sends before anything is taken in."""
        self.body = bytearray()
        self.request.connection.set_max_body_size(self.largest * 4)  # type: ignore[union-attr]
        await super().prepare()

    def data_received(self, chunk: bytes) -> None:
        """Keep a piece, while there is room."""
        if len(self.body) <= self.largest:
            self.body.extend(chunk)

    def whole(self) -> bytes:
        """Return the body, if it was not too large."""
        if len(self.body) > self.largest:
            raise HTTPError(413)
        return bytes(self.body)


@stream_request_body
class UploadDoor(Capped):
    """Brings a file into a review."""

    largest = LARGEST_FILE

    async def post(self, review: str, kind: str) -> None:
        """Read the file and say what was kept."""
        raw, name = self._file()
        caller = await self.office.ask(self.at, review, "upload")
        self.finish_json(await bring_in(self.office, caller, kind, raw, name))

    def _file(self) -> tuple[bytes, str]:
        found = self._sent()
        if not found.body:
            raise Unreadable(NO_FILE)
        return found.body, re.sub(r"[^\w .()-]+", "", found.filename)[:80].strip() or "file"

    def _sent(self) -> HTTPFile:
        media_type = self.request.headers.get("Content-Type", "")
        if not media_type.startswith("multipart/form-data"):
            return HTTPFile(filename="file", body=self.whole(), content_type=media_type)
        files: dict[str, list[HTTPFile]] = {}
        parse_body_arguments(media_type, self.whole(), {}, files)
        if len(files) != 1 or any(len(some) != 1 for some in files.values()):
            raise Unreadable(NO_FILE)
        return next(iter(files.values()))[0]


@stream_request_body
class RescueDoor(Capped):
    """Takes an edit from a page whose kernel does not answer."""

    async def post(self, review: str) -> None:
        """Save it, as the kernel would have."""
        from lcspr_jupyter.server.rescuing import rescued

        told = asked.json_object(self.whole())
        caller = await self.office.ask(self.at, review, "rescue")
        self.finish_json(await self.office.ask(rescued, self.office.counter, caller, told))


@stream_request_body
class DraftDoor(Capped):
    """Takes an edit from a page about no review whose kernel does not answer: a draft on Home, or a closed day."""

    async def post(self) -> None:
        """Save it, as the kernel would have."""
        told = asked.json_object(self.whole())
        self.finish_json(await self.office.ask(drafting.rescued, self.office.counter, self.session.identity, told))


class DownloadDoor(Door):
    """Hands over a file that was made, once, to the person it was made for."""

    async def get(self, word: str) -> None:
        """Send it as an attachment: a browser keeps it, and never shows it under our address."""
        identity = self.session.identity
        person, found = identity.id, self.office.downloads.fetch(word, identity.id)
        if found.review and not identity.knows(found.review):  # the role that it was made in has ended meanwhile
            raise NotFound(downloads.GONE)
        counter = self.office.counter
        note = (f"file:{found.name}"[:200],)
        await self.office.ask(counter.store.note, person, counter.moment(), "downloaded", found.review, note)
        self.set_header("Content-Type", found.media_type)
        self.set_header("Content-Disposition", f'attachment; filename="{found.name}"')
        self.set_header("Content-Security-Policy", f"sandbox; {headers.POLICY}")
        self.finish(found.content)
