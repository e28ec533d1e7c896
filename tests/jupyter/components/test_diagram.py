"""The diagram: walked and chosen by keyboard, enlarged, and equal to its table and its words."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect


def node(page, name):
    return page.locator(f'[data-node="{name}"]')


def test_each_node_is_a_button_that_says_what_it_is_and_where_it_leads(stage, diagram):
    on = stage({"diagram": diagram})
    button = on.page.get_by_role("button", name=re.compile("^Each team waits for the other's first contact"))
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_have_accessible_name(
        "Each team waits for the other's first contact. Factor, Teams and tools. Leads to: and"
    )
    expect(node(on.page, "e")).to_contain_text("★ Nursery rang")


def test_a_node_is_chosen_by_click_and_by_enter(stage, diagram):
    on = stage({"diagram": diagram})
    node(on.page, "d").click()
    expect(node(on.page, "d")).to_have_attribute("aria-pressed", "true")
    node(on.page, "h").press("Enter")
    assert [one["id"] for one in on.said("diagram", "choose")] == ["d", "h"]
    expect(on.page.locator(".arrow.lit")).to_have_count(2)


def test_arrow_keys_go_to_the_nearest_node_that_way(stage, diagram):
    on = stage({"diagram": diagram})
    node(on.page, "a").focus()
    for key, name in (
        ("ArrowRight", "b"),
        ("ArrowDown", "d"),
        ("ArrowDown", "g"),
        ("ArrowLeft", "f"),
        ("ArrowLeft", "e"),
    ):
        on.page.keyboard.press(key)
        expect(node(on.page, name)).to_be_focused()
    assert on.page.locator('[data-node][tabindex="0"]').count() == 1


def test_the_size_changes_by_button_and_by_key(stage, diagram):
    on = stage({"diagram": diagram})
    width = "document.querySelector('svg').clientWidth"
    before = on.page.evaluate(width)
    on.page.get_by_role("button", name="Larger").press("Enter")
    larger = on.page.evaluate(width)
    assert larger > before
    node(on.page, "a").press("-")
    node(on.page, "a").press("-")
    assert on.page.evaluate(width) < larger
    on.page.get_by_role("button", name="Fit the whole diagram").press("Enter")
    assert on.page.evaluate(width) == before


def test_the_table_and_the_words_tell_the_same(stage, diagram):
    on = stage({"diagram": diagram})
    on.page.get_by_role("button", name="As a table").press("Enter")
    row = on.page.get_by_role("row", name=re.compile("^Closure counts"))
    expect(row).to_contain_text("Transfer protocol names a sender but no receiver")
    expect(row).to_contain_text("Each team waits for the other's first contact")
    expect(on.page.get_by_role("row")).to_have_count(12)
    row.get_by_role("button").press("Enter")
    assert on.said("diagram", "choose")[-1]["id"] == "c"
    on.page.get_by_role("button", name="In plain words").press("Enter")
    expect(on.page.get_by_text("This is reasoning from the map, not proof.")).to_be_visible()


def test_nodes_are_kept_and_the_focus_with_them(stage, diagram):
    on = stage({"diagram": diagram})
    node(on.page, "f").focus()
    on.show("diagram", {**diagram, "nodes": [{**one, "x": one["x"] + 10} for one in diagram["nodes"][1:]]})
    expect(node(on.page, "a")).to_have_count(0)
    expect(node(on.page, "f")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_grave_and_nothing_spills_over(stage, diagram, width):
    on = stage({"diagram": diagram}, width=width)
    on.page.get_by_role("button", name="As a table").click()
    assert on.grave() == []
    assert on.overflow() == 0


def test_hostile_text_stays_text(stage, diagram, hostile):
    bad = "red; } * { x"
    tainted = {**hostile(diagram), "arrows": [{**one, "label": "<b>x</b>", "kind": bad} for one in diagram["arrows"]]}
    on = stage({"diagram": tainted})
    on.page.get_by_role("button", name="As a table").click()
    on.page.get_by_role("button", name="In plain words").click()
    assert on.page.locator("main img, main b, main script").count() == 0
    assert on.page.evaluate("window.hurt") is None
    expect(node(on.page, "a")).to_contain_text("<img src=x")
