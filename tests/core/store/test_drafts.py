"""What somebody has begun: theirs alone, encrypted, and in no review."""

from __future__ import annotations

from pathlib import Path

import pytest

from lcspr_core.store import Keys, Store, StoreRefused

TYPED = {"title": "a name that would be found", "rows": [{"id": "r1", "words": "and a question"}]}


def test_it_is_there_when_the_store_is_opened_again(store: Store, place: Path, keys: Keys) -> None:
    assert store.draft("ann", "opening") is None
    store.keep_draft("ann", "opening", {"title": "older"})
    store.keep_draft("ann", "opening", TYPED)
    store.close()
    with Store.open(place, keys) as again:
        assert again.draft("ann", "opening") == TYPED


def test_it_is_one_persons_and_one_purposes(store: Store) -> None:
    store.keep_draft("ann", "opening", TYPED)
    assert store.draft("ben", "opening") is None
    assert store.draft("ann", "another") is None
    store.keep_draft("ben", "opening", {"title": "Ben's"})
    assert store.draft("ann", "opening") == TYPED


def test_it_is_forgotten_when_it_is_let_go(store: Store) -> None:
    store.keep_draft("ann", "opening", TYPED)
    store.keep_draft("ann", "opening", None)
    assert store.draft("ann", "opening") is None


def test_no_word_of_it_lies_in_the_clear_in_a_review_or_in_the_audit(store: Store, place: Path) -> None:
    before = store.head()
    store.keep_draft("ann", "opening", TYPED)
    assert store.head() == before
    assert [one.review for one in store.reviews()] == ["r1"]
    assert "draft" not in store.review("r1").records
    assert not any(b"would be found" in path.read_bytes() for path in place.parent.iterdir())


def test_a_backup_and_a_change_of_keys_carry_it(store: Store, place: Path, keys: Keys, tmp_path: Path) -> None:
    store.keep_draft("ann", "opening", TYPED)
    store.backup(tmp_path / "copy.lcspr")
    store.close()
    with Store.open(tmp_path / "copy.lcspr", keys) as copy:
        assert copy.draft("ann", "opening") == TYPED
    new = Keys.new()
    Store.rekey(place, keys, new)
    with Store.open(place, new) as again:
        assert again.draft("ann", "opening") == TYPED


@pytest.mark.parametrize(("by", "what"), [("a sentence of words", "opening"), ("ann", "two words"), ("", "opening")])
def test_its_place_is_named_by_ids(store: Store, by: str, what: str) -> None:
    with pytest.raises(StoreRefused):
        store.keep_draft(by, what, TYPED)
