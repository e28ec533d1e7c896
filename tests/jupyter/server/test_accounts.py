"""Accounts on a partnership's server, from invitation to the end of a role, as friend and foe meet them."""

from __future__ import annotations

import asyncio
import html
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from attrs import define
from lcspr_jupyter.gate import Gate
from lcspr_jupyter.server.accounts import time_codes
from lcspr_jupyter.server.accounts.coming_in import LINK_GONE, NO_ROLE, WRONG
from lcspr_jupyter.server.accounts.people_door import NO_SUCH_DEED, NOT_YOURS
from lcspr_jupyter.server.running import Apart, running

from lcspr_core.errors import NotAllowed

PHRASE = "kettle orbit marigold"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def server(place, keys, pages) -> Iterator[Apart]:
    """A partnership's server, to which people log in."""
    with running(place, keys, notebooks=pages, accounts=True, most_kernels=40, most_kernels_each=30) as made:
        yield made


def send(client, path: str, **fields: str):
    """Send a plain form, as a browser without scripts does."""
    told = {"_xsrf": client.cookies["_xsrf"], **fields}
    return client.ask("POST", path, urlencode(told).encode(), **FORM)


def link_in(reply) -> str:
    """Return the link that a page shows."""
    found = re.search(r'class="key">http[^<]*(/invitation\?t=[A-Za-z0-9_-]+)<', reply.text)
    assert found, html.unescape(re.sub(r"<[^>]+>", " ", reply.text))[:3000]
    return found.group(1)


def secret_in(reply) -> str:
    """Return the key that a page shows for the code app."""
    return re.search(r'class="key">([A-Z2-7 ]+)<', reply.text).group(1).replace(" ", "")


def sorry(reply) -> str:
    """Return what a page says was not done."""
    found = re.search(r'id="sorry"><h2>[^<]*</h2><p>([^<]*)</p>', reply.text)
    return html.unescape(found.group(1)) if found else ""


@define
class Clock:
    """The server's clock, as far as a test has put it forward."""

    server: Apart
    ahead: float = 0.0

    def forward(self, **on: float) -> None:
        seconds = timedelta(**on).total_seconds()
        self.ahead += seconds
        self.server.ask("put_forward", seconds=seconds)

    def turn(self, **on: float) -> None:
        """Turn the calendar, while nobody's session grows older."""
        seconds = timedelta(**on).total_seconds()
        self.ahead += seconds
        self.server.ask("put_forward", seconds=seconds, calendar=True)

    def step(self) -> int:
        return time_codes.step_at(time.time() + self.ahead)


@define
class Colleague:
    """Somebody who was invited: what they know and hold, and their browser."""

    client: Any
    login: str
    clock: Clock
    secret: str = ""
    recovery: tuple[str, ...] = ()
    used: int = 0

    def code(self) -> str:
        """Return a code of the app that was not used yet; the next half minute is not waited for."""
        if self.clock.step() <= self.used:
            self.clock.forward(seconds=time_codes.SPAN)
        self.used = self.clock.step()
        return time_codes.code(self.secret, self.used)

    def accept(self, link: str, phrase: str = PHRASE):
        page = self.client.get(link)
        assert page.status == 200, page.text
        self.secret, word = secret_in(page), link.partition("?t=")[2]
        told = {"t": word, "passphrase": phrase, "again": phrase, "code": self.code()}
        reply = send(self.client, "/invitation", **told)
        self.recovery = tuple(re.findall(r"<code>([^<]+)</code>", reply.text))
        return reply

    def log_in(self, client=None, **other: str):
        told = {"login": self.login, "passphrase": PHRASE, "next": "/", **other}
        return send(client or self.client, "/login", **({"code": self.code()} if "code" not in other else {}), **told)

    @property
    def cookie(self) -> str:
        """Return the cookie of the session."""
        return next(value for name, value in self.client.cookies.items() if re.fullmatch(r"lcspr-\d+", name))

    def known(self) -> bool:
        """Say whether the browser is still known."""
        return self.client.get("/healthz").status == 200


@pytest.fixture(scope="module")
def clock(server) -> Clock:
    return Clock(server)


@pytest.fixture
def owner(server, joined):
    """The coordinator's browser, known anew: some tests let days pass."""
    return joined(server.invite("You", "coordinator", person="owner"))


@pytest.fixture
def invited(owner) -> Callable[..., Any]:
    """Let the coordinator invite somebody, and return what the page answers."""

    def of(name: str, role: str = "panel_member", review: str = "juniper", **more: str):
        login = f"{name.lower()}@nhs.example"
        reply = send(owner, "/people", do="invite", called=name, login=login, role=role, review=review, **more)
        assert reply.status == 200, sorry(reply)
        return reply

    return of


@pytest.fixture
def colleague(server, invited, clock, owner) -> Callable[..., Colleague]:
    """Let the coordinator invite somebody, who takes it up."""

    def of(name: str, *args: str, **more: str) -> Colleague:
        made = Colleague(type(owner)(server.base_url), f"{name.lower()}@nhs.example", clock)
        made.accept(link_in(invited(name, *args, **more)))
        return made

    return of


def person(owner, name: str) -> tuple[str, list[str]]:
    """Return the ids of somebody and of the roles that stand, as the coordinator's page has them."""
    page = owner.get("/people").text
    part = next(one for one in page.split('<section class="panel someone"')[1:] if f">{name}</h3>" in one)
    found = re.search(r'aria-labelledby="(w-[0-9a-f]+)"', part)
    return found.group(1), re.findall(r'name="held" value="(r-[0-9a-f]+)"', part)


# --- the whole way ----------------------------------------------------------------------------------------------------


def test_somebody_is_invited_comes_in_works_logs_out_and_logs_in(server, invited, clock, stranger):
    ann = Colleague(stranger, "ann@nhs.example", clock)
    accepted = ann.accept(link_in(invited("Ann")))
    assert accepted.status == 200
    assert len(ann.recovery) == 8
    assert ann.known()
    stranger.leave(stranger.open("/r/juniper/workbench"))
    assert stranger.get("/r/rowan/workbench").status == 404
    assert send(stranger, "/logout").status == 200
    assert not ann.known()
    again = ann.log_in(next="/r/juniper/workbench")
    assert (again.status, again.headers["Location"]) == (303, "/r/juniper/workbench")
    assert ann.known()


def test_where_one_computer_is_one_persons_there_is_nothing_to_log_in_to(place_of_limits):
    for path in ("/login", "/invitation?t=x", "/people", "/account"):
        assert place_of_limits.get(path).status == 404


# --- an invitation ----------------------------------------------------------------------------------------------------


def test_each_browser_is_shown_a_key_of_its_own_and_only_its_own_is_taken(server, invited, clock, stranger, owner):
    """Whoever peeks at a link knows nothing of the key that its person then uses."""
    link = link_in(invited("Peeked"))
    thief = type(owner)(server.base_url)
    seen = secret_in(thief.get(link))
    right = Colleague(stranger, "peeked@nhs.example", clock)
    assert secret_in(stranger.get(link)) != seen
    assert secret_in(stranger.get(link)) == secret_in(stranger.get(link))
    assert right.accept(link).status == 200
    late = Colleague(thief, "peeked@nhs.example", clock, secret=seen)
    reply = send(thief, "/invitation", t=link[-43:], passphrase=PHRASE, again=PHRASE, code=late.code())
    assert (reply.status, LINK_GONE in html.unescape(reply.text)) == (403, True)
    assert late.log_in().status == 403
    assert thief.get(link).status == 403


def test_a_browser_that_never_saw_the_page_takes_no_invitation_up(server, invited, stranger):
    link = link_in(invited("Unseen"))
    reply = send(stranger, "/invitation", t=link[-43:], passphrase=PHRASE, again=PHRASE, code="000000")
    assert reply.status == 403
    assert not recovery_in(reply)


def recovery_in(reply) -> list[str]:
    return re.findall(r"<code>([^<]+)</code>", reply.text)


def test_what_is_wrong_with_an_invitations_form_is_said_above_it_and_it_stays_open(invited, stranger, clock):
    link = link_in(invited("Clumsy"))
    secret, word = secret_in(stranger.get(link)), link[-43:]
    for fields, sentence in (
        ({"passphrase": PHRASE, "again": PHRASE, "code": "000000"}, "The code does not fit."),
        ({"passphrase": "brieftext", "again": "brieftext", "code": "000000"}, "at least 12 characters"),
    ):
        reply = send(stranger, "/invitation", t=word, **fields)
        assert reply.status == 422
        assert sentence in sorry(reply)
        assert secret_in(reply) == secret
        assert "brieftext" not in reply.text
    assert Colleague(stranger, "clumsy@nhs.example", clock).accept(link).status == 200


def test_an_invitation_says_nothing_of_a_reviews_name(invited, stranger):
    page = stranger.get(link_in(invited("Curious")))
    assert "panel member – one review" in page.text
    assert "Juniper" not in page.text


# --- a log-in ---------------------------------------------------------------------------------------------------------


def test_a_session_that_somebody_else_laid_ready_is_not_taken(server, colleague, owner):
    """Session fixation: neither a made-up word nor somebody's own goes on to be the victim's."""
    victim, attacker = colleague("Victim"), colleague("Attacker")
    name, browser = f"lcspr-{server.base_url.rpartition(':')[2]}", type(owner)(server.base_url)
    for laid in ("laid-ready-by-somebody-else-0123456789abcdef", attacker.cookie):
        browser.cookies[name] = laid
        assert victim.log_in(browser).status == 303
        assert browser.cookies[name] not in {laid, victim.cookie}
        holder = type(owner)(server.base_url)
        holder.cookies[name] = laid
        assert holder.get("/healthz").status == 403


def test_an_old_cookie_is_nobody_after_logging_out_and_in(colleague, owner, server):
    bea = colleague("Bea")
    old = dict(bea.client.cookies)
    bea.client.post("/logout")
    bea.log_in()
    thief = type(owner)(server.base_url, old)
    assert thief.get("/healthz").status == 403
    assert bea.known()


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(colleague):
    reply = colleague("Cleo").log_in()
    cookie = next(one for one in reply.headers["Set-Cookie"].split("\n") if re.match(r"lcspr-\d+=", one))
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Strict", "Path=/"))
    assert "Domain" not in cookie


def test_a_wrong_try_looks_the_same_whoever_is_named(colleague, owner, server):
    """But for what was typed, and for the token against forgery."""
    dan = colleague("Dan")
    seen = set()
    for login in ("dan@nhs.example", "nobody@nhs.example"):
        reply = dan.log_in(type(owner)(server.base_url), login=login, passphrase="wrong words altogether")
        text = re.sub(r'name="_xsrf" value="[^"]*"', "", reply.text.replace(login, "LOGIN"))
        seen.add((reply.status, text, tuple(sorted(set(reply.headers) - {"Date", "Set-Cookie"}))))
        assert sorry(reply) == WRONG
        assert PHRASE not in reply.text
        assert "wrong words" not in reply.text
    assert len(seen) == 1


def test_guessing_is_locked_out_and_told_when_to_come_back(colleague, owner, server, clock):
    eve = colleague("Eve")
    guesser = type(owner)(server.base_url)
    for _ in range(5):
        assert eve.log_in(guesser, passphrase="wrong words altogether", code="000000").status == 403
    locked = eve.log_in(code="000000")
    assert locked.status == 429
    assert 0 < int(locked.headers["Retry-After"]) <= 60
    assert "Wait one minute, then try again" in sorry(locked) or "seconds, then try again" in sorry(locked)
    assert eve.known()  # who is in already stays in
    clock.forward(seconds=61)
    assert eve.log_in().status == 303


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example", "/\\evil.example", "/logout", "/r/x/y?z"]
)
def test_a_log_in_leads_nowhere_else(colleague, wanted, server, owner):
    fay = colleague(f"Fay-{wanted.encode().hex()}")
    assert fay.log_in(next=wanted).headers["Location"] == "/"
    asked = type(owner)(server.base_url).get(f"/login?{urlencode({'next': wanted})}")
    assert 'name="next" value="/"' in asked.text
    assert "evil.example" not in asked.text
    known = fay.client.get(f"/login?{urlencode({'next': wanted})}")
    assert 'url=/"' in known.text
    assert "evil.example" not in known.text


def test_a_page_that_needs_a_log_in_leads_to_it_and_back(stranger, colleague):
    for path in ("/", "/r/juniper/workbench", "/people", "/account"):
        reply = stranger.get(path)
        assert reply.status == 403
        wanted = "/login" if path == "/" else f"/login?next={path}"
        assert f'content="0;url={wanted}"' in reply.text
    assert 'http-equiv="refresh"' not in stranger.get("/healthz").text
    gil = colleague("Gil")
    assert 'content="0;url=/r/juniper/workbench"' in gil.client.get("/login?next=/r/juniper/workbench").text


# --- forgery ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/login", "/invitation", "/people", "/account", "/logout"])
def test_a_form_without_its_token_or_from_another_page_is_refused(owner, path):
    content = urlencode({"do": "log_out", "login": "ann@nhs.example"}).encode()
    for token in ("", "forged", "2|aaaaaaaa|bbbb|1"):
        sent = content + urlencode({"": "", "_xsrf": token}).encode()
        assert owner.ask("POST", path, sent, **FORM).status == 403
    for origin in ("http://evil.example", "null"):
        told = urlencode({"_xsrf": owner.cookies["_xsrf"], "do": "log_out"}).encode()
        assert owner.ask("POST", path, told, Origin=origin, **FORM).status in {403, 404}
    assert owner.get("/healthz").status == 200


@pytest.mark.parametrize("path", ["/login", "/people", "/account", "/invitation?t=x", "/goodbye"])
def test_no_page_of_ours_goes_into_a_frame_or_is_kept(owner, path):
    reply = owner.get(path)
    assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]
    assert "form-action 'self'" in reply.headers["Content-Security-Policy"]
    assert reply.headers["X-Frame-Options"] == "DENY"
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Referrer-Policy"] in {"no-referrer", "same-origin"}
    assert "<script" not in reply.text


def test_what_was_typed_is_escaped(owner, stranger):
    evil = '"><script>alert(1)</script>'
    typed = send(stranger, "/login", login=evil, passphrase="x", code="x", next=evil)
    assert "<script" not in typed.text
    told = send(owner, "/people", do="invite", called=evil, login=evil, role="reader", review="juniper", until=evil)
    assert "<script" not in told.text
    assert "&lt;script" in told.text


# --- whose page it is -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["panel_member", "agency_author", "lead_reviewer", "reader", "coordinator"])
def test_nobody_but_a_coordinator_of_all_reviews_invites_or_ends(colleague, role, owner):
    more = {"agency": "HV"} if role == "agency_author" else {}
    other = colleague(f"Other-{role}", role, **more)
    victim, held = person(owner, f"Other-{role}")
    told = {"called": "X", "login": f"x-{role}@nhs.example", "role": "coordinator", "review": "*", "person": victim}
    assert other.client.get("/people").status == 403
    for do in ("invite", "give", "end", "renew", "withdraw", "log_out"):
        reply = send(other.client, "/people", do=do, held=held[0], **told)
        assert (reply.status, NOT_YOURS in reply.text) == (403, True), do
    assert f"x-{role}@nhs.example" not in owner.get("/people").text
    assert other.known()


def test_a_deed_that_is_none_does_nothing(owner):
    reply = send(owner, "/people", do="promote")
    assert (reply.status, sorry(reply)) == (403, NO_SUCH_DEED)


def test_nothing_typed_is_lost_when_an_invitation_does_not_fit(owner):
    reply = send(owner, "/people", do="invite", called="Hal", login="two words", role="analyst", review="rowan")
    assert "Type a log-in name without spaces" in sorry(reply)
    assert 'value="Hal"' in reply.text
    assert 'value="two words"' in reply.text
    assert '<option value="analyst" selected>' in reply.text
    assert '<option value="rowan" selected>' in reply.text


def test_agencies_and_appointments_are_offered_and_shown_by_their_names(owner, invited):
    page = html.unescape(owner.get("/people").text)
    assert re.search(
        r'<datalist id="agencies"><option value="Health visiting" label="Health visiting – .*Juniper', page
    )
    assert 'name="agency" type="text" list="agencies"' in page
    assert 'name="appointment" type="text" list="appointments"' in page
    reply = invited("Agatha", "agency_author", agency="Health visiting")
    part = next(one for one in reply.text.split('<section class="panel someone"') if ">Agatha</h3>" in one)
    assert ", for Health visiting</td>" in part


def test_a_link_that_was_withdrawn_or_replaced_opens_nothing(owner, invited, stranger):
    first = link_in(invited("Ida"))
    who, _ = person(owner, "Ida")
    second = link_in(send(owner, "/people", do="renew", person=who))
    assert stranger.get(first).status == 403
    assert stranger.get(second).status == 200
    send(owner, "/people", do="withdraw", person=who)
    assert stranger.get(second).status == 403


# --- the end of a role ------------------------------------------------------------------------------------------------


def environment_of(server, kernel: str) -> Gate:
    pid = next(one["pid"] for one in server.kernels() if one["id"] == kernel)
    told = Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0")
    environment = dict(line.partition("=")[::2] for line in told if line)
    return Gate(environment["LCSPR_GATE"], environment["LCSPR_TICKET"])


def closed(run, client, kernel: str, deed: Callable[[], Any]) -> bool:
    """Open a socket to a kernel, do something, and say whether the server then closes it."""

    async def watch() -> bool:
        line = await client.socket(kernel)
        await asyncio.to_thread(deed)
        for _ in range(200):
            if await asyncio.wait_for(line.read_message(), 20) is None:
                line.close()
                return True
        return False

    return run(watch())


def at_work(server, someone) -> tuple[str, Gate]:
    """Open a page, and return its kernel with the ticket that it holds."""
    kernel = someone.client.open("/r/juniper/workbench")
    gate = environment_of(server, kernel)
    assert gate.me()["user"]["role"] == "panel_member"
    return kernel, gate


def test_a_role_that_a_coordinator_ends_ends_page_ticket_and_socket_at_once(server, colleague, owner, run):
    jo = colleague("Jo")
    kernel, gate = at_work(server, jo)
    who, held = person(owner, "Jo")
    assert closed(run, jo.client, kernel, lambda: send(owner, "/people", do="end", person=who, held=held[0]))
    with pytest.raises(NotAllowed, match="This page has ended"):
        gate.review()
    assert jo.client.get("/r/juniper/workbench").status == 403
    assert not jo.known()
    refused = jo.log_in()
    assert (refused.status, sorry(refused)) == (403, NO_ROLE)


def test_a_role_ends_by_itself_when_its_last_day_is_over(server, colleague, clock, owner):
    today = (datetime.now(UTC) + timedelta(seconds=clock.ahead)).astimezone().date()
    kim = colleague("Kim", until=(today + timedelta(days=1)).isoformat())
    _, gate = at_work(server, kim)
    clock.turn(days=1)
    assert gate.me()
    clock.turn(days=1)
    with pytest.raises(NotAllowed, match="This page has ended"):
        gate.review()
    assert kim.client.get("/r/juniper/workbench").status == 403
    clock.turn(days=-2)


def test_one_role_of_several_ends_and_the_log_in_goes_on(server, colleague, owner):
    lea = colleague("Lea")
    who, held = person(owner, "Lea")
    send(owner, "/people", do="give", person=who, role="reader", review="rowan")
    _, gate = at_work(server, lea)
    send(owner, "/people", do="end", person=who, held=held[0])
    with pytest.raises(NotAllowed):
        gate.me()
    assert lea.known()
    assert lea.client.get("/r/juniper/workbench").status == 404
    lea.client.leave(lea.client.open("/r/rowan/thread"))


def test_a_file_that_waits_is_not_fetched_with_a_role_that_has_ended(server, colleague, owner):
    moe = colleague("Moe")
    who, held = person(owner, "Moe")
    send(owner, "/people", do="give", person=who, role="reader", review="rowan")
    words = [server.ask("offer", name="a.pdf", content="x", person=who, review="juniper") for _ in range(2)]
    assert moe.client.get(words[0]).status == 200
    send(owner, "/people", do="end", person=who, held=held[0])
    assert moe.client.get(words[1]).status == 404


def test_a_session_ends_after_an_idle_hour_and_what_a_page_does_by_itself_does_not_keep_it(colleague, clock):
    mia = colleague("Mia")
    for _ in range(3):
        clock.forward(minutes=50)
        assert mia.client.get("/account").status == 200
    for _ in range(6):
        clock.forward(minutes=10, seconds=1)
        mia.client.get("/healthz")
    assert not mia.known()


def test_a_session_ends_after_twelve_hours_however_busy(colleague, clock):
    ned = colleague("Ned")
    for _ in range(12):
        assert ned.client.get("/account").status == 200
        clock.forward(minutes=59)
    clock.forward(minutes=20)
    assert not ned.known()


def test_a_changed_passphrase_ends_every_other_session(colleague, owner, server):
    ora = colleague("Ora")
    elsewhere = type(owner)(server.base_url)
    ora.log_in(elsewhere)
    new = "quite other words now"
    wrong = send(ora.client, "/account", passphrase="wrong words altogether", code="0", first=new, again=new)
    assert "The present passphrase and the code" in sorry(wrong)
    assert elsewhere.get("/healthz").status == 200
    reply = send(ora.client, "/account", passphrase=PHRASE, code=ora.code(), first=new, again=new)
    assert "Your passphrase is changed" in reply.text
    assert ora.known()
    assert elsewhere.get("/healthz").status == 403
    assert ora.log_in(passphrase=new).status == 303


def test_a_coordinator_logs_somebody_out_everywhere(server, colleague, owner):
    pia = colleague("Pia")
    _, gate = at_work(server, pia)
    send(owner, "/people", do="log_out", person=person(owner, "Pia")[0])
    assert not pia.known()
    with pytest.raises(NotAllowed):
        gate.me()
    assert pia.log_in().status == 303


def test_a_new_invitation_that_is_taken_up_ends_the_sessions_of_the_old_one(colleague, owner, server, clock):
    quin = colleague("Quin")
    link = link_in(send(owner, "/people", do="renew", person=person(owner, "Quin")[0]))
    assert quin.known()
    again = Colleague(type(owner)(server.base_url), quin.login, clock)
    assert again.accept(link, "quite other words now").status == 200
    assert again.known()
    assert not quin.known()


def test_a_computers_own_person_has_no_passphrase_to_change(owner):
    reply = owner.get("/account")
    assert reply.status == 404
    assert "came in by this computer" in html.unescape(reply.text)


# --- what is written down ---------------------------------------------------------------------------------------------


def test_no_log_holds_a_name_a_secret_or_an_address(server, colleague):
    ron = colleague("Ron")
    ron.log_in(login="ron@nhs.example", passphrase="wrong words altogether")
    ron.client.get("/invitation?t=not-a-word-that-opens")
    told = "".join(server.said).lower()
    assert not [
        word for word in ("nhs.example", "wrong words", "not-a-word", "marigold", ron.secret.lower()) if word in told
    ]
