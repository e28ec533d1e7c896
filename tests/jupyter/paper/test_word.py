"""The Word file, by its structure: what a screen reader, a printer and a leak scan find in it."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lcspr_jupyter.paper.reading import appendix
from lcspr_jupyter.paper.word import docx_file
from lxml import etree

from lcspr_core.views import VOICE_SIGNS, VOICE_WORDS, Diagram, Node, Prose, Section


@pytest.fixture
def file(notebook):
    return docx_file(appendix(notebook))


@pytest.fixture
def word(file):
    return Document(BytesIO(file))


def styles(word):
    return [(p.style.name, p.text) for p in word.paragraphs]


def test_headings_are_headings_and_the_title_is_the_title(word):
    found = [(name, text) for name, text in styles(word) if name.startswith(("Title", "Heading"))]
    assert found == [
        ("Title", "Learning and recommendations"),
        ("Heading 1", "What was said"),
        ("Heading 2", "By agency"),
        ("Heading 1", "From words to change"),
    ]


def test_no_level_of_heading_is_deeper_than_word_shows(with_views):
    views = Section(title="7", views=())
    for level in range(6, 0, -1):
        views = Section(title=str(level), views=(views,))
    word = Document(BytesIO(docx_file(appendix(with_views((views,))))))
    assert [name for name, _ in styles(word) if name.startswith("Heading")] == [
        f"Heading {level}" for level in (1, 2, 3, 4, 5, 5, 5)
    ]


def test_the_first_row_of_each_table_is_a_head_that_is_repeated(word):
    assert len(word.tables) == 3
    for table in word.tables:
        rows = table._tbl.tr_lst
        assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * (
            len(rows) - 1
        )
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")).startswith(("Table", "Figure"))
    assert [[cell.text for cell in row.cells] for row in word.tables[1].rows] == [
        ["No.", "What"],
        ["1", "Change the form"],
        ["2", "Ring each agency\nand note it"],
    ]


def test_counts_are_shaded_and_written(word):
    grid = word.tables[0]
    assert [[cell.text for cell in row.cells] for row in grid.rows][1:] == [
        ["Each waits", "5", "0"],
        ["What helped", "2", "1"],
    ]
    fills = [shade.get(qn("w:fill")) for shade in grid._tbl.iter(qn("w:shd"))]
    assert fills == ["0a4545", "c3e0de", "e4f1f0"]


def test_every_picture_has_words(word):
    pictures = list(word.element.body.iter(qn("wp:docPr")))
    assert [each.get("descr") for each in pictures] == [
        "What led to what. Two empty posts made it likelier that nobody rang."
    ]
    assert [each.get("title") for each in pictures] == ["Figure 1. What led to what"]
    assert len({each.get("id") for each in pictures}) == len(pictures) == len(word.inline_shapes)


def test_pictures_are_drawn_at_a_hundred_and_fifty_dots_an_inch(word):
    (shape,) = word.inline_shapes
    name = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
    image = word.part.related_parts[name].image
    assert image.content_type == "image/png"
    assert image.px_width / (shape.width / 914_400) == pytest.approx(150, abs=2)


def many_nodes():
    nodes = tuple(Node(id=str(i), label=f"Factor {i}", kind="k", level=f"Level {i % 8}") for i in range(40))
    levels = tuple(f"Level {i}" for i in range(8))
    return Diagram(title="Large", nodes=nodes, arrows=(), in_words="Forty factors.", levels=levels)


def test_a_picture_too_large_for_its_letters_gets_a_page_of_a3_with_the_same_marking(with_views):
    word = Document(BytesIO(docx_file(appendix(with_views((many_nodes(), Prose(text="After.")))))))
    assert [round(section.page_width.mm) for section in word.sections] == [210, 297, 210]
    for section in word.sections:
        assert section.header.paragraphs[0].text == "OFFICIAL-SENSITIVE"
        assert "OFFICIAL-SENSITIVE" in section.footer.paragraphs[0].text
    (shape,) = word.inline_shapes
    assert 170 < shape.width.mm < 257 or 193 < shape.height.mm < 336


def test_words_are_marked_by_sign_word_and_style(word):
    said = [(name, text) for name, text in styles(word) if name.startswith("Words: ")]
    assert [name for name, _ in said] == [f"Words: {words}" for words in VOICE_WORDS.values()]
    for (_, text), kind in zip(said, VOICE_WORDS, strict=True):
        assert text == f"{VOICE_SIGNS[kind]} {VOICE_WORDS[kind]}\tSchool, 12 March 2025\nWords of kind {kind}"


def test_lists_are_lists_and_count_from_their_own_beginning(word):
    listed = [p for p in word.paragraphs if p.style.name.startswith("List")]
    assert [(p.style.name, p.text) for p in listed] == [
        ("List Bullet", "one"),
        ("List Bullet", "two"),
        ("List Number", "deep"),
        ("List Number", "three"),
        ("List Number", "four"),
    ]
    numbers = {p.text: p._p.pPr.numPr.numId.val for p in listed}
    assert numbers["three"] == numbers["four"] != numbers["deep"]
    starts = word.part.numbering_part.element.findall(f".//{qn('w:startOverride')}")
    assert [start.get(qn("w:val")) for start in starts] == ["1", "3"]


def test_the_marking_and_the_page_number_are_on_each_page(word):
    (section,) = word.sections
    assert section.header.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    assert section.footer.paragraphs[0].text == "Learning and recommendations\tOFFICIAL-SENSITIVE\tPage 1 of 1"
    codes = [each.text.strip() for each in section.footer.part.element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    assert not section.different_first_page_header_footer


def test_the_language_is_british_english(word):
    languages = {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert word.core_properties.language == "en-GB"


def test_the_properties_tell_nothing_of_who_or_where(word, file):
    properties = word.core_properties
    assert (properties.author, properties.last_modified_by, properties.title) == (
        "lcspr",
        "lcspr",
        "Learning and recommendations",
    )
    assert (properties.comments, properties.keywords, properties.subject, properties.category) == ("", "", "", "")
    assert properties.created == properties.modified
    assert properties.created.isoformat().startswith("2026-09-01T12:00:00")
    with ZipFile(BytesIO(file)) as package:
        assert {info.date_time for info in package.infolist()} == {(2026, 9, 1, 12, 0, 0)}
        assert not [name for name in package.namelist() if re.search("thumbnail|customXml|printer|comments", name)]
        assert b"Microsoft" not in package.read("docProps/app.xml")


def test_the_same_document_is_the_same_file(notebook, file):
    assert docx_file(appendix(notebook)) == file


def test_the_list_of_contents_leads_to_bookmarks_that_are_there(word):
    body = word.element.body
    targets = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))]
    assert len(targets) == 3
    assert set(targets) == {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
    kinds = [each.get(qn("w:fldCharType")) for each in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_hostile_text_stays_text(hostile):
    file = docx_file(appendix(hostile))
    word = Document(BytesIO(file))
    text = "\n".join(p.text for p in word.paragraphs)
    for part in ("<script>alert(1)</script>", "=cmd()|A1", '#import "@preview/x:1.0.0"', "{{ 7*7 }}", "$x$"):
        assert part in text
    with ZipFile(BytesIO(file)) as package:
        for name in package.namelist():
            data = package.read(name)
            if name.endswith((".xml", ".rels")):
                etree.fromstring(data)
                assert b"evil.example" not in data or not name.endswith(".rels")
                assert b'TargetMode="External"' not in data
    codes = [each.text.split()[0] for each in word.element.body.iter(qn("w:instrText"))]
    assert codes == ["TOC"]


def test_a_document_without_headings_or_views_is_still_one(with_views):
    word = Document(BytesIO(docx_file(appendix(with_views((Prose(text=""),))))))
    assert word.paragraphs[0].text == "Learning and recommendations"
