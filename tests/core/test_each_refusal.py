"""What a person is told in the core when something cannot be: each sentence that no other test has."""

from __future__ import annotations

import io
import threading
import zipfile
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from lcspr_core import wall
from lcspr_core.answers import Answer, AnswerState, moved
from lcspr_core.editing import edited
from lcspr_core.errors import NotFound, OutOfOrder, Unreadable
from lcspr_core.evidence.cards import CardReader
from lcspr_core.panels.appointments_file import AppointmentReader
from lcspr_core.procedure.letters.kinds import letter
from lcspr_core.procedure.letters.templates import template
from lcspr_core.release import office_text
from lcspr_core.release.files import texts_of
from lcspr_core.release.people_file import people_from
from lcspr_core.release.pictures import check_pictures
from lcspr_core.review import Header, Review
from lcspr_core.store import Keys, Store, opening
from lcspr_core.store.refusals import StoreBusy
from lcspr_core.timescales.duties import REGISTER, duties
from lcspr_core.views_json import read_views

REVIEW = Review(header=Header(id="r", title="R", opened_on=date(2026, 5, 1)))
AT = "2026-09-01T10:00:00+00:00"


def test_what_never_came_needs_a_reason():
    asked = Answer(id="lead.report", step="report", state=AnswerState.ASKED)
    with pytest.raises(OutOfOrder, match="^Say why it never came: the reason is kept, and shown in the review.$"):
        moved(asked, AnswerState.NOT_RETURNED, reason="  ")


def test_a_group_that_is_gone_cannot_be_renamed():
    with pytest.raises(NotFound, match="^This group is no longer on the wall.$"):
        wall.renamed(REVIEW, "gone", "A new name")


def test_what_is_no_json_is_no_view():
    with pytest.raises(Unreadable, match="The views are not written in JSON that can be read"):
        read_views("{no json")


def test_a_row_that_somebody_removed_cannot_be_written_in():
    with pytest.raises(Unreadable, match="This row is no longer there: somebody may have removed it. Reload the page"):
        edited({"rows": [{"id": "a", "words": "x"}]}, "rows.b.words", "y")


def test_there_is_no_other_letter():
    with pytest.raises(NotFound, match="There is no letter of this name. Choose one on the Documents page"):
        letter("ransom")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"x" * 50_000, "The template decision.md is longer than 40000 bytes. Make it shorter."),
        (b"\xff\xfe", "The template decision.md cannot be read. Save it as plain text in UTF-8."),
    ],
)
def test_a_template_that_cannot_be_used_is_said(tmp_path, content, sentence):
    (tmp_path / "decision.md").write_bytes(content)
    with pytest.raises(Unreadable, match=sentence):
        template("decision.md", tmp_path, ())


def test_a_template_in_a_place_that_is_no_folder_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Unreadable, match="The template decision.md of this partnership cannot be reached."):
        template("decision.md", tmp_path / "file", ())


# --- files ------------------------------------------------------------------------------------------------------------


def test_a_card_of_no_known_kind_is_said_with_the_kinds():
    reader = CardReader(agencies={"Police": "POL"}, code_of=lambda _: "", coded=lambda words: words)
    read = reader.read(b"agency,text,kind\nPolice,Words,hearsay\n")
    assert read.problems == (
        "Row 2, column kind: write one of fact, perspective, pressure, worry, good practice, idea.",
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("1,Ann,parent,family", "Row 2, column code: write a letter and up to eleven letters or figures, as in P14."),
        ("P1,Ann,parent,cousin", "Row 2, column involvement: write one of "),
        ("P2,Ann,parent,family\nP2,Bea,aunt,family", "code: this code stands in an earlier row too. It was not kept"),
    ],
)
def test_a_row_of_the_register_that_cannot_be_kept_is_said(row, sentence):
    (told,) = people_from(f"code,name,role,involvement\n{row}\n".encode()).problems
    assert sentence in told


def test_an_appointment_that_is_there_twice_is_said():
    row = "Panel Chair,Ann Smith,,,,,,\n"
    head = "role,name,person,employer,agency,from,to,declaration_as_given\n"
    read = AppointmentReader(agencies=(), code_of=lambda _: "").read(f"{head}{row}{row}".encode())
    assert read.problems == ("Row 3: an earlier row says the same. It was not kept twice.",)


def test_a_register_with_one_duty_twice_is_refused(tmp_path):
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_bytes(next(REGISTER.glob("*.csv")).read_bytes())
    with pytest.raises(Unreadable, match=r"The register has these duties twice: \S+"):
        duties(tmp_path)


# --- what is read back before it leaves -------------------------------------------------------------------------------


def test_a_package_that_would_unfold_too_far_is_refused(monkeypatch):
    monkeypatch.setattr(office_text, "LARGEST_PACKAGE", 10)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("word/document.xml", b"<x/>" * 10)
    with pytest.raises(Unreadable, match="The file is too large to be read back"):
        texts_of(packed.getvalue(), ".docx")


@pytest.mark.parametrize(
    ("suffix", "sentence"),
    [
        (".docx", "The Word file is damaged, so it cannot be read back"),
        (".pdf", "The PDF is damaged or locked with a password, so it cannot be read back"),
    ],
)
def test_a_file_whose_pictures_cannot_be_counted_does_not_leave(suffix, sentence):
    with pytest.raises(Unreadable, match=sentence):
        check_pictures(b"none of it", suffix, 0)


def test_a_page_that_shows_letters_nobody_can_read_does_not_leave():
    made = pikepdf.new()
    page = made.add_blank_page()
    page.Contents = made.make_stream(b"BT /F1 12 Tf (\x01\x02) Tj ET")
    content = io.BytesIO()
    made.save(content)
    with pytest.raises(Unreadable, match="The letters on page 1 cannot be read back, so nobody can tell"):
        texts_of(content.getvalue(), ".pdf")


# --- the store --------------------------------------------------------------------------------------------------------


def test_a_store_that_somebody_writes_to_past_the_lock_is_busy(tmp_path: Path):
    """Whoever opens the file from behind holds it for longer than we wait; nothing is saved, and all goes on later."""
    keys = Keys.new()
    with Store.create(tmp_path / "a.lcspr", keys) as store:
        store.open_review("r1", {"title": "Juniper"}, "ann", AT, {"title": "Juniper"})
        store._database._raw.execute("PRAGMA busy_timeout=50")
        behind = opening.keyed(str(store.place), keys.data)
        behind.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="Another program is writing to .*a.lcspr. Nothing was saved; try"):
            store.note("ann", AT, "read", "r1")
        behind.execute("ROLLBACK")
        behind.close()
        store.note("ann", AT, "read", "r1")
        store.verify()


def test_threads_of_one_program_wait_for_each_other_instead(tmp_path: Path):
    with Store.create(tmp_path / "a.lcspr", Keys.new()) as store:
        store.open_review("r1", {"title": "Juniper"}, "ann", AT, {"title": "Juniper"})
        first = store.head().entry
        writers = [threading.Thread(target=store.note, args=("ann", AT, "read", "r1")) for _ in range(20)]
        for one in writers:
            one.start()
        for one in writers:
            one.join()
        assert store.head().entry == first + 20
