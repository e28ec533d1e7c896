"""What is typed before a review is opened: kept by the server for that person alone, and gone once it is opened."""

from __future__ import annotations

from itertools import count

import pytest

EDITS = (f"d{number:011d}" for number in count())


def edit(path="title", before=None, value="Rowan", do="edit", **more):
    return {"do": do, "edit": next(EDITS), "path": path, "before": before, "value": value, **more}


@pytest.fixture
def opener(server, joined):
    """The browser of somebody who leads all reviews, each test another one."""
    return joined(server.invite("Ann", "coordinator", person=f"opener{next(EDITS)}"))


@pytest.fixture
def gate(opener, kernel_gate):
    return kernel_gate(opener.open("/"))


def test_what_is_typed_without_a_kernel_is_there_for_the_next_one(opener, gate, kernel_gate):
    told = edit()
    assert opener.post("/rescue", told).json()["saved"] == told["edit"]
    assert opener.post("/rescue", told).status == 200
    assert opener.post("/rescue", edit("agencies", do="add_row", row={"id": "a1"})).status == 200
    assert opener.post("/rescue", edit("agencies.a1.code", "", "HV")).status == 200
    assert gate.draft() == {"title": "Rowan", "agencies": [{"id": "a1", "code": "HV"}]}
    assert kernel_gate(opener.open("/")).draft() == gate.draft()


def test_what_the_page_s_own_program_takes_in_is_kept_the_same_way(opener, gate):
    assert gate.write_draft(edit()) == {"title": "Rowan"}
    assert gate.write_draft(edit("questions", do="add_row", row={"id": "q1"}))["questions"] == [{"id": "q1"}]
    assert opener.post("/rescue", edit("questions.q1.words", None, "Who?")).status == 200
    assert gate.draft()["questions"] == [{"id": "q1", "words": "Who?"}]


def test_lines_that_are_no_rows_yet_stand_beside_the_draft(opener, gate):
    told = {"do": "begin", "edit": next(EDITS), "row": "opening agencies", "cells": {"lines": "HV\tHealth visiting"}}
    gate.write_draft(edit())
    assert opener.post("/rescue", told).status == 200
    begun = {"opening agencies": {"lines": "HV\tHealth visiting"}}
    assert gate.draft() == {"title": "Rowan", "begun": begun}
    assert gate.write_draft({**told, "edit": next(EDITS), "cells": {"lines": ""}}) == {"title": "Rowan"}
    assert opener.post("/rescue", {**told, "edit": next(EDITS), "cells": "x"}).status == 422


def test_two_windows_of_one_person_lose_nothing(opener, gate):
    gate.write_draft(edit(value="Rowan"))
    gate.write_draft(edit("decided_on", None, "29 April 2026"))
    reply = opener.post("/rescue", edit(value="Hazel"))
    assert reply.status == 409
    assert [reply.json()["clashes"][0][side] for side in ("mine", "theirs")] == ["Hazel", "Rowan"]
    assert opener.post("/rescue", edit(before="Rowan", value="Hazel")).status == 200
    assert gate.draft() == {"title": "Hazel", "decided_on": "29 April 2026"}


def test_it_is_nobody_elses(server, joined, opener, gate, kernel_gate):
    gate.write_draft(edit())
    other = joined(server.invite("Ben", "coordinator", person="ben"))
    assert kernel_gate(other.open("/")).draft() == {}


def test_only_those_who_may_open_reviews_have_one(somebody, stranger, opener, kernel_gate):
    for client in (somebody("agency_author", agency="HV"), somebody("coordinator")):  # of one review alone
        assert client.post("/rescue", edit()).status == 403
        assert kernel_gate(client.open("/")).draft() == {}
    assert stranger.post("/rescue", edit()).status == 403
    assert opener.ask("POST", "/rescue", b"{}", **{"X-XSRFToken": "forged"}).status == 403


def test_it_is_gone_once_the_review_is_opened(opener, gate):
    gate.write_draft(edit())
    name = f"rowan-{next(EDITS)}"
    with pytest.raises(Exception, match="own id|review"):
        gate.open_review({"id": ""}, {})
    assert gate.draft() == {"title": "Rowan"}
    gate.open_review({"id": name, "title": "Rowan", "opened_on": "2026-04-29"}, {})
    assert gate.draft() == {}


@pytest.mark.parametrize(
    "told",
    [{"do": "command", "edit": "x"}, {"do": "undo", "edit": "x"}, {"do": "edit", "edit": "x"}, {"do": "edit"}, {}],
)
def test_what_is_no_edit_is_refused_in_a_sentence(opener, gate, told):
    reply = opener.post("/rescue", told)
    assert reply.status == 422
    assert reply.json()["sentence"].endswith(".")
    assert gate.draft() == {}


def test_a_draft_stays_of_a_size(opener, gate):
    for part in ("a", "b"):
        reply = opener.post("/rescue", edit(part, None, "x" * 1_500_000))
    assert reply.status == 422
    assert "too large" in reply.json()["sentence"]
    assert set(gate.draft()) == {"a"}
