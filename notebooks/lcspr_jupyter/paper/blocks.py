"""What a document is made of before it becomes HTML, Word or PDF: the same blocks, in reading order, for all three."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from attrs import frozen

from lcspr_core.views import VoiceKind


@frozen(kw_only=True)
class Run:
    """A stretch of text in one look."""

    text: str
    strong: bool = False
    emphasis: bool = False


@frozen(kw_only=True)
class Heading:
    """A heading; level 1 is the document's title, which is never among the blocks."""

    text: str
    level: int


@frozen(kw_only=True)
class Paragraph:
    """A paragraph of text."""

    runs: tuple[Run, ...]


@frozen(kw_only=True)
class Listing:
    """A list; each item is a small chain of blocks."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@frozen(kw_only=True)
class Voice:
    """Somebody's words, with the sign and the word that say of which kind they are."""

    words: str
    kind: VoiceKind
    source: str


@frozen(kw_only=True)
class Voices:
    """Several people's words under one title."""

    title: str
    voices: tuple[Voice, ...]


@frozen(kw_only=True)
class Rows:
    """A table; `shades` (0 to 1, a row for each row, none for the row's head) make it a grid of counts."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = ""
    shades: tuple[tuple[float, ...], ...] = ()

    @property
    def shares(self) -> tuple[float, ...]:
        """How much of the page's width each column should get, in parts of one."""
        columns = [[head, *(row[i] for row in self.rows)] for i, head in enumerate(self.columns)]
        floors = [_longest(text.split() for text in column) * 1.08 + 3 for column in columns]
        whole = [_longest(text.split("\n") for text in column[1:]) * 0.95 + 3 for column in columns]
        taken = sum(max(pair) for pair in zip(floors, whole, strict=True) if pair[1] <= SHORT)
        roots = [width**0.5 if width > SHORT else 0 for width in whole]
        rest = max(PAGE_LETTERS - taken, 0.3 * PAGE_LETTERS) / (sum(roots) or 1)
        wanted = [max(f, min(w, rest * root or w)) for f, w, root in zip(floors, whole, roots, strict=True)]
        return tuple(width / sum(wanted) for width in wanted)


PAGE_LETTERS = 96  # about as many as a line of a table holds
SHORT = 20  # a column whose texts are up to this long gets the room for each of them on one line
LONGEST_COUNTED = 400  # beyond this a column is wide enough, however long its texts are


def _longest(pieces: Iterable[Iterable[str]]) -> int:
    return min(max((len(piece) for some in pieces for piece in some), default=1), LONGEST_COUNTED)


@frozen(kw_only=True)
class Figure:
    """A picture with its caption, the words that stand for it, and the table that holds the same."""

    caption: str
    alt: str
    svg: str
    width: float
    height: float
    in_words: tuple[Block, ...]
    table: Rows


Block: TypeAlias = Heading | Paragraph | Listing | Voices | Rows | Figure
