"""Components on a plain page: a loopback server, Debian's Chromium, and states of a realistic size."""

from __future__ import annotations

import csv
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lcspr_jupyter.components.composing import module_of
from playwright.sync_api import Browser, Page, sync_playwright

import make

HERE = Path(__file__).parent
HOUSE = HERE.parents[2]
ROOM = HOUSE / "notebooks" / "lcspr_jupyter"
FOLDERS = {"components": ROOM / "components", "fonts": ROOM / "fonts", "page": HERE}
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'"
)
PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{names}</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="/tokens.css"><link rel="stylesheet" href="/page/plain_page.css">{styles}
<script type="module" src="/page/plain_page.js"></script></head>
<body><header><h1>Juniper</h1></header><main>{places}</main></body></html>"""


class Answers(BaseHTTPRequestHandler):
    """Serves the files that ship, and stands in for the rescue and upload addresses."""

    server: Server

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        folder, _, name = self.path.strip("/").partition("/")
        if folder == "open":
            self.reply(200, page_of(name.split("+")).encode(), "text/html")
            return
        path = ROOM / "tokens.css" if folder == "tokens.css" else FOLDERS.get(folder, HERE) / name
        if path.is_file() and path.suffix in TYPES:
            composed = module_of(path.stem).encode() if folder == "components" and path.suffix == ".js" else None
            self.reply(200, composed or path.read_bytes(), TYPES[path.suffix])
        else:
            self.reply(404, b"", "text/plain")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        cookie, header = self.headers.get("Cookie", ""), self.headers.get("X-XSRFToken")
        if not header or f"_xsrf={header}" not in cookie:
            self.reply_json(403, {"sentence": "This page has been open too long. Reload it."})
        elif self.path == "/upload":
            self.server.uploaded.append(body)
            self.reply_json(*self.server.uploads)
        else:
            said = json.loads(body)
            self.server.rescued.append(said)
            status, told = self.server.rescue
            self.reply_json(status, {"saved": said["edit"], "at": "14:33"} if told is None else told)

    def reply_json(self, status: int, told: Any) -> None:
        self.reply(status, json.dumps(told).encode(), "application/json")

    def reply(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(body)))):
            self.send_header(name, value)
        if kind == "text/html":
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Set-Cookie", "_xsrf=2|abc; Path=/")
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """What the page talks to; each test says how rescue and upload answer."""

    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Say nothing of a page that was closed before it heard the answer; a test that misses one says so itself."""

    def forget(self) -> None:
        """Begin as a server that answers well and has heard nothing."""
        self.rescue: tuple[int, Any] = (200, None)
        self.uploads: tuple[int, Any] = (200, {"kept": 7, "problems": [], "sentence": "7 cards kept."})
        self.rescued: list[Any] = []
        self.uploaded: list[bytes] = []


def page_of(names: list[str]) -> str:
    styles = "".join(f'<link rel="stylesheet" href="/components/{name}.css">' for name in names)
    places = "".join(f'<div data-component="{name}"></div>' for name in names)
    return PAGE.format(names=", ".join(names), styles=styles, places=places)


class Stage:
    """One or more components open on a plain page."""

    def __init__(self, page: Page, faults: list[str]) -> None:
        self.page, self.faults = page, faults

    def said(self, name: str, do: str = "") -> list[dict[str, Any]]:
        """Return what the component has said, all of it or of one kind."""
        heard = self.page.evaluate("(name) => window.said[name]", name)
        return [one for one in heard if not do or one["do"] == do]

    def wait_said(self, name: str, do: str, count: int = 1) -> list[dict[str, Any]]:
        """Wait until the component has said something so many times."""
        test = "([name, what, count]) => window.said[name].filter((one) => one.do === what).length >= count"
        self.page.wait_for_function(test, arg=[name, do, count])
        return self.said(name, do)

    def state(self, name: str) -> dict[str, Any]:
        return self.page.evaluate("(name) => window.models[name].get('state')", name)

    def show(self, name: str, state: dict[str, Any]) -> None:
        """Set the state, as Python does."""
        self.page.evaluate("([name, state]) => window.models[name].show(state)", [name, state])

    def tell(self, name: str, message: dict[str, Any]) -> None:
        """Send a message, as Python does."""
        self.page.evaluate("([name, message]) => window.models[name].tell(message)", [name, message])

    def answer(self, how: str) -> None:
        """Say whether edits are answered at once or never."""
        self.page.evaluate("(how) => { window.answering = how }", how)

    def without_move_before(self) -> None:
        """Take away what only newer browsers have."""
        self.page.evaluate("delete Element.prototype.moveBefore")

    def until(self, holds: Callable[[], Any]) -> None:
        """Wait until something is true of the server."""
        for _ in range(200):
            if holds():
                return
            self.page.wait_for_timeout(50)
        pytest.fail("it did not come true")

    def grave(self) -> list[str]:
        """Return what axe finds that is serious or critical."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{one['id']}: {node['html'][:200]}"
            for one in found
            if one["impact"] in {"serious", "critical"}
            for node in one["nodes"]
        ]

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than its window."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


# For one file at a time: a browser that stays open keeps an event loop running, which other tests would meet.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    where = make.find_windowless()
    assert where, "Chromium is missing; `make test` installs it."
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        chromium = playwright.chromium.launch(executable_path=where, args=options)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def running() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def server(running: Server) -> Server:
    running.forget()
    return running


@pytest.fixture
def stage(browser: Browser, server: Server) -> Iterator[Any]:
    """Open components with states; at the end, nothing may have failed on the page unseen."""
    opened: list[Stage] = []

    def open_stage(states: dict[str, Any], *, width: int = 1280, clock: bool = False, **context: Any) -> Stage:
        page = browser.new_context(viewport={"width": width, "height": 1200}, **context).new_page()
        page.set_default_timeout(10_000)
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
        if clock:
            page.clock.install(time="2026-11-26T14:32:00")
        page.add_init_script(f"window.given = {json.dumps(states)}; window.answering = 'at once';")
        page.goto(f"http://127.0.0.1:{server.server_port}/open/{'+'.join(states)}")
        page.wait_for_selector("body[data-ready=yes]", state="attached")
        if clock:
            page.clock.pause_at("2026-11-26T14:33:00")  # from here on, time passes only when a test says so
        opened.append(Stage(page, faults))
        return opened[-1]

    yield open_stage
    for one in opened:
        unexpected = [fault for fault in one.faults if "Failed to load resource" not in fault]
        one.page.context.close()
        assert not unexpected, unexpected


@pytest.fixture
def workbench() -> dict[str, Any]:
    """The path, a form with twelve rows, and its guidance."""
    return json.loads((HERE / "workbench.json").read_text())


@pytest.fixture
def thread() -> dict[str, Any]:
    """A thread from cards to impact, with one recommendation that came loose."""
    return json.loads((HERE / "thread.json").read_text())


@pytest.fixture
def table() -> dict[str, Any]:
    """What stands on a map, as a table that may be written in."""
    return json.loads((HERE / "table.json").read_text())


@pytest.fixture
def diagram() -> dict[str, Any]:
    """A cause map of eleven boxes on five levels."""
    return json.loads((HERE / "diagram.json").read_text())


@pytest.fixture(scope="session")
def cards() -> list[dict[str, str]]:
    """The cards that were written at Juniper's learning event."""
    with (HOUSE / "tests/juniper/cards.csv").open(newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith('"FICTIONAL')))


@pytest.fixture
def wall(cards: list[dict[str, str]]) -> dict[str, Any]:
    """The event's 89 cards on the facilitator's wall, some of them in three groups."""
    return wall_of(cards)


VOICES = (
    ("fact", "What happened", "■"),
    ("perspective", "How it looked then", "◑"),
    ("pressure", "Pressure", "▲"),
    ("worry", "A worry", "◆"),
    ("good_practice", "Good practice", "★"),
    ("idea", "An idea", "✚"),
)
GROUPS = (
    "Each service waits for the other to make first contact",
    "What Mum said on the phone stayed with whoever took the call",
    "Time with the child, not the form, is what changed things",
)


def wall_of(cards: list[dict[str, str]]) -> dict[str, Any]:
    titles = list(dict.fromkeys(one["agency"] for one in cards))
    keys = {title: f"A{n}" for n, title in enumerate(titles, start=1)}
    return {
        "groups": [{"id": f"g{n}", "title": title} for n, title in enumerate(GROUPS, start=1)],
        "cards": [_card(one, keys, at) for at, one in enumerate(cards)],
        "voices": [{"key": key, "word": word, "sign": sign} for key, word, sign in VOICES],
        "agencies": [{"key": key, "title": title} for title, key in keys.items()]
        + [{"key": "A9", "title": "Probation"}],
        "episodes": [{"key": one, "title": one} for one in dict.fromkeys(card["episode"] for card in cards)],
        "can": {"write": True, "group": True, "take_down": True, "make": True},
        "undo": {"label": "Undo"},
        "recorder": True,
        "upload": "/upload",
        "rescue": "/rescue",
    }


def _card(one: dict[str, str], agencies: dict[str, str], at: int) -> dict[str, Any]:
    hidden = one["wants_to_be_anonymous"] == "yes"
    return {
        "id": one["card_id"],
        "words": one["text"],
        "voice": one["kind"],
        "agency": "" if hidden else agencies[one["agency"]],
        "who": "a colleague" if hidden else one["agency"],
        "role": "" if hidden else one["role"],
        "when": one["about_date"],
        "episode": one["episode"],
        "group": f"g{at % 3 + 1}" if at < 24 else None,
    }


HURTS = "<img src=x onerror=window.hurt=1><b>bold</b>"
KEYS = {"key", "id", "control", "kind", "stand", "path", "name", "do", "group", "agency", "voice", "rescue", "upload"}


@pytest.fixture
def hostile() -> Callable[[Any], Any]:
    """Put markup after every text of a state, save in its keys."""

    def tainted(told: Any, at: str = "") -> Any:
        if isinstance(told, dict):
            return {key: tainted(value, key) for key, value in told.items()}
        if isinstance(told, list):
            return [tainted(value, at) for value in told]
        return f"{told}{HURTS}" if told and isinstance(told, str) and at not in KEYS else told

    return tainted
