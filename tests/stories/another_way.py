"""A second referral beside Juniper: the criteria are not met, two areas are in it, and it is learned from otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.stories.casework import Casework, Somebody
from tests.stories.doing import LONG
from tests.stories.filling import command, done, open_form, write
from tests.stories.reading import duty_is_done, the_page_of_approvals_says

SAID: Mapping[str, Any] = json.loads(Path(__file__).with_name("another_way.json").read_text("utf-8"))
AGENCIES = "HV\tWestmarch Community Health\nPOL\tWestmarch Police\nEHV\tEastmarch Health Visiting"
QUESTION = "How did each area learn that the family had moved?"
SIGNED = (("recommendation", "Sub Group chair"), ("decision", "Independent Chair, or whoever decides here"))


def it_is_referred_and_decided(work: Casework, one: Somebody) -> None:
    """By either rule no review is required; another learning review is decided, and the national Panel agrees."""
    hand, page = one.hand, one.page
    hand.press(page.get_by_role("button", name="Open a new review"))
    hand.put(page.get_by_label("Name for the child in this review"), "Rowan")
    hand.paste("Agencies that take part", AGENCIES)
    hand.paste("Questions of the terms of reference", QUESTION)
    hand.press(page.get_by_role("button", name="Open the review"))
    work.opened_here(one)
    for key in ("referral", "criteria"):
        done(hand, key, SAID[key])
    expect(page.locator(".drawn-views").get_by_role("row", name="Local rule")).to_contain_text("are not met")
    for key, who in SIGNED:
        done(hand, key, SAID[key])
        assert command(hand, f"Sign as {who}") == ""
    done(hand, "national_panel", SAID["national_panel"])
    one.clean()


def two_areas_agree(work: Casework, one: Somebody) -> None:
    """No terms are approved before both chairs agreed who leads."""
    done(one.hand, "cross_border", SAID["cross_border"])
    one.clean()
    one.at(work.review, "terms")
    for label, text in (("The panel agreed them on", "6 July 2026"), ("Approved by", "Independent Chair")):
        one.hand.put(one.page.get_by_label(label), text)
        one.hand.leave()
    one.hand.put(one.page.get_by_label("Approved on"), "7 July 2026")
    refused = command(one.hand, "Approve version 1.0")
    assert "both chairs have not yet agreed how the review is held" in refused
    assert "8.2.30" in refused
    one.at(work.review, "procedure")
    open_form(one.hand, "cross_border")
    assert command(one.hand, "Open it again") == ""
    done(one.hand, "cross_border", SAID["cross_border, both agreed"])
    one.at(work.review, "terms")
    one.hand.put(one.page.get_by_label("Approved on"), "7 July 2026")
    one.hand.press(one.page.get_by_role("button", name="Approve version 1.0"))
    expect(one.page.get_by_text("Version 1.0, as it was approved").first).to_be_visible(timeout=LONG)


def it_goes_up_in_order(work: Casework, one: Somebody) -> None:
    """Its report goes to the partnership once the Sub Group agreed it, and not before."""
    one.at(work.review, "procedure")
    write(one.hand, open_form(one.hand, "alternative"), SAID["alternative"])
    refused = command(one.hand, "This step is done")
    assert "It went to the partnership before the Sub Group had seen and agreed it. (8.2.36)" in refused
    the_page_of_approvals_says(work, one, "It goes to the partnership", "Out of order", "8.2.36")
    one.at(work.review, "procedure")
    done(one.hand, "alternative", SAID["alternative, agreed first"])
    one.clean()
    one.at(work.review, "due")
    for duty in ("8.2.29-a", "8.2.30-b", "8.2.45-p", "8.2.36-g"):
        duty_is_done(one, duty)


def both_stand_on_the_register(one: Somebody) -> None:
    """Home names both cases."""
    one.page.goto(one.base)
    for name in ("Juniper", "Rowan"):
        expect(one.page.get_by_role("link", name=name, exact=True).first).to_be_visible(timeout=LONG)
    one.clean()
