"""The audit chain: who did what and when, in ids, field names and keyed hashes only, each entry bound to the last."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from lcspr_core.store.bodies import PLAIN, canonical, plain, same
from lcspr_core.store.refusals import AuditBroken
from lcspr_core.store.tables import audit
from lcspr_core.store.values import Change, Head

BEFORE_THE_FIRST = bytes(32)
MOST_ITEMS = 1000
LAST = select(audit.c.entry, audit.c.mac).order_by(audit.c.entry.desc()).limit(1)
NEW = insert(audit)


def append(
    db: Connection, key: bytes, *, what: str, by: str, at: str, review: str = "", items: Sequence[Any] = ()
) -> None:
    """Add what was done to the chain, in the transaction that does it; a long list makes several entries."""
    last, mac = _last(db)
    frame = {"what": plain(what, "word for the audit"), "by": by, "at": at, "review": review}
    rows = []
    for entry, part in enumerate(_parts(items), last + 1):
        text = canonical({**frame, "entry": entry, "items": part})
        mac = _mac(key, mac, text)
        rows.append({"entry": entry, "text": text, "mac": mac})
    db.execute(NEW, rows)


def _parts(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (items[start : start + MOST_ITEMS] for start in range(0, max(len(items), 1), MOST_ITEMS))


def head(db: Connection) -> Head:
    """Return the end of the chain."""
    entry, mac = _last(db)
    return Head(entry=entry, mac=mac.hex())


def check(db: Connection, key: bytes, anchor: Head | None = None) -> Head:
    """Follow the chain from its start, and name the first entry that does not hold."""
    for _ in entries(db, key, anchor):
        pass
    return head(db)


def entries(db: Connection, key: bytes, anchor: Head | None = None) -> Iterator[Mapping[str, Any]]:
    """Return each entry once it has proved to follow from the one before, up to a head noted earlier and beyond."""
    last, mac = 0, BEFORE_THE_FIRST
    for row in db.execute(select(audit).order_by(audit.c.entry)):
        yield _checked(row, last + 1, _mac(key, mac, row.text))
        last, mac = row.entry, row.mac
        if anchor is not None and anchor.entry == last and not hmac.compare_digest(anchor.mac, mac.hex()):
            raise AuditBroken(entry=last, what="it is not the one that was noted earlier")
    if anchor is not None and anchor.entry > last:
        raise AuditBroken(entry=last + 1, what=f"the chain ends here, and entry {anchor.entry} was noted earlier")


def _checked(row: Any, expected: int, right: bytes) -> Mapping[str, Any]:
    if row.entry != expected:
        raise AuditBroken(entry=expected, what="it is missing")
    if not hmac.compare_digest(row.mac, right):
        raise AuditBroken(entry=expected, what="it or its seal was altered")
    entry: dict[str, Any] = json.loads(row.text)
    if entry["entry"] != expected:
        raise AuditBroken(entry=expected, what="it was moved")
    return entry


def changed(key: bytes, review: str, one: Change) -> dict[str, Any]:
    """Return the item for one change: which fields, and a keyed hash that proves the text without holding it."""
    return {
        "kind": one.kind,
        "id": one.id,
        "revision": one.revision,
        "fields": [_field(key, name) for name in _touched(one.before or {}, one.after or {})],
        "hash": body_hash(key, review, one.kind, one.id, one.revision, one.after),
    }


def body_hash(key: bytes, *of: Any) -> str:
    """Return the keyed hash of a body in its place (review, kind, id, revision, body); a removal has none."""
    return "" if of[-1] is None else keyed_hash(key, of)


def _touched(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return sorted(
        name
        for name in {*before, *after}
        if name not in before or name not in after or not same(before[name], after[name])
    )


def _field(key: bytes, name: str) -> str:
    """A field's name is a word of the program; whatever looks like more stays out."""
    return name if PLAIN.fullmatch(name) else f"~{keyed_hash(key, name)[:12]}"


def keyed_hash(key: bytes, value: Any) -> str:
    """Return a hash that nobody without the key can try texts against."""
    return hmac.new(key, b"value" + canonical(value).encode(), hashlib.sha256).hexdigest()


def _mac(key: bytes, previous: bytes, text: str) -> bytes:
    return hmac.new(key, b"chain" + previous + text.encode(), hashlib.sha256).digest()


def _last(db: Connection) -> tuple[int, bytes]:
    row = db.execute(LAST).first()
    return (row.entry, row.mac) if row else (0, BEFORE_THE_FIRST)
