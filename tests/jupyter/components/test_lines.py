"""Lines that take what is done: words begun in one are never lost, whatever others change meanwhile."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

SETTLE = {"name": "settle", "label": "Let it stand for this reason", "needs": "Write the reason: it is kept."}
ASKED = {"on": "", "day": "", "words": "Why it may stand", "commands": [SETTLE]}
BEGINS = {
    "on": "On which day it began",
    "day": "1 May 2026",
    "words": "Why it began",
    "more": "Who was told",
    "commands": [{**SETTLE, "name": "begun a1", "label": "It has begun"}],
}


def line(key, act, what="She managed the work"):
    head = {"tag": "Warning", "tag_sort": "soon", "small": "8.2.43", "ask": "Why?"}
    return {"key": key, "what": what, **head, "facts": [], "act": act}


def state(*items, **more):
    groups = [{"key": "warned", "title": "Needs a reason", "words": "", "items": list(items)}]
    return {"lead": "", "counts": [], "groups": groups, "empty": "Nothing.", "undo": "", **more}


@pytest.fixture
def on(stage):
    opened = stage({"lines": state(line("c1", ASKED), line("c2", ASKED, "He was paid by it"))})
    opened.page.locator("summary").first.click()
    return opened


def words(on, label="Why it may stand"):
    return on.page.get_by_label(label).first


def test_words_begun_stay_when_somebody_else_changes_what_is_offered_and_writing_goes_on(on):
    words(on).focus()
    on.page.keyboard.type("Her deputy jdges")
    for _ in range(4):
        on.page.keyboard.press("ArrowLeft")
    on.show("lines", state(line("c1", BEGINS)))
    again = words(on, "Why it began")
    expect(again).to_have_value("Her deputy jdges")
    expect(again).to_be_focused()
    on.page.keyboard.type("u")
    expect(again).to_have_value("Her deputy judges")
    on.show("lines", state(line("c1", ASKED)))
    expect(words(on)).to_have_value("Her deputy judges")


def test_words_begun_are_shown_where_nothing_is_asked_any_more_until_they_are_let_go(on):
    words(on).fill("Her deputy judges it.")
    on.wait_said("lines", "begin")
    for gone in (state(line("c1", None)), state(line("c2", ASKED))):
        on.show("lines", gone)
        expect(on.page.locator(".begun")).to_contain_text("Begun by you, and not put down")
        expect(on.page.locator(".begun")).to_contain_text("“Her deputy judges it.”")
    on.page.get_by_role("button", name="Let it go").click()
    expect(on.page.locator(".begun")).to_have_count(0)
    assert on.wait_said("lines", "begin", 2)[-1]["cells"] == {}


def test_words_begun_are_sent_as_they_are_typed_and_there_on_the_next_page(on, stage):
    words(on).fill("Her deputy")
    (said,) = on.wait_said("lines", "begin")
    assert (said["row"], said["cells"]) == ("c1", {"words": "Her deputy"})
    there = {"begun": {"c1": {"words": "Her deputy", "on": "2 May 2026"}}}
    again = stage({"lines": state(line("c1", BEGINS), **there)})
    expect(again.page.get_by_label("Why it began")).to_have_value("Her deputy")
    expect(again.page.get_by_label("On which day it began")).to_have_value("2 May 2026")


def test_what_is_put_down_is_begun_no_more(on):
    words(on).fill("Her deputy judges it.")
    on.page.get_by_role("button", name="Let it stand").first.click()
    (said,) = on.wait_said("lines", "act")
    assert said["words"] == "Her deputy judges it."
    first, last = on.wait_said("lines", "begin", 2)
    assert (first["cells"], last["cells"]) == ({"words": "Her deputy judges it."}, {})
    on.show("lines", state(line("c1", None)))
    expect(on.page.locator(".begun")).to_have_count(0)


def test_without_the_program_they_go_to_the_server(stage, server):
    on = stage({"lines": state(line("c1", ASKED), rescue="/rescue", target={"table": "panel"})})
    on.answer("never")
    on.page.locator("summary").first.click()
    words(on).fill("Her deputy")
    on.until(lambda: server.rescued)
    (said,) = server.rescued
    assert (said["do"], said["row"], said["cells"]) == ("begin", "c1", {"words": "Her deputy"})
    assert said["target"] == {"table": "panel"}


def test_hostile_words_that_were_begun_stay_text_and_axe_finds_nothing_grave(stage, hostile):
    told = state(line("c1", BEGINS), begun={"c1": {"words": "x"}, "gone": {"words": "y"}})
    on = stage({"lines": hostile(told)})
    on.page.locator("summary").first.click()
    assert on.page.locator("main img, main b").count() == 0
    assert on.grave() == []
