"""The real server on an empty store, and a real browser that writes down all it asks for."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import define, field
from lcspr_jupyter.server.running import Apart, running

from lcspr_core.demonstration import juniper
from lcspr_core.plain import as_json
from lcspr_core.review import Header, Review
from lcspr_core.store import Change, Keys, Store
from lcspr_core.summary import summary
from tests.stories.doing import LONG

TOLD_IN = "scenes hands filling casework reading mishaps replies to_the_panel to_the_close another_way"
pytest.register_assert_rewrite(*(f"tests.stories.{one}" for one in TOLD_IN.split()))  # so that they say what they found
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SHOWN = """() => {
  const { dataset, scrollHeight } = document.documentElement;
  const held = document.activeElement?.outerHTML.slice(0, 200);
  const fields = [...document.querySelectorAll("input, select, textarea")].map((one) => one.value).filter(Boolean);
  const told = [JSON.stringify(dataset), `${scrollHeight} high`, `held: ${held}`, `fields: ${fields.join(" | ")}`];
  return [...told, document.body.innerText.slice(0, 6000)].join("\\n");
}"""
LINK = re.compile(r"(http://(?:127\.0\.0\.1|localhost):\d+/join\?t=\S+)")


@define
class Served:
    """A server as somebody starts it from the command line, on a store of its own."""

    store: Path
    key: Path
    process: subprocess.Popen[str] | None = None
    link: str = ""
    hearing: threading.Thread | None = None
    said: list[str] = field(factory=list)

    def start(self) -> str:
        """Start it, and return the one-time link that it prints."""
        command = [sys.executable, "-m", "lcspr_jupyter.cli", "serve", "--no-browser"]
        command += ["--store", str(self.store), "--key", str(self.key)]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            found = LINK.search(line)
            if found:
                self.link = found.group(1)
                self.hearing = threading.Thread(target=self.said.extend, args=(self.process.stdout,), daemon=True)
                self.hearing.start()  # else a server that says much would wait for somebody to listen
                return self.link
        pytest.fail("The server stopped before it said where it is:\n" + "".join(self.said))

    @property
    def address(self) -> str:
        """Where it listens."""
        return self.link.partition("/join")[0]

    def stop(self, how: int = signal.SIGTERM) -> None:
        """Stop it, politely or not."""
        if self.process is not None:
            os.killpg(self.process.pid, how)
            self.process.wait(timeout=60)
            assert self.process.stdout is not None
            if self.hearing is not None:
                self.hearing.join(60)
            self.process.stdout.close()
            self.process = self.hearing = None


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """Give a server on an empty store."""
    keys = Keys.new()
    store, key = tmp_path / "store" / "partnership.lcspr", tmp_path / "keys" / "partnership.key"
    Store.create(store, keys).close()
    keys.write_key_file(key, store=store)
    server = Served(store=store, key=key)
    try:
        yield server
    finally:
        server.stop(signal.SIGKILL)


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Apart]:
    """Give a server with Juniper open and another review beside it, which hands out links for anybody."""
    place, keys = tmp_path / "store" / "partnership.lcspr", Keys.new()
    with Store.create(place, keys) as store:
        _open(store, juniper.case(methodology="silp", profile="full"))
        _open(store, Review(header=Header(id="rowan", title="Rowan", opened_on=juniper.case().header.opened_on)))
    with running(place, keys) as server:
        yield server


def _open(store: Store, review: Review) -> None:
    at = "2026-09-01T09:00:00+00:00"
    header = as_json(review.header)
    store.open_review(review.header.id, header, "owner", at, as_json(summary(review, None)))
    records = [(kind, name, as_json(one)) for kind, some in review.records.items() for name, one in some.items()]
    changes = [Change(kind=kind, id=name, revision=0, before=None, after=body) for kind, name, body in records]
    if changes:
        store.save(review.header.id, changes, by="owner", at=at)


@define
class Watched:
    """A browser page, and what went wrong on it: requests to other hosts, console errors."""

    page: Any
    strangers: list[str] = field(factory=list)
    complaints: list[str] = field(factory=list)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Tell what each page showed when a story fails: a locator's timeout says only what was not there."""
    report = yield
    if report.when == "call" and report.failed:
        browser = getattr(item, "funcargs", {}).get("browser")
        pages = [page for context in browser.contexts for page in context.pages] if browser else []
        report.sections += [(f"what {page.url.partition('?')[0]} showed", _shown(page)) for page in pages]
    return report


def _shown(page: Any) -> str:
    try:
        told: str = page.evaluate(SHOWN)
    except Exception as fault:  # noqa: BLE001 - a page that is gone is no second failure
        return f"nothing: {fault}"
    return told


def _is_error(told: Any) -> bool:
    return told.type == "error" and not told.text.startswith("Failed to load resource")


@pytest.fixture
def browser() -> Iterator[Any]:
    """Give Debian's own Chromium."""
    from playwright.sync_api import sync_playwright

    place = next((one for one in CHROMIUM if Path(one).exists()), None)
    if place is None:
        pytest.fail("No Chromium was found. `make test` installs it on Debian.")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=place, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture
def visitor(browser: Any) -> Callable[[], Any]:
    """Let somebody come with a browser of their own, that knows nothing of the others."""

    def come() -> Any:
        context = browser.new_context(viewport={"width": 1280, "height": 820}, locale="en-GB")
        context.set_default_timeout(LONG)
        return context.new_page()

    return come


@pytest.fixture
def witness(visitor: Callable[[], Any]) -> Iterator[Callable[[], Watched]]:
    """Let several come, each with a browser of their own that is watched."""
    here: list[Watched] = []

    def come() -> Watched:
        here.append(_watching(visitor()))
        return here[-1]

    yield come
    for one in here:
        one.page.context.close()


@pytest.fixture
def watched(witness: Callable[[], Watched]) -> Watched:
    """Give a page on which each request to another host is stopped and written down."""
    return witness()


def _watching(page: Any) -> Watched:
    watch = Watched(page=page)

    def allow(route: Any) -> None:
        if re.match(r"^(http://(127\.0\.0\.1|localhost):|data:|blob:)", route.request.url):
            route.continue_()
        else:
            watch.strangers.append(route.request.url)
            route.abort()

    page.context.route("**/*", allow)
    # A console’s “failed to load” does not say what; the response does.
    page.on("console", lambda told: watch.complaints.append(told.text) if _is_error(told) else None)
    page.on("response", lambda got: watch.complaints.append(f"{got.status} {got.url}") if got.status > 399 else None)
    page.on("pageerror", lambda fault: watch.complaints.append(str(fault)))
    return watch
