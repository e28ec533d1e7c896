"""A disk that is full at any moment: a sentence, nothing lost, and saving goes on once there is room."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lcspr_core.store import Keys, Store, files
from lcspr_core.store.database import faults_told
from lcspr_core.store.refusals import DiskFault, DiskFull, NoAccess

AT = "2026-09-01T10:00:00+00:00"
WRITER = Path(__file__).with_name("writer.py")


def allow(store: Store, more: int) -> None:
    """Let the file grow by so many pages and no further."""
    with store._database.reading() as db:
        pages = db.exec_driver_sql("PRAGMA page_count").scalar()
        db.exec_driver_sql(f"PRAGMA max_page_count={pages + more}")


def held(store: Store) -> tuple[Any, ...]:
    return store.review("r1"), store.changes_since("r1", 0), store.head(), store.reviews()


@pytest.mark.parametrize("more", range(8))
def test_a_store_that_may_not_grow_says_so_and_keeps_all_it_had(
    store: Store, put: Callable[..., int], more: int
) -> None:
    """Whatever page is the last: the save is refused whole, and goes through once there is room."""
    put(store, {"text": "before"}, record="a0")
    was = held(store)
    allow(store, more)
    with pytest.raises(DiskFull, match=r"^The disk is full, so this was not saved; everything saved before is safe\."):
        put(store, {"text": "x" * 40_000}, record="a1")
    assert held(store) == was
    allow(store, 1000)
    put(store, {"text": "x" * 40_000}, record="a1")
    assert len(store.review("r1").records["answer"]) == 2
    store.verify()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a file's size")
@pytest.mark.parametrize("size", [120_000, 133_333, 150_001, 180_000])
def test_a_write_that_the_system_refuses_loses_nothing(store: Store, keys: Keys, size: int) -> None:
    place = store.place
    store.close()
    done = subprocess.run(
        [sys.executable, WRITER, place, "500", str(size)],
        input=keys.root.hex() + "\n",
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert lines[-1].startswith(("DiskFull: The disk is full", "DiskFault: The disk that holds"))
    assert done.stderr == ""
    acknowledged = int(lines[-2])
    with Store.open(place, keys) as again:
        assert int(again.record("r1", "count", "c").body["count"]) == acknowledged
        assert len(again.ledger("r1", "answer", limit=1000).rows) == acknowledged
        again.verify()


@pytest.mark.parametrize(
    ("number", "refusal", "sentence"),
    [
        (errno.ENOSPC, DiskFull, "The disk is full"),
        (errno.EDQUOT, DiskFull, "The disk is full"),
        (errno.EIO, DiskFault, "gave an error"),
        (errno.EACCES, NoAccess, "may not read or write"),
        (errno.EROFS, NoAccess, "may not read or write"),
    ],
)
def test_the_systems_own_faults_get_their_sentence(
    place: Path, number: int, refusal: type[Exception], sentence: str
) -> None:
    with pytest.raises(refusal, match=sentence), faults_told(place):
        raise OSError(number, "as the system says it")


def test_a_full_disk_during_a_backup_leaves_no_half_copy(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "settle", full)
    target = tmp_path / "copies" / "copy.lcspr"
    with pytest.raises(DiskFull, match="Free some space"):
        store.backup(target)
    assert list(target.parent.iterdir()) == []
    store.verify()


def test_a_full_disk_while_a_store_is_made_leaves_none(
    place: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("lcspr_core.store.store.put_in_place", full)
        with pytest.raises(DiskFull):
            Store.create(place, keys)
    assert not place.exists()
    assert [path.name for path in place.parent.iterdir()] == [f"{place.name}.lock"]
    Store.create(place, keys).close()
