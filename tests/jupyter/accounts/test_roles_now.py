"""Whose role stands at this moment: by a clock that moves, by a coordinator's word, and by the panel's appointments."""

from __future__ import annotations

import pytest
from lcspr_jupyter.server.accounts import inviting, offered
from lcspr_jupyter.server.accounts.coming_in import NO_ROLE

from lcspr_core.errors import NotAllowed, NotFound, Unreadable


def roles(town, account) -> list[str]:
    identity = town.register.identity(account.id)
    return [f"{one.role}@{one.review}" for one in identity.grants] if identity else []


def test_a_role_ends_when_its_last_day_is_over(town):
    ann = town.colleague("Ann", until="2026-09-03")
    assert roles(town, ann) == ["panel_member@juniper"]
    town.clock.at = town.clock.at.replace(day=3, hour=21)
    assert roles(town, ann) == ["panel_member@juniper"]
    town.clock.at = town.clock.at.replace(day=4, hour=12)
    assert roles(town, ann) == []
    with pytest.raises(NotAllowed, match="Your log-in is right, but you hold no role here at present"):
        town.log_in("Ann")


def test_who_holds_no_role_is_told_so_only_after_all_three_fit(town):
    ann = town.colleague("Ann")
    town.register.end(ann.id, ann.held[0].id, by="owner")
    with pytest.raises(NotAllowed, match="do not fit together"):
        town.log_in("Ann", "wrong words altogether")
    with pytest.raises(NotAllowed) as told:
        town.log_in("Ann")
    assert str(told.value) == NO_ROLE


def test_one_role_ends_and_the_others_stand(town):
    ann = town.colleague("Ann")
    further = inviting.role_told(town.register, _told("reader", "rowan"))
    town.register.give(ann.id, further, by="owner")
    assert roles(town, ann) == ["panel_member@juniper", "reader@rowan"]
    town.register.end(ann.id, ann.held[0].id, by="owner")
    assert roles(town, ann) == ["reader@rowan"]


def _told(role: str, review: str = "juniper", **more: str):
    told = {"role": role, "review": review, **more}
    return lambda field: told.get(field, "")


def test_a_role_begins_and_ends_with_the_appointment_to_the_panel_that_it_is_tied_to(town):
    town.appoint("ap1")
    ann = town.colleague("Ann", appointment="ap1")
    assert roles(town, ann) == []
    town.appoint("ap1", from_="2026-09-01")
    assert roles(town, ann) == ["panel_member@juniper"]
    town.appoint("ap1", from_="2026-09-01", to="2026-09-02")
    assert roles(town, ann) == ["panel_member@juniper"]
    town.clock.on(days=1)
    assert roles(town, ann) == []


def test_an_appointment_that_is_ended_today_ends_its_role_today(town):
    town.appoint("ap1", from_="2026-08-01")
    ann = town.colleague("Ann", appointment="ap1")
    town.appoint("ap1", from_="2026-08-01", to="2026-09-01")
    assert roles(town, ann) == []


def test_an_appointment_that_was_taken_away_or_cannot_be_read_gives_no_right(town, store):
    from lcspr_core.store import Change

    town.appoint("ap1", from_="2026-08-01")
    ann = town.colleague("Ann", appointment="ap1")
    assert roles(town, ann) == ["panel_member@juniper"]
    town.appoint("ap1", from_="2026-08-01", to="some day")
    assert roles(town, ann) == []
    row = store.record("juniper", "appointment", "ap1")
    gone = Change(kind="appointment", id="ap1", revision=row.revision, before=row.body, after=None)
    store.save("juniper", [gone], by="owner", at="2026-09-01T10:00:00+00:00")
    assert roles(town, ann) == []


def test_they_are_the_same_when_the_server_starts_again(town, made_town):
    ann = town.colleague("Ann", "agency_author", agency="HV", until="2026-12-31")
    assert made_town().register.one(ann.id) == town.register.one(ann.id)


def test_an_id_that_looks_like_an_accounts_and_is_none_is_nobody(town):
    from lcspr_jupyter.server.people import Grant, Identity, owner

    from lcspr_core.methodology import PlatformRole

    forged = Identity(id="w-0000", name="x", grants=(Grant(role=PlatformRole.COORDINATOR),))
    assert town.register.standing(forged) is None
    assert town.register.standing(owner()) == owner()


def test_the_last_coordinator_stays(town):
    ann = town.colleague("Ann", "coordinator", "*")
    with pytest.raises(Unreadable, match="This is the last coordinator of the whole partnership"):
        town.register.end(ann.id, ann.held[0].id, by=ann.id)
    invited = town.invited("Ben", "coordinator", "*")
    with pytest.raises(Unreadable):  # who has not come in yet could invite nobody
        town.register.end(ann.id, ann.held[0].id, by=ann.id)
    town.accepted("Ben", invited)
    town.register.end(ann.id, ann.held[0].id, by=ann.id)
    assert roles(town, ann) == []


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"called": " "}, "Type the name of the person you invite"),
        ({"called": "x" * 121}, "Type the name of the person you invite"),
        ({"called": "a\u202eb"}, "Type the name of the person you invite"),
        ({"login": "two words"}, "Type a log-in name without spaces"),
        ({"login": ""}, "Type a log-in name without spaces"),
        ({"role": "owner"}, "Choose one of the roles in the list"),
        ({"review": ""}, "Choose one of the reviews in the list, or every review"),
        ({"review": "elsewhere"}, "Choose one of the reviews in the list, or every review"),
        ({"until": "31.12.2026"}, "The last day is not one that the calendar has"),
        ({"until": "2026-08-31"}, "The last day has passed already"),
        ({"role": "agency_author"}, "An agency author writes for one agency in one review.*: Health visiting"),
        ({"role": "agency_author", "agency": "XX"}, "Choose the review, and one of its agencies: Health visiting"),
        ({"role": "agency_author", "agency": "HV", "review": "*"}, "none is entered yet"),
        ({"appointment": "ap9"}, "There is no such appointment in this review. Its panel page shows them"),
    ],
)
def test_what_does_not_fit_is_said_and_nobody_is_invited(town, told, sentence):
    with pytest.raises(Unreadable, match=sentence):
        town.invited(**{"name": "Ann", **({"role": "reader"} if "role" not in told else {}), **told})
    assert town.register.every() == ()


@pytest.mark.parametrize("typed", ["Health visiting", " health VISITING ", "HV", "hv"])
def test_an_agency_is_chosen_by_its_name_or_its_code(town, typed):
    assert inviting.role_told(town.register, _told("agency_author", agency=typed)).agency == "HV"


def test_an_appointment_is_chosen_by_role_and_person_while_it_goes_on(town):
    town.appoint("ap1", from_="2026-09-01")
    ((code, name),) = offered.appointments(town.register.counter.store, "juniper").items()
    assert inviting.role_told(town.register, _told("panel_member", appointment=name)).appointment == code == "ap1"
    town.appoint("ap1", from_="2026-09-01", to="2026-09-02")
    with pytest.raises(Unreadable, match="There is no such appointment in this review"):
        inviting.role_told(town.register, _told("panel_member", appointment=name))


def test_each_name_is_offered_once_with_the_reviews_it_stands_in():
    some = {f"Review {n}": {"HV": "Health visiting", "H2": "Health visiting"} for n in range(3)}
    assert offered.to_choose(some) == [("Health visiting", "Review 0, Review 1, Review 2")]
    some["Rowan"] = {"HV": "Health visiting", "POL": "Police"}
    assert offered.to_choose(some) == [("Health visiting", "4 reviews"), ("Police", "Rowan")]


def test_a_log_in_name_is_given_once(town):
    town.invited("Ann")
    with pytest.raises(Unreadable, match="Somebody with this log-in name works here already"):
        town.invited("Other", login="ANN@nhs.example")


def test_what_is_nowhere_is_said(town):
    ann = town.colleague("Ann")
    for person, role in (("w-0", "r-0"), (ann.id, "r-0")):
        with pytest.raises(NotFound, match="There is no such person among those who work here"):
            town.register.end(person, role, by="owner")
