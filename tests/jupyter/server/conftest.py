"""A real server on a store with one review, seen by a small client that keeps cookies and speaks the socket."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nbformat
import pytest
from attrs import define, field
from lcspr_jupyter.gate import Gate
from lcspr_jupyter.server.running import Apart, running
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from lcspr_core.plain import as_json
from lcspr_core.review import Header
from lcspr_core.store import Change, Keys, Store

AT = "2026-09-01T10:00:00+00:00"
REVIEW = "juniper"
TOKEN = "0123456789abcdef" * 2  # as good as one that a page gives: it only has to come back in a header as well
PAGE = """import os
from pathlib import Path
import ipywidgets
from lcspr_jupyter.gate import Gate
gate = Gate.from_environment()
ipywidgets.Label(str(gate.me()["user"]["id"]))"""


def header(name: str = REVIEW, title: str = "Juniper") -> dict[str, Any]:
    return as_json(Header(id=name, title=title, opened_on=date(2026, 4, 2), as_at=date(2026, 9, 1)))


def body(kind: str, name: str, **fields: Any) -> dict[str, Any]:
    return {"id": name, "kind": kind, "title": name, "rests_on": [], "fields": {}, "maker": "hand", **fields}


def answer(step: str, agency: str, **fields: Any) -> dict[str, Any]:
    """An answer to a step that each agency is asked."""
    of = [agency] if agency else []
    name = ".".join(("lead", step, *of))
    told = {"step": step, "strand": "lead", "of": of, "state": "draft", "agency": agency, "data": {}}
    return {"id": name, **told, "version": "", "reason": "", "by": "", "wording": "", "signatures": [], **fields}


RECORDS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("plan", "plan", {"id": "plan", "lead": {"key": "lead", "methodology": "silp", "profile": "full"}}),
    ("agency", "HV", {"id": "HV", "title": "Health visiting"}),
    ("agency", "POL", {"id": "POL", "title": "Police"}),
    ("person", "P01", {"id": "P01", "public_code": "Child J"}),
    ("answer", "lead.agency_report.HV", answer("agency_report", "HV", data={"method": "HV words"}, by="hv")),
    ("answer", "lead.agency_report.POL", answer("agency_report", "POL", data={"method": "POL words"}, by="pol")),
    ("answer", "lead.scoping", answer("scoping", "", data={"trigger": "scoping words"}, by="owner")),
    (
        "contribution",
        "lead.agency_report.POL.1",
        body("contribution", "lead.agency_report.POL.1", maker="lead.agency_report.POL"),
    ),
    ("theme", "t1", body("theme", "t1", title="A theme that stands")),
    ("theme", "t2", body("theme", "t2", title="A theme taken back", withdrawn=True)),
    (
        "card",
        "c1",
        {"id": "c1", "words": "open words", "voice": "worry", "role": "nurse", "by_code": "W01", "anonymous": False},
    ),
    (
        "card",
        "c2",
        {
            "id": "c2",
            "words": "shy words",
            "voice": "worry",
            "role": "only midwife",
            "by_code": "W02",
            "anonymous": True,
        },
    ),
    (
        "contribution",
        "c2",
        body("contribution", "c2", title="shy words", fields={"anonymous": True, "role": "only midwife"}),
    ),
)


def fill(store: Store) -> None:
    """Open two reviews, one with something of each kind in it."""
    store.open_review(REVIEW, header(), "owner", AT, {"title": "Juniper"})
    changes = [Change(kind=kind, id=name, revision=0, before=None, after=one) for kind, name, one in RECORDS]
    store.save(REVIEW, changes, by="owner", at=AT)
    store.open_review("rowan", header("rowan", "Rowan"), "owner", AT, {"title": "Rowan"})
    store.save_names(REVIEW, {"P01": {"name": "Thea Merrowby"}}, "owner", AT)


@pytest.fixture(name="filled")
def _filled() -> Callable[[Store], None]:
    """Fill a store with the two reviews."""
    return fill


@pytest.fixture(name="answer")
def _answer() -> Callable[..., dict[str, Any]]:
    """Make the body of an answer."""
    return answer


@pytest.fixture(name="body")
def _body() -> Callable[..., dict[str, Any]]:
    """Make the body of a record of the thread."""
    return body


def notebook(place: Path, title: str, code: str = PAGE) -> None:
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell(f"# {title}"), nbformat.v4.new_code_cell(code)]
    )
    made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(made, place)


@pytest.fixture(scope="session")
def keys() -> Keys:
    return Keys.new()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name in ("home", "workbench", "thread", "people", "secret"):
        notebook(folder / f"{name}.ipynb", name.title())
    return folder


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, keys: Keys) -> Path:
    made = tmp_path_factory.mktemp("store") / "reviews.lcspr"
    with Store.create(made, keys) as store:
        fill(store)
    return made


@pytest.fixture(scope="module")
def server(place: Path, keys: Keys, pages: Path) -> Iterator[Apart]:
    with running(place, keys, notebooks=pages, most_kernels=40, most_kernels_each=30) as made:
        yield made


@define
class Reply:
    """What the server answered."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()

    def json(self) -> Any:
        return json.loads(self.content)


@define
class Client:
    """A browser without a screen: it keeps its cookies and sends nothing of its own accord."""

    base: str
    cookies: dict[str, str] = field(factory=lambda: {"_xsrf": TOKEN})

    def ask(self, method: str, path: str, content: bytes | None = None, **headers: str) -> Reply:
        """Send one request, exactly as it is given."""
        where = urlsplit(self.base)
        line = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        line.putrequest(method, path, skip_host="Host" in sent, skip_accept_encoding=True)
        for name, value in {**sent, "Content-Length": str(len(content or b""))}.items():
            line.putheader(name, value)
        line.endheaders(content)
        try:
            answer = line.getresponse()
            reply = Reply(answer.status, {}, answer.read())
        finally:
            line.close()
        for name, value in answer.getheaders():
            reply.headers[name] = f"{reply.headers[name]}\n{value}" if name in reply.headers else value
            if name.lower() == "set-cookie":
                self.keep(value)
        return reply

    def keep(self, cookie: str) -> None:
        name, _, value = cookie.partition(";")[0].partition("=")
        self.cookies[name] = value

    def get(self, path: str, **headers: str) -> Reply:
        return self.ask("GET", path, **headers)

    def post(self, path: str, told: Any = None, **headers: str) -> Reply:
        """Post as a page of ours does, with the token against forgery."""
        content = told if isinstance(told, bytes) else json.dumps(told or {}).encode()
        return self.ask("POST", path, content, **{"X-XSRFToken": self.cookies.get("_xsrf", ""), **headers})

    def open(self, path: str) -> str:
        """Open a page, and return its kernel's id."""
        reply = self.get(path)
        assert reply.status == 200, reply.text
        return kernel_of(reply.text)

    def leave(self, kernel: str) -> Reply:
        """Leave a page, as its browser says it."""
        return self.post(f"/voila/api/shutdown/{kernel}")

    async def socket(self, kernel: str, **headers: str) -> Any:
        """Open the socket to a kernel; `Protocol` chooses what it speaks."""
        protocol = headers.pop("Protocol", None)
        address = f"{self.base.replace('http', 'ws')}/api/kernels/{kernel}/channels?session_id={time.time_ns():x}"
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        return await websocket_connect(
            HTTPRequest(address, headers=sent), subprotocols=[protocol] if protocol else None
        )


def kernel_of(page: str) -> str:
    found = re.search(r'"kernelId": "([0-9a-f-]{36})"', page)
    assert found, page[:2000]
    return found.group(1)


Joined = Callable[..., Client]


@pytest.fixture(scope="module")
def joined(server: Apart) -> Joined:
    """Log somebody in, and return their browser."""

    def join(link: str) -> Client:
        client = Client(server.base_url)
        reply = client.get(link.removeprefix(server.base_url))
        assert reply.status == 200, reply.text
        return client

    return join


@pytest.fixture
def empty_seats(server: Apart) -> Iterator[None]:
    """End the kernels that a test opened."""
    yield
    server.clear()


@pytest.fixture
def stranger(server: Apart) -> Client:
    """A browser that nobody logged in with."""
    return Client(server.base_url)


@pytest.fixture
def client_of() -> Callable[[Apart], Client]:
    """Return the browser of the laptop's own person at some server."""

    def of(server: Apart) -> Client:
        client = Client(server.base_url)
        assert client.get(server.join_url.removeprefix(server.base_url)).status == 200
        return client

    return of


@pytest.fixture(scope="session", name="write_notebook")
def _write_notebook() -> Callable[..., None]:
    """Write a notebook of one heading and one cell."""
    return notebook


@pytest.fixture(scope="module")
def owner(server: Apart, joined: Joined) -> Client:
    return joined(server.join_url)


@pytest.fixture(scope="module")
def somebody(server: Apart, joined: Joined) -> Callable[..., Client]:
    """Return the browser of somebody with one role."""

    def of(role: str, review: str = REVIEW, **more: str) -> Client:
        return joined(server.invite(role.replace("_", " "), role, review, person=role, **more))

    return of


@pytest.fixture(scope="module")
def kernel_gate(server: Apart) -> Callable[[str], Gate]:
    """Return the gate of a running kernel, as somebody who can read its environment would have it."""

    def of(kernel: str) -> Gate:
        pid = next(one["pid"] for one in server.kernels() if one["id"] == kernel)
        told = Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0")
        environment = dict(line.partition("=")[::2] for line in told if line)
        return Gate(environment["LCSPR_GATE"], environment["LCSPR_TICKET"])

    return of


@pytest.fixture
def run() -> Callable[[Any], Any]:
    """Run what waits on a socket."""
    return lambda work: asyncio.run(asyncio.wait_for(work, 60))


@pytest.fixture
def place_of_limits(tmp_path: Path, keys: Keys, pages: Path) -> Iterator[Client]:
    """Somebody at a server that holds two kernels at most."""
    place = tmp_path / "small" / "reviews.lcspr"
    with Store.create(place, keys) as store:
        fill(store)
    with running(place, keys, notebooks=pages, most_kernels=2, spare_kernels=0) as small:
        client = Client(small.base_url)
        client.get(small.join_url.removeprefix(small.base_url))
        yield client
