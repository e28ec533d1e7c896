"""A case of five years on its pages: its first day and its last one, what is due, and the calendar of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from icalendar import Calendar
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.case import CaseScreen
from lcspr_jupyter.screens.due import DueScreen

from lcspr_core.plain import as_json
from lcspr_core.store import Change, Keys, Store
from lcspr_core.timescales.derivations import UNVERIFIED
from lcspr_core.timescales.working_days import VERIFIED_TO
from tests.core.procedure.test_five_years import TODAY, five_years

AT = "2029-03-01T10:00:00+00:00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    review = five_years()
    header = evolve(review.header, id="juniper", as_at=TODAY)
    with Store.create(tmp_path / "a.lcspr", Keys.new()) as opened:
        opened.open_review("juniper", as_json(header), "ann", AT)
        made = [
            Change(kind=kind, id=name, revision=0, before=None, after=as_json(one))
            for kind, some in review.records.items()
            for name, one in some.items()
        ]
        opened.save("juniper", made, by="ann", at=AT)
        yield opened


def test_the_case_page_shows_the_first_day_beside_the_revised_one(gate):
    screen = CaseScreen(Desk(gate))
    shown = screen.page.outputs[0]["data"]["text/html"]
    assert "29 August 2024" in shown
    assert "29 August 2028" in shown
    facts = {one["label"]: one for one in screen.spine.state["facts"]}
    assert facts["Review completed"]["value"] == "29 August 2024"
    assert facts["Review completed"]["words"].startswith("overdue by ")
    assert [one["stand"] for one in screen.spine.state["phases"]].count("now") == 1


def test_what_is_due_says_of_each_day_beyond_the_announced_holidays_that_it_is_unsure(gate):
    screen = DueScreen(Desk(gate))
    items = [one for group in screen.component.state["groups"] for one in group["items"]]
    later = [one["key"] for one in items if one["day"].endswith("2029")]
    assert later
    for key in later:
        screen.choose({"key": key})
        assert UNVERIFIED.rstrip(".") in " ".join(screen.component.state["chosen"]["steps"])


def test_its_calendar_can_be_taken_along_and_names_neither_case_nor_child(gate):
    text = DueScreen(Desk(gate)).component.state["calendar"]
    entries = Calendar.from_ical(text).walk("VEVENT")
    assert any(one["dtstart"].dt > VERIFIED_TO for one in entries)
    assert all(isinstance(one["dtstart"].dt, date) for one in entries)
    assert "juniper" not in text.lower()
