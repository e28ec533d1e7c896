"""Juniper from its panel to closed, by its coordinator, the panel's chair and an agency's author, in browsers."""

from __future__ import annotations

import csv
import os
import signal
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lcspr_core.demonstration import juniper
from lcspr_core.plain import as_json
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.timescales.dates import said
from tests.stories import pack
from tests.stories.casework import line
from tests.stories.doing import LONG, opened
from tests.stories.filling import command, done, open_form, write
from tests.stories.half_way import THEN, half_way
from tests.stories.reading import case_says

pytestmark = pytest.mark.story

TRUTH = Path(__file__).parents[1] / "juniper"
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
AS_IN_THE_EXAMPLE = "dissemination advice information chronologies"
CHAIRS = "panel_briefing codes parallel family family_contact agency_commission"


def truth(name):
    return list(csv.DictReader((TRUTH / name).read_text("utf-8").splitlines()[1:]))


def test_juniper_from_its_panel_to_closed(tmp_path, witness):
    work = half_way(tmp_path / "partnership.lcspr", witness, juniper.AS_AT)
    with work.on(juniper.AS_AT) as coordinator:
        chair = work.comes("Alison", "panel_member", "N03")
        author = work.comes("Yvonne", "agency_author", "N07", agency="CSC")
        the_terms_are_approved(work, coordinator)
        the_replies_come_in(work, coordinator)
        each_reply_is_found(work, coordinator)
        the_councils_own_day_makes_a_difference(work, coordinator)
        the_panel_works(work, coordinator, chair)
        a_report_is_signed_and_looked_at(work, chair, author)
    with work.on(LATER) as coordinator:
        chair = work.comes("Alison", "panel_member", "N03")
        it_is_agreed_in_order(work, coordinator, chair)
        it_is_published(work, coordinator)
        the_learning_is_spread(work, coordinator)
        it_is_closed(work, coordinator)
        a_snapshot_is_kept(work, coordinator)
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


def the_replies_come_in(work, one):
    one.at(work.review, "returns")
    on_the_page_returns(one, "Hollin Bank", "14 April 2026", "8 May 2026", "It was asked for", "Overdue")
    on_the_page_returns(one, "Hollin Bank", "29 April 2026", "", "It came", "came on 29 April 2026")
    on_the_page_returns(one, "Marchway Homes", "18 May 2026", "", "Chased", "chased 2×")
    on_the_page_returns(one, "Marchway Homes", "21 May 2026", "", "It came", "came on 21 May 2026")
    on_the_page_returns(one, "Harbour Light", "26 May 2026", "", "Chased", "chased 2×")
    on_the_page_returns(
        one, "Harbour Light", "1 September 2026", "Nobody answered.", "It will never come", "Never came"
    )


def on_the_page_returns(one, agency, day, words, button, then):
    """Put down what became of a request, and see that its line says so."""
    open_line = line(one, agency)
    one.hand.put(open_line.get_by_label("On which day"), day)
    if words:
        one.hand.put(open_line.locator("textarea"), words)
    one.hand.press(open_line.get_by_role("button", name=button, exact=True))
    expect(one.page.locator(".lcspr-lines .lines > li").filter(has_text=agency)).to_contain_text(
        then, ignore_case=True, timeout=LONG
    )


def each_reply_is_found(work, one):
    rows = [row for row in truth("deadlines.csv") if row["id"].startswith("D09")]
    assert len(rows) == len(pack.rows("agencies.csv"))
    for row in rows:
        told = line(one, row["rule"].partition(": ")[2])
        for day in filter(None, (row["start_date"], row["due_date"], row["done_on"])):
            expect(told).to_contain_text(said(date.fromisoformat(day)))
    one.clean()
    one.at(work.review, "case")
    one.hand.press(one.page.locator("summary").filter(has_text="Agency returns"))
    for row in rows:
        late = row["status"].removeprefix("late by ") if row["status"].startswith("late") else ""
        words = f"{late} late" if late else "sent in" if row["done_on"] else "Nobody answered."
        found = one.page.get_by_role("row").filter(has_text=row["rule"].partition(": ")[2])
        told = found.filter(has_text="information request")
        expect(told).to_contain_text(words, timeout=LONG)
        assert (" late" in told.inner_text()) is bool(late), row["id"]


def the_councils_own_day_makes_a_difference(work, one):
    rows = {row["id"]: row for row in truth("deadlines.csv")}
    for key, aware in (("D01b", "25 March 2026"), ("D01", "24 March 2026")):
        one.at(work.review, "procedure")
        again(one.hand, "referral")
        done(one.hand, "referral", {"aware_on": aware})
        case_says(work, one, [rows[key]], {key: "incident_notice"})
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
    a_kernel_dies(work, chair)
    done(coordinator.hand, "sign_off", THEN["sign_off"])
    done(coordinator.hand, "action_plan", THEN["action_plan"])


def a_kernel_dies(work, one):
    """The chair's program is killed while the agreement is written: nothing of it is lost."""
    write(one.hand, open_form(one.hand, "overview_check"), THEN["overview_check"])
    for kernel in work.server.kernels():
        if kernel["person"] == "N03" and kernel["pid"]:
            os.kill(kernel["pid"], signal.SIGKILL)
    expect(one.page.get_by_role("alert").filter(has_text="its program stopped")).to_be_visible(timeout=LONG)
    one.page.reload()
    opened(one.page)
    one.watched.complaints[:] = [told for told in one.watched.complaints if "kernel" not in told]
    done(one.hand, "overview_check", {})


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


def the_learning_is_spread(work, one):
    """Fill what the story says nothing of as each form's own worked example does."""
    for key in AS_IN_THE_EXAMPLE.split():
        step = PROCEDURE.step(key)
        done(one.hand, key, as_json(step.examples[0]))
    one.clean()


def a_snapshot_is_kept(work, one):
    one.at(work.review, "progress")
    today = line(one, "3 April 2028")
    one.hand.put(today.get_by_label("What was found about the time taken"), "The trial took a winter.")
    one.hand.put(today.get_by_label("What was found about the quality of the work"), "The family found itself in it.")
    one.hand.press(today.get_by_role("button", name="Keep a snapshot of today"))
    expect(one.page.get_by_text("Last looked at on 3 April 2028, 1 in all.")).to_be_visible(timeout=LONG)
    one.clean()


def it_is_closed(work, one):
    again(one.hand, "action_plan")
    write(one.hand, open_form(one.hand, "action_plan"), THEN["action_plan by its owner"])
    assert "agreed by its own owner. (8.2.2; 8.2.49)" in command(one.hand, "This step is done")
    done(one.hand, "action_plan", THEN["action_plan later"])
    one.at(work.review, "case")
    expect(one.page.get_by_text("Closed: every action is embedded").first).to_be_visible(timeout=LONG)
    one.clean()
