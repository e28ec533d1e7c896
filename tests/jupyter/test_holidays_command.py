"""`lcspr holidays`: what a day would move is shown first, and only then, when told so, put in force."""

from __future__ import annotations

import json
from datetime import date
from types import SimpleNamespace

import pytest
from lcspr_jupyter.cli import main
from lcspr_jupyter.commands import closing
from lcspr_jupyter.places import default_store
from lcspr_jupyter.server import closed_days
from lcspr_jupyter.server.bells import Bells
from lcspr_jupyter.server.counter import Counter
from lcspr_jupyter.server.people import Grant, Identity, owner

from lcspr_core.errors import NotAllowed, NotFound, Unreadable
from lcspr_core.methodology import PlatformRole
from lcspr_core.store import Keys, Store, default_key_file
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.working_days import working_days_after

AT = "2026-09-01T10:00:00+00:00"
DAY = {"day": "2027-05-10", "name": "Day of thanks", "why": "Proclaimed", "sort": "proclaimed"}
TODAY = date(2026, 9, 1)


@pytest.fixture
def counter(tmp_path):
    with Store.create(tmp_path / "a" / "reviews.lcspr", Keys.new()) as store:
        yield Counter(store, {}, Bells(), as_at=TODAY)


def put(counter, who=None, **wanted):
    return closed_days.put(counter, who or owner(), {**DAY, **wanted})


def test_a_day_is_put_in_force_from_today_by_whoever_did_it(counter):
    made = put(counter)
    assert (made["since"], made["by"], made["ended"]) == ("2026-09-01", owner().id, None)
    assert closed_days.told(counter, owner()) == {"days": [made], "may": True}


def test_the_line_of_each_review_is_worked_out_anew_with_it(counter):
    header = {"id": "rowan", "title": "Rowan", "opened_on": "2026-09-01", "decided_on": "2026-09-01"}
    counter.store.open_review("rowan", header, "ann", AT, {"title": "Rowan"})
    put(counter, day="2026-09-04")
    assert "rowan" in counter.lines.waiting
    counter.lines.catch_up()
    (line,) = counter.store.reviews()
    dues = {one["duty"]: one["act_by"] for one in line.body["dues"]}
    assert dues["8.2.27-a"] == "2026-09-09"


def test_one_that_is_ended_is_kept_and_may_be_added_again(counter):
    put(counter)
    assert put(counter, end=True)["ended"] == "2026-09-01"
    counter.as_at = date(2026, 9, 2)
    put(counter)
    assert [one.ended for one in closed_days.closed_days(counter)] == [TODAY, None]


def test_only_the_coordinator_of_all_reviews_adds_one(counter):
    for grant in (Grant(role=PlatformRole.LEAD_REVIEWER), Grant(role=PlatformRole.COORDINATOR, review="rowan")):
        with pytest.raises(NotAllowed, match="The coordinator of all reviews adds a closed day. Nothing was saved"):
            put(counter, Identity(id="x", name="X", grants=(grant,)))
    assert closed_days.closed_days(counter) == []


def test_what_cannot_be_added_or_ended_is_said(counter):
    put(counter)
    with pytest.raises(Unreadable, match="10 May 2027 is added already. End it first, if it is to be another."):
        put(counter)
    with pytest.raises(NotFound, match="11 May 2027 was never added, or has ended already. Nothing was saved."):
        put(counter, day="2027-05-11", end=True)
    with pytest.raises(Unreadable, match="That is no day. Write it as in 2027-05-10. Nothing was saved."):
        put(counter, day="soon")


@pytest.fixture
def options(tmp_path, folders_of_our_own):
    """A store with one review that was decided today, so that the notices of it are due in five working days."""
    keys, place, today = Keys.new(), tmp_path / "store" / "p.lcspr", date.today().isoformat()  # noqa: DTZ011
    with Store.create(place, keys) as store:
        header = {"id": "rowan", "title": "Rowan", "opened_on": today, "decided_on": today}
        store.open_review("rowan", header, "ann", AT, {"title": "Rowan"})
    key = keys.write_key_file(tmp_path / "keys" / "p.key", store=place)
    return ["--store", str(place), "--key", str(key)]


def test_the_command_shows_what_moves_then_puts_it_in_force_and_then_each_count_says_so(options, capsys):
    day = working_days_after(date.today(), 3)  # noqa: DTZ011
    wanted = ["holidays", day.isoformat(), "--name", "Day of thanks", "--why", "Proclaimed"]
    assert main([*wanted, *options]) == 0
    shown = capsys.readouterr().out
    assert "Rowan\t" in shown
    assert "8.2.27-a" in shown
    assert "Nothing was saved." in shown
    assert main(["holidays", *options]) == 0
    assert capsys.readouterr().out.startswith("No day was added.")
    assert main([*wanted, "--put-in-force", "--json", *options]) == 0
    assert json.loads(capsys.readouterr().out)["saved"] is True
    main(["due", "rowan", "--json", *options])
    told = {one["duty"]: one for one in json.loads(capsys.readouterr().out)}
    assert f"Not counted: {said(day)} (Day of thanks; local addition)." in told["8.2.27-a"]["derivation"]
    assert main(["holidays", "2027-05-10", "--end", *options]) == 2
    assert "10 May 2027 was never added, or has ended already. Nothing was saved." in capsys.readouterr().err


# --- `lcspr clock` counts with them -----------------------------------------------------------------------------------


def test_a_clock_counts_with_the_days_of_the_store_and_says_so(options, capsys):
    day = working_days_after(date.today(), 3)  # noqa: DTZ011
    main(["holidays", day.isoformat(), "--name", "Day of thanks", "--why", "Proclaimed", "--put-in-force", *options])
    capsys.readouterr()
    today = date.today()  # noqa: DTZ011
    assert main(["clock", "P5WD", today.isoformat(), *options]) == 0
    due, why, counted_with = capsys.readouterr().out.splitlines()
    assert due == working_days_after(today, 6).isoformat()
    assert f"{said(day)} (Day of thanks; local addition)" in why
    assert counted_with == "Counted with the national table of bank holidays and the days that your partnership added."
    main(["clock", "P5WD", today.isoformat(), "--json", *options])
    told = json.loads(capsys.readouterr().out)
    assert (told["skipped"][day.isoformat()], told["counted_with"]) == ("Day of thanks (local addition)", counted_with)


def test_a_clock_asks_the_program_that_has_the_store_open(options, capsys, monkeypatch):
    asked = SimpleNamespace(closed_days=lambda: [{**DAY, "id": "one", "by": "c", "since": "2027-01-01"}])
    monkeypatch.setattr(closing, "running", lambda _: asked)
    assert main(["clock", "P5WD", "2027-05-07", *options]) == 0
    assert "10 May 2027 (Day of thanks; local addition)" in capsys.readouterr().out


def test_without_a_store_a_clock_counts_with_the_national_table_and_says_so(folders_of_our_own, capsys):
    assert main(["clock", "P5WD", "2026-04-02"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "Counted with the national table of bank holidays alone: no store here has days of your partnership's own."
    )


def test_a_store_in_the_usual_place_is_counted_with_and_one_that_does_not_open_is_said(folders_of_our_own, capsys):
    place, keys = default_store(), Keys.new()
    place.parent.mkdir(parents=True)
    Store.create(place, keys).close()
    assert main(["clock", "P5WD", "2026-04-02"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "2026-04-13"
    assert told[-1].startswith(
        "Counted with the national table of bank holidays alone, for your partnership's own cannot be read: "
    )
    keys.write_key_file(default_key_file(place), store=place)
    assert main(["clock", "P5WD", "2026-04-02"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("and the days that your partnership added.")


def test_a_store_that_was_named_is_read_or_refused(folders_of_our_own, tmp_path, capsys):
    assert main(["clock", "P5WD", "2026-04-02", "--store", str(tmp_path / "none.lcspr")]) == 2
    assert not capsys.readouterr().out
