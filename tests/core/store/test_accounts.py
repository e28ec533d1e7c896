"""Accounts in the store: their names and secrets sealed, their ends in the audit, and they outlive a change of keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from lcspr_core.errors import LcsprError
from lcspr_core.store import Keys, Store, StoreRefused
from lcspr_core.store.accounts import Kept

AT = "2026-09-01T10:00:00+00:00"
ANN = Kept(id="w-1", body={"hash": "$argon2id$x", "held": []}, sealed={"login": "ann@nhs.example", "secret": "JBSWY3"})
BEN = Kept(id="w-2", body={"hash": ""}, sealed={"login": "ben@police.example"})


def keep(store: Store, account: Kept, what: str = "person-invited") -> None:
    store.keep_account(account, what=what, by="owner", at=AT, review="r1", ids=("role-1",))


def test_they_are_there_when_the_store_is_opened_again(store: Store, place: Path, keys: Keys) -> None:
    assert store.accounts() == {}
    keep(store, ANN)
    keep(store, BEN)
    store.close()
    with Store.open(place, keys) as again:
        assert again.accounts() == {"w-1": ANN, "w-2": BEN}


def test_one_is_forgotten_with_its_name(store: Store) -> None:
    keep(store, ANN)
    keep(store, BEN)
    store.forget_account("w-1", what="invitation-withdrawn", by="owner", at=AT)
    assert store.accounts() == {"w-2": BEN}


def test_its_texts_are_sealed_under_the_second_key_for_their_own_place(store, place, keys, raw) -> None:
    keep(store, ANN)
    keep(store, BEN)
    store.close()
    behind = raw(place, keys.data)
    ((value,),) = behind.execute("SELECT value FROM meta WHERE name = 'account w-1'").fetchall()
    assert "ann@nhs" not in value
    assert "JBSWY3" not in value
    behind.execute("UPDATE meta SET value = ? WHERE name = 'account w-2'", (value,))
    behind.close()
    with Store.open(place, keys) as moved, pytest.raises(LcsprError):
        moved.accounts()


def test_the_audit_tells_who_did_what_to_which_account_and_no_name(store: Store, place: Path, keys: Keys, raw) -> None:
    before = store.head().entry
    keep(store, ANN)
    assert store.head().entry == before + 1
    store.verify_audit()
    store.close()
    behind = raw(place, keys.data)
    ((text,),) = behind.execute("SELECT text FROM audit ORDER BY entry DESC LIMIT 1").fetchall()
    behind.close()
    assert "person-invited" in text
    assert "w-1" in text
    assert "ann" not in text.lower()


def test_a_backup_and_a_change_of_keys_carry_them(store: Store, place: Path, keys: Keys, tmp_path: Path) -> None:
    keep(store, ANN)
    store.backup(tmp_path / "copy.lcspr")
    store.close()
    with Store.open(tmp_path / "copy.lcspr", keys) as copy:
        assert copy.accounts() == {"w-1": ANN}
    new = Keys.new()
    Store.rekey(place, keys, new)
    with Store.open(place, new) as again:
        assert again.accounts() == {"w-1": ANN}


def test_verifying_the_store_finds_an_account_that_was_altered(store: Store, place: Path, keys: Keys, raw) -> None:
    keep(store, ANN)
    store.verify()
    store.close()
    behind = raw(place, keys.data)
    old, new = '"login":"', '"login":"00'
    behind.execute("UPDATE meta SET value = replace(value, ?, ?) WHERE name = 'account w-1'", (old, new))
    behind.close()
    with Store.open(place, keys) as altered, pytest.raises(LcsprError):
        altered.verify()


@pytest.mark.parametrize("name", ["a sentence of words", "", "x' OR 1=1"])
def test_an_account_is_named_by_an_id(store: Store, name: str) -> None:
    with pytest.raises(StoreRefused):
        keep(store, Kept(id=name, body={}, sealed={}))
