"""The partnership's own proxy: believed from its address, with its secret or a token signed for us, and never else."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from lcspr_jupyter.server import signed_tokens
from lcspr_jupyter.server.accounts.where_next import log_in_at, safe
from lcspr_jupyter.server.proxy import Proxy
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from lcspr_core.errors import Unreadable

NOW = 1_800_000_000
SECRET = "s" * 40
ISSUER, AUDIENCE = "https://login.council.example", "lcspr"
RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
WEAK = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505  (to see it refused)
CURVE = ec.generate_private_key(ec.SECP256R1())


def text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def number(value: int) -> str:
    return text(value.to_bytes(-(-value.bit_length() // 8), "big"))


def rsa_key(private, kid: str) -> dict[str, str]:
    public = private.public_key().public_numbers()
    return {"kty": "RSA", "kid": kid, "use": "sig", "n": number(public.n), "e": number(public.e)}


POINT = CURVE.public_key().public_numbers()
KEYS = (
    rsa_key(RSA, "one"),
    rsa_key(WEAK, "weak"),
    {"kty": "EC", "crv": "P-256", "kid": "curve", "x": text(POINT.x.to_bytes(32)), "y": text(POINT.y.to_bytes(32))},
)
GOOD = {
    "iss": ISSUER,
    "aud": AUDIENCE,
    "exp": NOW + 300,
    "iat": NOW,
    "email": "ann@nhs.example",
    "email_verified": True,
}


def token(claims: dict, head: dict | None = None, private=RSA) -> str:
    head = {"alg": "RS256", "kid": "one", **(head or {})}
    signed = ".".join(text(json.dumps(part).encode()) for part in (head, claims))
    if head["alg"] == "ES256":
        signature = b"".join(
            part.to_bytes(32) for part in decode_dss_signature(CURVE.sign(signed.encode(), ec.ECDSA(SHA256())))
        )
    else:
        signature = private.sign(signed.encode(), padding.PKCS1v15(), SHA256())
    return f"{signed}.{text(signature)}"


def request(*headers: tuple[str, str], peer: str = "127.0.0.1") -> HTTPServerRequest:
    line, sent = RequestStartLine("GET", "/", "HTTP/1.1"), HTTPHeaders({"Host": "reviews.example"})
    for name, value in headers:
        sent.add(name, value)
    made = HTTPServerRequest(start_line=line, headers=sent, connection=SimpleNamespace())
    made.remote_ip = peer
    return made


NAMED = ("X-Forwarded-Email", "ann@nhs.example")
SHOWN = ("X-Lcspr-Proxy", SECRET)


@pytest.fixture
def by_secret() -> Proxy:
    return Proxy(addresses="127.0.0.1", identity_header="X-Forwarded-Email", secret=SECRET)


@pytest.fixture
def by_token() -> Proxy:
    return Proxy(addresses="127.0.0.1", identity_header="Authorization", keys=KEYS, issuer=ISSUER, audience=AUDIENCE)


def test_the_proxy_is_believed_with_its_secret(by_secret):
    assert by_secret.named(request(NAMED, SHOWN), NOW) == "ann@nhs.example"


@pytest.mark.parametrize("peer", ["127.0.0.2", "10.0.0.1", "::1", "", "localhost", "fe80::1%eth0"])
def test_the_same_words_from_anywhere_else_are_nothing(by_secret, peer):
    forged = request(NAMED, SHOWN, ("X-Forwarded-For", "127.0.0.1"), ("X-Real-Ip", "127.0.0.1"), peer=peer)
    assert by_secret.named(forged, NOW) is None
    assert not by_secret.sent(forged)


@pytest.mark.parametrize(
    "headers",
    [
        (NAMED,),
        (SHOWN,),
        (NAMED, ("X-Lcspr-Proxy", "")),
        (NAMED, ("X-Lcspr-Proxy", "s" * 39)),
        (NAMED, ("X-Lcspr-Proxy", "é" * 40)),
        (NAMED, SHOWN, SHOWN),
        (NAMED, SHOWN, ("X-Forwarded-Email", "boss@nhs.example")),
        (("X-Forwarded-User", "ann@nhs.example"), SHOWN),
        (("X-Forwarded-Email", ""), SHOWN),
    ],
)
def test_without_the_secret_or_with_a_header_sent_twice_nobody_is_named(by_secret, headers):
    assert by_secret.named(request(*headers), NOW) is None


def test_a_proxy_that_is_not_set_to_name_anybody_names_nobody():
    assert Proxy(addresses="127.0.0.1").named(request(NAMED, SHOWN), NOW) is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"addresses": "the proxy"}, "is no address of a proxy. Write one as in 127.0.0.1"),
        ({"identity_header": "X-User"}, "Whom the proxy names is believed only with a proof"),
        ({"identity_header": "X-User", "secret": "short"}, "The secret that the proxy shows needs at least 32"),
        ({"identity_header": "X-User", "keys": KEYS, "issuer": ISSUER}, "A signed identity also needs --issuer and"),
    ],
)
def test_a_proxy_that_proves_nothing_is_refused_from_the_start(wrong, sentence):
    with pytest.raises(Unreadable, match=sentence):
        Proxy(**{"addresses": "127.0.0.1", **wrong})


def test_its_secret_and_keys_are_not_told(by_secret):
    assert SECRET not in repr(by_secret)


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("1.1.1.1, 203.0.113.9", "203.0.113.9"),
        ("", "127.0.0.1"),
        ("x" * 500, "x" * 64),
    ],
)
def test_an_address_is_what_the_proxy_wrote_last(by_secret, forwarded, address):
    sent = [("X-Forwarded-For", forwarded)] if forwarded else []
    assert by_secret.address_of(request(*sent)) == address
    assert by_secret.address_of(request(*sent, peer="10.0.0.1")) == "10.0.0.1"


# --- signed tokens ----------------------------------------------------------------------------------------------------


def test_a_signed_token_is_believed(by_token):
    for head in ({}, {"alg": "ES256", "kid": "curve"}):
        bearer = ("Authorization", f"Bearer {token(GOOD, head)}")
        assert by_token.named(request(bearer), NOW) == "ann@nhs.example"
        assert by_token.named(request(bearer, peer="10.0.0.1"), NOW) is None


def none_signed() -> str:
    return ".".join((text(b'{"alg":"none","kid":"one"}'), text(json.dumps(GOOD).encode()), ""))


def with_the_public_key_as_secret() -> str:
    signed = ".".join((text(b'{"alg":"HS256","kid":"one"}'), text(json.dumps(GOOD).encode())))
    return f"{signed}.{text(hmac.new(KEYS[0]['n'].encode(), signed.encode(), hashlib.sha256).digest())}"


def swapped() -> str:
    head, _, signature = token(GOOD).split(".")
    return ".".join((head, text(json.dumps({**GOOD, "email": "boss@nhs.example"}).encode()), signature))


FORGED = {
    "another's key": token(GOOD, private=OTHER),
    "a weak key": token(GOOD, {"kid": "weak"}, WEAK),
    "no signature": none_signed(),
    "a shared secret": with_the_public_key_as_secret(),
    "other claims": swapped(),
    "an unknown key": token(GOOD, {"kid": "two"}),
    "a key of another kind": token(GOOD, {"kid": "curve"}),
    "critical words": token(GOOD, {"crit": ["exp"]}),
    "over": token({**GOOD, "exp": NOW - 61}),
    "not yet": token({**GOOD, "nbf": NOW + 61}),
    "from the future": token({**GOOD, "iat": NOW + 61}),
    "without an end": token({name: value for name, value in GOOD.items() if name != "exp"}),
    "another's place": token({**GOOD, "aud": "another-app"}),
    "another's provider": token({**GOOD, "iss": "https://evil.example"}),
    "an unchecked address": token({**GOOD, "email_verified": False}),
    "no address": token({**GOOD, "email": ["ann@nhs.example"]}),
    "an end in words": token({**GOOD, "exp": "tomorrow"}),
    "not a token": "x.y.z",
    "nothing": "",
    "two dots": "..",
    "too large": token({**GOOD, "more": "x" * 20_000}),
    "a list": ".".join((text(b"[]"), text(b"[]"), "")),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_token_names_nobody(by_token, name):
    assert by_token.named(request(("Authorization", f"Bearer {FORGED[name]}".strip())), NOW) is None


def test_a_token_for_several_places_is_for_ours_too():
    several = token({**GOOD, "aud": ["other", AUDIENCE]})
    assert signed_tokens.claims(several, KEYS, issuer=ISSUER, audience=AUDIENCE, now=NOW)


def test_of_two_keys_with_one_name_none_is_taken():
    twice = (*KEYS, rsa_key(OTHER, "one"))
    assert signed_tokens.claims(token(GOOD), twice, issuer=ISSUER, audience=AUDIENCE, now=NOW) is None


# --- where a log-in leads ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ours", ["/", "/due", "/people", "/account", "/r/juniper/workbench", "/r/a.b~c-d/map"])
def test_a_log_in_leads_to_a_page_of_ours(ours):
    assert safe(ours) == ours


@pytest.mark.parametrize(
    "theirs",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/r/juniper/workbench\r\nSet-Cookie: x=y",
        "/r/juniper/workbench\n",
        "/r/../logout",
        "/r//evil.example/x",
        "/r/juniper/workbench?x=//evil.example",
        "javascript:alert(1)",
        "/logout",
        "/join?t=x",
        "",
        "/%2F/evil.example",
        "///evil.example",
        " /",
    ],
)
def test_a_log_in_leads_nowhere_else(theirs):
    assert safe(theirs) == "/"
    assert log_in_at(theirs) == "/login"
