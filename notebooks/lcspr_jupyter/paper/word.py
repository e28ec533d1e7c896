"""A document as a Word file: real headings, tables with heads, pictures with words, a marking on each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from textwrap import shorten

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.section import _Footer, _Header

from lcspr_jupyter.paper.blocks import Heading
from lcspr_jupyter.paper.pdf import made_at
from lcspr_jupyter.paper.reading import About, Appendix
from lcspr_jupyter.paper.tokens import colours
from lcspr_jupyter.paper.word_blocks import Writer, bookmark, pictures_of
from lcspr_jupyter.paper.word_file import blank, sealed
from lcspr_jupyter.paper.word_parts import Element, field, link, paragraph, part, run, styled, tab

LONGEST_TITLE = 48  # letters of it in the margin, beside the marking
LONGEST_PROPERTY = 255


def docx_file(document: Appendix) -> bytes:
    """Return the document as a Word file; the same document is always the same file."""
    about = document.about
    word = Document(BytesIO(blank(about.language)))
    writer = Writer(word=word, pictures=pictures_of(document.blocks))
    body = word.element.body
    for element in (*_front(document), *writer.all(document.blocks), *_end(about)):
        body.insert(len(body) - 1, element)  # the last element of a body is its page set-up
    _margins(word, about)
    _properties(word, about)
    out = BytesIO()
    word.save(out)
    return sealed(out.getvalue(), made_at(about))


def _front(document: Appendix) -> Iterator[Element]:
    yield paragraph("Title", run(document.about.title))
    yield paragraph("Subtitle", run(document.about.line))
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    lines = [
        paragraph(f"TOC{heading.level - 1}", link(bookmark(number), heading.text))
        for number, heading in enumerate(headings)
        if heading.level in {2, 3}
    ]
    if lines:
        yield paragraph("TOCHeading", run("Contents"))
        yield from _as_field(lines)


def _as_field(lines: Sequence[Element]) -> Sequence[Element]:
    """A list of contents that Word can renew; without page numbers, so that it is right before Word has done so."""
    *opening, ending = field(r'TOC \o "1-2" \h \n \z')
    lines[0][1:1] = opening
    lines[-1].append(ending)
    return lines


def _end(about: About) -> Iterator[Element]:
    rule = part("pBdr", part("top", val="single", sz=10, space=8, color=colours()["line"].lstrip("#")))
    first, *others = (paragraph("Closing", run(line)) for line in about.closing)
    first[0].append(rule)
    yield from (first, *others)


def _margins(word: WordDocument, about: About) -> None:
    section = word.sections[0]
    _only_paragraph(section.header).append(run(about.marking))
    number = (run("Page "), *field("PAGE", run("1")), run(" of "), *field("NUMPAGES", run("1")))
    foot = (
        run(shorten(about.title, LONGEST_TITLE, placeholder=" …")),
        tab(),
        styled(about.marking, "Marking"),
        tab(),
        *number,
    )
    _only_paragraph(section.footer).extend(foot)


def _only_paragraph(margin: _Footer | _Header) -> Element:
    return margin.part.element.find(qn("w:p"))


def _properties(word: WordDocument, about: About) -> None:
    properties = word.core_properties
    properties.title = shorten(about.title, LONGEST_PROPERTY, placeholder=" …")
    properties.language = about.language
    properties.author = properties.last_modified_by = "lcspr"
    properties.revision = 1
    properties.created = properties.modified = made_at(about).replace(tzinfo=None)
