"""The `lcspr` commands: each does what it says, and each refusal is one sentence and exit code 2."""

from __future__ import annotations

import io
import json
import re
import sys
from hashlib import sha256
from pathlib import Path

import lcspr_jupyter.server
import pytest
from attrs import evolve, frozen
from lcspr_jupyter.cli import COMMANDS, main
from lcspr_jupyter.demonstration import fill
from lcspr_jupyter.gate import Gate, Leak
from lcspr_jupyter.places import open_or_make
from lcspr_jupyter.server import publishing
from lcspr_jupyter.server.running import running
from lcspr_jupyter.server.serving import NOTEBOOKS

import make
from lcspr_core.methodology import Publishable
from lcspr_core.plugins import load
from lcspr_core.release.files import texts_of
from lcspr_core.store import Change, Keys, Store, default_key_file

NOTEBOOK = "learning_and_recommendations"
HEAD = re.compile(r"audit ends at (\S+)\.")


pytestmark = pytest.mark.usefixtures("folders_of_our_own")


@frozen
class Partnership:
    """A store with the demonstration in it, and its key file apart."""

    place: Path
    key: Path
    keys: Keys

    @property
    def options(self) -> list[str]:
        return ["--store", str(self.place), "--key", str(self.key)]


@pytest.fixture
def ours(tmp_path):
    keys = Keys.new()
    place = tmp_path / "store" / "partnership.lcspr"
    with Store.create(place, keys) as store:
        fill(store)
    return Partnership(place, keys.write_key_file(tmp_path / "keys" / "partnership.key", store=place), keys)


@pytest.fixture
def told(capsys):
    """Run a command that does its work, and return what it prints."""

    def run(*words):
        assert main([str(one) for one in words]) == 0
        return capsys.readouterr().out

    return run


@pytest.fixture
def refused(capsys):
    """Run a command that is refused, and return its one sentence."""

    def run(*words):
        assert main([str(one) for one in words]) == 2
        said = capsys.readouterr()
        assert "Traceback" not in said.err + said.out
        assert said.err.endswith(".\n")
        return said.err

    return run


def test_the_commands_are_those_of_the_plan():
    house = {"demo", "serve", "ticket", "methodologies", "new-methodology", "export", "backup", "restore", "verify"}
    procedure = {"clock", "due", "duties", "erase-history", "holidays", "independence", "repeats"}
    accounts = {"invite", "people"}
    assert house <= set(COMMANDS) <= house | procedure | accounts


def test_methodologies_are_listed_as_json(told):
    listed = json.loads(told("methodologies", "--json"))
    silp = next(one for one in listed["methodologies"] if one["slug"] == "silp")
    assert set(silp["profiles"]) == {"minimal", "full"}
    assert "not endorsed" in silp["notice"]
    assert listed["set_aside"] == []


def test_a_new_methodology_is_made_where_it_is_asked_for(told, tmp_path):
    assert str(tmp_path / "case_talk") in told("new-methodology", "Case talk", "--into", tmp_path)
    assert (tmp_path / "case_talk" / "pyproject.toml").is_file()


# --- keeping ----------------------------------------------------------------------------------------------------------


def test_a_backup_is_put_back_and_proves_to_be_the_same(ours, told, tmp_path):
    copy, again = tmp_path / "copies" / "monday.lcspr", tmp_path / "new" / "again.lcspr"
    heads = [
        HEAD.search(told("backup", *ours.options, copy))[1],
        HEAD.search(told("restore", "--store", again, "--key", ours.key, copy))[1],
        HEAD.search(told("verify", "--store", again, "--key", ours.key))[1],
    ]
    assert len(set(heads)) == 1
    with Store.open(again, ours.keys) as restored, Store.open(ours.place, ours.keys) as first:
        assert restored.review("juniper") == first.review("juniper")


def test_a_damaged_store_is_not_called_sound(ours, refused):
    content = bytearray(ours.place.read_bytes())
    content[4096 * 5 + 100] ^= 1
    ours.place.write_bytes(content)
    assert "is damaged" in refused("verify", *ours.options)


def test_a_backup_goes_over_no_file_and_a_restore_over_no_store(ours, told, refused, tmp_path):
    copy = tmp_path / "copies" / "monday.lcspr"
    told("backup", *ours.options, copy)
    was = copy.read_bytes()
    assert str(copy) in refused("backup", *ours.options, copy)
    assert copy.read_bytes() == was
    was = ours.place.read_bytes()
    assert "left as it is" in refused("restore", *ours.options, copy)
    assert ours.place.read_bytes() == was


def test_with_the_recovery_key_a_lost_key_file_is_made_anew(ours, told, tmp_path, monkeypatch):
    copy, again, key = (tmp_path / name for name in ("copies/a.lcspr", "new/again.lcspr", "other/again.key"))
    told("backup", *ours.options, copy)
    ours.key.unlink()
    monkeypatch.setattr(sys, "stdin", io.StringIO(ours.keys.recovery_key() + "\n"))
    told("restore", "--recovery", "--store", again, "--key", key, copy)
    assert key.stat().st_mode & 0o777 == 0o600
    assert "Sound." in told("verify", "--store", again, "--key", key)


@pytest.mark.parametrize("command", [["verify"], ["backup", "copy.lcspr"], ["serve", "--no-browser"]])
def test_a_wrong_key_gets_its_sentence(ours, refused, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    key = Keys.new().write_key_file(tmp_path / "others" / "partnership.key", store=ours.place)
    assert "This key does not open" in refused(*command, "--store", ours.place, "--key", key)
    assert not (tmp_path / "copy.lcspr").exists()


def test_a_new_store_shows_its_recovery_key_once(tmp_path, capsys):
    place = tmp_path / "store" / "new.lcspr"
    open_or_make(place).close()
    shown = re.search(r"(?:\w{5}-){13}\w{5}", capsys.readouterr().out)
    assert default_key_file(place).stat().st_mode & 0o777 == 0o600
    Store.open(place, Keys.from_recovery(shown[0])).close()
    open_or_make(place).close()
    assert capsys.readouterr().out == ""


def test_a_passphrase_is_asked_for_in_a_terminal_only(tmp_path, refused, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("correct horse battery staple\n"))
    place = tmp_path / "store" / "new.lcspr"
    assert "Start it in a terminal" in refused("serve", "--passphrase", "--no-browser", "--store", place)
    assert not place.exists()


# --- the server -------------------------------------------------------------------------------------------------------


def test_make_run_opens_the_demonstration(monkeypatch):
    called = []
    monkeypatch.setattr(make, "install", called.append)
    monkeypatch.setattr(make, "call", lambda command: called.append(command) or 0)
    assert make.main(["run"]) == 0
    assert called == ["run", [make.program("lcspr"), "demo"]]


def test_demo_serves_juniper_opens_the_browser_and_leaves_nothing(told, monkeypatch):
    seen = []

    def serve(place, keys, **how):
        with Store.open(place, keys) as store:
            seen.append(([one.review for one in store.reviews()], how["open_browser"], place))

    monkeypatch.setattr(lcspr_jupyter.server, "serve", serve)
    assert "fictional" in told("demo")
    ((reviews, browser, place),) = seen
    assert (reviews, browser, place.parent.exists()) == (["juniper"], True, False)


def test_a_ticket_needs_a_running_server(ours, refused):
    assert "No server is running for this store." in refused("ticket", "--store", ours.place, "juniper")


def test_a_ticket_opens_its_one_review_while_the_server_runs(ours, told, refused):
    with running(ours.place, ours.keys, notebooks=NOTEBOOKS, spare_kernels=0):
        said = told("ticket", "--store", ours.place, "juniper")
        gate = Gate(*(re.search(rf"{name}='(.+)'", said)[1] for name in ("LCSPR_GATE", "LCSPR_TICKET")))
        assert gate.review()["header"]["id"] == "juniper"
        assert "no review called" in refused("ticket", "--store", ours.place, "rowan")
    assert "No server is running" in refused("ticket", "--store", ours.place, "juniper")


def test_an_export_from_no_store_says_so(ours, refused, tmp_path):
    absent, out = tmp_path / "absent" / "a.lcspr", tmp_path / "out"
    words = ("--store", absent, "--key", ours.key, "--out", out, "juniper", "learning_and_recommendations")
    assert "There is no store at" in refused("export", *words)
    assert not out.exists()


@pytest.mark.story
def test_an_export_without_a_server_makes_its_three_files(ours, told, refused, tmp_path):
    notebook = "learning_and_recommendations"
    assert "no review called" in refused("export", *ours.options, "--out", tmp_path / "none", "rowan", notebook)
    told("export", *ours.options, "--out", tmp_path / "out", "juniper", notebook)
    made = {path.suffix: path.read_bytes()[:5] for path in (tmp_path / "out").iterdir()}
    assert made == {".html": b"<!DOC", ".docx": b"PK\x03\x04\x14", ".pdf": b"%PDF-"}
    assert audited(ours)[-1] == "exported"


def entries(ours):
    """Return the audit's entries, in order."""
    with Store.open(ours.place, ours.keys) as store, store._database.reading() as db:
        return [json.loads(one) for one in db.exec_driver_sql("SELECT text FROM audit ORDER BY entry").scalars()]


def audited(ours):
    """Return what the audit says was done, in order."""
    return [one["what"] for one in entries(ours)]


# What the table in lcspr_core/release/README.md says that the public edition lacks, as it stands in Juniper.
INSIDE = (
    "Internal edition, not for publication",
    "OFFICIAL-SENSITIVE",
    "29 April 2026",
    "Westmarch County Council",
    "What still hangs in the air",
    "how widely each was heard",
    "contributions, ",
    "by the codes that the panel agreed; their words are their own",
    "In people's own words",
    "[Mother]",
)
OUTSIDE = ("Edition for publication", "FOR PUBLICATION", "in April 2026", "staff by their role", "not quoted")


def words_of(file):
    """Every word of a finished file, its gaps made even: a line of a PDF ends where the page does."""
    return " ".join(" ".join(texts_of(file.read_bytes(), file.suffix).values()).split())


@pytest.mark.story
def test_the_public_edition_lacks_what_the_table_says_in_all_three_files(ours, told):
    with Store.open(ours.place, ours.keys) as store:
        seen = store.record("juniper", "theme", "g-people")
        named = {**seen.body, "title": f"{seen.body['title']}, as [Mother] told [W07] on 12 March 2025"}
        change = Change(kind="theme", id="g-people", revision=seen.revision, before=seen.body, after=named)
        store.save("juniper", [change], by="ann", at="2026-09-01T10:00:00+00:00")
    words = {}
    for edition in ("internal", "public"):
        out = ours.place.parent / edition
        said = told("export", *ours.options, "--edition", edition, "--out", out, "juniper", NOTEBOOK)
        words[edition] = {file.suffix: words_of(file) for file in out.iterdir()}
        hashes = {f"sha256:{file.name}:{sha256(file.read_bytes()).hexdigest()}" for file in out.iterdir()}
        assert len(hashes) == 3
        assert all(one.rpartition(":")[2] in said for one in hashes)
        last = entries(ours)[-1]
        assert (last["what"], f"edition:{edition}" in last["items"]) == ("exported", True)
        assert hashes <= set(last["items"])
    for kind in (".html", ".docx", ".pdf"):
        internal, public = words["internal"][kind], words["public"][kind]
        for one in (*INSIDE, "[W07] on 12 March 2025"):
            assert (one in internal, one in public) == (True, False), (kind, one)
        for one in (*OUTSIDE, "as Mother told a practitioner in March 2025"):
            assert (one in internal, one in public) == (False, True), (kind, one)


@pytest.mark.story
@pytest.mark.parametrize(
    ("publishable", "sentence"),
    [(Publishable.NO, "is not to be published"), (Publishable.WITH_CHECK, "once somebody has checked its content")],
)
def test_a_methodology_says_whether_it_may_be_published(ours, refused, monkeypatch, tmp_path, publishable, sentence):
    other = evolve(load().methodologies["silp"], publishable=publishable)
    monkeypatch.setattr(publishing, "_methodology", lambda *_: other)
    words = ("export", *ours.options, "--edition", "public", "--out", tmp_path / "out", "juniper", NOTEBOOK)
    assert sentence in refused(*words)
    assert not (tmp_path / "out").exists()


def test_there_is_no_third_edition(ours, capsys):
    with pytest.raises(SystemExit):
        main(["export", *ours.options, "--edition", "secret", "--out", "x", "juniper", NOTEBOOK])
    assert "invalid choice" in capsys.readouterr().err


@pytest.mark.story
def test_a_name_in_the_finished_file_stops_the_export_and_is_said_by_place_alone(ours, told):
    with Store.open(ours.place, ours.keys) as store:
        seen = store.record("juniper", "theme", "g-people")
        named = {**seen.body, "title": "What Kayleigh Dorrick said on the phone"}
        change = Change(kind="theme", id="g-people", revision=seen.revision, before=seen.body, after=named)
        store.save("juniper", [change], by="ann", at="2026-09-01T10:00:00+00:00")
    with running(ours.place, ours.keys, notebooks=NOTEBOOKS, spare_kernels=0):
        said = told("ticket", "--store", ours.place, "juniper")
        gate = Gate(*(re.search(rf"{name}='(.+)'", said)[1] for name in ("LCSPR_GATE", "LCSPR_TICKET")))
        with pytest.raises(Leak, match="stands in the finished file") as held:
            gate.export("learning_and_recommendations", ["html"])
    assert held.value.leaks
    assert "Kayleigh" not in str(held.value.leaks)
    assert audited(ours)[-1] == "export-held-back"


def test_a_file_that_was_held_back_says_where_line_by_line(refused, monkeypatch):
    def held(_):
        raise Leak("A name is in the finished file.", ["a.docx: heading 2, person P02.", "a.pdf: page 1, person P02."])

    monkeypatch.setattr("lcspr_jupyter.commands.keeping.verify", held)
    said = refused("verify")
    assert said.splitlines()[1:] == ["  a.docx: heading 2, person P02.", "  a.pdf: page 1, person P02."]


def test_what_is_due_is_said_without_a_server_what_presses_most_first(ours, capsys):
    assert main(["due", "juniper", "--json", *ours.options]) in {0, 1}
    told = json.loads(capsys.readouterr().out)
    assert told
    assert all(one["who"] and one["what"] and one["way_out"] for one in told)
    stands = [one["stand"] for one in told]
    assert stands == sorted(stands)  # late, then open


def test_what_is_due_can_be_asked_of_another_day(ours, capsys):
    main(["due", "--on", "1 April 2026", *ours.options])
    early = capsys.readouterr().out
    main(["due", "--on", "1 September 2026", *ours.options])
    assert early != capsys.readouterr().out
    assert main(["due", "--on", "some day", *ours.options]) == 2
    assert "not understood as one day" in capsys.readouterr().err


def test_what_is_due_in_no_review_is_said(ours, capsys):
    assert main(["due", "nobody", *ours.options]) == 2
    assert "There is no review called" in capsys.readouterr().err
