"""A letter leaves by the way of every document: made in a worker, read again for names, and fetched once."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from shutil import copy

import pytest
from docx import Document
from lcspr_jupyter.gate import Leak

from lcspr_core.answers import Answer
from lcspr_core.errors import LcsprError, NotAllowed, NotFound, Unreadable
from lcspr_core.plain import as_json
from make import HOUSE

pytestmark = [pytest.mark.story, pytest.mark.usefixtures("empty_seats")]  # it takes the whole program, running
DECISION = "procedure.decision"


@pytest.fixture(scope="module")
def pages(tmp_path_factory, write_notebook) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name in ("home", "workbench"):
        write_notebook(folder / f"{name}.ipynb", name.title())
    for name in ("letter", "progress_record"):
        copy(HOUSE / "notebooks" / f"{name}.ipynb", folder)
    return folder


@pytest.fixture
def gate(owner, kernel_gate):
    return kernel_gate(owner.open("/r/juniper/workbench"))


@pytest.fixture
def decided(gate):
    """Write a decision for the length of one test."""
    count = 0

    def write(reasons):
        nonlocal count
        data = {"outcome": "none", "decider": "chair", "reasons": reasons, "decided_on": {"typed": "29 April 2026"}}
        body = as_json(Answer(id=DECISION, step="decision", strand="procedure", data=data))
        gate.change([{"kind": "answer", "id": DECISION, "revision": 0, "before": None, "after": body}], "")
        count += 1

    yield write
    for _ in range(count):
        gate.undo()


@pytest.fixture
def own(place):
    """The folder of the partnership's own templates, for the length of one test."""
    folder = place.parent / "letters"
    folder.mkdir()
    yield folder
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()


def made(owner, gate, name):
    told = gate.export(f"letter:{name}", ["docx"])
    word = Document(BytesIO(owner.get(told["files"][0]["url"]).content))
    return told["files"][0]["name"], "\n".join(one.text for one in word.paragraphs)


def test_a_letter_is_made_from_the_case_and_says_what_is_wanting(owner, gate, decided):
    decided("No learning beyond what is known.")
    name, text = made(owner, gate, "decision_ofsted")
    assert name == "juniper-letter-decision-ofsted.docx"
    assert text.startswith("Notice of decision")
    assert "No learning beyond what is known." in text
    assert "Procedure: 8.2.27." in text
    assert "[still to be filled: when the partnership was notified]" in text


def test_a_name_in_a_letter_holds_it_back(gate, decided):
    decided("Thea Merrowby is safe now.")
    with pytest.raises(Leak) as held:
        gate.export("letter:decision_ofsted", ["docx", "pdf"])
    assert held.value.leaks
    assert "Merrowby" not in json.dumps(list(held.value.leaks))


def test_a_template_beside_the_store_takes_the_place_of_ours(owner, gate, decided, own):
    decided("Known already.")
    (own / "decision_notice.md").write_text("Our own words on {decided_on}.", encoding="utf-8")
    assert "Our own words on 29 April 2026." in made(owner, gate, "decision_ofsted")[1]


def test_a_fault_in_a_template_is_said_with_its_line(gate, own):
    (own / "decision_notice.md").write_text("a\n{reason.__class__}", encoding="utf-8")
    with pytest.raises(Unreadable, match="decision_notice.md, line 2"):
        gate.export("letter:decision_ofsted", ["docx"])


def test_what_is_no_letter_is_not_made(gate):
    for name in ("letter", "letter:", "letter:nothing", "letter:../x", "workbench:decision_ofsted"):
        with pytest.raises(NotFound):
            gate.export(name, ["docx"])
    with pytest.raises(LcsprError, match="stopped at cell 2"):
        gate.export("letter:decision_ofsted", ["docx"])  # nothing is decided, so it is refused
    with pytest.raises(Unreadable, match="A letter has no edition for publication"):
        gate.export("letter:decision_ofsted", ["docx"], "public")


def test_the_record_of_progress_is_made_for_the_inside_alone(owner, gate):
    told = gate.export("progress_record", ["docx"])
    word = Document(BytesIO(owner.get(told["files"][0]["url"]).content))
    assert "was looked at on 0 days (SI 2018/789 reg 14(1))" in "\n".join(one.text for one in word.paragraphs)
    with pytest.raises(Unreadable, match="A record of progress has no edition for publication"):
        gate.export("progress_record", ["docx"], "public")


def test_only_those_who_lead_make_letters(somebody, kernel_gate):
    gate = kernel_gate(somebody("panel_member").open("/r/juniper/workbench"))
    with pytest.raises(NotAllowed):
        gate.export("letter:referral_form", ["docx"])
