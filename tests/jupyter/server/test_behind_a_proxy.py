"""A server behind a partnership's proxy: cookies and headers of a secured line, and whom its log-in names."""

from __future__ import annotations

import html
import http.client
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from attrs import define, field
from lcspr_jupyter.server.accounts.log_in_door import UNKNOWN_HERE
from lcspr_jupyter.server.running import Apart, running

from lcspr_core.store import Store

pytestmark = pytest.mark.story  # it takes the whole program, running

SECRET = "s" * 40
HOST = "reviews.council.example"
PROXY = "127.0.0.2"  # a second address of this computer: what comes from the first does not come by the proxy


@define
class Line:
    """A browser, as the proxy passes its requests on; or somebody who goes round the proxy."""

    base: str
    by: str = PROXY
    sends: dict[str, str] = field(factory=dict)
    cookies: dict[str, str] = field(factory=dict)
    set_cookies: list[str] = field(factory=list)

    def ask(self, path: str, told: dict[str, str] | None = None, **headers: str) -> tuple[int, dict[str, str], str]:
        where = urlsplit(self.base)
        line = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60, source_address=(self.by, 0))
        sent = {"Host": HOST, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        content = urlencode(told) if told is not None else None
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if content is not None else {}
        line.request("GET" if told is None else "POST", path, content, {**sent, **kind, **self.sends, **headers})
        answer = line.getresponse()
        text = answer.read().decode()
        line.close()
        self.set_cookies = answer.headers.get_all("Set-Cookie") or []
        for one in self.set_cookies:
            name, _, value = one.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, dict(answer.getheaders()), text

    def send(self, path: str, **told: str) -> tuple[int, dict[str, str], str]:
        return self.ask(path, {"_xsrf": self.cookies.get("_xsrf", ""), **told}, Origin=f"https://{HOST}")


@pytest.fixture(scope="module")
def stores(tmp_path_factory, keys) -> Any:
    def made(name: str) -> Any:
        place = tmp_path_factory.mktemp(name) / "reviews.lcspr"
        header = {"id": "juniper", "title": "Juniper", "opened_on": "2026-04-02"}
        with Store.create(place, keys) as store:
            store.open_review("juniper", header, "owner", "2026-04-02T10:00:00+00:00", {"title": "Juniper"})
        return place

    return made


@pytest.fixture(scope="module")
def plain(stores, keys, pages) -> Iterator[Apart]:
    """A server behind a proxy, with accounts of its own."""
    told = {"proxy": {"addresses": PROXY}, "hosts": [HOST], "public": f"https://{HOST}", "accounts": True}
    with running(stores("plain"), keys, notebooks=pages, spare_kernels=0, **told) as made:
        yield made


@pytest.fixture(scope="module")
def vouching(stores, keys, pages) -> Iterator[Apart]:
    """A server whose proxy logs people in."""
    proxy = {"addresses": PROXY, "identity_header": "X-Forwarded-Email", "secret": SECRET}
    told = {"proxy": proxy, "hosts": [HOST], "public": f"https://{HOST}", "accounts": True}
    with running(stores("vouching"), keys, notebooks=pages, spare_kernels=0, **told) as made:
        yield made


def coordinator(server: Apart, **sends: str) -> Line:
    line = Line(server.base_url, sends=sends)
    link = server.invite("You", "coordinator", person="owner")
    status, _, text = line.ask(link.removeprefix(server.base_url))
    assert status == 200, text
    line.ask("/people")
    return line


def words(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


# --- a secured line ---------------------------------------------------------------------------------------------------


def test_cookies_go_over_a_secured_line_alone_and_no_other_host_may_set_them(plain):
    (session,) = [one for one in coordinator_cookies(plain) if one.startswith("__Host-lcspr=")]
    assert all(part in session for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"))
    assert "Domain" not in session
    stranger = Line(plain.base_url)
    stranger.ask("/login")
    (token,) = [one for one in stranger.set_cookies if one.startswith("_xsrf=")]
    assert "Secure" in token


def coordinator_cookies(server: Apart) -> list[str]:
    line = Line(server.base_url)
    line.ask("/join?t=" + server.invite("Ann", "coordinator").rpartition("?t=")[2])
    return line.set_cookies


@pytest.mark.parametrize("path", ["/login", "/people", "/nowhere", "/healthz", "/invitation?t=x"])
def test_every_answer_tells_the_browser_to_keep_to_the_secured_line(plain, path):
    _, headers, _ = Line(plain.base_url).ask(path)
    assert headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("path", ["/", "/login", "/healthz", "/people", "/nowhere"])
def test_whoever_goes_round_the_proxy_is_let_in_nowhere(plain, path):
    around = Line(plain.base_url, by="127.0.0.1", sends={"X-Forwarded-For": PROXY})
    status, _, text = around.ask(path)
    assert status == 403
    assert "http-equiv" not in text
    assert around.ask(path, Host="127.0.0.1")[0] == 403
    assert Line(plain.base_url).ask(path, Host="127.0.0.1")[0] == 403


def test_a_link_leads_to_the_address_that_people_type(plain):
    line = coordinator(plain)
    told = {"called": "Ann", "login": "ann@nhs.example", "role": "reader", "review": "juniper"}
    _, _, text = line.send("/people", do="invite", **told)
    assert re.search(rf'class="key">https://{HOST}/invitation\?t=[\w-]{{43}}<', text), words(text)


def test_who_guesses_through_the_proxy_is_slowed_by_their_own_address_not_by_the_proxys(plain):
    guesser, honest = Line(plain.base_url), Line(plain.base_url)
    for line in (guesser, honest):
        line.ask("/login")
    for number in range(30):
        guesser.sends = {"X-Forwarded-For": f"10.9.8.{number}, 203.0.113.7"}
        assert guesser.send("/login", login=f"name{number}", passphrase="x", code="0")[0] == 403
    assert guesser.send("/login", login="another", passphrase="x", code="0")[0] == 429
    honest.sends = {"X-Forwarded-For": "203.0.113.8"}
    assert honest.send("/login", login="another", passphrase="x", code="0")[0] == 403


# --- the partnership's own log-in -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ann(vouching) -> str:
    """Put Ann on the list; her partnership's log-in is her way in."""
    told = {"called": "Ann", "login": "ann@nhs.example", "role": "panel_member", "review": "juniper"}
    lead = {"called": "Lead", "login": "lead@council.example", "role": "coordinator", "review": "*"}
    seen = Line(vouching.base_url, sends=named("lead@council.example"))
    vouching.ask("admit", **lead)
    seen.ask("/login")
    seen.ask("/people")
    status, _, text = seen.send("/people", do="invite", **told)
    assert status == 200, words(text)
    assert "can come in with the partnership’s own log-in now" in text
    assert "/invitation?t=" not in text
    return told["login"]


def named(login: str, secret: str = SECRET) -> dict[str, str]:
    return {"X-Forwarded-Email": login, "X-Lcspr-Proxy": secret}


def test_whom_the_proxy_names_comes_in_without_a_passphrase(vouching, ann):
    line = Line(vouching.base_url, sends=named(ann))
    status, _, text = line.ask("/login?next=/r/juniper/workbench")
    assert (status, 'content="0;url=/r/juniper/workbench"' in text) == (200, True)
    assert line.ask("/healthz")[0] == 200
    assert line.ask("/people")[0] == 403
    assert "Your passphrase and second factor are those of your partnership" in words(line.ask("/account")[2])


@pytest.mark.parametrize(
    "sends",
    [
        {},
        named("ann@nhs.example", ""),
        named("ann@nhs.example", "t" * 40),
        {"X-Forwarded-Email": "ann@nhs.example"},
        {"X-Forwarded-User": "ann@nhs.example", "X-Lcspr-Proxy": SECRET},
        named("nobody@nhs.example"),
        named(""),
    ],
)
def test_a_forged_or_unknown_name_gets_a_calm_page_and_no_session(vouching, ann, sends):
    line = Line(vouching.base_url, sends=sends)
    status, _, text = line.ask("/login")
    assert (status, UNKNOWN_HERE in words(text)) == (403, True)
    assert "http-equiv" not in text
    assert not [one for one in line.set_cookies if one.startswith("__Host-")]
    assert "nhs.example" not in text


def test_the_header_from_anywhere_but_the_proxy_is_nothing(vouching, ann):
    around = Line(vouching.base_url, by="127.0.0.1", sends={**named(ann), "X-Forwarded-For": PROXY})
    assert around.ask("/login")[0] == 403
    assert not around.set_cookies


def test_a_session_goes_no_further_than_the_log_in_behind_it(vouching, ann):
    line = Line(vouching.base_url, sends=named(ann))
    line.ask("/login")
    assert line.ask("/healthz")[0] == 200
    for sends in ({}, named("lead@council.example"), {"X-Forwarded-Email": ann}):
        line.sends = sends
        assert line.ask("/healthz")[0] == 403
    line.sends = named(ann)
    assert line.ask("/healthz")[0] == 200


def test_no_passphrase_and_no_invitation_opens_what_the_proxy_guards(vouching, ann):
    line = Line(vouching.base_url, sends=named("nobody@nhs.example"))
    line.ask("/login")
    line.ask("/people")
    line.cookies.setdefault("_xsrf", "0" * 32)
    assert line.send("/login", login=ann, passphrase="x", code="0")[0] == 403
    assert line.ask("/invitation?t=" + "x" * 43)[0] == 403
