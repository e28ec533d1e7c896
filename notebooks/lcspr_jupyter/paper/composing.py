"""Views to blocks: headings get their level, tables and figures their number, diagrams their words and their table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatchmethod
from itertools import count

from attrs import evolve, field, frozen

from lcspr_core.errors import Unreadable
from lcspr_core.maps.arrangement import arrange
from lcspr_core.views import (
    VOICE_SIGNS,
    VOICE_WORDS,
    Bespoke,
    Diagram,
    Grid,
    Prose,
    Quote,
    Quotes,
    Section,
    Table,
    View,
)
from lcspr_jupyter.paper.blocks import Block, Figure, Heading, Paragraph, Rows, Run, Voice, Voices
from lcspr_jupyter.paper.equals import alternative, same_as_table
from lcspr_jupyter.paper.lettering import legible, one_line
from lcspr_jupyter.paper.prose import blocks_of
from lcspr_jupyter.paper.svg import Arranging, picture

NO_WORDS = (
    "Diagram {place} has no words for people who cannot see it, so the document was not made: "
    "whoever made the diagram should fill in its `in_words`."
)

NOT_YET = "Nobody has put this diagram into words yet."


@frozen(kw_only=True)
class Composer:
    """Turns views into blocks, and numbers tables and figures as it goes; one composer makes one document."""

    level: int = 2
    for_paper: bool = True  # tables and figures are numbered, and a diagram without words is refused
    tables: Iterator[int] = field(factory=lambda: count(1))
    figures: Iterator[int] = field(factory=lambda: count(1))
    arranging: Arranging = arrange

    def compose(self, views: Iterable[View]) -> tuple[Block, ...]:
        """Return the blocks of the views, whose sections begin at the composer's level of heading."""
        return tuple(block for view in views for block in self._blocks(view))

    @singledispatchmethod
    def _blocks(self, view: object) -> Iterable[Block]:
        raise TypeError(f"{type(view).__name__} is not a view")

    @_blocks.register
    def _(self, view: Prose) -> Iterable[Block]:
        return blocks_of(view.text)

    @_blocks.register
    def _(self, view: Section) -> Iterable[Block]:
        below = evolve(self, level=self.level + 1)
        return (Heading(text=one_line(view.title), level=self.level), *below.compose(view.views))

    @_blocks.register
    def _(self, view: Quotes) -> Iterable[Block]:
        return (Voices(title=one_line(view.title), voices=tuple(_voice(quote) for quote in view.quotes)),)

    @_blocks.register
    def _(self, view: Table) -> Iterable[Block]:
        rows = tuple(tuple(legible(text) for text in row) for row in view.rows)
        columns = tuple(one_line(column) for column in view.columns)
        made = Rows(caption=self._table_caption(view.title), columns=columns, rows=rows, empty=legible(view.empty))
        return (made,)

    @_blocks.register
    def _(self, view: Grid) -> Iterable[Block]:
        most = max((number for row in view.counts for number in row), default=0) or 1
        made = Rows(
            caption=self._table_caption(view.title),
            columns=(one_line(view.corner), *(one_line(head) for head in view.column_heads)),
            rows=tuple(
                (legible(head), *(str(number) for number in row))
                for head, row in zip(view.row_heads, view.counts, strict=True)
            ),
            shades=tuple(tuple(number / most for number in row) for row in view.counts),
        )
        return (made,)

    @_blocks.register
    def _(self, view: Bespoke) -> Iterable[Block]:
        named = Paragraph(runs=(Run(text=one_line(view.title), strong=True),))
        before = (named,) if isinstance(view.fallback, Prose) else ()  # every other kind brings a title
        return (*before, *self._blocks(view.fallback))

    @_blocks.register
    def _(self, view: Diagram) -> Iterable[Block]:
        place = next(self.figures)
        alt = alternative(view)
        if not alt and self.for_paper:
            raise Unreadable(NO_WORDS.format(place=place))
        drawn = picture(view, alt, place, self.arranging)
        caption = f"Figure {place}. {one_line(view.title)}" if self.for_paper else one_line(view.title)
        made = Figure(
            caption=caption,
            alt=alt,
            svg=drawn.svg,
            width=drawn.width,
            height=drawn.height,
            in_words=blocks_of(view.in_words if alt else NOT_YET),
            table=same_as_table(view, f"{caption}, as a table"),
        )
        return (made,)

    def _table_caption(self, title: str) -> str:
        return f"Table {next(self.tables)}. {one_line(title)}" if self.for_paper else one_line(title)


def _voice(quote: Quote) -> Voice:
    source = ", ".join(one_line(part) for part in (quote.who, quote.when) if part.strip())
    return Voice(words=legible(quote.words), kind=quote.voice, source=source)


def heard(voice: Voice) -> str:
    """Return the sign and the word of a voice's kind."""
    return f"{VOICE_SIGNS[voice.kind]} {VOICE_WORDS[voice.kind]}"


def levelled(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks with no level of heading left out, and none deeper than the sixth."""
    last, out = 1, []
    for block in blocks:
        if isinstance(block, Heading):
            last = min(block.level, last + 1, 6)
            block = evolve(block, level=last)  # noqa: PLW2901
        out.append(block)
    return tuple(out)
