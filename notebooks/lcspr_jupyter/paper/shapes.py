"""The look of each kind of node and arrow: a shape and a line of its own, so that colour is never needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import TypeAlias

from attrs import frozen

from lcspr_core.views import Diagram, VoiceKind
from lcspr_jupyter.paper.tokens import colours

Outline: TypeAlias = Callable[[float, float, float, float], str]


@frozen(kw_only=True)
class NodeStyle:
    """How one kind of node is drawn: tokens for its colours, a function for its outline."""

    outline: Outline
    ink: str
    line: str
    fill: str
    sign: VoiceKind | None = None
    dashed: bool = False
    bold: bool = False


@frozen(kw_only=True)
class ArrowStyle:
    """How one kind of arrow is drawn: its colour's token, its dashes and whether its head is filled."""

    line: str
    dashes: str = ""
    filled: bool = True


def drawn(tag: str, **attributes: object) -> str:
    """Return one SVG element; each attribute is escaped, and an underscore in its name is a hyphen."""
    written = (
        f'{name.rstrip("_").replace("_", "-")}="{escape(_written(value))}"' for name, value in attributes.items()
    )
    return f"<{tag} {' '.join(written)}/>"


def _written(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _path(*points: tuple[float, float]) -> str:
    return drawn("path", d="M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z")


def _rounded(x: float, y: float, w: float, h: float) -> str:
    return drawn("rect", x=x, y=y, width=w, height=h, rx=6)


def _squared(x: float, y: float, w: float, h: float) -> str:
    return drawn("rect", x=x, y=y, width=w, height=h)


def _pill(x: float, y: float, w: float, h: float) -> str:
    return drawn("rect", x=x, y=y, width=w, height=h, rx=min(h / 2, 22))


def _cut(x: float, y: float, w: float, h: float) -> str:
    c = min(10.0, h / 3)
    r, b = x + w, y + h
    return _path((x + c, y), (r - c, y), (r, y + c), (r, b - c), (r - c, b), (x + c, b), (x, b - c), (x, y + c))


def _folded(x: float, y: float, w: float, h: float) -> str:
    c = min(14.0, h / 2)
    r, b = x + w, y + h
    sheet = _path((x, y), (r - c, y), (r, y + c), (r, b), (x, b))
    return sheet + _path((r - c, y), (r - c, y + c), (r, y + c))


def _double(x: float, y: float, w: float, h: float) -> str:
    return _squared(x, y, w, h) + _squared(x + 3.5, y + 3.5, w - 7, h - 7)


def _barred(x: float, y: float, w: float, h: float) -> str:
    c = min(5.0, w / 6)
    return _squared(x, y, w, h) + _path((x + c, y), (x + c, y + h))


def _voice(kind: VoiceKind, token: str) -> NodeStyle:
    return NodeStyle(outline=_rounded, ink="ink", line=token, fill=f"{token}-wash", sign=kind)


NAMED_KINDS: Mapping[str, NodeStyle] = {
    "outcome": NodeStyle(outline=_squared, ink="surface", line="ink", fill="ink", bold=True),
    "notable_practice": _voice(VoiceKind.GOOD_PRACTICE, "good"),
    VoiceKind.GOOD_PRACTICE.value: _voice(VoiceKind.GOOD_PRACTICE, "good"),
    VoiceKind.FACT.value: _voice(VoiceKind.FACT, "fact"),
    VoiceKind.PERSPECTIVE.value: _voice(VoiceKind.PERSPECTIVE, "perspective"),
    VoiceKind.PRESSURE.value: _voice(VoiceKind.PRESSURE, "pressure"),
    VoiceKind.WORRY.value: _voice(VoiceKind.WORRY, "worry"),
    VoiceKind.IDEA.value: _voice(VoiceKind.IDEA, "idea"),
}
OTHER_KINDS: tuple[NodeStyle, ...] = (
    NodeStyle(outline=_rounded, ink="ink", line="fact", fill="surface"),
    NodeStyle(outline=_cut, ink="ink", line="teal", fill="teal-wash"),
    NodeStyle(outline=_folded, ink="ink", line="perspective", fill="perspective-wash"),
    NodeStyle(outline=_double, ink="ink", line="pressure", fill="pressure-wash"),
    NodeStyle(outline=_pill, ink="ink", line="worry", fill="worry-wash"),
    NodeStyle(outline=_barred, ink="ink", line="fact", fill="fact-wash"),
    NodeStyle(outline=_squared, ink="ink", line="ink-soft", fill="surface", dashed=True),
)
ARROW_KINDS: tuple[ArrowStyle, ...] = (
    ArrowStyle(line="fact"),
    ArrowStyle(line="teal", dashes="7 4"),
    ArrowStyle(line="worry", dashes="2 4", filled=False),
    ArrowStyle(line="pressure", dashes="12 4 2 4"),
    ArrowStyle(line="perspective", filled=False),
)


def node_styles(diagram: Diagram) -> Mapping[str, NodeStyle]:
    """Return the style of each kind of node on the diagram, in the order in which its kinds first come."""
    kinds = dict.fromkeys(node.kind for node in diagram.nodes)  # a notebook's JSON does not keep the order of `kinds`
    free = [kind for kind in kinds if kind not in NAMED_KINDS]
    return {kind: NAMED_KINDS.get(kind) or OTHER_KINDS[free.index(kind) % len(OTHER_KINDS)] for kind in kinds}


def arrow_styles(diagram: Diagram) -> Mapping[str, ArrowStyle]:
    """Return the style of each kind of arrow on the diagram, in the order in which its kinds first come."""
    kinds = dict.fromkeys(arrow.kind for arrow in diagram.arrows)
    return {kind: ARROW_KINDS[place % len(ARROW_KINDS)] for place, kind in enumerate(kinds)}


# The six signs as outlines in a square of one, so that they look alike in every file and every browser.
_SIGNS: Mapping[VoiceKind, str] = {
    VoiceKind.FACT: "M.12 .12H.88V.88H.12Z",
    VoiceKind.PERSPECTIVE: "M.5 .05A.45 .45 0 0 0 .5 .95Z M.5 .05A.45 .45 0 0 1 .5 .95A.45 .45 0 0 1 .5 .05"
    "M.5 .13A.37 .37 0 0 1 .5 .87Z",
    VoiceKind.PRESSURE: "M.5 .06L.96 .9H.04Z",
    VoiceKind.WORRY: "M.5 .02L.98 .5L.5 .98L.02 .5Z",
    VoiceKind.GOOD_PRACTICE: "M.5 .02L.62 .36L.98 .37L.69 .59L.79 .94L.5 .74L.21 .94L.31 .59L.02 .37L.38 .36Z",
    VoiceKind.IDEA: "M.36 .04H.64V.36H.96V.64H.64V.96H.36V.64H.04V.36H.36Z",
}


def sign(kind: VoiceKind, x: float, y: float, size: float, token: str) -> str:
    """Return a kind's sign drawn with its top left corner at a point."""
    place = f"translate({x:.2f} {y:.2f}) scale({size:.2f})"
    return drawn("path", d=_SIGNS[kind], transform=place, fill=colours()[token], fill_rule="evenodd")
