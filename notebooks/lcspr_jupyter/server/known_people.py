"""The register of people as a worker needs it: real names from the sealed part, public codes from the review."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lcspr_jupyter.server.counter import Counter

Json = dict[str, Any]


def known_people(counter: Counter, review: str) -> Json:
    """Return the names and public codes of a review's people; for workers, never for a page."""
    records = counter.store.review(review).records
    public = {name: str(body.get("public_code", "")) for name, (_, body) in records.get("person", {}).items()}
    names = {code: _texts(fields) for code, fields in counter.store.names(review).items()}
    return {"names": names, "public_codes": public}


def _texts(fields: Mapping[str, str]) -> Json:
    """Return one person's texts; other names are sealed as one text, a list in JSON or divided by semicolons."""
    return {**fields, "aliases": _listed(fields.get("aliases", ""))}


def _listed(text: str) -> list[str]:
    try:
        listed = json.loads(text)
    except ValueError:
        listed = None
    if isinstance(listed, list):
        return [str(one) for one in listed]
    return [part.strip() for part in text.split(";") if part.strip()]
