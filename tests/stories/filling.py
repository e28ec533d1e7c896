"""How somebody fills any form of the procedure: one way for each kind of question, and rows within rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Locator, expect

from lcspr_core.asking import Control, Question, questions
from lcspr_core.procedure.steps import PROCEDURE
from tests.stories.doing import LONG, Hand, saved

Said = Mapping[str, Any]
ADD = "xpath=./div[contains(@class, 'answer')]/div[contains(@class, 'buttons')]/button[1]"  # of the list, not of a row
HOLDING = """(rows, wanted) => {
  const texts = (row, names) => [...row.querySelectorAll(names)];
  const said = (row) => [
    ...texts(row, ".gist, .cards .words").map((one) => one.textContent),
    ...texts(row, "input[type=text], textarea").map((one) => one.value),
    ...texts(row, "select").map((one) => one.selectedOptions[0]?.textContent ?? ""),
  ];
  const holds = (row) => said(row).some((one) => one.includes(wanted.slice(1)));
  const is = wanted.startsWith("~") ? holds : (row) => row.dataset.row === wanted;
  return rows.find(is)?.dataset.row;
}"""


class Form:
    """A form that is open before a hand."""

    def __init__(self, hand: Hand) -> None:
        """Look at the form of the page."""
        self.hand = hand
        self.node = hand.page.locator("form.lcspr-form")

    def fill(self, asks: type, data: Said, above: str = "") -> None:
        """Answer each question that something is known of, in the order in which it is asked."""
        for question in questions(asks):
            value = data.get(question.name)
            if value not in (None, "", [], {}):
                WAYS[question.control](self, question, f"{above}{question.name}", value)

    def at(self, path: str) -> Locator:
        """Return one question."""
        return self.node.locator(f'[data-path="{path}"]')

    # -- one way for each kind ----------------------------------------------------------------------------------------

    def _write(self, _: Question, path: str, value: Any) -> None:
        words = value["typed"] if isinstance(value, Mapping) else str(value)
        self.hand.put(self.at(path).locator("input, textarea").first, words)

    def _choose(self, _: Question, path: str, value: str) -> None:
        place = self.at(path)
        menu = place.locator("select")
        expect(place.locator("select, input").first).to_be_attached(timeout=LONG)
        if menu.count():
            exact = menu.locator(f'option[value="{value}"]')
            found = exact if exact.count() else menu.locator("option").filter(has_text=value)
            menu.select_option(found.get_attribute("value", timeout=LONG), timeout=LONG)
            return
        exact = place.locator(f'input[value="{value}"]')
        named = place.locator("label.option").filter(has_text=value).locator("input").first
        self.hand.tick(exact if exact.count() else named, among=place.locator("input"))

    def _choose_several(self, question: Question, path: str, value: list[str]) -> None:
        if self.at(path).locator(".buttons").count():  # so many that they are found in a list
            self._refer(question, path, value)
        else:
            for key in value:
                self.hand.tick(self.at(path).locator(f'input[value="{key}"]'))

    def _refer(self, _: Question, path: str, value: Any) -> None:
        place = self.at(path)
        self.hand.press(place.locator(".buttons button").first)
        for key in [value] if isinstance(value, str) else value:
            self.hand.tick(place.locator(f'input[id$="-pick-{key}"]'))
        self.hand.press(place.get_by_role("button", name="Done", exact=True))

    def _rows(self, question: Question, path: str, value: list[Said]) -> None:
        place = self.at(path)
        assert question.row is not None
        for row in value:
            name = self._row(place, str(row.get("id", "")))
            self._open(place.locator(f'li[data-row="{name}"]'))
            here = f"{path}.{name}."
            self.fill(question.row, {key: one for key, one in row.items() if not self._is_there(row, key, here)}, here)

    def _row(self, place: Locator, wanted: str) -> str:
        """Return the row of this id, or (after ~) the one that holds these words; a new one if there is none."""
        rows = place.locator("li[data-row]")
        found = rows.evaluate_all(HOLDING, wanted)
        if not found:
            self.hand.press(place.locator(ADD))
            found = rows.last.get_attribute("data-row", timeout=LONG)
        return str(found)

    def _open(self, node: Locator) -> None:
        fold = node.locator(".fold").first
        if fold.get_attribute("aria-expanded", timeout=LONG) == "false":
            self.hand.press(fold)
            expect(fold).to_have_attribute("aria-expanded", "true")

    def _is_there(self, row: Said, name: str, above: str) -> bool:
        """Say whether the form offers a reference with the row itself, so that nobody need choose it."""
        return bool(self.at(f"{above}{name}").locator("ul.cards > li").count()) and isinstance(row[name], str)


WAYS: Mapping[Control, Callable[[Form, Question, str, Any], None]] = {
    Control.LINE: Form._write,
    Control.TEXT: Form._write,
    Control.NUMBER: Form._write,
    Control.DATE: Form._write,
    Control.CHOICE: Form._choose,
    Control.SCALE: Form._choose,
    Control.YES_NO_UNCLEAR: Form._choose,
    Control.CHOICES: Form._choose_several,
    Control.REF: Form._refer,
    Control.REFS: Form._refer,
    Control.ROWS: Form._rows,
}


def open_form(hand: Hand, key: str, of: str = "") -> type:
    """Open one of the procedure's forms, whichever phase it is folded into; return what it asks."""
    page, step = hand.page, PROCEDURE.step(key)
    assert step is not None, key
    titled = page.locator(".title").get_by_text(step.title, exact=True)
    button = page.locator("nav.lcspr-path button").filter(has=titled).first
    expect(button).to_be_attached(timeout=LONG)
    if not button.is_visible():
        hand.press(button.locator("xpath=ancestor::details/summary"))
    hand.press(button)
    expect(page.get_by_role("heading", level=2, name=re.compile(rf"^{re.escape(step.title)}(:|$)"))).to_be_visible()
    if of:
        hand.press(page.get_by_role("navigation", name=step.title).get_by_role("button", name=of))
        expect(page.get_by_role("heading", level=2, name=f"{step.title}: {of}")).to_be_visible()
    return step.asks


def write(hand: Hand, asks: type, data: Said) -> None:
    """Fill the open form, and wait until all of it is saved."""
    Form(hand).fill(asks, data)
    if hand.page.locator(":focus").count():
        hand.leave()
    saved(hand.page)


def command(hand: Hand, label: str) -> str:
    """Give a command of the form, and return why it was refused; nothing where it was not."""
    form = hand.page.locator("form.lcspr-form")
    button = form.locator(".commands").get_by_role("button", name=label, exact=True)
    hand.press(button)
    refused = form.locator("p.sorry:not(:empty)")
    others = form.locator(f".commands:not(:has(button:text-is('{label}')))")
    expect(refused.or_(others).first).to_be_attached(timeout=LONG)
    reasons = form.locator(".refused .reasons:not(:empty)")
    return (reasons if reasons.count() else refused).inner_text() if refused.count() else ""


def done(hand: Hand, key: str, data: Said, label: str = "This step is done", of: str = "") -> None:
    """Open a form, fill it, and take it to its next state."""
    asks = open_form(hand, key, of)
    if data:
        write(hand, asks, data)
    assert command(hand, label) == "", key
