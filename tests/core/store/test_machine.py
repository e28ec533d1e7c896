"""Any sequence of saves, stale saves, undos, crashes, backups and erasures, against a plain dictionary."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from lcspr_core.store import Change, Clash, Keys, Store
from lcspr_core.store.refusals import HistoryErased, NothingToUndo

Body = dict[str, str] | None
Place = tuple[str, str]
PEOPLE = ("ann", "bob", "cat")
PLACES = (("answer", "a1"), ("answer", "a2"), ("theme", "t1"), ("card", "c1"), ("card", "c2"), ("stranger", "s1"))
FIELDS = st.sampled_from("xyz")
BODIES = st.dictionaries(FIELDS, st.sampled_from(["", "one", "two", "Ivy 👶"]), max_size=3)
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


class Differ(Exception):
    """The plain model says that two people differ."""


def joined(before: Body, mine: Body, theirs: Body, *, fresh: bool) -> Body:
    """The merge of flat bodies, spelt out field by field."""
    if mine == theirs or theirs == before:
        return mine
    if mine == before:
        return theirs
    if mine is None or theirs is None:
        if fresh:
            return mine
        raise Differ
    was = before or {}
    result = {}
    for field in {*mine, *theirs}:
        one, other, base = mine.get(field), theirs.get(field), was.get(field)
        if one != other and other != base and one != base and not fresh:
            raise Differ
        value = other if one == base else one
        if value is not None:
            result[field] = value
    return result


class Reviewing(RuleBasedStateMachine):
    """A store on disk and a model in memory, told the same things."""

    counted: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="lcspr-machine-"))
        self.keys = Keys.new()
        self.copies = 0
        self.clock = 0
        self.records: dict[Place, tuple[int, Body]] = {}
        self.seen: dict[str, dict[Place, tuple[int, Body]]] = {person: {} for person in PEOPLE}
        self.batches: list[dict[str, Any]] = []
        self.past: dict[Place, list[tuple[str, str, Body, Body]]] = {}
        self.names: dict[str, dict[str, str]] = {}
        self.follower: dict[Place, tuple[int, Body]] = {}
        self.followed = 0
        self.line: dict[str, str] = {}
        self.requests: dict[str, tuple[Any, ...]] = {}

    @initialize()
    def begin(self) -> None:
        self.store = Store.create(self.folder / "0" / "reviews.lcspr", self.keys)
        self.store.open_review("r0", {}, "ann", self.now())
        self.store.open_review("r1", {}, "ann", self.now(), self.line)
        self.records["header", "r1"] = (1, {})
        self.past["header", "r1"] = [("ann", self.time, None, {})]

    def now(self) -> str:
        self.clock += 1
        self.time = f"2026-01-01T00:00:00.{self.clock:06}+00:00"
        return self.time

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.verify()
            self.store.close()
        shutil.rmtree(self.folder)

    # What people do

    @rule(person=st.sampled_from(PEOPLE))
    def look(self, person: str) -> None:
        self.seen[person] = dict(self.records)

    @rule(
        person=st.sampled_from(PEOPLE),
        edits=st.lists(st.tuples(st.sampled_from(PLACES), st.none() | BODIES, st.booleans()), min_size=1, max_size=3),
        look_first=st.booleans(),
        line=st.none() | st.sampled_from(["one", "two"]),
        token=st.booleans(),
    )
    def save(self, person: str, edits: list[Any], look_first: bool, line: str | None, token: bool) -> None:
        if look_first:
            self.look(person)
        changes = [self.change(person, place, after, whole) for place, after, whole in edits]
        summary = None if line is None else {"line": line}
        name = f"t{self.clock}" if token else None
        when = self.now()

        def ask() -> Any:
            return self.store.save("r1", changes, by=person, at=when, summary=summary, token=name)

        try:
            written = self.expected(changes)
        except Differ:
            self.counted["clash"] += 1
            with pytest.raises(Clash):
                ask()
            return
        saved = ask()
        assert [one.revision for one in saved.revisions] == self.apply(person, changes, written)
        self.line = summary or self.line
        self.counted["stale or merged" if any(one.merged for one in saved.revisions) else "save"] += 1
        if name:
            self.requests[name] = (person, changes, saved)

    def change(self, person: str, place: Place, after: Body, whole: bool) -> Change:
        revision, before = self.seen[person].get(place, (0, None))
        if after is not None and before is not None and not whole:
            after = {**before, **after}
        return Change(kind=place[0], id=place[1], revision=revision, before=before, after=after)

    def expected(self, changes: list[Change]) -> list[tuple[Place, int, Body, Body]]:
        now = dict(self.records)
        written = []
        for one in changes:
            place = (one.kind, one.id)
            revision, current = now.get(place, (0, None))
            after = joined(one.before, one.after, current, fresh=one.revision == revision)
            new = revision + (after != current)
            written.append((place, new, current, after))
            now[place] = (new, after)
        return written

    def apply(self, person: str, changes: list[Change], written: list[Any], sort: str = "saved") -> list[int]:
        done = [one for one in written if one[2] != one[3]]
        for place, revision, before, after in done:
            self.records[place] = (revision, after)
            self.past.setdefault(place, []).append((person, self.time, before, after))
        self.batches.append({"by": person, "at": self.time, "done": done, "standing": sort == "saved"})
        return [revision for _, revision, _, _ in written]

    @rule(person=st.sampled_from(PEOPLE))
    def undo(self, person: str) -> None:
        when = self.now()
        mine = [one for one in self.batches if one["by"] == person and one["standing"] and one["done"]]
        if not mine:
            with pytest.raises(NothingToUndo):
                self.store.undo("r1", person, when)
            return
        inverse = [
            Change(kind=place[0], id=place[1], revision=revision, before=after, after=before)
            for place, revision, before, after in reversed(mine[-1]["done"])
        ]
        try:
            written = self.expected(inverse)
        except Differ:
            self.counted["undo overtaken"] += 1
            with pytest.raises(Clash):
                self.store.undo("r1", person, when)
            return
        saved = self.store.undo("r1", person, when)
        assert [one.revision for one in saved.revisions] == self.apply(person, inverse, written, "undone")
        mine[-1]["standing"] = False
        self.counted["undo"] += 1

    @precondition(lambda self: self.requests)
    @rule(data=st.data())
    def send_again(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.requests)))
        person, changes, saved = self.requests[name]
        assert self.store.save("r1", changes, by=person, at=self.now(), token=name) == saved
        self.counted["sent again"] += 1

    @rule(code=st.sampled_from(["P01", "P02"]), text=st.none() | st.text(max_size=5))
    def name(self, code: str, text: str | None) -> None:
        self.store.save_names("r1", {code: {"name": text}}, "ann", self.now())
        self.names[code] = {} if text is None else {"name": text}

    @rule(kind=st.sampled_from(["answer", "theme"]))
    def work_in_another_review(self, kind: str) -> None:
        here = self.store.record("r0", kind, "a1")
        revision, before = (here.revision, here.body) if here else (0, None)
        after = {"count": str(revision)}
        one = Change(kind=kind, id="a1", revision=revision, before=before, after=after)
        self.store.save("r0", [one], by="ann", at=self.now())

    # What happens to the file

    @rule()
    def close_and_open(self) -> None:
        self.store.close()
        self.store = Store.open(self.store.place, self.keys)
        self.counted["reopened"] += 1

    @rule()
    def crash(self) -> None:
        """Go on with what lay on the disk at this moment, as if nothing after it had happened."""
        target = self.elsewhere()
        for path in self.store.place.parent.iterdir():
            shutil.copyfile(path, target.parent / path.name)
        self.store.close()
        self.store = Store.open(target, self.keys)
        self.counted["crash"] += 1

    @rule()
    def back_up_and_restore(self) -> None:
        copy = self.folder / f"copy{self.copies}.lcspr"
        proof = self.store.backup(copy, "ann", self.now())
        self.store.close()
        target = self.elsewhere()
        assert Store.restore(copy, target, self.keys) == proof
        self.store = Store.open(target, self.keys)
        self.counted["restored"] += 1

    def elsewhere(self) -> Path:
        self.copies += 1
        target = self.folder / str(self.copies) / "reviews.lcspr"
        target.parent.mkdir()
        return target

    @rule(share=st.floats(0, 1))
    def erase_history(self, share: float) -> None:
        cut = f"2026-01-01T00:00:00.{int(self.clock * share):06}+00:00"
        self.store.erase_history("r1", cut, "ann", self.now())
        for one in self.batches:
            if one["at"] < cut:
                one["done"] = []
        self.past = {place: [one for one in past if one[1] >= cut] for place, past in self.past.items()}
        self.counted["erased"] += 1

    # What must hold after each of these

    @invariant()
    def every_record_is_as_the_model_has_it(self) -> None:
        there = {place: held for place, held in self.records.items() if held[1] is not None}
        contents = self.store.review("r1", without=()).records
        assert {(kind, one): held for kind, rows in contents.items() for one, held in rows.items()} == there
        assert set(self.store.review("r1").records) == {kind for kind, _ in there} - {"card"}
        cards = self.store.ledger("r1", "card", limit=1)
        expected = sorted(one for kind, one in there if kind == "card")
        assert [row.id for row in cards.rows] == expected[:1]
        assert cards.more == (len(expected) > 1)

    @invariant()
    def whoever_follows_the_feed_has_the_same(self) -> None:
        try:
            feed = self.store.changes_since("r1", self.followed)
        except HistoryErased:
            contents = self.store.review("r1", without=())
            self.follower = {(k, i): held for k, rows in contents.records.items() for i, held in rows.items()}
            self.followed = contents.seq
            return
        for one in feed:
            assert one.seq > self.followed
            self.follower[one.kind, one.id] = (one.revision, one.body)
            self.followed = one.seq
        assert self.followed == self.store.review("r1").seq
        there = {place: held for place, held in self.follower.items() if held[1] is not None}
        assert there == {place: held for place, held in self.records.items() if held[1] is not None}

    @invariant()
    def the_past_the_names_and_the_line_are_kept(self) -> None:
        for place, past in self.past.items():
            kept = [(one.by, one.at, one.before, one.after) for one in self.store.history("r1", *place)]
            assert kept == past
        assert self.store.names("r1") == {code: fields for code, fields in self.names.items() if fields}
        assert self.store.reviews()[1].body == self.line

    @invariant()
    def the_audit_holds(self) -> None:
        self.store.verify_audit()


def test_the_store_does_what_a_plain_dictionary_would() -> None:
    run_state_machine_as_test(
        Reviewing,
        settings=settings(max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=SLOW),
    )


@pytest.mark.soak
def test_the_store_does_what_a_plain_dictionary_would_at_length(capsys: pytest.CaptureFixture[str]) -> None:
    Reviewing.counted.clear()
    run_state_machine_as_test(
        Reviewing,
        settings=settings(max_examples=200, stateful_step_count=40, deadline=None, suppress_health_check=SLOW),
    )
    with capsys.disabled():
        told = ", ".join(f"{name} {count}" for name, count in sorted(Reviewing.counted.items()))
        print(f"\nstore against a plain model: 200 examples of up to 40 steps, divergences: 0 ({told})")  # noqa: T201
