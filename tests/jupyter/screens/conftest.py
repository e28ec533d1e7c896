"""A gate without a server: the same words and answers, straight from a real store."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import asdict, define
from lcspr_jupyter.demonstration import fill
from lcspr_jupyter.server.drafting import DRAFTED
from lcspr_jupyter.server.writing import STEPPED_OVER

from lcspr_core.store import Change, Keys, Store

AT = "2026-09-01T10:00:00+00:00"


@define
class StoreGate:
    """Answers as the gate does, for one person on one review."""

    store: Store
    role: str = "lead_reviewer"
    who: str = "ana"
    open_review_id: str | None = "juniper"

    def me(self) -> dict[str, Any]:
        called = self.who.title()
        user = {"id": self.who, "name": called, "called": called, "role": self.role, "agency": ""}
        return {"user": user, "review": self.open_review_id, "page": "workbench", "today": "2026-09-01"}

    def reviews(self, *, dues: bool = False) -> list[Mapping[str, Any]]:
        return [one.body for one in self.store.reviews()]

    def recommended_before(self) -> list[dict[str, Any]]:
        return []

    def review(self) -> dict[str, Any]:
        found = self.store.review("juniper")
        records = {
            kind: {name: {"revision": revision, "body": body} for name, (revision, body) in some.items()}
            for kind, some in found.records.items()
        }
        header = records.pop("header")["juniper"]["body"]
        return {"header": header, "seq": found.seq, "records": records}

    def ledger(self, kind: str, after: str | None = None, limit: int = 500) -> dict[str, Any]:
        page = self.store.ledger("juniper", kind, after, limit)
        return {"rows": [asdict(row, recurse=False) for row in page.rows], "more": page.more}

    def change(self, changes: list[dict[str, Any]], why: str) -> dict[str, Any]:
        asked = [Change(**one) for one in changes]
        saved = self.store.save("juniper", asked, by=self.who, at=AT, why=why)
        return {"seq": saved.seq}

    def undo(self) -> dict[str, Any]:
        over = self.store.undo_steps_over("juniper", self.who)
        return {"seq": self.store.undo("juniper", by=self.who, at=AT).seq, "sentence": STEPPED_OVER if over else ""}

    def feed(self, since: int, wait: float = 0) -> dict[str, Any]:
        found = self.store.changes_since("juniper", since)
        changes = [asdict(one, recurse=False) for one in found]
        return {"seq": max([since, *(one["seq"] for one in changes)]), "changes": changes}

    def history(self, kind: str, name: str) -> list[dict[str, Any]]:
        past = self.store.history("juniper", kind, name)
        return [{**asdict(one, recurse=False), "called": one.by.title()} for one in past]

    def draft(self) -> dict[str, Any]:
        return dict(self.store.draft(self.who, "opening") or {})

    def write_draft(self, edit: Mapping[str, Any]) -> dict[str, Any]:
        data = DRAFTED[edit["do"]](self.draft(), dict(edit))
        self.store.keep_draft(self.who, "opening", data)
        return self.draft()

    def begun(self) -> dict[str, dict[str, dict[str, str]]]:
        return {kind: dict(rows) for kind, rows in (self.store.draft(self.who, "begun/juniper") or {}).items()}

    def begin(self, kind: str, row: str, cells: Mapping[str, str] | None) -> None:
        rows = self.begun()
        here = rows.setdefault(kind, {})
        here.pop(row, None) if cells is None else here.update({row: dict(cells)})
        self.store.keep_draft(self.who, "begun/juniper", rows)

    def closed_days(self) -> list[dict[str, Any]]:
        return []

    def closes_days(self) -> bool:
        return self.role == "coordinator"

    def names(self) -> dict[str, dict[str, str]]:
        return self.store.names("juniper")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Keys]:
    """Give a store with Juniper in it, written once: each test works on a copy of its own."""
    place, keys = tmp_path_factory.mktemp("filled") / "a.lcspr", Keys.new()
    with Store.create(place, keys) as opened:
        fill(opened)
    return place, keys


@pytest.fixture
def store(filled: tuple[Path, Keys], tmp_path: Path) -> Iterator[Store]:
    place, keys = filled
    with Store.open(Path(shutil.copy(place, tmp_path)), keys) as opened:
        yield opened


@pytest.fixture
def gate(store: Store) -> StoreGate:
    return StoreGate(store=store)
