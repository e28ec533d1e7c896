"""The thinnest path: a review is opened, one step is answered, and it is still there after a reload."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.story

TRIGGER = "A baby was hurt at home, and four services had each seen part of it."


def open_review(page, name="Bracken"):
    """Open a review from the empty register, as its lead reviewer would."""
    page.get_by_role("button", name="Open a new review").click()
    page.get_by_label("Name for the child in this review").fill(name)
    page.get_by_label("Date of the decision to review").fill("29 April 2026")
    page.get_by_label("Agency reports, learning event and recall event").check()
    page.get_by_role("button", name="Open the review").click()
    page.wait_for_url("**/workbench*")


def test_a_step_answered_is_there_after_a_reload(served, watched):
    page = watched.page
    page.goto(served.start())
    expect(page.get_by_role("heading", name="No review is open yet", exact=False)).to_be_visible(timeout=30_000)
    open_review(page)
    field = page.get_by_label("What led to this review")
    field.fill(TRIGGER, timeout=30_000)
    field.blur()
    expect(page.get_by_text("Saved", exact=False).first).to_be_visible()
    page.reload()
    expect(page.get_by_label("What led to this review")).to_have_value(TRIGGER, timeout=30_000)
    assert watched.strangers == []
    assert watched.complaints == []
