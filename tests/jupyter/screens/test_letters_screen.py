"""Letters on the Documents page: each is offered with its paragraph, or said why it may not be written yet."""

from __future__ import annotations

import asyncio

import pytest
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.documents import FORMATS, DocumentsScreen


@pytest.fixture
def desk(gate):
    return Desk(gate)


def test_each_letter_is_offered_or_said_why_not(desk):
    told = {one["key"]: one for one in DocumentsScreen(desk).component.state["letters"]}
    assert told["letter:referral_form"]["may"]
    agency = desk.open.all("agency")[0]
    release = told[f"letter:records_release.{agency.id}"]
    assert not release["may"]
    assert "8.2.26" in release["lead"]
    assert agency.title in release["title"]


def test_what_a_letter_lacks_is_said_before_it_is_made(desk):
    told = {one["key"]: one for one in DocumentsScreen(desk).component.state["letters"]}
    form = told["letter:referral_form"]
    assert form["may"]
    assert form["lead"].startswith("Not in the case yet: Why can one agency not deal with this alone?; ")
    assert form["lead"].endswith(" more.")
    assert told["letter:decision_ofsted"]["lead"] == ""


def test_a_letter_is_made_by_the_export_and_its_end_is_said(desk):
    asked = []
    desk.gate.__class__.export = lambda _self, *said: asked.append(said) or {"files": []}
    try:
        page = DocumentsScreen(desk)
        asyncio.run(ended(page, "letter:referral_form"))
        asyncio.run(ended(page, "letter:made_up"))
    finally:
        del desk.gate.__class__.export
    assert asked == [("letter:referral_form", FORMATS, "internal")]
    (one,) = [one for one in page.component.state["letters"] if one["key"] == "letter:referral_form"]
    assert "checked" in one["status"]


async def ended(page, key):
    page.export({"key": key, "edition": "internal"})
    await asyncio.gather(*page.tasks)


def test_who_may_not_export_is_offered_no_letter(desk):
    desk.person = type(desk.person)(id="x", name="X", role="reader")
    assert DocumentsScreen(desk).component.state["letters"] == []
