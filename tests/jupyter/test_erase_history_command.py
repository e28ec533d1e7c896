"""`lcspr erase-history`: refused under a legal hold, asked twice, done for good, and in the audit."""

from __future__ import annotations

import io

import pytest
from lcspr_jupyter.cli import main
from lcspr_jupyter.commands import erasing

from lcspr_core.answers import PROCEDURE, Answer, answer_id
from lcspr_core.plain import as_json
from lcspr_core.store import Change, Keys, Store
from tests.core.procedure.making import day

pytestmark = pytest.mark.usefixtures("folders_of_our_own")
AT, LATER = "2026-01-05T10:00:00+00:00", "2026-06-05T10:00:00+00:00"
HOLD = {"id": "h", "asked_by": "Coroner", "since": day("1 June 2026")}
NAME = answer_id("safeguards", (), PROCEDURE)


@pytest.fixture
def place(tmp_path):
    """A store with one review, of which one record was written in January and again in June."""
    place, keys = tmp_path / "store" / "p.lcspr", Keys.new()
    keys.write_key_file(tmp_path / "keys" / "p.key", store=place)
    with Store.create(place, keys) as store:
        store.open_review("rowan", {"id": "rowan", "title": "Rowan", "opened_on": "2026-01-05"}, "ann", AT, {})
    save(place, tmp_path, "theme", "t1", {"a": 1}, AT)
    save(place, tmp_path, "theme", "t1", {"a": 2}, LATER)
    return place


def opened(place, folder):
    from lcspr_core.store import read_key_file

    return Store.open(place, read_key_file(folder / "keys" / "p.key", store=place))


def save(place, folder, kind, name, body, at):
    with opened(place, folder) as store:
        row = store.record("rowan", kind, name)
        seen = (row.revision, row.body) if row else (0, None)
        change = Change(kind=kind, id=name, revision=seen[0], before=seen[1], after=body)
        store.save("rowan", [change], by="ann", at=at)


def held(place, folder, **more):
    given = Answer(id=NAME, step="safeguards", strand=PROCEDURE, data={"legal_holds": [{**HOLD, **more}]})
    save(place, folder, "answer", NAME, as_json(given), LATER)


@pytest.fixture
def erase(place, tmp_path):
    def run(*words, before="2026-02-01", review="rowan"):
        keys = ["--store", str(place), "--key", str(tmp_path / "keys" / "p.key")]
        return main(["erase-history", review, "--before", before, *words, *keys])

    return run


def past(place, folder):
    with opened(place, folder) as store:
        store.verify_audit()
        return [one.at for one in store.history("rowan", "theme", "t1")]


def test_what_was_changed_before_the_day_is_gone_the_rest_stays_and_the_audit_says_so(erase, place, tmp_path, capsys):
    with opened(place, tmp_path) as store:
        entry = store.head().entry
    assert erase("--yes-erase", "rowan") == 0
    told = capsys.readouterr().out
    assert "2 changes made before 1 February 2026 are about to be erased in rowan, for good" in told
    assert "2 changes made before 1 February 2026 were erased." in told
    assert "Backups that were made before still hold them" in told
    assert past(place, tmp_path) == [LATER]
    with opened(place, tmp_path) as store:
        assert store.record("rowan", "theme", "t1").body == {"a": 2}
        assert store.head().entry == entry + 1
    assert erase("--yes-erase", "rowan") == 0
    assert capsys.readouterr().out == (
        "Nothing in rowan was changed before 1 February 2026, so there is nothing to erase.\n"
    )


def test_under_a_legal_hold_nothing_is_erased_whatever_is_typed(erase, place, tmp_path, capsys):
    held(place, tmp_path)
    assert erase("--yes-erase", "rowan") == 2
    assert capsys.readouterr().err.strip() == (
        "A legal hold is in force, asked for by Coroner. Nothing was erased. (8.2.26; 8.2.11) "
        "When whoever asked for it says that it has ended, write that day with the hold, and ask again."
    )
    assert past(place, tmp_path) == [AT, LATER]
    held(place, tmp_path, ended_on=day("1 July 2026"))
    assert erase("--yes-erase", "rowan") == 0
    assert past(place, tmp_path) == [LATER]


def test_a_form_that_cannot_be_read_may_name_a_hold(erase, place, tmp_path, capsys):
    save(place, tmp_path, "answer", NAME, {"id": NAME, "data": 7}, LATER)
    assert erase("--yes-erase", "rowan") == 2
    assert capsys.readouterr().err.strip() == (
        "A form of this review cannot be read, so nobody can say that no legal hold is in force. Nothing was erased."
    )


def test_the_name_of_the_review_is_typed_in_a_terminal(erase, place, tmp_path, capsys, monkeypatch):
    terminal = io.StringIO("row\nrowan\n")
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(erasing.sys, "stdin", terminal)
    assert erase() == 2
    assert "That is not the name of the review. Nothing was erased." in capsys.readouterr().err
    assert past(place, tmp_path) == [AT, LATER]
    assert erase() == 0
    assert past(place, tmp_path) == [LATER]


@pytest.mark.parametrize(
    ("words", "how", "said"),
    [
        (["--yes-erase", "alder"], {}, "That is not the name of the review. Nothing was erased."),
        (
            [],
            {},
            "Nothing was erased. Start this in a terminal, where the review's name is asked, or add --yes-erase rowan.",
        ),
        (
            ["--yes-erase", "rowan"],
            {"before": "2080-01-01"},
            "1 January 2080 is still to come. Name a day up to today; nothing was erased.",
        ),
        (["--yes-erase", "alder"], {"review": "alder"}, "There is no such review in this store."),
    ],
)
def test_it_is_refused_in_a_sentence(erase, place, tmp_path, capsys, monkeypatch, words, how, said):
    monkeypatch.setattr(erasing.sys, "stdin", io.StringIO())
    assert erase(*words, **how) == 2
    assert capsys.readouterr().err.strip() == said
    assert past(place, tmp_path) == [AT, LATER]
