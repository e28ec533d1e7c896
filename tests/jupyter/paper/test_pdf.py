"""The PDF, by its tags: it is PDF/UA-1 or it is not made."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import pikepdf
import pytest
from attrs import evolve
from lcspr_jupyter.paper.blocks import Figure
from lcspr_jupyter.paper.pdf import NotDrawn, pdf_file, png_files
from lcspr_jupyter.paper.reading import appendix

from lcspr_core.views import Diagram, Node, Prose, Section, Table


def elements(pdf):
    """Every element of the structure tree, in reading order."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, pikepdf.Array):
            waiting = [*one, *waiting]
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield one
            if "/K" in one:
                waiting.insert(0, one.K)


def attribute(element, name):
    given = element.get("/A", pikepdf.Array())
    each = list(given) if isinstance(given, pikepdf.Array) else [given]
    return next((str(one[name]) for one in each if name in one), None)


@pytest.fixture
def pdf(notebook):
    with pikepdf.open(BytesIO(pdf_file(appendix(notebook)))) as opened:
        yield opened


def test_it_says_that_it_is_tagged_universally_accessible_and_in_which_language(pdf):
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == "Learning and recommendations"


def test_headings_go_down_one_level_at_a_time(pdf):
    levels = [str(each.S) for each in elements(pdf) if str(each.S)[1:2] == "H"]
    assert levels == ["/H1", "/H2", "/H3", "/H2"]


def test_every_figure_has_words(pdf):
    figures = [each for each in elements(pdf) if pikepdf.Name.Figure == each.S]
    assert [str(each.Alt) for each in figures] == [
        "What led to what. Two empty posts made it likelier that nobody rang."
    ]


def test_a_picture_without_words_fails_the_build(notebook):
    document = appendix(notebook)
    silent = tuple(evolve(b, alt="") if isinstance(b, Figure) else b for b in document.blocks)
    with pytest.raises(NotDrawn, match="A picture has no words for people who cannot see it"):
        pdf_file(evolve(document, blocks=silent))


def test_a_picture_too_large_for_its_letters_gets_a_page_of_a3_with_the_same_marking(with_views, page_text):
    nodes = tuple(Node(id=str(i), label=f"Factor {i}", kind="k", level=f"Level {i % 8}") for i in range(40))
    levels = tuple(f"Level {i}" for i in range(8))
    large = Diagram(title="Large", nodes=nodes, arrows=(), in_words="Forty factors.", levels=levels)
    file = pdf_file(appendix(with_views((large,))))
    with pikepdf.open(BytesIO(file)) as opened:
        widths = [round(float(page.MediaBox[2]) / 72 * 25.4) for page in opened.pages]
    assert widths[:3] == [210, 297, 210]
    assert page_text(file).split("\f")[1].count("OFFICIAL-SENSITIVE") == 2


def test_tables_have_heads_of_columns_and_of_rows(pdf):
    found = list(elements(pdf))
    assert Counter(str(each.S) for each in found)["/Table"] == 3
    scopes = Counter(attribute(each, "/Scope") for each in found if each.S == pikepdf.Name.TH)
    heads, rows = 3 + 2 + 6, 2 + 2 + 2
    assert scopes == {"/Column": heads, "/Row": rows}
    for row in (each for each in found if each.S == pikepdf.Name.TR):
        cells = [cell.S for cell in row.K]
        assert cells[0] == pikepdf.Name.TH


def test_words_that_were_said_are_quotations(pdf):
    assert Counter(str(each.S) for each in elements(pdf))["/BlockQuote"] == 6


def test_the_properties_tell_nothing_of_who_or_when_it_was_run(pdf):
    assert str(pdf.docinfo.Author) == "lcspr"
    assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20260901120000Z"
    assert "/Producer" not in pdf.docinfo


def test_the_same_document_is_the_same_file(notebook):
    assert pdf_file(appendix(notebook)) == pdf_file(appendix(notebook))


def test_nothing_in_it_can_be_clicked_that_leads_out(hostile):
    with pikepdf.open(BytesIO(pdf_file(appendix(hostile)))) as pdf:
        for page in pdf.pages:
            for note in page.get("/Annots", []):
                assert note.get("/A", {}).get("/S") != pikepdf.Name.URI
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
        assert "/AA" not in pdf.Root


def test_hostile_text_is_set_as_text_and_never_read_as_typst(hostile, page_text):
    text = page_text(pdf_file(appendix(hostile)))
    for part in ("<script>alert(1)</script>", '#eval("1")', "$x$", "=cmd()|A1", "@ref", "{{ 7*7 }}"):
        assert part in text, part


def test_the_marking_and_the_number_are_on_each_page(with_views, page_text):
    long = Section(title="s", views=(Table(title="t", columns=("a", "b"), rows=(("x", "y"),) * 120),))
    pages = page_text(pdf_file(appendix(with_views((long,))))).split("\f")
    pages = [page for page in pages if page.strip()]
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert page.count("OFFICIAL-SENSITIVE") == 2
        assert f"Page {number} of {len(pages)}" in page


@pytest.mark.parametrize(("sections", "first"), [(3, True), (30, False)])
def test_a_long_list_of_contents_has_the_front_page_to_itself(with_views, page_text, sections, first):
    views = tuple(Section(title=f"Part {n}", views=(Prose(text=f"Said in part {n}."),)) for n in range(sections))
    front, *_ = page_text(pdf_file(appendix(with_views(views)))).split("\f")
    assert f"Part {sections - 1}" in front
    assert ("Said in part 0." in front) is first


def test_a_long_row_goes_on_over_the_page(with_views, page_text):
    words = " ".join(f"word{i}" for i in range(3000))
    text = page_text(pdf_file(appendix(with_views((Table(title="t", columns=("a", "b"), rows=(("x", words),)),)))))
    assert "word0" in text
    assert "word2999" in text


def test_an_empty_document_is_still_one(with_views):
    assert pdf_file(appendix(with_views((Prose(text=""),)))).startswith(b"%PDF-1.7")


def test_pictures_become_as_many_dots_as_their_width_asks_for():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" viewBox="0 0 100 50"></svg>'
    made = png_files([(svg, 2.0), (svg, 0.5)], 200)
    sizes = [(int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")) for png in made]
    assert sizes == [(400, 200), (100, 50)]
    assert png_files([], 200) == ()
