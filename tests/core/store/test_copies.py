"""Backup, restore and verify: each proves its result, and none destroys anything."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lcspr_core.store import Keys, Store, copies
from lcspr_core.store.refusals import (
    AlreadyThere,
    AuditBroken,
    BadCopy,
    Damaged,
    DiskFull,
    NoStore,
    NotAStore,
    StoreRefused,
    Synchronised,
    Truncated,
    WrongKey,
)

AT = "2026-09-01T10:00:00+00:00"


@pytest.fixture
def full(store: Store, put: Callable[..., int]) -> Store:
    for number in range(40):
        put(store, {"text": f"{number} " + "x" * 500}, record=f"a{number}")
    store.save_names("r1", {"P01": {"name": "Ivy Dorrick"}}, "ann", AT)
    return store


def everything(store: Store) -> Any:
    return (
        store.reviews(),
        store.review("r1", without=()),
        store.changes_since("r1", 0),
        store.names("r1"),
        store.head(),
    )


def test_a_backup_holds_all_that_the_store_holds_and_says_so(full: Store, keys: Keys, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "monday.lcspr"
    proof = full.backup(copy, "ann", AT)
    assert (proof.reviews, proof.records, proof.sealed, proof.head) == (1, 41, 1, full.head())
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
    assert Store.restore(copy, tmp_path / "new" / "restored.lcspr", keys) == proof
    with Store.open(tmp_path / "new" / "restored.lcspr", keys) as restored:
        assert everything(restored) == everything(full)
        assert restored.verify(anchor=full.head()) == proof


def test_a_backup_is_made_while_the_store_is_written_to(full: Store, put: Callable[..., int], tmp_path: Path) -> None:
    put(full, {"last": "before"}, record="b1")
    full.backup(tmp_path / "copy.lcspr")
    put(full, {"after": 1}, record="b2")
    full.verify()


def test_a_backup_never_goes_over_another_file(full: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.lcspr"
    target.write_bytes(b"something of somebody's")
    for there in (target, full.place):
        was = there.read_bytes()
        with pytest.raises(AlreadyThere):
            full.backup(there)
        assert there.read_bytes() == was


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM change WHERE seq = 5",
        "DELETE FROM sealed",
        "DROP TRIGGER audit_stays; DELETE FROM audit WHERE entry = (SELECT max(entry) FROM audit)",
    ],
)
def test_a_copy_that_came_out_smaller_is_not_reported_as_good(
    full: Store, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raw: Callable[..., Any], damage: str
) -> None:
    right = copies.proved

    def damaged(copy: Path, with_keys: Keys) -> Any:
        behind = raw(copy, with_keys.data)
        behind.executescript(damage)
        behind.close()
        return right(copy, with_keys)

    monkeypatch.setattr(copies, "proved", damaged)
    with pytest.raises(BadCopy, match="is not as it should be .* so it was not kept"):
        full.backup(tmp_path / "copies" / "copy.lcspr")
    assert list((tmp_path / "copies").iterdir()) == []


@pytest.mark.parametrize("spot", [50, 4096 * 2 + 9, -100])
def test_a_copy_with_one_damaged_byte_is_not_reported_as_good(
    full: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spot: int
) -> None:
    right = copies.proved

    def damaged(copy: Path, with_keys: Keys) -> Any:
        content = bytearray(copy.read_bytes())
        content[spot] ^= 1
        copy.write_bytes(content)
        return right(copy, with_keys)

    monkeypatch.setattr(copies, "proved", damaged)
    with pytest.raises(Damaged):
        full.backup(tmp_path / "copies" / "copy.lcspr")
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_restore_never_goes_over_a_store(full: Store, keys: Keys, tmp_path: Path) -> None:
    full.backup(tmp_path / "copy.lcspr")
    full.close()
    was = full.place.read_bytes()
    with pytest.raises(AlreadyThere, match="left as it is"):
        Store.restore(tmp_path / "copy.lcspr", full.place, keys)
    assert full.place.read_bytes() == was
    with Store.open(full.place, keys) as again:
        again.verify()


def test_a_restore_clears_what_an_earlier_store_left_beside_its_place(full: Store, keys: Keys, tmp_path: Path) -> None:
    full.backup(tmp_path / "copy.lcspr")
    target = tmp_path / "new" / "restored.lcspr"
    target.parent.mkdir()
    live = full.place.with_name(full.place.name + "-wal")
    shutil.copyfile(live, target.with_name(target.name + "-wal"))
    target.with_name(target.name + "-shm").write_bytes(b"stale")
    Store.restore(tmp_path / "copy.lcspr", target, keys)
    assert sorted(path.name for path in target.parent.iterdir()) == ["restored.lcspr", "restored.lcspr.lock"]
    with Store.open(target, keys) as restored:
        assert restored.review("r1") == full.review("r1")
        restored.verify()


def test_a_store_that_was_copied_file_by_file_is_restored_with_its_log(
    full: Store, keys: Keys, tmp_path: Path, put: Callable[..., int]
) -> None:
    put(full, {"last": "in the log"}, record="z")
    by_hand = tmp_path / "by hand" / full.place.name
    by_hand.parent.mkdir()
    for path in full.place.parent.glob(f"{full.place.name}*"):
        if path.suffix != ".lock":
            shutil.copyfile(path, by_hand.parent / path.name)
    was = {path.name: path.read_bytes() for path in by_hand.parent.iterdir()}
    Store.restore(by_hand, tmp_path / "restored.lcspr", keys)
    assert {path.name: path.read_bytes() for path in by_hand.parent.iterdir()} == was
    with Store.open(tmp_path / "restored.lcspr", keys) as restored:
        assert everything(restored) == everything(full)


@pytest.mark.parametrize(
    ("refusal", "sentence", "spoil"),
    [
        (WrongKey, "does not open", None),
        (Truncated, "ends too early", lambda content: content[:-1]),
        (Damaged, "is damaged", lambda content: content[:-4096]),
        (Damaged, "is damaged", lambda content: content[:9000] + bytes([content[9000] ^ 1]) + content[9001:]),
        (NotAStore, "another kind", lambda _: b"a text of somebody's\n" * 300),
        (NoStore, "no store at", "absent"),
    ],
)
def test_a_copy_that_is_not_sound_is_not_restored(
    full: Store, keys: Keys, tmp_path: Path, refusal: type[StoreRefused], sentence: str, spoil: Any
) -> None:
    copy = tmp_path / "copy.lcspr"
    full.backup(copy)
    if spoil == "absent":
        copy.unlink()
    elif spoil is not None:
        copy.write_bytes(spoil(copy.read_bytes()))
    target = tmp_path / "new" / "restored.lcspr"
    target.parent.mkdir()
    with pytest.raises(refusal, match=sentence):
        Store.restore(copy, target, Keys.new() if spoil is None else keys)
    assert not target.exists()
    assert [path.name for path in target.parent.iterdir()] in ([], ["restored.lcspr.lock"])


def test_a_copy_whose_audit_was_altered_is_not_restored(
    full: Store, keys: Keys, tmp_path: Path, raw: Callable[..., Any]
) -> None:
    copy = tmp_path / "copy.lcspr"
    full.backup(copy)
    behind = raw(copy, keys.data)
    behind.executescript(
        "DROP TRIGGER audit_keeps; UPDATE audit SET text = replace(text, 'ann', 'eve') WHERE entry = 3"
    )
    behind.close()
    with pytest.raises(AuditBroken, match="entry 3"):
        Store.restore(copy, tmp_path / "new.lcspr", keys)


def test_a_restore_into_a_synchronised_folder_is_refused(full: Store, keys: Keys, tmp_path: Path) -> None:
    full.backup(tmp_path / "copy.lcspr")
    with pytest.raises(Synchronised):
        Store.restore(tmp_path / "copy.lcspr", tmp_path / "OneDrive" / "restored.lcspr", keys)


def test_verify_counts_what_is_there(full: Store) -> None:
    proof = full.verify()
    assert (proof.reviews, proof.records, proof.changes, proof.sealed) == (1, 41, 41, 1)


def test_new_keys_open_all_that_the_old_ones_did_and_the_old_ones_nothing(
    full: Store, keys: Keys, tmp_path: Path, put: Callable[..., int]
) -> None:
    full.seal("r1", "o1", "as it was said", "ann", AT)
    before, noted = everything(full), full.head()
    full.backup(tmp_path / "before.lcspr")
    full.close()
    new = Keys.new()
    proof = Store.rekey(full.place, keys, new, "ann", AT)
    with pytest.raises(WrongKey):
        Store.open(full.place, keys)
    with Store.open(full.place, new) as again:
        assert everything(again)[:4] == before[:4]
        assert again.sealed("r1", "o1") == "as it was said"
        assert again.verify(anchor=noted) == proof
        put(again, {"after": 1}, record="b1")
        again.save_names("r1", {"P02": {"name": "Liam Vane"}}, "ann", AT)
        again.verify(anchor=proof.head)
    third = Keys.new()
    Store.rekey(full.place, new, third)
    with Store.open(full.place, third) as again:
        again.verify(anchor=noted)
        assert again.names("r1")["P02"] == {"name": "Liam Vane"}
        again.backup(tmp_path / "after.lcspr")
    Store.restore(tmp_path / "after.lcspr", tmp_path / "restored.lcspr", third)
    Store.restore(tmp_path / "before.lcspr", tmp_path / "old.lcspr", keys)


def test_a_change_of_keys_that_fails_leaves_the_store_under_the_old_ones(
    full: Store, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(full)
    full.close()
    was = full.place.read_bytes()
    for fault, refusal in ((OSError(28, "full"), DiskFull), (BadCopy(place="x", what="y"), BadCopy)):
        with monkeypatch.context() as broken:
            broken.setattr("lcspr_core.store.rekeying._replace", lambda *_, fault=fault: (_ for _ in ()).throw(fault))
            with pytest.raises(refusal):
                Store.rekey(full.place, keys, Keys.new())
        assert full.place.read_bytes() == was
    with pytest.raises(WrongKey):
        Store.rekey(full.place, Keys.new(), Keys.new())
    assert sorted(path.name for path in full.place.parent.iterdir()) == ["reviews.lcspr", "reviews.lcspr.lock"]
    with Store.open(full.place, keys) as again:
        assert everything(again) == before


def test_a_file_that_appears_while_a_copy_is_made_is_left_alone(
    full: Store, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copies" / "copy.lcspr"
    right = copies.proved

    def meanwhile(copy: Path, with_keys: Keys) -> Any:
        target.write_bytes(b"something of somebody's")
        return right(copy, with_keys)

    monkeypatch.setattr(copies, "proved", meanwhile)
    with pytest.raises(AlreadyThere):
        full.backup(target)
    assert target.read_bytes() == b"something of somebody's"
    assert list(target.parent.iterdir()) == [target]
