"""A partnership's server in a browser: invited, let in by passphrase and code, at work, and out as it ends."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from attrs import define
from lcspr_jupyter.demonstration import fill
from lcspr_jupyter.server.accounts import time_codes
from lcspr_jupyter.server.running import Apart, running
from playwright.sync_api import Page, expect

from lcspr_core.store import Keys, Store
from tests.stories import doing
from tests.stories.doing import LONG, opened

pytestmark = pytest.mark.story

PHRASE = "kettle orbit marigold"


@pytest.fixture
def server(tmp_path) -> Iterator[Apart]:
    """Serve Juniper, and another review beside it, to people who log in."""
    place, keys = tmp_path / "store" / "partnership.lcspr", Keys.new()
    with Store.create(place, keys) as store:
        fill(store)
        header = {"id": "rowan", "title": "Rowan", "opened_on": "2026-04-02"}
        store.open_review("rowan", header, "owner", "2026-04-02T10:00:00+00:00", {"title": "Rowan"})
    with running(place, keys, accounts=True) as made:
        yield made


@define
class Colleague:
    """Somebody with a browser, a telephone and a memory."""

    page: Page
    server: Apart
    login: str
    secret: str = ""
    used: int = 0
    ahead: float = 0.0

    def code(self) -> str:
        """Read the code that the telephone shows now; one that was used is waited out."""
        if time_codes.step_at(time.time() + self.ahead) <= self.used:
            self.server.ask("put_forward", seconds=time_codes.SPAN)
            self.ahead += time_codes.SPAN
        self.used = time_codes.step_at(time.time() + self.ahead)
        return time_codes.code(self.secret, self.used)

    def clean(self) -> None:
        """Find nothing on this page that would keep anybody from using it."""
        assert doing.axe(self.page) == []

    def accept(self, link: str) -> None:
        """Open an invitation and take it up, by keyboard alone."""
        page = self.page
        page.goto(link)
        self.secret = page.locator(".key").inner_text().replace(" ", "")
        expect(page.get_by_role("img", name=re.compile("Picture to scan"))).to_be_visible()
        self.clean()
        page.get_by_label("Passphrase", exact=True).fill(PHRASE)
        page.get_by_label("The same passphrase again").fill(PHRASE)
        page.get_by_label("Code from your app").fill("000000")
        page.get_by_label("Code from your app").press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("The code does not fit.")
        self.clean()
        page.get_by_label("Passphrase", exact=True).fill(PHRASE)
        page.get_by_label("The same passphrase again").fill(PHRASE)
        page.get_by_label("Code from your app").fill(self.code())
        page.get_by_label("Code from your app").press("Enter")
        expect(page.get_by_role("heading", name="Keep these recovery codes")).to_be_visible()
        self.clean()
        page.get_by_role("link", name="Go to your reviews").click()
        opened(page)

    def log_in(self, phrase: str = PHRASE) -> None:
        """Log in as the page asks."""
        self.page.get_by_label("Log-in name").fill(self.login)
        self.page.get_by_label("Passphrase").fill(phrase)
        self.page.get_by_label("Code from your app").fill(self.code())
        self.page.get_by_role("button", name="Log in").click()


def invites(cora: Colleague, name: str, login: str) -> str:
    """Let the coordinator invite somebody, and return the link that the page shows."""
    page = cora.page
    page.get_by_label("Name, as others here read it").fill(name)
    page.get_by_label("Log-in name, such as").fill(login)
    form = page.get_by_role("region", name="Invite somebody")
    form.get_by_label("Role", exact=True).select_option(label="panel member")
    form.get_by_label("In", exact=True).select_option(label="Juniper")
    form.get_by_label("Last day").fill("2099-12-31")
    form.get_by_role("button", name="Invite").click()
    expect(page.get_by_role("status")).to_contain_text(f"{name} is invited")
    cora.clean()
    return page.locator(".told .key").inner_text()


def test_invited_let_in_at_work_and_out_at_once(server: Apart, visitor: Any) -> None:
    cora = Colleague(visitor(), server, "cora@council.example")
    told = {"called": "Cora Wainwright", "login": cora.login, "role": "coordinator", "review": "*"}
    cora.accept(server.base_url + server.ask("admit", **told))
    cora.page.get_by_role("link", name="People who work here").click()
    expect(cora.page.get_by_role("heading", name="Cora Wainwright")).to_be_visible()
    cora.clean()

    ben = Colleague(visitor(), server, "ben.okafor@police.example", ahead=cora.ahead)
    ben.accept(invites(cora, "Ben Okafor", ben.login))
    expect(ben.page.get_by_text("Juniper").first).to_be_visible(timeout=LONG)
    expect(ben.page.get_by_text("Rowan")).to_have_count(0)
    expect(ben.page.get_by_role("link", name="People who work here")).to_have_count(0)

    ben.page.get_by_role("link", name="Ben Okafor").click()
    expect(ben.page.get_by_role("heading", name="Your log-in")).to_be_visible()
    ben.clean()
    ben.page.get_by_role("button", name="Log out").click()
    expect(ben.page.get_by_role("heading", name="Goodbye")).to_be_visible()
    ben.clean()

    ben.page.goto(f"{server.base_url}/r/juniper/workbench")
    expect(ben.page.get_by_role("heading", name="Log in")).to_be_visible()
    ben.clean()
    ben.log_in("wrong words altogether")
    expect(ben.page.get_by_role("alert")).to_contain_text("do not fit together")
    ben.clean()
    ben.log_in()
    opened(ben.page)
    expect(ben.page).to_have_url(f"{server.base_url}/r/juniper/workbench")
    expect(ben.page.get_by_text("Ben Okafor (panel member)")).to_be_visible()

    theirs = cora.page.get_by_role("region", name="Ben Okafor")
    theirs.locator("summary", has_text="role as panel member").click(position={"x": 8, "y": 10})
    theirs.get_by_role("button", name="End this role now").click()
    expect(cora.page.get_by_role("status")).to_contain_text("The role of Ben Okafor has ended")
    cora.clean()

    expect(ben.page.get_by_text("You are no longer logged in.")).to_be_visible(timeout=LONG)
    ben.page.goto(f"{server.base_url}/r/juniper/workbench")
    expect(ben.page.get_by_role("heading", name="Log in")).to_be_visible()
    ben.log_in()
    expect(ben.page.get_by_role("alert")).to_contain_text("you hold no role here at present")
    ben.clean()
