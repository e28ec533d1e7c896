"""Long names with one letter wrong, missing, added or swapped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen
from rapidfuzz.distance import OSA

from lcspr_core.release.plain_text import Plain

LONG = 7
WORD = re.compile(r"[^\W\d_]+")


@frozen(kw_only=True)
class Nearness:
    """The long names by their first letter, which a slip of the pen seldom changes."""

    by_first_letter: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]

    @classmethod
    def of(cls, names: Mapping[str, tuple[str, ...]]) -> Nearness:
        """Sort the long ones among these names by first letter."""
        long = [(name, codes) for name, codes in names.items() if len(name) >= LONG]
        letters = {name[0] for name, _ in long}
        return cls(
            by_first_letter={letter: tuple(each for each in long if each[0].startswith(letter)) for letter in letters}
        )

    def found(self, even: Plain, known: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Yield where a word is one slip away from a long name, leaving out what is known already."""
        taken = set(known)
        for word in WORD.finditer(even.text):
            codes = self._codes(word.group())
            span = even.span(*word.span()) if codes else (0, 0)
            if codes and span not in taken:
                yield *span, codes

    def _codes(self, word: str) -> tuple[str, ...]:
        if len(word) < LONG - 1:
            return ()
        return _all(codes for name, codes in self.by_first_letter.get(word[0], ()) if _is_near(name, word))


def _is_near(name: str, word: str) -> bool:
    return name != word and OSA.distance(name, word, score_cutoff=1) <= 1


def _all(some: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for codes in some for code in codes))
