"""What is due, chosen and put down by keyboard; and a case in one look."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


def item(key, what, **more):
    told = {"day": "7 May 2026", "tag": "late", "tag_sort": "late", "who": "Panel", "paragraph": "8.2.27", "rule": ""}
    return {"key": key, "what": what, **told, **more}


DETAIL = {
    "key": "8.2.27-a",
    "above": "Tell Ofsted",
    "day": "7 May 2026",
    "below": "",
    "why": "Open since 29 April 2026.",
    "steps": ["5 working days from 29 April 2026.", "Not counted: 4 May 2026."],
    "late": "Send it now.",
    "way_out": "Give the day.",
    "go": {"label": "Open “Notices”", "href": "procedure#procedure/notices"},
    "source": ["8.2.27: must be done"],
    "may_put": True,
    "may_waive": True,
    "today": "1 September 2026",
}
GROUPS = [
    {
        "key": "late",
        "title": "Late",
        "words": "(2)",
        "items": [item("8.2.27-a", "Tell Ofsted", chosen=True), item("8.2.27-b", "Tell the Department")],
    },
    {"key": "settled", "title": "Done", "words": "(1)", "folded": True, "items": [item("8.2.14-b", "Send the form")]},
]
STATE = {
    "lead": "3 open.",
    "filters": [
        {"key": "everybody", "label": "Everybody", "chosen": True},
        {"key": "panel", "label": "Panel", "chosen": False},
    ],
    "groups": GROUPS,
    "empty": "Nothing.",
    "chosen": DETAIL,
    "rescue": "",
    "calendar": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
}


@pytest.fixture
def on(stage):
    return stage({"due": STATE})


def test_each_duty_stands_in_a_table_and_the_chosen_one_says_why(on):
    expect(on.page.get_by_role("row", name="Tell Ofsted")).to_be_visible()
    side = on.page.get_by_role("complementary", name="Why this is due")
    for words in (
        "7 May 2026",
        "Open since 29 April 2026.",
        "Not counted: 4 May 2026.",
        "Send it now.",
        "Give the day.",
    ):
        expect(side.get_by_text(words, exact=True).first).to_be_visible()
    expect(side.get_by_role("link", name="Open “Notices”")).to_have_attribute("href", "procedure#procedure/notices")


def test_another_is_chosen_by_keyboard_and_its_reasons_get_the_focus(on):
    on.page.get_by_role("button", name="Tell the Department").focus()
    on.page.keyboard.press("Enter")
    (said,) = on.wait_said("due", "choose")
    assert said["key"] == "8.2.27-b"
    on.show("due", {**STATE, "chosen": {**DETAIL, "key": "8.2.27-b", "day": "8 May 2026"}})
    expect(on.page.get_by_role("heading", name="8 May 2026")).to_be_focused()


def test_one_role_is_chosen(on):
    on.page.get_by_role("button", name="Panel", exact=True).click()
    (said,) = on.wait_said("due", "filter")
    assert said["key"] == "panel"


def test_what_was_done_is_put_down_with_its_day_and_words(on):
    on.page.get_by_label("How it was done, and what shows it").fill("Sent; receipt 4411.")
    on.page.get_by_role("button", name="Put it down as done").click()
    (said,) = on.wait_said("due", "put")
    assert (said["duty"], said["put"], said["on"], said["how"]) == (
        "8.2.27-a",
        "done",
        "1 September 2026",
        "Sent; receipt 4411.",
    )


def test_nothing_is_put_down_without_words(on):
    on.page.get_by_role("button", name="It is not needed here").click()
    expect(on.page.get_by_role("alert").filter(has_text="Write how it was done")).to_be_visible()
    expect(on.page.get_by_label("How it was done, and what shows it")).to_be_focused()
    assert on.said("due", "put") == []


def test_words_begun_wait_until_one_comes_back_to_the_duty(on):
    on.page.get_by_label("How it was done, and what shows it").fill("Half a")
    on.show("due", {**STATE, "chosen": {**DETAIL, "key": "8.2.27-b"}})
    expect(on.page.get_by_label("How it was done, and what shows it")).to_have_value("")
    on.show("due", STATE)
    expect(on.page.get_by_label("How it was done, and what shows it")).to_have_value("Half a")


def test_a_refusal_is_said_beside_the_words_which_stay(on):
    on.page.evaluate("window.answering = 'never'")
    words = on.page.get_by_label("How it was done, and what shows it")
    words.fill("Sent.")
    on.page.get_by_role("button", name="Put it down as done").click()
    (said,) = on.wait_said("due", "put")
    on.tell("due", {"sorry": "That day has not come.", "edit": said["edit"]})
    expect(on.page.get_by_text("That day has not come.").first).to_be_visible()
    expect(words).to_have_value("Sent.")


def test_what_is_settled_waits_behind_its_heading_and_stays_open_once_opened(on):
    expect(on.page.get_by_text("Send the form")).to_be_hidden()
    on.page.get_by_text("Done (1)").first.click()
    expect(on.page.get_by_text("Send the form")).to_be_visible()
    on.show("due", {**STATE, "groups": [*GROUPS[:1], {**GROUPS[1], "words": "(2)"}]})
    expect(on.page.get_by_text("Send the form")).to_be_visible()


def test_a_long_list_shows_its_first_lines_and_all_of_them_when_asked(on):
    many = [item(f"d{at}", f"Duty {at}") for at in range(1, 31)]
    group = {"key": "open", "title": "Open", "words": "(30)", "long": True, "items": many}
    on.show("due", {**STATE, "groups": [GROUPS[0], group]})
    expect(on.page.get_by_role("button", name="Duty 20", exact=True)).to_be_visible()
    expect(on.page.get_by_role("button", name="Duty 21", exact=True)).to_be_hidden()
    on.page.get_by_role("button", name="Show all 30").press("Enter")
    expect(on.page.get_by_role("button", name="Duty 21", exact=True)).to_be_focused()
    expect(on.page.get_by_role("button", name="Duty 30", exact=True)).to_be_visible()
    on.show("due", {**STATE, "groups": [GROUPS[0], {**group, "items": [*many[:29]]}]})
    expect(on.page.get_by_role("button", name="Duty 29", exact=True)).to_be_visible()


def test_the_dates_are_saved_as_a_calendar_file(on):
    with on.page.expect_download() as waiting:
        on.page.get_by_role("button", name="Put these dates in my calendar").click()
    assert waiting.value.suggested_filename == "dates-to-keep.ics"


def test_hostile_text_stays_text_and_axe_finds_nothing_grave(stage, hostile):
    on = stage({"due": hostile(STATE)})
    assert on.page.locator("main img, main b").count() == 0
    assert on.grave() == []


SPINE = {
    "phases": [
        {"key": "trigger", "title": "Referral", "words": "2 of 2 forms", "stand": "done"},
        {"key": "decide", "title": "Decision", "words": "1 of 9 forms", "stand": "past"},
        {"key": "scope", "title": "Scope", "words": "1 of 2 forms, 2 of 3 steps", "stand": "now"},
        {"key": "report", "title": "Report", "words": "", "stand": "to_come"},
    ],
    "facts": [{"label": "Review completed", "value": "29 October 2026", "words": "open", "sort": "plain"}],
    "next": [{"day": "7 May 2026", "what": "Tell Ofsted", "late": True, "href": "procedure#procedure/notices"}],
    "more": {"label": "All that is due, and why", "href": "due"},
}


def test_where_a_case_stands_is_read_in_order_with_one_phase_now(stage):
    on = stage({"spine": SPINE})
    phases = on.page.get_by_role("list", name="Phases").get_by_role("listitem")
    expect(phases).to_have_count(4)
    expect(on.page.locator("[aria-current=step]")).to_contain_text("Scope")
    expect(on.page.get_by_text("29 October 2026")).to_be_visible()
    expect(on.page.get_by_text("late", exact=True)).to_be_visible()  # in a word, not by colour alone
    expect(on.page.get_by_role("link", name="Tell Ofsted")).to_have_attribute("href", "procedure#procedure/notices")
    expect(on.page.get_by_role("link", name="All that is due, and why")).to_have_attribute("href", "due")
    assert on.grave() == []


def test_hostile_words_of_a_spine_stay_text(stage, hostile):
    on = stage({"spine": hostile(SPINE)})
    assert on.page.locator("main img, main b").count() == 0
