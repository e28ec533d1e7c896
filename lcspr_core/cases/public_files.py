"""The files of the public edition that were searched for names and let go: as the program itself recorded them."""

from __future__ import annotations

from datetime import date

from attrs import frozen

KIND = "public_file"


@frozen(kw_only=True)
class PublicFile:
    """One finished file in which nothing was found: its hash, when and for whom it was made, and from what."""

    id: str
    name: str
    edition: str
    sha256: str
    on: date
    by: str
    seq: int


def public_file(name: str, edition: str, sha256: str, *, on: date, by: str, seq: int) -> PublicFile:
    """Return the record of a file; the same file made again is the same record."""
    return PublicFile(id=f"{KIND}.{sha256}", name=name, edition=edition, sha256=sha256, on=on, by=by, seq=seq)


def same(one: str, other: str) -> bool:
    """Say whether two hashes, as people write them, are of one file; one that is not given is of no file."""
    return bool(one.strip()) and one.strip().casefold() == other.strip().casefold()
