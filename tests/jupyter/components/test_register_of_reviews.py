"""The register with a thousand reviews on one page: found, narrowed, put in order and walked through by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

MANY = 1000
AT_ONCE = 40


def review(number: int) -> dict[str, Any]:
    """One of many: every tenth has ended, every fifth is put off, every third has a date soon."""
    day = 1 + number % 28
    return {
        "id": f"case-{number:04}",
        "title": f"Alder {number}",
        "href": f"#case-{number}",
        "reference": f"case-{number:04}",
        "method": "Systems review" if number % 2 else "Learning event",
        "rules": "Working Together 2023",
        "folded": number % 10 == 0,
        "course": "closed" if number % 10 == 0 else "put off" if number % 5 == 1 else "under way",
        "order": number,
        "owing": ["panel"] if number % 4 == 1 else ["decision_maker"],
        "late": number % 7,
        "late_words": f"{number % 7} late" if number % 7 else "",
        "phase": number % 11,
        "phases": 11,
        "stage": "Information",
        "place": "Agency reports · step 3 of 15",
        "six_months": "Six months end on 29 October 2026",
        "due": f"2026-09-{day:02}",
        "due_day": f"{day} September 2026",
        "due_tag": f"{day} days",
        "due_state": "soon" if number % 3 == 0 else "done",
        "due_what": "Hold the first meeting of the panel, and agree there when the review ends",
        "who": "Panel chair",
    }


REVIEWS = [review(number) for number in range(MANY)]
STATE = {
    "headline": "Good morning. Nothing is pressing.",
    "lead": "Everything here is saved on this computer, encrypted.",
    "go": None,
    "commands": [],
    "due": [],
    "counting": None,
    "stages": [f"Stage {number}" for number in range(12)],
    "roles": [{"key": "panel", "title": "Panel"}, {"key": "decision_maker", "title": "Independent Chair"}],
    "reviews": REVIEWS,
    "sorry": "",
}
OPEN = [one for one in REVIEWS if not one["folded"]]


@pytest.fixture
def on(stage) -> Any:
    return stage({"home": STATE})


def titles(on: Any) -> list[str]:
    return on.page.locator(".home-reviews").first.locator("a").all_text_contents()


def test_the_first_rows_are_there_with_the_page_and_the_others_follow(stage):
    # Before the page has rested once, only what fits a few windows is made.
    on = stage({"home": {**STATE, "reviews": []}})
    look = "document.querySelectorAll('.home-review').length"
    assert on.page.evaluate(f"(state) => {{ window.models.home.show(state); return {look} }}", STATE) == AT_ONCE
    expect(on.page.locator(".home-review")).to_have_count(len(OPEN))


def test_the_rows_out_of_sight_are_not_drawn(on):
    last = on.page.locator(".home-review").nth(len(OPEN) - 1)
    last.wait_for(state="attached")
    look = "(one) => one.checkVisibility({ contentVisibilityAuto: true })"
    assert not last.locator("a").evaluate(look)
    last.scroll_into_view_if_needed()
    on.page.wait_for_timeout(100)
    assert last.locator("a").evaluate(look)


@pytest.mark.parametrize(
    ("label", "value", "fits"),
    [
        ("Stage", "4", lambda one: one["phase"] == 4),
        ("Who has to act", "panel", lambda one: "panel" in one["owing"]),
        ("Show", "late", lambda one: one["late"] > 0),
        ("Show", "soon", lambda one: one["due_state"] == "soon"),
        ("Show", "put off", lambda one: one["course"] == "put off"),
    ],
)
def test_each_filter_leaves_what_fits_it_and_says_how_many(on, label, value, fits):
    on.page.get_by_label(label, exact=True).select_option(value)
    wanted = {one["title"] for one in OPEN if fits(one)}
    expect(on.page.locator(".home-count")).to_have_text(f"{len(wanted)} of {len(OPEN)} open reviews")
    expect(on.page.locator(".home-reviews").first.locator(".home-review")).to_have_count(len(wanted))
    assert set(titles(on)) == wanted
    on.page.get_by_role("button", name="Show all again").click()
    expect(on.page.locator(".home-count")).to_have_text(f"{len(OPEN)} open reviews")


def test_a_review_is_found_by_typing_and_reached_without_the_mouse(on):
    find = on.page.get_by_label("Find by name, reference or methodology")
    find.focus()
    on.page.keyboard.type("alder 777")
    expect(on.page.locator(".home-count")).to_have_text(f"1 of {len(OPEN)} open reviews")
    on.page.keyboard.press("ArrowDown")
    assert on.page.evaluate("document.activeElement.textContent") == "Alder 777"
    on.page.keyboard.press("ArrowUp")
    on.page.keyboard.press("Escape")
    expect(on.page.locator(".home-count")).to_have_text(f"{len(OPEN)} open reviews")


@pytest.mark.parametrize(
    ("order", "key"),
    [
        ("press", lambda one: (one["due"], -one["late"], one["order"])),
        ("title", lambda one: one["order"]),
        ("stage", lambda one: (one["phase"], one["due"], -one["late"], one["order"])),
        ("new", lambda one: -one["order"]),
    ],
)
def test_it_is_put_in_order(on, order, key):
    on.page.get_by_label("Order", exact=True).select_option(order)
    expect(on.page.locator(".home-review")).to_have_count(len(OPEN))
    assert titles(on) == [one["title"] for one in sorted(OPEN, key=key)]


def test_the_arrow_keys_walk_through_it_ten_at_a_leap_and_to_either_end(on):
    on.page.get_by_label("Order", exact=True).select_option("title")
    on.page.locator(".home-reviews a").first.focus()
    here = "document.activeElement.textContent"
    for key, wanted in (("ArrowDown", 1), ("PageDown", 11), ("PageUp", 1), ("End", -1), ("Home", 0)):
        on.page.keyboard.press(key)
        assert on.page.evaluate(here) == OPEN[wanted]["title"]


def test_those_that_have_ended_are_folded_and_made_only_when_opened(on):
    folded = on.page.get_by_text(f"Ended: no review, or closed ({MANY - len(OPEN)})")
    assert on.page.locator(".home-closed .home-review").count() == 0
    folded.press("Enter")
    expect(on.page.locator(".home-closed .home-review")).to_have_count(MANY - len(OPEN))


def test_where_nothing_fits_it_says_so_and_how_to_go_on(on):
    on.page.get_by_label("Find by name, reference or methodology").fill("no such thing")
    on.page.get_by_text("No open review fits this. Choose less, or show all again.").wait_for()
    on.page.get_by_role("button", name="Show all again").click()
    expect(on.page.locator(".home-count")).to_have_text(f"{len(OPEN)} open reviews")


def test_a_register_without_reviews_says_what_to_do(stage):
    on = stage({"home": {**STATE, "reviews": []}})
    on.page.get_by_text("No review is open yet. Open the first one above").wait_for()
    expect(on.page.get_by_label("Find by name, reference or methodology")).to_be_hidden()


def test_what_somebody_chose_and_where_they_stand_outlast_a_newer_state(on):
    on.page.get_by_label("Show", exact=True).select_option("late")
    on.page.locator(".home-reviews a").nth(60).focus()
    held = on.page.evaluate("document.activeElement.textContent")
    on.show("home", {**STATE, "reviews": [{**one, "late": 6, "late_words": "6 late"} for one in REVIEWS]})
    assert on.page.evaluate("document.activeElement.textContent") == held
    assert on.page.get_by_label("Show", exact=True).input_value() == "late"


def test_while_dates_are_worked_out_it_says_how_far_and_asks_again(stage):
    on = stage({"home": {**STATE, "counting": {"left": 340, "of": 1000}}}, clock=True)
    on.page.get_by_text("The dates of 340 of 1000 reviews are being worked out for today.").wait_for()
    assert on.page.get_by_role("progressbar").evaluate("(one) => [one.value, one.max]") == [660, 1000]
    on.page.clock.run_for(4100)
    assert len(on.wait_said("home", "refresh")) == 1
    on.show("home", STATE)
    expect(on.page.get_by_role("progressbar")).to_be_hidden()
    on.page.clock.run_for(9000)
    assert len(on.said("home", "refresh")) == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_a_thousand_reviews_are_clean_and_fit_the_window(stage, width):
    on = stage({"home": STATE}, width=width)
    expect(on.page.locator(".home-review")).to_have_count(len(OPEN))
    assert on.overflow() == 0
    on.show("home", {**STATE, "reviews": REVIEWS[:30]})
    assert on.grave() == []
