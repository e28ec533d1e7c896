"""The register of accounts on a real store, with clocks that a test moves, and nobody waiting for slow hashes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher
from attrs import define, field
from lcspr_jupyter.server.accounts import inviting, passphrases, time_codes
from lcspr_jupyter.server.accounts.account import Account
from lcspr_jupyter.server.accounts.coming_in import WaysIn
from lcspr_jupyter.server.accounts.register import Register
from lcspr_jupyter.server.accounts.slowing import Slowing
from lcspr_jupyter.server.bells import Bells
from lcspr_jupyter.server.counter import Counter

from lcspr_core.store import Change, Keys, Store

PHRASE = "kettle orbit marigold"


@define
class Clock:
    """One clock for all: what the wall shows, and what is counted by."""

    at: datetime = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)

    def wall(self) -> datetime:
        return self.at

    def steady(self) -> float:
        return self.at.timestamp()

    def on(self, **ahead: float) -> None:
        self.at += timedelta(**ahead)


@define
class Town:
    """A partnership's accounts, and what a test does with them."""

    ways: WaysIn
    clock: Clock
    store: Store
    keys: dict[str, str] = field(factory=dict)

    @property
    def register(self) -> Register:
        return self.ways.register

    def invited(self, name: str, role: str = "panel_member", review: str = "juniper", **more: str) -> inviting.Invited:
        told = {"called": name, "login": f"{name.lower()}@nhs.example", "role": role, "review": review, **more}
        return inviting.invite(self.register, lambda field: told.get(field, ""), by="owner")

    def code(self, name: str) -> str:
        """Return the code of the span that comes, each time a later one."""
        self.clock.on(seconds=time_codes.SPAN)
        return time_codes.code(self.keys[name], time_codes.step_at(self.clock.steady()))

    def accepted(self, name: str, made: inviting.Invited, phrase: str = PHRASE) -> tuple[Account, tuple[str, ...]]:
        self.keys[name] = time_codes.new_secret()
        return self.ways.take_up(made.word, phrase, phrase, self.keys[name], self.code(name))

    def colleague(self, name: str, *args: str, **more: str) -> Account:
        return self.accepted(name, self.invited(name, *args, **more))[0]

    def log_in(self, name: str, phrase: str = PHRASE, code: str | None = None, address: str = "192.0.2.1") -> Account:
        told = self.code(name) if code is None else code
        return self.ways.log_in(f"{name.lower()}@nhs.example", phrase, told, address)

    def appoint(self, code: str, **body: Any) -> None:
        row = self.store.record("juniper", "appointment", code)
        before, revision = (row.body, row.revision) if row else (None, 0)
        after = {"id": code, "person": "P01", "role": "panel_member", **body}
        change = Change(kind="appointment", id=code, revision=revision, before=before, after=after)
        self.store.save("juniper", [change], by="owner", at="2026-09-01T10:00:00+00:00")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hash at next to no cost: how much a guess costs is shown elsewhere."""
    monkeypatch.setattr(passphrases, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passphrases._nobody.cache_clear()
    yield
    passphrases._nobody.cache_clear()


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with Store.create(tmp_path / "reviews.lcspr", Keys.new()) as made:
        for name in ("juniper", "rowan"):
            header = {"id": name, "title": name.title(), "opened_on": "2026-04-02"}
            made.open_review(name, header, "owner", "2026-04-02T10:00:00+00:00", {"title": name.title()})
        agency = Change(kind="agency", id="HV", revision=0, before=None, after={"id": "HV", "title": "Health visiting"})
        made.save("juniper", [agency], by="owner", at="2026-04-02T10:00:00+00:00")
        yield made


@pytest.fixture
def made_town(quick: None, store: Store) -> Callable[[], Town]:
    """Read the accounts out of the store, as a server does that starts."""

    def of() -> Town:
        clock = Clock()
        counter = Counter(store, {}, Bells(), now=clock.wall)
        ways = WaysIn(
            register=Register(counter),
            by_name=Slowing(free=5, first=60, longest=3600, clock=clock.steady),
            by_address=Slowing(free=30, first=10, longest=900, clock=clock.steady),
        )
        return Town(ways, clock, store)

    return of


@pytest.fixture
def town(made_town: Callable[[], Town]) -> Town:
    return made_town()
