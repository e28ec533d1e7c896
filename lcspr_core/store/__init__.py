"""The encrypted store: reviews as JSON records with their history, their audit, and the real names apart."""

from __future__ import annotations

from lcspr_core.errors import BothTexts, Clash, NotFound
from lcspr_core.store.keyfile import default_place as default_key_file
from lcspr_core.store.keys import Keys, read_key_file
from lcspr_core.store.passphrase import Salt
from lcspr_core.store.reading import LEDGERS
from lcspr_core.store.refusals import StoreRefused
from lcspr_core.store.store import Store
from lcspr_core.store.undoing import NEVER_UNDONE
from lcspr_core.store.values import (
    Applied,
    Body,
    Change,
    Contents,
    Head,
    Page,
    Past,
    Proof,
    Revised,
    Row,
    Saved,
    Summary,
)

__all__ = [
    "LEDGERS",
    "NEVER_UNDONE",
    "Applied",
    "Body",
    "BothTexts",
    "Change",
    "Clash",
    "Contents",
    "Head",
    "Keys",
    "NotFound",
    "Page",
    "Past",
    "Proof",
    "Revised",
    "Row",
    "Salt",
    "Saved",
    "Store",
    "StoreRefused",
    "Summary",
    "default_key_file",
    "read_key_file",
]
