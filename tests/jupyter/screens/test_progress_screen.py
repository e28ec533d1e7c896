"""Progress on a page: a snapshot is taken on its day, listed, compared, and offered as a document."""

from __future__ import annotations

from pathlib import Path

import lcspr_jupyter
import pytest
from lcspr_jupyter import letters
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.documents import RECORD, DocumentsScreen
from lcspr_jupyter.screens.progress import TODAY, ProgressScreen
from lcspr_jupyter.server.rights import GROUPS, SECTIONS

from lcspr_core.errors import OutOfOrder

NOTEBOOKS = Path(lcspr_jupyter.__file__).parents[1]
NAME = "snapshot.2026-09-01"


@pytest.fixture
def screen(gate):
    gate.role = "coordinator"
    return ProgressScreen(Desk(gate))


def items(screen, group):
    return next(one["items"] for one in screen.lines.state["groups"] if one["key"] == group)


def take(screen, **more):
    screen.act({"key": TODAY, "name": "take", "words": "Two reports are late.", "on": "", "more": "", **more})


def test_a_snapshot_is_kept_with_who_and_when_and_is_taken_once_a_day(screen, store):
    assert "Nobody has kept a look" in screen.lines.state["lead"]
    take(screen, more="It explains what better than why.")
    body = store.record("juniper", "snapshot", NAME).body
    assert (body["by"], body["on"], body["time"]) == ("ana", "2026-09-01", "Two reports are late.")
    assert body["quality"] == "It explains what better than why."
    assert body["duties"]
    assert "Last looked at on 1 September 2026, 1 in all." in screen.lines.state["lead"]
    kept = items(screen, "kept")[0]
    assert {one["label"]: one["text"] for one in kept["facts"]}["Taken by"] == "ana"
    assert items(screen, "now")[0]["act"] is None
    with pytest.raises(OutOfOrder):
        take(screen)


def test_it_is_laid_beside_how_things_stand_now(screen):
    take(screen)
    kept = items(screen, "kept")[0]
    assert [(one["name"], one["looks"]) for one in kept["act"]["commands"]] == [("compare today", True)]
    screen.act({"key": NAME, "name": "compare today", "words": "", "on": ""})
    assert "What is otherwise, from 1 September 2026 to 1 September 2026" in screen.page.outputs[0]["data"]["text/html"]


@pytest.mark.parametrize(("role", "may"), [("lead_reviewer", True), ("panel_member", False), ("analyst", False)])
def test_those_who_run_the_review_take_it_and_the_others_look(gate, role, may):
    gate.role = role
    assert bool(items(ProgressScreen(Desk(gate)), "now")[0]["act"]) is may


def test_the_record_is_offered_as_a_document_once_there_is_one(screen):
    def offered():
        return {one["key"] for one in DocumentsScreen(screen.desk).component.state["letters"]}

    assert RECORD not in offered()
    take(screen)
    assert RECORD in offered()
    assert RECORD in letters.INSIDE


def test_the_page_and_the_document_have_their_notebooks():
    assert "progress" in SECTIONS
    assert "progress" in next(group for group in GROUPS if "case" in group)
    assert (NOTEBOOKS / "progress.ipynb").is_file()
    assert (NOTEBOOKS / f"{RECORD}.ipynb").is_file()
