"""The page around the components in a real browser: nothing from elsewhere, nothing amiss, and a lost line is said."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lcspr_jupyter.server.running import Apart, running
from playwright.sync_api import Browser, Page, expect, sync_playwright

import make
from lcspr_core.store import Store

pytestmark = pytest.mark.story  # a real server under a real browser
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
LONG = 60_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    where = make.find_chromium()
    assert where, "Chromium is missing; `make test` installs it."
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=where, args=OPTIONS)
        yield chromium
        chromium.close()


class Look:
    """A page, everything that it asked for, and everything that it complained of."""

    def __init__(self, browser: Browser, server: Apart, link: str) -> None:
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        self.server, self.page = server, context.new_page()
        self.page.set_default_timeout(LONG)
        self.asked: list[str] = []
        self.amiss: list[str] = []
        self.page.on("request", lambda one: self.asked.append(one.url))
        self.page.on("pageerror", lambda fault: self.amiss.append(str(fault)))
        self.page.on("console", lambda told: self.amiss.append(told.text) if told.type == "error" else None)
        context.request.get(link)

    def open(self, path: str) -> Page:
        self.page.goto(self.server.base_url + path)
        self.page.wait_for_selector("html[data-state=open]", state="attached")
        return self.page

    @property
    def kernel(self) -> str:
        told = "JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId"
        return self.page.evaluate(told)


@pytest.fixture
def look(browser: Browser, server: Apart) -> Iterator[Look]:
    made = Look(browser, server, server.invite("Ann", "coordinator", person="ann"))
    yield made
    made.page.context.close()
    server.clear()


def alive(server: Apart, kernel: str) -> bool:
    return any(one["id"] == kernel for one in server.kernels())


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_page_opens_with_nothing_from_elsewhere_and_nothing_amiss(look):
    page = look.open("/r/juniper/workbench")
    expect(page.get_by_text("ann", exact=True)).to_be_visible()
    expect(page).to_have_title("Juniper – Review – lcspr")
    strange = [one for one in look.asked if not one.startswith((look.server.base_url, "data:", "blob:"))]
    assert strange == []
    assert look.amiss == []
    assert Axe().run(page).response["violations"] == []
    for width in (320, 640, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        assert fits(page), width


def test_a_link_leads_on_to_the_reviews(look, server):
    look.page.context.clear_cookies()
    look.page.goto(server.invite("Bea", "coordinator"))
    look.page.wait_for_url(f"{server.base_url}/")
    look.page.wait_for_selector("html[data-state=open]", state="attached")
    assert look.amiss == []


def test_the_keyboard_goes_past_the_bar(look):
    page = look.open("/r/juniper/workbench")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page’s own content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("banner").count() == 1
    bar = page.get_by_role("navigation", name="Sections of this review")
    expect(bar.get_by_role("link", name="Review")).to_have_attribute("aria-current", "true")
    beside = page.get_by_role("navigation", name="Pages beside this one")
    expect(beside.get_by_role("link", name="Steps")).to_have_attribute("aria-current", "page")


def test_on_a_telephone_the_bars_leave_the_page_its_room_and_every_link_is_reached(look):
    look.page.set_viewport_size({"width": 390, "height": 844})
    page = look.open("/r/juniper/workbench")
    bars = page.locator("header.bar, nav.beside")
    assert bars.count() == 2
    assert sum(one.bounding_box()["height"] for one in bars.all()) < 190
    page = look.open("/r/juniper/people")
    expect(page.locator("header.bar nav [aria-current]")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Tab")
    for link in page.locator("header.bar a").all():
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport(ratio=0.9)
        assert link.bounding_box()["height"] >= 24
    assert fits(page)
    assert Axe().run(page).response["violations"] == []


def test_a_plain_page_is_calm_and_clean(look):
    look.page.goto(look.server.base_url + "/r/juniper/nowhere")
    expect(look.page.get_by_role("heading", name="There is no such page")).to_be_visible()
    assert Axe().run(look.page).response["violations"] == []
    look.page.get_by_role("link", name="Go to Reviews").click()
    look.page.wait_for_selector("html[data-state=open]", state="attached")


def test_a_dead_kernel_is_said_and_the_page_can_be_loaded_again(look, server):
    page = look.open("/r/juniper/workbench")
    os.kill(next(one["pid"] for one in server.kernels() if one["id"] == look.kernel), signal.SIGKILL)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("its program stopped", timeout=LONG)
    expect(alert).to_contain_text("is saved")
    expect(page.locator("html[data-connection=lost]")).to_be_attached()
    assert Axe().run(page).response["violations"] == []
    alert.get_by_role("link", name="Load the page again").click()
    page.wait_for_selector("html[data-state=open][data-connection=ok]", state="attached")


def test_a_browser_that_is_offline_says_so_and_takes_it_back(look):
    page = look.open("/r/juniper/workbench")
    page.context.set_offline(True)
    expect(page.get_by_role("alert")).to_contain_text("offline")
    page.context.set_offline(False)
    page.wait_for_selector("html[data-connection=ok]", state="attached")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_socket_that_is_cut_for_longer_is_said_and_mends_itself(look):
    lines: list[Any] = []
    cut = False

    def pass_on(line: Any) -> None:
        lines.append(line)
        line.close() if cut else line.connect_to_server()

    look.page.route_web_socket("**/channels*", pass_on)
    page = look.open("/r/juniper/workbench")
    page.wait_for_function("window.jupyterapp?.widgetManager?.kernel?.connectionStatus === 'connected'")
    cut = True
    lines[-1].close()
    expect(page.get_by_role("alert")).to_contain_text("lost touch", timeout=LONG)
    cut = False
    page.wait_for_selector("html[data-connection=ok]", state="attached", timeout=LONG)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_log_in_that_ended_is_said(look, server):
    page = look.open("/r/juniper/workbench")
    page.context.clear_cookies()
    expect(page.get_by_role("alert")).to_contain_text("no longer logged in", timeout=LONG)


def test_a_server_that_went_away_is_said(browser, tmp_path, keys, pages, filled):
    place = tmp_path / "store" / "reviews.lcspr"
    with Store.create(place, keys) as store:
        filled(store)
    with running(place, keys, notebooks=pages, spare_kernels=0) as server:
        look = Look(browser, server, server.join_url)
        page = look.open("/r/juniper/workbench")
    expect(page.get_by_role("alert")).to_contain_text("connection was lost", timeout=LONG)
    page.context.close()


def test_a_page_that_is_left_ends_its_kernel(look, server):
    look.open("/r/juniper/workbench")
    first = look.kernel
    look.open("/r/juniper/thread")
    wait_until(look.page, lambda: not alive(server, first))
    assert alive(server, look.kernel)


def test_somebody_who_is_asked_whether_to_leave_and_stays_keeps_the_kernel(look, server):
    page = look.open("/r/juniper/workbench")
    kernel = look.kernel
    page.evaluate("addEventListener('beforeunload', (event) => event.preventDefault())")
    page.locator("main").click()
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.evaluate("setTimeout(() => location.assign('/'), 0)")
    page.wait_for_timeout(3000)
    assert alive(server, kernel)
    assert (
        page.evaluate(
            "fetch('/healthz?kernel=' + arguments[0])".replace("arguments[0]", repr(kernel))
            + ".then((one) => one.status)"
        )
        == 200
    )


def test_logging_out_ends_everything(look, server):
    page = look.open("/r/juniper/workbench")
    kernel = look.kernel
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Goodbye")).to_be_visible()
    wait_until(page, lambda: not alive(server, kernel))
    page.goto(look.server.base_url + "/r/juniper/workbench")
    expect(page.get_by_role("heading", name="This is not open to you")).to_be_visible()


def wait_until(page: Page, holds: Any) -> None:
    for _ in range(300):
        if holds():
            return
        page.wait_for_timeout(200)
    pytest.fail("it did not come true")
