"""Several at one review: two tabs, a clash, a program that dies while somebody types, and people with other rights."""

from __future__ import annotations

import os
import re
import signal
from typing import Any

import pytest
from attrs import define
from playwright.sync_api import Locator, Page, Route, WebSocketRoute, expect

from tests.stories import doing
from tests.stories.hands import Mouse

pytestmark = pytest.mark.story

TRIGGER = "What led to this review"
SOON = doing.LONG  # what one writes is with the other in a second; a busy computer takes longer
CUT = "ERR_FAILED"  # what the browser itself writes down when a line is cut


@define(slots=False)
class Line:
    """The line between one tab and the server, which a story can cut: what is sent meanwhile is lost."""

    page: Page
    cut: bool = False

    def lay(self) -> None:
        """Put it in place, before the page is opened."""
        self.page.route_web_socket(re.compile(r".*/channels.*"), self._socket)
        self.page.route(re.compile(r".*/(rescue|healthz).*"), self._request)

    def _request(self, route: Route) -> None:
        if self.cut:
            route.abort()
        else:
            route.continue_()

    def _socket(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda told: None if self.cut else server.send(told))
        server.on_message(lambda told: None if self.cut else socket.send(told))


def scope(page: Page, base: str) -> Locator:
    """Open Juniper's first step, and return its first field."""
    page.goto(f"{base}/r/juniper/workbench")
    Mouse(page).open_step("Scope")
    return page.get_by_label(TRIGGER)


def joined(page: Page, link: str) -> None:
    """Come in by a one-time link, and wait until Home is there."""
    page.goto(link)
    expect(page.get_by_role("heading", name="Reviews").first).to_be_visible(timeout=doing.LONG)
    expect(page.get_by_role("link", name="Juniper", exact=True)).to_be_visible(timeout=doing.LONG)


def keep_both(page: Page, mine: str, theirs: str) -> None:
    """See both texts, and keep both."""
    question = page.locator("[data-path]").filter(has=page.get_by_label(TRIGGER)).first
    expect(question.get_by_text("You wrote")).to_be_visible(timeout=doing.LONG)
    expect(question.locator(".words").filter(has_text=mine)).to_be_visible()
    expect(question.locator(".words").filter(has_text=theirs)).to_be_visible()
    question.get_by_role("button", name="Keep both").click()
    expect(question.get_by_text("You wrote")).to_have_count(0, timeout=doing.LONG)


def unmarred(watched: Any) -> list[str]:
    """Return what the browser complained of, other than the line that the story itself cut."""
    return [one for one in watched.complaints if CUT not in one]


def test_what_one_tab_writes_the_other_shows(shared, watched):
    here = watched.page
    joined(here, shared.join_url)
    first = scope(here, shared.base_url)
    there = here.context.new_page()
    second = scope(there, shared.base_url)

    first.fill("A baby was hurt at home.")
    expect(second).to_have_value("A baby was hurt at home.", timeout=SOON)
    second.fill("A baby was hurt at home, at night.")
    first.blur()
    expect(first).to_have_value("A baby was hurt at home, at night.", timeout=SOON)

    # And on the wall.
    for page in (here, there):
        page.goto(f"{shared.base_url}/r/juniper/event")
        expect(page.get_by_label("In their words")).to_be_visible(timeout=doing.LONG)
    here.get_by_label("In their words").fill("The cot was in its box.")
    here.get_by_label("In their words").press("Enter")
    expect(there.get_by_role("article").filter(has_text="The cot was in its box.")).to_be_visible(timeout=SOON)
    Mouse(there).new_group("Done on paper")
    Mouse(there).move("The cot was in its box.", "Done on paper")
    expect(doing.group(here, "Done on paper").get_by_text("The cot was in its box.")).to_be_visible(timeout=SOON)
    assert watched.strangers == []
    assert watched.complaints == []


def test_two_who_write_in_one_field_keep_both_texts(shared, watched):
    here = watched.page
    joined(here, shared.join_url)
    first = scope(here, shared.base_url)
    there = here.context.new_page()
    second = scope(there, shared.base_url)

    # Both stand in the field with the old text in front of them.
    second.focus()
    first.fill("Written by the first.")
    first.blur()
    doing.saved(here)
    there.keyboard.insert_text("Written by the second.")
    second.blur()
    keep_both(there, "Written by the second.", "Written by the first.")
    both = "Written by the first.\nWritten by the second."
    expect(second).to_have_value(both, timeout=SOON)
    expect(first).to_have_value(both, timeout=SOON)
    there.reload()
    Mouse(there).open_step("Scope")
    expect(second).to_have_value(both, timeout=doing.LONG)
    expect(there.get_by_text("You wrote")).to_have_count(0)
    assert watched.complaints == []


def test_a_tab_that_was_cut_off_comes_back_to_a_clash_and_loses_nothing(shared, watched):
    here = watched.page
    joined(here, shared.join_url)
    there = here.context.new_page()
    line = Line(page=there)
    line.lay()
    second = scope(there, shared.base_url)
    first = scope(here, shared.base_url)

    line.cut = True
    first.fill("Written on the line.")
    first.blur()
    doing.saved(here)
    second.fill("Written off the line.")
    second.blur()
    expect(there.get_by_role("alert").filter(has_text="Not saved yet")).to_be_visible(timeout=doing.LONG)
    expect(there.get_by_role("alert").filter(has_text="connection was lost")).to_be_visible(timeout=doing.LONG)

    line.cut = False
    keep_both(there, "Written off the line.", "Written on the line.")
    both = "Written on the line.\nWritten off the line."
    expect(first).to_have_value(both, timeout=2 * SOON)
    there.reload()
    Mouse(there).open_step("Scope")
    expect(second).to_have_value(both, timeout=doing.LONG)
    assert unmarred(watched) == []


def test_what_is_typed_while_the_program_dies_is_saved(shared, watched):
    page = watched.page
    joined(page, shared.join_url)
    words = scope(page, shared.base_url)
    words.focus()
    page.keyboard.type("A baby was hurt", delay=20)
    for kernel in shared.kernels():
        if kernel["pid"]:
            os.kill(kernel["pid"], signal.SIGKILL)
    page.keyboard.type(" at home, at night.", delay=60)
    words.blur()

    expect(page.get_by_role("alert").filter(has_text="its program stopped")).to_be_visible(timeout=doing.LONG)
    expect(page.get_by_role("link", name="Load the page again")).to_be_visible()
    expect(page.get_by_text("✓ Saved ", exact=False).first).to_be_visible(timeout=doing.LONG)
    page.reload()
    Mouse(page).open_step("Scope")
    expect(words).to_have_value("A baby was hurt at home, at night.", timeout=doing.LONG)
    expect(page.get_by_role("alert").filter(has_text="stopped")).to_have_count(0)


def refused(page: Page, address: str, sentence: str) -> None:
    """Be refused a page, in a sentence."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status in {403, 404}
    expect(page.get_by_text(sentence)).to_be_visible()
    assert "Traceback" not in page.content()
    assert "Juniper" not in page.title()


NOT_YOURS = "Your role in this review does not allow this. Ask whoever leads the review."
NO_SUCH = "There is no such review, or it is not one of yours. Go to Reviews and choose another."


def sections(page: Page) -> list[str]:
    """Return the sections that the bar offers."""
    return page.get_by_role("navigation", name="Sections of this review").get_by_role("link").all_inner_texts()


def test_a_reader_sees_the_thread_and_is_refused_the_rest(shared, visitor):
    page = visitor()
    link = shared.invite("Rita", "reader", "juniper")
    joined(page, link)
    expect(page.get_by_role("link", name="Rowan")).to_have_count(0)
    expect(page.get_by_role("button", name="Open a new review")).to_have_count(0)
    page.goto(f"{shared.base_url}/r/juniper/thread")
    expect(page.get_by_role("heading", name="What does this rest on?")).to_be_attached(timeout=doing.LONG)
    assert sections(page) == ["Thread"]
    for closed in ("workbench", "event", "map", "documents", "people", "case"):
        refused(page, f"{shared.base_url}/r/juniper/{closed}", NOT_YOURS)
    refused(page, f"{shared.base_url}/r/rowan/thread", NO_SUCH)

    # The link was for one browser, once.
    other = visitor()
    refused(other, link, "This link has been used, or is too old. Ask for a new one: each link opens once.")


def test_an_agency_author_writes_the_own_report_and_sees_no_other(shared, visitor, watched):
    lead = watched.page
    joined(lead, shared.join_url)
    lead.goto(f"{shared.base_url}/r/juniper/workbench")
    Mouse(lead).open_step("Scope")
    Mouse(lead).write(TRIGGER, "Words for those who lead alone.")

    page = visitor()
    joined(page, shared.invite("Hanna", "agency_author", "juniper", agency="HV"))
    page.goto(f"{shared.base_url}/r/juniper/workbench")
    own = page.get_by_role("heading", level=2, name="Agency reports: Westmarch Community Health", exact=False)
    expect(own).to_be_visible(timeout=doing.LONG)
    assert sections(page) == ["Procedure", "Review"]
    reports = page.get_by_role("navigation", name="Agency reports")
    expect(reports.get_by_role("button")).to_have_count(1)
    Mouse(page).write("What was read", "The 0-19 records from September 2025.")
    for closed in ("event", "map", "thread", "documents", "people", "case"):
        refused(page, f"{shared.base_url}/r/juniper/{closed}", NOT_YOURS)
    refused(page, f"{shared.base_url}/r/rowan/workbench", NO_SUCH)

    # A step of those who lead shows none of their words, and says whose it is before anybody writes.
    page.goto(f"{shared.base_url}/r/juniper/workbench")
    Mouse(page).open_step("Scope")
    expect(page.get_by_label(TRIGGER)).to_have_value("")
    expect(page.get_by_label(TRIGGER)).not_to_be_editable()
    expect(page.get_by_text("This is written by others", exact=False).first).to_be_visible(timeout=doing.LONG)
    lead.reload()
    Mouse(lead).open_step("Scope")
    expect(lead.get_by_label(TRIGGER)).to_have_value("Words for those who lead alone.", timeout=doing.LONG)

    # What the author wrote is with those who lead.
    steps = lead.get_by_role("navigation", name="Steps of this review")
    steps.get_by_role("button", name=re.compile("^Agency reports")).click(timeout=doing.LONG)
    reports = lead.get_by_role("navigation", name="Agency reports")
    reports.get_by_role("button", name="Westmarch Community Health").click(timeout=doing.LONG)
    expect(lead.get_by_role("heading", level=2, name="Westmarch Community Health")).to_be_visible(timeout=doing.LONG)
    expect(lead.get_by_label("What was read").first).to_have_value("The 0-19 records from September 2025.")
