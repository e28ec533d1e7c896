"""The thread runs one way, from what was recorded to what changed, and says where it hangs in the air."""

from __future__ import annotations

from itertools import product

import networkx as nx
import pytest
from attrs import evolve

from lcspr_core.thread import (
    CORE_KINDS,
    RUNG_WORDS,
    Link,
    Record,
    RecordKind,
    Rung,
    came_of,
    graph,
    loose_ends,
    may_rest,
    rests_on,
    withdrawn,
)

KINDS = {kind.key: kind for kind in CORE_KINDS}


def record(name, kind, *lower, how="supports"):
    return Record(id=name, kind=kind, title=name.title(), rests_on=tuple(Link(to=one, how=how) for one in lower))


WORDS = record("words", "contribution")
OTHER = record("other", "contribution")
THEME = record("theme", "theme", "words", "other")
FINDING = record("finding", "finding", "theme")
ADVICE = record("advice", "recommendation", "finding")
ACTION = record("action", "action", "advice")
THREAD = (WORDS, OTHER, THEME, FINDING, ADVICE, ACTION)


def names(records):
    return [one.id for one in records]


def loose(*records, kinds=KINDS):
    return {one.about[0]: one.key for one in loose_ends(records, kinds)}


def test_a_record_rests_only_on_kinds_earlier_in_the_thread():
    allowed = [(upper, lower) for upper, lower in product(KINDS, KINDS) if may_rest(KINDS, upper, lower)]
    assert len(allowed) == 11
    assert all(KINDS[lower].rung < KINDS[upper].rung for upper, lower in allowed)


def test_so_the_kinds_cannot_loop():
    drawn = nx.DiGraph((kind.key, lower) for kind in CORE_KINDS for lower in kind.rests_on)
    assert nx.is_directed_acyclic_graph(drawn)


def test_every_rung_has_a_kind_and_words():
    assert {kind.rung for kind in CORE_KINDS} == set(Rung) == set(RUNG_WORDS)


def test_nothing_rests_on_a_kind_nobody_knows():
    assert not may_rest(KINDS, "theme", "episode")
    assert not may_rest(KINDS, "episode", "theme")


def test_from_a_recommendation_one_comes_down_to_the_words_that_were_said():
    assert names(rests_on(THREAD, "advice")) == ["finding", "theme", "words", "other"]


def test_from_what_was_said_one_comes_up_to_what_came_of_it():
    assert names(came_of(THREAD, "other")) == ["theme", "finding", "advice", "action"]


def test_the_ends_of_the_thread_rest_on_nothing_and_nothing_came_of_them():
    assert rests_on(THREAD, "words") == ()
    assert came_of(THREAD, "action") == ()
    assert rests_on(THREAD, "nobody") == came_of(THREAD, "nobody") == ()


def test_a_link_keeps_how_it_supports_or_speaks_against():
    against = record("doubt", "finding", "theme", how="speaks_against")
    assert graph((THEME, against)).edges["doubt", "theme"] == {"how": "speaks_against"}


def test_a_link_to_what_is_not_there_leads_nowhere_and_breaks_nothing():
    lost = record("lost", "finding", "theme", "vanished")
    assert names(rests_on((*THREAD, lost), "lost")) == ["theme", "words", "other"]


def test_a_whole_thread_has_no_loose_ends():
    assert loose(*THREAD) == {}


def test_what_rests_on_nothing_is_loose_unless_it_stands_at_the_beginning():
    bare = {one.id: one for one in (evolve(each, rests_on=()) for each in THREAD)}
    assert loose(*bare.values()) == dict.fromkeys(("theme", "finding", "advice", "action"), "thread.nothing")
    assert loose(record("page", "evidence")) == {}


def test_a_kind_without_a_rung_or_a_plugin_is_never_said_to_rest_on_nothing():
    kinds = {**KINDS, "standard": RecordKind(key="standard", title="Standard", plural="Standards")}
    assert loose(record("s1", "standard"), record("e1", "key_episode"), kinds=kinds) == {}


def test_withdrawing_something_deletes_nothing_that_rested_on_it():
    assert loose(withdrawn(WORDS), *THREAD[1:]) == {"theme": "thread.partly"}
    assert loose(withdrawn(WORDS), withdrawn(OTHER), *THREAD[2:]) == {"theme": "thread.withdrawn"}


def test_what_was_withdrawn_itself_is_nobodys_concern():
    assert loose(withdrawn(WORDS), withdrawn(OTHER), withdrawn(THEME), *THREAD[3:]) == {"finding": "thread.withdrawn"}


def test_what_rests_on_something_that_is_not_there_is_loose():
    assert loose(FINDING) == {"finding": "thread.withdrawn"}


def test_a_loose_end_is_said_with_its_title_and_a_way_out():
    (concern,) = loose_ends((evolve(THEME, rests_on=()),), KINDS)
    assert concern.sentence == "“Theme”: this rests on nothing yet."
    assert concern.way_out == "Link it to what was said or recorded, or withdraw it."


def test_a_records_fields_cannot_be_changed():
    made = Record(id="x", kind="theme", title="X", fields={"words": ["a"]})
    with pytest.raises(TypeError):
        made.fields["words"] = ()
    assert made.fields["words"] == ("a",)
