"""The last look at a finished file: whatever names somebody is found, wherever it stands, and is not repeated."""

from __future__ import annotations

import base64
import csv
import io
import struct
import zipfile
import zlib
from collections import Counter
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
import typst
from docx.shared import Mm

from lcspr_core.demonstration.juniper import register
from lcspr_core.demonstration.pack_files import PACK
from lcspr_core.errors import Unreadable
from lcspr_core.release.files import texts_of
from lcspr_core.release.plain_text import plainly
from lcspr_core.release.register import Identifier, Register, register_of
from lcspr_core.release.scan import HIDDEN, file_leaks, leaks, stopping
from lcspr_core.release.spotting import spotter

TRUTH = Path(__file__).parent.parent / "juniper" / "names.csv"
OF_PEOPLE = {"full name", "surname", "first name", "alias", "initials"}


# --- how much is found, and how much too much -----------------------------------------------------------------------


@cache
def strings():
    return tuple(csv.DictReader(TRUTH.read_text(encoding="utf-8").splitlines()[1:]))


@cache
def everything() -> Register:
    names: dict[str, dict] = {}
    for row in strings():
        person = names.setdefault(row["person_code"] or "X", {"name": "", "aliases": []})
        if row["kind"] == "full name":
            person["name"] = row["string"]
        elif row["kind"] in OF_PEOPLE:
            person["aliases"].append(row["string"])
    others = [Identifier(kind=row["kind"], text=row["string"]) for row in strings() if row["kind"] not in OF_PEOPLE]
    return register_of({code: body for code, body in names.items() if body["name"] or body["aliases"]}, {}, others)


def _is_found(string, text, which):
    spots = (text[one.start : one.end] for one in spotter(which).found(text))
    return any(plainly(string) in plainly(spot) for spot in spots)


def test_each_of_the_295_strings_is_found_in_a_sentence():
    missed = [
        row["string"]
        for row in strings()
        if not _is_found(row["string"], f"We saw {row['string']}, then.", everything())
    ]
    assert (len(strings()), missed) == (295, [])


def test_each_name_is_found_with_the_register_of_the_demonstration():
    names = [row["string"] for row in strings() if row["kind"] in OF_PEOPLE]
    assert len(names) == 242
    assert [name for name in names if not _is_found(name, f"We saw {name}, then.", register())] == []


@pytest.mark.parametrize("change", [str.upper, str.title, "{}'s".format, "({})".format, "{}’s".format, "_{}_2".format])
def test_a_name_is_found_in_capitals_possessive_or_between_signs(change):
    names = [row["string"] for row in strings() if row["kind"] in {"full name", "surname"}]
    assert [name for name in names if not _is_found(name, f"We saw {change(name)}, then.", register())] == []


def _pack_text(name):
    suffix = {".tsv": ".csv"}.get(Path(name).suffix, Path(name).suffix)
    return "\n".join(texts_of((PACK / name).read_bytes(), suffix).values())


MONTHS_ONLY = {
    "agency_reports/AR1 Childrens Services agency report.docx",
    "agency_reports/AR3 Hollin Bank Primary agency report.docx",
    "appointments.csv",
    "chronologies/Hollin Bank chronology for review.docx",
    "chronologies/Priory Fields Surgery.csv",
    "referral.md",
    "tor.md",
}


def test_in_the_returns_themselves_all_but_the_month_of_may_is_found():
    places = [(row["string"], file) for row in strings() for file in row["found_in"].split(";") if file]
    texts = {file: _pack_text(file) for file in {file for _, file in places}}
    spots = {
        file: [plainly(text[one.start : one.end]) for one in spotter(everything()).found(text)]
        for file, text in texts.items()
    }
    missed = {(string, file) for string, file in places if not any(plainly(string) in spot for spot in spots[file])}
    in_two_pieces = {("Ivy Dorrick", "chronologies/CSC chronology JUNIPER v3 FINAL.xlsx")}  # "Baby Ivy", then "Dorrick"
    assert len(places) == 640
    assert missed == {("May", file) for file in MONTHS_ONLY} | in_two_pieces


SENTENCES = """
We hope that the plan will hold, and it may.
Hope to hear from you by Friday.
Will you ring the ward?
Will think about it.
May we ask for the minutes?
The meeting was on 12 May 2025, and again in May 2026.
Between April and May there was no visit.
She was seen in early May, mid May and on 3rd May.
The ivy had grown into the gutter.
A poppy was pinned to the board.
The dean of the cathedral spoke.
A rose by the door, an olive on the plate.
It was a bright morning and the sole concern was the cold.
A pike, a cave, a weather vane and a pell-mell rush.
Nobody was to blame; the form had no box.
The tess of it was not clear.
Grant the request, mark the date and bill the agency.
The branch, the warrant, the huddle and the trolley.
Children were not brought, and nobody asked why.
The midwife rang MASH, and EDT rang back.
Nan does nights.
Mum said that grandad had died.
Harbour a doubt, light a lamp.
The panel agreed five themes and three findings.
Social Worker 1 told Team Manager 1 about Sibling 2.
The health visitor wrote to the GP on 10 February 2026.
Juniper was found at about a quarter to six.
What came of this? Nothing yet.
Action 3 is due on 4 May 2027.
The review covers March, April, May and June.
The tyres were flat; the tiler came.
A trainer, a wainwright and a locksmith.
Castles, thorns and a calloused hand.
Kayaks, prawns, tarragon and malice.
SUMMARY OF WHAT WE MAY LEARN
PHQ-9 was 17, EPDS was 15.
Housing is not yet in the plan.
Everyone thought that someone else had been and looked.
"""
FALSE_ALARMS = {"Bright ideas came late.", "Hope is not a plan."}


def test_ordinary_sentences_raise_no_alarm():
    sentences = [line for line in SENTENCES.splitlines() if line]
    assert len(sentences) == 38
    assert [line for line in sentences if stopping(leaks({"a page": line}, register()))] == []


def test_the_false_alarms_that_are_known_are_only_names_with_a_capital():
    assert {line for line in FALSE_ALARMS if stopping(leaks({"a page": line}, register()))} == FALSE_ALARMS


def test_in_the_analyses_only_the_one_name_that_slipped_in_is_found():
    files = [*sorted(PACK.glob("causal/*.csv")), PACK / "audit" / "standards.csv", PACK / "audit" / "ratings.csv"]
    found = {file.name: [leak.code for leak in stopping(file_leaks(file, register()))] for file in files}
    assert found == {
        "loops.csv": [],
        "rca_factors.csv": ["P03"],  # "one of Liam's mates"
        "rca_links.csv": [],
        "standards.csv": [],
        "ratings.csv": [],
    }


# --- what a finding says --------------------------------------------------------------------------------------------


def test_a_finding_says_where_and_whose_and_never_the_name():
    (leak,) = leaks({"page 3": "Kayleigh came. Kayleigh left."}, register())
    assert (leak.where, leak.code, leak.times, leak.stops) == ("page 3", "P02", 2, True)
    assert leak.sentence == "page 3: a name of Mother, 2 times."


def test_a_place_whose_own_name_holds_a_name_is_not_repeated():
    found = leaks({"Kayleigh.docx, page 1": "Femi came."}, register())
    assert {leak.where for leak in found} == {HIDDEN}
    assert not any("Kayleigh" in leak.sentence for leak in found)


def test_what_is_certain_stops_and_the_rest_is_for_a_person():
    found = leaks({"page 1": "KD rang.", "page 2": "Will think about it.", "page 3": "Femi rang."}, register())
    assert [(leak.where, leak.stops) for leak in found] == [("page 3", True), ("page 1", False), ("page 2", False)]
    assert [leak.where for leak in stopping(found)] == ["page 3"]


def test_a_birthday_and_an_address_are_found_as_what_they_are():
    text = "Born 09/10/2025 (9 October 2025, 2025-10-09) at 27 Lantern Row, WM3 7JD. Not 19/10/2025."
    what = Counter(leak.what for leak in leaks({"page 1": text}, register()) for _ in range(leak.times))
    assert what == {"date of birth": 3, "address": 2}


@pytest.mark.parametrize("text", ["Dor-\nrick", "Garrow-\n  by", "M a u r e e n", "K a y l e i g h rang"])
def test_words_broken_at_a_line_or_spread_letter_by_letter_are_found(text):
    assert stopping(leaks({"page 1": text}, register()))


# --- finished files -------------------------------------------------------------------------------------------------

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def png_that_says(words, *, packed=False):
    body = (b"Comment\x00\x00" + zlib.compress(words.encode())) if packed else b"Comment\x00" + words.encode()
    kind = b"zTXt" if packed else b"tEXt"
    chunk = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return PICTURE[:33] + chunk + PICTURE[33:]


def word(plant=lambda _: None):
    document = docx.Document()
    document.core_properties.author = "lcspr"
    document.add_heading("Findings", 1)
    document.add_paragraph("The plan leaned on one person.")
    document.add_picture(io.BytesIO(PICTURE), width=Mm(5))
    plant(document)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _alt(document):
    document.inline_shapes[0]._inline.docPr.set("descr", "A drawing by Tyler")


def _runs(document):
    paragraph = document.add_paragraph("Seen by Kay")
    paragraph.add_run("leigh").bold = True


def _table(document):
    document.add_table(1, 1).cell(0, 0).text = "Liam Vane"


def _link(document):
    document.part.relate_to("https://example.org/Liam%20Vane", "http://example.org/link", is_external=True)


IN_WORD = [
    (lambda one: one.add_paragraph("Kayleigh said so."), "paragraph 3 below heading 1"),
    (_runs, "paragraph 3 below heading 1"),
    (lambda one: one.add_heading("What Femi said", 2), "heading 2"),
    (_table, "paragraph 3 below heading 1"),
    (_alt, "alt text, text"),
    (lambda one: setattr(one.sections[0].header.paragraphs[0], "text", "For Mrs Farrant"), "header 1"),
    (lambda one: setattr(one.sections[0].footer.paragraphs[0], "text", "For Mrs Farrant"), "footer 1"),
    (lambda one: setattr(one.core_properties, "author", "Elspeth Corran"), "the file's properties"),
    (lambda one: setattr(one.core_properties, "keywords", "Tyler; Poppy"), "the file's properties"),
    (lambda one: one.add_comment(one.paragraphs[1].runs, text="Ask Bex", author="x"), "comments"),
    (lambda one: one.add_comment(one.paragraphs[1].runs, text="Ask", author="Bex Harkaway"), "settings, comments"),
    (_link, "settings, links"),
]


@pytest.mark.parametrize(("plant", "where"), IN_WORD)
def test_a_name_planted_anywhere_in_a_word_file_stops_it(plant, where):
    found = stopping(leaks(texts_of(word(plant), ".docx"), register()))
    assert where in {leak.where for leak in found}


def test_a_word_file_that_names_nobody_passes():
    assert leaks(texts_of(word(), ".docx"), register()) == ()


def repacked(raw, changes):
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            renamed, body = changes[name](old.read(name)) if name in changes else (name, old.read(name))
            new.writestr(renamed, body)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda body: ("word/media/tyler_hask.png", body), "the names of the parts inside"),
        (lambda _: ("word/media/image1.png", png_that_says("made by Femi Adarobi")), "picture in part"),
        (lambda _: ("word/media/image1.png", png_that_says("made by Femi Adarobi", packed=True)), "picture in part"),
        (lambda _: ("word/media/image1.bin", "Adarobi".encode("utf-16-le")), "part"),
        (lambda _: ("word/embeddings/sheet.xlsx", sheet("Adarobi")), "file inside the file"),
    ],
)
def test_what_pictures_and_parts_carry_is_read_too(change, where):
    raw = repacked(word(), {"word/media/image1.png": change})
    assert any(leak.where.startswith(where) for leak in stopping(leaks(texts_of(raw, ".docx"), register())))


def sheet(words):
    book = openpyxl.Workbook()
    book.active["A1"] = words
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_workbook_is_read_as_well():
    assert stopping(leaks(texts_of(sheet("Adarobi rang"), ".xlsx"), register()))
    assert stopping(leaks(texts_of(sheet("Nobody rang"), ".xlsx"), register())) == ()


def pdf(title="Findings", author="lcspr", alt="A drawing", body="The plan leaned on one person.", extra=""):
    source = (
        f'#set document(title: "{title}", author: "{author}")\n#set text(lang: "en", region: "GB")\n'
        f"= Findings\n{body}\n\n"
        f'#figure(rect(width: 2cm), alt: "{alt}", caption: [A picture])\n{extra}'
    )
    return typst.compile(source.encode(), pdf_standards=["ua-1"])


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        (lambda: pdf(title="About Tyler"), "the file's properties"),
        (lambda: pdf(author="Kelly-Ann Mossop"), "the file's properties"),
        (lambda: pdf(alt="Drawn by Tyler"), "alt text"),
        (lambda: pdf(body="Kay#strong[leigh] said so."), "page 1"),
        (lambda: pdf(body="Seen by Marian Tebbit at the office."), "page 1"),
        (lambda: pdf(extra="#pagebreak()\n#text(tracking: 4pt)[Maureen]"), "page 2"),
        (lambda: pdf(extra='#link("https://example.org/Speight")[a link]'), "the file's properties"),
        (lambda: pdf(extra="#pagebreak()\n== What Femi said"), "page 2"),
    ],
)
def test_a_name_planted_anywhere_in_a_pdf_stops_it(raw, where):
    assert where in {leak.where for leak in stopping(leaks(texts_of(raw(), ".pdf"), register()))}


def test_a_pdf_that_names_nobody_passes_and_is_read_whole():
    texts = texts_of(pdf(), ".pdf")
    assert "The plan leaned on one person." in texts["page 1"]
    assert leaks(texts, register()) == ()


def changed(raw, change):
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw)) as one:
        change(one)
        one.save(kept)
    return kept.getvalue()


def _without_letters(one):
    for font in one.objects:
        if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
            del font["/ToUnicode"]


def _attach(one):
    one.attachments["notes.txt"] = b"Femi Adarobi rang."


def test_a_pdf_whose_letters_cannot_be_read_back_does_not_leave():
    with pytest.raises(Unreadable, match="which letters its shapes are"):
        texts_of(changed(pdf(), _without_letters), ".pdf")


def test_what_is_attached_to_a_pdf_is_read_too():
    assert "an attached file" in {leak.where for leak in leaks(texts_of(changed(pdf(), _attach), ".pdf"), register())}


SVG = base64.b64encode(b"<svg><title>Drawn by Tyler</title></svg>").decode()
PNG = base64.b64encode(png_that_says("by Femi Adarobi")).decode()
HTML = (
    "<html lang=en-GB><head><title>Findings</title>{head}</head>"
    "<body><h1>Findings</h1><p>One person.</p>{body}</body></html>"
)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ("<p>Kay<b>leigh</b> said so.</p>", "paragraph 2 below heading 1"),
        ("<p>Kay&shy;leigh said so.</p>", "paragraph 2 below heading 1"),
        ("<h2>What Femi said</h2>", "heading 2"),
        ('<img alt="Drawn by Tyler" src="x">', "alt text, paragraph 2 below heading 1"),
        ('<p data-who="Liam Vane">x</p>', "an attribute, paragraph 2 below heading 1"),
        ('<a href="x?who=Liam%20Vane">x</a>', "an attribute, paragraph 2 below heading 1"),
        ('<p aria-label="Liam Vane">x</p>', "a spoken label, paragraph 2 below heading 1"),
        ("<!-- ask Bex -->", "a comment"),
        ("<script>const who = 'Bex Harkaway'</script>", "a script"),
        ("<style>.Harkaway { color: red }</style>", "a stylesheet"),
        (
            f'<img alt="x" src="data:image/svg+xml;base64,{SVG}">',
            "an attribute, paragraph 2 below heading 1, picture 1",
        ),
        (f'<img alt="x" src="data:image/png;base64,{PNG}">', "an attribute, paragraph 2 below heading 1, picture 1"),
        ("<svg><text>Liam<tspan> Vane</tspan></text></svg>", "paragraph 2 below heading 1"),
    ],
)
def test_a_name_planted_anywhere_in_a_page_stops_it(body, where):
    texts = texts_of(HTML.format(head="", body=body).encode(), ".html")
    assert where in {leak.where for leak in stopping(leaks(texts, register()))}


@pytest.mark.parametrize("head", ['<meta name="author" content="Elspeth Corran">', "<title>About Tyler</title>"])
def test_a_name_in_the_head_of_a_page_stops_it(head):
    assert stopping(leaks(texts_of(HTML.format(head=head, body="").encode(), ".html"), register()))


def test_a_page_that_names_nobody_passes():
    packed = base64.b64encode(bytes(range(256)) * 400).decode()
    raw = HTML.format(head=f"<style>@font-face {{ src: url(data:font/woff2;base64,{packed}) }}</style>", body="")
    assert leaks(texts_of(raw.encode(), ".html"), register()) == ()


def test_the_name_of_the_file_counts_and_is_not_repeated(tmp_path):
    file = tmp_path / "Ivy Dorrick appendix.html"
    file.write_text(HTML.format(head="", body=""))
    (leak,) = file_leaks(file, register())
    assert leak.sentence == "the file's name: a name of Juniper."


@pytest.mark.parametrize(
    ("raw", "suffix", "sentence"),
    [
        (b"no package", ".docx", "The file is damaged or locked with a password, so it cannot be read back"),
        (b"no pdf", ".pdf", "The PDF is damaged or locked with a password, so it cannot be read back"),
        (b"MZ", ".exe", "Files of this kind cannot be read back, so nobody can tell"),
        (
            repacked(word(), {"word/document.xml": lambda _: ("word/document.xml", b"<w:p")}),
            ".docx",
            "A part of the file",
        ),
    ],
)
def test_what_cannot_be_read_back_does_not_leave(raw, suffix, sentence):
    with pytest.raises(Unreadable, match=sentence):
        texts_of(raw, suffix)
