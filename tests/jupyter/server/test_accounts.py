"""Accounts on a partnership's server, from invitation to the end of a role, as friend and foe meet them at its doors."""

from __future__ import annotations

import html
import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from attrs import define
from lcspr_jupyter.gate import Gate
from lcspr_jupyter.server.accounts import time_codes
from lcspr_jupyter.server.accounts.coming_in import LINK_GONE, NO_ROLE, WRONG
from lcspr_jupyter.server.accounts.people_door import NO_SUCH_DEED, NOT_YOURS
from lcspr_jupyter.server.running import Apart, running
from tornado.websocket import WebSocketClosedError

from lcspr_core.errors import NotAllowed
from lcspr_core.store import Keys, Store

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
class Colleague:
    """Somebody who was invited: what they know and hold, and their browser."""

    client: object
    login: str
    secret: str = ""
    recovery: tuple[str, ...] = ()
    used: int = 0
    ahead: float = 0.0

    def code(self) -> str:
        """Return the next code of the app that was not used yet, as if its time had come."""
        self.used = max(self.used + 1, time_codes.step_at(time.time() + self.ahead))
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


@pytest.fixture(scope="module")
def invite(server, owner, joined) -> Callable[..., Colleague]:
    """Let the coordinator invite somebody, who takes it up."""

    def of(name: str, role: str = "panel_member", review: str = "juniper", **more: str) -> Colleague:
        login = f"{name.lower()}@nhs.example"
        reply = send(owner, "/people", do="invite", called=name, login=login, role=role, review=review, **more)
        colleague = Colleague(type(owner)(server.base_url), login)
        colleague.accept(link_in(reply))
        return colleague

    return of


# --- the whole way ----------------------------------------------------------------------------------------------------


def test_somebody_is_invited_comes_in_works_logs_out_and_logs_in(server, owner, stranger):
    told = {"called": "Ann Lee", "login": "ann.lee@nhs.example", "role": "panel_member", "review": "juniper"}
    reply = send(owner, "/people", do="invite", **told)
    assert reply.status == 200
    ann = Colleague(stranger, "ann.lee@nhs.example")
    accepted = ann.accept(link_in(reply))
    assert accepted.status == 200
    assert len(ann.recovery) == 8
    assert stranger.get("/healthz").json() == {"alive": True}
    stranger.leave(stranger.open("/r/juniper/workbench"))
    assert stranger.get("/r/rowan/workbench").status == 404
    assert send(stranger, "/logout").status == 200
    assert stranger.get("/healthz").status == 403
    again = ann.log_in(next="/r/juniper/workbench")
    assert (again.status, again.headers["Location"]) == (303, "/r/juniper/workbench")
    assert stranger.get("/healthz").json() == {"alive": True}
