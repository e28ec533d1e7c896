"""Commands that keep the store safe: each proves its result by opening it."""

from __future__ import annotations

import argparse
from pathlib import Path

from lcspr_core.store import Keys, Proof, Store, default_key_file
from lcspr_jupyter.places import asked_recovery_key, default_store, keys_of


def backup(asked: argparse.Namespace) -> int:
    """Copy the store to a new file, open the copy and prove it."""
    with _opened(asked) as store:
        proof = store.backup(asked.target)
    print(f"The copy at {asked.target} was opened and proved. {_told(proof)}")
    return 0


def restore(asked: argparse.Namespace) -> int:
    """Put a backup where no store is; with the recovery key, a new key file is written too."""
    place: Path = asked.store or default_store()
    keys = Keys.from_recovery(asked_recovery_key()) if asked.recovery else keys_of(place, asked.key)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    proof = Store.restore(asked.copy, place, keys)
    key_file = asked.key or default_key_file(place)
    if asked.recovery and not key_file.exists():
        keys.write_key_file(key_file, store=place)
    print(f"The store at {place} was put back and proved. {_told(proof)}")
    return 0


def verify(asked: argparse.Namespace) -> int:
    """Read the whole store once, and follow its audit from the first entry to the last."""
    with _opened(asked) as store:
        proof = store.verify()
    print(f"Sound. {_told(proof)}")
    return 0


def _opened(asked: argparse.Namespace) -> Store:
    place: Path = asked.store or default_store()
    return Store.open(place, keys_of(place, asked.key))


def _told(proof: Proof) -> str:
    return (
        f"{proof.reviews} reviews, {proof.records} records, {proof.changes} changes, "
        f"{proof.sealed} sealed texts; the audit ends at {proof.head}."
    )
