"""What other reviews recommended: told to whoever leads both, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lcspr_jupyter.server.bells import Bells
from lcspr_jupyter.server.counter import Counter
from lcspr_jupyter.server.elsewhere import recommended
from lcspr_jupyter.server.people import Grant, Identity, owner

from lcspr_core.errors import NotAllowed
from lcspr_core.methodology import PlatformRole
from lcspr_core.plugins import load
from lcspr_core.store import Change, Keys, Store

AT = "2026-09-01T10:00:00+00:00"
LED = PlatformRole.LEAD_REVIEWER


@pytest.fixture
def counter(tmp_path: Path, keys: Keys, body: Any) -> Iterator[Counter]:
    with Store.create(tmp_path / "a" / "reviews.lcspr", keys) as store:
        for name in ("juniper", "rowan", "alder"):
            store.open_review(name, {"id": name, "title": name.title()}, "owner", AT, {"title": name.title()})
            made = {"r1": body("recommendation", "r1", title=f"{name}: agree who acts at each handover")}
            made["r2"] = body("recommendation", "r2", title="Taken back", withdrawn=True)
            store.save(
                name,
                [Change(kind="recommendation", id=k, revision=0, before=None, after=v) for k, v in made.items()],
                by="owner",
                at=AT,
            )
        yield Counter(store, load().keepers, Bells())


def told(counter, person):
    return {
        one["review"]: one["words"] for one in recommended(counter, person.at("juniper", "actions"), person)["reviews"]
    }


def person(*grants):
    return Identity(id="ann", name="Ann", grants=tuple(Grant(role=role, review=review) for role, review in grants))


def test_the_coordinator_of_all_is_told_of_every_other_review_and_of_what_stands_alone(counter):
    assert told(counter, owner()) == {
        "rowan": ("rowan: agree who acts at each handover",),
        "alder": ("alder: agree who acts at each handover",),
    }


def test_who_leads_two_is_told_of_these_two_alone(counter):
    assert set(told(counter, person((LED, "juniper"), (LED, "rowan")))) == {"rowan"}


@pytest.mark.parametrize("role", sorted(set(PlatformRole) - {LED, PlatformRole.COORDINATOR}))
def test_another_role_elsewhere_tells_nothing_of_that_review_and_here_is_refused(counter, role):
    assert told(counter, person((LED, "juniper"), (role, "rowan"))) == {}
    with pytest.raises(NotAllowed):
        told(counter, person((role, "juniper"), (LED, "rowan")))


def test_that_it_was_read_is_in_the_audit(counter):
    before = counter.store.head().entry
    told(counter, owner())
    assert counter.store.head().entry == before + 1
    counter.store.verify_audit()
