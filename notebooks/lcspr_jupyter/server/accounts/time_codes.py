"""The second factor: six figures that an app counts out of a shared secret and the hour (RFC 6238), each good once."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from urllib.parse import quote, urlencode

SPAN = 30  # seconds that one code stands for
FIGURES = 6
EITHER_SIDE = 1  # steps by which a telephone's clock may be wrong
SECRET_BYTES = 20
ISSUER = "lcspr"


def new_secret() -> str:
    """Return a secret that no other account has, as apps take it."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def step_at(moment: float) -> int:
    """Return the number of the span that a moment, in seconds since 1970, falls in."""
    return int(moment // SPAN)


def code(secret: str, step: int, figures: int = FIGURES) -> str:
    """Return the code of one span."""
    digest = hmac.new(_bytes(secret), step.to_bytes(8, "big"), hashlib.sha1).digest()  # apps know no other hash
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**figures).zfill(figures)


def fitting(secret: str, typed: str, moment: float, used: int) -> int | None:
    """Return the step that a typed code belongs to, if it is near enough and later than the last one used."""
    told = "".join(typed.split()).encode("utf-8", "surrogatepass")
    here = step_at(moment)
    steps = range(here - EITHER_SIDE, here + EITHER_SIDE + 1)
    # Each is compared, whichever fits: the time taken tells nothing.
    found = [step for step in steps if hmac.compare_digest(code(secret, step).encode(), told) and step > used]
    return found[-1] if found else None


def grouped(secret: str) -> str:
    """Return a secret as it is easily typed: in groups of four."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def link(secret: str, login: str) -> str:
    """Return the link that opens in an app, and that its picture holds."""
    wanted = {"secret": secret, "issuer": ISSUER, "digits": FIGURES, "period": SPAN}
    return f"otpauth://totp/{ISSUER}:{quote(login, safe='')}?{urlencode(wanted)}"


def picture(secret: str, login: str) -> str:
    """Return the link as a picture to be scanned, written into the page itself."""
    import segno

    return str(segno.make(link(secret, login), error="m").svg_data_uri(scale=4, border=4, light="#fff"))


def _bytes(secret: str) -> bytes:
    try:
        return base64.b32decode(secret, casefold=True)
    except (binascii.Error, ValueError):
        return b""
