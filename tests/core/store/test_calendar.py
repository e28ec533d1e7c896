"""The closed days of a partnership: kept once, read with every review, and changed by no change of a review."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lcspr_core.store import Change, Keys, Store, StoreRefused

AT = "2026-09-01T10:00:00+00:00"
DAY = {"id": "2027-05-10", "day": "2027-05-10", "name": "a name that would be found"}


def test_it_is_there_with_every_review_when_the_store_is_opened_again(store: Store, place: Path, keys: Keys) -> None:
    assert "closed_day" not in store.review("r1").records
    store.keep_closed_day("2027-05-10", DAY, "ann", AT)
    store.open_review("r2", {"title": "Later"}, "ann", AT, {"title": "Later"})
    store.close()
    with Store.open(place, keys) as again:
        assert again.closed_days() == {"2027-05-10": DAY}
        for review in ("r1", "r2"):
            assert again.review(review).records["closed_day"] == {"2027-05-10": (0, DAY)}


def test_what_became_of_one_takes_its_place_and_the_others_stay(store: Store) -> None:
    store.keep_closed_day("one", DAY, "ann", AT)
    store.keep_closed_day("two", {"name": "Two"}, "ann", AT)
    store.keep_closed_day("one", {**DAY, "ended": "2027-01-01"}, "ben", AT)
    assert list(store.closed_days()) == ["one", "two"]
    assert store.closed_days()["one"]["ended"] == "2027-01-01"


def test_a_record_of_a_review_cannot_pass_for_one(store: Store, change: Callable[..., Change]) -> None:
    store.save("r1", [change(None, {"name": "Mine"}, kind="closed_day", record="mine")], by="ann", at=AT)
    assert "closed_day" not in store.review("r1").records
    store.keep_closed_day("one", DAY, "ann", AT)
    assert list(store.review("r1").records["closed_day"]) == ["one"]


def test_the_audit_says_who_and_when_and_no_word_of_it(store: Store, place: Path) -> None:
    before = store.head()
    store.keep_closed_day("2027-05-10", DAY, "ann", AT)
    assert store.head().entry == before.entry + 1
    store.verify_audit(before)
    assert not any(b"would be found" in path.read_bytes() for path in place.parent.iterdir())


def test_a_backup_carries_it(store: Store, keys: Keys, tmp_path: Path) -> None:
    store.keep_closed_day("one", DAY, "ann", AT)
    store.backup(tmp_path / "copy.lcspr")
    with Store.open(tmp_path / "copy.lcspr", keys) as copy:
        assert copy.closed_days() == {"one": DAY}


@pytest.mark.parametrize(("name", "by"), [("two words", "ann"), ("one", "a sentence of words"), ("", "ann")])
def test_it_is_named_by_ids(store: Store, name: str, by: str) -> None:
    with pytest.raises(StoreRefused):
        store.keep_closed_day(name, DAY, by, AT)
    assert store.closed_days() == {}
