"""Saving into a real store: what is kept, merged, refused, followed, taken back and erased."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lcspr_core.store import Change, Clash, Keys, NotFound, Store
from lcspr_core.store.refusals import (
    AlreadyOpened,
    HistoryErased,
    NothingToUndo,
    NotJson,
    NotPlain,
    OddTime,
    TokenReused,
)

AT = "2026-09-01T10:00:00+00:00"
LATER = "2026-09-02T10:00:00+00:00"
Make = Callable[..., Change]
Put = Callable[..., int]


def held(store: Store) -> dict[str, Any]:
    """All that a refusal must leave as it was."""
    return {
        "contents": store.review("r1", without=()),
        "feed": store.changes_since("r1", 0),
        "register": store.reviews(),
        "names": store.names("r1"),
        "head": store.head(),
    }


def test_what_was_saved_is_there_after_closing(store: Store, place: Any, keys: Keys, put: Put) -> None:
    put(store, {"data": {"what": "was said"}})
    store.close()
    with Store.open(place, keys) as again:
        assert again.review("r1").records["answer"]["a1"] == (1, {"data": {"what": "was said"}})
        assert again.record("r1", "header", "r1").body == {"title": "Juniper"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(body=st.dictionaries(st.text(), JSON, max_size=5))
def test_records_of_an_absent_plugin_come_out_as_they_went_in(store: Store, body: dict[str, Any]) -> None:
    name = uuid4().hex
    new = Change(kind="stranger.kind", id=name, revision=0, before=None, after=body)
    store.save("r1", [new], by="ann", at=AT)
    out = store.record("r1", "stranger.kind", name).body
    assert json.dumps(out) == json.dumps(body)


def test_two_people_who_saw_the_same_are_merged(store: Store, put: Put, change: Make) -> None:
    before = {"data": {"strengths": "", "learning": [{"id": "x", "title": "one", "why": ""}]}}
    put(store, before)
    mine = {"data": {"strengths": "mine", "learning": [{"id": "x", "title": "one", "why": ""}]}}
    theirs = {"data": {"strengths": "", "learning": [{"id": "x", "title": "one", "why": "theirs"}]}}
    store.save("r1", [change(before, theirs, 1)], by="bob", at=AT)
    saved = store.save("r1", [change(before, mine, 1)], by="ann", at=AT)
    assert saved.revisions[0].merged
    assert store.record("r1", "answer", "a1").body == {
        "data": {"strengths": "mine", "learning": [{"id": "x", "title": "one", "why": "theirs"}]}
    }


def test_a_clash_shows_both_texts_and_who_wrote_the_other_and_changes_nothing(
    store: Store, put: Put, change: Make
) -> None:
    before = {"data": {"learning": [{"id": "x", "title": "old", "why": "old"}]}}
    put(store, before)
    put(store, {"data": {"learning": [{"id": "x", "title": "Bob's", "why": "old"}]}}, by="bob", at=LATER)
    put(store, {"data": {"learning": [{"id": "x", "title": "Bob's", "why": "Cat's"}]}}, by="cat")
    was = held(store)
    mine = {"data": {"learning": [{"id": "x", "title": "Ann's", "why": "old"}]}}
    other = change(None, {"fresh": True}, record="a2")
    with pytest.raises(Clash, match="Read both texts and choose") as refused:
        store.save("r1", [other, change(before, mine, 1)], by="ann", at=AT)
    (place,) = refused.value.places
    assert (place.kind, place.id, place.path) == ("answer", "a1", "data.learning.x.title")
    assert (place.mine, place.theirs, place.by, place.at) == ("Ann's", "Bob's", "bob", LATER)
    assert held(store) == was


def test_an_edit_of_what_was_removed_is_a_clash(store: Store, put: Put, change: Make) -> None:
    put(store, {"a": 1})
    put(store, None, by="bob")
    with pytest.raises(Clash) as refused:
        store.save("r1", [change({"a": 1}, {"a": 2}, 1)], by="ann", at=AT)
    assert (refused.value.places[0].theirs, refused.value.places[0].by) == (None, "bob")


def test_a_record_made_again_goes_on_counting_its_revisions(store: Store, put: Put) -> None:
    assert [put(store, {"a": 1}), put(store, None), put(store, {"a": 2})] == [1, 2, 3]


def test_the_writer_with_the_newest_revision_wins_over_a_body_they_were_shown_in_part(
    store: Store, put: Put, change: Make
) -> None:
    put(store, {"seen": 1, "hidden": "from this role"})
    store.save("r1", [change({"seen": 1}, {"seen": 2}, 1)], by="bob", at=AT)
    assert store.record("r1", "answer", "a1").body == {"seen": 2, "hidden": "from this role"}


def test_a_change_that_changes_nothing_leaves_revision_and_feed_alone(store: Store, put: Put, change: Make) -> None:
    put(store, {"a": 1})
    seq = store.review("r1").seq
    saved = store.save("r1", [change({"a": 1}, {"a": 1}, 1)], by="bob", at=AT)
    assert (saved.seq, saved.revisions[0].revision) == (seq, 1)
    assert store.review("r1").seq == seq
    with pytest.raises(NothingToUndo):
        store.undo("r1", "bob", AT)


def test_one_record_changed_twice_in_a_batch_builds_on_itself(store: Store, change: Make) -> None:
    store.save("r1", [change(None, {"a": 1}), change({"a": 1}, {"a": 2})], by="ann", at=AT)
    assert store.record("r1", "answer", "a1").body == {"a": 2}
    store.undo("r1", "ann", AT)
    assert store.record("r1", "answer", "a1") is None


def test_a_request_sent_twice_is_saved_once(store: Store, change: Make) -> None:
    new = [change(None, {"rows": [{"id": "x"}]})]
    first = store.save("r1", new, by="ann", at=AT, token="t1")
    was = held(store)
    assert store.save("r1", new, by="ann", at=LATER, token="t1") == first
    assert held(store) == was
    with pytest.raises(TokenReused, match="already saved with other content"):
        store.save("r1", [change(None, {"other": 1})], by="ann", at=AT, token="t1")
    assert held(store) == was


def test_an_undo_sent_twice_takes_back_one_batch(store: Store, put: Put) -> None:
    put(store, {"a": 1})
    put(store, {"a": 2})
    assert store.undo("r1", "ann", AT, token="u") == store.undo("r1", "ann", AT, token="u")
    assert store.record("r1", "answer", "a1").body == {"a": 1}


def test_undo_goes_back_batch_by_batch_and_only_ones_own(store: Store, put: Put) -> None:
    put(store, {"a": 1})
    put(store, {"a": 1, "b": 1}, by="bob")
    put(store, {"a": 2, "b": 1})
    store.undo("r1", "ann", AT)
    assert store.record("r1", "answer", "a1").body == {"a": 1, "b": 1}
    store.undo("r1", "bob", AT)
    assert store.record("r1", "answer", "a1").body == {"a": 1}
    store.undo("r1", "ann", AT)
    assert store.record("r1", "answer", "a1") is None
    with pytest.raises(NothingToUndo, match="no change of yours left to undo"):
        store.undo("r1", "ann", AT)
    assert store.record("r1", "header", "r1") is not None


def test_undo_steps_over_a_snapshot_to_the_latest_batch_that_can_be_taken_back(store: Store, put: Put) -> None:
    put(store, {"a": 1})
    put(store, {"a": 2})
    put(store, {"on": "2026-09-01"}, kind="snapshot", record="s1")
    assert store.undo_steps_over("r1", "ann")
    store.undo("r1", "ann", AT)
    assert store.record("r1", "answer", "a1").body == {"a": 1}
    store.undo("r1", "ann", AT)
    assert store.record("r1", "answer", "a1") is None
    assert store.record("r1", "snapshot", "s1").body == {"on": "2026-09-01"}
    for ask in (store.undo_coming, store.undo_steps_over):
        with pytest.raises(NothingToUndo):
            ask("r1", "ann")
    put(store, {"a": 3})
    assert not store.undo_steps_over("r1", "ann")


def test_undo_of_a_batch_with_a_snapshot_in_it_leaves_the_snapshot_alone(store: Store, change: Make) -> None:
    both = [change(None, {"a": 1}), change(None, {"on": "2026-09-01"}, kind="snapshot", record="s1")]
    store.save("r1", both, by="ann", at=AT)
    assert [one.kind for one in store.undo_coming("r1", "ann")] == ["answer"]
    assert store.undo_steps_over("r1", "ann")
    store.undo("r1", "ann", AT)
    assert store.record("r1", "answer", "a1") is None
    assert store.record("r1", "snapshot", "s1").body == {"on": "2026-09-01"}


def test_undo_keeps_what_others_wrote_elsewhere_and_clashes_where_overtaken(store: Store, put: Put) -> None:
    put(store, {"a": 1, "b": 1})
    put(store, {"a": 2, "b": 1})
    put(store, {"a": 2, "b": 9}, by="bob")
    store.undo("r1", "ann", AT)
    assert store.record("r1", "answer", "a1").body == {"a": 1, "b": 9}
    put(store, {"a": 3, "b": 9})
    put(store, {"a": 4, "b": 9}, by="bob")
    was = held(store)
    with pytest.raises(Clash) as refused:
        store.undo("r1", "ann", AT)
    (place,) = refused.value.places
    assert (place.path, place.mine, place.theirs, place.by) == ("a", 1, 4, "bob")
    assert held(store) == was


def test_the_feed_gives_each_change_once_and_in_order(store: Store, put: Put) -> None:
    store.open_review("r2", {}, "ann", AT)
    put(store, {"a": 1})
    put(store, None, by="bob")
    feed = store.changes_since("r1", 0)
    assert [(one.kind, one.revision, one.body, one.by) for one in feed] == [
        ("header", 1, {"title": "Juniper"}, "ann"),
        ("answer", 1, {"a": 1}, "ann"),
        ("answer", 2, None, "bob"),
    ]
    assert feed[-1].seq == store.review("r1").seq
    assert store.changes_since("r1", feed[1].seq) == feed[2:]
    assert store.changes_since("r1", 0, limit=2) == feed[:2]


def test_history_tells_who_changed_what(store: Store, put: Put) -> None:
    put(store, {"a": 1})
    put(store, {"a": 2}, by="bob", at=LATER)
    past = store.history("r1", "answer", "a1")
    assert [(one.by, one.at, one.before, one.after) for one in past] == [
        ("ann", AT, None, {"a": 1}),
        ("bob", LATER, {"a": 1}, {"a": 2}),
    ]


def test_a_ledger_is_read_page_by_page_and_stays_out_of_the_review(store: Store, change: Make) -> None:
    rows = [change(None, {"n": n}, kind="entry", record=f"e{n:02}") for n in range(25)]
    store.save("r1", rows, by="ann", at=AT)
    store.save("r1", [change({"n": 3}, None, 1, "entry", "e03")], by="ann", at=AT)
    found, after, more = [], None, True
    while more:
        page = store.ledger("r1", "entry", after, limit=7)
        found += [row.body["n"] for row in page.rows]
        after, more = page.rows[-1].id, page.more
    assert found == [n for n in range(25) if n != 3]
    assert set(store.review("r1").records) == {"header"}
    assert len(store.review("r1", without=()).records["entry"]) == 24


def test_the_register_reads_the_line_saved_with_the_review(store: Store, change: Make) -> None:
    store.save("r1", [change(None, {})], by="ann", at=LATER, summary={"title": "Juniper", "due": 3})
    (line,) = store.reviews()
    assert (line.review, line.body, line.changed_at) == ("r1", {"title": "Juniper", "due": 3}, LATER)
    assert line.seq == store.review("r1").seq


def test_the_register_reads_no_record(store: Store) -> None:
    asked: list[str] = []
    store._database._raw.set_trace_callback(asked.append)
    store.reviews()
    store._database._raw.set_trace_callback(None)
    assert len(asked) == 1
    assert "FROM review" in asked[0].replace("\n", "")
    assert "record" not in asked[0]


def test_erased_history_is_gone_and_the_records_stay(store: Store, put: Put, place: Any) -> None:
    put(store, {"a": "first text"}, at="2026-01-05T00:00:00+01:00")
    put(store, {"a": "second text"}, at=LATER)
    seen = store.review("r1")
    assert store.history_before("r1", "2026-06-01") == 1
    assert store.erase_history("r1", "2026-06-01", "ann", LATER) == 1
    assert store.history_before("r1", "2026-06-01") == 0
    assert [one.at for one in store.history("r1", "answer", "a1")] == [LATER]
    assert store.review("r1") == seen
    assert place.with_name(place.name + "-wal").stat().st_size == 0
    with pytest.raises(HistoryErased, match="Load the review again"):
        store.changes_since("r1", 0)
    assert store.changes_since("r1", seen.seq) == ()
    put(store, {"a": "third"})
    assert store.changes_since("r1", seen.seq)[0].seq > seen.seq
    store.verify()


def test_the_reason_given_is_erased_with_the_history(
    store: Store, change: Make, raw: Any, place: Any, keys: Keys
) -> None:
    store.save("r1", [change(None, {})], by="ann", at=AT, why="a reason that tells something")
    store.erase_history("r1", LATER, "ann", LATER)
    store.close()
    behind = raw(place, keys.data)
    assert [why for (why,) in behind.execute("SELECT why FROM batch")] == ["", ""]
    behind.close()


@pytest.mark.parametrize(
    ("refusal", "sentence", "ask"),
    [
        (NotFound, "There is no such review in this store", lambda s, c: s.save("r9", [c(None, {})], by="ann", at=AT)),
        (NotFound, "no such review", lambda s, c: s.review("r9")),
        (NotFound, "no such review", lambda s, c: s.changes_since("r9", 0)),
        (NotFound, "no such review", lambda s, c: s.save_names("r9", {"P1": {"name": "x"}}, "ann", AT)),
        (AlreadyOpened, "already a review with the id r1", lambda s, c: s.open_review("r1", {}, "ann", AT)),
        (
            NotPlain,
            "id of a record is not a plain",
            lambda s, c: s.save("r1", [c(None, {}, 0, "k", "Ivy was seen")], by="a", at=AT),
        ),
        (NotPlain, "kind of a record is not", lambda s, c: s.save("r1", [c(None, {}, 0, "a kind")], by="ann", at=AT)),
        (NotPlain, "person's id", lambda s, c: s.save("r1", [c(None, {})], by="Ann Smith", at=AT)),
        (OddTime, "must be written like", lambda s, c: s.save("r1", [c(None, {})], by="ann", at="yesterday")),
        (
            NotJson,
            "something that JSON does not have",
            lambda s, c: s.save("r1", [c(None, {"x": {1, 2}})], by="ann", at=AT),
        ),
        (
            NotJson,
            "something that JSON does not have",
            lambda s, c: s.save("r1", [c(None, {"x": float("nan")})], by="a", at=AT),
        ),
        (
            NotJson,
            "A record of kind answer cannot be kept: it is not an object",
            lambda s, c: s.save("r1", [c(None, ["a"])], by="ann", at=AT),
        ),
        (
            NotJson,
            "nested more than 64 deep",
            lambda s, c: s.save("r1", [c(None, json.loads('{"a":' * 900 + "1" + "}" * 900))], by="a", at=AT),
        ),
        (NotPlain, "review's id", lambda s, c: s.open_review("a review", {}, "ann", AT)),
    ],
)
def test_what_cannot_be_saved_is_refused_in_a_sentence_and_changes_nothing(
    store: Store, put: Put, change: Make, refusal: Any, sentence: str, ask: Any
) -> None:
    put(store, {"a": 1})
    was = held(store)
    with pytest.raises(refusal, match=sentence):
        ask(store, change)
    assert held(store) == was


def test_a_failure_in_the_middle_of_a_batch_leaves_nothing_of_it(
    store: Store, put: Put, change: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(store, {"a": 1})
    was = held(store)
    with monkeypatch.context() as broken:
        broken.setattr("lcspr_core.store.saving.audit.append", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            store.save("r1", [change({"a": 1}, {"a": 2}, 1), change(None, {}, record="a2")], by="ann", at=AT)
    assert held(store) == was
    store.verify()


def test_threads_take_turns(store: Store, change: Make) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def write(number: int) -> int:
        return store.save("r1", [change(None, {f"f{number}": number})], by=f"p{number}", at=AT).seq

    with ThreadPoolExecutor(8) as people:
        seqs = list(people.map(write, range(40)))
    assert len(set(seqs)) == 40
    assert store.record("r1", "answer", "a1").body == {f"f{n}": n for n in range(40)}
    assert store.record("r1", "answer", "a1").revision == 40
    store.verify()
