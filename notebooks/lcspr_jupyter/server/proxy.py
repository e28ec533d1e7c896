"""A partnership's own proxy before the server: it is heard from its own address alone, and believed with a proof."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen
from tornado.httputil import HTTPServerRequest

from lcspr_core.errors import Unreadable
from lcspr_jupyter.server import signed_tokens

SECRET_HEADER = "X-Lcspr-Proxy"  # noqa: S105  (the header's name, not its secret)
FORWARDED = "X-Forwarded-For"
BEARER = "Bearer "
LEAST_SECRET = 32
STRICT_TRANSPORT = "max-age=31536000"  # a year; this host alone, for the partnership's others are not ours to bind
NOT_AN_ADDRESS = "{address} is no address of a proxy. Write one as in 127.0.0.1, or a network as in 10.0.5.0/28."
TOO_SHORT = "The secret that the proxy shows needs at least {least} characters. Make a new one, and give it to both."
NO_PROOF = "Whom the proxy names is believed only with a proof: give --proxy-secret FILE, or --identity-keys FILE."
HALF_A_PROOF = (
    "A signed identity also needs --issuer and --audience, so that a token made for another place is refused."
)


def _networks(addresses: Any) -> tuple[Any, ...]:
    return tuple(_network(one) for one in ([addresses] if isinstance(addresses, str) else addresses))


def _network(address: Any) -> Any:
    try:
        return ipaddress.ip_network(str(address))
    except ValueError:
        raise Unreadable(NOT_AN_ADDRESS.format(address=address)) from None


@frozen(kw_only=True)
class Proxy:
    """Where the proxy is, and how it proves whom it names, if the partnership's own log-in is used."""

    addresses: tuple[Any, ...] = field(converter=_networks)
    identity_header: str = ""
    secret: str = field(default="", repr=False)
    keys: tuple[Mapping[str, Any], ...] = field(default=(), converter=tuple, repr=False)
    issuer: str = ""
    audience: str = ""
    claim: str = "email"

    def __attrs_post_init__(self) -> None:
        if self.secret and len(self.secret) < LEAST_SECRET:
            raise Unreadable(TOO_SHORT.format(least=LEAST_SECRET))
        if self.vouches and not (self.secret or self.keys):
            raise Unreadable(NO_PROOF)
        if self.keys and not (self.issuer and self.audience):
            raise Unreadable(HALF_A_PROOF)

    @property
    def vouches(self) -> bool:
        """Whether the partnership's own log-in says who somebody is."""
        return bool(self.identity_header)

    def sent(self, request: HTTPServerRequest) -> bool:
        """Say whether a request came from the proxy's address; the socket says where from, no header does."""
        try:
            peer = ipaddress.ip_address(request.remote_ip or "")
        except ValueError:
            return False
        return any(peer in network for network in self.addresses)

    def address_of(self, request: HTTPServerRequest) -> str:
        """Return where somebody came from: as the proxy wrote it last, for what stands before it anybody can write."""
        if not self.sent(request):
            return str(request.remote_ip)
        return request.headers.get(FORWARDED, "").rpartition(",")[2].strip()[:64] or str(request.remote_ip)

    def named(self, request: HTTPServerRequest, now: float) -> str | None:
        """Return whom the proxy vouches for, or nobody: the place, the secret and the signature must all hold."""
        if not self.vouches or not self.sent(request) or not self._knows_secret(request):
            return None
        told = _only(request, self.identity_header)
        if told is None or not self.keys:
            return told
        claims = signed_tokens.claims(
            told.removeprefix(BEARER), self.keys, issuer=self.issuer, audience=self.audience, now=now
        )
        return _name_in(claims, self.claim)

    def _knows_secret(self, request: HTTPServerRequest) -> bool:
        if not self.secret:
            return True
        told = _only(request, SECRET_HEADER) or ""
        return hmac.compare_digest(told.encode("utf-8", "surrogateescape"), self.secret.encode())


def _only(request: HTTPServerRequest, name: str) -> str | None:
    """Return a header that was sent once: of two, one may be the visitor's own."""
    every = request.headers.get_list(name)
    return every[0].strip() or None if len(every) == 1 else None


def _name_in(claims: Mapping[str, Any] | None, claim: str) -> str | None:
    """Return the name in a token; an e-mail address that its provider has not checked is none."""
    if claims is None or (claim == "email" and claims.get("email_verified") is False):
        return None
    found = claims.get(claim)
    return found if isinstance(found, str) and found.strip() else None
