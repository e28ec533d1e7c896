"""What a person is told when the server refuses: each sentence that no other test has, met at a real server."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lcspr_jupyter.gate import Gate, NoAnswer
from lcspr_jupyter.server import asked, counter, faults, judging, rescuing
from lcspr_jupyter.server.work import worked

from lcspr_core.errors import NotAllowed, NotFound, Unreadable
from lcspr_core.store.refusals import StoreBusy

NOT_READ = "The server could not read what this page sent. Nothing was saved; load the page again."
NO_PLACE = "The review no longer asks for this, so there is no place to keep it. What you wrote is still on this page"
NO_CARD = "This card is no longer on the wall."
NO_GROUP = "This group is no longer on the wall. Its new name is still on this page: copy it."
OFF_THE_MAP = "This is no longer on the map. What you wrote is still on this page: copy it, then load the page again."
WHY_NEVER = "Say why it never came: the reason is kept, and shown in the review. Nothing was saved."
ONLY_THERE = "Real names are shown and changed on the People page alone. Open it, and try again there."
TOO_LARGE_A_FILE = "This is too large to be taken in one piece. Nothing was saved; send it in smaller pieces."


@pytest.fixture(scope="module")
def gate(owner: Any, kernel_gate: Any) -> Gate:
    """The gate of a page that stays open."""
    return kernel_gate(owner.open("/r/juniper/workbench"))


@pytest.fixture(scope="module")
def people_gate(owner: Any, kernel_gate: Any) -> Gate:
    """The gate of the one page with names."""
    return kernel_gate(owner.open("/r/juniper/people"))


# --- at the gate ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ask", "refusal", "sentence"),
    [
        (lambda gate: gate._ask("GET", "nothing"), NotFound, "The gate has no such question. This page and the server"),
        (lambda gate: gate._ask("POST", "changes", {"changes": {}}), Unreadable, NOT_READ),
        (lambda gate: gate.ticket_for("juniper"), NotAllowed, "Only a command on this computer can ask for a ticket."),
        (lambda gate: gate.names(), NotAllowed, ONLY_THERE),
        (lambda gate: gate.export("workbench", ["html"]), NotFound, "There is no appendix of this name. Choose one on"),
    ],
)
def test_a_question_that_cannot_be_answered_is_told_why(gate, ask, refusal, sentence):
    with pytest.raises(refusal, match=sentence):
        ask(gate)


def test_a_name_that_is_no_text_is_refused(people_gate):
    with pytest.raises(Unreadable, match="^A name must be text. Nothing was saved.$"):
        people_gate.save_names({"P01": {"name": 5}})


def test_what_comes_in_too_many_pieces_or_in_too_large_a_one_is_refused(gate):
    many = [{"kind": "theme", "id": f"t{n}", "revision": 0, "before": None, "after": None} for n in range(5_001)]
    with pytest.raises(Unreadable, match="More than 5,000 changes came at once. Nothing was saved"):
        gate.change(many, "too many")
    with pytest.raises(
        Unreadable, match="too large to be saved in one piece. Nothing was saved; save it in smaller pieces"
    ):
        asked.json_object(b"x" * (asked.LARGEST + 1))


def test_files_are_asked_for_by_kind(gate, pages, write_notebook):
    write_notebook(pages / "any_appendix.ipynb", "Any")
    with pytest.raises(Unreadable, match="Say which files are wanted, as in html, docx or pdf."):
        gate.export("any_appendix", [])


def test_an_address_with_nobody_behind_it_is_told_with_what_becomes_of_the_words(tmp_path):
    with pytest.raises(NoAnswer, match="What you typed is still on the page; try again in a moment."):
        Gate(str(tmp_path / "none"), "t").me()


def test_what_never_came_is_not_put_down_without_a_reason_from_behind_either(gate):
    row = gate.review()["records"]["answer"]["lead.agency_report.HV"]
    never = {**row["body"], "state": "not_returned", "reason": " "}
    change = {"kind": "answer", "id": "lead.agency_report.HV", "revision": row["revision"]}
    with pytest.raises(Unreadable, match=WHY_NEVER):
        gate.change([{**change, "before": row["body"], "after": never}], "")
    forged = {"role": "senior_manager", "by": "somebody", "at": "2026-09-01T10:00:00+00:00"}
    with pytest.raises(NotAllowed, match="A signature can only be given by the person who signs. Nothing was saved."):
        gate.change([{**change, "before": row["body"], "after": {**row["body"], "signatures": [forged]}}], "")


def test_somebody_without_the_right_is_told_that_nothing_was_saved(somebody, kernel_gate):
    reader = kernel_gate(somebody("reader").open("/r/juniper/thread"))
    theme = {"kind": "theme", "id": "t1", "revision": 1, "before": None, "after": {}}
    with pytest.raises(NotAllowed, match=judging.NOT_YOURS):
        reader.change([theme], "")
    with pytest.raises(NotAllowed, match=counter.NOT_ALLOWED):
        reader.undo()
    with pytest.raises(NotAllowed, match="Whoever leads the partnership's reviews opens new ones."):
        reader.open_review({"id": "new"}, {})


# --- at the doors -----------------------------------------------------------------------------------------------------


def rescue(client: Any, told: dict[str, Any]) -> str:
    """Send an edit past the kernel, and return what the page is told."""
    reply = client.post("/r/juniper/rescue", {"edit": "abc", **told})
    assert reply.status != 200, reply.text
    return str(reply.json()["sentence"])


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            {
                "do": "edit",
                "path": "x",
                "value": "y",
                "target": {"kind": "answer", "id": "lead.gone", "step": "gone", "of": []},
            },
            NO_PLACE,
        ),
        ({"do": "edit_card", "target": {"table": "wall"}, "id": "gone", "before": "", "words": "x"}, NO_CARD),
        ({"do": "rename_group", "target": {"table": "wall"}, "id": "gone", "before": "", "title": "x"}, NO_GROUP),
        (
            {
                "do": "edit_cell",
                "row": "gone",
                "column": "label",
                "before": "",
                "value": "x",
                "target": {"table": "map_node", "map": "m"},
            },
            OFF_THE_MAP,
        ),
        ({"do": 5}, NOT_READ),
    ],
)
def test_an_edit_that_has_no_place_any_more_says_what_becomes_of_the_words(owner, told, sentence):
    assert sentence in rescue(owner, told)


def test_an_edit_of_what_is_settled_is_refused_with_the_way_out(owner, gate):
    row = gate.review()["records"]["answer"]["lead.scoping"]
    change = {"kind": "answer", "id": "lead.scoping", "revision": row["revision"], "before": row["body"]}
    gate.change([{**change, "after": {**row["body"], "state": "agreed"}}], "agreed")
    target = {"kind": "answer", "id": "lead.scoping", "step": "scoping", "of": []}
    told = {"do": "edit", "path": "trigger", "before": "scoping words", "value": "later", "target": target}
    assert rescue(owner, told) == rescuing.LOCKED
    gate.undo()


@pytest.mark.parametrize(
    ("method", "path", "content", "status", "sentence"),
    [
        ("DELETE", "/logout", b"{}", 405, "This address takes no such request. Go to Reviews and start from there."),
        ("POST", "/r/juniper/rescue", b"x" * 3_000_000, 413, TOO_LARGE_A_FILE),
        ("POST", "/r/juniper/upload/secrets", b"", 404, "Files of this sort cannot be brought in here. Nothing was"),
    ],
)
def test_a_request_that_cannot_be_answered_gets_its_sentence(owner, method, path, content, status, sentence):
    sent = {"X-XSRFToken": owner.cookies["_xsrf"]}
    if "upload" in path:
        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n'
        content, sent["Content-Type"] = head + b"a,b\r\n--x--\r\n", "multipart/form-data; boundary=x"
    reply = owner.ask(method, path, content, **sent)
    assert (reply.status, sentence in reply.text) == (status, True), reply.text


def test_a_fault_of_ours_is_told_as_ours_and_never_quoted():
    told = faults.told(ValueError("Thea Merrowby"), faults.status_of(ValueError()))
    assert told == {"sentence": faults.OURS}
    assert "Something went wrong on the server, and it is our fault." in faults.OURS


def test_a_store_that_is_busy_is_no_fault_of_the_page():
    busy = StoreBusy(place="reviews.lcspr")
    assert faults.status_of(busy) == 503
    assert faults.told(busy, 503) == {"sentence": str(busy)}


def test_a_file_that_takes_too_long_to_read_is_stopped(run):
    with pytest.raises(Unreadable, match="This could not be read in a reasonable time or room, so it was stopped."):
        run(worked("time:sleep", {"seconds": 1}, seconds=0))


def test_a_refusal_never_quotes_what_was_sent(owner):
    reply = owner.post("/r/juniper/rescue", b"no json Thea-Merrowby")
    assert reply.json() == {"sentence": NOT_READ}
    assert "Merrowby" not in json.dumps(dict(reply.headers))
