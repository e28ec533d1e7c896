"""The PDF by another library's reading of PDF/UA-1: every document that we ship passes, and every check can fail."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from lcspr_jupyter.demonstration import read_cards, worked
from lcspr_jupyter.paper.pdf import pdf_file
from lcspr_jupyter.paper.reading import appendix
from pikepdf import Array, Dictionary, Name

from lcspr_core.appendix import learning_and_recommendations
from lcspr_core.plugins import load
from tests.jupyter.paper.matterhorn import CHECKS, elements, faults, kids


@pytest.fixture(scope="module")
def juniper():
    """The demonstration as it stands, and the methodology that leads it."""
    methodology = load().methodologies["silp"]
    return worked(read_cards(), methodology), methodology


@pytest.fixture(scope="module")
def documents(juniper):
    """The views of each document that we ship, by name: the appendix, and each document of the methodology."""
    review, methodology = juniper
    made = {one.key: tuple(one.compose(review)) for one in methodology.artefacts}
    return {"learning_and_recommendations": learning_and_recommendations(review, methodology), **made}


def opened(notebook):
    return pikepdf.open(BytesIO(pdf_file(appendix(notebook))))


def test_every_document_that_we_ship_passes(documents, with_views):
    assert len(documents) > 3
    wrong = {}
    for name, views in documents.items():
        with opened(with_views(views)) as pdf:
            wrong[name] = faults(pdf)
    assert {name: found for name, found in wrong.items() if found} == {}


def test_a_document_with_every_kind_of_view_passes(notebook, hostile):
    for given in (notebook, hostile):
        with opened(given) as pdf:
            assert {each.kind for each in elements(pdf)} >= {"H1", "Table", "TH", "L", "LI", "Figure", "Link", "TOC"}
            assert faults(pdf) == {}


# --- each check is seen to fail ---------------------------------------------------------------------------------------


def first(pdf, kind):
    return next(each.one for each in elements(pdf) if each.kind == kind)


def content_added(pdf, added):
    page = pdf.pages[0]
    page.Contents = Array([*_contents(page), pdf.make_stream(added)])


def _contents(page):
    return list(page.Contents) if isinstance(page.Contents, Array) else [page.Contents]


def _unmarked(pdf):
    pdf.Root.MarkInfo.Marked = False


def _treeless(pdf):
    del pdf.Root.StructTreeRoot


def _suspect(pdf):
    pdf.Root.MarkInfo.Suspects = True


def _shown_unmarked(pdf):
    content_added(pdf, b"0 0 9 9 re f")


def _artifact_in_content(pdf):
    content_added(pdf, b"/Span <</MCID 0>> BDC /Artifact BMC 0 0 9 9 re f EMC EMC")


def _odd_type(pdf):
    first(pdf, "P").S = Name.Paragraph


def _mapped_standard(pdf):
    pdf.Root.StructTreeRoot.RoleMap["/H2"] = Name.P


def _mark_of_nobody(pdf):
    content_added(pdf, b"/P <</MCID 9999>> BDC 0 0 9 9 re f EMC")


def _mark_never_shown(pdf):
    paragraph = first(pdf, "P")
    paragraph.K = Array([*kids(paragraph), 8888])


def _mark_of_two(pdf):
    paragraph = next(each.one for each in elements(pdf) if any(isinstance(one, int) for one in kids(each.one)))
    paragraph.K = Array([*kids(paragraph), *kids(paragraph)])


def _tree_leads_astray(pdf):
    line = next(one for one in pdf.Root.StructTreeRoot.ParentTree.Nums if isinstance(one, Array) and len(one) > 1)
    line[0], line[1] = line[1], line[0]


def _line_lost(pdf):
    del pdf.pages[0].StructParents


def _no_metadata(pdf):
    del pdf.Root.Metadata


def _metadata_without(part):
    def change(pdf):
        text = pdf.Root.Metadata.read_bytes()
        assert part in text
        pdf.Root.Metadata.write(text.replace(part, b""))

    return change


def _no_display(pdf):
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def _no_language(pdf):
    del pdf.Root.Lang


def _odd_language(pdf):
    first(pdf, "P").Lang = "plain English"


def _dynamic_form(pdf):
    pdf.Root.AcroForm = Dictionary(XFA=Array())


def _cell_outside(pdf):
    first(pdf, "P").S = Name.TD


def _paragraph_in_row(pdf):
    first(pdf, "TD").S = Name.P


def _heading(to, *, at):
    def change(pdf):
        headings = [each.one for each in elements(pdf) if each.kind[0] == "H"]
        headings[at].S = to

    return change


def _without(kind, name):
    def change(pdf):
        del first(pdf, kind)[name]

    return change


def _without_heads(pdf):
    for each in list(elements(pdf)):
        if each.kind == "TH":
            each.one.S = Name.TD


def _out_of_order(pdf):
    del pdf.pages[0].Tabs


def _of_link(name):
    def change(pdf):
        del pdf.pages[0].Annots[0][name]

    return change


def _link_in_text(pdf):
    first(pdf, "Link").S = Name.Span


def _of_font(change):
    def fonts(pdf):
        for one in pdf.objects:
            if isinstance(one, Dictionary) and one.get("/Type") == Name.Font and "/DescendantFonts" in one:
                change(one)

    return fonts


def _no_letters(font):
    del font.ToUnicode


def _not_embedded(font):
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def _nought(font):
    table = font.ToUnicode.read_bytes()
    font.ToUnicode.write(table.replace(b"endbfchar", b"<00ff> <0000>\nendbfchar", 1))


BREAKS = (
    ("tagged_at_all", _unmarked),
    ("tagged_at_all", _treeless),
    ("tagged_at_all", _suspect),
    ("all_content_marked", _shown_unmarked),
    ("all_content_marked", _artifact_in_content),
    ("known_types", _odd_type),
    ("known_types", _mapped_standard),
    ("parent_tree_complete", _mark_of_nobody),
    ("parent_tree_complete", _mark_never_shown),
    ("parent_tree_complete", _mark_of_two),
    ("parent_tree_complete", _tree_leads_astray),
    ("parent_tree_complete", _line_lost),
    ("says_what_it_is", _no_metadata),
    ("says_what_it_is", _metadata_without(b"<pdfuaid:part>1</pdfuaid:part>")),
    ("says_what_it_is", _metadata_without(b"Learning and recommendations")),
    ("says_what_it_is", _no_display),
    ("has_a_language", _no_language),
    ("has_a_language", _odd_language),
    ("open_to_readers", _dynamic_form),
    ("nested_as_they_may", _cell_outside),
    ("nested_as_they_may", _paragraph_in_row),
    ("headings_in_order", _heading(Name.H4, at=1)),
    ("headings_in_order", _heading(Name.H2, at=0)),
    ("headings_in_order", _heading(Name.H, at=1)),
    ("figures_have_words", _without("Figure", "/Alt")),
    ("heads_have_scope", _without("TH", "/A")),
    ("heads_have_scope", _without_heads),
    ("links_are_tagged", _out_of_order),
    ("links_are_tagged", _of_link("/Contents")),
    ("links_are_tagged", _of_link("/StructParent")),
    ("links_are_tagged", _link_in_text),
    ("letters_are_known", _of_font(_no_letters)),
    ("letters_are_known", _of_font(_not_embedded)),
    ("letters_are_known", _of_font(_nought)),
)


@pytest.fixture(scope="module")
def sound(with_every_view):
    return pdf_file(appendix(with_every_view))


@pytest.mark.parametrize(("check", "spoil"), BREAKS)
def test_each_fault_is_found_by_its_check(sound, check, spoil):
    with pikepdf.open(BytesIO(sound)) as pdf:
        spoil(pdf)
        kept = BytesIO()
        pdf.save(kept)
    with pikepdf.open(kept) as spoilt:
        assert check in faults(spoilt)


def test_every_check_is_spoilt_at_least_once():
    assert {check for check, _ in BREAKS} == set(CHECKS)
