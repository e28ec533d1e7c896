"""A document as a tagged PDF, and pictures as PNG: Typst in an empty folder, with all text handed over as data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from functools import cache, singledispatch
from importlib.resources import as_file
from tempfile import TemporaryDirectory
from typing import Any

import typst
from attrs import asdict

from lcspr_core.errors import LcsprError
from lcspr_core.views import VOICE_SIGNS, VOICE_WORDS, VoiceKind
from lcspr_jupyter.paper.blocks import Block, Figure, Heading, Listing, Paragraph, Rows, Voice, Voices
from lcspr_jupyter.paper.reading import About, Appendix
from lcspr_jupyter.paper.shading import DARK_FROM, SHADES, shade_step
from lcspr_jupyter.paper.tagging import with_row_heads
from lcspr_jupyter.paper.tokens import PACKAGE, colours

STANDARDS = ["ua-1"]
HEADING_SIZES = (24, 16, 13, 11, 10.5, 10.5)
HEADING_SPACE = (0, 26, 20, 16, 14, 14)
LISTED = 3  # the deepest level of heading in the list of contents
LONG_LIST = 16  # from as many lines the list of contents has the front page to itself
VOICE_TOKENS: Mapping[VoiceKind, str] = {
    VoiceKind.FACT: "fact",
    VoiceKind.PERSPECTIVE: "perspective",
    VoiceKind.PRESSURE: "pressure",
    VoiceKind.WORRY: "worry",
    VoiceKind.GOOD_PRACTICE: "good",
    VoiceKind.IDEA: "idea",
}
_PICTURES = rb"""
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#for one in json(bytes(sys.inputs.document)) {
  page(image(bytes(one.svg), format: "svg", width: one.width * 1in))
}
"""


class NotDrawn(LcsprError):
    """Typst would not make the document, most often because something in it is not accessible."""


_WITHOUT_WORDS = (
    "A picture has no words for people who cannot see it, so the PDF was not made: the diagram's `in_words` are needed."
)
_OTHERWISE = "The PDF was not made: something in the document cannot be set on a page. HTML and Word may still be made."


def pdf_file(document: Appendix) -> bytes:
    """Return the document as PDF/UA-1; a picture without words fails here."""
    source = PACKAGE.joinpath("templates/appendix.typ").read_bytes()
    return with_row_heads(_compiled(source, _data(document), made=made_at(document.about), pdf_standards=STANDARDS))


def png_files(pictures: Sequence[tuple[str, float]], dots_per_inch: float) -> tuple[bytes, ...]:
    """Return SVG pictures as PNG, each for the width in inches at which it will stand."""
    if not pictures:
        return ()
    sized = [{"svg": svg, "width": width} for svg, width in pictures]
    made = _compiled(_PICTURES, sized, format="png", ppi=dots_per_inch)
    return tuple(made) if isinstance(made, list) else (made,)


def made_at(about: About) -> datetime:
    """Return the moment that a file says it was made: noon on its day, so that the same document is the same file."""
    return datetime.combine(about.made_on, time(12), UTC)


def _compiled(source: bytes, data: object, made: datetime | None = None, **options: Any) -> Any:
    with TemporaryDirectory() as empty:
        try:
            return typst.compile(
                source,
                root=empty,
                font_paths=_fonts(),
                sys_inputs={"document": json.dumps(data)},
                timestamp=made,
                **options,
            )
        except typst.TypstError as error:
            raise NotDrawn(_WITHOUT_WORDS if "alt text" in error.message else _OTHERWISE) from None


@cache
def _fonts() -> typst.Fonts:
    with as_file(PACKAGE.joinpath("fonts")) as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)])


def _data(document: Appendix) -> dict[str, Any]:
    about = document.about
    levels = [block.level for block in document.blocks if isinstance(block, Heading)]
    return {
        "title": about.title,
        "line": about.line,
        "marking": about.marking,
        "closing": about.closing,
        "language": about.language,
        "region": about.language[3:] or None,
        "made_at": {
            unit: getattr(made_at(about), unit) for unit in ("year", "month", "day", "hour", "minute", "second")
        },
        "contents": bool(levels),
        "front": sum(level <= LISTED for level in levels) >= LONG_LIST,
        "blocks": [_plain(block) for block in document.blocks],
        "colours": dict(colours()),
        "shades": SHADES,
        "dark_from": DARK_FROM,
        "sizes": HEADING_SIZES,
        "above": HEADING_SPACE,
    }


@singledispatch
def _plain(block: object) -> dict[str, Any]:
    raise TypeError(f"{type(block).__name__} is not a block")


@_plain.register
def _(block: Heading) -> dict[str, Any]:
    return {"block": "heading", **asdict(block)}


@_plain.register
def _(block: Paragraph) -> dict[str, Any]:
    return {"block": "paragraph", **asdict(block)}


@_plain.register
def _(block: Listing) -> dict[str, Any]:
    items = [_plain_all(item) for item in block.items]
    return {"block": "listing", "ordered": block.ordered, "start": block.start, "items": items}


@_plain.register
def _(block: Voices) -> dict[str, Any]:
    return {"block": "voices", "title": block.title, "voices": [_voice(voice) for voice in block.voices]}


def _voice(voice: Voice) -> dict[str, Any]:
    kind = voice.kind
    said = {"words": voice.words, "source": voice.source, "kind": kind.value}
    return {**said, "token": VOICE_TOKENS[kind], "sign": VOICE_SIGNS[kind], "word": VOICE_WORDS[kind]}


@_plain.register
def _(block: Rows) -> dict[str, Any]:
    shades = [[shade_step(shade) for shade in row] for row in block.shades]
    return {"block": "rows", **asdict(block), "shares": block.shares, "shades": shades}


@_plain.register
def _(block: Figure) -> dict[str, Any]:
    drawn = {"svg": block.svg, "alt": block.alt, "caption": block.caption, "width": block.width, "height": block.height}
    return {"block": "figure", **drawn, "in_words": _plain_all(block.in_words), "table": _plain(block.table)}


def _plain_all(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    return [_plain(block) for block in blocks]
