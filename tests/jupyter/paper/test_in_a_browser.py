"""The HTML file in a real browser: no request, nothing for axe to say, room on a phone, a marking on each page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from lcspr_jupyter.paper.html import show
from lcspr_jupyter.paper.page import html_file
from lcspr_jupyter.paper.reading import appendix
from playwright.sync_api import Page, sync_playwright

import make
from lcspr_core.views import Prose, Section
from lcspr_core.views_json import MIME, views_from_json

OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture
def page() -> Iterator[Page]:
    where = make.find_windowless()
    assert where, "Chromium is missing; `make test` installs it."
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=where, args=OPTIONS)
        yield chromium.new_page()
        chromium.close()


@pytest.fixture
def opened(page, tmp_path):
    def open_file(notebook, width=1280):
        path = tmp_path / "appendix.html"
        path.write_text(html_file(appendix(notebook)), encoding="utf-8")
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(path.as_uri())
        return page

    return open_file


@pytest.mark.parametrize("which", ["notebook", "hostile"])
def test_the_file_asks_for_nothing_and_runs_nothing(opened, which, request):
    page = opened(request.getfixturevalue(which))
    page.wait_for_timeout(200)
    assert [url for url in page.asked if not url.startswith("data:")] == [page.url]
    assert page.said == []


def test_its_own_font_is_the_one_that_is_shown(opened, notebook):
    page = opened(notebook)
    assert page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].filter(f => f.status == 'loaded').length)"
    )


def test_axe_finds_nothing(opened, notebook):
    found = Axe().run(opened(notebook)).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []


def test_nothing_spills_over_on_a_phone(opened, notebook):
    page = opened(notebook, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_each_printed_page_carries_the_marking_above_and_below(opened, with_views, page_text):
    long = Section(title="s", views=(Prose(text="\n\n".join(["Words " * 60] * 40)),))
    pages = [text for text in page_text(opened(with_views((long,))).pdf()).split("\f") if text.strip()]
    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        assert text.count("OFFICIAL-SENSITIVE") >= 2
        assert f"Page {number} of {len(pages)}" in text


def test_a_closed_table_behind_a_diagram_is_printed(page, notebook, page_text):
    views = views_from_json(notebook.cells[1].outputs[1].data[MIME])
    page.set_content(show(views)._repr_mimebundle_()["text/html"])
    assert not page.locator("details table").is_visible()
    assert "What led to what, as a table" in page_text(page.pdf())
