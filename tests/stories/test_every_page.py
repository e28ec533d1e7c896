"""Every page that there is, and every step's form opened wide: axe finds nothing to put right on any of them."""

from __future__ import annotations

import pytest
from lcspr_jupyter.demonstration import fill
from lcspr_jupyter.server.rights import GROUPS, SECTIONS
from lcspr_jupyter.server.running import Apart, running
from playwright.sync_api import Page, expect

from lcspr_core.plugins import load
from lcspr_core.store import Keys, Store
from tests.stories.doing import LONG, axe, opened
from tests.stories.hands import Mouse

pytestmark = pytest.mark.story

STEPS = next(one for one in load().methodologies["silp"].profiles if one.key == "full").steps
BEGINNING = {next(iter(group)) for group in GROUPS}
BESIDE = [title for group in GROUPS for title in list(group.values())[1:]]
PAGES = {title for key, title in SECTIONS.items() if key in BEGINNING or not any(key in group for group in GROUPS)}
REFUSED = ("/r/juniper/workbench", "/r/rowan/thread", "/nowhere")


@pytest.fixture
def demonstration(tmp_path):
    place, keys = tmp_path / "store" / "demonstration.lcspr", Keys.new()
    with Store.create(place, keys) as store:
        fill(store)
    with running(place, keys) as server:
        yield server


def wide(page: Page) -> None:
    """Open every row, and the first list there is to choose from."""
    folded = page.get_by_role("button", name="Open all", exact=True)
    while folded.count():
        one = folded.first.element_handle()
        one.click()
        page.wait_for_function("(one) => one.textContent !== 'Open all'", arg=one)
    lists = page.get_by_role("button", name="Choose from")
    if lists.count():
        lists.first.click()
        expect(page.get_by_role("button", name="Close the list").first).to_be_visible()


def at_home(page: Page, server: Apart) -> None:
    """Be at the register, with the review on it."""
    page.goto(server.base_url)
    expect(page.get_by_role("link", name="Juniper", exact=True)).to_be_visible(timeout=LONG)
    opened(page)


def test_nothing_is_to_be_put_right_on_any_page(demonstration, watched):
    page = watched.page
    page.goto(demonstration.join_url)
    at_home(page, demonstration)
    found = {"home": axe(page)}
    page.get_by_role("button", name="Open a new review").click()
    expect(page.get_by_label("Name for the child in this review")).to_be_visible(timeout=LONG)
    found["the form that opens a review"] = axe(page)
    page.goto(f"{demonstration.base_url}/r/juniper/case")
    opened(page)
    sections = page.get_by_role("navigation", name="Sections of this review").get_by_role("link").all_inner_texts()
    assert set(sections) == PAGES
    for name in sections:
        Mouse(page).go_to(name)
        found[name] = axe(page)
        for other in page.get_by_role("navigation", name="Pages beside this one").get_by_role("link").all_inner_texts():
            Mouse(page).go_beside(other)
            found[other] = axe(page)
    assert set(found) >= {*PAGES, *BESIDE}
    assert {name: what for name, what in found.items() if what} == {}
    assert watched.complaints == []


def test_nothing_is_to_be_put_right_in_any_step_s_form(demonstration, watched):
    page = watched.page
    page.goto(demonstration.join_url)
    page.goto(f"{demonstration.base_url}/r/juniper/workbench")
    opened(page)
    steps = page.get_by_role("navigation", name="Steps of this review")
    expect(steps.get_by_role("listitem")).to_have_count(len(STEPS), timeout=LONG)
    found = {}
    for title in steps.locator("li .title").all_inner_texts():
        Mouse(page).open_step(title)
        wide(page)
        found[title] = axe(page)
    assert len(found) == len(STEPS) == 15
    assert {name: what for name, what in found.items() if what} == {}
    assert watched.complaints == []


def test_nothing_is_to_be_put_right_at_the_door(demonstration, watched, visitor):
    page = watched.page
    # The page of a one-time link goes on by itself: here it is held where it is.
    page.route(f"{demonstration.base_url}/", lambda route: route.fulfill(status=204))
    page.goto(demonstration.join_url)
    found = {page.title(): axe(page)}
    page.unroute(f"{demonstration.base_url}/")

    # A reader is refused what is not a reader's, a stranger everything.
    reader = visitor()
    reader.goto(demonstration.invite("Rita", "reader", "juniper"))
    at_home(reader, demonstration)
    for address in REFUSED:
        reader.goto(f"{demonstration.base_url}{address}")
        found[f"{address}: {reader.title()}"] = axe(reader)
    stranger = visitor()
    stranger.goto(demonstration.join_url)
    found[f"a used link: {stranger.title()}"] = axe(stranger)

    at_home(page, demonstration)
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/goodbye", timeout=LONG)
    found[page.title()] = axe(page)
    assert len(found) == 2 + len(REFUSED) + 1, found
    assert {name: what for name, what in found.items() if what} == {}
