"""Passphrases of those who log in: argon2id, slow on purpose, and the same work whether there is an account or not."""

from __future__ import annotations

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from lcspr_core.errors import Unreadable

LEAST = 12
MOST = 200  # more is no passphrase, but an attempt to keep the server busy
DIFFERENT = 6
SHORT = "The passphrase needs at least {least} characters. Three or four words that do not belong together do well."
LONG = "The passphrase has more than {most} characters. Choose a shorter one."
ALIKE = "The passphrase is too easily guessed. Choose three or four words that do not belong together."
TWICE = "The two passphrases differ. Type the same one in both fields."

# RFC 9106, its second choice: three rounds over 64 MiB in four lanes; about as much as a log-in can wait for.
HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4, hash_len=32, salt_len=16)


def checked(passphrase: str, again: str, login: str) -> str:
    """Return a new passphrase that will do, or say what is wanting."""
    text = _plain(passphrase)
    if len(text) < LEAST:
        raise Unreadable(SHORT.format(least=LEAST))
    if len(text) > MOST:
        raise Unreadable(LONG.format(most=MOST))
    if len(set(text.casefold())) < DIFFERENT or _leans_on(text, login):
        raise Unreadable(ALIKE)
    if text != _plain(again):
        raise Unreadable(TWICE)
    return text


def hashed(passphrase: str) -> str:
    """Return what is kept of a passphrase, with its salt and its cost."""
    return HASHER.hash(_plain(passphrase))


def fits(kept: str, passphrase: str) -> bool:
    """Say whether a passphrase is the one that was kept; where none was, the same work is done for nothing."""
    text = _plain(passphrase)[: MOST + 1]
    try:
        right = HASHER.verify(kept or _nobody(), text)
    except (Argon2Error, InvalidHashError):
        return False
    return right and bool(kept)


@cache
def _nobody() -> str:
    return HASHER.hash("what nobody ever chose")


def ready() -> None:
    """Do once what the first failed log-in would else be slower by."""
    _nobody()


def _plain(passphrase: str) -> str:
    """Write a passphrase the same way whichever keyboard it came from."""
    return unicodedata.normalize("NFKC", passphrase.encode("utf-8", "replace").decode())


def _leans_on(text: str, login: str) -> bool:
    name = login.casefold().partition("@")[0]
    left = text.casefold().replace(login.casefold(), "").replace(name, "") if len(name) > 2 else text  # noqa: PLR2004
    return len(left) < LEAST // 2
