"""The thinnest path: a review is opened, one step is answered, and it is still there after a reload."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.stories import pack
from tests.stories.hands import Mouse

pytestmark = pytest.mark.story

TRIGGER = "A baby was hurt at home, and four services had each seen part of it."


def open_review(hand, name="Bracken"):
    """Open a review from the empty register, as its lead reviewer would."""
    page = hand.page
    hand.press(page.get_by_role("button", name="Open a new review"))
    hand.put(page.get_by_label("Name for the child in this review"), name)
    hand.put(page.get_by_label("Date of the decision to review"), "29 April 2026")
    hand.tick(page.get_by_label(pack.METHOD))
    hand.press(page.get_by_role("button", name="Open the review"))
    hand.at("Review")


def test_a_step_answered_is_there_after_a_reload(served, watched):
    hand = Mouse(watched.page)
    hand.arrive(served.start())
    expect(hand.page.get_by_role("heading", name="No review is open yet")).to_be_visible()
    open_review(hand)
    hand.write("What led to this review", TRIGGER)
    hand.reload()
    expect(hand.page.get_by_label("What led to this review")).to_have_value(TRIGGER)
    assert watched.strangers == []
    assert watched.complaints == []
