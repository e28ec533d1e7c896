"""Where things lie on this computer unless somebody says otherwise, and which keys open a store."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path

from platformdirs import user_data_path

from lcspr_core.errors import Unreadable
from lcspr_core.store import Keys, Salt, Store, default_key_file, read_key_file
from lcspr_core.store.passphrase import settings_place

RECOVERY = """
A new store was made at {place}.
Its key lies apart from it, at {key}.

This is its recovery key. It is shown once. Write it down and keep it in another place than this computer:

  {recovery}

Without the key file or this recovery key, nobody can open the store again.
"""


def default_store() -> Path:
    """Return where a partnership's store lies unless another place is named."""
    return user_data_path("lcspr", appauthor=False) / "partnership.lcspr"


def keys_of(place: Path, key_file: Path | None = None) -> Keys:
    """Return the keys of a store: from its passphrase if it has one, else from its key file."""
    if settings_place(place).exists():
        return Keys.from_passphrase(asked_passphrase(), Salt.read(place))
    return read_key_file(key_file or default_key_file(place), store=place)


def asked_passphrase() -> str:
    """Ask for the passphrase at the terminal; it is never taken from the command line or the environment."""
    if not sys.stdin.isatty():
        raise Unreadable("This store opens with a passphrase. Start it in a terminal, where it can be asked for.")
    return getpass.getpass("Passphrase of the store: ")


def asked_recovery_key() -> str:
    """Ask for the recovery key at the terminal."""
    return getpass.getpass("Recovery key: ") if sys.stdin.isatty() else sys.stdin.readline()


def open_or_make(place: Path, key_file: Path | None = None, *, passphrase: bool = False) -> Store:
    """Open the store, or make a new one and show its recovery key, once."""
    if place.exists():
        return Store.open(place, keys_of(place, key_file))
    if passphrase:
        return _made_with_passphrase(place)
    keys = Keys.new()
    store = Store.create(place, keys)
    written = keys.write_key_file(key_file or default_key_file(place), store=place)
    print(RECOVERY.format(place=place, key=written, recovery=keys.recovery_key()))  # noqa: T201
    return store


def _made_with_passphrase(place: Path) -> Store:
    salt = Salt.new()
    keys = Keys.from_passphrase(asked_passphrase(), salt)
    store = Store.create(place, keys)
    salt.write(place)
    print(RECOVERY.format(place=place, key="your passphrase", recovery=keys.recovery_key()))  # noqa: T201
    return store
