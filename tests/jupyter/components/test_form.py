"""The form: every control by keyboard, rows, references, problems, clashes, and nothing typed is lost."""

from __future__ import annotations

import copy
import re

import pytest
from playwright.sync_api import expect

QUESTION = "What question does the review still carry?"


@pytest.fixture
def form(workbench):
    return workbench["form"]


def at(page, path):
    return page.locator(f'[data-path="{path}"]')


def find(state, path):
    for one in state["questions"]:
        if one["path"] == path:
            return one
        for item in (one.get("rows") or {}).get("items", []):
            for each in item["questions"]:
                if each["path"] == path:
                    return each
    raise KeyError(path)


def changed(state, path, **news):
    fresh = copy.deepcopy(state)
    find(fresh, path).update(news)
    return fresh


def fold(page, number):
    return page.get_by_role("button", name=re.compile(rf"^Learning point {number}\b"))


# --- typing ---------------------------------------------------------------------------------------------------------


def test_typing_is_not_lost_when_state_changes_meanwhile(stage, form):
    on = stage({"form": form}, clock=True)
    on.answer("never")
    field = on.page.get_by_label(QUESTION)
    field.press("Home")
    field.press_sequentially("So: ")
    on.show("form", changed(changed(form, "accounts", value=70), "question", value="Somebody else's words"))
    expect(field).to_have_value(re.compile("^So: Who holds"))
    expect(field).to_be_focused()
    assert field.evaluate("(field) => field.selectionStart") == 4
    expect(on.page.get_by_label("How many accounts was it drawn from?")).to_have_value("70")
    field.press_sequentially("now, ")
    field.press("Tab")
    expect(field).to_have_value(re.compile("^So: now, Who holds"))


def test_an_edit_says_what_the_person_saw_before_not_what_others_wrote_since(stage, form):
    on = stage({"form": form})
    field = on.page.get_by_label(QUESTION)
    field.focus()
    on.show("form", changed(form, "question", value="Somebody else's words"))
    field.press_sequentially("Mine")
    field.press("Tab")
    assert on.wait_said("form", "edit")[-1]["before"] == find(form, "question")["value"]


def test_an_untouched_field_takes_what_others_wrote_once_it_is_left(stage, form):
    on = stage({"form": form})
    field = on.page.get_by_label(QUESTION)
    field.focus()
    on.show("form", changed(form, "question", value="Somebody else's words"))
    expect(field).not_to_have_value("Somebody else's words")
    field.press("Tab")
    expect(field).to_have_value("Somebody else's words")
    assert not on.said("form", "edit")


def test_one_edit_follows_another(stage, form):
    on = stage({"form": form})
    field = on.page.get_by_label("What should this point be called in the report?")
    for text in ("One", "Two"):
        field.fill(text)
        field.press("Tab")
    first, second = on.wait_said("form", "edit", 2)
    assert (first["before"], first["value"]) == ("The weeks between", "One")
    assert (second["before"], second["value"]) == ("One", "Two")


def test_another_step_in_the_same_place_begins_afresh_and_what_was_typed_goes_to_its_own(stage, form):
    on = stage({"form": form}, clock=True)
    on.page.get_by_label(QUESTION).press_sequentially("x")
    target = {"kind": "answer", "id": "other"}
    on.show(
        "form", {**form, "key": "other", "title": "Another step", "target": target, "questions": form["questions"][2:]}
    )
    expect(on.page.get_by_role("heading", name="Another step")).to_be_visible()
    expect(on.page.get_by_label(QUESTION)).to_have_count(0)
    assert on.said("form", "edit")[0]["target"]["id"] == "silp.learning"


DRAWN_BEFORE_IT_STANDS_THERE = """async (state) => {
    const { plainModel, show } = await import("/components/plain_host.js");
    const form = (await import("/components/form.js")).default;
    const place = document.createElement("div");
    const edits = [];
    const model = plainModel({ state, said: (told) => void edits.push(told.edit) });
    window.answerAll = () => edits.forEach((saved) => model.tell({ saved, at: "14:32" }));
    window.leave.later = await show(form, model, place);
    document.querySelector("main").append(place);
}"""


@pytest.fixture
def drawn_before(stage, form):
    """A form as a kernel's page makes it: drawn first, and put on the page once all beside it is drawn too."""
    on = stage({"path": {"items": []}})
    on.page.evaluate(DRAWN_BEFORE_IT_STANDS_THERE, form)
    return on


def test_each_field_of_a_form_drawn_before_it_stood_on_the_page_says_when_it_is_saved(drawn_before):
    fields = [at(drawn_before.page, path) for path in ("question", "accounts", "closing")]
    for field in fields:
        field.locator("input, textarea").fill("12")
    drawn_before.page.keyboard.press("Tab")
    for field in fields:
        expect(field.locator(".mark")).to_have_text("saving…")
    drawn_before.page.evaluate("window.answerAll()")  # while nothing else on the page changes
    for field in fields:
        expect(field.locator(".mark")).to_have_text("✓ Saved 14:32")


def test_what_is_to_be_put_right_is_reached_in_a_form_drawn_before_it_stood_on_the_page(drawn_before):
    drawn_before.page.locator(".problems a").first.press("Enter")
    there = drawn_before.page.evaluate("document.activeElement.closest('.question')?.dataset.path")
    assert there == "learning.r8.rests_on"


# --- controls -------------------------------------------------------------------------------------------------------


def test_a_number_and_a_date_go_as_they_were_typed(stage, form):
    on = stage({"form": form})
    on.page.get_by_label("How many accounts was it drawn from?").fill("about 60")
    field = on.page.get_by_label("When did the event close?")
    expect(at(on.page, "closing").locator("output")).to_have_text("= 26 November 2026")
    field.fill("spring 2024")
    field.press("Tab")
    number, date = on.wait_said("form", "edit", 2)
    assert (number["before"], number["value"]) == (63, "about 60")
    assert (date["before"], date["value"]) == ({"typed": "26 nov 2026"}, "spring 2024")


def test_one_of_a_few_is_chosen_by_arrow_keys(stage, form):
    on = stage({"form": form})
    on.page.get_by_role("group", name="Has the family seen these points?").get_by_role("radio", name="Yes").focus()
    on.page.keyboard.press("ArrowDown")
    on.page.keyboard.press("ArrowDown")
    assert [one["value"] for one in on.wait_said("form", "edit", 2)] == ["no", "unclear"]
    at(on.page, "family").get_by_role("button", name="Clear").press("Enter")
    assert on.wait_said("form", "edit", 3)[-1]["value"] == ""


def test_any_number_are_ticked(stage, form):
    on = stage({"form": form})
    group = on.page.get_by_role("group", name="Which themes of the national panel does it touch?")
    group.get_by_role("checkbox", name="Hidden men").press("Space")
    group.get_by_role("checkbox", name="Sharing information").press("Space")
    assert [one["value"] for one in on.wait_said("form", "edit", 2)] == [["info", "men"], ["men"]]


def test_any_number_of_many_are_found_in_a_list_that_is_made_once_it_is_opened(stage, form):
    papers = [{"key": f"p{number}", "title": f"Paper {number}"} for number in range(12)]
    asked = changed(form, "themes", options=len(form["offered"]), value=["p3"])
    on = stage({"form": {**asked, "offered": [*form["offered"], papers]}})
    group = on.page.get_by_role("group", name="Which themes of the national panel does it touch?")
    expect(group.get_by_text("Paper 3", exact=True)).to_be_visible()
    expect(group.get_by_role("checkbox")).to_have_count(0)
    group.get_by_role("button", name="Choose from 12").press("Enter")
    expect(group.get_by_role("checkbox")).to_have_count(12)
    on.page.keyboard.type("paper 7")
    expect(group.get_by_role("checkbox")).to_have_count(1)
    group.get_by_role("checkbox", name="Paper 7").press("Space")
    edit = on.wait_said("form", "edit")[0]
    assert (edit["path"], edit["before"], edit["value"]) == ("themes", ["p3"], ["p3", "p7"])


def test_an_open_list_takes_what_somebody_else_chose_and_keeps_its_place(stage, form):
    on = stage({"form": form})
    fold(on.page, 1).press("Enter")
    group = on.page.get_by_role("group", name=re.compile("It rests on"))
    group.get_by_role("button", name="Choose from 15").press("Enter")
    on.page.keyboard.type("caseload")
    expect(group.get_by_role("checkbox")).not_to_be_checked()
    on.show("form", changed(form, "learning.r1.rests_on", value=["c9"]))
    expect(group.get_by_role("checkbox")).to_be_checked()
    expect(group.get_by_role("searchbox")).to_be_focused()
    expect(group.locator(".card")).to_have_count(1)


def test_where_there_are_few_nothing_need_be_searched(stage, form):
    on = stage({"form": form})
    group = at(on.page, "lead_theme")
    group.get_by_role("button", name="Choose another").press("Enter")
    expect(group.get_by_role("searchbox")).to_be_hidden()
    expect(group.get_by_role("radio").first).to_be_focused()


def test_one_of_many_is_chosen_from_a_menu(stage, form):
    on = stage({"form": form})
    fold(on.page, 1).press("Enter")
    at(on.page, "learning.r1.level").get_by_role("combobox").select_option("team")
    edit = on.wait_said("form", "edit")[0]
    assert (edit["path"], edit["before"], edit["value"]) == ("learning.r1.level", "worker", "team")


def test_a_place_on_a_scale_is_chosen(stage, form):
    on = stage({"form": form})
    fold(on.page, 1).press("Enter")
    at(on.page, "learning.r1.sure").get_by_role("radio", name="all agree").press("Space")
    assert on.wait_said("form", "edit")[0]["value"] == "all"


def test_a_choice_that_is_no_longer_offered_is_still_shown(stage, form):
    on = stage({"form": changed(form, "learning.r1.level", value="old")})
    fold(on.page, 1).press("Enter")
    menu = at(on.page, "learning.r1.level").get_by_role("combobox")
    expect(menu).to_have_value("old")
    expect(menu.locator("option:checked")).to_have_text("old (no longer offered)")


def test_cards_are_found_and_put_under_a_point_by_keyboard_alone(stage, form):
    on = stage({"form": form})
    fold(on.page, 1).press("Enter")
    group = on.page.get_by_role("group", name=re.compile("It rests on"))
    expect(group.locator(".card").first).to_contain_text("◑ How it looked then")
    group.get_by_role("button", name="Choose from 15").press("Enter")
    search = group.get_by_role("searchbox")
    expect(search).to_be_focused()
    on.page.keyboard.type("caseload")
    expect(group.get_by_role("status").filter(has_text="here")).to_have_text("1 is here of 15, 4 chosen")
    on.page.keyboard.press("Tab")
    on.page.keyboard.press("Space")
    assert on.wait_said("form", "edit")[0]["value"] == ["c1", "c2", "c3", "c4", "c9"]
    on.page.keyboard.press("Escape")
    expect(group.get_by_role("button", name="Choose from 15")).to_be_focused()
    group.get_by_role("button", name=re.compile("^Take off: I thought")).press("Enter")
    assert on.wait_said("form", "edit", 2)[1]["value"] == ["c2", "c3", "c4", "c9"]


def test_one_record_is_chosen_in_place_of_another(stage, form):
    on = stage({"form": form})
    group = on.page.get_by_role("group", name="Which theme does it grow from?")
    group.get_by_role("button", name="Choose another").press("Enter")
    group.get_by_role("radio", name=re.compile("Time with the child")).press("Space")
    edit = on.wait_said("form", "edit")[0]
    assert (edit["before"], edit["value"]) == ("t0", "t2")
    expect(group.locator(".card")).to_have_count(1)


def test_a_record_that_is_gone_is_shown_as_gone(stage, form):
    on = stage({"form": changed(form, "lead_theme", value="withdrawn")})
    expect(at(on.page, "lead_theme").locator(".card")).to_contain_text("This is no longer there.")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", ["family", "question"])
def test_that_an_answer_is_needed_is_said_after_the_last_word_of_its_label(stage, form, path, width):
    label = "Are the child and the family known to your agency, or to anybody whom it pays for?"
    on = stage({"form": changed(form, path, needed=True, label=label)}, width=width)
    name, wanted = (at(on.page, path).locator(one).first.evaluate(ENDS) for one in (".name", ".wanted"))
    assert name["bottom"] - 8 < wanted["bottom"] < name["bottom"] + 8
    assert wanted["left"] >= name["right"]


ENDS = """(node) => {
    const lines = [...node.getClientRects()].filter((one) => one.width > 4);
    const { left, right, bottom } = lines.at(-1);
    return { left, right, bottom };
}"""


# --- rows -----------------------------------------------------------------------------------------------------------


def test_a_row_is_added_and_written_in(stage, form):
    on = stage({"form": form})
    on.page.get_by_role("button", name="Add a learning point").press("Enter")
    added = on.wait_said("form", "add_row")[0]
    assert (added["path"], added["name"]) == ("learning", "learning")
    assert re.fullmatch("[0-9a-f]{12}", added["row"]["id"])
    on.page.keyboard.type("A thirteenth")
    on.page.keyboard.press("Tab")
    edit = on.wait_said("form", "edit")[0]
    assert (edit["path"], edit["value"]) == (f"learning.{added['row']['id']}.title", "A thirteenth")
    expect(fold(on.page, 13)).to_be_visible()


def test_a_new_row_and_who_writes_in_it_stay_when_it_is_saved_before_it_is_shown(stage, form):
    """Python says at once that something is saved, and shows it later; what it shows meanwhile is from before."""
    on = stage({"form": form})
    on.answer("never")
    on.page.get_by_role("button", name="Add a learning point").press("Enter")
    added = on.wait_said("form", "add_row")[0]
    on.page.keyboard.type("A thirteenth")
    on.show("form", {**form, "lead": "As it was drawn before."})
    on.tell("form", {"saved": added["edit"], "at": "14:32"})
    on.page.keyboard.press("Tab")
    edit = on.wait_said("form", "edit")[0]
    on.tell("form", {"saved": edit["edit"], "at": "14:32"})
    on.page.keyboard.press("Shift+Tab")
    on.page.keyboard.type(" point")
    assert on.wait_said("form", "edit", 2)[1]["value"] == "A thirteenth point"
    expect(fold(on.page, 13)).to_be_visible()


def test_a_removed_row_is_put_back_where_it_was(stage, form):
    on = stage({"form": form})
    on.page.get_by_role("button", name="Remove: Learning point 3", exact=True).press("Enter")
    assert on.wait_said("form", "remove_row")[0]["row"] == "r3"
    expect(on.page.get_by_text("11 learning points", exact=True)).to_be_visible()
    expect(on.page.get_by_role("button", name="Put it back")).to_be_focused()
    on.page.keyboard.press("Enter")
    added, moved = on.wait_said("form", "add_row")[0], on.wait_said("form", "move_row")[0]
    assert added["row"]["id"] == "r3"
    assert added["row"]["title"].startswith("Time spent with the child")
    assert (moved["row"], moved["before"]) == ("r3", "r4")
    expect(on.page.get_by_text("12 learning points", exact=True)).to_be_visible()


def test_rows_change_places_by_button_and_by_key(stage, form):
    on = stage({"form": form})
    down = on.page.get_by_role("button", name="Move down: Learning point 1", exact=True)
    down.press("Enter")
    assert on.wait_said("form", "move_row")[0] | {"edit": "", "target": ""} == {
        "do": "move_row", "path": "learning", "name": "learning", "row": "r1", "before": "r3", "edit": "", "target": "",
    }  # fmt: skip
    expect(on.page.get_by_role("button", name="Move down: Learning point 2", exact=True)).to_be_focused()
    on.page.keyboard.press("Alt+ArrowUp")
    assert on.wait_said("form", "move_row", 2)[1]["before"] == "r2"
    expect(on.page.get_by_text("Now number 1 of 12.")).to_be_attached()


def test_many_lines_make_many_rows(stage, form):
    on = stage({"form": form})
    on.page.get_by_role("button", name="Paste a list").press("Enter")
    on.page.keyboard.insert_text("First point\tfamily agrees\n\nSecond point\n")
    on.page.keyboard.press("Tab")
    make = on.page.get_by_role("button", name="Make 2 rows")
    expect(make).to_be_focused()
    make.press("Enter")
    first, second = (one["row"] for one in on.wait_said("form", "add_row", 2))
    assert (first["title"], first["held"], second["title"]) == ("First point", "family", "Second point")
    expect(fold(on.page, 14)).to_contain_text("Second point")


def test_lines_that_are_no_rows_yet_are_kept_and_there_again_until_they_are_made(stage, form):
    on = stage({"form": {**form, "begun": {}}})
    on.page.get_by_role("button", name="Paste a list").press("Enter")
    on.page.keyboard.insert_text("First point\nSecond point")
    (said,) = on.wait_said("form", "begin")
    assert (said["row"], said["cells"]) == (f"{form['key']} learning", {"lines": "First point\nSecond point"})
    on.tell("form", {"saved": said["edit"], "at": "14:33"})
    again = stage({"form": {**form, "begun": {said["row"]: said["cells"]}}})
    expect(again.page.get_by_label("Paste or write one on each line")).to_have_value("First point\nSecond point")
    again.page.get_by_role("button", name="Make 2 rows").press("Enter")
    assert again.wait_said("form", "begin")[-1]["cells"] == {}
    assert [one["row"]["title"] for one in again.wait_said("form", "add_row", 2)] == ["First point", "Second point"]


def test_lines_that_nobody_wants_any_more_are_let_go(stage, form):
    place = f"{form['key']} learning"
    on = stage({"form": {**form, "begun": {place: {"lines": "First point"}}}})
    on.page.get_by_role("button", name="Never mind").press("Enter")
    assert on.wait_said("form", "begin")[-1]["cells"] == {}
    expect(on.page.get_by_label("Paste or write one on each line")).to_be_hidden()


def test_rows_fold_to_their_titles_and_keep_what_is_typed(stage, form):
    on = stage({"form": form})
    expect(fold(on.page, 2)).to_contain_text("What a parent says on the phone")
    expect(fold(on.page, 8)).to_contain_text("1 to put right")
    on.show("form", changed(changed(form, "learning.r3.title", value=""), "learning.r3.held", value=""))
    expect(fold(on.page, 3)).to_contain_text("Agency management")
    on.show("form", form)
    fold(on.page, 2).press("Enter")
    field = at(on.page, "learning.r2.title").get_by_role("textbox")
    field.fill("Changed")
    fold(on.page, 2).press("Enter")
    expect(field).to_be_hidden()
    expect(fold(on.page, 2)).to_contain_text("Changed")


def test_a_row_added_by_somebody_else_takes_no_focus(stage, form):
    on = stage({"form": form})
    fold(on.page, 1).press("Enter")
    field = at(on.page, "learning.r1.title").get_by_role("textbox")
    field.focus()
    fresh = copy.deepcopy(form)
    items = fresh["questions"][0]["rows"]["items"]
    items.insert(0, {**copy.deepcopy(items[3]), "id": "n1"})
    on.show("form", fresh)
    expect(fold(on.page, 13)).to_be_visible()
    expect(field).to_be_focused()


@pytest.mark.parametrize(
    ("title", "many"),
    [("Process", "12 processes"), ("Advice", "12 advice"), ("Agency", "12 agencies"), ("Day", "12 days")],
)
def test_rows_are_counted_in_words_that_there_are(stage, form, title, many):
    fresh = copy.deepcopy(form)
    fresh["questions"][0]["rows"]["title"] = title
    on = stage({"form": fresh})
    expect(on.page.get_by_text(many, exact=True)).to_be_visible()


# --- problems, clashes, locks, commands -----------------------------------------------------------------------------


def test_the_summary_leads_to_the_field_even_in_a_folded_row(stage, form):
    on = stage({"form": form})
    expect(on.page.get_by_role("heading", name="1 thing to put right")).to_be_visible()
    on.page.get_by_role("link", name=re.compile("^Learning point 8, “It rests on”: Choose at least")).press("Enter")
    expect(at(on.page, "learning.r8.rests_on").get_by_role("button", name=re.compile("^Choose from"))).to_be_focused()


def test_a_problem_waits_until_the_person_has_left_the_field(stage, form):
    on = stage({"form": form})
    field = on.page.get_by_label("How many accounts was it drawn from?")
    field.fill("x")
    wrong = changed(form, "accounts", value="x", problem="“x” is not a number; write it in figures, as in 12.")
    on.show("form", wrong)
    expect(at(on.page, "accounts").locator(".problem")).to_be_hidden()
    field.press("Tab")
    expect(at(on.page, "accounts").locator(".problem")).to_be_visible()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("is not a number"))


def test_asking_to_go_on_with_problems_leads_to_the_summary(stage, form):
    on = stage({"form": changed(form, "learning.r8.rests_on", problem="")})
    expect(on.page.locator(".problems")).to_be_hidden()
    on.page.get_by_role("button", name="Next: what should change?").press("Enter")
    assert on.wait_said("form", "command") == [{"do": "command", "name": "agree"}]
    on.show("form", form)
    expect(on.page.locator(".problems")).to_be_focused()


def test_the_guidance_leads_to_what_is_still_to_be_written(stage, workbench):
    on = stage(workbench)
    on.page.get_by_role("button", name="Learning point 8 rests on nothing yet.").press("Enter")
    expect(at(on.page, "learning.r8.rests_on").get_by_role("button", name=re.compile("^Choose from"))).to_be_focused()


@pytest.mark.parametrize(("button", "keep"), [("Keep mine", "mine"), ("Keep theirs", "theirs"), ("Keep both", "both")])
def test_a_clash_shows_both_texts_until_one_is_chosen(stage, form, button, keep):
    clash = {"mine": "My words", "theirs": "Their words", "by": "Panel member", "at": "2026-11-26T14:31:00"}
    on = stage({"form": changed(form, "question", value="Their words", clash=clash)})
    sides = at(on.page, "question").locator(".sides")
    expect(sides).to_contain_text("My words")
    expect(sides).to_contain_text("Panel member, 26 November at 14:31")
    expect(on.page.get_by_label(QUESTION)).to_have_attribute("readonly", "")
    at(on.page, "question").get_by_role("button", name=button).press("Enter")
    settled = on.wait_said("form", "settle")[0]
    assert (settled["path"], settled["keep"]) == ("question", keep)
    on.show("form", form)
    expect(sides).to_have_count(0)


def test_a_clash_that_the_rescue_address_tells_of_is_shown_too(stage, server, form):
    clash = {"path": "question", "theirs": "Their words", "by": "Panel member", "at": "14:31"}
    server.rescue = (409, {"sentence": "Somebody else wrote here.", "clashes": [clash]})
    on = stage({"form": form}, clock=True)
    on.answer("never")
    field = on.page.get_by_label(QUESTION)
    field.fill("My words")
    field.press("Tab")
    on.page.clock.run_for(3100)
    expect(at(on.page, "question").locator(".sides")).to_contain_text("Their words")
    server.rescue = (200, None)
    at(on.page, "question").get_by_role("button", name="Keep both").press("Enter")
    edit = on.wait_said("form", "edit", 2)[-1]
    assert (edit["before"], edit["value"]) == ("Their words", "Their words\nMy words")
    expect(field).to_have_value("Their words\nMy words")


def test_a_locked_form_can_be_read_and_copied_but_not_changed(stage, form):
    on = stage({"form": {**form, "locked": "This is agreed. Open it again to change it."}})
    expect(on.page.get_by_text("This is agreed.")).to_be_visible()
    expect(on.page.get_by_label(QUESTION)).to_have_attribute("readonly", "")
    expect(on.page.get_by_role("radio", name="Yes")).to_be_disabled()
    assert on.page.locator(".row .tool:visible, .off:visible, .questions .buttons button:visible").count() == 0


def test_what_stops_a_command_is_said_beside_it(stage, form):
    on = stage({"form": form})
    on.tell("form", {"sorry": "Two agencies have not answered yet. Ask them, or say that they will not."})
    expect(on.page.get_by_role("alert").filter(has_text="Two agencies")).to_be_visible()


WHY = [
    {"sentence": "Ofsted has no copy yet.", "source": "8.2.66", "way_out": "Send it, and give the day."},
    {"sentence": "There is no media strategy.", "source": "8.2.69", "way_out": "Write it on Media."},
]


def test_everything_that_stops_a_command_is_a_list_with_where_it_is_written_and_the_way_out(stage, form):
    on = stage({"form": form})
    on.tell("form", {"sorry": WHY[0]["sentence"], "reasons": WHY})
    alert = on.page.get_by_role("alert").filter(has_text="2 things stand in the way")
    items = alert.get_by_role("listitem")
    expect(items).to_have_count(2)
    for item, one in zip(items.all(), WHY, strict=True):
        expect(item).to_have_text(f"{one['sentence']} ({one['source']}){one['way_out']}")
    on.tell("form", {"sorry": WHY[1]["sentence"], "reasons": WHY[1:]})
    expect(items).to_have_count(0)
    expect(on.page.locator("p.sorry")).to_have_text(WHY[1]["sentence"])


# --- for everybody --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_grave_and_nothing_spills_over(stage, workbench, width):
    clash = {"mine": "My words", "theirs": "Their words", "by": "Panel member", "at": "14:31"}
    workbench["form"] = changed(workbench["form"], "question", clash=clash)
    on = stage(workbench, width=width)
    on.page.get_by_role("button", name="Open all").click()
    on.page.get_by_role("button", name=re.compile("^Choose from")).first.click()
    assert on.grave() == []
    assert on.overflow() == 0


def test_every_control_has_a_name_and_targets_are_large_enough(stage, form):
    on = stage({"form": form}, width=390)
    fold(on.page, 1).click()
    small = on.page.evaluate("""() => [...document.querySelectorAll("button, select, textarea, .option, .pick")]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24)
        .map((one) => one.outerHTML)""")
    assert small == []


def test_tab_walks_through_everything_in_reading_order(stage, form):
    on = stage({"form": form})
    on.page.evaluate("document.body.focus()")
    tops = []
    for _ in range(60):
        on.page.keyboard.press("Tab")
        place = on.page.evaluate("""() => {
            const one = document.activeElement;
            const row = one.closest(".rowhead, .buttons, .commands, .listing") ?? one;
            return document.body === one ? null : row.getBoundingClientRect().top + scrollY;
        }""")
        if place is None:
            break
        tops.append(place)
    assert len(tops) > 40
    assert tops == sorted(tops)


def test_forced_colours_and_less_motion_are_heeded(stage, form):
    on = stage({"form": form}, forced_colors="active", reduced_motion="reduce")
    fold(on.page, 1).click()
    chosen = on.page.locator(".option input:checked + .face").first
    assert chosen.evaluate("(face) => getComputedStyle(face).backgroundColor") != "rgb(15, 92, 92)"
    button = on.page.get_by_role("button", name="Add a learning point")
    assert button.evaluate("(one) => getComputedStyle(one).transitionDuration") == "0s"


def test_hostile_text_stays_text(stage, workbench, hostile):
    on = stage(hostile(workbench))
    on.page.locator(".fold").first.click()
    on.page.locator(".row.open .quiet").first.click()
    image = "<img src=x onerror=window.hurt=1>"
    on.tell("form", {"sorry": image, "reasons": [{"sentence": image, "source": image, "way_out": image}] * 2})
    assert on.page.locator("main img, main b, main script").count() == 0
    assert on.page.evaluate("window.hurt") is None
    expect(on.page.locator(".lcspr-form .heading")).to_contain_text("<img src=x onerror=window.hurt=1>")
    expect(on.page.locator(".lcspr-path .title").first).to_contain_text("<img")
    expect(on.page.locator(".lcspr-guidance .before")).to_contain_text("<img")


def test_leaving_takes_every_listener_along(stage, form):
    on = stage({"form": form})
    on.page.evaluate("window.leave.form()")
    on.show("form", {**form, "title": "Gone"})
    expect(on.page.get_by_role("heading", name="Themes and learning")).to_be_visible()


def test_nothing_moves_between_pressing_and_letting_go(stage, form):
    on = stage({"form": form})
    on.page.get_by_label("How many accounts was it drawn from?").fill("x")
    button = on.page.get_by_role("button", name="Next: what should change?")
    button.scroll_into_view_if_needed()
    place = button.bounding_box()
    on.page.mouse.move(place["x"] + 20, place["y"] + 10)
    on.page.mouse.down()
    on.show("form", changed(form, "accounts", value="x", problem="“x” is not a number; write it in figures, as in 12."))
    on.page.mouse.up()
    assert on.wait_said("form", "command") == [{"do": "command", "name": "agree"}]
    expect(at(on.page, "accounts").locator(".problem")).to_be_visible()


@pytest.mark.parametrize("how", ["Enter", "click"])
def test_what_was_settled_is_shown_though_the_person_stands_in_the_field(stage, form, how):
    clash = {"mine": "My words", "theirs": "Their words", "by": "Panel member", "at": "2026-11-26T14:31:00"}
    on = stage({"form": changed(form, "question", value="Their words", clash=clash)})
    button = at(on.page, "question").get_by_role("button", name="Keep both")
    button.press("Enter") if how == "Enter" else button.click()
    on.wait_said("form", "settle")
    both = "Their words\nMy words"
    on.show("form", changed(form, "question", value=both, clash={**clash, "theirs": both}))
    on.show("form", changed(form, "question", value=both))
    expect(at(on.page, "question").locator(".sides")).to_have_count(0)
    expect(on.page.get_by_label(QUESTION)).to_be_focused()
    expect(on.page.get_by_label(QUESTION)).to_have_value(both)
