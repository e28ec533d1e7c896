"""The words by which somebody in the register could be recognised, and how strictly each is matched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache

from attrs import frozen

from lcspr_core.release.ordinary_words import KIN_AND_POSTS, ORDINARY, TITLES
from lcspr_core.release.plain_text import plainly
from lcspr_core.release.register import Named, Register
from lcspr_core.timescales.dates import MONTHS


class Sort(StrEnum):
    """What sort of thing was recognised, from what is certain to what a person has to look at."""

    NAME = "name"
    ORDINARY = "ordinary"
    DETAIL = "detail"
    NEAR = "near"
    INITIALS = "initials"
    PATTERN = "pattern"


@frozen(kw_only=True)
class Term:
    """One word or phrase to look for, in plain form, and whose it is."""

    text: str
    code: str
    sort: Sort
    what: str = "name"

    @property
    def is_one_word(self) -> bool:
        """Whether it stands alone, and so may take a plural s."""
        return " " not in self.text


INITIALS = re.compile(r"[A-Z]{2,4}")
SHORTEST_ANY_CASE = 4
SHORTEST_PART = 4


@lru_cache(maxsize=16)
def terms(register: Register) -> tuple[Term, ...]:
    """Return everything to look for, each once for each person it may mean."""
    found = [term for person in register.people for term in _of_person(person)]
    found += [
        Term(text=spelling, code=one.code, sort=Sort.DETAIL, what=one.kind)
        for one in register.identifiers
        for spelling in _spellings(one.text)
    ]
    return tuple(dict.fromkeys(term for term in found if term.text))


def _of_person(person: Named) -> Iterator[Term]:
    for phrase in _phrases(person):
        yield from _terms_of(phrase, person.code)
    for written in _birthdays(person.born):
        yield Term(text=plainly(written), code=person.code, sort=Sort.DETAIL, what="date of birth")


def _phrases(person: Named) -> Iterator[str]:
    yield from _from_full_name(person.name)
    for alias in person.aliases:
        bare = re.sub(r"\(.*?\)", " ", alias).strip()
        if not _is_no_name(bare):
            yield bare


def _is_no_name(alias: str) -> bool:
    words = plainly(alias).split()
    return all(word in KIN_AND_POSTS or word.isdigit() for word in words)


def _from_full_name(name: str) -> Iterator[str]:
    words = [word for word in name.split() if plainly(word) not in TITLES]
    if not words:
        return
    first, last = words[0], words[-1]
    yield from (" ".join(words), first)
    if len(words) > 1:
        yield from (last, f"{first} {last}", f"{last} {first}", f"{first[0]} {last}")
        yield from (part for part in last.split("-") if part != last and len(part) >= SHORTEST_PART)


def _terms_of(phrase: str, code: str) -> Iterator[Term]:
    sort = _sort(phrase)
    text = phrase if sort is Sort.INITIALS else plainly(phrase)
    yield Term(text=text, code=code, sort=sort)
    if sort is Sort.NAME and " " in text and len(text) > 2 * SHORTEST_PART:
        yield Term(text=text.replace(" ", ""), code=code, sort=sort)


def _sort(phrase: str) -> Sort:
    if INITIALS.fullmatch(phrase):
        return Sort.INITIALS
    text = plainly(phrase)
    is_ordinary = text in ORDINARY or len(text) < SHORTEST_ANY_CASE
    return Sort.ORDINARY if is_ordinary else Sort.NAME


def _spellings(text: str) -> Iterable[str]:
    spelt = plainly(text)
    closed = spelt.replace(" ", "")
    return dict.fromkeys((spelt, closed)) if any(map(str.isdigit, closed)) else (spelt,)


BIRTHDAY_FORMS = ("{d:02}/{m:02}/{y}", "{d}/{m}/{y}", "{d:02}/{m:02}/{s:02}", "{d}/{m}/{s:02}", "{y}-{m:02}-{d:02}")


def _birthdays(born: str) -> Iterator[str]:
    """Write a date of birth in the ways that records write it; a year alone tells too little."""
    try:
        day = date.fromisoformat(born)
    except ValueError:
        return
    yield from (form.format(d=day.day, m=day.month, y=day.year, s=day.year % 100) for form in BIRTHDAY_FORMS)
    name = MONTHS[day.month - 1]
    for month in (name, name[:3]):
        yield from (f"{day.day} {month} {day.year}", f"{month} {day.day} {day.year}")
