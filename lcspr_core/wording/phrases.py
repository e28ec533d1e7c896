"""Finds phrases in a row of words, all of them in one pass; each is written in a small notation.

A phrase is words apart by spaces. `a|b` is either, `a?` may be missing, `two_words` belong together, `{role}` is any
word of that set, `#` is a figure, `^` begins a sentence, and ` … ` stands for anything in the same sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import accumulate, product

from ahocorasick_rs import AhoCorasick, MatchKind
from attrs import frozen

from lcspr_core.wording.quoted import Span
from lcspr_core.wording.tables import rows
from lcspr_core.wording.words import STOP, Words

GAP = " … "
Spans = tuple[Span, ...]


@frozen(kw_only=True)
class Term:
    """One phrase of a rule: not where it is part of another, nor in a sentence that has what excuses it."""

    key: str
    parts: tuple[str, ...]
    but_not: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    instead: str = ""


@frozen(kw_only=True)
class Found:
    """A phrase that was found: whose it is, and its first and last word."""

    term: Term
    first: int
    last: int


@frozen(kw_only=True)
class Phrasebook:
    """The phrases of one table, made ready to be looked for together."""

    terms: tuple[Term, ...]
    automaton: AhoCorasick
    owners: tuple[tuple[str, ...], ...]

    def found(self, among: Words) -> Iterator[Found]:
        """Return every phrase that stands among some words; phrases of different terms may overlap."""
        hits = self._hits(among)
        for term in self.terms:
            if term.parts[0] in hits:
                yield from _found(term, hits, among)

    def _hits(self, among: Words) -> dict[str, Spans]:
        hits: dict[str, list[Span]] = {}
        for number, start, end in self.automaton.find_matches_as_indexes(among.row, overlapping=True):
            for part in self.owners[number]:
                hits.setdefault(part, []).append(among.at(start, end))
        return {part: tuple(sorted(spans, key=lambda one: (one[0], -one[1]))) for part, spans in hits.items()}


def _found(term: Term, hits: Mapping[str, Spans], among: Words) -> Iterator[Found]:
    covered = _Covered(span for part in term.but_not for span in hits.get(part, ()))
    excused = {among.sentence[first] for part in term.unless for first, _ in hits.get(part, ())}
    later = [_apart(hits.get(part, ())) for part in term.parts[1:]]
    done = -1
    for first, last in hits[term.parts[0]]:
        if first <= done or covered.has(first, last) or among.sentence[first] in excused:
            continue
        end = _followed(last, later, among)
        if end is not None:
            yield Found(term=term, first=first, last=end)
            done = end


def _followed(last: int, later: Iterable[Spans], among: Words) -> int | None:
    """Return where the other parts of a phrase end, if they follow in order in the same sentence."""
    sentence, end = among.sentence[last], last
    for spans in later:
        number = bisect_right(spans, end, key=lambda one: one[0])
        if number == len(spans) or among.sentence[spans[number][0]] != sentence:
            return None
        end = spans[number][1]
    return end


def _apart(spans: Spans) -> Spans:
    """Keep the longest at each place, none overlapping."""
    kept: list[Span] = []
    for first, last in spans:
        if not kept or first > kept[-1][1]:
            kept.append((first, last))
    return tuple(kept)


class _Covered:
    """The phrases that excuse a shorter one inside them, ready to be asked in little time."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(spans)
        self.furthest = tuple(accumulate((last for _, last in self.spans), max))

    def has(self, first: int, last: int) -> bool:
        """Say whether some words lie inside one of the phrases."""
        number = bisect_left(self.spans, (first + 1,)) - 1
        return number >= 0 and self.furthest[number] >= last


@cache
def phrasebook(table: str) -> Phrasebook:
    """Return the phrases of a table, made ready once."""
    terms = tuple(_term(row) for row in rows(table))
    owners: dict[str, list[str]] = {}
    for part in dict.fromkeys(part for term in terms for part in (*term.parts, *term.but_not, *term.unless)):
        for phrase in written_out(part):
            owners.setdefault(f" {phrase} ", []).append(part)
    return Phrasebook(
        terms=terms,
        automaton=AhoCorasick(list(owners), matchkind=MatchKind.Standard),
        owners=tuple(tuple(parts) for parts in owners.values()),
    )


def _term(row: Mapping[str, str]) -> Term:
    return Term(
        key=row["key"],
        parts=tuple(row["term"].split(GAP)),
        but_not=_listed(row.get("but_not")),
        unless=_listed(row.get("unless")),
        instead=row.get("instead") or "",
    )


def _listed(written: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (written or "").split(";") if part.strip())


def written_out(part: str) -> tuple[str, ...]:
    """Return every phrase that a notation without a gap stands for."""
    each = product(*(_either(element) for element in part.split()))
    return tuple(dict.fromkeys(" ".join(word for word in one if word) for one in each))


def _either(element: str) -> tuple[str, ...]:
    found = tuple(words for one in element.removesuffix("?").split("|") for words in _meant(one))
    return (*found, "") if element.endswith("?") else found


def _meant(one: str) -> tuple[str, ...]:
    if one.startswith("{"):
        name, _, ending = one[1:].partition("}")
        return tuple(f"{words}{ending}" for words in _sets()[name])
    return (STOP if one == "^" else one.replace("_", " "),)


@cache
def _sets() -> Mapping[str, tuple[str, ...]]:
    """Return the sets of words, each of which may name those before it."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("sets"):
        words = (one.strip() for one in row["words"].split("|"))
        found[row["name"]] = tuple(each for one in words for each in (found[one[1:-1]] if one[0] == "{" else (one,)))
    return found
