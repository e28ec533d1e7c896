"""The pieces of a Word file: paragraphs, runs, fields and tables as the XML that Word reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from docx.oxml.ns import nsmap
from lxml.etree import XMLParser, _Element  # type: ignore[import-untyped]

from lcspr_jupyter.paper.blocks import Run

Element: TypeAlias = _Element

_W = f"{{{nsmap['w']}}}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_new = XMLParser().makeelement  # a bare one: Word's own prefix comes from the document that an element is put into


def part(tag: str, *inside: Element, **attributes: object) -> Element:
    """Return an element of Word's own namespace with attributes of the same namespace."""
    made: Element = _new(_W + tag, {_W + name: str(value) for name, value in attributes.items()})
    if inside:
        made.extend(inside)
    return made


def paragraph(style: str, *inside: Element, properties: Iterable[Element] = ()) -> Element:
    """Return a paragraph in a style."""
    return part("p", part("pPr", part("pStyle", val=style), *properties), *inside)


def run(text: str, *look: Element) -> Element:
    """Return a run of text; each line end is a line break."""
    made = part("r", part("rPr", *look)) if look else part("r")
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(part("br"))
        written = part("t")
        written.text = line
        written.set(XML_SPACE, "preserve")
        made.append(written)
    return made


def runs(texts: Sequence[Run]) -> Iterable[Element]:
    """Return the runs of a paragraph with their looks."""
    for text in texts:
        look = (*((part("b"),) if text.strong else ()), *((part("i"),) if text.emphasis else ()))
        yield run(text.text, *look)


def styled(text: str, style: str) -> Element:
    """Return a run in a style for letters."""
    return run(text, part("rStyle", val=style))


def tab() -> Element:
    """Return a run that is one tab."""
    return part("r", part("tab"))


def line_end() -> Element:
    """Return a run that is one line break."""
    return part("r", part("br"))


def field(code: str, *shown: Element) -> tuple[Element, ...]:
    """Return a field that Word works out, with what it shows until then."""
    instruction = part("instrText")
    instruction.text = f" {code} "
    instruction.set(XML_SPACE, "preserve")
    begin, middle, end = (part("r", part("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
    return (begin, part("r", instruction), middle, *shown, end)


def bookmarked(name: str, number: int, *inside: Element) -> tuple[Element, ...]:
    """Return something with a bookmark round it."""
    return (part("bookmarkStart", id=number, name=name), *inside, part("bookmarkEnd", id=number))


def link(anchor: str, text: str) -> Element:
    """Return a link to a bookmark of the same document."""
    return part("hyperlink", styled(text, "Hyperlink"), anchor=anchor)


def table(style: str, caption: str, widths: Sequence[int], rows: Iterable[Element]) -> Element:
    """Return a table whose first row and column are heads, with a caption for who cannot see it."""
    properties = part(
        "tblPr",
        part("tblStyle", val=style),
        part("tblW", w=sum(widths), type="dxa"),
        part("tblLayout", type="fixed"),
        part("tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1),
        part("tblCaption", val=caption),
    )
    return part("tbl", properties, part("tblGrid", *(part("gridCol", w=width) for width in widths)), *rows)


def table_row(cells: Iterable[Element], *, head: bool = False) -> Element:
    """Return a row that does not break across pages; a head row is repeated on each."""
    return part("tr", part("trPr", part("cantSplit"), *((part("tblHeader"),) if head else ())), *cells)


def cell(width: int, inside: Element, fill: str = "", **properties: str) -> Element:
    """Return a cell with one paragraph in it."""
    own = [part("tcW", w=width, type="dxa")]
    if fill:
        own.append(part("shd", val="clear", color="auto", fill=fill.lstrip("#")))
    own.extend(part(name, val=value) for name, value in properties.items())
    return part("tc", part("tcPr", *own), inside)
