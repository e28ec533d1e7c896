"""Reads the Due page and the Case page as somebody does, against the answers that the case came with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from playwright.sync_api import expect

from lcspr_core.timescales.clocks import clocks
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.duties import own_duties
from tests.core.procedure.test_juniper_procedure import CLOCK_OF, DUTIES_OF
from tests.stories.casework import Casework, Somebody
from tests.stories.doing import LONG

Row = Mapping[str, str]
WHATS = {one.id: one.what for one in own_duties()}
SHARED_MONTH = "8.2.22-a"  # the recommendation shares the decision's month, and came before it


def due_says(work: Casework, one: Somebody, rows: Iterable[Row]) -> None:
    """Find each deadline on the Due page under its duty, with the day to act by and how it was kept."""
    one.at(work.review, "due")
    folded = one.page.locator(".lcspr-due details:not([open]) summary")
    if folded.count():
        one.hand.press(folded.first)
    for row in rows:
        for name in DUTIES_OF.get(row["id"], ()):
            if name != SHARED_MONTH:
                _duty_says(one, WHATS[name], row)


def _duty_says(one: Somebody, what: str, row: Row) -> None:
    one.hand.press(one.page.locator(".lcspr-due").get_by_role("button", name=what, exact=True).first)
    told = one.page.get_by_role("complementary", name="Why this is due")
    expect(told.locator(".above")).to_have_text(what, timeout=LONG)
    expect(told).to_contain_text(_day(row["act_by_working_day"]))
    if row["done_on"]:
        expect(told).to_contain_text(f"Done on {_day(row['done_on'])}")
        assert ("after it was due" in told.inner_text()) is row["status"].startswith("late"), row["id"]


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


def _kept(row: Row) -> str:
    """Return the words of the page for how a deadline was kept: “open at 1 September” is open, whatever the day."""
    status = row["status"].partition(" at ")[0]
    return f"done, {status}" if status.startswith("late") else status


def _day(written: str) -> str:
    return said(date.fromisoformat(written))
