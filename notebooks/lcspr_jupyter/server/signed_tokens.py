"""Reads a signed token (JWT) with the provider's public keys: nothing is fetched, and each doubt is a refusal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

Claims = Mapping[str, Any]
SIGNED_BY = ("RS256", "ES256")  # “none” and shared secrets are not among them
LARGEST = 16_000
LEEWAY = 60  # seconds by which two computers' clocks may differ
LEAST_BITS = 2048
# The hour is judged here, by the server's own clock, so that a test can move it.
OPTIONS: Any = {"require": ["exp", "iss", "aud"], "verify_exp": False, "verify_nbf": False, "verify_iat": False}


def claims(token: str, keys: Iterable[Mapping[str, Any]], *, issuer: str, audience: str, now: float) -> Claims | None:
    """Return what a token says, if it is signed by one of these keys, for us, and good at this moment."""
    if len(token) > LARGEST:
        return None
    try:
        key = _key(jwt.get_unverified_header(token), keys)
        told: Claims = jwt.decode(token, key, SIGNED_BY, OPTIONS, issuer=issuer, audience=audience)
        return told if _in_time(told, now) else None
    except (jwt.PyJWTError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _key(head: Mapping[str, Any], keys: Iterable[Mapping[str, Any]]) -> jwt.PyJWK:
    """Return the one key of the name in the head, for signing, and strong enough."""
    [named] = [one for one in keys if one.get("kid") == head.get("kid") and one.get("use", "sig") == "sig"]
    key = jwt.PyJWK(dict(named))
    if key.algorithm_name != head["alg"] or (isinstance(key.key, RSAPublicKey) and key.key.key_size < LEAST_BITS):
        raise ValueError
    return key


def _in_time(told: Claims, now: float) -> bool:
    return told["exp"] + LEEWAY > now and told.get("nbf", 0) - LEEWAY <= now and told.get("iat", 0) - LEEWAY <= now
