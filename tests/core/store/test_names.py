"""Real names and original texts: under a second key, bound to their place, never in the clear."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lcspr_core.store import Clash, Keys, Store
from lcspr_core.store.key_refusals import NamesLocked
from lcspr_core.store.refusals import NotPlain

AT = "2026-09-01T10:00:00+00:00"
NAME = "Kayleigh Anne Dorrick"


def test_names_come_back_by_code_and_field(store: Store) -> None:
    store.save_names(
        "r1", {"P02": {"name": NAME, "address": "Ferrier Street"}, "P03": {"name": "Liam Vane"}}, "ann", AT
    )
    store.save_names("r1", {"P02": {"address": None}}, "ann", AT)
    assert store.names("r1") == {"P02": {"name": NAME}, "P03": {"name": "Liam Vane"}}
    store.open_review("r2", {}, "ann", AT)
    assert store.names("r2") == {}


def test_no_name_is_in_the_clear_even_for_whoever_opens_the_database(
    store: Store, place: Path, keys: Keys, raw: Callable[..., Any]
) -> None:
    store.save_names("r1", {"P02": {"name": NAME}}, "ann", AT)
    store.seal("r1", "o1", f"{NAME} said so", "ann", AT)
    store.close()
    behind = raw(place, keys.data)
    tables = [name for (name,) in behind.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    dump = repr([behind.execute(f"SELECT * FROM {name}").fetchall() for name in tables])
    behind.close()
    assert "P02" in dump
    assert "Dorrick" not in dump


def test_no_text_is_in_the_clear_in_any_file_beside_the_store(
    store: Store, place: Path, put: Callable[..., int]
) -> None:
    put(store, {"said": "a text that would be found"})
    store.save_names("r1", {"P02": {"name": NAME}}, "ann", AT)
    files = [path.read_bytes() for path in place.parent.iterdir()]
    assert len(files) >= 3
    assert not any(
        text in file for file in files for text in (b"would be found", b"Dorrick", b"CREATE TABLE", b"SQLite")
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sealed SET code = 'P09'",
        "UPDATE sealed SET field = 'alias'",
        "UPDATE sealed SET review = 'r2'",
        "UPDATE sealed SET sort = 'original', field = ''",
        "UPDATE sealed SET sealed = substr(sealed, 1, length(sealed) - 1)",
        "UPDATE sealed SET sealed = x'00'",
        "UPDATE sealed SET sealed = zeroblob(length(sealed))",
    ],
)
def test_a_sealed_name_that_was_moved_or_altered_does_not_open(
    store: Store, place: Path, keys: Keys, raw: Callable[..., Any], statement: str
) -> None:
    store.open_review("r2", {}, "ann", AT)
    store.save_names("r1", {"P02": {"name": NAME}}, "ann", AT)
    store.close()
    behind = raw(place, keys.data)
    behind.execute(statement)
    behind.close()
    with Store.open(place, keys) as again:
        with pytest.raises(NamesLocked, match=r"A sealed text about P0\d does not open") as refused:
            again.verify()
        assert "Dorrick" not in str(refused.value)


def test_each_sealing_is_new_so_that_equal_names_look_different(store: Store) -> None:
    store.save_names("r1", {"P02": {"name": NAME}, "P03": {"name": NAME}}, "ann", AT)
    with store._database.reading() as db:
        one, two = db.exec_driver_sql("SELECT sealed FROM sealed").scalars()
    assert one[:12] != two[:12]
    assert one[12:] != two[12:]


def test_two_people_who_write_one_name_are_shown_both(store: Store) -> None:
    store.save_names("r1", {"P02": {"name": "Kayley"}}, "ann", AT)
    seen = store.names("r1")
    store.save_names("r1", {"P02": {"name": NAME}}, "bob", AT, seen=seen)
    head = store.head()
    with pytest.raises(Clash) as refused:
        store.save_names("r1", {"P02": {"name": "Kaleigh"}, "P04": {"name": "x"}}, "ann", AT, seen=seen)
    (place,) = refused.value.places
    assert (place.id, place.path, place.mine, place.theirs) == ("P02", "name", "Kaleigh", NAME)
    assert store.names("r1") == {"P02": {"name": NAME}}
    assert store.head() == head


def test_an_original_text_is_kept_apart_and_can_be_forgotten(store: Store) -> None:
    store.seal("r1", "q7", "as it was said, with \ud800 and all", "ann", AT)
    assert store.sealed("r1", "q7") == "as it was said, with \ud800 and all"
    store.seal("r1", "q7", None, "ann", AT)
    assert store.sealed("r1", "q7") is None


def test_a_code_cannot_be_a_name_written_out(store: Store) -> None:
    with pytest.raises(NotPlain, match="code is not a plain"):
        store.save_names("r1", {NAME: {"name": NAME}}, "ann", AT)
    assert store.names("r1") == {}
