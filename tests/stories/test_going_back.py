"""The back button, and a clock that jumps: the page is there, it works, and no word is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect, sync_playwright

import make
from tests.stories.doing import LONG, saved

pytestmark = pytest.mark.story

TRIGGER = "What led to this review"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
KEPT = "--disable-back-forward-cache"  # Playwright sets it; people's browsers do not
AN_HOUR_ON = """() => {
  const real = Date;
  const ahead = 3600e3;
  window.Date = class extends real {
    constructor(...told) { told.length ? super(...told) : super(real.now() + ahead); }
    static now() { return real.now() + ahead; }
  };
}"""


@pytest.fixture(params=["pages are kept", "pages are not kept"])
def page(request: Any, shared: Any) -> Iterator[Page]:
    """Give a browser in which somebody is at Juniper's first step; it keeps pages for the back button, or does not."""
    kept = {"ignore_default_args": [KEPT]} if request.param == "pages are kept" else {}
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=make.find_chromium(), args=OPTIONS, **kept)
        page = opened.new_context(locale="en-GB").new_page()
        page.set_default_timeout(LONG)
        page.set_default_navigation_timeout(LONG)
        page.goto(shared.join_url)
        expect(page.get_by_role("link", name="Juniper", exact=True)).to_be_visible(timeout=LONG)
        page.goto(f"{shared.base_url}/r/juniper/workbench")
        yield page
        opened.close()


def field(page: Page) -> Locator:
    """Open the first step, and return its first field."""
    open_page(page)
    steps = page.get_by_role("navigation", name="Steps of this review")
    steps.get_by_role("button", name=re.compile(r"^Scope\b")).first.click(timeout=LONG)
    expect(page.get_by_role("heading", level=2, name="Scope", exact=True)).to_be_visible(timeout=LONG)
    return page.get_by_label(TRIGGER)


def open_page(page: Page) -> None:
    """Wait until a page is open, with a program that answers."""
    expect(page.locator("html[data-state=open][data-connection=ok]")).to_be_attached(timeout=LONG)


def write(page: Page, words: str) -> None:
    """Write in the first field, and wait until it is saved."""
    field(page).fill(words)
    page.get_by_label(TRIGGER).blur()
    saved(page)


def go_to(page: Page, section: str) -> None:
    """Go to another page of the review by the bar."""
    bar = page.get_by_role("navigation", name="Sections of this review")
    bar.get_by_role("link", name=section, exact=True).click()
    page.wait_for_url(re.compile(r"/r/juniper/(?!workbench)"))
    open_page(page)


def test_back_and_on_again_each_page_works(page: Page) -> None:
    write(page, "Written before.")
    go_to(page, "Thread")
    page.go_back()
    expect(field(page)).to_have_value("Written before.", timeout=LONG)
    write(page, "Written before, and after coming back.")
    expect(page.get_by_role("alert").filter(has_text="stopped")).to_have_count(0)
    page.go_forward()
    open_page(page)
    expect(page.get_by_role("heading", name="What does this rest on?")).to_be_attached(timeout=LONG)
    page.go_back()
    expect(field(page)).to_have_value("Written before, and after coming back.", timeout=LONG)


def test_what_is_half_written_when_somebody_goes_back_is_there_when_they_come_on_again(page: Page) -> None:
    go_to(page, "Thread")
    go_back_to_the_review = page.get_by_role("navigation", name="Sections of this review")
    go_back_to_the_review.get_by_role("link", name="Review", exact=True).click()
    page.wait_for_url("**/workbench")
    field(page).focus()
    page.keyboard.type("Half a sen")
    page.go_back()
    page.wait_for_url("**/thread")
    page.go_forward()
    expect(field(page)).to_have_value("Half a sen", timeout=LONG)


def test_a_page_that_the_browser_kept_loads_itself_again(page: Page) -> None:
    open_page(page)
    with page.expect_navigation(timeout=LONG):
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    write(page, "Written in the page that loaded itself.")


def test_a_browser_whose_clock_jumps_goes_on_saving(page: Page) -> None:
    here = field(page)
    page.evaluate(AN_HOUR_ON)
    here.fill("Written an hour on.")
    here.blur()
    expect(page.get_by_text("✓ Saved ").first).to_be_visible(timeout=LONG)
    expect(page.locator("html[data-connection=ok]")).to_be_attached()
    page.reload()
    expect(field(page)).to_have_value("Written an hour on.", timeout=LONG)
