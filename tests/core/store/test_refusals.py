"""What is not opened, each in its sentence, and not one byte of it changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lcspr_core.errors import LcsprError
from lcspr_core.store import Keys, Store, StoreRefused, key_refusals, opening, refusals
from lcspr_core.store.refusals import (
    AlreadyThere,
    Closed,
    Damaged,
    NewerStore,
    NoAccess,
    NoStore,
    NotAStore,
    OldSQLite,
    Truncated,
    WrongKey,
)

AT = "2026-09-01T10:00:00+00:00"


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file that could hold data, by name; the lock and SQLite's index of the log are none."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.suffix != ".lock" and not path.name.endswith("-shm")
    }


@pytest.fixture
def refused(place: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., None]:
    def check(refusal: type[StoreRefused], sentence: str, keys: Keys) -> None:
        was = bytes_of(place.parent)
        with pytest.raises(refusal, match=sentence) as told:
            Store.open(place, keys)
        assert str(place) in str(told.value)
        assert bytes_of(place.parent) == was
        assert capfd.readouterr().err == ""

    return check


def test_a_wrong_key(store: Store, keys: Keys, refused: Callable[..., None], place: Path) -> None:
    store.close()
    refused(WrongKey, "This key does not open .* recovery key that was made with this store", Keys.new())
    with Store.open(place, keys) as again:
        again.verify()


def test_a_wrong_key_leaves_what_a_crash_left_in_the_log(
    store: Store, keys: Keys, tmp_path: Path, put: Callable[..., int]
) -> None:
    put(store, {"a": "only in the log"})
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for path in store.place.parent.glob(f"{store.place.name}*"):
        shutil.copyfile(path, crashed / path.name)
    was = bytes_of(crashed)
    assert len(was[f"{store.place.name}-wal"]) > 0
    with pytest.raises(WrongKey):
        Store.open(crashed / store.place.name, Keys.new())
    assert bytes_of(crashed) == was
    with Store.open(crashed / store.place.name, keys) as again:
        assert again.record("r1", "answer", "a1").body == {"a": "only in the log"}


def test_a_torn_first_page_is_mended_from_the_log(
    store: Store, keys: Keys, tmp_path: Path, put: Callable[..., int]
) -> None:
    for number in range(30):
        put(store, {"a": "x" * 900}, record=f"a{number}")
    crashed = tmp_path / "crashed" / store.place.name
    crashed.parent.mkdir()
    for path in store.place.parent.glob(f"{store.place.name}*"):
        shutil.copyfile(path, crashed.parent / path.name)
    with crashed.open("r+b") as file:
        file.seek(2000)
        file.write(b"\0" * 100)
    with Store.open(crashed, keys) as again:
        assert len(again.review("r1").records["answer"]) == 30
        again.verify()


@pytest.mark.parametrize("left", [1, 100, 4095, 4097, 20_000])
def test_a_file_that_was_cut_short(
    store: Store, keys: Keys, refused: Callable[..., None], place: Path, left: int
) -> None:
    store.close()
    os.truncate(place, left)
    refused(Truncated, "ends too early: a copy or a download of it was cut short", keys)


@pytest.mark.parametrize("pages", [1, 2, 5])
def test_a_file_that_lost_whole_pages(
    store: Store, keys: Keys, refused: Callable[..., None], place: Path, pages: int
) -> None:
    store.close()
    os.truncate(place, 4096 * pages)
    refused(Damaged, "A part of .* is damaged and cannot be read", keys)


def test_an_empty_file(keys: Keys, refused: Callable[..., None], place: Path) -> None:
    place.touch()
    refused(Truncated, "ends too early", keys)


def test_no_file(keys: Keys, refused: Callable[..., None], place: Path) -> None:
    refused(NoStore, "There is no store at .* make a new store, or restore a backup", keys)
    assert list(place.parent.iterdir()) == []


def test_a_plain_database(keys: Keys, refused: Callable[..., None], place: Path) -> None:
    plain = sqlite3.connect(place)
    plain.execute("CREATE TABLE t (a)")
    plain.commit()
    plain.close()
    refused(NotAStore, "is not a store of reviews, but a database without encryption", keys)


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 " + b"x" * 9000, b"PK\x03\x04" + b"\0" * 4092, b"a text of somebody's\n" * 400, b"\x89PNG" + b"\0" * 9],
)
def test_a_file_of_another_kind(keys: Keys, refused: Callable[..., None], place: Path, content: bytes) -> None:
    place.write_bytes(content)
    refused(NotAStore, "but a file of another kind", keys)


def test_an_encrypted_database_of_another_program(
    keys: Keys, refused: Callable[..., None], place: Path, raw: Callable[..., Any]
) -> None:
    other = raw(place, keys.data)
    other.execute("CREATE TABLE t (a)")
    other.close()
    refused(NotAStore, "but an encrypted database of another program", keys)


def test_random_bytes(keys: Keys, refused: Callable[..., None], place: Path) -> None:
    place.write_bytes(bytes(range(200, 256)) * 1024)
    refused(WrongKey, "This key does not open", keys)


def test_a_store_of_a_newer_version(
    store: Store, keys: Keys, refused: Callable[..., None], place: Path, raw: Callable[..., Any]
) -> None:
    store.close()
    behind = raw(place, keys.data)
    behind.execute("PRAGMA user_version=2")
    behind.close()
    refused(NewerStore, r"written by a newer version of lcspr \(form 2; this one knows 1\)", keys)


def test_a_folder_in_its_place(keys: Keys, place: Path) -> None:
    place.mkdir()
    with pytest.raises(NoStore):
        Store.open(place, keys)
    with pytest.raises(AlreadyThere):
        Store.create(place, keys)


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2)])
def test_an_old_sqlite(
    store: Store,
    keys: Keys,
    refused: Callable[..., None],
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    version: tuple[int, ...],
) -> None:
    store.close()
    was = bytes_of(place.parent)
    monkeypatch.setattr(opening.dbapi2, "sqlite_version_info", version)
    monkeypatch.setattr(opening.dbapi2, "sqlite_version", ".".join(map(str, version)))
    for ask in (Store.open, Store.create, lambda path, key: Store.restore(path, path.with_name("new"), key)):
        with pytest.raises(
            OldSQLite,
            match=rf"SQLite {opening.dbapi2.sqlite_version}, .* 3\.51\.3 is needed. Install the pinned requirements",
        ):
            ask(place, keys)
    assert bytes_of(place.parent) == was


def test_the_sqlite_that_is_pinned_is_new_enough() -> None:
    opening.refuse_old_sqlite()


def test_a_store_is_never_made_over_another_file(store: Store, keys: Keys, place: Path) -> None:
    store.close()
    was = bytes_of(place.parent)
    with pytest.raises(AlreadyThere, match="already a file at"):
        Store.create(place, keys)
    assert bytes_of(place.parent) == was


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(keys: Keys, place: Path) -> None:
    place.parent.chmod(0o500)
    with pytest.raises(NoAccess, match="This account may not read or write"):
        Store.create(place, keys)
    place.parent.chmod(0o700)


def test_a_page_damaged_inside_is_found_and_told(
    store: Store, keys: Keys, place: Path, put: Callable[..., int]
) -> None:
    for number in range(60):
        put(store, {"text": "x" * 800}, record=f"a{number}")
    store.close()
    content = bytearray(place.read_bytes())
    for page in range(3, len(content) // 4096):
        content[page * 4096 + 77] ^= 1
    place.write_bytes(content)
    with pytest.raises(Damaged, match="A part of .* is damaged"), Store.open(place, keys) as again:
        again.verify()


def test_a_closed_store_says_so_and_closes_twice(store: Store, place: Path) -> None:
    store.close()
    store.close()
    with pytest.raises(Closed, match="has been closed. Open it again"):
        store.reviews()


def test_settings_are_as_they_must_be(store: Store) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "mmap_size": 0,
        "fullfsync": 1,
    }
    with store._database.reading() as db:
        found = {name: db.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
        strict = {row.name: row.strict for row in db.exec_driver_sql("PRAGMA table_list") if row.schema == "main"}
    assert found == wanted
    assert {name for name, is_strict in strict.items() if not is_strict and not name.startswith("sqlite_")} == set()


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps no such mode")
def test_the_files_of_a_store_are_its_owners_alone(store: Store, put: Callable[..., int], tmp_path: Path) -> None:
    put(store, {"a": 1})
    store.backup(tmp_path / "copy.lcspr")
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}


def test_every_refusal_is_a_sentence_of_ours() -> None:
    everything = [*vars(refusals).values(), *vars(key_refusals).values()]
    classes = [one for one in everything if isinstance(one, type) and issubclass(one, StoreRefused)]
    assert len(classes) > 25
    for one in classes:
        assert issubclass(one, LcsprError)
        assert one.sentence.endswith(".")
        assert one is StoreRefused or one.sentence != StoreRefused.sentence


def test_an_error_of_the_database_never_carries_a_text(store: Store) -> None:
    with pytest.raises(Exception, match="constraint") as fault, store._database.writing() as db:
        db.exec_driver_sql("INSERT INTO record VALUES ('r9', 'k', 'i', 1, ?)", ("Ivy was not brought",))
    assert "Ivy" not in str(fault.value)
    assert "Ivy" not in repr(fault.value)


def test_one_damaged_byte_in_any_page_is_found_even_where_nothing_is_kept_now(
    store: Store, keys: Keys, place: Path, put: Callable[..., int]
) -> None:
    for number in range(12):
        put(store, {"text": f"{number}" * 2000})
    put(store, {"text": ""})
    store.erase_history("r1", "2027-01-01", "ann", AT)
    with store._database.reading() as db:
        assert db.exec_driver_sql("PRAGMA freelist_count").scalar() > 5
    store.close()
    sound = place.read_bytes()
    for page in range(len(sound) // 4096):
        place.write_bytes(sound)
        with place.open("r+b") as file:
            file.seek(page * 4096 + 1000)
            file.write(bytes([sound[page * 4096 + 1000] ^ 1]))
        with pytest.raises((Damaged, WrongKey)), Store.open(place, keys) as again:
            again.verify()
