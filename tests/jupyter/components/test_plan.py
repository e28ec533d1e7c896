"""The plan on a page: changed in native forms by keyboard, and nothing that was typed is lost by a drawing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

LEAD = {
    "key": "lead",
    "title": "Learning circle: Full",
    "role": "Leads this review",
    "can_remove": False,
    "steps": [
        {"title": "Invite the group", "words": "agreed", "whose": ""},
        {"title": "Listen to the family", "words": "not begun", "whose": "Time with the family"},
    ],
    "changes": [
        {
            "key": "lead dropped :read",
            "sentence": "“Read the records” is left out.",
            "why": "Few records. (Ana, 4 May 2026)",
        }
    ],
    "go": [{"key": "invite", "title": "Invite the group"}],
    "come": [
        {"key": "walk", "title": "Walk the child’s day", "whose": ""},
        {"key": "family_time:prepare", "title": "Prepare the visit", "whose": "Time with the family"},
    ],
    "after": [{"key": "invite", "title": "Invite the group"}],
}
PLAN = {
    "lead": "Which methodology leads this review.",
    "may": True,
    "undo": "Take back my last change",
    "doubts": [{"sentence": "“x” is not installed here.", "way_out": "Install its plugin."}],
    "strands": [LEAD, {**LEAD, "key": "beside", "title": "Another: Full", "can_remove": True, "changes": []}],
    "offers": [{"key": "silp/full", "title": "SILP: Full"}],
}


@pytest.fixture
def on(stage):
    return stage({"plan": PLAN})


def lead(on):
    return on.page.get_by_role("region", name="Learning circle: Full")


def test_a_step_is_left_out_by_keyboard_alone(on):
    summary = lead(on).get_by_text("Change a step")
    summary.press("Enter")
    lead(on).get_by_label("Which step", exact=True).select_option("Invite the group")
    lead(on).get_by_label("Why").press_sequentially("Done before.")
    on.page.keyboard.press("Enter")
    (said,) = on.wait_said("plan", "change")
    assert {
        "strand": "lead",
        "how": "dropped",
        "step": "invite",
        "new": "",
        "reason": "Done before.",
    }.items() <= said.items()
    on.tell("plan", {"saved": said["edit"], "at": "14:33"})
    expect(lead(on).get_by_label("Why")).to_have_value("")
    expect(on.page.get_by_role("status")).to_have_text("✓ Saved 14:33")


def test_each_sort_of_change_asks_for_what_it_needs(on):
    lead(on).get_by_text("Change a step").click()
    how, step = lead(on).get_by_label("What changes"), lead(on).get_by_label("Which step", exact=True)
    new, after = lead(on).get_by_label("Which step comes in"), lead(on).get_by_label("After which step")
    for wanted, seen in (("dropped", (1, 0, 0)), ("replaced", (1, 1, 0)), ("added", (0, 1, 1))):
        how.select_option(wanted)
        assert tuple(int(one.is_visible()) for one in (step, new, after)) == seen
    new.select_option("family_time:prepare")
    after.select_option("invite")
    lead(on).get_by_label("Why").fill("They asked.")
    lead(on).get_by_role("button", name="Change the plan").click()
    (said,) = on.wait_said("plan", "change")
    assert (said["step"], said["new"], said["after"]) == ("", "family_time:prepare", "invite")


def test_without_a_reason_nothing_is_sent_and_it_is_said(on):
    lead(on).get_by_text("Change a step").click()
    lead(on).get_by_label("Which step", exact=True).select_option("invite")
    lead(on).get_by_role("button", name="Change the plan").click()
    expect(lead(on).get_by_role("alert")).to_have_text("Say why: the reason is kept with the change.")
    expect(lead(on).get_by_label("Why")).to_be_focused()
    assert on.said("plan", "change") == []


def test_what_was_typed_and_the_focus_stay_when_the_plan_changes(on):
    lead(on).get_by_text("Change a step").click()
    why = lead(on).get_by_label("Why")
    why.fill("Half a rea")
    on.show("plan", {**PLAN, "doubts": []})
    expect(why).to_have_value("Half a rea")
    expect(why).to_be_focused()
    on.tell("plan", {"sorry": "It cannot be made.", "edit": "in lead"})
    expect(lead(on).get_by_role("alert")).to_have_text("It cannot be made.")
    expect(why).to_have_value("Half a rea")


def test_a_change_begun_is_kept_whatever_is_taken_back_or_off_and_there_on_the_next_page(on, stage):
    lead(on).get_by_text("Change a step").click()
    lead(on).get_by_label("What changes").select_option("added")
    lead(on).get_by_label("Why").fill("Half a rea")
    on.until(lambda: any(one["cells"].get("reason") for one in on.said("plan", "begin")))
    assert on.said("plan", "begin")[-1]["cells"] == {"how": "added", "reason": "Half a rea"}
    on.tell("plan", {"saved": "at lead", "at": "14:33"})  # another change was taken back
    expect(lead(on).get_by_label("Why")).to_have_value("Half a rea")
    on.show("plan", {**PLAN, "strands": PLAN["strands"][1:]})
    expect(on.page.locator(".begun")).to_contain_text("Half a rea")
    again = stage({"plan": {**PLAN, "begun": {"lead": {"reason": "Half a rea", "how": "replaced"}}}})
    lead(again).get_by_text("Change a step").click()
    expect(lead(again).get_by_label("Why")).to_have_value("Half a rea")
    expect(lead(again).get_by_label("What changes")).to_have_value("replaced")
    expect(lead(again).get_by_label("Which step comes in")).to_be_visible()


def test_a_change_is_taken_back_and_a_strand_taken_on_and_off(on):
    lead(on).get_by_role("button", name="Take this back").press("Enter")
    assert on.wait_said("plan", "take_back")[0]["change"] == "lead dropped :read"
    on.page.get_by_role("button", name="Take this methodology off the plan").press("Enter")
    assert on.wait_said("plan", "remove_strand")[0]["strand"] == "beside"
    on.page.get_by_label("Which methodology").select_option("SILP: Full")
    on.page.get_by_role("button", name="Add it beside the lead").press("Enter")
    assert on.wait_said("plan", "add_strand")[0]["methodology"] == "silp/full"
    on.page.get_by_role("button", name="Take back my last change").press("Enter")
    on.wait_said("plan", "undo")


def test_who_may_not_change_it_finds_no_form(on):
    on.show("plan", {**PLAN, "may": False, "undo": ""})
    expect(on.page.get_by_text("“Read the records” is left out.")).to_be_visible()
    expect(on.page.get_by_role("button")).to_have_count(0)
    expect(on.page.get_by_role("combobox")).to_have_count(0)


def test_axe_finds_nothing_grave_and_the_page_fits_a_phone(stage):
    on = stage({"plan": PLAN}, width=360)
    for one in on.page.get_by_text("Change a step").all():
        one.click()
    assert on.grave() == []
    assert on.overflow() <= 0


def test_hostile_text_stays_text(stage, hostile):
    on = stage({"plan": hostile(PLAN)})
    assert on.page.locator("main img, main script, main b").count() == 0
    assert on.page.evaluate("() => window.hurt") is None
