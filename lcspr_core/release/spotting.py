"""Finds in a text whatever the register knows, whole words only, and says how sure it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind
from attrs import evolve, frozen

from lcspr_core.release.nearness import Nearness
from lcspr_core.release.ordinary_words import AFTER_A_NAME, AFTER_A_VERB, MODALS, MONTH_NAMES, VERBS
from lcspr_core.release.plain_text import Plain, plain
from lcspr_core.release.register import Register
from lcspr_core.release.terms import Sort, Term, terms


@frozen(kw_only=True)
class Found:
    """One place in a text where somebody can be recognised; a doubtful one is for a person to judge.

    One with a key stops a file too, until a person has said why it may stand.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    sort: Sort
    what: str = "name"
    doubtful: bool = False
    key: str = ""


@frozen(kw_only=True)
class Spotter:
    """The register made ready for reading many texts."""

    terms: tuple[Term, ...]
    automaton: AhoCorasick
    initials: re.Pattern[str] | None
    by_initials: dict[str, tuple[str, ...]]
    nearness: Nearness

    def found(self, text: str) -> tuple[Found, ...]:
        """Return every place where somebody can be recognised, in reading order, none overlapping."""
        even = plain(text)
        sure = [one for one in self._words(text, even) if one is not None]
        near = self.nearness.found(even, [(one.start, one.end) for one in sure])
        nearly = [Found(start=s, end=e, codes=codes, sort=Sort.NEAR) for s, e, codes in near]
        return _apart([*sure, *nearly, *self._initials(text)])

    def _words(self, text: str, even: Plain) -> Iterator[Found | None]:
        for number, start, end in self.automaton.find_matches_as_indexes(even.text, overlapping=True):
            term = self.terms[number]
            last = _end_of_word(even.text, start, end, term)
            if last:
                yield _judged(term, text, *even.span(start, last))

    def _initials(self, text: str) -> Iterator[Found]:
        for one in self.initials.finditer(text) if self.initials else ():
            codes = self.by_initials[one.group().replace(".", "")]
            yield Found(
                start=one.start(), end=one.end(), codes=codes, sort=Sort.INITIALS, what="initials", doubtful=True
            )


@lru_cache(maxsize=16)
def spotter(register: Register) -> Spotter:
    """Return the register made ready for reading; the same register is made ready once."""
    everything = terms(register)
    words = tuple(term for term in everything if term.sort is not Sort.INITIALS)
    by_initials = _by_text(term for term in everything if term.sort is Sort.INITIALS)
    return Spotter(
        terms=words,
        automaton=AhoCorasick([term.text for term in words], matchkind=MatchKind.Standard),
        initials=_pattern(by_initials),
        by_initials=by_initials,
        nearness=Nearness.of(_by_text(term for term in words if term.sort is Sort.NAME and term.is_one_word)),
    )


def _by_text(some: Iterable[Term]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for term in some:
        found[term.text] = _joined(found.get(term.text, ()), (term.code,))
    return found


def _pattern(by_initials: Iterable[str]) -> re.Pattern[str] | None:
    either = "|".join(r"\.?".join(letters) for letters in sorted(by_initials, key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z0-9])(?:{either})(?![A-Za-z0-9])") if either else None


def _end_of_word(text: str, start: int, end: int, term: Term) -> int:
    """Return where the word ends if the match is a whole word, else 0; a name may take a plural s."""
    letter = str.isalnum if term.sort is Sort.DETAIL else str.isalpha
    if start and letter(text[start - 1]):
        return 0
    if end == len(text) or not letter(text[end]):
        return end
    plural = term.sort is Sort.NAME and text[end] == "s"
    return end + 1 if plural and (end + 1 == len(text) or not letter(text[end + 1])) else 0


def _judged(term: Term, text: str, start: int, end: int) -> Found | None:
    found = Found(start=start, end=end, codes=(term.code,) if term.code else (), sort=term.sort, what=term.what)
    if term.sort is not Sort.ORDINARY:
        return found
    return _as_ordinary(found, text)


def _as_ordinary(found: Found, text: str) -> Found | None:
    """Judge a name that is also a word: it counts with its capital, and not where it is a month."""
    written = text[found.start : found.end]
    before, after = text[max(0, found.start - 40) : found.start], text[found.end : found.end + 40]
    if not written[0].isupper() or not (written[1:].islower() or written.isupper()):
        return None
    is_month = written.lower() in MONTH_NAMES
    if is_month and _is_month(before, after):
        return None
    return evolve(found, doubtful=_is_doubtful(written, before, after, is_month=is_month))


BEFORE_A_MONTH = re.compile(
    r"(?:\b\d{1,2}(?:st|nd|rd|th)?\??[\s-]+(?:of\s+)?|\b(?:early|mid|late|in|during)[\s-]+"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\s*(?:[-/\u2013]|to|and|or)\s*)$",
    re.IGNORECASE,
)
AFTER_A_MONTH = re.compile(
    r"^(?:[,/-]?\s*['\u2019]?\d{2,4}\b|\s+\d{1,2}(?:st|nd|rd|th)\b|\s+half|\s+bank"
    r"|\s*(?:[-/\u2013]|\b(?:to|and|or)\b)\s*(?:jan|feb|mar|apr|june?\b|july?\b|aug|sep|oct|nov|dec))",
    re.IGNORECASE,
)
MAYBE_A_MONTH = re.compile(
    r"\b(?:since|until|till|by|from|of|last|next|this|the|to|before|after|for)\s+$", re.IGNORECASE
)
SENTENCE_START = re.compile(r"(?:^|[.!?:;\n\r\u2022\u2013\u2014\u201c\u2018'\"(|-])\s*$")
NEXT_WORD = re.compile(r"^\s+([^\W\d_]+)")
LINE_END = re.compile(r"[.!?\n\r]")
WORDS = re.compile(r"[^\W\d_]+")
BESIDE = 2


def _is_month(before: str, after: str) -> bool:
    return bool(BEFORE_A_MONTH.search(before) or AFTER_A_MONTH.search(after))


def _is_doubtful(written: str, before: str, after: str, *, is_month: bool) -> bool:
    """Say whether it may as well be the ordinary word: a verb that opens a sentence, or a line in capitals."""
    if is_month and MAYBE_A_MONTH.search(before):
        return True
    if len(written) > 1 and written.isupper():
        return _among_capitals(before, after)
    following = NEXT_WORD.search(after)
    if following is None or SENTENCE_START.search(before) is None:
        return False
    return _reads_as_a_verb(written.lower(), following[1])


def _among_capitals(before: str, after: str) -> bool:
    """Say whether the words beside it in its line are all in capitals, as in a heading."""
    left, right = LINE_END.split(before)[-1], LINE_END.split(after)[0]
    beside = WORDS.findall(left)[-BESIDE:] + WORDS.findall(right)[:BESIDE]
    return len(beside) >= BESIDE and all(word.isupper() for word in beside)


def _reads_as_a_verb(word: str, following: str) -> bool:
    """Say whether “Will think”, “May I” or “Hope to” opens the sentence, and not somebody of that name."""
    if word in MODALS:
        follows_a_name = following in AFTER_A_NAME or following.endswith(("ed", "s"))
        return following == "I" or (following.islower() and not follows_a_name)
    return word in VERBS and following.lower() in AFTER_A_VERB


def _apart(found: Iterable[Found]) -> tuple[Found, ...]:
    """Keep the longest at each place, and all whose name it may be."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: (each.start, -each.end, each.doubtful)):
        last = kept[-1] if kept else None
        if last is None or one.start >= last.end:
            kept.append(one)
        elif (one.start, one.end) == (last.start, last.end):
            kept[-1] = evolve(last, codes=_joined(last.codes, one.codes))
    return tuple(kept)


def _joined(some: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*some, *more)))
