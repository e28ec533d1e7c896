"""The blocks of a document as Word's elements, in order, each numbered where Word wants a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from functools import singledispatchmethod
from io import BytesIO
from itertools import count

from attrs import field, frozen
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Emu

from lcspr_core.views import VOICE_SIGNS, VOICE_WORDS
from lcspr_jupyter.paper.blocks import Block, Figure, Heading, Listing, Paragraph, Rows, Voice, Voices
from lcspr_jupyter.paper.pdf import png_files
from lcspr_jupyter.paper.shading import DARK_FROM, SHADES, shade_step
from lcspr_jupyter.paper.word_parts import (
    Element,
    bookmarked,
    cell,
    line_end,
    paragraph,
    part,
    run,
    runs,
    styled,
    tab,
    table,
    table_row,
)

PAGE_WIDTH = 9638  # twentieths of a point between the margins
A4_ROOM, A3_ROOM = (6.69, 7.6), (10.1, 13.2)  # inches for a picture, with its caption and headings above it
A3_PAGE = {"w": "16838", "h": "23811"}
SMALLEST = 0.6  # a picture that would be drawn smaller than this on A4 gets a page of A3
DOTS_PER_INCH = 150  # sharp on paper; the time to draw a picture grows with the square of it
DEEPEST_HEADING = 5
LIST_INDENT = 400
BULLETS, ORDERED = 1, 1  # the bullets' numbering, and the ordered lists' pattern, in templates/word
EMU_PER_INCH = 914_400


@frozen(kw_only=True)
class Writer:
    """Turns blocks into Word's elements; keeps count of what needs a number of its own."""

    word: WordDocument
    pictures: Iterator[bytes]
    headings: Iterator[int] = field(factory=count)
    drawings: Iterator[int] = field(factory=lambda: count(1))
    turns: Iterator[int] = field(factory=count)

    def all(self, blocks: Iterable[Block]) -> Iterator[Element]:
        """Return the elements of the blocks, in order."""
        before: Block | None = None
        for block in blocks:
            if isinstance(block, Paragraph) and isinstance(before, Rows | Voices | Figure):
                yield paragraph("AfterBlock", *runs(block.runs))
            else:
                yield from self._written(block)
            before = block

    @singledispatchmethod
    def _written(self, block: object) -> Iterable[Element]:
        raise TypeError(f"{type(block).__name__} is not a block")

    @_written.register
    def _(self, block: Heading) -> Iterable[Element]:
        number = next(self.headings)
        style = f"Heading{min(block.level - 1, DEEPEST_HEADING)}"
        return (paragraph(style, *bookmarked(bookmark(number), number, run(block.text))),)

    @_written.register
    def _(self, block: Paragraph) -> Iterable[Element]:
        return (paragraph("Normal", *runs(block.runs)),)

    @_written.register
    def _(self, block: Listing) -> Iterable[Element]:
        return self._listed(block, 0)

    def _listed(self, block: Listing, depth: int) -> Iterator[Element]:
        style = "ListNumber" if block.ordered else "ListBullet"
        number = _numbering(self.word, block.start) if block.ordered else BULLETS
        place = part("numPr", part("ilvl", val=min(depth, 3)), part("numId", val=number))
        for item in block.items:
            first = True
            for inside in item:
                if isinstance(inside, Listing):
                    yield from self._listed(inside, depth + 1)
                elif isinstance(inside, Paragraph) and first:
                    yield paragraph(style, *runs(inside.runs), properties=[deepcopy(place)])
                    first = False
                elif isinstance(inside, Paragraph):
                    indent = part("ind", left=LIST_INDENT * (depth + 1))
                    yield paragraph("ListContinue", *runs(inside.runs), properties=[indent])

    @_written.register
    def _(self, block: Voices) -> Iterable[Element]:
        if block.title:
            yield paragraph("Caption", run(block.title))
        for voice in block.voices:
            yield self._voice(voice)

    def _voice(self, voice: Voice) -> Element:
        look = f"Voice-{voice.kind.value}"
        kind = styled(f"{VOICE_SIGNS[voice.kind]} {VOICE_WORDS[voice.kind]}", look)
        source = (tab(), styled(voice.source, look)) if voice.source else ()
        apart = part("ind", right=120 + 40 * (next(self.turns) % 2))  # two paragraphs alike would run into one box
        return paragraph(f"Words-{voice.kind.value}", kind, *source, line_end(), run(voice.words), properties=[apart])

    @_written.register
    def _(self, block: Rows) -> Iterable[Element]:
        yield paragraph("Caption", run(block.caption))
        if not block.rows:
            yield paragraph("Nothing", run(block.empty))
            return
        widths = [round(share * PAGE_WIDTH) for share in block.shares]
        style = "CountGrid" if block.shades else "AppendixTable"
        heads = (
            _head(text, width, place, block)
            for place, (text, width) in enumerate(zip(block.columns, widths, strict=True))
        )
        shades = block.shades or ((),) * len(block.rows)
        body = (table_row(_cells(row, steps, widths)) for row, steps in zip(block.rows, shades, strict=True))
        yield table(style, block.caption, widths, (table_row(heads, head=True), *body))

    @_written.register
    def _(self, block: Figure) -> Iterable[Element]:
        large = _room(block) == A3_ROOM
        if large:
            yield paragraph("Normal", properties=[self._page_ends()])
        yield paragraph("Caption", run(block.caption))
        drawing = part("r", part("drawing", self._inline(block)))
        yield paragraph("Figure", drawing, properties=[self._page_ends(**A3_PAGE)] if large else ())
        yield from (_recoloured(element) for element in self.all(block.in_words))
        yield from self.all((block.table,))

    def _page_ends(self, **size: str) -> Element:
        """The end of a run of pages of one size, with the margins and the marking of all the others."""
        pages = deepcopy(self.word.element.body.sectPr)
        for side, length in size.items():
            pages.find(qn("w:pgSz")).set(qn(f"w:{side}"), length)
        return pages

    def _inline(self, block: Figure) -> Element:
        width = _printed_width(block)
        height = width * block.height / block.width
        size = (Emu(int(width * EMU_PER_INCH)), Emu(int(height * EMU_PER_INCH)))
        inline = self.word.part.new_pic_inline(BytesIO(next(self.pictures)), *size)
        number = next(self.drawings)
        for name, value in (
            ("id", number),
            ("name", f"Picture {number}"),
            ("title", block.caption),
            ("descr", block.alt),
        ):
            inline.docPr.set(name, str(value))
        return inline


def _recoloured(element: Element) -> Element:
    """The words that stand for a picture, in their own style where they are plain paragraphs."""
    style = element.find(f".//{qn('w:pStyle')}")
    if style is not None and style.get(qn("w:val")) == "Normal":
        style.set(qn("w:val"), "InWords")
    return element


def _head(text: str, width: int, place: int, block: Rows) -> Element:
    middle = (part("jc", val="center"),) if block.shades and place else ()
    return cell(width, paragraph("TableHead", run(text), properties=middle))


def _cells(row: Sequence[str], shades: Sequence[float], widths: Sequence[int]) -> Iterator[Element]:
    yield cell(widths[0], paragraph("TableText", run(row[0], part("b"))))
    steps = [shade_step(shade) for shade in shades] or [0] * (len(row) - 1)
    for text, step, width in zip(row[1:], steps, widths[1:], strict=True):
        middle = (part("jc", val="center"),) if shades else ()
        white = (part("color", val="FFFFFF"),) if step >= DARK_FROM else ()
        fill = SHADES[step - 1] if step else ""
        yield cell(
            width,
            paragraph("TableText", run(text, *white), properties=middle),
            fill=fill,
            vAlign="center" if shades else "top",
        )


def _numbering(word: WordDocument, start: int) -> int:
    """A fresh numbering, so that each list counts from its own beginning."""
    numbering = word.part.numbering_part.element
    made = numbering.add_num(ORDERED)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(made.numId)


def bookmark(number: int) -> str:
    """Return the name of a heading's bookmark."""
    return f"_Toc{number:06}"


def pictures_of(blocks: Iterable[Block]) -> Iterator[bytes]:
    """Return the figures' pictures, in order, drawn for the size at which they will stand."""
    figures = [block for block in blocks if isinstance(block, Figure)]
    return iter(png_files([(figure.svg, _printed_width(figure)) for figure in figures], DOTS_PER_INCH))


def _printed_width(figure: Figure) -> float:
    """How wide a picture stands on the page, in inches."""
    return figure.width / 96 * _scale(figure, _room(figure))


def _room(figure: Figure) -> tuple[float, float]:
    return A4_ROOM if _scale(figure, A4_ROOM) >= SMALLEST else A3_ROOM


def _scale(figure: Figure, room: tuple[float, float]) -> float:
    return min(1, room[0] / (figure.width / 96), room[1] / (figure.height / 96))
