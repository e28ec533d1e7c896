"""The wall on Juniper, without a browser: cards, groups, undo, and learning that grows out of a group."""

from __future__ import annotations

import pytest
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.wall import WallScreen


@pytest.fixture
def wall(gate):
    return WallScreen(Desk(gate))


def say(component, **message):
    component._hear(None, {"edit": "e1", **message}, [])


def card(wall, name):
    return next(one for one in wall.component.state["cards"] if one["id"] == name)


def test_all_cards_are_there_and_one_who_wished_it_is_a_colleague(wall):
    assert len(wall.component.state["cards"]) == 89
    assert card(wall, "C011")["who"] == "a colleague"
    assert card(wall, "C012")["who"] == "Royal Ostlemere Hospital NHS Trust"


def test_a_card_is_moved_and_the_move_undone(wall, store):
    assert card(wall, "C012")["group"] is None
    say(wall.component, do="move", card="C012", group="g-blank")
    assert card(wall, "C012")["group"] == "g-blank"
    assert store.record("juniper", "contribution", "C012") is not None
    say(wall.component, do="undo")
    assert card(wall, "C012")["group"] is None


def test_a_card_typed_by_the_recorder_is_kept_in_its_words(wall, store):
    words = "I would not know who to tell today either."
    say(wall.component, do="add_card", card={"id": "k-new", "words": words, "voice": "worry", "agency": "HV"})
    assert card(wall, "k-new")["words"] == words
    assert store.record("juniper", "card", "k-new").body["voice"] == "worry"


def test_a_new_group_is_named_as_a_sentence_and_renamed(wall, store):
    say(wall.component, do="new_group", id="g-new", title="Nobody rings back", cards=["C086", "C012"])
    assert [one["cards"] for one in wall.component.state["groups"] if one["id"] == "g-new"] == [2]
    say(wall.component, do="rename_group", id="g-new", title="Nobody rings back the same day")
    assert store.record("juniper", "theme", "g-new").body["title"] == "Nobody rings back the same day"


def test_learning_grows_out_of_a_group(wall, store):
    say(wall.component, do="make", group="g-people", what="learning_point")
    learning = store.record("juniper", "answer", "lead.themes_and_learning").body["data"]["learning"]
    assert learning[-1]["themes"] == ["g-people"]


def test_a_card_taken_down_leaves_the_wall_and_is_not_lost(wall, store):
    say(wall.component, do="take_down", card="C020")
    assert "C020" not in {one["id"] for one in wall.component.state["cards"]}
    assert store.record("juniper", "card", "C020").body["words"]


def test_two_people_on_one_wall_see_each_other(gate, store):
    mine, theirs = WallScreen(Desk(gate)), WallScreen(Desk(type(gate)(store=store, who="ben")))
    say(theirs.component, do="move", card="C012", group="g-blank")
    mine.desk.catch_up()
    assert card(mine, "C012")["group"] == "g-blank"
