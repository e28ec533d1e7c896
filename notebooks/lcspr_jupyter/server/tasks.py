"""What a worker process does for the server: read a file from outside, and read a finished file for names."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import evolve

from lcspr_core.cases.agencies import Agency
from lcspr_core.plain import as_json, from_json
from lcspr_core.release.incoming import cards_from
from lcspr_core.release.people_file import people_from
from lcspr_core.release.register import Identifier, Register, register_of
from lcspr_core.release.scan import file_leaks

PEOPLE = "lcspr_jupyter.server.tasks:people"
CARDS = "lcspr_jupyter.server.tasks:cards"
SCAN = "lcspr_jupyter.server.tasks:scan"


def register(job: Mapping[str, Any]) -> Register:
    """Return the register of people that a job carries."""
    return register_of(job["names"], job["public_codes"])


def cards(job: Mapping[str, Any]) -> dict[str, Any]:
    """Read the cards of an event, with codes in the place of names."""
    agencies = [from_json(Agency, body) for body in job["agencies"]]
    found = cards_from(b64decode(job["raw"]), agencies, register(job), file_name=job["file_name"])
    return {
        "kind": "card",
        "bodies": dict(found.cards),
        "sealed": {name: dict(texts) for name, texts in found.sealed.items()},
        "problems": list(found.problems),
        "notes": list(found.notes),
    }


def people(job: Mapping[str, Any]) -> dict[str, Any]:
    """Read the register of people: codes for the review, real names to be sealed."""
    found = people_from(b64decode(job["raw"]))
    return {
        "kind": "person",
        "bodies": {code: as_json(one) for code, one in found.people.items()},
        "sealed": {},
        "names": {code: dict(one) for code, one in found.names.items()},
        "problems": list(found.problems),
        "notes": list(found.notes),
    }


def scan(job: Mapping[str, Any]) -> dict[str, Any]:
    """Say where finished files let somebody be recognised, and what a person has to say a reason for."""
    people = register(job)
    inside = (Identifier(kind=one["kind"], text=one["text"]) for one in job["not_for_the_public"])
    people = evolve(people, identifiers=(*people.identifiers, *inside))
    let_through = frozenset(job["let_through"])
    found = [
        (Path(file["path"]).name, leak)
        for file in job["files"]
        for leak in file_leaks(Path(file["path"]), people, let_through, file["lettering"])
    ]
    return {
        "leaks": [{"file": name, "where": leak.sentence} for name, leak in found if leak.stops],
        "asks": [
            {"file": name, "where": leak.sentence, "key": leak.key, "what": leak.what}
            for name, leak in found
            if leak.asks
        ],
    }
