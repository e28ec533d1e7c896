"""The keys of a store: one root, and from it one key each for the data, the real names and the audit chain."""

from __future__ import annotations

import secrets
from functools import cached_property
from pathlib import Path

from attrs import field, frozen, validators
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lcspr_core.store import keyfile, recovery
from lcspr_core.store.passphrase import Salt, stretched

ROOT_BYTES = 32


@frozen(kw_only=True)
class Keys:
    """What opens a store; shown nowhere, not even in an error."""

    root: bytes = field(
        repr=False,
        validator=validators.and_(
            validators.instance_of(bytes), validators.min_len(ROOT_BYTES), validators.max_len(ROOT_BYTES)
        ),
    )

    @cached_property
    def data(self) -> bytes:
        """The key of the whole file."""
        return _derived(self.root, "data")

    @cached_property
    def names(self) -> bytes:
        """The second key, under which real names and original texts are sealed."""
        return _derived(self.root, "names")

    @cached_property
    def audit(self) -> bytes:
        """The key that chains the audit's entries."""
        return _derived(self.root, "audit")

    @classmethod
    def new(cls) -> Keys:
        """Make keys that nobody has."""
        return cls(root=secrets.token_bytes(ROOT_BYTES))

    @classmethod
    def from_passphrase(cls, passphrase: str, salt: Salt) -> Keys:
        """Return the keys that this passphrase stands for, slowly on purpose."""
        return cls(root=stretched(passphrase, salt, ROOT_BYTES))

    @classmethod
    def from_recovery(cls, text: str) -> Keys:
        """Return the keys from the recovery key as somebody typed it."""
        return cls(root=recovery.read(text))

    def recovery_key(self) -> str:
        """Return the text that unlocks these keys again, to be shown once and kept on paper."""
        return recovery.written(self.root)

    def write_key_file(self, place: Path, *, store: Path) -> Path:
        """Write the key to a file that only its owner can read, in another folder than the store."""
        return keyfile.write(place, self.root, store)


def read_key_file(place: Path, *, store: Path | None = None) -> Keys:
    """Return the keys from a key file that nobody else can read."""
    return Keys(root=keyfile.read(place, store))


def _derived(root: bytes, purpose: str) -> bytes:
    """Return the key for one purpose; none of them tells anything about another."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"lcspr {purpose}".encode()).derive(root)
