"""The procedure's own documents can be read on Documents, and the choice of a methodology stands beside the facts."""

from __future__ import annotations

from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.choosing import ChoosingScreen
from lcspr_jupyter.screens.documents import DocumentsScreen

from lcspr_core.procedure.steps import PROCEDURE


def test_the_procedures_own_documents_are_listed_under_their_plain_titles_and_read(gate):
    screen = DocumentsScreen(Desk(gate))
    listed = {one["key"]: one["title"] for one in screen.component.state["artefacts"]}
    assert {f"procedure/{one.key}": one.title for one in PROCEDURE.artefacts}.items() <= listed.items()
    screen.read({"key": "procedure/response"})
    assert "What has been done" in str([one.box.outputs for one in screen.reading.shown])


def test_the_extract_for_the_annual_report_lists_what_other_reviews_have_already(gate, monkeypatch):
    words = "Keep the list open until the cot is there."
    told = {"words": words, "earlier": words, "review": "alder", "title": "Alder", "opened_on": "2024-03-01"}
    more = {"status": "Dropped.", "strength": "Weak.", "shared": ["list"]}
    monkeypatch.setattr(type(gate), "recommended_before", lambda _: [{**told, **more}])
    screen = DocumentsScreen(Desk(gate))
    screen.read({"key": "procedure/annual_extract"})
    assert "Alder, opened on 1 March 2024" in str([one.box.outputs for one in screen.reading.shown])


def test_a_methodology_is_chosen_beside_the_facts_of_the_case(gate):
    screen = ChoosingScreen(Desk(gate))
    shown = str(screen.page.outputs)
    assert "This table weighs nothing and proposes nothing." in shown
    assert "Agencies that knew the child" in shown
    assert screen.desk.loaded.methodologies["silp"].suited_to[:40] in shown
