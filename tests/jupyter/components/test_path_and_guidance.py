"""The path and the guidance: each step with a word of state, and what to look at with its reason and way out."""

from __future__ import annotations

import re

from playwright.sync_api import expect


def test_a_step_says_how_it_stands_and_can_be_opened_at_any_time(stage, workbench):
    on = stage({"path": workbench["path"]})
    steps = on.page.get_by_role("navigation", name="Learning-event process, full")
    expect(steps.get_by_role("button", name=re.compile(r"^Scope \(done\) agreed 14 September"))).to_be_visible()
    now = steps.get_by_role("button", name=re.compile(r"^Themes and learning \(now\)"))
    expect(now).to_have_attribute("aria-current", "step")
    steps.get_by_role(
        "button", name=re.compile(r"^Recall event \(to come\) 17 December usually after: First draft")
    ).press("Enter")
    assert on.said("path") == [{"do": "open", "key": "recall"}]


def test_the_step_that_is_open_says_all_that_comes_first(stage, workbench):
    items = [{**one, "open": one["key"] == "actions"} for one in workbench["path"]["items"]]
    on = stage({"path": {**workbench["path"], "items": items}})
    expect(on.page.get_by_text("usually after: Recall event, First draft")).to_be_visible()
    expect(on.page.get_by_text("usually after 2 others")).to_have_count(1)


def test_a_phone_shows_the_open_step_first_and_all_when_asked(stage, workbench):
    on = stage({"path": workbench["path"]}, width=390)
    expect(on.page.get_by_role("listitem")).to_have_count(1)
    on.page.get_by_role("button", name="Show all 11").press("Enter")
    expect(on.page.get_by_role("listitem")).to_have_count(11)


def test_the_focus_stays_on_a_step_when_its_state_changes(stage, workbench):
    on = stage({"path": workbench["path"]})
    step = on.page.get_by_role("button", name=re.compile("^Recall event"))
    step.focus()
    items = [{**one, "words": "moved"} for one in workbench["path"]["items"][2:]]
    on.show("path", {**workbench["path"], "items": items})
    expect(step).to_be_focused()


def phased(path, opened="recall"):
    """The same steps under the headings of two phases."""
    items = [{**one, "open": one["key"] == opened} for one in path["items"]]
    return {**path, "items": [{**one, "phase": "Report" if at > 7 else "Scope"} for at, one in enumerate(items)]}


def test_a_phase_says_what_it_counts(stage, workbench):
    path = phased(workbench["path"])
    items = [one for at, one in enumerate(path["items"]) if at <= 8]
    on = stage({"path": {**path, "items": items, "counted": ["form", "forms"]}})
    expect(on.page.get_by_role("heading", name=re.compile("^Scope"))).to_have_text(re.compile(r"\d of 8 forms done$"))
    expect(on.page.get_by_role("heading", name=re.compile("^Report"))).to_have_text(re.compile(r"\d of 1 form done$"))


def test_a_long_path_stands_under_its_phases_folded_but_where_the_open_step_is(stage, workbench):
    on = stage({"path": phased(workbench["path"])})
    report = on.page.locator(".lcspr-path .phase", has=on.page.get_by_role("heading", name=re.compile("^Report")))
    scope = on.page.locator(".lcspr-path .phase", has=on.page.get_by_role("heading", name=re.compile("^Scope")))
    expect(scope.get_by_role("heading")).to_have_text(re.compile(r"Scope \d of 8 done"))
    recall = on.page.get_by_role("button", name=re.compile("^Recall event"))
    folded = scope if recall.locator("xpath=ancestor::li[2]").inner_text().startswith("Report") else report
    expect(recall).to_be_visible()
    expect(folded.get_by_role("button")).to_have_count(0)
    folded.locator("summary").focus()
    on.page.keyboard.press("Enter")
    expect(folded.get_by_role("button").first).to_be_visible()
    on.show("path", phased({**workbench["path"], "title": "again"}))
    expect(folded.get_by_role("button").first).to_be_visible()


def test_a_phone_shows_the_open_step_of_a_long_path_and_its_phases_when_asked(stage, workbench):
    on = stage({"path": phased(workbench["path"])}, width=390)
    expect(on.page.get_by_role("button", name=re.compile("^Recall event"))).to_be_visible()
    expect(on.page.locator(".lcspr-path").get_by_role("heading")).to_have_count(0)
    on.page.get_by_role("button", name="Show all 11").press("Enter")
    expect(on.page.locator(".lcspr-path").get_by_role("heading")).to_have_count(2)


def test_a_step_that_cannot_be_opened_says_why_and_can_be_chosen_again(stage, workbench):
    on = stage({"path": workbench["path"]})
    recall = on.page.get_by_role("button", name=re.compile("^Recall event"))
    recall.press("Enter")
    on.tell("path", {"sorry": "The form of “Recall event” cannot be shown.", "edit": ""})
    said = on.page.get_by_role("alert").filter(has_text="cannot be shown.")
    expect(said).to_be_in_viewport()
    expect(recall).to_be_focused()
    expect(on.page.locator("[aria-current=step]")).to_have_text(re.compile("^Themes and learning"))
    assert on.grave() == []
    recall.press("Enter")
    expect(said).to_have_count(0)
    assert on.said("path") == [{"do": "open", "key": "recall"}] * 2


def test_why_a_step_cannot_be_opened_is_in_sight_from_the_end_of_a_long_path(stage, workbench):
    many = [{**one, "key": f"{one['key']}{n}"} for n in range(6) for one in workbench["path"]["items"]]
    on = stage({"path": {**workbench["path"], "items": many}})
    on.page.get_by_role("button", name=re.compile("^Recall event")).last.click()
    on.tell("path", {"sorry": "The form of “Recall event” cannot be shown.", "edit": ""})
    expect(on.page.get_by_text("cannot be shown.")).to_be_in_viewport()


def test_a_link_opens_a_step_and_then_goes_to_its_question(stage, workbench):
    on = stage({"path": workbench["path"]})
    told = "(event) => (document.documentElement.dataset.revealed = event.detail.path)"
    on.page.evaluate(f"document.addEventListener('lcspr-reveal', {told})")
    on.page.evaluate("location.hash = 'recall~signed_on'")
    expect(on.page.locator("html[data-revealed]")).to_have_count(0)
    assert on.said("path") == [{"do": "open", "key": "recall"}]
    on.page.evaluate("document.body.append(Object.assign(document.createElement('div'), { id: 'there' }))")
    on.page.evaluate("document.getElementById('there').dataset.path = 'signed_on'")
    items = [{**one, "open": one["key"] == "recall"} for one in workbench["path"]["items"]]
    on.show("path", {**workbench["path"], "items": items})
    expect(on.page.locator("html[data-revealed=signed_on]")).to_have_count(1)
    assert len(on.said("path")) == 1


def test_a_path_without_steps_takes_no_room(stage):
    on = stage({"path": {"label": "x", "items": []}})
    expect(on.page.get_by_role("navigation")).to_have_count(0)


def test_a_caution_carries_its_reason_and_its_way_out(stage, workbench):
    on = stage({"guidance": workbench["guidance"]})
    caution = on.page.locator(".before")
    expect(caution).to_contain_text("The family has not been asked yet. (8.2.40)")
    expect(caution).to_contain_text("Ask the family, or say why not.")
    expect(caution).to_contain_text("And 2 more")


def test_a_way_out_can_be_a_command(stage, workbench):
    guidance = {"before": [{"sentence": "Nobody has asked.", "way_out": {"label": "Ask now", "do": "ask"}}]}
    on = stage({"guidance": guidance})
    on.page.get_by_role("button", name="Ask now").press("Enter")
    assert on.said("guidance") == [{"do": "command", "name": "ask"}]


def test_guidance_is_paragraphs_and_lists(stage):
    text = "First *this*,\nthen **that**.\n\n- one\n- two\n  goes on\n\n1. first\n2. second\n\n2 * 3 * 4"
    on = stage({"guidance": {"sections": [{"title": "How", "text": text, "list": ["three"]}]}})
    expect(on.page.locator("p").first).to_have_text("First this, then that.")
    expect(on.page.locator("em")).to_have_text("this")
    expect(on.page.locator("strong")).to_have_text("that")
    expect(on.page.locator("ul").first.locator("li")).to_have_text(["one", "two goes on"])
    expect(on.page.locator("ol li")).to_have_text(["first", "second"])
    expect(on.page.get_by_text("2 * 3 * 4")).to_be_visible()


def test_an_open_example_stays_open_when_the_guidance_changes(stage, workbench):
    on = stage({"guidance": workbench["guidance"]})
    on.page.locator("summary").press("Enter")
    on.show("guidance", {**workbench["guidance"], "more": 3})
    expect(on.page.get_by_text("the call is logged and read the next day")).to_be_visible()


def test_axe_finds_nothing_grave(stage, workbench):
    on = stage({"path": workbench["path"], "guidance": workbench["guidance"]})
    on.page.locator("summary").press("Enter")
    assert on.grave() == []
