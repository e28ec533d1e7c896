"""What other reviews recommended in nearly these words: told to who may see it there, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lcspr_jupyter.server.bells import Bells
from lcspr_jupyter.server.counter import Counter
from lcspr_jupyter.server.elsewhere import again
from lcspr_jupyter.server.people import Grant, Identity, owner

from lcspr_core.errors import NotFound
from lcspr_core.methodology import PlatformRole
from lcspr_core.plugins import load
from lcspr_core.store import Change, Keys, Store

AT = "2026-09-01T10:00:00+00:00"
LED, READER, AUTHOR = PlatformRole.LEAD_REVIEWER, PlatformRole.READER, PlatformRole.AGENCY_AUTHOR
OWN = {"juniper": "Paint the door green.", "rowan": "Secret: buy bicycles.", "alder": "Private: call ferries."}
HANDOVER = "agree who acts at each handover between the wards"


@pytest.fixture
def counter(tmp_path: Path, keys: Keys, body: Any) -> Iterator[Counter]:
    with Store.create(tmp_path / "a" / "reviews.lcspr", keys) as store:
        for name in ("juniper", "rowan", "alder"):
            header = {"id": name, "title": name.title(), "opened_on": "2024-03-01"}
            store.open_review(name, header, "owner", AT, {"title": name.title()})
            made = {"r1": body("recommendation", "r1", title=f"In {name} {HANDOVER}", fields={"strength": "weak"})}
            made["r2"] = body("recommendation", "r2", title=f"Withdrawn: {HANDOVER}", withdrawn=name != "juniper")
            made["r3"] = body("recommendation", "r3", title=OWN[name])
            put(store, name, *made.values())
        yield Counter(store, load().keepers, Bells())


def put(store, review, *bodies):
    changes = [Change(kind=one["kind"], id=one["id"], revision=0, before=None, after=one) for one in bodies]
    store.save(review, changes, by="owner", at=AT)


def told(counter, person):
    return again(counter, person.at("juniper", "actions"), person)["again"]


def person(*grants):
    name = "-".join(review for _, review in grants)
    return Identity(id=name, name=name, grants=tuple(Grant(role=role, review=review) for role, review in grants))


def named(counter, *grants):
    return {one["review"] for one in told(counter, person(*grants))}


def test_the_coordinator_of_all_is_told_in_which_review_how_far_it_came_and_how_strong_it_was(counter):
    found = {one["review"]: one for one in told(counter, owner()) if one["words"].startswith("In juniper")}
    assert set(found) == {"rowan", "alder"}
    rowan = found["rowan"]
    assert (rowan["title"], rowan["opened_on"], rowan["earlier"]) == ("Rowan", "2024-03-01", f"In rowan {HANDOVER}")
    assert rowan["strength"] == "Its strength was chosen as weak."
    assert rowan["status"] == "How far it came is not said there."


def test_only_what_is_alike_leaves_and_nothing_that_was_withdrawn(counter):
    words = {one["earlier"] for one in told(counter, owner())}
    assert words == {f"In rowan {HANDOVER}", f"In alder {HANDOVER}"}


def test_two_people_at_the_same_review_are_told_of_those_that_each_may_see(counter):
    assert named(counter, (LED, "juniper"), (LED, "rowan")) == {"rowan"}
    assert named(counter, (LED, "juniper"), (READER, "alder")) == {"alder"}
    assert named(counter, (PlatformRole.PANEL_MEMBER, "juniper"), (PlatformRole.ANALYST, "rowan")) == {"rowan"}
    assert named(counter, (LED, "juniper")) == set()


def test_who_sees_only_what_is_their_own_there_is_told_nothing_of_the_others(counter):
    assert named(counter, (LED, "juniper"), (AUTHOR, "rowan")) == set()


def test_who_has_no_role_here_is_told_nothing(counter):
    with pytest.raises(NotFound):
        told(counter, person((LED, "rowan")))
    assert named(counter, (AUTHOR, "juniper"), (LED, "rowan")) == set()


def test_how_far_it_came_is_left_out_where_the_plan_there_may_not_be_seen(counter, body):
    link = {"to": "r1", "how": "supports"}
    action = body("action", "a1", title="Write it down", rests_on=[link])
    lines = [{"id": "l1", "action": "a1", "status": "under_way"}]
    plan = {"id": "procedure.action_plan", "step": "action_plan", "strand": "procedure", "data": {"lines": lines}}
    put(counter.store, "rowan", action)
    change = Change(kind="answer", id=plan["id"], revision=0, before=None, after=plan)
    counter.store.save("rowan", [change], by="owner", at=AT)
    (leads, *_) = told(counter, person((LED, "juniper"), (LED, "rowan")))
    (reads, *_) = told(counter, person((LED, "juniper"), (READER, "rowan")))
    assert leads["status"] == "What was to be done about it there: under way 1."
    assert reads["status"] == "How far it came is not said there."


def test_that_something_was_read_is_in_the_audit(counter):
    before = counter.store.head().entry
    told(counter, person((LED, "juniper")))
    assert counter.store.head().entry == before
    told(counter, owner())
    assert counter.store.head().entry == before + 1
    counter.store.verify_audit()
