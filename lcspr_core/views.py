"""What can be shown, as values: drawn once for the screen and once for paper, never by a plugin."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from attrs import field, frozen

from lcspr_core.frozen_json import JsonObject, frozen_object


class VoiceKind(StrEnum):
    """What sort of thing somebody said; each has a sign and a word beside its colour, everywhere."""

    FACT = "fact"
    PERSPECTIVE = "perspective"
    PRESSURE = "pressure"
    WORRY = "worry"
    GOOD_PRACTICE = "good_practice"
    IDEA = "idea"


VOICE_WORDS: Mapping[VoiceKind, str] = {
    VoiceKind.FACT: "What happened",
    VoiceKind.PERSPECTIVE: "How it looked then",
    VoiceKind.PRESSURE: "Pressure",
    VoiceKind.WORRY: "A worry",
    VoiceKind.GOOD_PRACTICE: "Good practice",
    VoiceKind.IDEA: "An idea",
}

VOICE_SIGNS: Mapping[VoiceKind, str] = {
    VoiceKind.FACT: "■",
    VoiceKind.PERSPECTIVE: "◑",
    VoiceKind.PRESSURE: "▲",
    VoiceKind.WORRY: "◆",
    VoiceKind.GOOD_PRACTICE: "★",
    VoiceKind.IDEA: "✚",
}


@frozen(kw_only=True)
class Prose:
    """Paragraphs in a small Markdown (paragraphs, emphasis, lists); never HTML."""

    text: str


@frozen(kw_only=True)
class Quote:
    """Something that somebody said or wrote, in their own words, with as much attribution as is allowed."""

    words: str
    voice: VoiceKind = VoiceKind.FACT
    who: str = ""
    when: str = ""


@frozen(kw_only=True)
class Quotes:
    """Several people's words, shown as cards on screen and as marked quotations on paper."""

    quotes: tuple[Quote, ...]
    title: str = ""


@frozen(kw_only=True)
class Table:
    """Rows under named columns; each row has one text a column; the first column heads its row."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = "Nothing here yet."

    def __attrs_post_init__(self) -> None:
        """Refuse a row that does not fit its columns, in its author's traceback."""
        if any(len(row) != len(self.columns) for row in self.rows):
            message = f"Each row of the table “{self.title}” needs {len(self.columns)} texts."
            raise ValueError(message)


@frozen(kw_only=True)
class Grid:
    """Counts of one thing against another (theme by agency), shown as a shaded table with its numbers."""

    title: str
    row_heads: tuple[str, ...]
    column_heads: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    corner: str = ""


@frozen(kw_only=True)
class Node:
    """A thing on a diagram: its label, what kind it is, and the level or lane it stands on."""

    id: str
    label: str
    kind: str
    level: str = ""
    lane: str = ""
    note: str = ""


@frozen(kw_only=True)
class Arrow:
    """A link on a diagram, with the word that says what it means."""

    source: str
    target: str
    kind: str
    label: str = ""


@frozen(kw_only=True)
class Diagram:
    """A drawing of nodes and arrows, with the words that carry the same meaning to who cannot see it."""

    title: str
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    in_words: str
    levels: tuple[str, ...] = ()
    kinds: Mapping[str, str] = field(factory=dict)


@frozen(kw_only=True)
class Bespoke:
    """A plugin's own drawing: one self-contained ES module, its data, and what print and screen readers get."""

    title: str
    module: str
    data: JsonObject = field(converter=frozen_object)
    fallback: Prose | Table | Grid | Diagram | Quotes


@frozen(kw_only=True)
class Section:
    """A heading with what stands under it; sections nest, and the depth makes the heading's level."""

    title: str
    views: tuple[View, ...]


View: TypeAlias = "Prose | Quotes | Table | Grid | Diagram | Bespoke | Section"
