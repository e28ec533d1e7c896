"""Juniper from its referral to its panel, by its coordinator, the panel's chair and an agency's author, in browsers."""

from __future__ import annotations

import csv
import os
import signal
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lcspr_core.demonstration import juniper
from lcspr_core.timescales.dates import said
from tests.stories import pack
from tests.stories.casework import begun, line, proposed, put, said_on
from tests.stories.doing import LONG, opened, saved
from tests.stories.filling import command, done, open_form, write
from tests.stories.reading import case_says, due_says

pytestmark = pytest.mark.story

TRUTH = Path(__file__).parents[1] / "juniper"
OWN = "Westmarch County Council Children's Services"
COLUMNS = ("person", "role", "from_", "to", "declaration", "agency", "employer", "post", "proposed_on", "proposed_by")
GIVEN_UP = (("N05", "Overview author"), ("W06", "Panel member"), ("W14", "Agency report"), ("W07", "Facilitator"))
BEGAN = (("N03", "Panel chair"), ("N08", "Panel member"), ("N06", "Overview author"))


def truth(name):
    return list(csv.DictReader((TRUTH / name).read_text("utf-8").splitlines()[1:]))


def test_juniper_from_referral_to_its_panel(tmp_path, witness):
    work = begun(tmp_path / "partnership.lcspr", witness)
    with work.on(date(2026, 4, 30)) as coordinator:
        it_is_referred(work, coordinator)
        it_is_decided(work, coordinator)
    with work.on(date(2026, 5, 21)) as coordinator:
        author = work.comes("Yvonne", "agency_author", "N07", agency="CSC")
        agencies_reply(work, coordinator, author)
        everybody_is_proposed(work, coordinator)
        the_conflicts_are_found_and_settled(work, coordinator)
    with work.on(juniper.AS_AT) as coordinator:
        chair = work.comes("Alison", "panel_member", "N03")
        the_panel_meets(work, chair)
        a_kernel_dies(work, chair)
        a_delay_is_expected(work, coordinator)
        each_deadline_is_found(work, coordinator)
    for one in work.everybody:
        assert one.watched.strangers == []
        assert one.watched.complaints == []


def it_is_referred(work, one):
    hand, page = one.hand, one.page
    hand.press(page.get_by_role("button", name="Open a new review"))
    hand.put(page.get_by_label("Name for the child in this review"), "Juniper")
    hand.tick(page.locator(f'input[value="{juniper.EDITION}"]'))
    hand.paste("Agencies that take part", pack.AGENCIES)
    hand.paste("Questions of the terms of reference", pack.QUESTIONS)
    hand.press(page.get_by_role("button", name="Open the review"))
    work.opened_here(one)
    one.clean()
    for key in ("referral", "arrival", "sub_group_meetings", "criteria"):
        done(hand, key, said_on(key))
    both = page.locator(".drawn-views")
    expected = {row["item"]: row["expected"] for row in truth("criteria.csv")}
    assert expected["local_result"] == "LCSPR required"
    open_form(hand, "criteria")
    expect(both.get_by_role("row", name="Local rule")).to_contain_text("A local review is required", timeout=LONG)
    expect(both.get_by_role("row", name="National definition")).to_contain_text("notifiable serious case", timeout=LONG)
    one.clean()
    one.at(work.review, "people")
    hand.bring_in("Bring in a register of people", "people.csv")
    expect(page.get_by_text("Maternal Grandmother").first).to_be_visible(timeout=LONG)


def it_is_decided(work, one):
    one.at(work.review, "procedure")
    request = dict(said_on("information_request"))
    why = {"late_why": request.pop("late_why")}
    write(one.hand, open_form(one.hand, "information_request"), request)
    refused = command(one.hand, "This step is done")
    assert "8 May 2026, is not before 30 April 2026" in refused
    assert "(8.2.19, 8.2.18)" in refused
    assert "or say why it cannot" in refused
    done(one.hand, "information_request", why)
    for key, who in (("recommendation", "Sub Group chair"), ("decision", "Independent Chair, or whoever decides here")):
        done(one.hand, key, said_on(key))
        assert command(one.hand, f"Sign as {who}") == ""
        expect(one.page.get_by_text("This is signed.", exact=False)).to_be_visible(timeout=LONG)
    due_says(work, one, [row for row in truth("deadlines.csv") if row["id"] == "D03"])


def agencies_reply(work, coordinator, author):
    author.at(work.review, "procedure")
    steps = author.page.locator(".workbench-paths .title")
    expect(steps).to_have_text(["Agency's outline", "Your agency's report"], timeout=LONG)
    done(author.hand, "outline", said_on("outline", "CSC"), "Send in", OWN)
    author.clean()
    coordinator.at(work.review, "procedure")
    for row in pack.rows("agencies.csv"):
        if row["reply_received"] and row["name"] != OWN:
            done(coordinator.hand, "outline", said_on("outline", row["code"]), "Send in", row["name"])
    for key in ("notices", "national_rules", "choosing", "safeguards"):
        done(coordinator.hand, key, said_on(key))


def everybody_is_proposed(work, one):
    one.at(work.review, "panel")
    for appointment in juniper.appointments():
        given = (getattr(appointment, name) for name in COLUMNS)
        proposed(one, [said(value) if isinstance(value, date) else str(value or "") for value in given])


def the_conflicts_are_found_and_settled(work, one):
    one.at(work.review, "panel")
    wanted = {
        (juniper.appointments()[int(row["no"]) - 1].person, row["outcome"], row["paragraph"][:6])
        for row in truth("independence.csv")
        if row["outcome"] != "ok"
    }
    for who, _, paragraph in wanted:
        expect(one.page.locator(".lcspr-lines .lines > li").filter(has_text=who).first).to_be_visible(timeout=LONG)
        told = line(one, who).inner_text()
        assert paragraph in told
        assert "The way out" in told
    stops = one.page.locator(".lcspr-lines .lines > li").filter(has=one.page.get_by_text("Stops", exact=True))
    expect(stops).to_have_count(len({who for who, outcome, _ in wanted if outcome == "block"}))
    one.clean()

    # Whoever is stopped cannot begin, and is told why and what to do.
    put(one, "W06", "Panel member", "from_", "12 May 2026")
    refused = one.table().locator("p.sorry:not(:empty)")
    expect(refused).to_contain_text("This appointment cannot begin: Somebody who managed the work", timeout=LONG)
    expect(refused).to_contain_text("(8.2.44; 8.2.11) Ask the agency for a member who did not manage the case.")
    one.page.reload()
    expect(one.table()).to_be_visible(timeout=LONG)
    for who, role in GIVEN_UP:
        put(one, who, role, "to", "21 May 2026")
    put(one, "N09", "Agency report", "to", "21 May 2026")
    put(one, "N09", "Panel member", "declaration", "None.")
    for words, reason in (
        ("also chair of the Sub Group", "The vice-chair chairs the Sub Group for this case."),
        ("signs off the report of the same agency", "N12 leaves the room when the panel judges this report."),
    ):
        warned = line(one, words)
        one.hand.put(warned.locator("textarea"), reason)
        one.hand.press(warned.get_by_role("button", name="Let it stand for this reason"))
    expect(one.page.get_by_text("Settled with a reason (2)")).to_be_visible(timeout=LONG)
    expect(stops).to_have_count(0, timeout=LONG)
    for who, role in BEGAN:
        put(one, who, role, "from_", "12 May 2026")
    saved(one.page)


def the_panel_meets(work, chair):
    chair.at(work.review, "procedure")
    done(chair.hand, "panel_meetings", said_on("panel_meetings"))
    chair.clean()


def a_kernel_dies(work, one):
    """The chair's program is killed while a challenge is written: nothing of it is lost, and it is signed off after."""
    write(one.hand, open_form(one.hand, "panel_issues"), said_on("panel_issues"))
    for kernel in work.server.kernels():
        if kernel["person"] == "N03" and kernel["pid"]:
            os.kill(kernel["pid"], signal.SIGKILL)
    expect(one.page.get_by_role("alert").filter(has_text="its program stopped")).to_be_visible(timeout=LONG)
    one.page.reload()
    opened(one.page)
    one.watched.complaints[:] = [told for told in one.watched.complaints if "kernel" not in told]
    done(one.hand, "panel_issues", {})


def a_delay_is_expected(work, one):
    one.at(work.review, "procedure")
    done(one.hand, "delays", said_on("delays"))
    write(one.hand, open_form(one.hand, "publication"), said_on("publication"))
    assert command(one.hand, "This step is done") == ""


def each_deadline_is_found(work, one):
    rows = truth("deadlines.csv")
    due_says(work, one, rows)
    one.clean()
    case_says(work, one, rows)
    one.clean()
