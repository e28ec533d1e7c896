"""Which recommendations other reviews made before, in nearly the same words, with the words that both have.

It asks and never decides: the same words may be right again, and the same lesson may come in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from attrs import frozen

ALIKE = 0.5  # of the words of the shorter one
LEAST = 3  # words in common: two say nothing
ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ers", "er", "ies", "ed", "es", "s", "e")
EMPTY = frozenset(Path(__file__).with_name("empty_words.txt").read_text(encoding="utf-8").split())


@frozen(kw_only=True)
class Repeat:
    """One recommendation that another review made nearly in these words, and the words that both have."""

    words: str
    earlier: str
    review: str
    shared: tuple[str, ...]
    share: float


def repeats(now: Iterable[str], earlier: Mapping[str, Iterable[str]]) -> tuple[Repeat, ...]:
    """Return each recommendation that says nearly what one of another review did, the nearest first."""
    known = [(review, words) for review, some in earlier.items() for words in some]
    found = (_repeat(words, before, review) for words in now for review, before in known)
    return tuple(sorted((one for one in found if one), key=lambda one: (-one.share, one.words, one.review)))


def _repeat(words: str, before: str, review: str) -> Repeat | None:
    here, there = stems(words), stems(before)
    both = sorted(here.keys() & there.keys())
    share = len(both) / min(len(here), len(there)) if here and there else 0.0
    if len(both) < LEAST or share < ALIKE:
        return None
    return Repeat(words=words, earlier=before, review=review, shared=tuple(here[one] for one in both), share=share)


@lru_cache(maxsize=4096)
def stems(text: str) -> Mapping[str, str]:
    """Return the words of a text that carry its meaning, by what is left of each without its ending."""
    words = (one for one in re.findall(r"[a-z]{3,}", text.lower().replace("’", "'")) if one not in EMPTY)
    return {_stem(one): one for one in words}


def _stem(word: str) -> str:
    ending = next((one for one in ENDINGS if word.endswith(one) and len(word) - len(one) >= LEAST), "")
    return word[: len(word) - len(ending)]
