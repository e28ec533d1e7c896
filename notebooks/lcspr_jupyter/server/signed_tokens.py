"""Reads a signed token (JWT) with the provider's public keys: nothing is fetched, and each doubt is a refusal."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

Claims = Mapping[str, Any]
LARGEST = 16_000
LEEWAY = 60  # seconds by which two computers' clocks may differ
LEAST_BITS = 2048
CURVE_BYTES = 32


def claims(token: str, keys: Iterable[Mapping[str, Any]], *, issuer: str, audience: str, now: float) -> Claims | None:
    """Return what a token says, if it is signed by one of these keys, for us, and good at this moment."""
    try:
        told = _verified(token, keys)
        good = told is not None and told["iss"] == issuer and audience in _listed(told["aud"]) and _in_time(told, now)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error, InvalidSignature):
        return None
    return told if good else None


def _verified(token: str, keys: Iterable[Mapping[str, Any]]) -> dict[str, Any] | None:
    if len(token) > LARGEST:
        return None
    signed, _, signature = token.rpartition(".")
    head, payload = (json.loads(_bytes(part)) for part in signed.split("."))
    check = CHECKS.get(head["alg"]) if "crit" not in head else None
    fitting = [key for key in keys if key.get("kid") == head.get("kid")]
    if check is None or len(fitting) != 1 or fitting[0].get("use", "sig") != "sig":
        return None
    check(fitting[0], _bytes(signature), signed.encode("ascii"))
    return payload if isinstance(payload, dict) else None


def _in_time(told: Claims, now: float) -> bool:
    return told["exp"] + LEEWAY > now and told.get("nbf", 0) - LEEWAY <= now and told.get("iat", 0) - LEEWAY <= now


def _listed(audience: Any) -> list[Any]:
    return audience if isinstance(audience, list) else [audience]


def _rsa(key: Mapping[str, Any], signature: bytes, signed: bytes) -> None:
    """Check as RS256 does; a key of another kind raises, so that none is taken for what it is not."""
    if key["kty"] != "RSA":
        raise ValueError
    public = rsa.RSAPublicNumbers(_number(key["e"]), _number(key["n"])).public_key()
    if public.key_size < LEAST_BITS:
        raise ValueError
    public.verify(signature, signed, padding.PKCS1v15(), SHA256())


def _curve(key: Mapping[str, Any], signature: bytes, signed: bytes) -> None:
    """Check as ES256 does."""
    if key["kty"] != "EC" or key["crv"] != "P-256" or len(signature) != 2 * CURVE_BYTES:
        raise ValueError
    public = ec.EllipticCurvePublicNumbers(_number(key["x"]), _number(key["y"]), ec.SECP256R1()).public_key()
    both = (int.from_bytes(part, "big") for part in (signature[:CURVE_BYTES], signature[CURVE_BYTES:]))
    public.verify(encode_dss_signature(*both), signed, ec.ECDSA(SHA256()))


# What may sign: “none” and shared secrets are not among them.
CHECKS: Mapping[str, Callable[[Mapping[str, Any], bytes, bytes], None]] = {"RS256": _rsa, "ES256": _curve}


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _number(text: str) -> int:
    return int.from_bytes(_bytes(text), "big")
