"""A fresh store with one review in it, and the short way to write a change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from lcspr_core.store import Change, Keys, Store, opening

AT = "2026-09-01T10:00:00+00:00"


@pytest.fixture(scope="session")
def keys() -> Keys:
    return Keys.new()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "reviews.lcspr"


@pytest.fixture
def store(place: Path, keys: Keys) -> Iterator[Store]:
    with Store.create(place, keys) as opened:
        opened.open_review("r1", {"title": "Juniper"}, "ann", AT, {"title": "Juniper"})
        yield opened


@pytest.fixture
def change() -> Callable[..., Change]:
    def of(before: Any, after: Any, revision: int = 0, kind: str = "answer", record: str = "a1") -> Change:
        return Change(kind=kind, id=record, revision=revision, before=before, after=after)

    return of


@pytest.fixture
def put(change: Callable[..., Change]) -> Callable[..., int]:
    """Save one body over whatever is there, as somebody who has just seen it."""

    def save(store: Store, after: Mapping[str, Any] | None, *, by: str = "ann", **where: str) -> int:
        kind, record = where.get("kind", "answer"), where.get("record", "a1")
        seen = store.record("r1", kind, record)
        before, revision = (seen.body, seen.revision) if seen else (None, 0)
        saved = store.save("r1", [change(before, after, revision, kind, record)], by=by, at=where.get("at", AT))
        return saved.revisions[0].revision

    return save


@pytest.fixture
def raw() -> Callable[..., Any]:
    """Open the file from behind, as somebody with the key and without scruples would."""

    def behind(place: Path, key: bytes) -> Any:
        return opening.keyed(str(place), key)

    return behind
