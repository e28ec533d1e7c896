"""Words for the day that a telephone is lost: shown once, each good once, kept as hashes only."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another
HOW_MANY = 8
LENGTH = 12
GROUP = 4


def new_codes() -> tuple[str, ...]:
    """Return a sheet of codes, each in groups that can be read aloud."""
    return tuple(_grouped("".join(secrets.choice(SIGNS) for _ in range(LENGTH))) for _ in range(HOW_MANY))


def kept(typed: str, account: str) -> str:
    """Return what a code is known by: nobody who reads it can type the code."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    return hashlib.sha256(f"{account} {plain}".encode("utf-8", "surrogatepass")).hexdigest()


def found(typed: str, account: str, every: Iterable[str]) -> str | None:
    """Return the code that was typed, if it is one of those that are left; each is compared."""
    asked = kept(typed, account)
    fitting = [one for one in every if hmac.compare_digest(one, asked)]
    return fitting[0] if fitting else None


def _grouped(plain: str) -> str:
    return "-".join(plain[start : start + GROUP] for start in range(0, LENGTH, GROUP))
