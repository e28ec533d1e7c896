"""Puts codes in the place of names, where it is clear whose they are."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from lcspr_core.release.ordinary_words import TITLES
from lcspr_core.release.plain_text import plainly
from lcspr_core.release.register import Register
from lcspr_core.release.spotting import Found, spotter
from lcspr_core.release.terms import Sort, terms


@frozen(kw_only=True)
class Place:
    """One place in the original text where somebody was recognised, and whether a code took its place."""

    start: int
    end: int
    codes: tuple[str, ...]
    sort: Sort
    replaced: bool


@frozen(kw_only=True)
class Coded:
    """A text with codes in the place of names, and the places where names stood in the original."""

    text: str
    places: tuple[Place, ...] = ()

    @property
    def left(self) -> tuple[Place, ...]:
        """What was recognised and left as it was, for a person to judge."""
        return tuple(place for place in self.places if not place.replaced)


def coded(text: str, register: Register) -> Coded:
    """Return the text with each sure name replaced by its code in brackets; what is doubtful is only listed."""
    pieces: list[str] = []
    places: list[Place] = []
    done = 0
    for one in spotter(register).found(text):
        takes = _is_replaced(one)
        if takes:
            pieces += [text[done : one.start], f"[{stand_ins(one.codes, register)}]"]
            done = one.end
        places.append(Place(start=one.start, end=one.end, codes=one.codes, sort=one.sort, replaced=takes))
    return Coded(text="".join([*pieces, text[done:]]), places=tuple(places))


def _is_replaced(found: Found) -> bool:
    return bool(found.codes) and not found.doubtful and found.sort in {Sort.NAME, Sort.ORDINARY, Sort.NEAR}


def stand_ins(codes: Iterable[str], register: Register) -> str:
    """Return the words for one person, or for the few whom a shared name may mean."""
    words = [register.stand_in(code) for code in codes]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def codes_in(text: str, register: Register) -> tuple[str, ...]:
    """Return the codes of those whom a text surely names, each once."""
    sure = (place for place in coded(text, register).places if place.replaced and len(place.codes) == 1)
    return tuple(dict.fromkeys(place.codes[0] for place in sure))


def code_of(name: str, register: Register) -> str:
    """Return the code of the one person with this name, or nothing where it is nobody's or several people's."""
    wanted = {plainly(name), _untitled(name)}
    whole = {one.code for one in register.people if _untitled(one.name) in wanted}
    codes = whole or {term.code for term in terms(register) if term.text in wanted and term.sort is not Sort.DETAIL}
    return codes.pop() if len(codes) == 1 else ""


def _untitled(name: str) -> str:
    return " ".join(word for word in plainly(name).split() if word not in TITLES)
