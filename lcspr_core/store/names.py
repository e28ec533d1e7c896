"""Real names and original texts, each sealed under the second key and bound to its place."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as put

from lcspr_core.errors import BothTexts, Clash
from lcspr_core.store import clashing
from lcspr_core.store.bodies import canonical, plain
from lcspr_core.store.key_refusals import NamesLocked
from lcspr_core.store.tables import sealed

NAME = "name"
ORIGINAL = "original"
NONCE = 12
PLACE = ("review", "sort", "code", "field")
Texts: TypeAlias = Mapping[str, Mapping[str, str | None]]


def names(db: Connection, key: bytes, review: str) -> dict[str, dict[str, str]]:
    """Return the real names of a review's people: by code, then field."""
    found: dict[str, dict[str, str]] = {}
    rows = db.execute(select(sealed).where(sealed.c.review == review, sealed.c.sort == NAME))
    for row in rows:
        text = opened(key, row.sealed, review, NAME, row.code, row.field)
        found.setdefault(row.code, {})[row.field] = text
    return found


def save_names(db: Connection, key: bytes, review: str, texts: Texts, seen: Texts | None) -> tuple[str, ...]:
    """Seal each text given, forget each one given as nothing, and return the codes that were touched."""
    if seen is not None:
        _refuse_overtaken(names(db, key, review), texts, seen)
    for code, fields in texts.items():
        for field, text in fields.items():
            write(db, key, review, NAME, plain(code, "code"), plain(field, "name of a field"), text=text)
    return tuple(texts)


def _refuse_overtaken(current: Texts, texts: Texts, seen: Texts) -> None:
    places = tuple(_overtaken(current, texts, seen))
    if places:
        raise Clash(clashing.SENTENCE, places)


def _overtaken(current: Texts, texts: Texts, seen: Texts) -> Iterable[BothTexts]:
    """Return each field that is now neither as the writer saw it nor as they want it."""
    for code, fields in texts.items():
        for field, mine in fields.items():
            theirs = current.get(code, {}).get(field)
            if theirs not in (mine, seen.get(code, {}).get(field)):
                yield BothTexts(kind=NAME, id=code, path=field, mine=mine, theirs=theirs)


def write(db: Connection, key: bytes, *place: str, text: str | None) -> None:
    """Seal one text in its place, or clear the place."""
    where = dict(zip(PLACE, place, strict=True))
    if text is None:
        db.execute(delete(sealed).where(*(sealed.c[name] == value for name, value in where.items())))
        return
    content = closed(key, text, *place)
    row = put(sealed).values(**where, sealed=content)
    db.execute(row.on_conflict_do_update(index_elements=list(where), set_={"sealed": content}))


def original(db: Connection, key: bytes, review: str, code: str) -> str | None:
    """Return the original text that was kept apart under an id."""
    place = (sealed.c.review == review, sealed.c.sort == ORIGINAL, sealed.c.code == code, sealed.c.field == "")
    content = db.execute(select(sealed.c.sealed).where(*place)).scalar()
    return None if content is None else opened(key, content, review, ORIGINAL, code, "")


def unseal_all(db: Connection, key: bytes) -> int:
    """Open every sealed text once, and say how many there are."""
    rows = db.execute(select(sealed)).all()
    for row in rows:
        opened(key, row.sealed, row.review, row.sort, row.code, row.field)
    return len(rows)


def closed(key: bytes, text: str, *place: str) -> bytes:
    """Seal a text for one place."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, text.encode("utf-8", "surrogatepass"), _bound_to(*place))


def opened(key: bytes, content: bytes, *place: str) -> str:
    """Open a text sealed for this place, or refuse one that was altered or moved."""
    try:
        text = AESGCM(key).decrypt(content[:NONCE], content[NONCE:], _bound_to(*place))
    except (InvalidTag, ValueError) as odd:
        raise NamesLocked(code=place[2]) from odd
    return text.decode("utf-8", "surrogatepass")


def _bound_to(*place: str) -> bytes:
    """Return the place as bytes, so that a sealed text moved to another person does not open."""
    return canonical(place).encode()
