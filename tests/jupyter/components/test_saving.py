"""What is typed is never lost: saved, rescued, or said to be unsaved."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

FIELD = "What question does the review still carry?"


@pytest.fixture
def only_form(workbench):
    return {"form": workbench["form"]}


def mark(page):
    return page.locator('[data-path="question"] .mark')


def typed(stage, text):
    field = stage.page.get_by_label(FIELD)
    field.press("End")
    field.press_sequentially(text)
    return field


def test_an_edit_says_where_what_it_was_and_what_it_is(stage, only_form):
    on = stage(only_form)
    typed(on, " And then?")
    edit = on.wait_said("form", "edit")[-1]
    was = "Who holds a child in mind while two services hand over?"
    assert (edit["path"], edit["before"], edit["value"]) == ("question", was, f"{was} And then?")
    assert re.fullmatch("[0-9a-f]{12}", edit["edit"])
    assert edit["target"] == only_form["form"]["target"]
    expect(mark(on.page)).to_have_text("✓ Saved 14:32")


def test_until_somebody_answers_for_it_a_field_is_not_saved(stage, only_form):
    on = stage(only_form, clock=True)
    on.answer("never")
    typed(on, "x")
    expect(mark(on.page)).to_have_text("saving…")
    on.page.clock.run_for(500)
    edit = on.said("form", "edit")[-1]["edit"]
    expect(mark(on.page)).to_have_text("saving…")
    on.tell("form", {"saved": edit, "at": "14:41"})
    expect(mark(on.page)).to_have_text("✓ Saved 14:41")


def test_state_can_answer_for_an_edit_as_well(stage, only_form):
    on = stage(only_form, clock=True)
    on.answer("never")
    typed(on, "x")
    on.page.clock.run_for(500)
    edit = on.said("form", "edit")[-1]["edit"]
    on.show("form", {**only_form["form"], "saved": {edit: "14:51"}})
    expect(mark(on.page)).to_have_text("✓ Saved 14:51")


def test_leaving_the_field_sends_at_once(stage, only_form):
    on = stage(only_form, clock=True)
    field = typed(on, "x")
    assert not on.said("form", "edit")
    field.press("Tab")
    assert len(on.said("form", "edit")) == 1


def test_what_python_does_not_answer_in_three_seconds_goes_to_the_rescue_address(stage, server, only_form):
    on = stage(only_form, clock=True)
    on.answer("never")
    typed(on, "x").press("Tab")
    on.page.clock.run_for(2900)
    assert not server.rescued
    on.page.clock.run_for(200)
    expect(mark(on.page)).to_have_text("✓ Saved 14:33")
    assert server.rescued == [on.said("form", "edit")[-1]]


def test_what_was_rescued_is_still_shown_when_a_slow_kernel_has_not_heard_of_it(stage, server, only_form):
    on = stage(only_form, clock=True)
    on.answer("never")
    field = typed(on, " rescued")
    field.press("Tab")
    on.page.clock.run_for(3100)
    expect(mark(on.page)).to_have_text("✓ Saved 14:33")
    on.show("form", {**only_form["form"], "title": "Shown anew"})
    expect(on.page.get_by_role("heading", name="Shown anew")).to_be_visible()
    expect(field).to_have_value(re.compile(" rescued$"))


def test_a_lost_connection_goes_to_the_rescue_address_at_once(stage, server, only_form):
    on = stage(only_form, clock=True)
    on.answer("never")
    on.page.evaluate("document.documentElement.dataset.connection = 'lost'")
    typed(on, "x").press("Tab")
    expect(mark(on.page)).to_have_text("✓ Saved 14:33")
    assert len(server.rescued) == 1


def test_losing_the_connection_rescues_what_was_on_its_way(stage, server, only_form):
    on = stage(only_form, clock=True)
    on.answer("never")
    typed(on, "x").press("Tab")
    on.page.evaluate("document.documentElement.dataset.connection = 'lost'")
    expect(mark(on.page)).to_have_text("✓ Saved 14:33")


@pytest.mark.parametrize("answer", [(503, {}), (200, {"sentence": "a login page"}), (507, {"sentence": "full"})])
def test_if_that_fails_too_the_page_says_so_and_tries_again(stage, server, only_form, answer):
    server.rescue = answer
    on = stage(only_form, clock=True)
    on.answer("never")
    typed(on, " kept").press("Tab")
    on.page.clock.run_for(3100)
    alert = on.page.get_by_role("alert").filter(has_text="Not saved yet: keep this page open")
    expect(alert).to_be_visible()
    expect(mark(on.page)).to_have_text("Not saved yet")
    expect(on.page.get_by_label(FIELD)).to_have_value(re.compile(" kept$"))
    server.rescue = (200, None)
    on.page.clock.run_for(40_000)
    expect(mark(on.page)).to_have_text("✓ Saved 14:33")
    expect(alert).to_have_count(0)


def test_the_servers_own_words_for_why_stand_beside_it(stage, server, only_form):
    server.rescue = (507, {"sentence": "The disk is full, so this was not saved."})
    on = stage(only_form, clock=True)
    on.answer("never")
    typed(on, " kept").press("Tab")
    on.page.clock.run_for(3100)
    alert = on.page.get_by_role("alert").filter(has_text="Not saved yet: keep this page open")
    expect(alert).to_contain_text("The disk is full, so this was not saved. What you wrote is still here")
    server.rescue = (200, None)
    on.page.clock.run_for(40_000)
    expect(mark(on.page)).to_have_text("✓ Saved 14:33")
    expect(on.page.get_by_text("The disk is full", exact=False)).to_have_count(0)


def test_what_an_edit_was_refused_for_is_gone_once_one_is_saved(stage, only_form):
    on = stage(only_form)
    on.answer("never")
    typed(on, " a").press("Tab")
    on.tell(
        "form", {"sorry": "The disk is full, so this was not saved.", "edit": on.wait_said("form", "edit")[-1]["edit"]}
    )
    expect(on.page.get_by_text("The disk is full", exact=False).first).to_be_visible()
    on.answer("at once")
    typed(on, " b").press("Tab")
    expect(mark(on.page)).to_have_text("✓ Saved 14:32")
    expect(on.page.get_by_text("The disk is full", exact=False)).to_have_count(0)


def test_what_is_written_anew_after_a_refusal_says_what_stood_there_before_it(stage, only_form):
    on = stage(only_form)
    on.answer("never")
    typed(on, " a").press("Tab")
    first = on.wait_said("form", "edit")[-1]
    on.tell("form", {"sorry": "The disk is full, so this was not saved.", "edit": first["edit"]})
    expect(on.page.get_by_text("The disk is full", exact=False).first).to_be_visible()
    typed(on, " b").press("Tab")
    again = on.wait_said("form", "edit", 2)[-1]
    assert again["value"] == f"{first['value']} b"
    assert again["before"] == first["before"], "a person would clash with their own words"


def test_tries_grow_rarer(stage, server, only_form):
    server.rescue = (503, {})
    on = stage(only_form, clock=True)
    on.answer("never")
    typed(on, "x").press("Tab")
    on.page.clock.run_for(3100)
    expect(mark(on.page)).to_have_text("Not saved yet")
    heard = []
    for _ in range(4):
        before = len(server.rescued)
        for _ in range(10):
            on.page.clock.run_for(1000)
            on.page.evaluate("fetch('/tokens.css').then((r) => r.text())")
        heard.append(len(server.rescued) - before)
    assert heard[0] > heard[-1]


def test_a_person_may_have_it_tried_at_once(stage, server, only_form):
    server.rescue = (503, {})
    on = stage(only_form, clock=True)
    on.answer("never")
    typed(on, "x").press("Tab")
    on.page.clock.run_for(3100)
    again = on.page.get_by_role("button", name="Try again now")
    expect(again).to_be_visible()
    server.rescue = (200, None)
    again.press("Enter")
    expect(mark(on.page)).to_have_text("✓ Saved 14:33")


def test_a_refusal_is_said_beside_the_field_and_not_tried_for_ever(stage, server, only_form):
    server.rescue = (403, {"sentence": "You may read this step, not write in it."})
    on = stage(only_form, clock=True)
    on.answer("never")
    typed(on, "x").press("Tab")
    on.page.clock.run_for(3100)
    expect(mark(on.page)).to_contain_text("You may read this step, not write in it.")
    on.page.clock.run_for(60_000)
    assert len(server.rescued) == 1
    expect(on.page.get_by_label(FIELD)).to_have_value(re.compile("x$"))


def test_python_may_refuse_too_and_what_is_written_next_replaces_it(stage, only_form):
    on = stage(only_form, clock=True)
    on.answer("never")
    typed(on, "x").press("Tab")
    on.tell("form", {"sorry": "This is signed.", "edit": on.said("form", "edit")[-1]["edit"]})
    expect(mark(on.page)).to_have_text("Not saved yet: This is signed.")
    on.answer("at once")
    typed(on, "y").press("Tab")
    expect(mark(on.page)).to_have_text("✓ Saved 14:32")
    expect(on.page.get_by_text("keep this page open")).to_have_count(0)


def test_rescued_edits_go_in_the_order_they_were_made(stage, server, only_form):
    on = stage(only_form, clock=True)
    on.answer("never")
    typed(on, "1").press("Tab")
    on.page.get_by_label("How many accounts was it drawn from?").fill("64")
    on.page.get_by_role("button", name="Add a learning point").click()
    on.page.clock.run_for(3100)
    expect(mark(on.page)).to_have_text("✓ Saved 14:33")
    expect(on.page.locator('[data-path="accounts"] .mark')).to_have_text("✓ Saved 14:33")
    on.page.clock.run_for(1000)
    assert [one["do"] for one in server.rescued] == ["edit", "edit", "add_row"]


def test_closing_the_page_posts_what_is_still_on_its_way(stage, server, only_form):
    on = stage(only_form)
    on.answer("never")
    typed(on, " at the last moment")
    on.page.evaluate("location.href = '/open/path'")
    on.until(lambda: server.rescued)
    assert server.rescued[0]["value"].endswith("at the last moment")


def test_a_hidden_page_has_sent_everything(stage, only_form):
    on = stage(only_form, clock=True)
    typed(on, "x")
    on.page.evaluate("""() => {
        Object.defineProperty(document, "visibilityState", { value: "hidden" });
        document.dispatchEvent(new Event("visibilitychange"));
    }""")
    assert len(on.said("form", "edit")) == 1


@pytest.mark.parametrize("saved", [True, False])
def test_the_browser_warns_only_while_something_is_unsaved(stage, server, only_form, saved):
    server.rescue = (503, {})
    on = stage(only_form, clock=True)
    on.answer("at once" if saved else "never")
    typed(on, "x").press("Tab")
    on.page.clock.run_for(3100)
    expect(mark(on.page)).to_have_text("✓ Saved 14:32" if saved else "Not saved yet")
    warned = on.page.evaluate("""() => {
        const leaving = new Event("beforeunload", { cancelable: true });
        dispatchEvent(leaving);
        return leaving.defaultPrevented;
    }""")
    assert warned is not saved


def test_nothing_is_asked_before_everything_is_saved(stage, server, only_form):
    server.rescue = (503, {})
    on = stage(only_form, clock=True)
    on.answer("never")
    typed(on, "x").press("Tab")
    on.page.clock.run_for(3100)
    expect(mark(on.page)).to_have_text("Not saved yet")
    on.page.get_by_role("button", name="Next: what should change?").click()
    assert not on.said("form", "command")
    expect(on.page.get_by_text("Not everything is saved yet.")).to_be_visible()
