"""Files that leave: made from the review of the page, in one of two editions, read again, fetched once, and noted."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from lcspr_jupyter.gate import Leak

from lcspr_core.errors import LcsprError, NotAllowed, Unreadable

pytestmark = [pytest.mark.story, pytest.mark.usefixtures("empty_seats")]  # it takes the whole program, running
APPENDIX = "from lcspr_jupyter.appendices import learning_and_recommendations\nlearning_and_recommendations()"
CURIOUS = """from lcspr_jupyter.desk import Desk
from lcspr_jupyter.paper.html import show
from lcspr_core.views import Prose
desk = Desk()
show([Prose(text=f"{desk.review} {desk.bodies}")])"""
ASKING = """from lcspr_jupyter.gate import Gate
Gate.from_environment().{question}"""
QUESTIONS = {"cards": 'ledger("card")', "past": 'history("theme", "t1")', "news": "feed(0)", "more": "reviews()"}


@pytest.fixture(scope="module")
def pages(tmp_path_factory, write_notebook) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name in ("home", "workbench"):
        write_notebook(folder / f"{name}.ipynb", name.title())
    write_notebook(folder / "appendix.ipynb", "Learning and recommendations", APPENDIX)
    write_notebook(folder / "curious.ipynb", "Everything", CURIOUS)
    for name, question in QUESTIONS.items():
        write_notebook(folder / f"{name}.ipynb", "Asks", ASKING.format(question=question))
    return folder


@pytest.fixture
def gate(owner, kernel_gate):
    return kernel_gate(owner.open("/r/juniper/workbench"))


@pytest.fixture
def saved(gate):
    """Save records for the length of one test."""
    count = 0

    def save(*bodies):
        nonlocal count
        changes = [
            {"kind": one["kind"], "id": one["id"], "revision": 0, "before": None, "after": one} for one in bodies
        ]
        gate.change(changes, "")
        count += 1

    yield save
    for _ in range(count):
        gate.undo()


def test_a_file_is_made_for_the_person_who_asked(owner, gate, server):
    before = server.ask("audit")
    told = gate.export("appendix", ["html"])
    assert server.ask("audit") >= before + 2  # the worker read the review, and the export was noted
    assert [one["name"].rpartition(".")[2] for one in told["files"]] == ["html"]
    reply = owner.get(told["files"][0]["url"])
    assert reply.status == 200
    assert "attachment" in reply.headers["Content-Disposition"]
    assert "Juniper" in reply.text
    assert owner.get(told["files"][0]["url"]).status == 404


def test_a_name_in_the_file_holds_it_back_and_says_where(gate, server, body, saved):
    saved(body("recommendation", "r1", title="Thea Merrowby should have been seen."))
    before = server.ask("audit")
    with pytest.raises(Leak) as held:
        gate.export("appendix", ["html"])
    assert held.value.leaks
    assert "Merrowby" not in json.dumps(list(held.value.leaks))
    assert server.ask("audit") > before
    assert not list(Path(gate.address).parent.glob("files-*"))


def test_once_it_is_put_right_the_file_is_made(gate):
    assert gate.export("appendix", ["html"])["files"]


def test_a_detail_by_its_form_holds_it_back_without_being_said(gate, body, saved):
    saved(body("recommendation", "r1", title="Ring the mother on 07700 900123."))
    with pytest.raises(Leak, match="detail that tells") as held:
        gate.export("appendix", ["html", "docx", "pdf"])
    assert {one.partition(": ")[0].rpartition(".")[2] for one in held.value.leaks} == {"html", "docx", "pdf"}
    assert "900123" not in json.dumps(held.value.leaks)


def test_what_may_be_meant_for_everybody_waits_for_a_reason(gate, body, saved):
    saved(body("recommendation", "r1", title="Ring 01632 960 123 at any time."))
    with pytest.raises(Leak, match="say on the Documents page why") as held:
        gate.export("appendix", ["html", "docx", "pdf"])
    assert held.value.leaks == ()
    (key,) = {one["key"] for one in held.value.asks}
    assert "960" not in json.dumps(held.value.asks)
    reason = {"key": key, "what": "a telephone number", "by": "owner", "on": "2026-09-01"}
    saved(body("cleared_detail", f"cleared.{key}", title="The council's own helpline.", fields=reason))
    assert len(gate.export("appendix", ["html", "docx", "pdf"])["files"]) == 3


def test_only_those_who_lead_export(somebody, kernel_gate):
    gate = kernel_gate(somebody("panel_member").open("/r/juniper/workbench"))
    with pytest.raises(NotAllowed, match="does not allow"):
        gate.export("appendix", ["html"])


# --- two editions -----------------------------------------------------------------------------------------------------


def test_two_editions_from_one_source_each_with_its_hash(owner, gate):
    made = {}
    for edition in ("internal", "public"):
        told = gate.export("appendix", ["html"], edition)
        (file,) = told["files"]
        content = owner.get(file["url"]).content
        assert (file["sha256"], told["edition"]) == (sha256(content).hexdigest(), edition)
        made[edition] = (file["name"], content.decode())
    assert made["public"][0] == made["internal"][0].replace(".html", "-public.html")
    assert "Internal edition, not for publication" in made["internal"][1]
    assert "OFFICIAL-SENSITIVE" not in made["public"][1]
    assert "FOR PUBLICATION" in made["public"][1]


def recorded(gate):
    return {one["body"]["sha256"]: one["body"] for one in gate.review()["records"].get("public_file", {}).values()}


def test_each_public_file_that_nothing_held_back_is_on_record_in_the_review(gate):
    seq, before = gate.review()["seq"], recorded(gate)
    gate.export("appendix", ["html"])
    assert recorded(gate) == before  # the internal edition is nothing to publish
    files = {one["sha256"]: one["name"] for one in gate.export("appendix", ["html", "docx"], "public")["files"]}
    new = {hash_: one for hash_, one in recorded(gate).items() if hash_ not in before}
    assert {hash_: one["name"] for hash_, one in new.items()} == files
    assert {(one["edition"], one["by"], one["on"], one["seq"]) for one in new.values()} == {
        ("public", "owner", gate.me()["today"], seq)
    }


def test_a_public_file_that_was_held_back_is_not_on_record(gate, pages, write_notebook):
    before = recorded(gate)
    write_notebook(pages / "leaking.ipynb", "What P01 saw", APPENDIX)
    with pytest.raises(Leak, match="stands in the finished file"):
        gate.export("leaking", ["html"], "public")
    assert recorded(gate) == before


def test_a_page_cannot_record_a_public_file_itself(gate):
    forged = {"id": "public_file.ab12", "name": "x.pdf", "edition": "public", "sha256": "ab12", "by": "owner"}
    change = {"kind": "public_file", "id": forged["id"], "revision": 0, "before": None, "after": forged}
    with pytest.raises(NotAllowed, match="Your role in this review does not allow this"):
        gate.change([change], "")


def test_a_program_of_the_public_edition_gets_only_what_may_be_published(owner, gate):
    seen = {
        edition: owner.get(gate.export("curious", ["html"], edition)["files"][0]["url"]).text
        for edition in ("internal", "public")
    }
    for inside in ("HV words", "scoping words", "shy words", "A theme taken back", "Child J"):
        assert (inside in seen["internal"], inside in seen["public"]) == (True, False), inside
    assert "A theme that stands" in seen["public"]


@pytest.mark.parametrize("name", QUESTIONS)
def test_it_may_ask_for_nothing_else(gate, name):
    with pytest.raises(LcsprError, match="stopped at cell 2"):
        gate.export(name, ["html"], "public")


def test_an_internal_code_that_a_notebook_brings_along_holds_the_public_edition_back(gate, pages, write_notebook):
    write_notebook(pages / "telling.ipynb", "What P01 saw", APPENDIX)
    assert gate.export("telling", ["html"])["files"]
    with pytest.raises(Leak) as held:
        gate.export("telling", ["html"], "public")
    assert any("internal code" in one for one in held.value.leaks)


def test_there_is_no_third_edition(gate):
    with pytest.raises(Unreadable, match="internal and public"):
        gate.export("appendix", ["html"], "secret")


def test_without_a_methodology_there_is_no_public_edition(gate):
    told = gate.review()["records"]["plan"]["plan"]
    other = {**told["body"], "lead": {**told["body"]["lead"], "methodology": "gone"}}
    change = {"kind": "plan", "id": "plan", "revision": told["revision"], "before": told["body"], "after": other}
    gate.change([change], "")
    try:
        with pytest.raises(Unreadable, match="No methodology"):
            gate.export("appendix", ["html"], "public")
    finally:
        gate.undo()
