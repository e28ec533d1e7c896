"""Two hands for one story: one points and clicks, the other has a keyboard and nothing else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.stories.doing import LONG, Hand

MOST_STOPS = 150

# Where the focus is: here, or which way to go; and whether it can be seen there, which is so when the same thing
# without it looks different. A radio button or a file is drawn by its label's face, which then bears the ring.
LOOK = """(wanted) => {
  const held = document.activeElement;
  const stands = held === document.body || held === document.documentElement;
  const looks = (one) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(one);
    return [outlineStyle, outlineWidth, outlineColor, boxShadow].join();
  };
  const faces = (one) => [one, ...one.querySelectorAll("*")];
  function differs(one) {
    const twin = one.cloneNode(true);
    for (const part of faces(twin)) for (const name of ["id", "name", "for"]) part.removeAttribute(name);
    one.after(twin);
    const bare = faces(twin).map(looks);
    twin.remove();
    return faces(one).some((part, at) => looks(part) !== bare[at]);
  }
  const shown = held.matches("input") && held.labels.length ? [held, held.labels[0]] : [held];
  const order = wanted.length ? held.compareDocumentPosition(wanted[0]) : 0;
  return {
    here: wanted.includes(held),
    back: Boolean(order & Node.DOCUMENT_POSITION_PRECEDING),
    seen: stands || shown.some(differs),
    where: held.outerHTML.slice(0, 200),
  };
}"""


class Mouse(Hand):
    """Points and clicks; writes where it clicked."""

    def press(self, wanted: Locator, among: Locator | None = None) -> None:
        """Click."""
        wanted.click(timeout=LONG)

    def tick(self, box: Locator, among: Locator | None = None) -> None:
        """Click a box's face."""
        box.check(timeout=LONG)

    def put(self, field: Locator, words: str) -> None:
        """Write in place of what is there."""
        field.fill(words, timeout=LONG)

    def leave(self) -> None:
        """Click beside."""
        self.page.locator(":focus").blur(timeout=LONG)

    def browse(self, label: str) -> None:
        """Click what the file's field is called."""
        self.press(self.page.locator("label").filter(has_text=label))

    def pick_up(self, card: Locator) -> None:
        """Open a card's menu by its button, which shows once the mouse is over it."""
        card.scroll_into_view_if_needed(timeout=LONG)
        card.hover()
        self.press(card.get_by_role("button", name="Move to"))

    def kind(self, number: int) -> None:
        """Click one of the kinds, and go back to the words."""
        self.tick(self.page.get_by_role("group", name="This card is").get_by_role("radio").nth(number - 1))
        self.press(self.page.get_by_label("In their words"))


class Keyboard(Hand):
    """Presses keys alone, and sees at every stop where it is."""

    def reach(self, wanted: Locator, among: Locator | None = None) -> None:
        """Go to something by Tab, or back by Shift and Tab; within a list by the arrows."""
        expect(wanted.first).to_be_attached(timeout=LONG)
        for _ in range(MOST_STOPS):
            look = self.look(wanted)
            if look["here"]:
                return
            within = among is not None and self.look(among)["here"]
            keys = ("ArrowDown", "ArrowUp") if within else ("Tab", "Shift+Tab")
            self.page.keyboard.press(keys[look["back"]])
        pytest.fail(f"The keys never came to {wanted}; they are at {look['where']}")

    def look(self, wanted: Locator) -> dict[str, bool]:
        """See where the focus is: it must be seen."""
        look: dict[str, bool] = wanted.evaluate_all(LOOK)
        assert look["seen"], f"The focus cannot be seen at {look['where']}"
        return look

    def press(self, wanted: Locator, among: Locator | None = None) -> None:
        """Go there and press Enter."""
        self.reach(wanted, among)
        self.page.keyboard.press("Enter")

    def tick(self, box: Locator, among: Locator | None = None) -> None:
        """Go there and press the space bar."""
        self.reach(box, among)
        self.page.keyboard.press("Space")

    def put(self, field: Locator, words: str) -> None:
        """Mark what is there and type over it; a list is pasted."""
        self.reach(field)
        self.page.keyboard.press("Control+A")
        (self.page.keyboard.insert_text if "\n" in words else self.page.keyboard.type)(words)

    def leave(self) -> None:
        """Go on to the next."""
        self.page.keyboard.press("Tab")

    def browse(self, label: str) -> None:
        """Press Enter where a file can be chosen."""
        self.press(self.page.get_by_label(label))

    def pick_up(self, card: Locator) -> None:
        """Go from card to card by the arrows, and press M for its menu."""
        self.reach(card, among=column_of(card, "article"))
        self.page.keyboard.press("m")

    def kind(self, number: int) -> None:
        """Press Alt and the number of the kind."""
        self.page.keyboard.press(f"Alt+{number}")


def column_of(one: Locator, role: str) -> Locator:
    """Return all that stands in one column with something."""
    return one.locator("xpath=ancestor::section[1]").get_by_role(role)  # type: ignore[arg-type]
