"""Plugins' own drawings on the real page, under its real policy: drawn, set aside by name, and equal to their words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from lcspr_jupyter.demonstration import fill
from lcspr_jupyter.server.running import Apart, running
from playwright.sync_api import Browser, Locator, Page, Request, expect, sync_playwright

import make
from lcspr_core.store import Change, Keys, Store

pytestmark = pytest.mark.story  # a real server under a real browser
HOUSE = Path(make.__file__).resolve().parent
LONG = 60_000
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
CELL = """import sys
sys.path[:0] = [{house!r}, {template!r}]
from importlib.metadata import EntryPoint
from lcspr_core.plugins import GROUP, load
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.documents import DocumentsScreen
named = dict(silp="methodologies.silp", drawings="tests.fixtures.drawings", circle="lcspr_learning_circle")
loaded = load([EntryPoint(name=name, value=value, group=GROUP) for name, value in named.items()])
DocumentsScreen(Desk(loaded=loaded)).widget()"""
BESIDE = [{"key": key, "methodology": key, "profile": ""} for key in ("drawings", "learning_circle")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    where = make.find_chromium()
    assert where, "Chromium is missing; `make test` installs it."
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=where, args=OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, write_notebook: Any) -> Iterator[Apart]:
    folder, keys = tmp_path_factory.mktemp("drawings"), Keys.new()
    code = CELL.format(house=str(HOUSE), template=str(HOUSE / "methodologies" / "_template" / "src"))
    write_notebook(folder / "home.ipynb", "Home")
    write_notebook(folder / "documents.ipynb", "Documents", code)
    with Store.create(folder / "store" / "reviews.lcspr", keys) as store:
        fill(store)
        row = store.record("juniper", "plan", "plan")
        assert row is not None
        after = {**row.body, "strands": BESIDE}
        change = Change(kind="plan", id="plan", revision=row.revision, before=row.body, after=after)
        store.save("juniper", [change], by="ann", at="2026-09-01T10:00:00+00:00")
    with running(folder / "store" / "reviews.lcspr", keys, notebooks=folder) as made:
        yield made


@pytest.fixture
def amiss() -> list[str]:
    """What the page complained of."""
    return []


@pytest.fixture
def asked() -> list[Request]:
    """Everything that the page asked for."""
    return []


@pytest.fixture
def page(browser: Browser, server: Apart, amiss: list[str], asked: list[Request]) -> Iterator[Page]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    opened.set_default_timeout(LONG)
    opened.on("pageerror", lambda fault: amiss.append(str(fault)))
    opened.on("console", lambda told: amiss.append(told.text) if told.type == "error" else None)
    opened.on("request", lambda one: asked.extend([one]))
    opened.context.request.get(server.invite("Ann", "coordinator", person="ann"))
    opened.goto(f"{server.base_url}/r/juniper/documents")
    opened.wait_for_selector("html[data-state=open]", state="attached")
    yield opened
    opened.context.close()
    server.clear()


def read(page: Page, title: str) -> None:
    page.get_by_role("button", name=title).click(timeout=LONG)


def drawing(page: Page, title: str) -> Locator:
    return page.get_by_role("group", name=title, exact=True)


def test_the_templates_own_drawing_stands_with_its_table_below(page, amiss):
    read(page, "Learning note")
    wheel = drawing(page, "What shaped the work")
    expect(wheel.locator("meter").first).to_be_visible(timeout=LONG)
    same = page.locator("details").filter(has_text="Times named")
    expect(same.get_by_role("table")).to_be_hidden()
    same.get_by_text("The same as a table").press("Enter")
    expect(same.get_by_role("table")).to_be_visible()
    rows = same.get_by_role("rowheader")
    expect(wheel.locator("meter")).to_have_count(rows.count())
    assert amiss == []


def test_drawings_stand_in_their_places_among_the_words(page, amiss):
    read(page, "Drawn (Drawings)")
    expect(drawing(page, "The second").get_by_text("Drawn: The second of five")).to_be_visible(timeout=LONG)
    order = ("Words before", "Drawn: The first", "Deeper", "Words between", "Drawn: The second", "Words after")
    for one in order:
        expect(page.get_by_text(one).first).to_be_visible(timeout=LONG)
    tops = [page.get_by_text(one).first.bounding_box()["y"] for one in order]
    assert tops == sorted(tops)
    found = [one for one in Axe().run(page).response["violations"] if one["impact"] in {"serious", "critical"}]
    assert found == []
    assert amiss == []


def test_a_broken_one_is_set_aside_by_name_and_the_rest_go_on(page, asked, server):
    read(page, "Broken")
    expect(drawing(page, "A sound one").get_by_text("Drawn: A sound one")).to_be_visible(timeout=LONG)
    for title in ("Throws", "Rejects", "Nothing", "Reaches"):
        aside = page.get_by_text(f"The drawing “{title}” of “Drawings” stopped, so it is set aside.")
        expect(aside).to_be_visible(timeout=LONG)
        expect(page.get_by_role("table", name=f"{title}, as a table")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("Five visits in all.")).to_be_visible()
    expect(page.get_by_text("half a drawing")).to_have_count(0)
    strange = [one for one in asked if not one.url.startswith((server.base_url, "data:", "blob:"))]
    assert [one.url for one in strange] == ["https://example.org/drawing.js"]  # it asked, and the policy stopped it
    assert [one.failure for one in strange] == ["csp"]


def test_what_no_package_ships_is_not_run(page, amiss):
    read(page, "Typed")
    expect(page.get_by_text("so it was not run. The same stands below.")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("table", name="Typed, as a table")).to_be_visible()
    expect(page.get_by_text("Drawn:")).to_have_count(0)
    assert amiss == []


def test_printed_from_the_page_stands_what_is_equal_to_it(page):
    read(page, "Drawn (Drawings)")
    expect(drawing(page, "The first").get_by_text("Drawn: The first")).to_be_visible(timeout=LONG)
    table = page.get_by_role("table", name="The first, as a table")
    expect(table).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_text("Drawn: The first")).to_be_hidden()
    expect(page.locator("table", has_text="The first, as a table")).to_be_visible()
