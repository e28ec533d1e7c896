"""What people do on the pages: a story is told in these words, whichever hand does it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.stories import pack

LONG = 60_000  # a page opens in seconds on a quiet computer; a busy one is no failure


def opened(page: Page) -> None:
    """Wait until a page says that it is open."""
    expect(page.locator("html[data-state=open]")).to_be_attached(timeout=LONG)


def saved(page: Page) -> None:
    """Wait until nothing on the page waits to be saved, and the page says so."""
    expect(page.get_by_text("saving…")).to_have_count(0, timeout=LONG)
    expect(page.get_by_text("✓ Saved ").filter(visible=True).first).to_be_visible(timeout=LONG)


def group(page: Page, title: str) -> Locator:
    """Return a group on the wall."""
    return page.get_by_role("region", name=title, exact=True)


def card(page: Page, words: str) -> Locator:
    """Return a card on the wall."""
    return page.get_by_role("article").filter(has_text=words).first


def axe(page: Page) -> list[Any]:
    """Return whatever axe finds on a page, the slightest too."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [(one["impact"], one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found]


class Hand:
    """Somebody at a page; a mouse and a keyboard differ in the first few words alone."""

    def __init__(self, page: Page) -> None:
        """Sit down before a page."""
        self.page = page

    def press(self, wanted: Locator, among: Locator | None = None) -> None:
        """Press a button, a link or a thing to choose; arrow keys go from one to the next of those it is among."""
        raise NotImplementedError

    def tick(self, box: Locator, among: Locator | None = None) -> None:
        """Tick a box, or one of several."""
        raise NotImplementedError

    def put(self, field: Locator, words: str) -> None:
        """Write in a field, in place of what is there."""
        raise NotImplementedError

    def leave(self) -> None:
        """Leave the field."""
        raise NotImplementedError

    def browse(self, label: str) -> None:
        """Ask for a file to be chosen."""
        raise NotImplementedError

    def pick_up(self, card: Locator) -> None:
        """Ask where a card can go."""
        raise NotImplementedError

    def kind(self, number: int) -> None:
        """Say of what kind the next card is."""
        raise NotImplementedError

    # -- going about ------------------------------------------------------------------------------------------------

    def arrive(self, address: str) -> None:
        """Open an address, as by a link in a letter."""
        self.page.goto(address)
        opened(self.page)

    def reload(self) -> None:
        """Load the page again."""
        self.page.reload()
        opened(self.page)

    def go_to(self, section: str) -> None:
        """Go to a section of the review by the bar."""
        bar = self.page.get_by_role("navigation", name="Sections of this review")
        self.press(bar.get_by_role("link", name=section, exact=True))
        self.at(section)

    def go_beside(self, title: str) -> None:
        """Go to a page that stands beside this one."""
        link = self.page.get_by_role("navigation", name="Pages beside this one").get_by_role("link", name=title)
        self.press(link)
        expect(link).to_have_attribute("aria-current", "page", timeout=LONG)
        opened(self.page)

    def at(self, heading: str) -> None:
        """Wait until a page with this heading is open."""
        expect(self.page.get_by_role("heading", level=1, name=heading, exact=True)).to_be_attached(timeout=LONG)
        opened(self.page)

    def open_step(self, title: str) -> None:
        """Open a step of the path."""
        steps = self.page.get_by_role("navigation", name="Steps of this review")
        self.press(steps.get_by_role("button", name=re.compile(rf"^{re.escape(title)}\b")).first)
        headed = re.compile(rf"^{re.escape(title)}(:|$)")  # after the colon stands whose answer it is
        expect(self.page.get_by_role("heading", level=2, name=headed)).to_be_visible(timeout=LONG)

    # -- in a form --------------------------------------------------------------------------------------------------

    def write(self, label: str, words: str) -> None:
        """Write in a field, go on, and wait until it is saved."""
        self.put(self.page.get_by_label(label).last, words)
        self.leave()
        saved(self.page)

    def paste(self, name: str, lines: str) -> None:
        """Put many rows in at once."""
        here = self.page.get_by_role("group", name=name).first
        self.press(here.get_by_role("button", name="Paste a list"))
        self.put(here.get_by_label("Paste or write one on each line"), lines)
        self.press(here.get_by_role("button", name="Make"))

    def add_row(self, name: str) -> None:
        """Add a row to a list."""
        self.press(self.page.get_by_role("button", name=name).first)

    def open_row(self, words: str) -> None:
        """Open a row, if it is folded to its title."""
        fold = self.page.locator("[data-row]").filter(has_text=words).last.locator(".fold").first
        expect(fold).to_be_attached(timeout=LONG)
        if fold.get_attribute("aria-expanded") == "false":
            self.press(fold)

    def choose(self, label: str, words: str) -> None:
        """Choose a record to rest on, found by its first words."""
        here = self.page.get_by_role("group", name=label).last
        self.press(here.get_by_role("button", name="Choose"))
        expect(here.get_by_role("button", name="Done")).to_be_visible(timeout=LONG)
        search = here.get_by_role("searchbox")
        if search.count():  # a short list needs none
            self.put(search, words[:12])
        self.tick(here.get_by_role("checkbox", name=words))
        saved(self.page)
        self.press(here.get_by_role("button", name="Done"))

    # -- with files -------------------------------------------------------------------------------------------------

    def bring_in(self, label: str, name: str) -> None:
        """Bring in a file of the pack, chosen where the browser asks for it."""
        with self.page.expect_file_chooser(timeout=LONG) as asking:
            self.browse(label)
        asking.value.set_files(pack.file(name))

    def fetch(self, link: Locator) -> tuple[str, bytes]:
        """Fetch a file; return its name and what is in it."""
        with self.page.expect_download(timeout=LONG) as waiting:
            self.press(link)
        return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()

    def export(self) -> dict[str, bytes]:
        """Make the appendix, and fetch its three files."""
        self.press(self.page.get_by_role("button", name="Make Word, PDF and HTML").first)
        links = self.page.get_by_role("link", name="learning")
        expect(links).to_have_count(3, timeout=4 * LONG)
        fetched = [self.fetch(links.nth(at)) for at in range(3)]
        return {name.rpartition(".")[2]: content for name, content in fetched}

    # -- on the wall ------------------------------------------------------------------------------------------------

    def record(self, kind: int, words: str) -> None:
        """Write down what is said in the room."""
        field = self.page.get_by_label("In their words")
        self.put(field, words)
        self.kind(kind)
        self.page.keyboard.press("Enter")
        expect(card(self.page, words)).to_be_visible(timeout=LONG)
        expect(field).to_have_value("")
        saved(self.page)

    def new_group(self, title: str) -> None:
        """Begin a group on the wall and name it."""
        self.press(self.page.get_by_role("button", name="New group"))
        self.put(self.page.get_by_label("This group, as a sentence").last, title)
        self.leave()
        expect(group(self.page, title)).to_be_visible(timeout=LONG)
        saved(self.page)

    def move(self, words: str, title: str) -> None:
        """Move a card to a group by its menu."""
        self.pick_up(card(self.page, words))
        places = self.page.get_by_role("menuitem")
        self.press(places.filter(has_text=title), among=places)
        expect(group(self.page, title).get_by_text(words)).to_be_visible(timeout=LONG)
        saved(self.page)
