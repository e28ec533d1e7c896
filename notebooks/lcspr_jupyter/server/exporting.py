"""Makes an appendix as files for one person: in a worker, read again for names, and fetched once."""

from __future__ import annotations

import re
import tempfile
from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve

from lcspr_core.cases.public_files import KIND, public_file
from lcspr_core.errors import LcsprError, NotFound, Unreadable
from lcspr_core.plain import as_json
from lcspr_core.release.publishing import MARKING, Edition
from lcspr_core.store import Change
from lcspr_jupyter import letters
from lcspr_jupyter.gate import PUBLICATION
from lcspr_jupyter.server import publishing, tasks
from lcspr_jupyter.server.calling import COMMAND
from lcspr_jupyter.server.counter import Counter, Json
from lcspr_jupyter.server.known_people import known_people
from lcspr_jupyter.server.office import Office
from lcspr_jupyter.server.people import Caller
from lcspr_jupyter.server.rights import SECTIONS
from lcspr_jupyter.server.tickets import Seat
from lcspr_jupyter.server.work import worked

if TYPE_CHECKING:
    from lcspr_jupyter.paper.job import WrittenFile

SCAN_SECONDS = 120
NO_NOTEBOOK = "There is no appendix of this name. Choose one on the Documents page."
HELD_BACK = (
    "A name, or a detail that tells who somebody is, stands in the finished file, so it was not handed over. "
    "Put it right where it says, then make the file again."
)
ASKS = (
    "What may tell who somebody is stands in the finished file, so it was not handed over yet. "
    "Take it out, or say on the Documents page why it may stand; then make the file again."
)
NO_EDITION = "There are two editions of a document: internal and public. Choose one of them."


class HeldBack(LcsprError):
    """A finished file in which somebody can be recognised, or may be."""

    def __init__(self, leaks: Iterable[Json], asks: Iterable[Json]) -> None:
        """Keep where, and what a person has to say a reason for."""
        self.leaks, self.asks = tuple(leaks), tuple(asks)
        super().__init__(HELD_BACK if self.leaks else ASKS)


async def export(office: Office, seat: Seat, notebook: str, wanted: list[Any], edition: str = "internal") -> Json:
    """Make an appendix and offer its files: a page gets links that work once, a command on this computer the files."""
    content = await checked(office, seat, notebook, wanted, _edition(edition))
    if seat.caller.page == COMMAND:
        files = [{"name": name, "content": b64encode(file).decode()} for name, file in content.items()]
    else:
        files = [_offered(office, seat.caller, name, file) for name, file in content.items()]
    return {"files": [{**one, "sha256": _hash(content[one["name"]])} for one in files], "edition": edition}


def _edition(word: str) -> Edition:
    try:
        return Edition(word)
    except ValueError:
        raise Unreadable(NO_EDITION) from None


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


async def checked(office: Office, seat: Seat, notebook: str, wanted: list[Any], edition: Edition) -> dict[str, bytes]:
    """Make the files and read them again; whichever way it ends, the audit says so."""
    review = office.counter.check_deed(seat.caller, "export")
    if edition is Edition.PUBLIC:
        await office.ask(publishing.check_publishable, office.counter, seat.caller)
    job = await office.ask(_job, office, seat.caller, notebook, wanted, edition)
    seq = await office.ask(publishing.seq_of, office.counter, review)
    with tempfile.TemporaryDirectory(dir=office.folder, prefix="files-") as place:
        found = await _made(office, seat, job, Path(place), edition)
        told = await _looked_through(office, review, found, edition)
        stem = _named(job["metadata"]["review"], notebook, edition)
        content = {f"{stem}{one.path.suffix}": one.path.read_bytes() for one in found}
    hashes = (f"sha256:{name}:{_hash(file)}" for name, file in content.items())
    note = (f"notebook:{notebook}", f"edition:{edition}", f"seq:{seq}", *(f"file:{name}" for name in content), *hashes)
    stopped = told["leaks"] or told["asks"]
    if edition is Edition.PUBLIC and not stopped:
        await office.ask(_record, office.counter, seat.caller, content, seq)
    await office.ask(_note, office.counter, seat.caller, "export-held-back" if stopped else "exported", note)
    if stopped:
        raise HeldBack(told["leaks"], told["asks"])
    return content


def _job(office: Office, caller: Caller, notebook: str, wanted: list[Any], edition: Edition) -> Json:
    what = letters.asked(notebook)
    place = office.settings.notebooks / f"{what.notebook}.ipynb"
    if not what.notebook.replace("_", "").isalnum() or what.notebook in {*SECTIONS, "home"} or not place.is_file():
        raise NotFound(NO_NOTEBOOK)
    if not wanted or not all(isinstance(one, str) for one in wanted):
        raise Unreadable("Say which files are wanted, as in html, docx or pdf.")
    if what.notebook in letters.INSIDE and edition is Edition.PUBLIC:
        raise Unreadable(letters.NOT_OUTSIDE)
    store = office.counter.store
    title, environment = letters.told(what.letter, store.place, edition) if what.letter else ("", {})
    header = office.counter.header(office.counter.review_of(caller))
    about = {
        "title": title,
        "review": header.get("title"),
        "marking": MARKING if edition is Edition.PUBLIC else header.get("marking"),
        "edition": edition.value,
        "made_on": office.counter.today(caller.review),
    }
    told = {name: str(value) for name, value in about.items() if value}
    return {
        "notebook": str(place),
        "to": tuple(wanted),
        "environment": environment,
        "metadata": {**told, "audit_head": str(store.head())},
    }


def _named(review: str, notebook: str, edition: Edition) -> str:
    """Return a file name that says what it is when it lies in a folder with others."""
    words = f"{review} {notebook} {edition.value if edition is Edition.PUBLIC else ''}"
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


async def _made(office: Office, seat: Seat, job: Json, folder: Path, edition: Edition) -> tuple[WrittenFile, ...]:
    """Make the files in a worker, whose program is at a page of its own, and so gets its edition's review."""
    from lcspr_jupyter.paper.job import Job
    from lcspr_jupyter.paper.worker import made_in_worker

    page = PUBLICATION if edition is Edition.PUBLIC else "export"
    ticket = office.tickets.mint()
    office.tickets.bind(ticket, Seat(caller=evolve(seat.caller, page=page), session=seat.session))
    environment = {**job["environment"], "LCSPR_GATE": office.gate, "LCSPR_TICKET": ticket}
    try:
        async with office.exports:
            return await made_in_worker(Job(**{**job, "folder": str(folder), "environment": environment}))
    finally:
        office.tickets.drop(ticket)


async def _looked_through(office: Office, review: str, files: Iterable[WrittenFile], edition: Edition) -> Json:
    """Read the finished files back, and return what stops them and what they ask."""
    people = await office.ask(known_people, office.counter, review)
    let_through = await office.ask(publishing.let_through, office.counter, review)
    public = edition is Edition.PUBLIC
    inside = await office.ask(publishing.not_for_the_public, office.counter, review) if public else []
    listed = [{"path": str(one.path), "lettering": list(one.lettering)} for one in files]
    job = {**people, "files": listed, "let_through": let_through, "not_for_the_public": inside}
    return await worked(tasks.SCAN, job, SCAN_SECONDS)


def _note(counter: Counter, caller: Caller, what: str, about: Iterable[str]) -> None:
    counter.store.note(caller.id, counter.moment(), what, counter.review_of(caller), about)


def _record(counter: Counter, caller: Caller, content: Mapping[str, bytes], seq: int) -> None:
    """Keep in the review that these very files were searched and let go; no person's right is asked, nor is there any.

    A file that comes out the same once more is on record already.
    """
    review, on = counter.review_of(caller), date.fromisoformat(counter.today(caller.review))
    made = (
        public_file(name, Edition.PUBLIC.value, _hash(file), on=on, by=caller.id, seq=seq)
        for name, file in content.items()
    )
    with counter.lock:
        new = [one for one in made if counter.store.record(review, KIND, one.id) is None]
        changes = [Change(kind=KIND, id=one.id, revision=0, before=None, after=as_json(one)) for one in new]
        if changes:
            counter.store.save(review, changes, by=caller.id, at=counter.moment(), why="made files for the public")
    counter.changed(review)


def _offered(office: Office, caller: Caller, name: str, content: bytes) -> Json:
    url = office.downloads.offer(name, content, person=caller.id, review=caller.review or "")
    return {"name": name, "url": url}
