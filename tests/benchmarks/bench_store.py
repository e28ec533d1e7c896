"""The store against plain SQLite in the same run: one answer saved, a large review opened, and many reviews."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import pytest

from lcspr_core.store import Change, Keys, Store

AT = "2026-09-01T10:00:00+00:00"
RECORDS = 10_000
LEDGER = 100_000
PAGE = 200
TEXT = "The health visitor was told, and the school was not. " * 8
LIKE_THE_STORE = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY", "mmap_size=0")


def body(number: int) -> dict[str, Any]:
    """An answer as people give it: a few fields and two rows, about a kilobyte."""
    rows = [{"id": f"row{part}", "title": TEXT[:80], "why": TEXT} for part in range(2)]
    return {"step": "agency_report", "state": "draft", "data": {"number": number, "learning": rows}}


def plain(place: Path) -> sqlite3.Connection:
    """A plain database with the store's own settings and one table."""
    connection = sqlite3.connect(place, isolation_level=None)
    for setting in LIKE_THE_STORE:
        connection.execute(f"PRAGMA {setting}")
    connection.execute("CREATE TABLE row (kind TEXT, id TEXT, body TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID")
    return connection


def seconds(deed: Callable[[], object]) -> float:
    """How long one deed took."""
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun


def against(deed: Callable[[int], object], baseline: Callable[[int], object], times: int) -> tuple[list[float], float]:
    """Time two deeds turn by turn, so that both meet the same machine; return the first's times and the ratio."""
    pairs = [(seconds(lambda n=n: deed(n)), seconds(lambda n=n: baseline(n))) for n in range(times)]
    ours, theirs = ([pair[side] for pair in pairs] for side in (0, 1))
    return ours, median(ours) / median(theirs)


def told(what: str, times: list[float], ratio: float, baseline: str) -> str:
    """One line for the person who reads the figures."""
    late = quantiles(times, n=20)[-1]
    each = f"quickest {min(times) * 1000:.2f} ms, middle {median(times) * 1000:.2f} ms, 95th {late * 1000:.2f} ms"
    return f"{what}: {ratio:.2f} x {baseline} ({each})"


def growth(what: str, times: dict[int, list[float]], budget: str) -> str:
    """Say whether something takes longer the more reviews there are, by the quickest of each."""
    first, *_, last = times
    grown = min(times[last]) / min(times[first])
    return f"{what}: with {last} other reviews {grown:.2f} times what it takes with {first} (budget: {budget})"


def fill(store: Store, review: str, kinds: Mapping[str, int]) -> None:
    """Save many records, a thousand in each batch."""
    store.open_review(review, {"title": review}, "ann", AT, {"title": review})
    for kind, many in kinds.items():
        for start in range(0, many, 1000):
            store.save(review, new(kind, range(start, min(start + 1000, many))), by="ann", at=AT)


def new(kind: str, numbers: Iterable[int]) -> list[Change]:
    return [Change(kind=kind, id=f"{kind}{n:06}", revision=0, before=None, after=body(n)) for n in numbers]


def one_answer_saved(folder: Path, others: int = 0, times: int = 300) -> tuple[list[float], str]:
    """Save one field of one answer, again and again, in a store with so many other reviews."""
    folder.mkdir()
    with Store.create(folder / "store" / "reviews.lcspr", Keys.new()) as store:
        for number in range(others):
            fill(store, f"other{number}", {"answer": 100, "entry": 200})
        fill(store, "r1", {"answer": 100})
        baseline = plain(folder / "plain.db")
        last = {"revision": 1, "body": body(7)}

        def save(number: int) -> None:
            after = {**last["body"], "state": f"draft {number}"}
            change = Change(
                kind="answer", id="answer000007", revision=last["revision"], before=last["body"], after=after
            )
            saved = store.save("r1", [change], by="ann", at=AT, summary={"title": "r1", "number": number})
            last.update(revision=saved.revisions[0].revision, body=after)

        def commit(number: int) -> None:
            text = json.dumps(body(number))
            baseline.execute("INSERT OR REPLACE INTO row VALUES ('answer', 'a7', ?)", (text,))

        ours, ratio = against(save, commit, times)
        baseline.close()
    return ours, told(f"one answer saved beside {others} other reviews", ours, ratio, "one plain row committed")


def review_opened(folder: Path, others: int = 0) -> tuple[list[float], tuple[str, ...]]:
    """Open a large review: its header and a first page, then all but its ledgers."""
    folder.mkdir()
    with Store.create(folder / "store" / "reviews.lcspr", Keys.new()) as store:
        for number in range(others):
            fill(store, f"other{number}", {"answer": 100, "entry": 200})
        taken = seconds(lambda: fill(store, "r1", {"answer": RECORDS, "entry": LEDGER}))
        baseline = plain(folder / "plain.db")
        rows = (
            (kind, f"{n:06}", json.dumps(body(n)))
            for kind, m in (("answer", RECORDS), ("entry", LEDGER))
            for n in range(m)
        )
        baseline.execute("BEGIN")
        baseline.executemany("INSERT INTO row VALUES (?, ?, ?)", rows)
        baseline.execute("COMMIT")
        first, lines = _opened(store, baseline, others)
        many = RECORDS + LEDGER
        return first, (f"{many} records saved in {taken:.1f} s ({many / taken:.0f} a second)", *lines)


def _opened(store: Store, baseline: sqlite3.Connection, others: int) -> tuple[list[float], tuple[str, ...]]:
    def first_page(_: int) -> None:
        assert store.record("r1", "header", "r1") is not None
        assert len(store.ledger("r1", "entry", limit=PAGE).rows) == PAGE

    def whole(_: int) -> None:
        assert len(store.review("r1").records["answer"]) == RECORDS

    def plainly(kind: str, many: int) -> Callable[[int], None]:
        asked = "SELECT id, body FROM row WHERE kind = ? ORDER BY id LIMIT ?"
        return lambda _: [json.loads(text) for _id, text in baseline.execute(asked, (kind, many))] and None

    beside = f"beside {others} other reviews"
    page = against(first_page, plainly("entry", PAGE + 1), 50)
    every = against(whole, plainly("answer", RECORDS), 5)
    baseline.close()
    what = f"header and first page of {RECORDS} records and {LEDGER} ledger rows {beside}"
    return page[0], (
        told(what, *page, "as many plain rows"),
        told(f"all {RECORDS} records of that review {beside}", *every, "as many plain rows"),
    )


@pytest.mark.bench
def test_one_answer_saved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = {others: one_answer_saved(tmp_path / str(others), others) for others in (0, 9, 99)}
    times = {others: taken for others, (taken, _) in found.items()}
    with capsys.disabled():
        print("\n" + "\n".join(line for _, line in found.values()))
        print(growth("one answer saved", times, "a few milliseconds, and no growth"))


@pytest.mark.bench
def test_a_large_review_opened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = {others: review_opened(tmp_path / str(others), others) for others in (0, 99)}
    times = {others: taken for others, (taken, _) in found.items()}
    with capsys.disabled():
        print("\n" + "\n".join(line for _, lines in found.values() for line in lines))
        print(growth("header and first page", times, "a tenth of a second, and no growth"))
