"""Reads the Due page and the Case page as somebody does, against the answers that the case came with."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, expect

from lcspr_core.timescales.clocks import clocks
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.duties import own_duties
from tests.core.procedure.test_juniper_procedure import CLOCK_OF, DUTIES_OF
from tests.stories.casework import Casework, Somebody, line
from tests.stories.doing import LONG

Row = Mapping[str, str]
TRUTH = Path(__file__).parents[1] / "juniper"
WHATS = {one.id: one.what for one in own_duties()}
SHARED_MONTH = "8.2.22-a"  # the recommendation shares the decision's month, and came before it


def truth(name: str) -> list[Row]:
    """Return a table of the answers that the case came with, without the line above its head."""
    return list(csv.DictReader((TRUTH / name).read_text("utf-8").splitlines()[1:]))


def due_says(work: Casework, one: Somebody, rows: Iterable[Row]) -> None:
    """Find each deadline on the Due page under its duty, with the day to act by and how it was kept."""
    one.at(work.review, "due")
    for row in rows:
        for name in DUTIES_OF.get(row["id"], ()):
            if name != SHARED_MONTH:
                _duty_says(one, WHATS[name], row)


def _duty_says(one: Somebody, what: str, row: Row) -> None:
    told = _chosen(one, what)
    expect(told).to_contain_text(_day(row["act_by_working_day"]))
    if row["done_on"]:
        expect(told).to_contain_text(f"Done on {_day(row['done_on'])}")
        assert ("after it was due" in told.inner_text()) is row["status"].startswith("late"), row["id"]


def duty_is_done(one: Somebody, name: str) -> None:
    """Find a duty on the Due page among those that are done."""
    told = _chosen(one, WHATS[name])
    expect(told).to_contain_text("Done")
    expect(told).to_contain_text("Nothing more.")


def _chosen(one: Somebody, what: str) -> Locator:
    """Choose a duty on the Due page, where those that are settled are folded at first, and return why it is due."""
    duty = one.page.locator(".lcspr-due").get_by_role("button", name=what, exact=True, include_hidden=True).first
    expect(duty).to_be_attached(timeout=LONG)
    if not duty.is_visible():
        one.hand.press(duty.locator("xpath=ancestor::details/summary"))
    one.hand.press(duty)
    told = one.page.get_by_role("complementary", name="Why this is due")
    expect(told.locator(".above")).to_have_text(what, timeout=LONG)
    return told


def case_says(work: Casework, one: Somebody, rows: Iterable[Row], of: Mapping[str, str] = CLOCK_OF) -> None:
    """Find each clock on the Case page with its due day, the last working day, and how it was kept."""
    one.at(work.review, "case")
    titles: dict[str, Any] = {clock.key: clock.title for clock in clocks()}
    for row in rows:
        if row["id"] in of:
            found = one.page.get_by_role("row").filter(has=one.page.get_by_text(titles[of[row["id"]]], exact=True))
            expect(found.first).to_be_visible(timeout=LONG)
            text = " ".join(found.first.inner_text().split())
            assert _day(row["due_date"]) in text, (row["id"], text)
            assert _day(row["act_by_working_day"]) in text, (row["id"], text)
            assert _kept(row) in text, (row["id"], text)


def the_page_of_approvals_says(work: Casework, one: Somebody, what: str, *words: str) -> None:
    """Read why something is not approved, with its paragraph and the way out."""
    one.at(work.review, "approvals")
    told = line(one, what)
    expect(told).to_contain_text("The way out", timeout=LONG)
    for each in words:
        expect(told).to_contain_text(each)
    one.clean()


def _kept(row: Row) -> str:
    """Return the words of the page for how a deadline was kept: “open at 1 September” is open, whatever the day."""
    status = row["status"].partition(" at ")[0]
    return f"done, {status}" if status.startswith("late") else status


def _day(written: str) -> str:
    return said(date.fromisoformat(written))
