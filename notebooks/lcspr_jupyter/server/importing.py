"""Takes a file from outside into a review: read in a worker, kept under the rights of whoever brought it."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping

from lcspr_core.errors import NotFound
from lcspr_core.store import Change
from lcspr_jupyter.server import tasks, writing
from lcspr_jupyter.server.counter import Counter, Json
from lcspr_jupyter.server.known_people import known_people
from lcspr_jupyter.server.office import Office
from lcspr_jupyter.server.people import Caller
from lcspr_jupyter.server.work import worked

IMPORTERS: Mapping[str, str] = {"cards": tasks.CARDS, "people": tasks.PEOPLE}
UNKNOWN = "Files of this sort cannot be brought in here. Nothing was kept."
THERE = "{count} of them were here already, and were left as they are."


async def bring_in(office: Office, caller: Caller, kind: str, raw: bytes, file_name: str) -> Json:
    """Read a file and keep what can be kept; what cannot be read is said row by row."""
    counter = office.counter
    counter.check_deed(caller, "import")
    task = {**IMPORTERS, **office.settings.importers}.get(kind)
    if task is None:
        raise NotFound(UNKNOWN)
    known = await office.ask(_known, counter, caller)
    async with office.imports:
        found = await worked(task, {**known, "raw": b64encode(raw).decode(), "file_name": file_name})
    return await office.ask(_kept, counter, caller, found, file_name)


def _known(counter: Counter, caller: Caller) -> Json:
    review = counter.review_of(caller)
    agencies = [dict(body) for _, body in counter.store.review(review).records.get("agency", {}).values()]
    return {**known_people(counter, review), "agencies": agencies}


def _kept(counter: Counter, caller: Caller, found: Json, file_name: str) -> Json:
    """Keep what is new; the same file brought in twice makes nothing twice, and overwrites nothing."""
    review, kind, bodies = counter.review_of(caller), found["kind"], found["bodies"]
    there = {name for name in bodies if counter.store.record(review, kind, name) is not None}
    new = {name: body for name, body in bodies.items() if name not in there}
    changes = tuple(Change(kind=kind, id=name, revision=0, before=None, after=body) for name, body in new.items())
    if changes:
        writing.change(counter, caller, changes, f"brought in {file_name}")
    names = {name: texts for name, texts in found.get("names", {}).items() if name in new}
    if names:
        counter.store.save_names(review, names, caller.id, counter.moment())
    for name in new.keys() & found["sealed"].keys():
        counter.store.seal(review, name, json.dumps(found["sealed"][name]), caller.id, counter.moment())
    notes = [*found["notes"], *([THERE.format(count=len(there))] if there else [])]
    return {"kept": len(new), "problems": [*found["problems"], *notes]}
