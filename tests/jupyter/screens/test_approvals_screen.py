"""Approvals on a page: whose, when, which version, what stands in the way, where to go, and who sees what."""

from __future__ import annotations

from pathlib import Path

import lcspr_jupyter
import pytest
from attrs import evolve
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.approvals import ApprovalsScreen
from lcspr_jupyter.server.rights import GROUPS, PAGES, SECTIONS

from lcspr_core.answers import Answer
from lcspr_core.methodology import PlatformRole
from lcspr_core.procedure.approvals.reading import approvals
from lcspr_core.procedure.steps import PROCEDURE

NOTEBOOKS = Path(lcspr_jupyter.__file__).parents[1]


@pytest.fixture
def screen(gate):
    gate.role = "coordinator"
    return ApprovalsScreen(Desk(gate))


def lines(screen):
    return {one["key"]: one for group in screen.lines.state["groups"] for one in group["items"]}


def facts(one):
    return {each["label"]: each["text"] for each in one["facts"]}


def test_every_approval_of_the_case_is_there_and_says_whose_it_is(screen):
    found = approvals(screen.desk.open)
    assert list(lines(screen)) == [one.key for one in found]
    assert all(facts(one)["Whose approval"] and facts(one)["Written in"] for one in lines(screen).values())
    assert "wait for: Sub Group" in screen.lines.state["lead"]


def test_what_stands_in_the_way_is_said_with_its_paragraph_and_the_way_out(screen):
    again = next(one for one in lines(screen).values() if one["tag"] == "To be approved again")
    assert again["ask"] == "Why?"
    assert "now reads" in facts(again)["What stands in the way"]
    assert "(8.2.46)" in facts(again)["What stands in the way"]
    assert "for approval" in facts(again)["The way out"]


def test_a_link_opens_the_form_at_its_question_or_the_page(screen):
    here = lines(screen)
    assert here["report.partnership"]["go"]["href"] == "procedure#procedure/sign_off~signed_on"
    assert all(one["go"]["href"] == "terms" for key, one in here.items() if key.startswith("terms."))
    assert all(PROCEDURE.title not in one["go"]["label"] for one in here.values())


def test_the_table_below_holds_as_much_as_the_lines(screen):
    text = screen.page.outputs[0]["data"]["text/html"]
    assert all(one["what"] in text.replace("&#x27;", "'").replace("&#39;", "'") for one in lines(screen).values())


def test_an_agencys_author_sees_the_terms_and_the_own_reports_two_signatures(gate):
    gate.role = "coordinator"
    desk = Desk(gate)
    desk.person = type(desk.person)(id="hv", name="HV", role="agency_author", agency="HV")
    keys = set(lines(ApprovalsScreen(desk)))
    assert keys
    assert all(key.startswith("terms.") or key in {"agency.HV.author", "agency.HV.manager"} for key in keys)


def test_it_follows_what_is_saved(screen):
    assert lines(screen)["methodology"]["tag"] == "Waits"
    answer = screen.desk.open.one("answer", "procedure.choosing")
    data = {**(answer.data if answer else {}), "agreed_on": {"typed": "6 May 2026"}, "agreed_by": "Sub Group"}
    blank = Answer(id="procedure.choosing", step="choosing", strand="procedure")
    given = evolve(answer or blank, data=data)
    screen.desk.save("answer", given, why="agreed")
    assert lines(screen)["methodology"]["tag"] == "Approved"


def test_the_page_stands_with_the_case_and_is_shut_to_readers():
    assert "approvals" in SECTIONS
    assert "approvals" in next(group for group in GROUPS if "case" in group)
    assert (NOTEBOOKS / "approvals.ipynb").is_file()
    assert {role for role in PlatformRole if "approvals" not in PAGES[role]} == {PlatformRole.READER}
