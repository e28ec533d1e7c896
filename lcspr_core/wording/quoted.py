"""What a text says in somebody else's words: the places between quotation marks, and lines set off as quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

CLOSING = {"“": "”", "«": "»", "\u2018": "\u2019", '"': '"', "'": "'"}
APOSTROPHES = frozenset("'\u2018\u2019")
MARK = re.compile(r"[“”«»\u2018\u2019\"']|\n[^\S\n]*(?=[\n>])")
SET_OFF = re.compile(r"(?m)^[^\S\n]{0,8}>.*$")


def quotations(text: str) -> tuple[Span, ...]:
    """Return the quoted places of a text in order, none overlapping; a mark that is never closed quotes nothing."""
    return _apart(sorted([*_between_marks(text), *(found.span() for found in SET_OFF.finditer(text))]))


def _between_marks(text: str) -> Iterator[Span]:
    """Pair marks in one pass; a quotation does not go on into another paragraph."""
    opened, wanted = 0, ""
    for found in MARK.finditer(text):
        mark, at = found.group(), found.start()
        if mark.startswith("\n"):
            wanted = ""
        elif mark == wanted and _closes(text, at, mark):
            yield opened, at + 1
            wanted = ""
        elif not wanted and mark in CLOSING and _opens(text, at, mark):
            opened, wanted = at, CLOSING[mark]


def _opens(text: str, at: int, mark: str) -> bool:
    return mark not in APOSTROPHES or not (_is_letter(text, at - 1) or text[at + 1 : at + 2].isspace())


def _closes(text: str, at: int, mark: str) -> bool:
    return mark not in APOSTROPHES or not (_is_letter(text, at + 1) or text[at - 1 : at].isspace())


def _is_letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum()


def _apart(spans: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for start, end in spans:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)
