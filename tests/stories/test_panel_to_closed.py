"""Juniper from its panel to closed, by its coordinator, the panel's chair and an agency's author, in browsers."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from lcspr_core.demonstration import juniper
from tests.stories.casework import line
from tests.stories.doing import LONG
from tests.stories.filling import command, done, open_form, write
from tests.stories.half_way import THEN, half_way

pytestmark = pytest.mark.story

OWN = "Westmarch County Council Children's Services"
LATER = date(2028, 4, 3)
COORDINATORS = "terms_work panel_set_up review_plan"
OUT_OF_ORDER = (
    "Out of order",
    "what comes first is not dated: the panel agrees the report. (8.2.49)",
    "It was not passed to the partnership yet. (8.2.49)",
    "Give the missing day, or mend the wrong one.",
)
NOT_YET = (
    "Ofsted has no copy yet",
    "Department for Education has no copy yet",
    "Publication waits, on the advice of: The panel, after word from the Crown",
    "What publication could do to each surviving child and adult has not been looked at",
    "has not been searched for names",
    "There is no media strategy",
    "Mother contributed, and has not seen the report",
    "An order stands and is not cleared: Papers of the care proceedings",
    *("8.2.66", "8.2.65", "8.2.57", "8.2.62", "8.2.69", "8.2.53"),
)
CHAIRS = "panel_briefing codes parallel family family_contact agency_commission"


def test_juniper_from_its_panel_to_closed(tmp_path, witness):
    work = half_way(tmp_path / "partnership.lcspr", witness, juniper.AS_AT)
    with work.on(juniper.AS_AT) as coordinator:
        chair = work.comes("Alison", "panel_member", "N03")
        author = work.comes("Yvonne", "agency_author", "N07", agency="CSC")
        the_terms_are_approved(work, coordinator)
        the_panel_works(work, coordinator, chair)
        a_report_is_signed_and_looked_at(work, chair, author)
    with work.on(LATER) as coordinator:
        chair = work.comes("Alison", "panel_member", "N03")
        it_is_agreed_in_order(work, coordinator, chair)
        it_is_published(work, coordinator)
        it_is_closed(work, coordinator)
    for one in work.everybody:
        assert one.watched.strangers == []
        assert one.watched.complaints == []


def the_terms_are_approved(work, one):
    one.at(work.review, "terms")
    for label, text in (
        ("The panel agreed them on", "12 May 2026"),
        ("Approved by", "Independent Chair"),
        ("Approved on", "20 May 2026"),
    ):
        one.hand.put(one.page.get_by_label(label), text)
        one.hand.leave()
    one.hand.press(one.page.get_by_role("button", name="Approve version 1.0"))
    expect(one.page.get_by_text("Version 1.0, as it was approved").first).to_be_visible(timeout=LONG)
    one.clean()


def the_panel_works(work, coordinator, chair):
    coordinator.at(work.review, "procedure")
    for key in COORDINATORS.split():
        done(coordinator.hand, key, THEN[key])
    chair.at(work.review, "procedure")
    for key in CHAIRS.split():
        done(chair.hand, key, THEN[key])


def a_report_is_signed_and_looked_at(work, chair, author):
    author.at(work.review, "procedure")
    done(author.hand, "agency_authoring", THEN["agency_authoring"], "Send in", OWN)
    author.clean()
    for key in ("agency_scrutiny", "contributors"):
        done(chair.hand, key, THEN[key])


def it_is_agreed_in_order(work, coordinator, chair):
    coordinator.at(work.review, "procedure")
    done(coordinator.hand, "overview_draft", THEN["overview_draft"])
    write(coordinator.hand, open_form(coordinator.hand, "sign_off"), {"signed_on": "22 October 2026"})
    refused = command(coordinator.hand, "This step is done")
    assert "the partnership signed it off, but not before that" in refused or "Independent Chair had it" in refused
    assert "(8.2.49)" in refused
    the_page_of_approvals_says(work, coordinator, "The partnership signs it off", *OUT_OF_ORDER)
    coordinator.at(work.review, "procedure")
    chair.at(work.review, "procedure")
    done(chair.hand, "panel_quality", THEN["panel_quality"])
    assert command(chair.hand, "Sign as Panel chair") == ""
    done(chair.hand, "overview_check", THEN["overview_check"])
    done(coordinator.hand, "sign_off", THEN["sign_off"])
    done(coordinator.hand, "action_plan", THEN["action_plan"])


def it_is_published(work, one):
    hand = one.hand
    the_page_of_approvals_says(work, one, "The report may be published, and is", *NOT_YET)
    one.at(work.review, "procedure")
    again(hand, "publication")
    write(hand, open_form(hand, "publication"), {"published_on": "3 March 2027"})
    refused = command(hand, "This step is done")
    assert refused.startswith("Ofsted has no copy yet. It is due there by 22 February 2027. (8.2.66)")
    done(hand, "media", THEN["media"])
    for key in ("safeguards", "family_contact"):
        again(hand, key)
        done(hand, key, THEN[f"{key} later"])
    done(hand, "publication", THEN["publication later"])


def the_page_of_approvals_says(work, one, what, *words):
    """Read why something is not approved, with its paragraph and the way out."""
    one.at(work.review, "approvals")
    told = line(one, what)
    expect(told).to_contain_text("The way out", timeout=LONG)
    for each in words:
        expect(told).to_contain_text(each)
    one.clean()


def again(hand, key):
    """Open a form again that was done."""
    open_form(hand, key)
    assert command(hand, "Open it again") == ""


def it_is_closed(work, one):
    again(one.hand, "action_plan")
    write(one.hand, open_form(one.hand, "action_plan"), THEN["action_plan by its owner"])
    done(one.hand, "action_plan", THEN["action_plan later"])
    one.at(work.review, "case")
    expect(one.page.get_by_text("Closed: every action is embedded").first).to_be_visible(timeout=LONG)
    one.clean()
