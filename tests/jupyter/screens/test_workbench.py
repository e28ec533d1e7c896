"""The workbench on Juniper, without a browser: every word a person writes is in the store at once."""

from __future__ import annotations

import pytest
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.procedure import ProcedureBench
from lcspr_jupyter.screens.terms import TermsScreen
from lcspr_jupyter.screens.workbench import Workbench

from lcspr_core.answers import AnswerState


@pytest.fixture
def bench(gate):
    return Workbench(Desk(gate))


def say(component, **message):
    """Say something as the page would, through the component's own check."""
    component._hear(None, {"edit": "e1", **message}, [])


def question(bench, name):
    return next(one for one in bench.form.state["questions"] if one["name"] == name)


def test_the_step_to_do_now_is_open(bench):
    (opened,) = [one for one in bench.steps.state["items"] if one["open"]]
    assert opened["stand"] == "now"


def test_an_edit_is_in_the_store_at_once(bench, store):
    say(bench.steps, do="open", key="scoping")
    say(
        bench.form,
        do="edit",
        path="support",
        before=question(bench, "support")["value"],
        value="One named person each.",
    )
    body = store.record("juniper", "answer", "lead.scoping").body
    assert body["data"]["support"] == "One named person each."
    assert question(bench, "support")["value"] == "One named person each."


def test_a_learning_point_becomes_a_record_that_rests_on_its_theme(bench, store):
    say(bench.steps, do="open", key="themes_and_learning")
    say(bench.form, do="add_row", path="learning", row={"id": "newpoint"})
    words = "Each service waits for the other."
    say(bench.form, do="edit", path="learning.newpoint.words", before=None, value=words)
    say(bench.form, do="edit", path="learning.newpoint.themes", before=[], value=["g-people"])
    record = store.record("juniper", "learning_point", "lead.themes_and_learning.newpoint").body
    assert record["title"] == words
    assert [link["to"] for link in record["rests_on"]] == ["g-people"]


def test_two_people_s_words_for_one_place_are_both_kept(gate, store):
    mine, theirs = Workbench(Desk(gate)), Workbench(Desk(type(gate)(store=store, who="ben")))
    for one in (mine, theirs):
        say(one.steps, do="open", key="scoping")
    seen = question(mine, "support")["value"]
    say(theirs.form, do="edit", path="support", before=seen, value="Theirs.")
    say(mine.form, do="edit", path="support", before=seen, value="Mine.")
    clash = question(mine, "support")["clash"]
    assert (clash["mine"], clash["theirs"]) == ("Mine.", "Theirs.")
    assert question(mine, "support")["value"] == "Theirs."
    say(mine.form, do="settle", path="support", keep="both")
    assert question(mine, "support")["value"] == "Theirs.\nMine."
    assert question(mine, "support")["clash"] is None


def test_a_clash_names_who_last_wrote_in_that_very_place(gate, store):
    ana, ben, cleo = (Workbench(Desk(type(gate)(store=store, who=who))) for who in ("ana", "ben", "cleo"))
    for one in (ana, ben, cleo):
        say(one.steps, do="open", key="scoping")
    seen = question(ana, "support")["value"]
    say(ben.form, do="edit", path="support", before=seen, value="Ben's.")
    say(cleo.form, do="edit", path="trigger", before=question(cleo, "trigger")["value"], value="Cleo's, elsewhere.")
    say(ana.form, do="edit", path="support", before=seen, value="Ana's.")
    for one in (ben, cleo):
        one.desk.catch_up()
    told = [question(one, "support")["clash"] for one in (ana, ben, cleo)]
    assert [(one["mine_by"], one["by"]) for one in told] == [("", "Ben"), ("Ana", "You"), ("Ana", "Ben")]


def test_two_people_in_two_fields_never_clash(gate, store):
    mine, theirs = Workbench(Desk(gate)), Workbench(Desk(type(gate)(store=store, who="ben")))
    for one in (mine, theirs):
        say(one.steps, do="open", key="scoping")
    say(theirs.form, do="edit", path="support", before=question(mine, "support")["value"], value="Theirs.")
    say(mine.form, do="edit", path="trigger", before=question(mine, "trigger")["value"], value="Mine.")
    data = store.record("juniper", "answer", "lead.scoping").body["data"]
    assert (data["support"], data["trigger"]) == ("Theirs.", "Mine.")


def test_a_step_said_to_be_done_is_locked_until_it_is_opened_again(bench):
    say(bench.steps, do="open", key="scoping")
    assert bench.editor.answer.state is AnswerState.AGREED
    assert bench.form.state["locked"]
    say(bench.form, do="command", name="reopen")
    assert bench.editor.answer.state is AnswerState.DRAFT
    assert not bench.form.state["locked"]


def test_an_agency_s_report_has_the_terms_of_reference_in_it(bench):
    key = next(one["key"] for one in bench.steps.state["items"] if one["key"] == "agency_report")
    say(bench.steps, do="open", key=key)
    rows = question(bench, "terms")
    assert len(rows["rows"]["items"]) == 6
    assert len(bench.whose.state["items"]) == 7


def test_an_answer_in_an_offered_row_is_kept(bench, store):
    say(bench.steps, do="open", key="agency_report")
    say(bench.whose, do="open", key="POL")
    rows = question(bench, "terms")
    place = f"{rows['path']}.{rows['rows']['items'][0]['id']}.reply"
    say(bench.form, do="edit", path=place, before=None, value="We saw the nights as tiredness.")
    said = store.record("juniper", "answer", bench.editor.id).body["data"][rows["name"]]
    assert said[0]["reply"] == "We saw the nights as tiredness."


def test_it_will_not_come_asks_why_and_shows_it(bench, store):
    say(bench.steps, do="open", key="agency_report")
    say(bench.whose, do="open", key="HOU")
    say(bench.form, do="command", name="never")
    assert bench.reason.state["label"].startswith("Why will this not come?")
    assert bench.editor.answer.state is not AnswerState.NOT_RETURNED
    say(bench.reason, do="give", reason="The service closed in May.")
    body = store.record("juniper", "answer", bench.editor.id).body
    assert (body["state"], body["reason"]) == ("not_returned", "The service closed in May.")
    assert "“The service closed in May.” (Ana" in bench.form.state["locked"]


def test_a_reason_is_given_for_the_answer_that_it_was_asked_for(bench):
    say(bench.steps, do="open", key="agency_report")
    say(bench.whose, do="open", key="HOU")
    say(bench.form, do="command", name="never")
    say(bench.whose, do="open", key="POL")
    say(bench.reason, do="give", reason="Said too late.")
    assert bench.editor.answer.state is not AnswerState.NOT_RETURNED
    assert bench.reason.state == {}


def test_lines_that_are_no_rows_yet_are_there_on_the_next_page(gate):
    gate.role = "coordinator"
    for page in (Workbench(Desk(gate)), ProcedureBench(Desk(gate)), TermsScreen(Desk(gate))):
        form, place = page.form, f"{page.form.state['key']} questions"
        form._hear(None, {"edit": "e1", "do": "begin", "row": place, "cells": {"lines": "One\nTwo"}}, [])
        again = type(page)(Desk(gate))
        assert again.form.state["begun"][place] == {"lines": "One\nTwo"}
