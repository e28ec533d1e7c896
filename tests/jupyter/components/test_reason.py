"""Why something will not come: one line of a person's own, asked for before it is put down."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

ASKED = {"key": "a", "label": "Why will this not come?", "hint": "One line, in your own words.", "go": "Put it down"}


@pytest.fixture
def on(stage):
    opened = stage({"reason": {}})
    expect(opened.page.get_by_role("textbox")).to_have_count(0)
    opened.show("reason", ASKED)
    return opened


def test_it_is_asked_for_and_given_by_keyboard(on):
    line = on.page.get_by_label("Why will this not come?")
    expect(line).to_be_focused()
    on.page.keyboard.type("The service closed in May.")
    on.page.keyboard.press("Enter")
    (said,) = on.wait_said("reason", "give")
    assert said["reason"] == "The service closed in May."
    on.show("reason", {"said": "It is put down."})
    expect(on.page.get_by_role("status")).to_have_text("It is put down.")
    expect(on.page.get_by_role("status")).to_be_focused()


def test_without_a_reason_nothing_is_said_but_what_is_missing(on):
    on.page.keyboard.type("   ")
    on.page.get_by_role("button", name="Put it down").click()
    expect(on.page.get_by_role("alert").filter(has_text="Write the reason first")).to_be_visible()
    expect(on.page.get_by_label("Why will this not come?")).to_be_focused()
    assert on.said("reason", "give") == []


def test_what_was_typed_stays_when_it_cannot_be_saved(on):
    line = on.page.get_by_label("Why will this not come?")
    line.fill("The service closed in May.")
    on.tell("reason", {"sorry": "The server did not answer."})
    expect(on.page.get_by_role("alert").filter(has_text="The server did not answer.")).to_be_visible()
    on.show("reason", {**ASKED, "hint": "Drawn anew."})
    expect(line).to_have_value("The service closed in May.")


def test_a_reason_begun_is_sent_as_it_is_typed_and_there_when_it_is_asked_for_again(on):
    line = on.page.get_by_label("Why will this not come?")
    line.fill("The service")
    (said,) = on.wait_said("reason", "begin")
    assert (said["row"], said["cells"]) == ("a", {"reason": "The service"})
    on.show("reason", {**ASKED, "key": "b"})
    expect(line).to_have_value("")
    on.show("reason", {})
    on.show("reason", {**ASKED, "begun": {"a": {"reason": "The service"}}})
    expect(line).to_have_value("The service")


def test_without_the_program_it_is_put_down_by_the_server_and_said(stage, server):
    on = stage({"reason": {}})
    on.answer("never")
    on.show("reason", {**ASKED, "name": "set_aside", "rescue": "/rescue", "target": {"table": "reason"}})
    on.page.keyboard.type("The coroner's own words.")
    on.page.keyboard.press("Enter")
    expect(on.page.get_by_text("The reason is kept. Load the page again to go on.")).to_be_focused()
    given = next(one for one in server.rescued if one["do"] == "give")
    assert (given["key"], given["name"], given["reason"]) == ("a", "set_aside", "The coroner's own words.")
    on.until(lambda: server.rescued[-1].get("cells") == {})


def test_what_the_server_cannot_do_is_said_and_the_words_stay(stage, server):
    on = stage({"reason": {}})
    on.answer("never")
    server.rescue = (422, {"sentence": "This was not done: it needs the page's own program."})
    on.show("reason", {**ASKED, "name": "never", "rescue": "/rescue", "target": {"table": "reason"}})
    on.page.keyboard.type("It closed.")
    on.page.keyboard.press("Enter")
    expect(on.page.get_by_role("alert").filter(has_text="This was not done").first).to_be_visible()
    expect(on.page.get_by_label("Why will this not come?")).to_have_value("It closed.")
    on.page.keyboard.press("Enter")  # and can be tried again
    on.until(lambda: len([one for one in server.rescued if one["do"] == "give"]) == 2)


def test_it_can_be_left(on):
    on.page.keyboard.press("Escape")
    on.wait_said("reason", "leave")
    on.show("reason", {})
    expect(on.page.get_by_role("textbox")).to_have_count(0)


def test_hostile_text_stays_text_and_axe_finds_nothing_grave(stage, hostile):
    on = stage({"reason": hostile(ASKED)})
    assert on.page.locator("main img, main b").count() == 0
    assert on.grave() == []
