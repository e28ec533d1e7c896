"""Text brought to one plain form for matching, each letter still knowing where it stood."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from attrs import frozen

UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")
APOSTROPHES = frozenset("\u2019\u2018\u02bc\u00b4`\u2032\uff07")


@frozen(kw_only=True)
class Plain:
    """A text in lower case without accents, with single spaces for all that is no letter or digit."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the plain text stood in the original."""
        return self.places[start], self.places[end - 1] + 1


def plain(text: str) -> Plain:
    """Return the plain form of a text."""
    letters: list[str] = []
    places: list[int] = []
    for place, written in enumerate(text):
        for letter in _letters(written):
            if letter == " " and letters[-1:] in ([], [" "]):
                continue
            letters.append(letter)
            places.append(place)
    return Plain(text="".join(letters), places=tuple(places))


def plainly(text: str) -> str:
    """Return only the letters of the plain form, with no space at either end."""
    return plain(text).text.strip()


@lru_cache(maxsize=4096)
def _letters(written: str) -> str:
    if written in UNSEEN:
        return ""
    if written in APOSTROPHES or written == "'":
        return "'"
    spread = unicodedata.normalize("NFKD", written)
    kept = "".join(one for one in spread if not unicodedata.combining(one)).lower()
    if not kept:
        return ""
    return "".join(one if one.isalnum() else " " for one in kept)
