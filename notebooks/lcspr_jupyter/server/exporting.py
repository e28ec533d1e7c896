"""Makes an appendix as files for one person: in a worker, read again for names, and fetched once."""

from __future__ import annotations

import re
import tempfile
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from attrs import evolve

from lcspr_core.errors import LcsprError, NotFound, Unreadable
from lcspr_jupyter.server import tasks
from lcspr_jupyter.server.calling import COMMAND
from lcspr_jupyter.server.counter import Counter, Json
from lcspr_jupyter.server.known_people import known_people
from lcspr_jupyter.server.office import Office
from lcspr_jupyter.server.people import Caller
from lcspr_jupyter.server.rights import SECTIONS
from lcspr_jupyter.server.tickets import Seat
from lcspr_jupyter.server.work import worked

SCAN_SECONDS = 120
NO_NOTEBOOK = "There is no appendix of this name. Choose one on the Documents page."
HELD_BACK = (
    "A name from the people register is in the finished file, so it was not handed over. "
    "Put it right where it says, then make the file again."
)


class HeldBack(LcsprError):
    """A finished file in which somebody can be recognised."""

    def __init__(self, leaks: Iterable[Json]) -> None:
        """Keep where."""
        super().__init__(HELD_BACK)
        self.leaks = tuple(leaks)


async def export(office: Office, seat: Seat, notebook: str, wanted: list[Any]) -> Json:
    """Make an appendix and offer its files: a page gets links that work once, a command on this computer the files."""
    content = await checked(office, seat, notebook, wanted)
    if seat.caller.page == COMMAND:
        return {"files": [{"name": name, "content": b64encode(file).decode()} for name, file in content.items()]}
    return {"files": [_offered(office, seat.caller, name, file) for name, file in content.items()]}


async def checked(office: Office, seat: Seat, notebook: str, wanted: list[Any]) -> dict[str, bytes]:
    """Make the files and read them again; whichever way it ends, the audit says so."""
    review = office.counter.check_deed(seat.caller, "export")
    job = await office.ask(_job, office, seat.caller, notebook, wanted)
    ticket = office.tickets.mint()
    office.tickets.bind(ticket, Seat(caller=evolve(seat.caller, page="export"), session=seat.session))
    with tempfile.TemporaryDirectory(dir=office.folder, prefix="files-") as place:
        try:
            async with office.exports:
                found = await _made(office, job, ticket, Path(place))
        finally:
            office.tickets.drop(ticket)
        leaks = await _leaks(office, review, found)
        stem = _named(job["metadata"]["review"], notebook)
        content = {f"{stem}{one.suffix}": one.read_bytes() for one in found}
    note = (f"notebook:{notebook}", *(f"file:{name}" for name in content))
    await office.ask(_note, office.counter, seat.caller, "export-held-back" if leaks else "exported", note)
    if leaks:
        raise HeldBack(leaks)
    return content


def _job(office: Office, caller: Caller, notebook: str, wanted: list[Any]) -> Json:
    place = office.settings.notebooks / f"{notebook}.ipynb"
    if not notebook.replace("_", "").isalnum() or notebook in {*SECTIONS, "home"} or not place.is_file():
        raise NotFound(NO_NOTEBOOK)
    if not wanted or not all(isinstance(one, str) for one in wanted):
        raise Unreadable("Say which files are wanted, as in html, docx or pdf.")
    header = office.counter.header(office.counter.review_of(caller))
    about = {
        "review": header.get("title"),
        "marking": header.get("marking"),
        "made_on": office.counter.today(caller.review),
    }
    told = {name: str(value) for name, value in about.items() if value}
    return {
        "notebook": str(place),
        "to": tuple(wanted),
        "metadata": {**told, "audit_head": str(office.counter.store.head())},
    }


def _named(review: str, notebook: str) -> str:
    """Return a file name that says what it is when it lies in a folder with others."""
    return re.sub(r"[^a-z0-9]+", "-", f"{review} {notebook}".lower()).strip("-")


async def _made(office: Office, job: Json, ticket: str, folder: Path) -> list[Path]:
    from lcspr_jupyter.paper.job import Job
    from lcspr_jupyter.paper.worker import made_in_worker

    environment = {"LCSPR_GATE": office.gate, "LCSPR_TICKET": ticket}
    files = await made_in_worker(Job(folder=str(folder), environment=environment, **job))
    return [one.path for one in files]


async def _leaks(office: Office, review: str, files: list[Path]) -> list[Json]:
    people = await office.ask(known_people, office.counter, review)
    told = await worked(tasks.SCAN, {**people, "files": [str(one) for one in files]}, SCAN_SECONDS)
    return list(told["leaks"])


def _note(counter: Counter, caller: Caller, what: str, about: Iterable[str]) -> None:
    counter.store.note(caller.id, counter.moment(), what, counter.review_of(caller), about)


def _offered(office: Office, caller: Caller, name: str, content: bytes) -> Json:
    url = office.downloads.offer(name, content, person=caller.id, review=caller.review or "")
    return {"name": name, "url": url}
