"""How a passphrase becomes the keys' root: argon2id, with salt and cost in a small readable file beside the store."""

from __future__ import annotations

import json
import secrets
import unicodedata
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from attrs import asdict, field, frozen, validators

from lcspr_core.store.files import write_private
from lcspr_core.store.key_refusals import SettingsUnreadable, WeakPassphrase

LEAST_CHARACTERS = 12
FORM = "lcspr passphrase settings 1"


def _between(least: int, most: int) -> Any:
    """Bound a cost on both sides: too little is no protection, too much is a trap for whoever opens the store."""
    return validators.and_(validators.instance_of(int), validators.ge(least), validators.le(most))


@frozen(kw_only=True)
class Salt:
    """The salt of a store's passphrase, and how much work each guess shall cost; none of it is secret."""

    salt: bytes = field(validator=validators.and_(validators.instance_of(bytes), validators.min_len(16)))
    rounds: int = field(default=3, validator=_between(2, 20))
    memory_kib: int = field(default=64 * 1024, validator=_between(19 * 1024, 1024 * 1024))
    lanes: int = field(default=4, validator=_between(1, 16))

    @classmethod
    def new(cls) -> Salt:
        """Make a salt that no other store has."""
        return cls(salt=secrets.token_bytes(16))

    def write(self, store: Path) -> Path:
        """Write the settings beside the store."""
        settings = {"form": FORM, "function": "argon2id", **asdict(self), "salt": self.salt.hex()}
        return write_private(settings_place(store), json.dumps(settings, indent=1).encode())

    @classmethod
    def read(cls, store: Path) -> Salt:
        """Read the settings that lie beside the store."""
        place = settings_place(store)
        try:
            settings = json.loads(place.read_text("utf-8"))
            if settings.pop("form") != FORM or settings.pop("function") != "argon2id":
                raise SettingsUnreadable(place=place)
            return cls(**{**settings, "salt": bytes.fromhex(settings["salt"])})
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as odd:
            raise SettingsUnreadable(place=place) from odd


def settings_place(store: Path) -> Path:
    """Return where the passphrase settings of a store lie."""
    return store.with_name(f"{store.name}.passphrase.json")


def stretched(passphrase: str, salt: Salt, length: int) -> bytes:
    """Return bytes from a passphrase, the same on every keyboard and computer."""
    secret = unicodedata.normalize("NFKC", passphrase)
    if len(secret) < LEAST_CHARACTERS:
        raise WeakPassphrase(least=LEAST_CHARACTERS)
    return hash_secret_raw(
        secret.encode(),
        salt.salt,
        time_cost=salt.rounds,
        memory_cost=salt.memory_kib,
        parallelism=salt.lanes,
        hash_len=length,
        type=Type.ID,
    )
