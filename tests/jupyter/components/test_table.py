"""The table: sorted, found in, copied into Excel, a list on a phone, and written in by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect


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
