"""Text made fit to print, measured and broken into lines, without asking a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from lcspr_jupyter.paper.tokens import PACKAGE

_USUAL_ADVANCE = 620  # thousandths; a safe guess for letters that the font lacks

# Letters that no file format takes (controls, half pairs, non-characters), and such as hide or turn what is read:
# a name with an unseen letter in it would slip past the leak scan.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_BROKEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")


def legible(text: str) -> str:
    """Return the text without letters that cannot be printed or that hide what stands there."""
    return _BROKEN.sub("\ufffd", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    """Return the legible text with each run of white space as one space."""
    return " ".join(legible(text).split())


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is in the project's font, in the units of its size."""
    advances = _advances()["bold" if bold else "regular"]
    return sum(advances.get(letter, _USUAL_ADVANCE) for letter in text) * size / 1000


@lru_cache(maxsize=4096)  # an edit of a large diagram leaves nearly every text as it was
def wrapped(text: str, width: float, size: float, *, bold: bool = False, most: int = 8) -> tuple[str, ...]:
    """Return the text as lines no wider than `width`; what would be beyond `most` lines is cut, and shown as cut."""
    letters = int(most * width / size * 4)  # more than could ever fit, so that a huge text costs no time
    lines = [""]
    for word in _breakable(one_line(text)[:letters], width, size, bold=bold):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size, bold=bold) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines) if len(lines) <= most else (*lines[: most - 1], f"{lines[most - 1]} …")


def _breakable(text: str, width: float, size: float, *, bold: bool) -> Iterator[str]:
    """The words of a text, with those too long for a line broken."""
    for word in text.split():
        part = ""
        for letter in word:
            if part and width_of(part + letter, size, bold=bold) > width:
                yield part
                part = ""
            part += letter
        yield part


@cache
def _advances() -> Mapping[str, Mapping[str, int]]:
    table: Mapping[str, Mapping[str, int]] = json.loads(PACKAGE.joinpath("fonts/advances.json").read_text("utf-8"))
    return table
