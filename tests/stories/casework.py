"""Who is at a case on which day, each at the own browser, and the pages of a case that they go between."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import define, field
from lcspr_jupyter.server.running import Apart, running
from playwright.sync_api import Locator, Page, expect

from lcspr_core.demonstration.juniper import case
from lcspr_core.frozen_json import thawed
from lcspr_core.procedure.steps import STRAND
from lcspr_core.store import Keys, Store
from lcspr_core.timescales.dates import said
from tests.stories.doing import LONG, axe, opened, saved
from tests.stories.hands import Mouse

PACK: Mapping[str, Any] = {one.id: thawed(one.data) for one in case().all("answer")}
BEYOND: Mapping[str, Any] = json.loads(Path(__file__).with_name("beyond_the_pack.json").read_text("utf-8"))
SERIOUS = {"serious", "critical"}
ADDRESS = re.compile(r"/r/([\w-]+)/")


def said_on(key: str, of: str = "") -> Mapping[str, Any]:
    """Return what is written on a form: what the pack says, and beyond it what the story does."""
    return {**PACK.get(".".join(filter(None, (STRAND, key, of))), {}), **BEYOND.get(key, {})}


@define
class Somebody:
    """One of those at the case: their hand, and what their browser complained of."""

    hand: Mouse
    watched: Any
    base: str
    person: str = ""

    @property
    def page(self) -> Page:
        """The page that they are at."""
        return self.hand.page

    def at(self, review: str, place: str) -> None:
        """Go to a page of the case."""
        self.page.goto(f"{self.base}/r/{review}/{place}")
        opened(self.page)

    def table(self) -> Locator:
        """Return the table of appointments."""
        return self.page.locator(".lcspr-table").first

    def clean(self) -> None:
        """Find nothing on this page that would seriously keep anybody from using it."""
        assert [one for one in axe(self.page) if one[0] in SERIOUS] == []


@define
class Casework:
    """A case on one store from day to day: a server for each day, and those who come to it."""

    store: Path
    keys: Keys
    witness: Callable[[], Any]
    review: str = ""
    server: Apart | None = None
    broken_off: str = ""
    everybody: list[Somebody] = field(factory=list)

    @contextmanager
    def on(self, day: date, *, first: bool = False) -> Iterator[Somebody]:
        """Serve the store as on a day; the coordinator comes first, and all have left before the server stops."""
        self._can_go_on(first=first)
        self.broken_off, self.everybody = said(day), []
        with running(self.store, self.keys, as_at=day) as self.server:
            yield self._come(self.server.join_url)
            for one in self.everybody:
                one.page.close()
        for one in self.everybody:
            assert one.watched.strangers == []
            assert one.watched.complaints == []
        self.broken_off = ""

    def _can_go_on(self, *, first: bool) -> None:
        """Walk no day after one that did not end as it should, nor one of a case that nobody opened."""
        if self.broken_off:
            pytest.skip(f"The case broke off on {self.broken_off}, as that test says: no later day of it was walked.")
        if not (first or self.review):
            pytest.skip("The case was never opened: it is walked from its first day, all tests of this file in order.")

    def comes(self, name: str, role: str, person: str, agency: str = "") -> Somebody:
        """Let somebody in by a link of their own."""
        assert self.server is not None
        return self._come(self.server.invite(name, role, self.review, agency=agency, person=person), person)

    def _come(self, link: str, person: str = "") -> Somebody:
        assert self.server is not None
        seen = self.witness()
        one = Somebody(hand=Mouse(seen.page), watched=seen, base=self.server.base_url, person=person)
        one.page.goto(link)
        opened(one.page)
        self.everybody.append(one)
        return one

    def opened_here(self, one: Somebody) -> None:
        """Remember which case was opened just now."""
        one.page.wait_for_url(ADDRESS, timeout=LONG)
        opened(one.page)
        found = ADDRESS.search(one.page.url)
        assert found is not None
        self.review = found.group(1)


def begun(place: Path) -> Casework:
    """Return the work on an empty store, to which nobody has come yet."""
    keys = Keys.new()
    Store.create(place, keys).close()
    return Casework(store=place, keys=keys, witness=lambda: pytest.fail("Nobody has a browser yet."))


# --- the panel page ---------------------------------------------------------------------------------------------------


def proposed(one: Somebody, cells: list[str]) -> None:
    """Write a row of the appointments by keyboard: who and what, and once it is kept the rest from left to right."""
    table, rows = one.table(), one.table().locator("tbody tr")
    before = set(rows.evaluate_all(NAMES))
    one.hand.press(one.page.get_by_role("button", name="Add an appointment"))
    expect(rows.filter(has_text="Kept once it says who and what")).to_have_count(1, timeout=LONG)
    _typed(one, cells[:2])
    expect(rows.filter(has_text="Kept once it says who and what")).to_have_count(0, timeout=LONG)
    (name,) = set(rows.evaluate_all(NAMES)) - before
    _write_in(one, table.locator(f'[data-cell="{name} from_"]'))
    _typed(one, cells[2:])
    saved(one.page)


NAMES = "(rows) => rows.map((one) => one.dataset.row)"


def _typed(one: Somebody, cells: list[str]) -> None:
    for place, text in enumerate(cells):
        if place:
            one.page.keyboard.press("Tab")
        menu = one.table().locator("select:focus")
        if text and menu.count():
            menu.select_option(text)
        elif text:
            one.page.keyboard.insert_text(text)
    one.page.keyboard.press("Enter")


def _write_in(one: Somebody, place: Locator) -> None:
    place.click()
    if not place.locator("input, textarea").count():
        one.page.keyboard.press("Enter")
    expect(place.locator("input, textarea")).to_be_focused()


def cell(one: Somebody, person: str, role: str, column: str) -> Locator:
    """Return one cell of an appointment."""
    row = one.table().locator("tbody tr").filter(has_text=person).filter(has_text=role).first
    name = row.get_attribute("data-row", timeout=LONG)
    return one.table().locator(f'[data-cell="{name} {column}"]')


def put(one: Somebody, person: str, role: str, column: str, text: str) -> None:
    """Write in one cell of an appointment."""
    _write_in(one, cell(one, person, role, column))
    one.page.keyboard.press("Control+A")
    one.page.keyboard.insert_text(text)
    one.page.keyboard.press("Enter")


def line(one: Somebody, words: str) -> Locator:
    """Return one of the lines that say how something stands, opened."""
    found = one.page.locator(".lcspr-lines .lines > li").filter(has_text=words).first
    expect(found).to_be_visible(timeout=LONG)
    if found.locator("details:not([open])").count():
        one.hand.press(found.locator("summary"))
    return found
