"""The script around a page's components: what the front end could not draw is loaded once more, and then said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import voila
from playwright.sync_api import Page, Route, expect

from tests.jupyter.components.conftest import ROOM

SCRIPT = (ROOM / "templates" / "voila" / "templates" / "lcspr" / "static" / "page.js").read_text()
FRONT_END = "Error displaying widget: model not found"
ADDRESS = "http://page.test/r/juniper/calendar"
HTML = """<!doctype html><html lang="en"><title>Page</title><p id="opening"></p><p id="lost"></p>
<main id="content"><div class="output"><div class="jupyter-widgets">{drawn}</div></div></main>
<script>{script}</script></html>"""
DRAWN = "<button>Put a day in force</button>"


@pytest.fixture
def opened(browser) -> Callable[[list[str]], tuple[Page, list[str]]]:
    """Open a page whose front end draws another thing each time that it is loaded; the last one from then on."""

    def make(draws: list[str]) -> tuple[Page, list[str]]:
        page, loads = browser.new_context().new_page(), []

        def serve(route: Route) -> None:
            if route.request.url != ADDRESS:
                route.fulfill(status=404)
                return
            loads.append(draws[min(len(loads), len(draws) - 1)])
            route.fulfill(content_type="text/html", body=HTML.format(drawn=loads[-1], script=SCRIPT))

        page.route("**/*", serve)
        page.goto(ADDRESS)
        return page, loads

    return make


def test_what_the_front_end_could_not_draw_is_loaded_once_more(opened):
    page, loads = opened([FRONT_END, DRAWN])
    expect(page.locator("html[data-state=open]")).to_be_attached()
    expect(page.get_by_role("button")).to_be_visible()
    assert loads == [FRONT_END, DRAWN]
    page.reload()
    expect(page.locator("html[data-state=open]")).to_be_attached()
    assert page.evaluate("history.state") is None


def test_what_cannot_be_drawn_at_all_is_said_and_not_loaded_for_ever(opened):
    page, loads = opened([FRONT_END])
    expect(page.locator("#lost")).to_contain_text("This page could not be drawn. Everything that was saved is safe.")
    expect(page.get_by_role("link", name="Load the page again")).to_be_visible()
    page.wait_for_timeout(300)
    assert len(loads) == 2
    expect(page.locator("html[data-state=open]")).to_have_count(0)


def test_a_card_that_quotes_these_words_is_no_fault(opened):
    page, loads = opened([f"<p>{FRONT_END}</p>"])
    expect(page.locator("html[data-state=open]")).to_be_attached()
    assert len(loads) == 1


def test_these_are_the_front_ends_own_words():
    """The same words in the same class, as the front end that is pinned writes them."""
    scripts = (Path(voila.__file__).parent / "labextensions" / "widgets-manager8" / "static").glob("*.js")
    said = f'textContent="{FRONT_END}",this.addClass("jupyter-widgets")'
    assert any(said in one.read_text("utf-8") for one in scripts)
