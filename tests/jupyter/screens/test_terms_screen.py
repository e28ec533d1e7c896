"""Agencies are added, and terms of reference written, agreed and approved, in a case that began without any."""

from __future__ import annotations

from datetime import date

import pytest
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.terms import TermsScreen

from lcspr_core.answering import agencies_asked
from lcspr_core.errors import NotAllowed, NotFound, OutOfOrder, Unreadable
from lcspr_core.panels.terms import changed_since_approval, current
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.letters import offers
from lcspr_core.procedure.standing import Stand, standing
from lcspr_core.timescales.duties import own_duties

TODAY = date(2026, 9, 1)


@pytest.fixture
def screen(gate):
    gate.role = "coordinator"
    return TermsScreen(Desk(gate))


@pytest.fixture
def bare(gate):
    """A case that was only referred: nobody has written any terms."""
    gate.role = "coordinator"
    desk = Desk(gate)
    for one in desk.open.all("terms"):
        desk.remove("terms", one.id, why="made the case new")
    return TermsScreen(desk)


def write(form, path, value):
    form.edit({"path": path, "value": value})


def question(screen, words="How did agencies share what they knew?", name="q1"):
    screen.add({"path": "questions", "row": {"id": name}})
    write(screen, f"questions.{name}.words", words)


def approved(screen, agreed="18 May 2026", on="20 May 2026"):
    write(screen, "agreed_on", {"typed": agreed})
    write(screen, "approved_by", "Independent Chair")
    write(screen, "approved_on", {"typed": on})
    screen.command({"name": "approve"})


def cell(screen, row, column, value):
    screen.agencies.edit({"row": row, "column": column, "value": value})


def rows(screen):
    return {one["id"]: one["cells"] for one in screen.agencies.component.state["rows"]}


def report_letter(screen):
    case = case_of(screen.desk.open, TODAY)
    return next(one for one in offers(case) if one.name == "agency_report.HV")


def stand(screen, name):
    duty = next(one for one in own_duties() if one.id == name)
    return standing(duty, case_of(screen.desk.open, TODAY)).stand


# -- terms of reference ------------------------------------------------------------------------------------------------


def test_a_case_that_began_without_terms_is_given_them_and_reports_can_be_asked_for(bare):
    assert "not approved" in report_letter(bare).refused
    question(bare)
    write(bare, "period_from", {"typed": "1 April 2025"})
    write(bare, "period_to", {"typed": "24 March 2026"})
    write(bare, "agencies", ["HV", "POL"])
    assert stand(bare, "8.2.46-b") is Stand.NOT_YET
    write(bare, "agreed_on", {"typed": "18 May 2026"})
    assert stand(bare, "8.2.46-b") is Stand.LATE or stand(bare, "8.2.46-b") is Stand.OPEN
    approved(bare)
    terms = current(Desk(bare.desk.gate).open.all("terms"))
    assert (terms.version, terms.approved_by, terms.approved_on) == ("1.0", "Independent Chair", date(2026, 5, 20))
    assert (terms.period_from, terms.period_to) == (date(2025, 4, 1), date(2026, 3, 24))
    assert [one.words for one in terms.approved.questions] == ["How did agencies share what they knew?"]
    assert agencies_asked(bare.desk.open) == ("HV", "POL")
    assert stand(bare, "8.2.46-b") is Stand.DONE
    assert report_letter(bare).refused == ""


def test_what_is_approved_cannot_be_written_over_and_a_change_is_approved_again(bare):
    question(bare)
    approved(bare)
    with pytest.raises(NotAllowed, match="These terms are approved, so their words stay. Begin a new version"):
        write(bare, "questions.q1.words", "Something else?")
    assert bare.form.state["key"] == "another"
    write(bare, "why", "Housing turned out to have a part.")
    bare.command({"name": "another"})
    question(bare, "What did housing see?", "q2")
    assert bare.form.state["title"] == "Terms of reference, version 2.0"
    assert current(bare.desk.open.all("terms")).version == "1.0"  # in force until the next one is approved
    approved(bare, "1 June 2026", "3 June 2026")
    now = current(bare.desk.open.all("terms"))
    assert (now.version, len(now.approved.questions), now.change) == ("2.0", 2, "Housing turned out to have a part.")
    assert len(bare.desk.open.one("terms", "terms-1").approved.questions) == 1


def test_what_counts_only_with_a_command_is_there_on_the_next_page_until_it_is_put_down(bare, gate):
    question(bare)
    write(bare, "approved_on", {"typed": "20 May 2026"})
    again = TermsScreen(Desk(gate))
    assert again.half == {"approved_on": "20 May 2026"}
    assert "20 May 2026" in str(again.form.state["questions"])
    approved(again)
    assert gate.begun().get("terms", {}) == {}
    write(again, "why", "Housing turned up.")
    another = TermsScreen(Desk(gate))
    another.command({"name": "another"})
    assert current(another.desk.open.all("terms")).version == "1.0"
    assert another.making.change == "Housing turned up."
    assert gate.begun().get("terms", {}) == {}


def test_an_agency_begun_is_there_on_the_next_page(screen, gate):
    screen.agencies.add({"row": {"id": "r1", "cells": {}}})
    cell(screen, "r1", "title", "Ambulance service")
    again = TermsScreen(Desk(gate))
    assert rows(again)["r1"]["title"] == "Ambulance service"
    cell(again, "r1", "code", "AMB")
    last = rows(TermsScreen(Desk(gate)))
    assert last["AMB"]["title"] == "Ambulance service"
    assert "r1" not in last


def test_words_that_came_in_by_another_way_are_shown_beside_what_was_approved(screen):
    assert changed_since_approval(current(screen.desk.open.all("terms")))
    shown = str(screen.page.outputs)
    assert "Changed since it was approved" in shown
    write(screen, "why", "Put the e-mail of 28 May to the panel.")
    screen.command({"name": "another"})
    assert "and afterwards" in str(screen.form.state["questions"])


def test_terms_wait_for_the_other_area(bare):
    question(bare)
    data = {"outside": [{"id": "o", "area": "Eastmarch", "involvement": "some"}]}
    editor_answer(bare.desk, "cross_border", data)
    with pytest.raises(NotAllowed, match="both chairs have not yet agreed how the review is held"):
        approved(bare)
    assert current(bare.desk.open.all("terms")).approved_on is None


def editor_answer(desk, step, data):
    from lcspr_core.answers import PROCEDURE, Answer, answer_id

    desk.answer(Answer(id=answer_id(step, (), PROCEDURE), step=step, strand=PROCEDURE, data=data), why="wrote")


def test_a_day_must_be_one_day_and_the_order_is_kept(bare):
    question(bare)
    with pytest.raises(Unreadable, match="Period under review, from: write one day"):
        write(bare, "period_from", {"typed": "spring 2025"})
    write(bare, "approved_by", "Independent Chair")
    write(bare, "approved_on", {"typed": "20 May 2026"})
    with pytest.raises(OutOfOrder, match="The panel has not agreed version 1.0 yet"):
        bare.command({"name": "approve"})


def test_questions_are_moved_and_taken_out_and_the_last_change_taken_back(bare):
    question(bare, "First?", "q1")
    question(bare, "Second?", "q2")
    bare.move({"path": "questions", "row": "q2", "before": "q1"})
    assert [one.id for one in bare.making.questions] == ["q2", "q1"]
    bare.remove({"path": "questions", "row": "q1"})
    assert [one.id for one in bare.making.questions] == ["q2"]
    bare.command({"name": "undo"})
    assert [one.id for one in bare.making.questions] == ["q2", "q1"]


def test_who_does_not_lead_reads_both_and_writes_neither(gate):
    gate.role = "panel_member"
    screen = TermsScreen(Desk(gate))
    assert screen.form.state["locked"] == "Whoever leads the review writes the terms of reference."
    assert not any(screen.agencies.component.state[name] for name in ("can_add", "can_remove", "can_edit"))
    assert screen.form.state["main_command"] is None


# -- agencies ----------------------------------------------------------------------------------------------------------


def test_an_agency_that_turns_up_is_added_and_asked_like_the_others(screen):
    before = len(rows(screen))
    screen.agencies.add({"row": {"id": "r1", "cells": {}}})
    cell(screen, "r1", "code", "amb")
    assert screen.desk.open.one("agency", "AMB") is None  # it has no name yet
    assert rows(screen)["r1"]["said"] == "Kept once it has a code and a name"
    cell(screen, "r1", "title", "Ambulance service")
    cell(screen, "r1", "sort", "health")  # in the row where somebody goes on writing
    agency = Desk(screen.desk.gate).open.one("agency", "AMB")
    assert (agency.title, agency.sort) == ("Ambulance service", "health")
    assert len(rows(screen)) == before + 1
    assert "Ambulance service" in [one.to for one in offers(case_of(screen.desk.open, TODAY))]


def test_a_row_that_a_slow_page_sends_twice_is_one(screen):
    for _ in range(2):
        screen.agencies.add({"row": {"id": "r1", "cells": {"code": "AMB", "title": "Ambulance service"}}})
    assert [name for name, cells in rows(screen).items() if cells["code"] == "AMB"] == ["r1"]


def test_an_agency_is_renamed_under_its_code(screen):
    cell(screen, "HV", "title", "Health visiting, Northbridge")
    assert screen.desk.open.one("agency", "HV").title == "Health visiting, Northbridge"
    cell(screen, "HV", "code", "HV")


@pytest.mark.parametrize(
    ("row", "column", "value", "sentence"),
    [
        ("HV", "code", "HVS", "The code HV stays: answers stand under it. Change the name, or add another agency."),
        ("HV", "title", " ", "Name of the agency: write a name."),
        ("HV", "said", "known", "This cell is not one that can be written in. Load the page again."),
        ("XYZ", "note", "Gone", "This row is no longer there. Load the page again."),
        ("r1", "code", "hv", "There is an agency with the code HV already. Choose another code."),
        ("r1", "code", "–", "Short code: use letters or figures, as in HV or POL."),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(screen, row, column, value, sentence):
    screen.agencies.add({"row": {"id": "r1", "cells": {}}})
    with pytest.raises((NotAllowed, NotFound, Unreadable)) as refused:
        cell(screen, row, column, value)
    assert str(refused.value) == sentence


def test_an_agency_is_taken_out_only_while_nothing_stands_under_it(screen):
    title = screen.desk.open.one("agency", "HV").title
    with pytest.raises(NotAllowed) as refused:
        screen.agencies.remove({"row": "HV"})
    assert str(refused.value) == (
        f"{title} cannot be taken out: answers, people or papers of this case stand under its code. "
        "Say in its note why it takes no part."
    )
    screen.agencies.add({"row": {"id": "r1", "cells": {"code": "AMB", "title": "Ambulance service"}}})
    screen.agencies.remove({"row": "r1"})
    assert screen.desk.open.one("agency", "AMB") is None


def test_an_agency_with_an_entry_in_a_chronology_stays(screen):
    screen.agencies.add({"row": {"id": "r1", "cells": {"code": "AMB", "title": "Ambulance service"}}})
    entry = next(iter(screen.desk.ledger("entry").values()))[1]
    change = {
        "kind": "entry",
        "id": "e-amb",
        "revision": 0,
        "before": None,
        "after": {**entry, "id": "e-amb", "agency": "AMB"},
    }
    screen.desk.gate.change([change], "an entry")
    with pytest.raises(NotAllowed, match="Ambulance service cannot be taken out"):
        screen.agencies.remove({"row": "r1"})
