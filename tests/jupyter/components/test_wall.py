"""The wall: cards are placed by drag, by menu and by keyboard, and a recorder keeps up with the room."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

FIRST, SECOND, THIRD = (
    "Each service waits for the other to make first contact",
    "What Mum said on the phone stayed with whoever took the call",
    "Time with the child, not the form, is what changed things",
)


def column(page, title):
    return page.get_by_role("region", name=title)


def card(page, name):
    return page.locator(f'[data-card="{name}"]')


def ids(column):
    return column.locator("[data-card]").evaluate_all("(cards) => cards.map((one) => one.dataset.card)")


def test_all_cards_stand_in_their_columns_with_kind_by_sign_and_word(stage, wall):
    on = stage({"wall": wall})
    assert len(ids(on.page)) == 89
    assert len(ids(column(on.page, FIRST))) == 8
    assert len(ids(column(on.page, "Not yet placed"))) == 65
    expect(card(on.page, "C004")).to_contain_text("★ Good practice")
    expect(card(on.page, "C004")).to_contain_text("Royal Ostlemere Hospital NHS Trust")
    expect(column(on.page, FIRST).locator(".count")).to_have_text("8 cards · 3 agencies")
    expect(on.page.locator(".summary")).to_have_text("89 cards · 1 agency has none yet")


def test_a_card_is_moved_by_drag(stage, wall):
    on = stage({"wall": wall})
    card(on.page, "C001").drag_to(column(on.page, SECOND), target_position={"x": 60, "y": 40})
    told = on.wait_said("wall", "move")[0]
    assert told | {"edit": ""} == {"do": "move", "card": "C001", "from": "g1", "group": "g2", "edit": ""}
    expect(column(on.page, SECOND).locator('[data-card="C001"]')).to_be_visible()
    expect(on.page.get_by_text(f"Moved to “{SECOND}”.")).to_be_attached()


def test_a_card_is_dragged_out_of_its_group(stage, wall):
    on = stage({"wall": wall})
    on.page.set_viewport_size({"width": 1280, "height": 1600})
    card(on.page, "C001").drag_to(column(on.page, "Not yet placed").locator(".top"))
    said = on.wait_said("wall", "move")[0]
    assert (said["card"], said["group"]) == ("C001", None)


def test_a_card_dropped_on_new_group_begins_one(stage, wall):
    on = stage({"wall": wall})
    on.page.set_viewport_size({"width": 1280, "height": 1600})
    card(on.page, "C001").drag_to(on.page.get_by_role("button", name="New group"))
    on.page.keyboard.type("Nobody reads the tray")
    expect(column(on.page, "Nobody reads the tray").locator('[data-card="C001"]')).to_be_visible()
    assert on.wait_said("wall", "new_group")[0]["cards"] == ["C001"]


def test_a_card_is_moved_by_keyboard_alone(stage, wall):
    on = stage({"wall": wall})
    card(on.page, "C001").focus()
    press = on.page.keyboard.press
    press("ArrowDown")
    expect(card(on.page, "C004")).to_be_focused()
    press("ArrowRight")
    expect(card(on.page, "C005")).to_be_focused()
    press("ArrowUp")
    press("m")
    menu = on.page.get_by_role("menu", name="Move to")
    expect(menu.get_by_role("menuitem").first).to_be_focused()
    expect(menu.get_by_role("menuitem")).to_have_text(
        [re.compile(FIRST), re.compile(THIRD), "3Not yet placed", "4A new group…"]
    )
    press("ArrowDown")
    press("Enter")
    expect(column(on.page, THIRD).locator('[data-card="C002"]')).to_be_focused()
    assert on.said("wall", "move")[0]["group"] == "g3"


@pytest.mark.parametrize(("key", "group"), [("1", "g2"), ("t", "g3"), ("n", None)])
def test_in_the_menu_a_digit_or_a_letter_will_do(stage, wall, key, group):
    on = stage({"wall": wall})
    card(on.page, "C001").press("m")
    on.page.keyboard.press(key)
    if key.isalpha():
        on.page.keyboard.press("Enter")
    assert on.wait_said("wall", "move")[0]["group"] == group


def test_escape_leaves_the_menu_and_goes_back_to_the_card(stage, wall):
    on = stage({"wall": wall})
    card(on.page, "C001").press("m")
    on.page.keyboard.press("Escape")
    expect(card(on.page, "C001")).to_be_focused()
    assert not on.said("wall")


def test_tab_reaches_one_card_in_each_column_and_its_buttons(stage, wall):
    on = stage({"wall": wall})
    card(on.page, "C001").focus()
    seen = []
    for _ in range(3):
        on.page.keyboard.press("Tab")
        seen.append(on.page.evaluate("document.activeElement.textContent"))
    assert seen == ["Move to…", "Edit", "Take down"]
    on.page.keyboard.press("Tab")
    on.page.keyboard.press("Tab")
    on.page.keyboard.press("Tab")
    expect(card(on.page, "C002")).to_be_focused()


def test_a_group_is_named_in_place(stage, wall):
    on = stage({"wall": wall})
    name = on.page.get_by_label("This group, as a sentence").first
    name.fill("Each service waits")
    name.press("Enter")
    said = on.wait_said("wall", "rename_group")[0]
    assert (said["id"], said["before"], said["title"]) == ("g1", FIRST, "Each service waits")
    expect(column(on.page, "Each service waits").locator(".mark").first).to_have_text("✓ Saved 14:32")


def test_a_group_cannot_lose_its_name(stage, wall):
    on = stage({"wall": wall})
    name = on.page.get_by_label("This group, as a sentence").first
    name.fill("")
    name.press("Tab")
    expect(name).to_have_value(FIRST)
    assert not on.said("wall")


def test_a_new_group_is_kept_once_it_has_a_name_and_takes_cards_before(stage, wall):
    on = stage({"wall": wall})
    on.page.get_by_role("button", name="New group").press("Enter")
    expect(on.page.get_by_text("kept once it has a name")).to_be_visible()
    card(on.page, "C001").press("m")
    on.page.get_by_role("menuitem", name="The new group without a name").press("Enter")
    assert not on.said("wall")
    name = on.page.get_by_placeholder("Name it as a sentence").last
    name.fill("Nobody reads the tray")
    name.press("Enter")
    said = on.wait_said("wall", "new_group")[0]
    assert (said["title"], said["cards"]) == ("Nobody reads the tray", ["C001"])
    name.press("End")
    name.press_sequentially(" in time")
    name.press("Enter")
    assert on.wait_said("wall", "rename_group")[0]["title"] == "Nobody reads the tray in time"


def test_an_empty_group_can_be_removed_and_only_an_empty_one(stage, wall):
    wall["groups"].append({"id": "g4", "title": "Empty"})
    on = stage({"wall": wall})
    expect(on.page.get_by_role("button", name="Remove this group")).to_have_count(1)
    column(on.page, "Empty").get_by_role("button", name="Remove this group").press("Enter")
    assert on.wait_said("wall", "remove_group")[0]["id"] == "g4"
    expect(column(on.page, "Empty")).to_have_count(0)


def test_a_card_is_taken_down_and_undo_is_asked_for(stage, wall):
    on = stage({"wall": wall})
    card(on.page, "C001").press("Delete")
    assert on.wait_said("wall", "take_down")[0]["card"] == "C001"
    expect(card(on.page, "C001")).to_have_count(0)
    expect(card(on.page, "C004")).to_be_focused()
    on.page.keyboard.press("Control+z")
    on.wait_said("wall", "undo")
    on.show("wall", wall)
    expect(card(on.page, "C001")).to_be_visible()


def test_control_z_in_a_field_undoes_typing_only(stage, wall):
    on = stage({"wall": wall})
    field = on.page.get_by_label("In their words")
    field.press_sequentially("abc")
    field.press("Control+z")
    assert not on.said("wall", "undo")


def test_a_cards_words_are_corrected_in_place(stage, wall):
    on = stage({"wall": wall})
    card(on.page, "C004").press("e")
    field = on.page.get_by_label("Words on this card")
    field.fill("The alert worked.")
    field.press("Enter")
    said = on.wait_said("wall", "edit_card")[0]
    assert (said["id"], said["words"]) == ("C004", "The alert worked.")
    assert said["before"].startswith("The alert on the maternity system")
    expect(card(on.page, "C004")).to_be_focused()
    expect(card(on.page, "C004").locator(".words")).to_have_text("The alert worked.")


def test_a_group_makes_a_learning_point_and_says_where_it_went(stage, wall):
    on = stage({"wall": wall})
    column(on.page, FIRST).get_by_role("button", name="Make a learning point").press("Enter")
    said = on.wait_said("wall", "make")[0]
    assert (said["group"], said["what"]) == ("g1", "learning_point")
    on.tell("wall", {"made": "Begun in “Themes and learning”."})
    expect(column(on.page, FIRST).get_by_text("Begun in “Themes and learning”.")).to_be_visible()


def test_a_recorder_keeps_up_by_keyboard_alone(stage, wall):
    on = stage({"wall": wall})
    on.page.get_by_label("From", exact=True).select_option(label="Marchway Homes")
    field = on.page.get_by_label("In their words")
    field.focus()
    press = on.page.keyboard.press
    press("Alt+Digit3")
    on.page.keyboard.type("She rang twice about the damp")
    press("Shift+Enter")
    on.page.keyboard.type("and said she was on her own.")
    press("Enter")
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    press("Alt+Digit5")
    on.page.keyboard.type("A chair by the door.")
    press("Enter")
    first, second = (one["card"] for one in on.wait_said("wall", "add_card", 2))
    assert first["words"] == "She rang twice about the damp\nand said she was on her own."
    assert (first["voice"], second["voice"]) == ("pressure", "good_practice")
    assert first["agency"] == second["agency"] == "A6"
    assert re.fullmatch("[0-9a-f]{12}", first["id"])
    expect(column(on.page, "Not yet placed").locator(f'[data-card="{first["id"]}"]')).to_contain_text("Marchway Homes")
    expect(on.page.locator(".recent li").first).to_contain_text("A chair by the door.")
    expect(on.page.locator(".recent .mark").first).to_have_text("✓ Saved 14:32")


def test_a_card_may_be_shown_as_a_colleagues(stage, wall):
    on = stage({"wall": wall})
    on.page.get_by_label("Show as “a colleague”").check()
    on.page.get_by_label("In their words").fill("I would not know who to tell.")
    on.page.keyboard.press("Tab")
    on.page.get_by_role("button", name="Add card").press("Enter")
    assert on.wait_said("wall", "add_card")[0]["card"]["anonymous"] is True


def test_pasted_lines_become_cards_when_asked(stage, wall):
    on = stage({"wall": wall})
    field = on.page.get_by_label("In their words")
    field.focus()
    on.page.evaluate("""() => {
        const data = new DataTransfer();
        data.setData("text/plain", "one\\ntwo\\n\\nthree");
        const field = document.activeElement;
        field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
        field.value = "one\\ntwo\\n\\nthree";
    }""")
    on.page.get_by_role("button", name="Make 3 cards").press("Enter")
    assert [one["card"]["words"] for one in on.wait_said("wall", "add_card", 3)] == ["one", "two", "three"]
    expect(field).to_be_focused()


def test_a_file_of_cards_is_sent_and_what_came_of_it_is_said(stage, server, wall, house):
    server.uploads = (
        200,
        {"sentence": "7 cards kept, 1 line not.", "problems": [{"row": 4, "sentence": "There are no words."}]},
    )
    on = stage({"wall": wall})
    on.page.get_by_label("Bring in a cards.csv").set_input_files(house / "tests/juniper/cards.csv")
    expect(on.page.get_by_text("7 cards kept, 1 line not.")).to_be_visible()
    expect(on.page.get_by_text("Line 4: There are no words.")).to_be_visible()
    assert b"wants_to_be_anonymous" in server.uploaded[0]


def test_a_file_that_does_not_arrive_is_said(stage, server, wall, house):
    server.uploads = (502, "bad gateway")
    on = stage({"wall": wall})
    on.page.route("**/upload", lambda route: route.abort())
    on.page.get_by_label("Bring in a cards.csv").set_input_files(house / "tests/juniper/cards.csv")
    expect(on.page.get_by_text("Nothing was kept; choose it again.")).to_be_visible()


def test_cards_are_found_by_agency_kind_episode_and_word(stage, wall):
    on = stage({"wall": wall})
    on.page.get_by_label("Show all kinds, or one").select_option("good_practice")
    expect(on.page.locator("[data-card]")).to_have_count(9)
    on.page.get_by_label("Find", exact=True).fill("alert ward")
    expect(on.page.locator("[data-card]")).to_have_count(1)
    expect(on.page.locator(".summary")).to_contain_text("1 of 89 cards")
    on.page.get_by_role("button", name="Show all").press("Enter")
    expect(on.page.locator("[data-card]")).to_have_count(89)
    on.page.get_by_label("Show all agencies, or one").select_option(label="Westmarch Police")
    assert len(ids(on.page)) == sum(one["who"] == "Westmarch Police" for one in wall["cards"])
    on.page.get_by_label("Show all agencies, or one").select_option("")
    on.page.get_by_label("Show all episodes, or one").select_option("Last week")
    expect(on.page.locator("[data-card]")).to_have_count(4)


@pytest.mark.parametrize("newer", [True, False])
def test_what_others_do_is_announced_and_takes_nothing_from_the_person_typing(stage, wall, newer):
    on = stage({"wall": wall})
    if not newer:
        on.without_move_before()
    card(on.page, "C004").press("e")
    field = on.page.get_by_label("Words on this card")
    field.press("End")
    field.press_sequentially(" And")
    moved = [{**one, "group": "g2"} if one["id"] == "C004" else one for one in wall["cards"]]
    on.show("wall", {**wall, "cards": [*moved, {**wall["cards"][0], "id": "new", "group": None}]})
    expect(column(on.page, SECOND).locator('[data-card="C004"]')).to_be_visible()
    expect(field).to_be_focused()
    on.page.keyboard.type(" more.")
    field.press("Enter")
    assert on.wait_said("wall", "edit_card")[-1]["words"].endswith(" And more.")
    expect(on.page.get_by_text("1 new card, 1 card moved by somebody else.")).to_be_attached()


PLACE = "(card) => card.getBoundingClientRect().top"


def test_scroll_and_focus_stay_where_they_are(stage, wall):
    on = stage({"wall": wall})
    held = column(on.page, "Not yet placed").locator("[data-card]").nth(40)
    held.focus()
    before = held.evaluate(PLACE)
    assert column(on.page, "Not yet placed").locator(".list").evaluate("(list) => list.scrollTop") > 0
    on.show("wall", {**wall, "cards": wall["cards"][:-3]})
    expect(held).to_be_focused()
    assert held.evaluate(PLACE) == pytest.approx(before, abs=2)


def test_a_card_far_below_has_its_place_before_anybody_scrolled_to_it(stage, wall):
    """A browser that may leave out what is not in view says for a while that a card is nowhere and invisible."""
    on = stage({"wall": wall})
    cards = column(on.page, "Not yet placed").locator("[data-card]")
    unseen = "(one) => !one.checkVisibility({ contentVisibilityAuto: true }) || !one.offsetHeight"
    assert cards.count() > 40
    assert cards.evaluate_all(f"(cards) => cards.filter({unseen}).length") == 0


def test_nodes_are_kept_when_one_card_of_three_hundred_changes(stage, wall):
    many = [{**wall["cards"][n % 89], "id": f"K{n}", "group": f"g{n % 4}" if n % 4 else None} for n in range(300)]
    on = stage({"wall": {**wall, "cards": many}})
    on.page.evaluate(
        "window.before = new Map([...document.querySelectorAll('[data-card]')].map((n) => [n.dataset.card, n]))"
    )
    many[7] = {**many[7], "words": "changed", "group": "g1"}
    on.show("wall", {**wall, "cards": many})
    expect(card(on.page, "K7")).to_contain_text("changed")
    same = "[...document.querySelectorAll('[data-card]')].every((n) => window.before.get(n.dataset.card) === n)"
    assert on.page.evaluate(same)


def test_an_unanswered_move_is_rescued_and_stays_where_it_was_put(stage, server, wall):
    on = stage({"wall": wall}, clock=True)
    on.answer("never")
    card(on.page, "C001").press("m")
    on.page.keyboard.press("1")
    on.show("wall", wall)
    expect(column(on.page, SECOND).locator('[data-card="C001"]')).to_be_visible()
    on.page.clock.run_for(3100)
    on.until(lambda: server.rescued)
    assert server.rescued[0]["do"] == "move"
    on.show("wall", wall)
    expect(column(on.page, SECOND).locator('[data-card="C001"]')).to_be_visible()


def test_a_refused_move_goes_back_with_its_reason(stage, wall):
    on = stage({"wall": wall})
    on.answer("never")
    card(on.page, "C001").press("m")
    on.page.keyboard.press("1")
    on.tell("wall", {"sorry": "Somebody else moved the same card.", "edit": on.wait_said("wall", "move")[0]["edit"]})
    expect(column(on.page, FIRST).locator('[data-card="C001"]')).to_be_visible()
    expect(on.page.get_by_role("alert").filter(has_text="Somebody else moved the same card.")).to_be_visible()


def test_words_that_two_people_wrote_on_a_card_are_both_said_and_written_over_knowingly(stage, wall):
    on = stage({"wall": wall})
    seen = wall["cards"][3]["words"]
    on.answer("never")
    for at, words in enumerate(("Ana's words", "Both our words"), 1):
        card(on.page, "C004").press("e")
        on.page.get_by_label("Words on this card").fill(words)
        on.page.keyboard.press("Enter")
        edit = on.wait_said("wall", "edit_card", at)[-1]
        assert edit["words"] == words
        if edit["before"] == seen:
            clash = {"kind": "card", "id": "C004", "path": "words", "mine": words, "theirs": "Ben's words"}
            on.tell("wall", {"sorry": "Both texts are kept.", "edit": edit["edit"], "clashes": [clash]})
            expect(card(on.page, "C004").locator(".mark")).to_contain_text("Somebody else wrote “Ben's words” here")
            expect(card(on.page, "C004").locator(".words")).to_have_text("Ana's words")
    assert edit["before"] == "Ben's words"
    on.tell("wall", {"saved": edit["edit"], "at": "14:33"})
    expect(card(on.page, "C004").locator(".mark")).to_be_hidden()
    expect(card(on.page, "C004").locator(".words")).to_have_text("Both our words")


def test_an_undo_that_would_take_back_somebody_elses_words_says_so_in_its_own_sentence(stage, wall):
    on = stage({"wall": wall})
    on.answer("never")
    on.page.locator(".undo").click()
    edit = on.wait_said("wall", "undo")[-1]["edit"]
    clash = {"kind": "card", "id": "C004", "path": "words", "mine": "Mine", "theirs": "Theirs"}
    on.tell("wall", {"sorry": "Somebody else changed the same place.", "edit": edit, "clashes": [clash]})
    expect(on.page.get_by_role("alert").filter(has_text="Somebody else changed the same place.")).to_be_visible()
    expect(on.page.get_by_text("Somebody else wrote")).to_have_count(0)


def test_a_groups_name_that_two_people_wrote_is_said_with_both(stage, wall):
    on = stage({"wall": wall})
    on.answer("never")
    name = column(on.page, FIRST).get_by_label("This group, as a sentence")
    name.fill("Ana's sentence")
    on.page.keyboard.press("Enter")
    edit = on.wait_said("wall", "rename_group")[-1]
    clash = {"kind": "theme", "id": edit["id"], "path": "title", "mine": edit["title"], "theirs": "Ben's sentence"}
    on.tell("wall", {"sorry": "Both texts are kept.", "edit": edit["edit"], "clashes": [clash]})
    expect(on.page.locator(".group .top .mark").filter(has_text="wrote “Ben's sentence” here")).to_be_visible()
    name = on.page.get_by_label("This group, as a sentence").first
    expect(name).to_have_value("Ana's sentence")
    name.fill("Both our sentence")
    on.page.keyboard.press("Enter")
    edit = on.wait_said("wall", "rename_group", 2)[-1]
    assert (edit["before"], edit["title"]) == ("Ben's sentence", "Both our sentence")


def test_a_card_that_cannot_be_saved_stays_and_says_so(stage, server, wall):
    server.rescue = (503, {})
    on = stage({"wall": wall}, clock=True)
    on.answer("never")
    on.page.get_by_label("In their words").fill("Kept whatever happens")
    on.page.keyboard.press("Enter")
    on.page.clock.run_for(3100)
    expect(on.page.get_by_role("alert").filter(has_text="Not saved yet: keep this page open")).to_be_visible()
    expect(column(on.page, "Not yet placed").get_by_text("Kept whatever happens")).to_be_visible()


def test_who_may_only_look_finds_nothing_to_press(stage, wall):
    on = stage({"wall": {**wall, "can": {}, "recorder": False, "undo": None, "upload": ""}})
    assert on.page.locator(".columns button:visible, .recorder:visible, .undo:visible").count() == 0
    expect(on.page.get_by_role("heading", name=FIRST)).to_be_visible()
    card(on.page, "C001").press("m")
    expect(on.page.get_by_role("menu")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_grave_and_nothing_spills_over(stage, wall, width):
    on = stage({"wall": wall}, width=width)
    assert on.grave() == []
    assert on.overflow() == 0
    card(on.page, "C001").press("m")
    assert on.grave() == []


def test_hostile_text_stays_text(stage, wall, hostile):
    on = stage({"wall": hostile(wall)})
    on.page.get_by_label("In their words").fill("<img src=x onerror=window.hurt=1>")
    on.page.keyboard.press("Enter")
    on.tell("wall", {"made": "<img src=x onerror=window.hurt=1>"})
    on.tell("wall", {"sorry": "<img src=x onerror=window.hurt=1>"})
    on.page.locator("[data-card]").first.press("m")
    assert on.page.locator("main img, main script, main b").count() == 0
    assert on.page.evaluate("window.hurt") is None
    expect(on.page.locator(".card .words").first).to_contain_text("<img src=x onerror=window.hurt=1>")


def test_a_new_groups_title_that_is_refused_stays_and_is_sent_again_as_a_new_group(stage, server, wall):
    on = stage({"wall": wall}, clock=True)
    server.rescue = (422, {"sentence": "This is too long. Make two of it."})
    on.answer("never")
    on.page.get_by_role("button", name="New group").click()
    on.page.keyboard.type("A sentence that is far too long")
    on.page.keyboard.press("Enter")
    on.page.clock.run_for(3100)
    expect(on.page.get_by_role("alert").filter(has_text="keep this page open. This is too long.")).to_be_visible()
    named = on.page.get_by_label("This group, as a sentence").last
    expect(named).to_have_value("A sentence that is far too long")
    server.rescue = (200, None)
    named.fill("Shorter")
    named.press("Enter")
    on.page.clock.run_for(3100)
    expect(on.page.get_by_role("alert").filter(has_text="keep this page open")).to_have_count(0)
    said = on.said("wall", "new_group")
    assert [one["title"] for one in said] == ["A sentence that is far too long", "Shorter"]
    assert said[0]["id"] == said[1]["id"]
    assert not on.said("wall", "rename_group")


def test_a_card_begun_and_not_kept_is_there_on_the_next_page_and_begun_no_more_once_it_is_kept(stage, wall):
    on = stage({"wall": wall})
    on.page.get_by_label("In their words").fill("Nobody told the")
    (said,) = on.wait_said("wall", "begin")
    assert (said["row"], said["cells"]) == ("card", {"words": "Nobody told the"})
    again = stage({"wall": {**wall, "begun": {"card": {"words": "Nobody told the"}}}})
    field = again.page.get_by_label("In their words")
    expect(field).to_have_value("Nobody told the")
    field.press("End")
    again.page.keyboard.type(" night shift")
    again.page.keyboard.press("Enter")
    assert again.wait_said("wall", "add_card")[0]["card"]["words"] == "Nobody told the night shift"
    again.until(lambda: [one["cells"] for one in again.said("wall", "begin")][-1:] == [{}])
    expect(field).to_have_value("")
