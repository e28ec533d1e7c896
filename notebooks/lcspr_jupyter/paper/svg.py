"""A diagram as a picture: one SVG that the screen, Word and PDF all show."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from html import escape

from attrs import frozen

from lcspr_core.maps.arrangement import Arranged, Band, Placed, Route, arrange
from lcspr_core.maps.rows import Point, Size, Way
from lcspr_core.views import Arrow, Diagram, Node
from lcspr_jupyter.paper.lettering import one_line, width_of, wrapped
from lcspr_jupyter.paper.shapes import ArrowStyle, NodeStyle, arrow_styles, drawn, node_styles, sign
from lcspr_jupyter.paper.tokens import colours

FONT = "'Atkinson Hyperlegible Next', system-ui, 'Segoe UI', Arial, sans-serif"
LABEL, SMALL = 14.0, 12.0  # letter sizes
LINE = 1.28  # a line's height, in letter sizes
BOX_WIDTH, PADDING, SIGN = 184.0, 12.0, 13.0
WORD_WIDTH = 120.0
LEFT = 4.0  # where titles and the legend begin
HEAD = 9.0  # an arrow head's length
NARROWEST = 480.0  # so that the legend has room under a small diagram


Arranging = Callable[[Diagram, Mapping[str, Size], Mapping[int, Size]], Arranged]


@frozen(kw_only=True)
class Picture:
    """A drawn diagram, and its size in CSS pixels."""

    svg: str
    width: float
    height: float


def picture(diagram: Diagram, description: str = "", place: int = 1, arranging: Arranging = arrange) -> Picture:
    """Return the diagram drawn, with a title and a description for who cannot see it."""
    labels = {node.id: _Label.of(node, style) for node, style in _styled(diagram)}
    words = {i: _word_size(arrow.label) for i, arrow in enumerate(diagram.arrows) if arrow.label.strip()}
    arranged = arranging(diagram, {name: label.size for name, label in labels.items()}, words)
    legend = _legend(diagram, max(arranged.width, NARROWEST))
    width, height = max(arranged.width, NARROWEST), arranged.height + legend.height
    parts = (
        *_band_lines(arranged.bands, width),
        *_arrows(diagram, arranged),
        *(_node(place, labels[place.id]) for place in arranged.nodes),
        *_words(diagram.arrows, arranged.arrows),
        *_band_titles(arranged.bands),
        f'<g transform="translate(0 {arranged.height:.2f})">{legend.svg}</g>',
    )
    key = sha256(repr((diagram, place)).encode("utf-8", "replace")).hexdigest()[:10]
    svg = _whole(key, (one_line(diagram.title), one_line(description)), parts, (width, height))
    return Picture(svg=svg, width=width, height=height)


def _styled(diagram: Diagram) -> Iterator[tuple[Node, NodeStyle]]:
    styles = node_styles(diagram)
    return ((node, styles[node.kind]) for node in diagram.nodes)


def _whole(key: str, said: tuple[str, str], parts: Iterable[str], size: Size) -> str:
    """The picture round its parts; the key keeps the names of two pictures on one page apart."""
    title, words = (escape(text) for text in said)
    width, height = (f"{side:.0f}" for side in size)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="t{key} d{key}" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" font-family="{FONT}" font-size="{LABEL:.0f}">'
        f'<title id="t{key}">{title}</title><desc id="d{key}">{words}</desc>{"".join(parts)}</svg>'
    )


# --- nodes ------------------------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class _Label:
    style: NodeStyle
    lines: tuple[str, ...]
    note: tuple[str, ...]

    @classmethod
    def of(cls, node: Node, style: NodeStyle) -> _Label:
        room = BOX_WIDTH - 2 * PADDING
        first = room - (SIGN + 6 if style.sign else 0)
        return cls(
            style=style,
            lines=wrapped(node.label, first, LABEL, bold=style.bold),
            note=wrapped(node.note, room, SMALL, most=3) if node.note.strip() else (),
        )

    @property
    def size(self) -> Size:
        height = len(self.lines) * LABEL * LINE + len(self.note) * SMALL * LINE + 2 * PADDING - 4
        return (BOX_WIDTH, math.ceil(max(height, 44.0)))


def _node(place: Placed, label: _Label) -> str:
    style, tokens = label.style, colours()
    look = {"fill": tokens[style.fill], "stroke": tokens[style.line], "stroke_width": 1.5}
    dashes = {"stroke_dasharray": "5 3"} if style.dashed else {}
    box = _group(style.outline(place.x, place.y, place.width, place.height), **look, **dashes)
    x, y = place.x + PADDING, place.y + (place.height - _text_height(label)) / 2
    shift = SIGN + 6 if style.sign else 0
    mark = sign(style.sign, x, y + 2.5, SIGN, style.line) if style.sign else ""
    own = _text(label.lines, (x + shift, y), LABEL, tokens[style.ink], _BOLD if style.bold else "")
    note = _text(label.note, (x, y + len(label.lines) * LABEL * LINE), SMALL, tokens[_note_ink(style)])
    return f"<g>{box}{mark}{own}{note}</g>"


def _note_ink(style: NodeStyle) -> str:
    return "surface" if style.ink == "surface" else "ink-soft"


def _text_height(label: _Label) -> float:
    return len(label.lines) * LABEL * LINE + len(label.note) * SMALL * LINE


def _text(lines: Sequence[str], corner: Point, size: float, colour: str, look: str = "") -> str:
    x, y = corner
    at = (y + size * (0.98 + number * LINE) for number in range(len(lines)))
    spans = (f'<tspan x="{x:.2f}" y="{base:.2f}">{escape(line)}</tspan>' for base, line in zip(at, lines, strict=True))
    return f'<text font-size="{size:.0f}" fill="{colour}" {look}>{"".join(spans)}</text>' if lines else ""


_BOLD = 'font-weight="700"'
_MIDDLE = 'text-anchor="middle"'
_HALO = 'stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'


def _group(inside: str, **look: object) -> str:
    return drawn("g", **look).replace("/>", ">") + inside + "</g>"


# --- arrows -----------------------------------------------------------------------------------------------------------


def _arrows(diagram: Diagram, arranged: Arranged) -> Iterator[str]:
    styles = arrow_styles(diagram)
    return (
        _arrow(route.points, styles[arrow.kind]) for arrow, route in zip(diagram.arrows, arranged.arrows, strict=True)
    )


@lru_cache(maxsize=4096)  # an edit of a large map leaves nearly every arrow as it was
def _arrow(points: Way, style: ArrowStyle) -> str:
    colour = colours()[style.line]
    start, *rest = points
    way = f"M{start[0]:.2f} {start[1]:.2f}C" + " ".join(f"{x:.2f} {y:.2f}" for x, y in rest)
    dashes = {"stroke_dasharray": style.dashes} if style.dashes else {}
    line = drawn("path", d=way, fill="none", stroke=colour, stroke_width=1.6, **dashes)
    return line + _head(points, colour, filled=style.filled)


def _head(points: Sequence[Point], colour: str, *, filled: bool) -> str:
    (x, y), before = points[-1], next((p for p in reversed(points[:-1]) if math.dist(p, points[-1]) > 1), points[0])
    turn = math.atan2(y - before[1], x - before[0])
    wings = (turn + math.pi - 0.42, turn + math.pi + 0.42)
    corners = [(x, y), *((x + HEAD * math.cos(way), y + HEAD * math.sin(way)) for way in wings)]
    shape = "M" + "L".join(f"{a:.2f} {b:.2f}" for a, b in corners) + "Z"
    return drawn("path", d=shape, fill=colour if filled else "#ffffff", stroke=colour, stroke_width=1.2)


def _word_size(word: str) -> Size:
    lines = wrapped(word, WORD_WIDTH, SMALL, most=2)
    return (max(width_of(line, SMALL) for line in lines) + 8, len(lines) * SMALL * LINE + 4)


def _words(arrows: Sequence[Arrow], routes: Sequence[Route]) -> Iterator[str]:
    for arrow, route in zip(arrows, routes, strict=True):
        if arrow.label.strip():
            lines = wrapped(arrow.label, WORD_WIDTH, SMALL, most=2)
            x, y = route.word_at[0], route.word_at[1] - len(lines) * SMALL * LINE / 2
            yield _text(lines, (x, y), SMALL, colours()["ink-soft"], f"{_MIDDLE} {_HALO}")


# --- levels and legend ------------------------------------------------------------------------------------------------


def _band_lines(bands: Sequence[Band], width: float) -> Iterator[str]:
    for band in bands[1:]:
        yield drawn("path", d=f"M0 {band.top:.2f}H{width:.2f}", stroke=colours()["line"], stroke_width=1.2)


def _band_titles(bands: Sequence[Band]) -> Iterator[str]:
    for band in bands:
        yield _text([one_line(band.title)], (LEFT, band.top + 5), 13, colours()["ink-soft"], f"{_BOLD} {_HALO}")


def _legend(diagram: Diagram, width: float) -> Picture:
    """What each shape and line means, flowing in rows as words do."""
    parts, x, y = [], LEFT, 8.0
    for sample, words in _legend_entries(diagram):
        wide = 44 + width_of(words, SMALL) + 22
        if x > LEFT and x + wide > width:
            x, y = LEFT, y + 24
        parts.append(f'<g transform="translate({x:.2f} {y:.2f})">{sample}</g>')
        parts.append(_text([words], (x + 42, y + 1), SMALL, colours()["ink-soft"]))
        x += wide
    return Picture(svg="".join(parts), width=width, height=y + 28 if parts else 0.0)


def _legend_entries(diagram: Diagram) -> Iterator[tuple[str, str]]:
    """Only kinds that the diagram has words for."""
    boxes = {kind: _sample_box(style) for kind, style in node_styles(diagram).items()}
    lines = {kind: _arrow(_SAMPLE, style) for kind, style in arrow_styles(diagram).items()}
    known = ((sample, diagram.kinds.get(kind)) for samples in (boxes, lines) for kind, sample in samples.items())
    return ((sample, one_line(words)) for sample, words in known if words)


_SAMPLE = ((0.0, 9.0), (12.0, 9.0), (24.0, 9.0), (34.0, 9.0))


def _sample_box(style: NodeStyle) -> str:
    tokens = colours()
    look = {"fill": tokens[style.fill], "stroke": tokens[style.line], "stroke_width": 1.5}
    dashes = {"stroke_dasharray": "4 2"} if style.dashed else {}
    mark = sign(style.sign, 12, 4, 10, style.line) if style.sign else ""
    return _group(style.outline(0, 0, 34, 18), **look, **dashes) + mark
