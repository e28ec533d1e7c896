"""The key of the audit chain: the store's first one for as long as it lives, whatever its other keys are now."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from lcspr_core.store import names
from lcspr_core.store.keys import Keys
from lcspr_core.store.tables import meta

KEPT = "chain key"
PLACE = ("", "key", "audit", "")


def chain_key(db: Connection, keys: Keys) -> bytes:
    """Return the key under which the chain was begun; after a change of keys it lies sealed in the store."""
    text = db.execute(select(meta.c.value).where(meta.c.name == KEPT)).scalar()
    return keys.audit if text is None else bytes.fromhex(names.opened(keys.names, bytes.fromhex(text), *PLACE))


def keep_chain_key(db: Connection, keys: Keys, chain: bytes) -> None:
    """Seal the chain's key under new keys."""
    db.execute(meta.delete().where(meta.c.name == KEPT))
    text = names.closed(keys.names, chain.hex(), *PLACE).hex()
    db.execute(insert(meta), {"name": KEPT, "value": text})
