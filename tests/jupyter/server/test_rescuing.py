"""What the server saves for a page that is cut off: a table's cells, real names in their sealed place, the wall."""

from __future__ import annotations

import json
from itertools import count

import pytest

RESCUE = "/r/juniper/rescue"
EDITS = (f"e{number:011d}" for number in count())
NODE = {"id": "n-begun", "map": "m", "kind": "episode", "label": "Born early", "record": "t1", "evidence": ["c1"]}
NEW_NODE = {"table": "map_node", "new": {"id": "", "map": "m", "kind": "episode", "label": "", "hypothesis": True}}
PEOPLE = {"table": "people"}
WALL = {"table": "wall"}


@pytest.fixture(scope="module")
def gates(owner, kernel_gate):
    """Two pages that stay open, to look at what was saved: one of the work, and the one with the names."""
    return kernel_gate(owner.open("/r/juniper/workbench")), kernel_gate(owner.open("/r/juniper/people"))


@pytest.fixture
def kept(gates):
    """Look at what is stored of one record."""

    def look(kind, name):
        return gates[0].review()["records"].get(kind, {}).get(name, {}).get("body")

    return look


def told(do, target=None, **more):
    return {"do": do, "edit": next(EDITS), **({"target": target} if target else {}), **more}


def cell(target, row, column, before, value, **more):
    return told("edit_cell", target, row=row, column=column, before=before, value=value, **more)


# --- on the map -------------------------------------------------------------------------------------------------------


def test_a_cell_of_the_map_is_saved_without_a_kernel(owner, kept):
    edit = cell(NEW_NODE, "n-begun", "label", "Born early", "Born six weeks early", begun=NODE)
    assert owner.post(RESCUE, edit).json()["saved"] == edit["edit"]
    body = kept("map_node", "n-begun")
    assert body["label"] == "Born six weeks early"
    assert (body["record"], body["evidence"], body["hypothesis"]) == ("t1", ["c1"], False)
    assert owner.post(RESCUE, edit).status == 200
    stored = cell(NEW_NODE, "n-begun", "level", "", "child", begun={**NODE, "label": "stale"})
    assert owner.post(RESCUE, stored).status == 200
    assert kept("map_node", "n-begun")["label"] == "Born six weeks early"


def test_a_new_row_of_the_map_is_saved_and_written_in(owner, kept):
    reply = owner.post(RESCUE, told("add_row", NEW_NODE, row={"id": "n-new", "cells": {}}))
    assert reply.json()["row"] == {"id": "n-new", "cells": {"label": "", "kind": "episode", "level": "", "lane": ""}}
    assert owner.post(RESCUE, cell(NEW_NODE, "n-new", "label", "", "Nobody asked")).status == 200
    body = kept("map_node", "n-new")
    assert (body["label"], body["hypothesis"], body["map"]) == ("Nobody asked", True, "m")


def test_what_was_taken_off_the_map_comes_back_with_all_that_it_held(owner, kept):
    assert owner.post(RESCUE, told("remove_row", NEW_NODE, row="n-back", begun={**NODE, "id": "n-back"})).status == 200
    assert kept("map_node", "n-back")["withdrawn"] is True
    again = told("add_row", NEW_NODE, row={"id": "n-back", "cells": {"label": "Born early"}})
    assert owner.post(RESCUE, again).status == 200
    body = kept("map_node", "n-back")
    assert (body["withdrawn"], body["evidence"]) == (False, ["c1"])


def test_a_link_needs_two_ends(owner, kept):
    none = told("add_row", {"table": "map_link", "new": {}}, row={"id": "l1", "cells": {}})
    assert "Put two on the map first" in owner.post(RESCUE, none).json()["sentence"]
    new = {"id": "", "map": "m", "kind": "led_to", "source": "n-begun", "target": "n-new"}
    assert owner.post(RESCUE, {**none, "target": {"table": "map_link", "new": new}}).status == 200
    assert owner.post(RESCUE, cell({"table": "map_link"}, "l1", "because", "", "They said so.")).status == 200
    assert kept("map_link", "l1")["because"] == "They said so."


def test_two_texts_in_one_cell_are_both_shown(owner, kept):
    owner.post(RESCUE, cell(NEW_NODE, "n-two", "label", "Born early", "theirs", begun={**NODE, "id": "n-two"}))
    reply = owner.post(RESCUE, cell(NEW_NODE, "n-two", "label", "Born early", "mine"))
    assert reply.status == 409
    assert [reply.json()["clashes"][0][side] for side in ("mine", "theirs")] == ["mine", "theirs"]
    assert owner.post(RESCUE, cell(NEW_NODE, "n-two", "label", "theirs", "mine")).status == 200
    assert kept("map_node", "n-two")["label"] == "mine"


@pytest.mark.parametrize(
    "edit",
    [
        cell(NEW_NODE, "n-x", "withdrawn", "", "yes", begun={**NODE, "id": "n-x"}),
        cell(NEW_NODE, "n-x", "label", "", "x", begun={**NODE, "id": "n-other"}),
        cell(NEW_NODE, "n-x", "label", "", "x", begun={**NODE, "id": "n-x", "more": 1}),
        cell(NEW_NODE, "n-x", "label", "", "x", begun=["n-x"]),
        cell(NEW_NODE, "n-x", "label", "", "x"),
        cell({"table": "person"}, "P01", "role", "", "x"),
        cell({"table": "answer"}, "lead.scoping", "data", "", "x"),
        told("add_row", {"table": "map_node", "new": {"id": "", "map": "m"}}, row={"id": "n-x", "cells": {}}),
        told("add_row", NEW_NODE, row={"id": "n-x", "cells": {"label": "x"}}, path="x") | {"do": "settle"},
    ],
)
def test_what_is_no_cell_is_refused_in_a_sentence(owner, kept, edit):
    reply = owner.post(RESCUE, edit)
    assert reply.status in {404, 422}
    assert reply.json()["sentence"].endswith((".", "again."))
    assert kept("map_node", "n-x") is None


# --- in the register of people ----------------------------------------------------------------------------------------


def test_a_real_name_goes_to_its_sealed_place_and_nowhere_else(owner, gates):
    work, people = gates
    assert owner.post(RESCUE, cell(PEOPLE, "P01", "name", "Thea Merrowby", "Thea Quillfeather")).status == 200
    assert owner.post(RESCUE, cell(PEOPLE, "P01", "aliases", "", "Tee Quillfeather; Dot")).status == 200
    assert people.names()["P01"]["name"] == "Thea Quillfeather"
    assert json.loads(people.names()["P01"]["aliases"]) == ["Tee Quillfeather", "Dot"]
    everything = json.dumps(work.review()) + json.dumps(work.history("person", "P01"))
    assert "Quillfeather" not in everything


def test_a_name_is_never_taken_for_anything_else(owner, gates):
    for column in ("id", "hold", "names", "Name", ""):
        assert owner.post(RESCUE, cell(PEOPLE, "P01", column, "", "Ada Quillfeather")).status in {409, 422}
    for target in ({"table": "map_node"}, {"table": "person"}, None):
        assert owner.post(RESCUE, cell(target, "P01", "name", "", "Ada Quillfeather")).status in {404, 422}
    assert "Ada Quillfeather" not in json.dumps(gates[0].review())


def test_two_names_for_one_person_are_both_shown(owner, gates):
    owner.post(RESCUE, told("add_row", PEOPLE, row={"id": "x", "cells": {"code": "P70"}}))
    owner.post(RESCUE, cell(PEOPLE, "P70", "name", "", "Rose Underhay"))
    reply = owner.post(RESCUE, cell(PEOPLE, "P70", "name", "", "Rosa Underhay"))
    assert reply.status == 409
    assert reply.json()["clashes"][0]["theirs"] == "Rose Underhay"
    assert gates[1].names()["P70"]["name"] == "Rose Underhay"


def test_somebody_new_is_added_once_however_often_it_is_sent(owner, kept):
    edit = told("add_row", PEOPLE, row={"id": "0123456789ab", "cells": {}})
    code = owner.post(RESCUE, edit).json()["row"]["id"]
    assert owner.post(RESCUE, edit).json()["row"]["id"] == code
    other = owner.post(RESCUE, {**edit, "edit": next(EDITS)}).json()["row"]["id"]
    assert other != code
    assert owner.post(RESCUE, cell(PEOPLE, code, "role", "", "Midwife")).status == 200
    assert kept("person", code)["role"] == "Midwife"
    assert kept("person", other)["role"] == ""


def test_somebody_taken_out_goes_with_their_names_and_comes_back_with_them(owner, kept, gates):
    cells = {"code": "P71", "name": "Ivo Tansley", "aliases": "Ivy", "role": "Uncle", "involvement": "family"}
    back = told("add_row", PEOPLE, row={"id": "P71", "cells": cells})
    assert owner.post(RESCUE, back).status == 200
    assert (kept("person", "P71")["role"], gates[1].names()["P71"]["name"]) == ("Uncle", "Ivo Tansley")
    assert owner.post(RESCUE, told("remove_row", PEOPLE, row="P71")).status == 200
    assert kept("person", "P71") is None
    assert "P71" not in gates[1].names()
    assert owner.post(RESCUE, back).status == 200
    assert owner.post(RESCUE, back).status == 200
    assert gates[1].names()["P71"]["name"] == "Ivo Tansley"
    assert "Tansley" not in json.dumps(gates[0].review())


# --- on the wall ------------------------------------------------------------------------------------------------------


def test_a_new_group_is_saved_with_its_title_and_its_cards(owner, kept):
    group = told("new_group", WALL, id="g-new", title="Nobody rings back", cards=["c1"])
    assert owner.post(RESCUE, group).status == 200
    assert kept("theme", "g-new")["title"] == "Nobody rings back"
    assert [link["to"] for link in kept("theme", "g-new")["rests_on"]] == ["c1"]
    assert kept("contribution", "c1")["title"] == "open words"
    assert owner.post(RESCUE, told("move", WALL, card="c2", group="g-new", **{"from": None})).status == 200
    assert owner.post(RESCUE, group).status == 200
    assert {link["to"] for link in kept("theme", "g-new")["rests_on"]} == {"c1", "c2"}


def test_a_card_that_somebody_else_moved_stays_where_they_put_it(owner, kept):
    owner.post(RESCUE, told("new_group", WALL, id="g-one", title="One", cards=["c1"]))
    owner.post(RESCUE, told("new_group", WALL, id="g-two", title="Two", cards=[]))
    reply = owner.post(RESCUE, told("move", WALL, card="c1", group="g-two", **{"from": None}))
    assert "Somebody else moved this card" in reply.json()["sentence"]
    assert [link["to"] for link in kept("theme", "g-one")["rests_on"]] == ["c1"]


def test_a_card_taken_down_and_a_group_taken_away_are_kept(owner, kept, gates):
    card = {"id": "c9", "words": "said once", "voice": "fact"}
    owner.post(RESCUE, told("add_card", WALL, card=card))
    owner.post(RESCUE, told("new_group", WALL, id="g-nine", title="Nine", cards=["c9"]))
    owner.post(RESCUE, told("edit_card", WALL, id="c9", before="said once", words="said twice"))
    assert kept("contribution", "c9")["title"] == "said twice"
    assert owner.post(RESCUE, told("take_down", WALL, card="c9")).status == 200
    rows = {row["id"]: row["body"] for row in gates[0].ledger("card")["rows"]}
    assert (rows["c9"]["withdrawn"], rows["c9"]["words"]) == (True, "said twice")
    assert kept("theme", "g-nine")["rests_on"] == []
    assert owner.post(RESCUE, told("remove_group", WALL, id="g-nine")).status == 200
    assert kept("theme", "g-nine")["withdrawn"] is True


@pytest.mark.parametrize(
    "edit", [told("undo", WALL), told("make", WALL, group="t1", what="x"), told("settle", path="x", keep="both")]
)
def test_what_needs_the_pages_program_says_so_and_claims_nothing_else(owner, edit):
    reply = owner.post(RESCUE, edit)
    assert reply.status == 422
    assert "This was not done" in reply.json()["sentence"]
    assert "is saved" not in reply.json()["sentence"]


# --- by the same rights -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "edit",
    [
        cell(NEW_NODE, "n-r", "label", "Born early", "forged", begun={**NODE, "id": "n-r"}),
        told("add_row", NEW_NODE, row={"id": "n-r", "cells": {}}),
        cell(PEOPLE, "P01", "name", "", "Forged"),
        cell(PEOPLE, "P01", "role", "", "Forged"),
        told("add_row", PEOPLE, row={"id": "x", "cells": {}}),
        told("remove_row", PEOPLE, row="P01"),
        told("new_group", WALL, id="g-r", title="Forged", cards=[]),
        told("move", WALL, card="c1", group="t1"),
        told("take_down", WALL, card="c1"),
        told("remove_group", WALL, id="t1"),
    ],
)
@pytest.mark.parametrize("role", ["panel_member", "reader", "agency_author"])
def test_the_rescue_of_tables_and_walls_keeps_to_the_rights(somebody, edit, role):
    client = somebody(role, agency="HV") if role == "agency_author" else somebody(role)
    assert client.post(RESCUE, edit).status == 403


def test_an_analyst_draws_the_map_and_reads_no_name(somebody):
    analyst = somebody("analyst")
    edit = cell(NEW_NODE, "n-analyst", "label", "Born early", "Drawn", begun={**NODE, "id": "n-analyst"})
    assert analyst.post(RESCUE, edit).status == 200
    reply = analyst.post(RESCUE, cell(PEOPLE, "P01", "name", "wrong", "Guess"))
    assert reply.status == 403
    assert "clashes" not in reply.json()


@pytest.mark.parametrize(
    "edit",
    [
        told("edit_card", WALL, id="c2", before="a guess", words="x"),
        told("rename_group", WALL, id="t1", before="a guess", title="x"),
        cell(NEW_NODE, "n-begun", "label", "a guess", "x"),
        {
            **told("edit", path="method", before="a guess", value="x"),
            "target": {"id": "lead.agency_report.POL", "step": "agency_report", "of": ["POL"]},
        },
    ],
)
def test_a_wrong_guess_shows_nobody_the_text_that_is_not_theirs(owner, somebody, edit):
    owner.post(RESCUE, cell(NEW_NODE, "n-begun", "label", "Born early", "Born six weeks early", begun=NODE))
    reply = somebody("agency_author", agency="HV").post(RESCUE, edit)
    assert reply.status == 403
    assert "clashes" not in reply.json()
