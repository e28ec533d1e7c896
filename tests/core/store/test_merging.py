"""Two people's edits: joined where they lie apart, shown to both where they do not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcspr_core.store.bodies import same
from lcspr_core.store.merging import ABSENT, at, merge, merge_bodies

LEAVES = st.none() | st.booleans() | st.integers(-3, 3) | st.text("abé\ud800", max_size=3)
NAMES = st.sampled_from(["a", "b", "c", "d", "e"])
IDS = st.sampled_from([f"r{number}" for number in range(8)])


def rows_of(cells: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.tuples(IDS, st.dictionaries(NAMES, cells, max_size=3))
    return st.lists(row, max_size=5, unique_by=lambda one: one[0]).map(
        lambda rows: [{"id": one, **fields} for one, fields in rows]
    )


VALUES = st.recursive(
    LEAVES | st.lists(LEAVES, max_size=3),
    lambda inner: st.dictionaries(NAMES, inner, max_size=4) | rows_of(inner),
    max_leaves=12,
)
BODIES = st.dictionaries(NAMES, VALUES, max_size=4)
ROWS = rows_of(LEAVES)


@given(VALUES, VALUES)
def test_what_one_person_left_alone_is_taken_from_the_other(base: Any, edited: Any) -> None:
    for joined in (merge(base, base, edited), merge(base, edited, base), merge(base, edited, edited)):
        assert same(joined.value, edited)
        assert joined.differences == ()


@given(BODIES, BODIES, BODIES, st.sets(NAMES))
def test_edits_of_different_fields_are_both_kept_and_commute(
    base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any], my_fields: set[str]
) -> None:
    ours = {
        **{k: v for k, v in base.items() if k not in my_fields},
        **{k: v for k, v in mine.items() if k in my_fields},
    }
    others = {
        **{k: v for k, v in base.items() if k in my_fields},
        **{k: v for k, v in theirs.items() if k not in my_fields},
    }
    both = {k: v for k, v in ours.items() if k in my_fields} | {k: v for k, v in others.items() if k not in my_fields}
    one, other = merge(base, ours, others), merge(base, others, ours)
    assert same(one.value, both)
    assert same(other.value, both)
    assert one.differences == other.differences == ()


@given(ROWS, st.data())
def test_edits_of_different_cells_of_rows_are_both_kept(base: list[dict[str, Any]], data: st.DataObject) -> None:
    def edited(names: list[str]) -> list[dict[str, Any]]:
        return [{**row, **data.draw(st.dictionaries(st.sampled_from(names), LEAVES))} for row in base]

    mine, theirs = edited(["a", "b"]), edited(["c", "d"])
    joined = merge({"rows": base}, {"rows": mine}, {"rows": theirs})
    expected = [
        {**row, **{k: v for k, v in one.items() if k in "ab"}, **{k: v for k, v in two.items() if k in "cd"}}
        for row, one, two in zip(base, mine, theirs, strict=True)
    ]
    assert same(joined.value, {"rows": expected})
    assert joined.differences == ()


@given(BODIES, BODIES, BODIES)
def test_both_people_are_shown_the_same_places(base: Any, mine: Any, theirs: Any) -> None:
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    shown = [(place.path, repr(place.mine), repr(place.theirs)) for place in one.differences]
    swapped = [(place.path, repr(place.theirs), repr(place.mine)) for place in other.differences]
    assert sorted(shown) == sorted(swapped)


def leaves(value: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """Every place of a value down to what is no object and no rows, by keys and row ids."""
    parts: dict[str, Any] = {}
    if isinstance(value, dict):
        parts = value
    elif isinstance(value, list) and value and all(isinstance(one, dict) and "id" in one for one in value):
        parts = {one["id"]: one for one in value}
    below = {p: leaf for key, part in parts.items() for p, leaf in leaves(part, (*path, key)).items()}
    return below or {path: value}


@given(BODIES, BODIES, BODIES)
def test_nothing_that_anybody_wrote_is_lost_unseen(base: Any, mine: Any, theirs: Any) -> None:
    joined = merge(base, mine, theirs)
    clashes = [place.path for place in joined.differences]
    for side in (mine, theirs):
        for path, leaf in leaves(side).items():
            written = at(base, path) is ABSENT or not same(at(base, path), leaf)
            kept = at(joined.value, path) is not ABSENT and same(at(joined.value, path), leaf)
            container = leaf in ({}, []) and at(joined.value, path) is not ABSENT
            assert not written or kept or container or any(path[: len(one)] == one for one in clashes)


@given(ROWS, st.data())
def test_rows_added_by_two_people_keep_each_ones_order(base: list[dict[str, Any]], data: st.DataObject) -> None:
    def added(mark: str) -> list[dict[str, Any]]:
        rows = list(base)
        for number in range(data.draw(st.integers(0, 4))):
            rows.insert(data.draw(st.integers(0, len(rows))), {"id": f"{mark}{number}"})
        return rows

    mine, theirs = added("mine"), added("theirs")
    joined = merge(base, mine, theirs)
    assert joined.differences == ()
    for side in (mine, theirs):
        ids = [row["id"] for row in side]
        assert [row["id"] for row in joined.value if row["id"] in ids] == ids


@given(ROWS, st.data())
def test_rows_moved_by_one_and_edited_by_the_other_are_moved_and_edited(
    base: list[dict[str, Any]], data: st.DataObject
) -> None:
    moved = data.draw(st.permutations(base))
    edited = [{**row, "e": "new"} for row in base]
    for joined in (merge(base, moved, edited), merge(base, edited, moved)):
        assert joined.differences == ()
        assert same(joined.value, [{**row, "e": "new"} for row in moved])


def test_rows_moved_in_two_ways_are_shown_to_both() -> None:
    base = [{"id": "a"}, {"id": "b"}, {"id": "c"}]
    joined = merge({"rows": base}, {"rows": base[::-1]}, {"rows": [base[1], base[0], base[2]]})
    (place,) = joined.differences
    assert (place.path, place.mine, place.theirs) == (("rows",), ["c", "b", "a"], ["b", "a", "c"])


def test_a_removed_row_against_an_edited_one_is_shown_to_both() -> None:
    base = {"data": {"learning": [{"id": "x1", "title": "old"}, {"id": "x2", "title": "kept"}]}}
    mine = {"data": {"learning": [base["data"]["learning"][1]]}}
    theirs = {"data": {"learning": [{"id": "x1", "title": "new"}, base["data"]["learning"][1]]}}
    (place,) = merge_bodies(base, mine, theirs).differences
    assert place.path == ("data", "learning", "x1")
    assert (place.mine, place.theirs) == (None, {"id": "x1", "title": "new"})


def test_a_removed_row_that_nobody_else_touched_is_removed() -> None:
    base = [{"id": "x1", "t": 1}, {"id": "x2", "t": 2}]
    joined = merge(base, base[1:], [base[0], {"id": "x2", "t": 3}])
    assert (joined.value, joined.differences) == ([{"id": "x2", "t": 3}], ())


def test_a_clash_names_the_field_inside_the_row() -> None:
    (place,) = merge_bodies(
        {"data": {"rows": [{"id": "x", "title": "a", "why": "b"}]}},
        {"data": {"rows": [{"id": "x", "title": "mine", "why": "b"}]}},
        {"data": {"rows": [{"id": "x", "title": "theirs", "why": "c"}]}},
    ).differences
    assert (place.path, place.mine, place.theirs) == (("data", "rows", "x", "title"), "mine", "theirs")


def test_two_people_who_begin_the_same_record_are_joined() -> None:
    assert merge_bodies(None, {"a": 1}, {"b": 2}).value == {"b": 2, "a": 1}
    assert [one.path for one in merge_bodies(None, {"a": 1}, {"a": 2}).differences] == [("a",)]


def test_a_removed_record_against_an_edited_one_is_shown_to_both() -> None:
    (mine_gone,) = merge_bodies({"a": 1}, None, {"a": 2}).differences
    (theirs_gone,) = merge_bodies({"a": 1}, {"a": 2}, None).differences
    assert (mine_gone.path, mine_gone.mine, mine_gone.theirs) == ((), None, {"a": 2})
    assert (theirs_gone.mine, theirs_gone.theirs) == ({"a": 2}, None)


@pytest.mark.parametrize(("one", "other"), [(True, 1), (False, 0), (1, 1.0), (None, ""), ([], {}), ("1", 1)])
def test_values_that_only_python_thinks_equal_are_told_apart(one: Any, other: Any) -> None:
    assert not same(one, other)
    assert merge({"a": "base"}, {"a": one}, {"a": other}).differences != ()


def test_lists_without_ids_are_taken_whole() -> None:
    assert merge(["a"], ["a", "b"], ["a", "c"]).differences != ()
    assert merge([{"id": "x"}], [{"id": "x"}, {"id": "x"}], []).differences != ()


def test_the_order_of_keys_is_the_stored_one_and_new_keys_come_behind() -> None:
    joined = merge({"a": 1, "b": 2}, {"n": 3, "a": 1, "b": 2}, {"b": 5, "a": 1})
    assert json.dumps(joined.value) == '{"b": 5, "a": 1, "n": 3}'
