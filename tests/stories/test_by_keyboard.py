"""The main job by keyboard alone: nothing is clicked, and at every stop it can be seen where the focus is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.stories import doing

pytestmark = pytest.mark.story

TRIGGER = "A baby of five months was hurt at night."
SAID = "The cot was in its box behind the door."
GROUP = "Done on paper was taken for done at home"
LEARNING = "An action on a plan is closed when the thing is delivered, so nobody learns whether it is used."
CHANGE = "An action about equipment stays open until somebody has seen it in use."
MOST_STOPS = 120

# A radio button or a file is drawn by its label's face, which then bears the ring.
RING = """() => {
  const held = document.activeElement;
  const label = held.matches("input") ? held.labels[0] : null;
  return [held, label, ...(label?.children ?? [])].filter(Boolean).some((one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  });
}"""
HELD = "(found) => found.includes(document.activeElement)"
WHERE = "() => document.activeElement.outerHTML.slice(0, 200)"


def is_held(wanted: Locator) -> bool:
    """Say whether the focus is on one of these."""
    return bool(wanted.evaluate_all(HELD))


def held(page: Page, wanted: Locator) -> None:
    """Assert that the focus is here, and is seen."""
    for _ in range(50):
        if is_held(wanted):
            break
        page.wait_for_timeout(200)
    assert is_held(wanted), f"The focus is not at {wanted}, but at {page.evaluate(WHERE)}"
    assert page.evaluate(RING), f"The focus cannot be seen at {page.evaluate(WHERE)}"


def reach(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Press a key until the focus is where it is wanted."""
    expect(wanted.first).to_be_attached(timeout=doing.LONG)
    for _ in range(MOST_STOPS):
        if is_held(wanted):
            return held(page, wanted)
        page.keyboard.press(key)
    pytest.fail(f"{key} never came to {wanted}; it is at {page.evaluate(WHERE)}")


def press(page: Page, role: str, name: str, key: str = "Enter") -> None:
    """Reach something by its role and name, and press it."""
    reach(page, page.get_by_role(role, name=name))
    page.keyboard.press(key)


def write(page: Page, label: str, words: str) -> None:
    """Reach a field, and write in it in place of what is there."""
    reach(page, page.get_by_label(label))
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(words)


def leave(page: Page) -> None:
    """Leave a field, and wait until it is saved."""
    page.keyboard.press("Tab")
    doing.saved(page)


def go_to(page: Page, section: str) -> None:
    """Go to a section by the bar."""
    bar = page.get_by_role("navigation", name="Sections of this review")
    reach(page, bar.get_by_role("link", name=section, exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=section)).to_be_attached(timeout=doing.LONG)
    expect(page.locator("html[data-state=open]")).to_be_attached(timeout=doing.LONG)


def open_step(page: Page, title: str) -> None:
    """Open a step of the path."""
    steps = page.get_by_role("navigation", name="Steps of this review")
    reach(page, steps.get_by_role("button", name=title))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name=title, exact=True)).to_be_visible(timeout=doing.LONG)


def choose(page: Page, label: str, words: str) -> None:
    """Choose what a record rests on, and close the list again."""
    here = page.get_by_role("group", name=label)
    reach(page, here.get_by_role("button", name="Choose from"))
    page.keyboard.press("Enter")
    held(page, here.get_by_role("searchbox"))
    page.keyboard.insert_text(words[:12])
    reach(page, here.get_by_role("checkbox", name=words))
    page.keyboard.press("Space")
    doing.saved(page)
    page.keyboard.press("Escape")
    held(page, here.get_by_role("button", name="Choose from"))


def test_the_main_job_by_keyboard_alone(served, watched):  # noqa: PLR0915  (a story is told in one go)
    page = watched.page
    page.goto(served.start())

    # A review is opened, its agencies put in at once.
    press(page, "button", "Open a new review")
    write(page, "Name for the child in this review", "Juniper")
    write(page, "Date of the decision to review", "29 April 2026")
    reach(page, page.get_by_role("radio"))
    reach(page, page.get_by_role("radio", name="Agency reports, learning event and recall event"), "ArrowDown")
    page.keyboard.press("Space")
    agencies = page.get_by_role("group", name="Agencies that take part").first
    reach(page, agencies.get_by_role("button", name="Paste a list"))
    page.keyboard.press("Enter")
    held(page, agencies.get_by_label("Paste or write one on each line"))
    page.keyboard.insert_text(doing.AGENCIES)
    reach(page, agencies.get_by_role("button", name="Make"))
    page.keyboard.press("Enter")
    press(page, "button", "Open the review")
    page.wait_for_url("**/workbench", timeout=doing.LONG)

    # One step is answered, and is there after a reload.
    expect(page.locator("html[data-state=open]")).to_be_attached(timeout=doing.LONG)
    open_step(page, "Scope")
    write(page, "What led to this review", TRIGGER)
    leave(page)
    page.reload()
    open_step(page, "Scope")
    reach(page, page.get_by_label("What led to this review"))
    expect(page.get_by_label("What led to this review")).to_have_value(TRIGGER)

    # A card by the recorder: its kind by a key, Enter keeps it and begins the next.
    go_to(page, "Wall")
    field = page.get_by_label("In their words")
    for kind, words in (("4", SAID), ("1", "The health visitor saw the box.")):
        reach(page, field)
        page.keyboard.press(f"Alt+{kind}")
        page.keyboard.insert_text(words)
        page.keyboard.press("Enter")
        expect(page.get_by_role("article").filter(has_text=words)).to_be_visible(timeout=doing.LONG)
        held(page, field)
        expect(field).to_have_value("")
    card = page.get_by_role("article").filter(has_text=SAID)
    expect(card).to_have_class("card worry", timeout=doing.LONG)

    # A group, and the card moved into it by its menu.
    press(page, "button", "New group")
    held(page, page.get_by_label("This group, as a sentence"))
    page.keyboard.insert_text(GROUP)
    page.keyboard.press("Enter")
    expect(doing.group(page, GROUP)).to_be_visible(timeout=doing.LONG)
    reach(page, page.get_by_role("article"))
    reach(page, card, "ArrowDown")
    page.keyboard.press("m")
    reach(page, page.get_by_role("menuitem", name=GROUP), "ArrowDown")
    page.keyboard.press("Enter")
    expect(doing.group(page, GROUP).get_by_text(SAID)).to_be_visible(timeout=doing.LONG)
    held(page, card)

    # A learning point grows from the group.
    reach(page, doing.group(page, GROUP).get_by_role("button", name="Make a learning point"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Begun in", exact=False).first).to_be_visible(timeout=doing.LONG)
    go_to(page, "Review")
    open_step(page, "Themes and learning")
    write(page, "What have we learned, as one sentence about how things work here?", LEARNING)
    leave(page)
    choose(page, "Words that say it best", SAID)

    # A recommendation rests on it.
    open_step(page, "Recommendations")
    press(page, "button", "Add a recommendation")
    write(page, "Who should change what", CHANGE)
    leave(page)
    choose(page, "Learning it answers", LEARNING)

    # The thread, read down to the words that were said.
    go_to(page, "Thread")
    press(page, "button", LEARNING)
    expect(page.get_by_text(f"Chosen: “{LEARNING[:40]}", exact=False)).to_be_visible(timeout=doing.LONG)
    press(page, "button", CHANGE)
    expect(page.get_by_text(f"Chosen: “{CHANGE[:40]}", exact=False)).to_be_visible(timeout=doing.LONG)
    expect(page.get_by_role("button", name=SAID)).to_be_visible(timeout=doing.LONG)
    held(page, page.get_by_role("button", name=CHANGE))

    # The files are made, and one is fetched.
    go_to(page, "Documents")
    press(page, "button", "Make Word, PDF and HTML")
    links = page.get_by_role("link", name="learning", exact=False)
    expect(links).to_have_count(3, timeout=4 * doing.LONG)
    held(page, page.get_by_role("button", name="Make Word, PDF and HTML"))
    reach(page, links)
    with page.expect_download(timeout=doing.LONG) as waiting:
        page.keyboard.press("Enter")
    assert "learning" in waiting.value.suggested_filename

    assert watched.strangers == []
    assert watched.complaints == []
