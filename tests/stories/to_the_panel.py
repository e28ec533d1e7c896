"""Juniper from its referral to its panel: referred, decided, asked, its conflicts found and settled, its panel met."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import expect

from lcspr_core.demonstration import juniper
from lcspr_core.timescales.dates import said
from tests.stories import pack
from tests.stories.casework import Casework, Somebody, line, proposed, put, said_on
from tests.stories.doing import LONG, saved
from tests.stories.filling import command, done, open_form, write
from tests.stories.reading import case_says, due_says, truth

OWN = "Westmarch County Council Children's Services"
COLUMNS = ("person", "role", "from_", "to", "declaration", "agency", "employer", "post", "proposed_on", "proposed_by")
GIVEN_UP = (
    ("N05", "Overview author"),
    ("W06", "Panel member"),
    ("W14", "Agency report"),
    ("W07", "Facilitator"),
    ("N09", "Agency report"),
)
SUPERVISOR = ("N14", "supervisor", "", "", "No part in the case.", "CSC", "Westmarch County Council", "", "5 May 2026")
BEGAN = (
    ("N03", "Panel chair"),
    ("N08", "Panel member"),
    ("N06", "Overview author"),
    ("N10", "Panel member"),
    ("N07", "Agency report"),
    ("N14", "Senior manager"),
)


def it_is_referred(work: Casework, one: Somebody) -> None:
    """The case is opened as a referral, its criteria are weighed by both rules, and its people are brought in."""
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


def it_is_decided(work: Casework, one: Somebody) -> None:
    """Agencies are asked, too late at first; the recommendation and the decision are signed."""
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
    one.clean()


def agencies_reply(work: Casework, coordinator: Somebody, author: Somebody) -> None:
    """An agency's author sends the own outline in; the coordinator puts down what the others sent, and who was told."""
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


def a_methodology_leads(work: Casework, one: Somebody) -> None:
    """The methodology that the form gives the reasons for leads the review from now on, and its first step is open."""
    one.at(work.review, "plan")
    one.hand.tick(one.page.get_by_role("radio", name=pack.METHOD), among=one.page.get_by_role("radio"))
    one.clean()
    one.hand.press(one.page.get_by_role("button", name="Lead the review with it"))
    one.hand.at("Review")
    expect(one.page.get_by_role("navigation", name="Steps of this review")).to_be_visible(timeout=LONG)
    one.clean()


def everybody_is_proposed(work: Casework, one: Somebody) -> None:
    """Everybody of the pack is proposed for the role that it names, and one more to supervise an author."""
    one.at(work.review, "panel")
    for appointment in juniper.appointments():
        given = (getattr(appointment, name) for name in COLUMNS)
        proposed(one, [said(value) if isinstance(value, date) else str(value or "") for value in given])
    proposed(one, list(SUPERVISOR))


def the_conflicts_are_found_and_settled(work: Casework, one: Somebody) -> None:
    """Each planted conflict is said with its paragraph; whoever is stopped gives up, the rest stands for a reason."""
    one.at(work.review, "panel")
    wanted = {
        (juniper.appointments()[int(row["no"]) - 1].person, row["outcome"], row["paragraph"][:6])
        for row in truth("independence.csv")
        if row["outcome"] != "ok"
    }
    for who, _, paragraph in wanted:
        told = line(one, who)
        expect(told).to_contain_text(paragraph)
        expect(told).to_contain_text("The way out")
    stops = one.page.locator(".lcspr-lines .lines > li").filter(has=one.page.get_by_text("Stops", exact=True))
    expect(stops).to_have_count(len({who for who, outcome, _ in wanted if outcome == "block"}))
    one.clean()
    _whoever_is_stopped_cannot_begin(one)
    for who, role in GIVEN_UP:
        put(one, who, role, "to", "21 May 2026")
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


def _whoever_is_stopped_cannot_begin(one: Somebody) -> None:
    put(one, "W06", "Panel member", "from_", "12 May 2026")
    refused = one.table().locator("p.sorry:not(:empty)")
    expect(refused).to_contain_text("This appointment cannot begin: Somebody who managed the work", timeout=LONG)
    expect(refused).to_contain_text("(8.2.44; 8.2.11) Ask the agency for a member who did not manage the case.")
    one.page.reload()
    expect(one.table()).to_be_visible(timeout=LONG)


def the_panel_meets(work: Casework, chair: Somebody) -> None:
    """The chair puts down the first meeting."""
    chair.at(work.review, "procedure")
    done(chair.hand, "panel_meetings", said_on("panel_meetings"))
    chair.clean()


def a_delay_is_expected(work: Casework, one: Somebody) -> None:
    """The trial will delay the report, and publication is planned around it."""
    one.at(work.review, "procedure")
    done(one.hand, "delays", said_on("delays"))
    write(one.hand, open_form(one.hand, "publication"), said_on("publication"))
    assert command(one.hand, "This step is done") == ""


def each_deadline_is_found(work: Casework, one: Somebody) -> None:
    """Each deadline of the pack stands on the Due page and on the Case page, as the pack's answers have it."""
    rows = truth("deadlines.csv")
    due_says(work, one, rows)
    one.clean()
    case_says(work, one, rows)
    one.clean()
