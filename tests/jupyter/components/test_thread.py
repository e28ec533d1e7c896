"""The thread: what anything rests on and what came of it, in columns and as an outline."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect


def item(page, name):
    return page.locator(f'.columns [data-item="{name}"]')


def test_people_words_look_like_peoples_words(stage, thread):
    on = stage({"thread": thread})
    expect(item(on.page, "c1")).to_contain_text("◑ How it looked then")
    expect(item(on.page, "c1")).to_contain_text("Health visiting")
    expect(on.page.get_by_text("11 of 12 recommendations rest on what somebody said or recorded")).to_be_visible()


def test_what_the_chosen_rests_on_and_what_came_of_it_stands_out(stage, thread):
    on = stage({"thread": thread})
    expect(item(on.page, "rec3")).to_have_attribute("aria-current", "true")
    for name, place in {"c1": "below", "f1": "below", "a1": "above", "i1": "above", "rec7": "beside"}.items():
        expect(item(on.page, name)).to_have_class(re.compile(rf"\b{place}\b"))
    expect(item(on.page, "c5").locator(".how")).to_have_text("speaks against")


def test_anything_is_chosen_by_click_and_by_enter(stage, thread):
    on = stage({"thread": thread})
    item(on.page, "t1").click()
    expect(item(on.page, "t1")).to_have_attribute("aria-current", "true")
    expect(item(on.page, "rec3")).to_have_class(re.compile("above"))
    item(on.page, "rec7").press("Enter")
    assert [one["id"] for one in on.said("thread", "choose")] == ["t1", "rec7"]
    expect(item(on.page, "c1")).to_have_class(re.compile("beside"))


def test_arrow_keys_go_along_the_thread(stage, thread):
    on = stage({"thread": thread})
    item(on.page, "rec3").focus()
    for key, name in (
        ("ArrowLeft", "f1"),
        ("ArrowLeft", "t1"),
        ("ArrowLeft", "c1"),
        ("ArrowDown", "c2"),
        ("End", "c5"),
    ):
        on.page.keyboard.press(key)
        expect(item(on.page, name)).to_be_focused()
    on.page.keyboard.press("Tab")
    expect(item(on.page, "t1")).to_be_focused()


def test_what_came_loose_is_shown_as_broken_with_its_reason(stage, thread):
    on = stage({"thread": thread})
    loose = item(on.page, "rec7")
    expect(loose).to_contain_text("The theme it came from was withdrawn on 2 December.")
    assert loose.evaluate("(one) => getComputedStyle(one).borderStyle") == "dashed"


def test_the_outline_tells_the_same_as_nested_lists(stage, thread):
    on = stage({"thread": thread})
    on.page.get_by_role("button", name="As an outline").press("Enter")
    assert on.said("thread", "outline") == [{"do": "outline", "on": True}]
    outline = on.page.locator(".outline")
    shown = set(outline.locator("[data-item]").evaluate_all("(all) => all.map((one) => one.dataset.item)"))
    assert shown == {one["id"] for column in thread["columns"] for one in column["items"]}
    expect(outline.locator("li li li").first).to_contain_text("I thought the new team had her")
    expect(outline).to_contain_text("(speaks against)")
    outline.get_by_role("button", name=re.compile("^A move across")).press("Enter")
    expect(outline.get_by_role("button", name=re.compile("^A move across")).first).to_be_focused()
    assert on.said("thread", "choose")[-1]["id"] == "f1"


def test_the_focus_stays_when_somebody_else_adds_to_the_thread(stage, thread):
    on = stage({"thread": thread})
    item(on.page, "f1").focus()
    thread["columns"][2]["items"].insert(0, {**thread["columns"][2]["items"][0], "id": "f0", "title": "Another"})
    on.show("thread", thread)
    expect(item(on.page, "f0")).to_be_visible()
    expect(item(on.page, "f1")).to_be_focused()


def test_an_empty_thread_says_what_belongs_here(stage, thread):
    on = stage({"thread": {**thread, "columns": [{"title": "Theme", "items": []}], "links": [], "chosen": ""}})
    expect(on.page.get_by_text("It begins with what somebody said or recorded")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("outline", [False, True])
def test_axe_finds_nothing_grave_and_nothing_spills_over(stage, thread, width, outline):
    on = stage({"thread": {**thread, "outline": outline}}, width=width)
    assert on.grave() == []
    assert on.overflow() == 0


@pytest.mark.parametrize("outline", [False, True])
def test_hostile_text_stays_text(stage, thread, hostile, outline):
    on = stage({"thread": {**hostile(thread), "chosen": "rec3", "outline": outline, "links": thread["links"]}})
    assert on.page.locator("main img, main b, main script").count() == 0
    assert on.page.evaluate("window.hurt") is None
    expect(on.page.locator("main")).to_contain_text("<img src=x onerror=window.hurt=1>")
