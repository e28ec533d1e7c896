"""The register's lines: one review is judged for each that was changed, all of them on a new day, and none twice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from lcspr_jupyter.server import lines, writing
from lcspr_jupyter.server.bells import Bells
from lcspr_jupyter.server.counter import Counter
from lcspr_jupyter.server.people import owner

from lcspr_core.plugins import load
from lcspr_core.store import Change, Keys, Store

AT = "2026-09-01T10:00:00+00:00"
MANY = 8
NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that is put forward by hand."""

    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def counter(tmp_path: Path, keys: Keys, clock: Clock) -> Iterator[Counter]:
    with Store.create(tmp_path / "a" / "reviews.lcspr", keys) as store:
        for number in range(MANY):
            name = f"r{number}"
            head = {"id": name, "title": name, "opened_on": "2026-04-02", "decided_on": "2026-04-29"}
            store.open_review(name, head, "owner", AT, {"title": name})
        yield Counter(store, load().keepers, Bells(), now=clock)


def settled(counter: Counter) -> int:
    """Judge all that waits, and return how many reviews that were."""
    counter.lines.look()
    before = counter.lines.judged
    while counter.lines.judge_next():
        pass
    return counter.lines.judged - before


def answered(counter: Counter, review: str, words: str = "It was read.") -> None:
    row = counter.store.record(review, "answer", "procedure.referral")
    told = {"id": "procedure.referral", "step": "referral", "strand": "procedure", "state": "draft", "of": []}
    after = {**told, "data": {"summary": words, "received_on": {"typed": "2 April 2026"}}}
    change = Change(
        kind="answer",
        id="procedure.referral",
        revision=row.revision if row else 0,
        before=row.body if row else None,
        after=after,
    )
    writing.change(counter, owner().at(review, "procedure"), (change,), "answered")


def line(counter: Counter, review: str, **how: Any) -> dict[str, Any]:
    return next(one for one in counter.reviews(owner(), **how) if one["id"] == review)


def test_one_answer_saved_judges_one_review_however_many_there_are(counter):
    assert settled(counter) == MANY
    answered(counter, "r7")
    assert settled(counter) == 1


def test_whoever_looks_at_the_register_sees_what_was_just_saved(counter):
    settled(counter)
    before = line(counter, "r7")["late"]
    answered(counter, "r7")
    counter.lines.judged = 0
    assert line(counter, "r7")["late"] != before
    assert counter.lines.judged == 1


def test_the_register_is_read_without_judging_anything_that_merely_grew_older(counter, clock):
    settled(counter)
    clock.now += timedelta(days=1)
    counter.lines.look()
    counter.lines.judged = 0
    assert all(one["waits"] for one in counter.reviews(owner()))
    assert counter.lines.judged == 0


def test_a_new_day_judges_each_review_once_and_the_same_day_none(counter, clock):
    settled(counter)
    assert settled(counter) == 0
    clock.now += timedelta(days=1)
    assert settled(counter) == MANY
    assert {one["on"] for one in counter.reviews(owner())} == {"2026-09-02"}
    assert not any(one["waits"] for one in counter.reviews(owner()))


def test_a_review_that_is_as_at_a_day_of_its_own_does_not_grow_older(counter, clock):
    row = counter.store.record("r3", "header", "r3")
    fixed = Change(
        kind="header", id="r3", revision=row.revision, before=row.body, after={**row.body, "as_at": "2026-08-01"}
    )
    writing.change(counter, owner().at("r3", "case"), (fixed,), "fixed")
    settled(counter)
    clock.now += timedelta(days=1)
    assert settled(counter) == MANY - 1


def test_a_server_that_starts_again_judges_only_what_another_program_or_day_left(counter, clock):
    settled(counter)
    again = Counter(counter.store, counter.methodologies, Bells(), now=clock)
    assert settled(again) == 0
    newer = {**counter.methodologies, "silp": evolve(counter.methodologies["silp"], version="9.9.9")}
    assert settled(Counter(counter.store, newer, Bells(), now=clock)) == MANY


def test_a_day_that_the_partnership_closes_judges_each_review_anew(counter):
    settled(counter)
    day = {"id": "d1", "day": "2026-09-04", "name": "Day of the election", "why": "By order.", "since": "2026-09-01"}
    counter.store.keep_closed_day("d1", {**day, "by": "owner", "sort": "proclaimed", "ended": None}, "owner", AT)
    assert settled(counter) == MANY
    assert settled(counter) == 0


def test_a_line_worked_out_before_another_save_is_not_kept(counter, monkeypatch):
    settled(counter)
    made = lines.line_of

    def slow(contents: Any, *more: Any) -> Any:
        answered(counter, "r5", "Meanwhile.")
        return made(contents, *more)

    monkeypatch.setattr(lines, "line_of", slow)
    assert not counter.lines.judge("r5")
    monkeypatch.undo()
    assert "r5" in counter.lines.waiting
    assert settled(counter) == 1


def test_one_review_that_cannot_be_judged_stops_no_other(counter, monkeypatch):
    made = lines.line_of

    def stops(contents: Any, *more: Any) -> Any:
        if "r5" in contents.records["header"]:
            raise RuntimeError
        return made(contents, *more)

    monkeypatch.setattr(lines, "line_of", stops)
    settled(counter)
    assert {one["id"] for one in counter.reviews(owner()) if "on" not in one} == {"r5"}
    monkeypatch.undo()
    assert settled(counter) == 1


def test_dues_travel_only_where_they_are_asked_for(counter):
    settled(counter)
    assert "dues" not in line(counter, "r1")
    assert "mark" not in line(counter, "r1", dues=True)
    assert line(counter, "r1", dues=True)["dues"]


def test_the_server_judges_by_itself_what_was_changed(counter, monkeypatch):
    monkeypatch.setattr(lines, "QUIET", 0.01)
    monkeypatch.setattr(lines, "REST", 0.0)

    async def ask(question: Any) -> Any:
        return await asyncio.to_thread(question)

    async def story() -> None:
        keeping = asyncio.create_task(counter.lines.keep(ask))
        while counter.lines.judged < MANY:  # noqa: ASYNC110  (the server is watched from outside)
            await asyncio.sleep(0.01)
        answered(counter, "r7")
        while counter.lines.waiting:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        keeping.cancel()

    asyncio.run(asyncio.wait_for(story(), 30))
    assert counter.lines.judged == MANY + 1
