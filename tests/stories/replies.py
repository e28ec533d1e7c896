"""What agencies replied on Juniper, put down on the page Returns, and found there and on the Case page."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import expect

from lcspr_core.timescales.dates import said
from tests.stories import pack
from tests.stories.casework import Casework, Somebody, line
from tests.stories.doing import LONG
from tests.stories.reading import truth


def the_replies_come_in(work: Casework, one: Somebody) -> None:
    """Every agency was asked, some were chased, all but one replied; one is put down as never to come."""
    one.at(work.review, "returns")
    for row in pack.rows("agencies.csv"):
        name, by = row["name"], _day(row["reply_due"])
        _on_the_page_returns(one, name, _day(row["request_sent"]), by, "It was asked for", "Overdue")
        for times, at in enumerate(filter(None, (row["reminder_1"], row["reminder_2"])), start=1):
            _on_the_page_returns(one, name, _day(at), "", "Chased", f"chased {times}×")
        if row["reply_received"]:
            came = _day(row["reply_received"])
            _on_the_page_returns(one, name, came, "", "It came", f"came on {came}")
        else:
            _on_the_page_returns(one, name, "1 September 2026", "Nobody answered.", "It will never come", "Never came")


def _on_the_page_returns(one: Somebody, agency: str, day: str, words: str, button: str, then: str) -> None:
    """Put down what became of a request, and see that its line says so."""
    open_line = line(one, agency)
    one.hand.put(open_line.get_by_label("On which day"), day)
    if words:
        one.hand.put(open_line.locator("textarea"), words)
    one.hand.press(open_line.get_by_role("button", name=button, exact=True))
    expect(one.page.locator(".lcspr-lines .lines > li").filter(has_text=agency)).to_contain_text(
        then, ignore_case=True, timeout=LONG
    )


def each_reply_is_found(work: Casework, one: Somebody) -> None:
    """Each reply stands with its days on its own page, and on the Case page with how late it came."""
    rows = [row for row in truth("deadlines.csv") if row["id"].startswith("D09")]
    assert len(rows) == len(pack.rows("agencies.csv"))
    for row in rows:
        told = line(one, row["rule"].partition(": ")[2])
        for day in filter(None, (row["start_date"], row["due_date"], row["done_on"])):
            expect(told).to_contain_text(_day(day))
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


def _day(written: str) -> str:
    return said(date.fromisoformat(written))
