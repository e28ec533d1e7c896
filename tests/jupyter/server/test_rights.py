"""The table of rights, held against a real store: what each role sees, and what it may change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from lcspr_jupyter.server import writing
from lcspr_jupyter.server.bells import Bells
from lcspr_jupyter.server.counter import Counter
from lcspr_jupyter.server.people import Grant, Identity, owner
from lcspr_jupyter.server.rights import DEEDS, KINDS, PAGES, SECTIONS, SEES, WRITES, Reach
from lcspr_jupyter.server.tickets import Seat

from lcspr_core.errors import Clash, NotAllowed, NotFound, Unreadable
from lcspr_core.methodology import PlatformRole
from lcspr_core.plugins import load
from lcspr_core.store import Change, Keys, Store
from lcspr_core.store.refusals import NothingToUndo

ROLES = {
    "owner": owner(),
    "lead": Identity(id="lead", name="Lead", grants=(Grant(role=PlatformRole.LEAD_REVIEWER),)),
    "member": Identity(id="member", name="Member", grants=(Grant(role=PlatformRole.PANEL_MEMBER, review="juniper"),)),
    "hv": Identity(id="hv", name="HV", grants=(Grant(role=PlatformRole.AGENCY_AUTHOR, review="juniper", agency="HV"),)),
    "analyst": Identity(id="analyst", name="Analyst", grants=(Grant(role=PlatformRole.ANALYST, review="juniper"),)),
    "reader": Identity(id="reader", name="Reader", grants=(Grant(role=PlatformRole.READER, review="juniper"),)),
    "elsewhere": Identity(id="elsewhere", name="X", grants=(Grant(role=PlatformRole.COORDINATOR, review="rowan"),)),
    "no_agency": Identity(id="no_agency", name="X", grants=(Grant(role=PlatformRole.AGENCY_AUTHOR, review="juniper"),)),
}


@pytest.fixture
def counter(tmp_path: Path, keys: Keys, filled: Any) -> Iterator[Counter]:
    with Store.create(tmp_path / "a" / "reviews.lcspr", keys) as store:
        filled(store)
        yield Counter(store, load().methodologies, Bells())


def seat(who: str, page: str = "workbench") -> Seat:
    return Seat(caller=ROLES[who].at("juniper", page), session="s")


def records(counter: Counter, who: str) -> dict[str, set[str]]:
    told = counter.review(seat(who))
    return {kind: set(rows) for kind, rows in told["records"].items()}


def stored(counter: Counter, kind: str, name: str) -> tuple[int, dict[str, Any]]:
    row = counter.store.record("juniper", kind, name)
    assert row is not None
    return row.revision, dict(row.body)


def put(counter: Counter, who: str, kind: str, name: str, after: Any = None, **fields: Any) -> Any:
    """Save one record as somebody who has just seen it."""
    row = counter.store.record("juniper", kind, name)
    before, revision = (dict(row.body), row.revision) if row else (None, 0)
    new = after if after is not None or not fields else {**(before or {}), **fields}
    change = Change(kind=kind, id=name, revision=revision, before=before, after=new)
    return writing.change(counter, seat(who).caller, (change,), "tried")


# --- the table ------------------------------------------------------------------------------------------------------


def test_the_table_names_every_role_and_only_known_kinds():
    for table in (SEES, WRITES, DEEDS, PAGES):
        assert set(table) == set(PlatformRole)
    for table in (SEES, WRITES):
        assert all(set(row) <= set(KINDS) for row in table.values())
    assert all(pages <= set(SECTIONS) for pages in PAGES.values())


def test_nobody_writes_what_they_do_not_see():
    for role in PlatformRole:
        for kind, how in WRITES[role].items():
            assert SEES[role].get(kind, Reach.NONE) is not Reach.NONE, (role, kind, how)


# --- seeing ---------------------------------------------------------------------------------------------------------


def test_those_who_lead_see_everything(counter):
    seen = records(counter, "owner")
    assert seen == records(counter, "lead")
    assert seen["answer"] == {"lead.agency_report.HV", "lead.agency_report.POL", "lead.scoping"}
    assert seen["contribution"] == {"lead.agency_report.POL.1", "c2"}
    assert seen["theme"] == {"t1", "t2"}


def test_an_author_sees_their_own_agencys_answer_and_no_card(counter):
    seen = records(counter, "hv")
    assert seen["answer"] == {"lead.agency_report.HV"}
    assert set(seen) == {"plan", "agency", "answer"}
    with pytest.raises(NotAllowed):
        counter.ledger(seat("hv"), "card", None, 9)


def test_an_author_without_an_agency_has_no_own(counter):
    assert "answer" not in records(counter, "no_agency")


def test_a_reader_sees_the_thread_as_it_stands(counter):
    seen = records(counter, "reader")
    assert seen["theme"] == {"t1"}
    assert set(seen) == {"plan", "agency", "theme", "contribution"}
    with pytest.raises(NotAllowed):
        counter.ledger(seat("reader"), "card", None, 9)
    with pytest.raises(NotAllowed):
        counter.history(seat("reader"), "theme", "t1")


def test_a_review_that_is_not_ones_own_is_none(counter):
    for ask in (counter.review, lambda one: counter.feed(one, 0), lambda one: counter.ledger(one, "card", None, 9)):
        with pytest.raises(NotFound, match="no such review"):
            ask(seat("elsewhere"))
    assert [one["id"] for one in counter.reviews(ROLES["elsewhere"])] == ["rowan"]
    assert {one["id"] for one in counter.reviews(ROLES["owner"])} == {"juniper", "rowan"}
    with pytest.raises(NotFound):
        writing.change(counter, ROLES["elsewhere"].at("juniper", "x"), (), "")


@pytest.mark.parametrize("who", ["member", "analyst"])
def test_a_card_without_a_name_tells_nobody_else_whose_it_is(counter, who):
    told = {row["id"]: row["body"] for row in counter.ledger(seat(who), "card", None, 9)["rows"]}
    assert told["c1"]["by_code"] == "W01"
    assert told["c2"] == {"id": "c2", "words": "shy words", "voice": "worry", "anonymous": True}
    kept = counter.review(seat(who))["records"]["contribution"]["c2"]["body"]["fields"]
    assert kept == {"anonymous": True}
    feed = counter.feed(seat(who), 0)["changes"]
    assert [(one["by"], one["body"].get("role")) for one in feed if (one["kind"], one["id"]) == ("card", "c2")] == [
        ("", None)
    ]
    past = counter.history(seat(who), "card", "c2")
    assert "midwife" not in str(past)
    assert past[0]["by"] == ""


def test_those_who_lead_are_told_who_wrote_a_card(counter):
    told = {row["id"]: row["body"] for row in counter.ledger(seat("lead"), "card", None, 9)["rows"]}
    assert told["c2"]["by_code"] == "W02"


def test_an_edit_by_somebody_who_was_not_told_keeps_what_they_were_not_told(counter):
    revision, body = stored(counter, "card", "c2")
    seen = {key: value for key, value in body.items() if key not in {"by_code", "role"}}
    change = Change(kind="card", id="c2", revision=revision, before=seen, after={**seen, "words": "other words"})
    writing.change(counter, seat("lead").caller, (change,), "corrected")
    assert stored(counter, "card", "c2")[1] == {**body, "words": "other words"}


def test_a_page_of_a_ledger_comes_with_what_may_be_seen(counter):
    first = counter.ledger(seat("lead"), "card", None, 1)
    assert ([row["id"] for row in first["rows"]], first["more"]) == (["c1"], True)
    with pytest.raises(NotAllowed):
        counter.ledger(seat("lead"), "answer", None, 9)


# --- blind until revealed -------------------------------------------------------------------------------------------


def revealed_step(counter: Counter) -> None:
    """Let answers to `scoping` be seen by the panel only, and those of others only once `authors_briefing` is done."""
    silp = counter.methodologies["silp"]
    blind = evolve(silp.step("scoping").seen_by, roles=("panel_member", "lead_reviewer"), own_until="authors_briefing")
    steps = tuple(evolve(one, seen_by=blind) if one.key == "scoping" else one for one in silp.steps)
    counter.methodologies = {"silp": evolve(silp, steps=steps)}
    counter._sights.clear()


def test_an_answer_is_hidden_until_it_is_revealed(counter, answer):
    revealed_step(counter)
    member = seat("member")
    hidden = counter.review(member)["records"]["answer"]["lead.scoping"]["body"]
    assert (hidden["data"], hidden["by"], hidden["state"]) == ({}, "", "draft")
    past = counter.history(member, "answer", "lead.scoping")
    assert "scoping words" not in str(past)
    assert "scoping words" not in str(counter.feed(member, 0))
    with pytest.raises(NotAllowed):
        put(counter, "member", "answer", "lead.scoping", data={"trigger": "over it"})
    with pytest.raises(NotAllowed):
        put(counter, "owner", "answer", "lead.scoping", data={"trigger": "over it"})
    at = counter.feed(member, 0)["seq"]
    put(counter, "lead", "answer", "lead.authors_briefing", answer("authors_briefing", "", state="agreed"))
    told = counter.feed(member, at)
    assert told["again"] is True
    assert counter.review(member)["records"]["answer"]["lead.scoping"]["body"]["data"] == {"trigger": "scoping words"}
    assert "again" not in counter.feed(member, told["seq"])


def test_what_came_of_a_hidden_answer_is_hidden_with_it(counter, body):
    put(counter, "lead", "theme", "lead.scoping.9", body("theme", "lead.scoping.9", maker="lead.scoping"))
    assert "lead.scoping.9" in records(counter, "member")["theme"]
    revealed_step(counter)
    assert "lead.scoping.9" not in records(counter, "member")["theme"]
    assert "lead.scoping.9" not in str(counter.feed(seat("member"), 0))


def dismissal(of, by="lead"):
    """Return a dismissal of a remark on the words of one answer; it holds the sentence that was remarked on."""
    told = {"about": of, "of": of, "rule": "blame", "wording": "a lazy sentence", "reason": "Agreed.", "by": by}
    return {"id": f"{of}.blame.1", **told, "on": "2026-09-01"}


def test_a_dismissal_is_seen_by_those_who_see_the_words_it_is_about(counter):
    for of in ("lead.scoping", "lead.agency_report.HV"):
        put(counter, "lead", "dismissal", f"{of}.blame.1", dismissal(of))
    assert "dismissal" not in records(counter, "reader")
    assert records(counter, "hv")["dismissal"] == {"lead.agency_report.HV.blame.1"}
    assert "lead.scoping.blame.1" in records(counter, "member")["dismissal"]
    revealed_step(counter)
    assert "lead.scoping.blame.1" not in records(counter, "member").get("dismissal", ())
    assert "a lazy sentence" not in str(counter.feed(seat("reader"), 0))


def test_a_remark_on_ones_own_words_can_be_set_aside_and_on_no_others(counter):
    put(counter, "hv", "dismissal", "lead.agency_report.HV.blame.1", dismissal("lead.agency_report.HV", "hv"))
    for who in ("hv", "reader", "analyst"):
        with pytest.raises(NotAllowed):
            put(counter, who, "dismissal", "lead.scoping.blame.1", dismissal("lead.scoping", who))


def test_without_its_plugin_only_those_who_lead_see_an_answer(counter):
    counter.methodologies = {}
    counter._sights.clear()
    told = counter.review(seat("member"))["records"]["answer"]
    assert all(one["body"]["data"] == {} for one in told.values())
    assert counter.review(seat("lead"))["records"]["answer"]["lead.scoping"]["body"]["data"]
    assert counter.review(seat("hv"))["records"]["answer"]["lead.agency_report.HV"]["body"]["data"]


# --- writing --------------------------------------------------------------------------------------------------------


def test_an_author_writes_their_own_answer_and_what_comes_of_it(counter, body):
    put(counter, "hv", "answer", "lead.agency_report.HV", data={"method": "more"}, by="hv")
    assert stored(counter, "answer", "lead.agency_report.HV")[1]["data"] == {"method": "more"}
    name = "lead.agency_report.HV.7"
    put(counter, "hv", "contribution", name, body("contribution", name, maker="lead.agency_report.HV"))
    assert name in records(counter, "hv")["contribution"]


def test_an_author_begins_an_answer_together_with_what_comes_of_it(counter, answer, body):
    put(counter, "lead", "answer", "lead.agency_report.HV", after=None)
    assert counter.store.record("juniper", "answer", "lead.agency_report.HV") is None
    revision = 2
    new, made = (
        answer("agency_report", "HV", by="hv"),
        body("contribution", "lead.agency_report.HV.1", maker="lead.agency_report.HV"),
    )
    batch = (
        Change(kind="contribution", id=made["id"], revision=0, before=None, after=made),
        Change(kind="answer", id=new["id"], revision=revision, before=None, after=new),
    )
    writing.change(counter, seat("hv").caller, batch, "began")
    assert made["id"] in records(counter, "hv")["contribution"]


@pytest.mark.parametrize(
    ("who", "kind", "name", "fields"),
    [
        ("hv", "answer", "lead.agency_report.POL", {"data": {"method": "forged"}}),
        ("hv", "answer", "lead.agency_report.POL", {"agency": "HV"}),
        ("hv", "answer", "lead.agency_report.HV", {"agency": "POL"}),
        ("hv", "answer", "lead.agency_report.HV", {"of": ["POL"]}),
        ("hv", "answer", "lead.agency_report.HV", {"step": "scoping"}),
        ("hv", "answer", "lead.agency_report.HV", {"state": "agreed"}),
        ("hv", "answer", "lead.agency_report.HV", {"state": "signed"}),
        ("hv", "answer", "lead.scoping", {"data": {}}),
        ("hv", "header", "juniper", {"title": "Mine"}),
        ("hv", "card", "c1", {"words": "forged"}),
        ("hv", "theme", "t1", {"title": "forged"}),
        ("hv", "theme", "t1", {"maker": "lead.agency_report.HV"}),
        ("hv", "contribution", "lead.agency_report.POL.1", {"maker": "lead.agency_report.HV"}),
        ("member", "header", "juniper", {"title": "Mine"}),
        ("member", "card", "c1", {"words": "forged"}),
        ("member", "theme", "t1", {"title": "forged"}),
        ("member", "plan", "plan", {"id": "plan"}),
        ("member", "person", "P01", {"hold": True}),
        ("member", "answer", "lead.agency_report.HV", {"data": {}}),
        ("analyst", "answer", "lead.scoping", {"data": {}}),
        ("analyst", "theme", "t1", {"title": "forged"}),
        ("analyst", "person", "P01", {"hold": True}),
        ("reader", "theme", "t1", {"title": "forged"}),
        ("reader", "map_node", "n", {"id": "n"}),
        ("lead", "settled", "s1", {"id": "s1"}),
        ("member", "settled", "s1", {"id": "s1"}),
        ("member", "tie", "t1", {"id": "t1"}),
        ("hv", "tie", "t1", {"id": "t1"}),
        ("analyst", "assessment", "criteria", {"id": "criteria"}),
        ("reader", "answer", "lead.scoping", {"data": {}}),
    ],
)
def test_a_change_beyond_ones_role_is_refused(counter, who, kind, name, fields):
    before = counter.store.record("juniper", kind, name)
    with pytest.raises(NotAllowed, match="Nothing was saved"):
        put(counter, who, kind, name, **fields)
    assert counter.store.record("juniper", kind, name) == before


def test_one_forbidden_change_stops_the_whole_batch(counter):
    revision, body = stored(counter, "answer", "lead.agency_report.HV")
    batch = (
        Change(kind="answer", id=body["id"], revision=revision, before=body, after={**body, "data": {"method": "x"}}),
        Change(kind="theme", id="t1", revision=1, before=None, after=None),
    )
    with pytest.raises(NotAllowed):
        writing.change(counter, seat("hv").caller, batch, "both")
    assert stored(counter, "answer", "lead.agency_report.HV")[1] == body


def test_removing_what_one_may_not_write_is_refused(counter):
    for who, kind, name in (
        ("hv", "answer", "lead.agency_report.POL"),
        ("reader", "theme", "t1"),
        ("member", "card", "c1"),
    ):
        with pytest.raises(NotAllowed):
            put(counter, who, kind, name, after=None)


def test_what_was_agreed_is_closed_to_its_author(counter):
    put(counter, "lead", "answer", "lead.agency_report.HV", state="agreed")
    for fields in ({"data": {"method": "later"}}, {"state": "draft"}):
        with pytest.raises(NotAllowed, match="Whoever leads"):
            put(counter, "hv", "answer", "lead.agency_report.HV", **fields)
    sign = {"role": "agency_author", "by": "hv", "at": "2026-09-01T10:00:00+00:00"}
    put(counter, "hv", "answer", "lead.agency_report.HV", signatures=[sign], state="signed")
    put(counter, "lead", "answer", "lead.agency_report.HV", state="returned", signatures=[])
    put(counter, "hv", "answer", "lead.agency_report.HV", data={"method": "better"}, state="sent")


@pytest.mark.parametrize("who", ["hv", "lead", "owner"])
def test_nobody_signs_for_somebody_else(counter, who):
    forged = {"role": "senior_manager", "by": "somebody", "at": "2026-09-01T10:00:00+00:00"}
    with pytest.raises(NotAllowed, match="signature"):
        put(counter, who, "answer", "lead.agency_report.HV", signatures=[forged])


def test_a_panel_member_answers_what_their_role_is_asked(counter, answer):
    put(counter, "member", "answer", "lead.scoping", data={"trigger": "the panel's words"})
    put(counter, "member", "answer", "lead.actions", answer("actions", "", by="member"))
    with pytest.raises(NotAllowed):
        put(counter, "member", "answer", "lead.impact", answer("impact", "", by="member"))
    with pytest.raises(NotAllowed):
        put(counter, "member", "answer", "lead.elsewhere", answer("actions", "", by="member"))


OWN_NAME = {
    "duty_note": {"id": "w1", "duty": "8.2.14-a", "how": "By letter.", "on": "2026-08-31"},
    "dismissal": {"id": "w1", "about": "t1", "rule": "blame", "wording": "x", "reason": "A quote.", "of": ""},
    "settled": {"id": "w1", "conflict": "c", "rests_on": ["x"], "reason": "Nobody else can."},
    "breach": {"id": "w1", "appointment": "a", "conflict": "c", "reason": "It began.", "told": "The chair."},
}


@pytest.mark.parametrize("kind", OWN_NAME)
def test_nobody_puts_something_down_in_anothers_name(counter, kind):
    for by in ("lead", "", None):
        with pytest.raises(NotAllowed, match="bears the name of whoever puts it down"):
            put(counter, "owner", kind, "w1", {**OWN_NAME[kind], "by": by})
    put(counter, "owner", kind, "w1", {**OWN_NAME[kind], "by": "owner"})
    with pytest.raises(NotAllowed, match="bears the name of whoever puts it down"):
        put(counter, "owner", kind, "w1", by="lead")


def test_words_of_another_stay_theirs_and_come_back_theirs(counter):
    put(counter, "owner", "duty_note", "w1", {**OWN_NAME["duty_note"], "by": "owner"})
    with pytest.raises(NotAllowed, match="bears the name of whoever puts it down"):
        put(counter, "lead", "duty_note", "w1", how="Otherwise.")
    put(counter, "lead", "duty_note", "w1", how="Otherwise.", by="lead")
    writing.undo(counter, seat("lead").caller)
    assert stored(counter, "duty_note", "w1")[1]["by"] == "owner"


SNAPSHOT = {"id": "snapshot.2026-09-01", "on": "2026-09-01", "by": "owner", "time": "In time."}


def test_an_undo_steps_over_a_snapshot_and_says_so(counter):
    put(counter, "owner", "duty_note", "w1", {**OWN_NAME["duty_note"], "by": "owner"})
    put(counter, "owner", "duty_note", "w1", how="Otherwise.")
    put(counter, "owner", "snapshot", SNAPSHOT["id"], SNAPSHOT)
    told = writing.undo(counter, seat("owner").caller)
    assert told["sentence"] == (
        "What was taken back is your last change that can be: the record of a file made for the public stays, and "
        "a snapshot of progress stays as it was taken."
    )
    assert stored(counter, "duty_note", "w1")[1]["how"] == OWN_NAME["duty_note"]["how"]
    assert stored(counter, "snapshot", SNAPSHOT["id"])[1] == SNAPSHOT
    put(counter, "owner", "duty_note", "w1", how="Otherwise.")
    assert writing.undo(counter, seat("owner").caller)["sentence"] == ""


def test_a_snapshot_of_progress_is_of_its_day_and_stays_as_it_was_taken(counter):
    name = SNAPSHOT["id"]
    with pytest.raises(NotAllowed, match="of the day on which it is taken"):
        put(counter, "owner", "snapshot", name, {**SNAPSHOT, "on": "2026-08-31"})
    with pytest.raises(NotAllowed, match="bears the name of whoever puts it down"):
        put(counter, "owner", "snapshot", name, {**SNAPSHOT, "by": "lead"})
    put(counter, "owner", "snapshot", name, SNAPSHOT)
    for change in ({"time": "Late."}, {"by": "lead"}):
        with pytest.raises(NotAllowed, match="Nothing was changed; take another on another day"):
            put(counter, "owner", "snapshot", name, **change)
    with pytest.raises(NotAllowed, match="Nothing was changed; take another on another day"):
        put(counter, "owner", "snapshot", name)
    assert stored(counter, "snapshot", name)[1] == SNAPSHOT
    assert "snapshot" in records(counter, "member")
    assert not {who for who in ("hv", "reader") if "snapshot" in records(counter, who)}
    with pytest.raises(NotAllowed):
        put(counter, "member", "snapshot", "snapshot.x", {**SNAPSHOT, "id": "snapshot.x", "by": "member"})


SEARCHED = {
    "id": "public_file.ab12",
    "name": "report-public.pdf",
    "edition": "public",
    "sha256": "ab12",
    "on": "2026-09-01",
    "by": "owner",
    "seq": 3,
}


def recorded(counter):
    """Record a file as the server does that made and searched it."""
    change = Change(kind="public_file", id=SEARCHED["id"], revision=0, before=None, after=SEARCHED)
    counter.store.save(
        "juniper", (change,), by="owner", at="2026-09-01T10:00:00+00:00", why="made files for the public"
    )


@pytest.mark.parametrize("who", ["owner", "lead", "member", "hv", "analyst", "reader"])
def test_nobody_says_in_the_programs_place_that_a_file_was_searched(counter, who):
    with pytest.raises(NotAllowed, match="Your role in this review does not allow this"):
        put(counter, who, "public_file", "public_file.cd34", {**SEARCHED, "id": "public_file.cd34", "by": who})
    recorded(counter)
    for change in ({"after": {**SEARCHED, "sha256": "cd34"}}, {"after": {**SEARCHED, "withdrawn": True}}, {}):
        with pytest.raises(NotAllowed, match="Your role in this review does not allow this"):
            put(counter, who, "public_file", SEARCHED["id"], **change)
    assert stored(counter, "public_file", SEARCHED["id"]) == (1, SEARCHED)


def test_the_record_of_a_searched_file_is_read_by_those_who_work_on_the_review_and_never_undone(counter):
    put(counter, "owner", "duty_note", "w1", {**OWN_NAME["duty_note"], "by": "owner"})
    recorded(counter)
    assert "record of a file made for the public stays" in writing.undo(counter, seat("owner").caller)["sentence"]
    assert stored(counter, "public_file", SEARCHED["id"]) == (1, SEARCHED)
    seen = {who for who in ROLES if who != "elsewhere" and "public_file" in records(counter, who)}
    assert seen == {"owner", "lead", "member", "analyst"}


@pytest.mark.parametrize("who", ["owner", "lead"])
def test_a_review_is_not_opened_with_what_nobody_could_put_into_it(counter, who):
    forged = {"public_file": {SEARCHED["id"]: {**SEARCHED, "by": who}}}
    with pytest.raises(NotAllowed, match="Your role in this review does not allow this"):
        writing.open_review(counter, ROLES[who], {"id": "hazel", "title": "Hazel"}, forged)
    assert "hazel" not in {one.review for one in counter.store.reviews()}


def test_a_review_is_not_opened_with_words_in_anothers_name(counter):
    note = {"duty_note": {"w1": {**OWN_NAME["duty_note"], "by": "lead"}}}
    with pytest.raises(NotAllowed, match="bears the name of whoever puts it down"):
        writing.open_review(counter, ROLES["owner"], {"id": "hazel", "title": "Hazel"}, note)


def test_an_analyst_draws_the_map(counter):
    put(counter, "analyst", "map_node", "n1", {"id": "n1", "title": "Handover"})
    assert "n1" in records(counter, "analyst")["map_node"]


def test_who_leads_a_review_keeps_ties_and_lets_no_warning_about_independence_stand(counter):
    tie = {"id": "t1", "person": "W01", "kind": "direct"}
    put(counter, "lead", "tie", "t1", tie)
    settled = {"id": "s1", "conflict": "c", "rests_on": ["x"], "reason": "Nobody else can.", "by": "owner"}
    put(counter, "owner", "settled", "s1", settled)
    assert records(counter, "member")["settled"] == {"s1"}
    assert not {"tie", "settled"} & (set(records(counter, "hv")) | set(records(counter, "reader")))


def test_a_header_keeps_its_place(counter):
    with pytest.raises(Unreadable, match="bears the review's own id"):
        put(counter, "owner", "header", "other", {"id": "other"})
    with pytest.raises(Unreadable):
        put(counter, "owner", "header", "juniper", after=None)


def test_undo_is_for_those_who_may_write(counter):
    put(counter, "hv", "answer", "lead.agency_report.HV", data={"method": "new"})
    with pytest.raises(NotAllowed):
        writing.undo(counter, seat("reader").caller)
    writing.undo(counter, seat("hv").caller)
    assert stored(counter, "answer", "lead.agency_report.HV")[1]["data"] == {"method": "HV words"}


def as_somebody_else(who: str, role: PlatformRole, agency: str = "") -> Seat:
    """Seat a person who was given another role meanwhile."""
    grant = Grant(role=role, review="juniper", agency=agency)
    return Seat(caller=Identity(id=who, name=who, grants=(grant,)).at("juniper", "workbench"), session="s")


def test_undo_takes_back_nothing_that_is_settled_meanwhile(counter):
    name = "lead.agency_report.HV"
    put(counter, "hv", "answer", name, data={"method": "sent in"}, state="sent")
    put(counter, "lead", "answer", name, state="agreed")
    agreed = stored(counter, "answer", name)
    with pytest.raises(NotAllowed, match="Whoever leads the review agrees"):
        writing.undo(counter, seat("hv").caller)
    assert stored(counter, "answer", name) == agreed


@pytest.mark.parametrize(
    ("role", "agency"),
    [(PlatformRole.AGENCY_AUTHOR, "POL"), (PlatformRole.ANALYST, ""), (PlatformRole.PANEL_MEMBER, "")],
)
def test_undo_asks_the_role_of_today_and_not_that_of_the_writing(counter, role, agency):
    name = "lead.agency_report.HV"
    put(counter, "hv", "answer", name, data={"method": "written as the health visitors' author"})
    written = stored(counter, "answer", name)
    with pytest.raises(NotAllowed, match="Nothing was saved"):
        writing.undo(counter, as_somebody_else("hv", role, agency).caller)
    assert stored(counter, "answer", name) == written


def test_one_record_that_may_not_be_taken_back_keeps_the_whole_batch(counter, answer):
    put(counter, "lead", "theme", "t1", title="Renamed by one who led")
    revision, theme = stored(counter, "theme", "t1")
    scoping_revision, scoping = stored(counter, "answer", "lead.scoping")
    told = {**scoping, "data": {"trigger": "both at once"}}
    batch = (
        Change(kind="theme", id="t1", revision=revision, before=theme, after={**theme, "title": "And again"}),
        Change(kind="answer", id="lead.scoping", revision=scoping_revision, before=scoping, after=told),
    )
    writing.change(counter, seat("lead").caller, batch, "both")
    with pytest.raises(NotAllowed):
        writing.undo(counter, as_somebody_else("lead", PlatformRole.PANEL_MEMBER).caller)
    assert stored(counter, "theme", "t1")[1]["title"] == "And again"
    assert stored(counter, "answer", "lead.scoping")[1]["data"] == {"trigger": "both at once"}
    writing.undo(counter, seat("lead").caller)
    assert stored(counter, "theme", "t1")[1]["title"] == "Renamed by one who led"


def test_taking_back_what_somebody_else_took_away_is_said_and_no_fault(counter, body):
    name = "lead.agency_report.HV.7"
    put(counter, "hv", "contribution", name, body("contribution", name, maker="lead.agency_report.HV"))
    put(counter, "lead", "contribution", name, after=None)
    writing.undo(counter, seat("hv").caller)
    assert counter.store.record("juniper", "contribution", name) is None
    with pytest.raises(NothingToUndo, match="no change of yours left to undo"):
        writing.undo(counter, seat("hv").caller)


def test_a_clash_shows_nothing_that_may_not_be_seen(counter):
    revision, body = stored(counter, "answer", "lead.agency_report.HV")
    put(counter, "lead", "answer", "lead.agency_report.HV", data={"method": "theirs"})
    change = Change(
        kind="answer", id=body["id"], revision=revision, before=body, after={**body, "data": {"method": "mine"}}
    )
    with pytest.raises(Clash) as clash:
        writing.change(counter, seat("hv").caller, (change,), "mine")
    assert [(one.mine, one.theirs) for one in clash.value.places] == [("mine", "theirs")]


# --- names, the register, the audit -----------------------------------------------------------------------------------


def test_names_are_for_one_page_and_two_roles(counter):
    assert writing.names(counter, seat("owner", "people").caller)["names"] == {"P01": {"name": "Thea Merrowby"}}
    for who, page in (("owner", "workbench"), ("member", "people"), ("hv", "people"), ("reader", "people")):
        with pytest.raises(NotAllowed):
            writing.names(counter, seat(who, page).caller)
        with pytest.raises(NotAllowed):
            writing.save_names(counter, seat(who, page).caller, {"P01": {"name": "X"}}, None)


def test_a_name_that_somebody_else_changed_meanwhile_is_a_clash(counter):
    caller = seat("owner", "people").caller
    writing.save_names(counter, caller, {"P01": {"name": "Thea M."}}, {"P01": {"name": "Thea Merrowby"}})
    with pytest.raises(Clash):
        writing.save_names(counter, caller, {"P01": {"name": "T."}}, {"P01": {"name": "Thea Merrowby"}})
    with pytest.raises(Unreadable):
        writing.save_names(counter, caller, {"P01": {"name": 5}}, None)


def test_reviews_are_opened_by_those_who_lead_the_partnership(counter):
    head = {"id": "new-1", "title": "New", "opened_on": "2026-09-01"}
    for who in ("member", "elsewhere", "reader"):
        with pytest.raises(NotAllowed):
            writing.open_review(counter, ROLES[who], head, {})
    writing.open_review(counter, ROLES["lead"], head, {"agency": {"HV": {"id": "HV", "title": "HV"}}})
    assert counter.store.record("new-1", "agency", "HV") is not None


def test_readings_of_case_data_are_in_the_audit(counter):
    before = counter.store.head().entry
    counter.review(seat("reader"))
    counter.ledger(seat("lead"), "card", None, 9)
    counter.history(seat("lead"), "theme", "t1")
    writing.names(counter, seat("owner", "people").caller)
    assert counter.store.head().entry == before + 4
    counter.store.verify_audit()


def test_whoever_changes_a_review_its_line_in_the_register_follows(counter):
    put(counter, "hv", "answer", "lead.agency_report.HV", data={"method": "y"})
    (line,) = (one for one in counter.reviews(ROLES["owner"]) if one["id"] == "juniper")
    assert (line["title"], line["methodology"], line["on"]) == (
        "Juniper",
        "Learning-event process (SILP-style)",
        "2026-09-01",
    )


def test_that_something_never_came_is_not_saved_without_a_reason(counter):
    name = "lead.agency_report.POL"
    with pytest.raises(Unreadable, match="Say why it never came"):
        put(counter, "lead", "answer", name, state="not_returned", reason="  ")
    put(counter, "lead", "answer", name, state="not_returned", reason="The service closed.", reason_on="2026-09-01")
    assert stored(counter, "answer", name)[1]["reason"] == "The service closed."


CHANGED = {"step": "scoping", "how": "dropped", "reason": "Scoped before.", "by": "lead", "on": "2026-09-01"}


@pytest.mark.parametrize("who", ["member", "hv", "analyst", "reader"])
def test_the_plan_is_changed_by_those_who_lead_alone(counter, who):
    with pytest.raises(NotAllowed):
        put(counter, who, "plan", "plan", adaptations=[{**CHANGED, "by": who}])
    put(counter, "lead", "plan", "plan", adaptations=[CHANGED])
    assert stored(counter, "plan", "plan")[1]["adaptations"] == [CHANGED]


@pytest.mark.parametrize("lack", [{"reason": " "}, {"by": ""}, {"reason": None}])
def test_a_step_of_the_plan_is_changed_for_a_reason_by_somebody_named(counter, lack):
    with pytest.raises(Unreadable, match="for a reason, by somebody who is named"):
        put(counter, "lead", "plan", "plan", adaptations=[{**CHANGED, **lack}])
    put(counter, "lead", "plan", "plan", adaptations=[CHANGED])
    put(counter, "lead", "plan", "plan", adaptations=[])
