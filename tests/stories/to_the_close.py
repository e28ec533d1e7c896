"""Juniper from its panel to closed: terms, replies, reports, agreement in order, publication, learning, actions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from lcspr_core.plain import as_json
from lcspr_core.procedure.steps import PROCEDURE
from tests.stories.casework import Casework, Somebody, line
from tests.stories.doing import LONG, Hand
from tests.stories.filling import command, done, open_form, write
from tests.stories.mishaps import done_through_a_crash
from tests.stories.reading import case_says, the_page_of_approvals_says, truth
from tests.stories.to_the_panel import OWN

THEN: Mapping[str, Any] = json.loads(Path(__file__).with_name("to_the_close.json").read_text("utf-8"))
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
    "It is not shown that the file itself was searched for names",
    "has not been read once more for people who could be recognised",
    "There is no media strategy",
    "Mother contributed, and has not seen the report",
    "An order stands and is not cleared: Papers of the care proceedings",
    *("8.2.66", "8.2.65", "8.2.57", "8.2.62", "8.2.69", "8.2.53"),
)
AS_IN_THE_EXAMPLE = "dissemination advice information chronologies"
COORDINATORS = "terms_work panel_set_up review_plan"
CHAIRS = "panel_briefing codes family family_contact agency_commission"


def the_terms_are_approved(work: Casework, one: Somebody) -> None:
    """The panel agreed them, and the Independent Chair approves them."""
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


def the_councils_own_day_makes_a_difference(work: Casework, one: Somebody) -> None:
    """The notice was in time by the council's own day, and by the day on which it truly knew."""
    rows = {row["id"]: row for row in truth("deadlines.csv")}
    for key, aware in (("D01b", "25 March 2026"), ("D01", "24 March 2026")):
        one.at(work.review, "procedure")
        again(one.hand, "referral")
        done(one.hand, "referral", {"aware_on": aware})
        case_says(work, one, [rows[key]], {key: "incident_notice"})
    one.clean()


# --- the panel's work -------------------------------------------------------------------------------------------------


def the_panel_works(work: Casework, coordinator: Somebody, chair: Somebody) -> None:
    """The panel is set up and does its work; staff who take part are supported."""
    coordinator.at(work.review, "procedure")
    for key in COORDINATORS.split():
        done(coordinator.hand, key, THEN[key])
    papers_leave_the_review(coordinator)
    chair.at(work.review, "procedure")
    for key in CHAIRS.split():
        done(chair.hand, key, THEN[key])
    done(chair.hand, "staff_support", THEN["staff_support"], "Send in", OWN)
    chair.clean()


def papers_leave_the_review(one: Somebody) -> None:
    """What is shared beside an open criminal process is refused until the police were asked, with the paragraph."""
    done(one.hand, "parallel", THEN["parallel"])
    write(one.hand, open_form(one.hand, "keeping"), THEN["keeping"])
    refused = command(one.hand, "This step is done")
    assert "What was shared in row 1: A criminal process is open, and no advice of the police" in refused
    assert "(8.2.58)" in refused
    again(one.hand, "parallel")
    done(one.hand, "parallel", THEN["parallel, the police asked"])
    done(one.hand, "keeping", THEN["keeping, the police asked"])
    one.clean()


def a_report_is_signed_and_looked_at(work: Casework, chair: Somebody, author: Somebody, manager: Somebody) -> None:
    """Its author signs it, a senior manager signs it off as somebody else, and the panel's chair accepts it."""
    author.at(work.review, "procedure")
    write(author.hand, open_form(author.hand, "agency_authoring", OWN), THEN["agency_authoring"])
    author.clean()
    manager.at(work.review, "procedure")
    form = manager.page.locator("form.lcspr-form")
    open_form(manager.hand, "agency_authoring", OWN)
    expect(form.locator('[data-path="statement"] textarea')).to_have_value(THEN["agency_authoring"]["statement"])
    done(manager.hand, "agency_authoring", THEN["agency_authoring, signed off"], "Send in", OWN)
    manager.clean()
    expect(author.page.get_by_text("This is sent in. Whoever leads the review agrees it")).to_be_visible(timeout=LONG)
    chair.at(work.review, "procedure")
    for key in ("agency_scrutiny", "contributors"):
        done(chair.hand, key, THEN[key])


# --- agreed, published, spread, closed --------------------------------------------------------------------------------


def it_is_agreed_in_order(work: Casework, coordinator: Somebody, chair: Somebody) -> None:
    """Nobody signs before those who come first: the panel, its chair, Sub Group and Independent Chair, partnership."""
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
    done_through_a_crash(work, chair, "overview_check", THEN["overview_check"])
    coordinator.at(work.review, "procedure")
    done(coordinator.hand, "sign_off", THEN["sign_off"])
    done(coordinator.hand, "action_plan", THEN["action_plan"])


def the_file_is_made(work: Casework, one: Somebody) -> None:
    """The edition for publication is made once its content was checked, and is searched for names as it is made."""
    one.at(work.review, "documents")
    one.hand.press(one.page.get_by_role("button", name="Record that the content was checked"))
    expect(one.page.get_by_text("The content was checked on")).to_be_visible(timeout=LONG)
    one.hand.press(one.page.get_by_role("button", name="Make the edition for publication").first)
    expect(one.page.get_by_text("The edition for publication was made and checked")).to_be_visible(timeout=4 * LONG)
    one.clean()


def it_is_published(work: Casework, one: Somebody) -> None:
    """Each thing that stops it is said with its paragraph, and met."""
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
    the_file_is_made(work, one)
    one.at(work.review, "procedure")
    done(hand, "publication", THEN["publication later"])


def again(hand: Hand, key: str) -> None:
    """Open a form again that was done."""
    open_form(hand, key)
    assert command(hand, "Open it again") == ""


def the_learning_is_spread(work: Casework, one: Somebody) -> None:
    """Fill what the story says nothing of as each form's own worked example does; the papers come back."""
    one.at(work.review, "procedure")
    for key in AS_IN_THE_EXAMPLE.split():
        step = PROCEDURE.step(key)
        assert step is not None
        done(one.hand, key, as_json(step.examples[0]))
    again(one.hand, "keeping")
    done(one.hand, "keeping", THEN["keeping, all back"])
    one.clean()


def it_is_closed(work: Casework, one: Somebody) -> None:
    """An action is late, its owner may not say that it is embedded, and with somebody else's word the case closes."""
    the_page_of_actions_says(work, one, "Red", "past its day and not done; nothing heard by the agreed day")
    one.hand.press(one.page.get_by_role("link", name="Open the form"))
    one.page.wait_for_url("**/procedure**", timeout=LONG)
    one.at(work.review, "procedure")
    again(one.hand, "action_plan")
    write(one.hand, open_form(one.hand, "action_plan"), THEN["action_plan by its owner"])
    assert "agreed by its own owner. (8.2.2; 8.2.49)" in command(one.hand, "This step is done")
    done(one.hand, "action_plan", THEN["action_plan later"])
    the_page_of_actions_says(work, one, "Closed", "embedded")
    one.at(work.review, "case")
    expect(one.page.get_by_text("Closed: every action is embedded").first).to_be_visible(timeout=LONG)
    one.clean()


def the_page_of_actions_says(work: Casework, one: Somebody, light: str, why: str) -> None:
    """Read under which light the action stands, and why."""
    one.at(work.review, "actions")
    told = line(one, "delivered, not yet seen in use")
    expect(told).to_contain_text(light)
    expect(told).to_contain_text(why)
    one.clean()


def a_snapshot_is_kept(work: Casework, one: Somebody) -> None:
    """What was found about time and quality is kept as a record of that day."""
    one.at(work.review, "progress")
    today = line(one, "3 April 2028")
    one.hand.put(today.get_by_label("What was found about the time taken"), "The trial took a winter.")
    one.hand.put(today.get_by_label("What was found about the quality of the work"), "The family found itself in it.")
    one.hand.press(today.get_by_role("button", name="Keep a snapshot of today"))
    expect(one.page.get_by_text("Last looked at on 3 April 2028, 1 in all.")).to_be_visible(timeout=LONG)
    one.clean()
