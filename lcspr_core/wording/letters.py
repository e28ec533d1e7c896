"""Finds groups of capital letters that a text does not spell out, with the words for those that are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from lcspr_core.wording.quoted import Span
from lcspr_core.wording.tables import rows
from lcspr_core.wording.words import QUOTED, Words

Glossary = tuple[tuple[str, str], ...]
LONGEST = 7
IN_BRACKETS = re.compile(r"\(([A-Z]{2,7})s?\)")
VOWELS = frozenset("AEIOUY")


def unspelt(among: Words, glossary: Glossary = ()) -> Iterator[tuple[Span, str]]:
    """Return the first place of each group of letters that is not spelt out, and its words where they are known.

    A group that nobody knows counts only without a vowel: capitals also shout, and a heading may be all in them.
    """
    known = {**_known(), **{letters.upper(): meant for letters, meant in glossary}}
    written = tuple(_letters(among, number) for number in range(len(among.tokens)))
    lower, in_brackets = among.text.lower(), frozenset(IN_BRACKETS.findall(among.text))
    seen: set[str] = set()
    for number, letters in enumerate(written):
        if not letters or letters in seen or _shouted(written, number):
            continue
        seen.add(letters)
        meant = known.get(letters, "" if VOWELS & set(letters) else None)
        if meant != "" and letters not in in_brackets and not (meant and meant.lower() in lower):
            yield among.spans[number], meant or ""


def _letters(among: Words, number: int) -> str:
    start, end = among.spans[number]
    beside_a_figure = among.text[max(0, start - 1) : start].isdigit() or among.text[end : end + 1].isdigit()
    if among.tokens[number] == QUOTED or beside_a_figure or not 1 < end - start <= LONGEST + 2:
        return ""
    written = among.text[start:end].removesuffix("s").removesuffix("'").removesuffix("’")
    return written if written.isalpha() and written.isupper() and 1 < len(written) <= LONGEST else ""


def _shouted(written: tuple[str, ...], number: int) -> bool:
    beside = written[max(0, number - 1) : number] + written[number + 1 : number + 2]
    return any(len(one) > 1 for one in beside)


@cache
def _known() -> Mapping[str, str]:
    """Return the groups of letters that are known; those with no words need none."""
    return {row["letters"]: row["words"] for row in rows("acronyms")}
