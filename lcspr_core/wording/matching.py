"""Reads a text against the catalogue: each remark says what was found, why it matters and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from attrs import frozen

from lcspr_core.wording.catalogue import Rule, Sort, catalogue
from lcspr_core.wording.identifying import identifying
from lcspr_core.wording.letters import Glossary, unspelt
from lcspr_core.wording.phrases import phrasebook
from lcspr_core.wording.quoted import Span
from lcspr_core.wording.words import Words, words


@frozen(kw_only=True)
class Remark:
    """Some words of a text that a person may want to look at: advice, and never more."""

    rule: Rule
    start: int
    end: int
    found: str
    sentence: Span
    instead: str

    @property
    def key(self) -> str:
        """The class of the catalogue that it is of."""
        return self.rule.key

    @property
    def why(self) -> str:
        """Why it matters, in one plain sentence."""
        return self.rule.why

    @property
    def source(self) -> str:
        """Who says so."""
        return self.rule.source


@lru_cache(maxsize=4096)
def remarks(text: str, sort: Sort = Sort.FINDING, glossary: Glossary = ()) -> tuple[Remark, ...]:
    """Return what there is to remark on a text, in reading order; what it quotes is exempt, save what identifies."""
    among = words(text)
    found = (*_phrases(among), *_identities(text, sort), *_letters(among, glossary))
    rules = catalogue()
    return tuple(_remark(among, *one) for one in _apart(found) if sort in rules[one[1]].sorts)


def _phrases(among: Words) -> Iterator[tuple[Span, str, str]]:
    for one in phrasebook("terms").found(among):
        yield among.place(one.first, one.last), one.term.key, one.term.instead


def _identities(text: str, sort: Sort) -> Iterator[tuple[Span, str, str]]:
    yield from ((span, "identity", "") for span in identifying(text, sort))


def _letters(among: Words, glossary: Glossary) -> Iterator[tuple[Span, str, str]]:
    for span, meant in unspelt(among, glossary):
        yield span, "jargon", f"Write “{meant}”." if meant else ""


def _apart(found: Iterable[tuple[Span, str, str]]) -> Iterator[tuple[Span, str, str]]:
    """Keep one remark of a class at each place: the first, and of those that begin together the longest."""
    ends: dict[str, int] = {}
    for span, key, instead in sorted(found, key=lambda one: (one[0][0], -one[0][1], one[1])):
        if span[0] >= ends.get(key, 0):
            ends[key] = span[1]
            yield span, key, instead


def _remark(among: Words, span: Span, key: str, instead: str) -> Remark:
    rule = catalogue()[key]
    start, end = span
    return Remark(
        rule=rule,
        start=start,
        end=end,
        found=among.text[start:end],
        sentence=among.sentence_at(start),
        instead=instead or rule.instead,
    )
