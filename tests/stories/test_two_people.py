"""Two people at one review, each with a log-in of their own: both are heard, each is named, and each undoes the own."""

from __future__ import annotations

import re

import pytest
from attrs import define
from playwright.sync_api import Locator, Page, expect

from tests.stories.doing import LONG, card, opened, saved
from tests.stories.hands import Mouse

pytestmark = pytest.mark.story

TRIGGER = "What led to this review"
BOTH = "Anna's words.\nBen's words."


@define
class Somebody:
    """One of them, in a browser of their own."""

    page: Page
    base: str

    def at(self, section: str) -> None:
        """Open a section of the review."""
        self.page.goto(f"{self.base}/r/juniper/{section}")
        opened(self.page)

    def trigger(self) -> Locator:
        """Open the first step, and return its first field."""
        self.at("workbench")
        Mouse(self.page).open_step("Scope")
        return self.page.get_by_label(TRIGGER)

    def question(self) -> Locator:
        """Return the question, with all that stands below its field."""
        return self.page.locator("[data-path]").filter(has=self.page.get_by_label(TRIGGER)).first

    def sees(self, *sides: str) -> None:
        """See what stands over each of two texts, before the hour."""
        expect(self.question().locator(".side")).to_have_text([re.compile(rf"^{one}(,|$)") for one in sides])

    def reads(self, *texts: str) -> None:
        """Read the two texts."""
        expect(self.question().locator(".words")).to_have_text(list(texts))


@pytest.fixture
def people(shared, visitor):
    """Let Anna and Ben in, each by a one-time link and into a browser that knows nothing of the other."""

    def come(name: str) -> Somebody:
        page = visitor()
        page.goto(shared.invite(name, "lead_reviewer", "juniper"))
        opened(page)
        expect(page.get_by_text(f"{name} (lead reviewer)")).to_be_visible()
        return Somebody(page=page, base=shared.base_url)

    return come("Anna"), come("Ben")


def both_write(anna: Somebody, ben: Somebody) -> tuple[Locator, Locator]:
    """Both stand in the field with nothing in it yet; Anna's words are saved first."""
    first, second = anna.trigger(), ben.trigger()
    second.focus()
    first.fill("Anna's words.")
    first.blur()
    saved(anna.page)
    ben.page.keyboard.insert_text("Ben's words.")
    second.blur()
    return first, second


def test_both_texts_are_kept_and_each_is_told_who_wrote_the_other(people):
    anna, ben = people
    first, second = both_write(anna, ben)
    ben.sees("You wrote", "Anna")
    anna.sees("Ben wrote", "You")
    for one in people:
        one.reads("Ben's words.", "Anna's words.")

    # Somebody writes elsewhere in the same step meanwhile: who wrote here is told as before.
    Mouse(ben.page).write("How staff will be told, prepared and supported", "A phone line.")
    anna.sees("Ben wrote", "You")

    anna.question().get_by_role("button", name="Keep both").click()
    for field in (first, second):
        expect(field).to_have_value(BOTH, timeout=LONG)
    for one in people:
        expect(one.question().locator(".sides")).to_have_count(0, timeout=LONG)
        expect(one.trigger()).to_have_value(BOTH, timeout=LONG)


def test_the_one_keeps_the_own_words_by_name(people):
    anna, ben = people
    both_write(anna, ben)
    anna.sees("Ben wrote", "You")
    anna.question().get_by_role("button", name="Keep mine").click()
    for one in people:
        expect(one.question().locator(".sides")).to_have_count(0, timeout=LONG)
        expect(one.page.get_by_label(TRIGGER)).to_have_value("Anna's words.", timeout=LONG)


def test_what_one_undoes_is_not_the_others(people):
    anna, ben = people
    for one in people:
        one.at("event")
    for one, words in zip(people, ("Anna heard this.", "Ben heard this."), strict=True):
        Mouse(one.page).record(1, words)
    for one in people:
        expect(card(one.page, "Anna heard this.")).to_be_visible(timeout=LONG)
        expect(card(one.page, "Ben heard this.")).to_be_visible(timeout=LONG)

    # Ben's card is the newest, and it is Anna who undoes.
    anna.page.get_by_role("button", name="Undo").click()
    for one in people:
        expect(card(one.page, "Anna heard this.")).to_have_count(0, timeout=LONG)
        expect(card(one.page, "Ben heard this.")).to_be_visible()
    ben.page.get_by_role("button", name="Undo").click()
    for one in people:
        expect(card(one.page, "Ben heard this.")).to_have_count(0, timeout=LONG)


def test_what_the_other_has_built_on_is_not_undone(people):
    anna, ben = people
    both_write(anna, ben)
    ben.question().get_by_role("button", name="Keep both").click()
    expect(anna.page.get_by_label(TRIGGER)).to_have_value(BOTH, timeout=LONG)

    anna.at("event")
    anna.page.get_by_role("button", name="Undo").click()
    expect(anna.page.get_by_role("alert").filter(has_text="Somebody else changed the same place")).to_be_visible(
        timeout=LONG
    )
    for one in people:
        expect(one.trigger()).to_have_value(BOTH, timeout=LONG)
