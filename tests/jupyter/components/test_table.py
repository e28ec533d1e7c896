"""The table: sorted, found in, copied into Excel, a list on a phone, and written in by keyboard."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader


def cell(page, row, column):
    return page.locator(f'[data-cell="{row} {column}"]')


def column(page, key):
    return page.locator(f'tbody [data-cell$=" {key}"] .text').all_text_contents()


def test_columns_sort_both_ways_and_empty_cells_stand_last(stage, table):
    on = stage({"table": table})
    head = on.page.get_by_role("columnheader", name="Accounts")
    head.get_by_role("button").press("Enter")
    assert column(on.page, "accounts") == ["1", "2", "3", "4", "6", "7", "8", "9", "11", ""]
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("button").press("Enter")
    assert column(on.page, "accounts") == ["11", "9", "8", "7", "6", "4", "3", "2", "1", ""]


def test_a_table_is_found_in_by_the_words_that_are_shown(stage, table):
    on = stage({"table": table})
    on.page.get_by_label("Find").fill("agency management good")
    assert column(on.page, "label") == ["Two case systems that cannot see each other"]
    expect(on.page.locator(".count")).to_have_text("1 of 10 things")
    on.page.get_by_label("Find").fill("nothing like it")
    expect(on.page.get_by_text("Nothing fits what you are looking for.")).to_be_visible()


def test_a_cell_is_written_in_by_keyboard_alone(stage, table):
    on = stage({"table": table})
    cell(on.page, "n0", "label").focus()
    press = on.page.keyboard.press
    press("ArrowDown")
    press("Enter")
    on.page.keyboard.type(", nor will they")
    press("Enter")
    expect(cell(on.page, "n1", "label")).to_be_focused()
    edit = on.wait_said("table", "edit_cell")[0]
    was = "Two case systems that cannot see each other"
    assert (edit["row"], edit["column"], edit["before"], edit["value"]) == ("n1", "label", was, f"{was}, nor will they")
    expect(cell(on.page, "n1", "label").locator(".mark")).to_have_text("✓ Saved 14:32")


def test_tab_writes_on_in_the_next_cell_and_a_letter_begins(stage, table):
    on = stage({"table": table})
    cell(on.page, "n0", "label").focus()
    on.page.keyboard.press("x")
    on.page.keyboard.press("Tab")
    menu = cell(on.page, "n0", "kind").get_by_role("combobox", name="Kind, Transfer protocol")
    expect(menu).to_be_focused()
    menu.select_option("outcome")
    on.page.keyboard.press("Tab")
    on.page.keyboard.press("Tab")
    expect(cell(on.page, "n0", "accounts").get_by_role("textbox")).to_be_focused()
    on.page.keyboard.press("Tab")
    expect(cell(on.page, "n1", "label").get_by_role("textbox")).to_be_focused()
    first, second = on.wait_said("table", "edit_cell", 2)
    assert first["value"].endswith("receiverx")
    assert (second["column"], second["before"], second["value"]) == ("kind", "factor", "outcome")


def test_a_fixed_cell_cannot_be_written_in(stage, table):
    on = stage({"table": table})
    cell(on.page, "n0", "code").focus()
    on.page.keyboard.press("Enter")
    cell(on.page, "n0", "code").dblclick()
    expect(cell(on.page, "n0", "code").get_by_role("textbox")).to_have_count(0)
    expect(cell(on.page, "n0", "code")).to_have_attribute("aria-readonly", "true")


def test_typing_is_not_lost_when_state_changes_meanwhile(stage, table):
    on = stage({"table": table})
    on.answer("never")
    cell(on.page, "n0", "label").focus()
    on.page.keyboard.press("Enter")
    on.page.keyboard.type(" one")
    rows = [{"id": "n99", "cells": {"label": "New from elsewhere"}}, *table["rows"][:-1]]
    on.show("table", {**table, "rows": rows})
    on.page.keyboard.type(" two")
    expect(cell(on.page, "n0", "label").get_by_role("textbox")).to_have_value(re.compile("receiver one two$"))
    on.page.keyboard.press("Enter")
    expect(cell(on.page, "n0", "label")).to_contain_text("receiver one two")
    expect(cell(on.page, "n99", "label")).to_be_visible()


def test_a_row_is_added_and_gone_to_whatever_id_it_is_given(stage, table):
    on = stage({"table": table})
    on.page.get_by_role("button", name="Add a thing").press("Enter")
    added = on.wait_said("table", "add_row")[0]
    assert re.fullmatch("[0-9a-f]{12}", added["row"]["id"])
    on.show("table", {**table, "rows": [*table["rows"], {"id": "P14", "cells": {}}]})
    expect(cell(on.page, "P14", "label").get_by_role("textbox")).to_be_focused()
    expect(on.page.locator("tbody tr")).to_have_count(11)


def test_a_removed_row_can_be_put_back(stage, table):
    on = stage({"table": table})
    on.page.get_by_role("button", name="Remove Posts held empty over the winter").press("Enter")
    assert on.wait_said("table", "remove_row")[0]["row"] == "n3"
    expect(on.page.locator("tbody tr")).to_have_count(9)
    expect(on.page.get_by_role("button", name="Remove Nursery rang until answered")).to_be_focused()
    on.page.get_by_role("button", name="Put it back").press("Enter")
    assert on.wait_said("table", "add_row")[0]["row"] == {"id": "n3", "cells": table["rows"][3]["cells"]}


def test_an_edit_that_nobody_answers_is_rescued(stage, server, table):
    on = stage({"table": table}, clock=True)
    on.answer("never")
    cell(on.page, "n0", "label").press("x")
    on.page.keyboard.press("Enter")
    on.page.clock.run_for(3100)
    expect(cell(on.page, "n0", "label").locator(".mark")).to_have_text("✓ Saved 14:33")
    assert server.rescued[0]["do"] == "edit_cell"


def test_without_a_rescue_address_the_page_says_what_is_not_saved(stage, table):
    on = stage({"table": {**table, "rescue": ""}}, clock=True)
    on.answer("never")
    cell(on.page, "n0", "label").press("x")
    on.page.keyboard.press("Enter")
    on.page.clock.run_for(3100)
    expect(on.page.get_by_role("alert").filter(has_text="Not saved yet: keep this page open")).to_be_visible()
    on.answer("at once")
    on.page.get_by_role("button", name="Try again now").press("Enter")
    expect(cell(on.page, "n0", "label").locator(".mark")).to_have_text("✓ Saved 14:32")


def test_what_is_copied_runs_no_formula_in_excel(stage, table):
    hostile = ["=1+1", "+44 1632", "-2", "@sum", "\tx", "plain", 'two\nlines "quoted"', "\uff1d1"]
    rows = [{"id": f"r{n}", "cells": {"label": text, "kind": "factor"}} for n, text in enumerate(hostile)]
    on = stage({"table": {**table, "rows": rows}}, permissions=["clipboard-read", "clipboard-write"])
    on.page.get_by_role("button", name="Copy for Excel").press("Enter")
    expect(on.page.get_by_text("8 things copied. Paste into Excel.")).to_be_visible()
    head, *lines = on.page.evaluate("navigator.clipboard.readText()").replace("\r", "").split("\n")
    assert head == "What it says\tKind\tLevel\tAccounts\tCode"
    assert [line.split("\t")[0] for line in lines[:4]] == ["'=1+1", "'+44 1632", "'-2", "'@sum"]
    assert lines[4].startswith('"\'\tx"\tFactor')
    assert lines[6].startswith('"two')
    assert lines[7].startswith('lines ""quoted"""\tFactor')
    assert "'\uff1d1" in lines[8]


def test_a_table_to_read_has_no_cell_in_the_tab_order(stage, table):
    on = stage({"table": {**table, "can_edit": False, "can_add": False, "can_remove": False}})
    expect(on.page.get_by_role("table", name="What stands on the map")).to_be_visible()
    assert on.page.locator("[data-cell][tabindex]").count() == 0
    expect(on.page.get_by_role("button", name=re.compile("Add|Remove"))).to_have_count(0)


def test_the_head_stays_in_view(stage, table):
    rows = [{"id": f"r{n}", "cells": {"label": f"Row {n}"}} for n in range(200)]
    on = stage({"table": {**table, "rows": rows}})
    cell(on.page, "r150", "label").scroll_into_view_if_needed()
    expect(on.page.get_by_role("columnheader", name="Kind")).to_be_in_viewport()


def test_a_phone_shows_a_list_with_each_columns_name(stage, table):
    on = stage({"table": table}, width=320)
    first, second = (cell(on.page, "n0", key).bounding_box() for key in ("label", "kind"))
    assert second["y"] > first["y"]
    shown = cell(on.page, "n0", "kind").evaluate("(one) => getComputedStyle(one, '::before').content")
    assert shown == '"Kind" / ""'
    assert on.overflow() == 0


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("can_edit", [True, False])
def test_axe_finds_nothing_grave(stage, table, width, can_edit):
    on = stage({"table": {**table, "can_edit": can_edit}}, width=width)
    if can_edit:
        cell(on.page, "n0", "label").press("Enter")
    assert on.grave() == []
    assert on.overflow() == 0


def test_hostile_text_stays_text(stage, table, hostile):
    on = stage({"table": hostile(table)})
    on.tell("table", {"sorry": "<img src=x onerror=window.hurt=1>"})
    cell(on.page, "n0", "label").press("Enter")
    on.page.keyboard.press("Tab")
    assert on.page.locator("main img, main b, main script").count() == 0
    assert on.page.evaluate("window.hurt") is None
    expect(cell(on.page, "n1", "label")).to_contain_text("<img src=x")


def late(on):
    """Let the time pass in which Python would have answered."""
    on.page.clock.run_for(3100)


def test_a_row_that_is_stored_nowhere_yet_goes_whole_with_its_edit(stage, server, table):
    begun = {"id": "n0", "map": "m", "evidence": ["C001"]}
    rows = [{**table["rows"][0], "begun": begun}, *table["rows"][1:]]
    on = stage({"table": {**table, "rows": rows, "target": {"table": "map_node"}}}, clock=True)
    on.answer("never")
    cell(on.page, "n0", "label").press("x")
    on.page.keyboard.press("Enter")
    cell(on.page, "n1", "label").press("y")
    on.page.keyboard.press("Enter")
    late(on)
    on.until(lambda: len(server.rescued) == 2)
    assert [one.get("begun") for one in server.rescued] == [begun, None]
    assert server.rescued[0]["target"] == {"table": "map_node"}


def test_a_new_row_goes_by_the_id_that_the_server_gave_it(stage, server, table):
    on = stage({"table": table}, clock=True)
    on.answer("never")
    on.page.get_by_role("button", name="Add a thing").press("Enter")
    edit = on.said("table", "add_row")[0]["edit"]
    server.rescue = (
        200,
        {"saved": edit, "at": "14:33", "row": {"id": "P14", "cells": {"label": "", "kind": "factor"}}},
    )
    late(on)
    expect(cell(on.page, "P14", "kind")).to_contain_text("Factor")
    server.rescue = (200, None)
    on.page.clock.run_for(1000)
    cell(on.page, "P14", "label").get_by_role("textbox").fill("Typed into the new row")
    on.page.keyboard.press("Enter")
    late(on)
    expect(cell(on.page, "P14", "label").locator(".mark")).to_have_text("✓ Saved 14:33")
    assert (server.rescued[-1]["row"], server.rescued[-1]["value"]) == ("P14", "Typed into the new row")


def test_of_two_texts_in_one_cell_both_are_said_and_the_next_writing_decides(stage, server, table):
    on = stage({"table": table}, clock=True)
    on.answer("never")
    clash = {"kind": "map_node", "id": "n0", "path": "label", "mine": "mine", "theirs": "Theirs"}
    server.rescue = (409, {"sentence": "Both texts are kept.", "clashes": [clash]})
    label = cell(on.page, "n0", "label")
    label.press("Enter")
    label.get_by_role("textbox").fill("Mine")
    on.page.keyboard.press("Enter")
    late(on)
    expect(on.page.locator(".unsaved[role=alert]")).to_contain_text("Somebody else wrote “Theirs” here meanwhile.")
    expect(label.locator(".mark")).to_have_text("Not saved yet: theirs is “Theirs”")
    expect(label.locator(".text")).to_have_text("Mine")
    server.rescue = (200, None)
    label.press("Enter")
    label.get_by_role("textbox").fill("Both of us")
    on.page.keyboard.press("Enter")
    late(on)
    expect(label.locator(".mark")).to_have_text("✓ Saved 14:33")
    assert (server.rescued[-1]["before"], server.rescued[-1]["value"]) == ("Theirs", "Both of us")
    expect(label.locator(".text")).to_have_text("Both of us")
    expect(on.page.get_by_text("Somebody else wrote")).to_have_count(0)


def test_what_was_refused_is_gone_once_it_is_written_anew(stage, server, table):
    on = stage({"table": table}, clock=True)
    on.answer("never")
    label = cell(on.page, "n0", "label")
    server.rescue = (422, {"sentence": "Too long."})
    label.press("Enter")
    label.get_by_role("textbox").fill("Far too long")
    on.page.keyboard.press("Enter")
    late(on)
    expect(label.locator(".mark")).to_contain_text("Too long.")
    on.answer("at once")
    label.press("Enter")
    label.get_by_role("textbox").fill("Short")
    on.page.keyboard.press("Enter")
    rows = [{**one, "cells": {**one["cells"], "label": "Short"}} if one["id"] == "n0" else one for one in table["rows"]]
    on.show("table", {**table, "rows": rows})
    expect(label.locator(".text")).to_have_text("Short")


def many(table, count=1200):
    """A table as long as the links of a large map."""
    rows = [{"id": f"r{n}", "cells": {"label": f"Row number {n}", "kind": "factor"}} for n in range(count)]
    return {**table, "rows": rows}


CHANGED = """() => {
  window.changed = new Set();
  const row = (one) => (one.nodeType === 1 ? one : one.parentElement)?.closest("tr")?.dataset.row;
  const scrolled = (one) => one.target.tagName === "TR" && one.attributeName === "aria-label"; // into view, or out
  const all = { subtree: true, childList: true, attributes: true, characterData: true };
  new MutationObserver((some) => some.forEach((one) => scrolled(one) || window.changed.add(row(one.target))))
    .observe(document.querySelector("tbody"), all);
}"""


def test_of_a_long_table_only_the_rows_that_changed_are_drawn_anew(stage, table):
    long = many(table)
    on = stage({"table": long})
    cell(on.page, "r3", "label").focus()
    on.page.evaluate(CHANGED)
    on.page.keyboard.press("x")
    on.page.keyboard.press("Enter")
    expect(cell(on.page, "r3", "label").locator(".mark")).to_have_text("✓ Saved 14:32")
    rows = [dict(one) for one in long["rows"]]
    rows[3] = {**rows[3], "cells": {**rows[3]["cells"], "label": "Row number 3x"}}
    rows[900] = {**rows[900], "cells": {**rows[900]["cells"], "kind": "good"}}
    on.show("table", {**long, "rows": rows})
    expect(cell(on.page, "r900", "kind")).to_contain_text("Good practice")
    assert set(on.page.evaluate("[...window.changed]")) == {"r3", "r900"}


def test_what_a_column_offers_is_said_anew_in_every_row(stage, table):
    on = stage({"table": many(table, 300)})
    columns = [{**one, "options": [{"key": "factor", "title": "Cause"}]} for one in table["columns"]]
    on.show("table", {**many(table, 300), "columns": columns})
    assert column(on.page, "kind") == ["Cause"] * 300


UNDRAWN = "(one) => !one.checkVisibility({ contentVisibilityAuto: true })"


def read_out(page):
    """What a screen reader is given: the role and name of everything that has one."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [(one["role"]["value"], one.get("name", {}).get("value", "")) for one in nodes if not one["ignored"]]


def test_rows_out_of_view_are_not_drawn_yet_found_and_printed(stage, table):
    on = stage({"table": many(table)})
    assert cell(on.page, "r1199", "label").locator(".text").evaluate(UNDRAWN)
    assert on.page.evaluate("window.find('Row number 1198')")
    printed = PdfReader(io.BytesIO(on.page.pdf()))
    words = " ".join(page.extract_text() for page in printed.pages)
    assert all(f"Row number {n}" in words for n in range(0, 1200, 100))


def test_a_row_that_is_not_drawn_says_its_cells_itself_and_stops_once_it_is_drawn(stage, table):
    on = stage({"table": many(table)})
    last = on.page.locator('[data-row="r1199"]')
    expect(last).to_have_attribute("aria-label", "Row number 1199, Factor")
    told = read_out(on.page)
    assert len([role for role, _ in told if role == "row"]) == 1201
    assert ("row", "Row number 1199, Factor") in told
    cell(on.page, "r1199", "label").focus()
    expect(last).not_to_have_attribute("aria-label", re.compile("."))
    assert ("rowheader", "Row number 1199") in read_out(on.page)


def test_the_keyboard_walks_through_rows_that_are_not_drawn_yet(stage, table):
    on = stage({"table": many(table)})
    first = cell(on.page, "r0", "kind")
    first.focus()
    on.page.keyboard.press("Control+End")
    expect(cell(on.page, "r1199", "code")).to_be_focused()
    expect(cell(on.page, "r1199", "code")).to_be_in_viewport()
    on.page.keyboard.press("Home")
    expect(cell(on.page, "r1199", "label")).to_be_focused()
    on.page.keyboard.press("ArrowUp")
    expect(cell(on.page, "r1198", "label")).to_be_focused()
    on.page.keyboard.press("Control+Home")
    for _ in range(4):
        on.page.keyboard.press("PageDown")
    at = int(on.page.evaluate("document.activeElement.closest('tr').dataset.row.slice(1)"))
    assert at > 40
    expect(cell(on.page, f"r{at}", "label")).to_be_in_viewport()
    on.page.keyboard.press("PageUp")
    assert 0 < int(on.page.evaluate("document.activeElement.closest('tr').dataset.row.slice(1)")) < at


def test_tab_leaves_a_long_table_by_the_button_of_the_row_it_came_to(stage, table):
    on = stage({"table": many(table)})
    cell(on.page, "r5", "kind").focus()
    on.page.keyboard.press("Tab")
    held = on.page.locator(":focus")  # to look for a button among thousands takes long
    expect(held).to_have_accessible_name("Remove Row number 5")
    on.page.keyboard.press("Tab")
    expect(held).to_have_accessible_name("Add a thing")


# --- a long table on a phone: some rows at a time ---------------------------------------------------------------------


def shown_rows(page):
    return page.locator("tbody tr:visible").count()


def test_on_a_phone_a_long_table_shows_some_rows_and_more_as_they_are_asked_for(stage, table):
    on = stage({"table": many(table, 60)}, width=390)
    tall = on.page.evaluate("document.documentElement.scrollHeight")
    assert shown_rows(on.page) == 25
    expect(on.page.locator(".rest [role=status]")).to_have_text("25 of 60 things shown.")
    on.page.get_by_role("button", name="Show 25 more").press("Enter")
    assert shown_rows(on.page) == 50
    expect(on.page.locator(".rest [role=status]")).to_have_text("50 of 60 things shown.")
    expect(cell(on.page, "r25", "label")).to_be_focused()
    on.page.get_by_role("button", name="Show 10 more").click()
    assert shown_rows(on.page) == 60
    expect(on.page.get_by_role("button", name=re.compile("^Show"))).to_be_hidden()
    assert on.page.evaluate("document.documentElement.scrollHeight") > 2 * tall
    assert on.grave() == []


def test_on_a_phone_each_row_of_a_long_table_can_be_found_gone_to_and_printed(stage, table):
    on = stage({"table": many(table, 60)}, width=390)
    on.page.get_by_label("Find").fill("number 59")
    assert column(on.page, "label") == ["Row number 59"]
    expect(cell(on.page, "r59", "label")).to_be_visible()
    on.page.get_by_label("Find").fill("")
    cell(on.page, "r24", "label").focus()
    on.page.keyboard.press("ArrowDown")
    expect(cell(on.page, "r25", "label")).to_be_focused()
    on.page.keyboard.press("Control+End")
    expect(cell(on.page, "r59", "code")).to_be_focused()
    assert shown_rows(on.page) == 60
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(on.page.pdf())).pages)
    assert all(f"Row number {n}" in words for n in (0, 30, 59))


def test_on_a_phone_a_new_row_stands_at_the_end_while_it_is_written_in_and_after(stage, table):
    long = many(table, 60)
    on = stage({"table": long}, width=390)
    on.page.get_by_role("button", name="Add a thing").press("Enter")
    on.page.keyboard.type("A sixty-first")
    on.page.keyboard.press("Enter")
    assert shown_rows(on.page) == 26
    edit = on.said("table", "add_row")[0]["edit"]
    on.tell("table", {"saved": edit, "at": "14:33", "row": {"id": "P61"}})
    on.show("table", {**long, "rows": [*long["rows"], {"id": "P61", "cells": {"label": "A sixty-first"}}]})
    expect(cell(on.page, "P61", "label")).to_be_visible()
    assert shown_rows(on.page) == 26


def test_a_long_table_on_a_wide_page_and_a_short_one_on_a_phone_are_whole(stage, table):
    on = stage({"table": many(table, 60)})
    assert shown_rows(on.page) == 60
    expect(on.page.locator(".rest")).to_be_hidden()
    on.page.set_viewport_size({"width": 390, "height": 800})
    on.show("table", table)
    assert shown_rows(on.page) == 10
    expect(on.page.locator(".rest")).to_be_hidden()


# --- a new row is written in before anybody has answered --------------------------------------------------------------


def test_a_fast_typist_loses_nothing_though_nobody_has_answered_for_the_row(stage, table):
    on = stage({"table": table}, clock=True)
    on.answer("never")
    on.page.get_by_role("button", name="Add a thing").press("Enter")
    on.page.keyboard.type("Typed before the row was there")
    on.page.keyboard.press("Tab")
    on.page.keyboard.type("Goo")  # in the menu that Tab opened
    on.page.keyboard.press("Tab")
    on.page.clock.run_for(1000)
    assert not on.said("table", "edit_cell")
    edit = on.said("table", "add_row")[0]["edit"]
    on.tell("table", {"saved": edit, "at": "14:33", "row": {"id": "P14"}})
    on.show("table", {**table, "rows": [*table["rows"], {"id": "P14", "cells": {"kind": "factor"}}]})
    first, second = on.wait_said("table", "edit_cell", 2)
    assert (first["row"], first["column"], first["value"]) == ("P14", "label", "Typed before the row was there")
    assert (second["row"], second["column"], second["before"], second["value"]) == ("P14", "kind", "factor", "good")
    expect(on.page.locator("tbody tr")).to_have_count(11)
    expect(cell(on.page, "P14", "label")).to_contain_text("Typed before the row was there")
    expect(cell(on.page, "P14", "level").get_by_role("combobox")).to_be_focused()


def test_the_field_of_a_new_row_stays_open_when_the_row_gets_its_id(stage, table):
    on = stage({"table": table}, clock=True)
    on.answer("never")
    on.page.get_by_role("button", name="Add a thing").press("Enter")
    on.page.keyboard.type("One half")
    on.tell("table", {"saved": on.said("table", "add_row")[0]["edit"], "at": "14:33"})
    elsewhere = {"id": "P13", "cells": {"label": "Somebody else's"}}
    on.show("table", {**table, "rows": [*table["rows"], elsewhere, {"id": "P14", "cells": {}}]})
    on.page.keyboard.type(" and the other")
    field = cell(on.page, "P14", "label").get_by_role("textbox")
    expect(field).to_be_focused()
    expect(field).to_have_value("One half and the other")
    on.page.keyboard.press("Enter")
    expect(cell(on.page, "P13", "label")).to_contain_text("Somebody else's")
    sent = on.said("table", "edit_cell")
    assert {one["row"] for one in sent} == {"P14"}
    assert sent[-1]["value"] == "One half and the other"


def test_what_went_with_a_row_that_had_to_be_rescued_is_said_to_be_saved(stage, server, table):
    on = stage({"table": table}, clock=True)
    on.answer("never")
    on.page.get_by_role("button", name="Add a thing").press("Enter")
    on.page.keyboard.type("Typed for the rescue")
    on.page.keyboard.press("Enter")
    edit = on.said("table", "add_row")[0]["edit"]
    became = {"id": "P14", "cells": {"label": "Typed for the rescue", "kind": "factor"}}
    server.rescue = (200, {"saved": edit, "at": "14:33", "row": became})
    late(on)
    expect(cell(on.page, "P14", "label").locator(".mark")).to_have_text("✓ Saved 14:33")
    expect(cell(on.page, "P14", "kind").locator(".mark")).to_be_hidden()


def test_what_was_typed_goes_with_a_row_that_has_to_be_rescued(stage, server, table):
    on = stage({"table": table}, clock=True)
    on.answer("never")
    on.page.get_by_role("button", name="Add a thing").press("Enter")
    on.page.keyboard.type("Typed for the rescue")
    edit = on.said("table", "add_row")[0]["edit"]
    server.rescue = (
        200,
        {"saved": edit, "at": "14:33", "row": {"id": "P14", "cells": {"label": "", "kind": "factor"}}},
    )
    late(on)
    expect(cell(on.page, "P14", "label").get_by_role("textbox")).to_have_value("Typed for the rescue")
    sent = next(one for one in server.rescued if one["edit"] == edit)
    assert sent["row"]["cells"] == {"label": "Typed for the rescue"}
    server.rescue = (200, None)
    on.page.keyboard.press("Enter")
    late(on)
    expect(cell(on.page, "P14", "label").locator(".mark")).to_have_text("✓ Saved 14:33")
    assert (server.rescued[-1]["row"], server.rescued[-1]["value"]) == ("P14", "Typed for the rescue")


def test_a_new_row_that_is_refused_is_taken_away_unless_something_is_written_in_it(stage, table):
    on = stage({"table": table}, clock=True)
    on.answer("never")
    add = on.page.get_by_role("button", name="Add a thing")
    add.press("Enter")
    expect(on.page.locator("tbody tr")).to_have_count(11)
    on.tell("table", {"sorry": "Put two on the map first.", "edit": on.said("table", "add_row")[-1]["edit"]})
    expect(on.page.locator("tbody tr")).to_have_count(10)
    expect(on.page.locator(".sorry")).to_have_text("Put two on the map first.")
    expect(add).to_be_focused()
    expect(on.page.locator(".unsaved")).to_be_empty()
    add.press("Enter")
    on.page.keyboard.type("Not to be lost")
    on.tell("table", {"sorry": "Put two on the map first.", "edit": on.said("table", "add_row")[-1]["edit"]})
    on.page.keyboard.press("Enter")
    expect(on.page.locator("tbody tr").last).to_contain_text("Not to be lost")
    expect(on.page.locator(".unsaved[role=alert]")).to_contain_text("Put two on the map first.")
    on.page.get_by_role("button", name="Remove Not to be lost").press("Enter")
    expect(on.page.locator("tbody tr")).to_have_count(10)
    expect(on.page.locator(".unsaved")).to_be_empty()


def test_a_table_that_was_drawn_before_its_element_stood_on_its_page_can_be_written_in(stage, table):
    on = stage({"table": table})
    on.page.evaluate(
        """async (state) => {
            window.leave.table();
            document.querySelector("main").replaceChildren();
            const apart = document.createElement("div");
            const { show } = await import("/components/plain_host.js");
            const component = (await import("/components/table.js")).default;
            window.models.table.set("state", state);
            window.leave.table = await show(component, window.models.table, apart);
            document.querySelector("main").append(apart);
        }""",
        table,
    )
    cell(on.page, "n0", "label").click()
    cell(on.page, "n0", "label").press("Enter")
    expect(cell(on.page, "n0", "label").get_by_role("textbox")).to_be_focused()
    on.page.keyboard.type(", at last")
    on.page.keyboard.press("Enter")
    assert on.wait_said("table", "edit_cell")[0]["value"].endswith("receiver, at last")


@pytest.mark.parametrize("width", [1280, 700])
def test_what_takes_a_row_away_stands_in_view_however_many_columns_there_are(stage, table, width):
    more = [{"key": f"more{n}", "title": f"What was handed over {n}", "control": "line"} for n in range(9)]
    on = stage({"table": {**table, "columns": [*table["columns"], *more]}}, width=width)
    box, button = on.page.locator(".box").bounding_box(), on.page.get_by_role("button", name="Remove Transfer protocol")
    at = button.bounding_box()
    assert at["x"] >= box["x"]
    assert at["x"] + at["width"] <= box["x"] + box["width"]
    assert on.page.locator(".box").evaluate("(one) => one.scrollWidth - one.clientWidth") > 0
    button.click()
    assert on.wait_said("table", "remove_row")[0]["row"] == "n0"


def test_a_long_word_is_not_broken_in_a_narrow_column(stage, table):
    post = {"key": "post", "title": "Post", "control": "line"}
    more = [{"key": f"more{n}", "title": f"What was handed over {n}", "control": "line"} for n in range(9)]
    rows = [{**one, "cells": {**one["cells"], "post": "superintendent"}} for one in table["rows"]]
    on = stage({"table": {**table, "columns": [*table["columns"], post, *more], "rows": rows}})
    text = cell(on.page, "n0", "post").locator(".text")
    assert text.evaluate("(one) => one.getClientRects().length") == 1


def test_a_cell_that_is_gone_to_stands_beside_what_stays_in_view_and_not_behind_it(stage, table):
    more = [{"key": f"more{n}", "title": f"What was handed over {n}", "control": "line"} for n in range(9)]
    on = stage({"table": {**table, "columns": [*table["columns"], *more]}})
    name, last = cell(on.page, "n0", "label"), on.page.get_by_role("button", name="Remove Transfer protocol")
    name.focus()
    for key, times in (("ArrowRight", 8), ("ArrowLeft", 7)):
        for _ in range(len(table["columns"]) + times):
            on.page.keyboard.press(key)
            left, right = name.bounding_box(), last.locator("xpath=..").bounding_box()
            at = on.page.locator("[data-cell]:focus").bounding_box()
            assert left["x"] + left["width"] <= at["x"] + 1
            assert at["x"] + at["width"] <= right["x"] + 1
