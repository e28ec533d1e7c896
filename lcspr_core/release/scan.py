"""Looks for names in what is about to leave; a finding says where, and never what stands there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from attrs import frozen

from lcspr_core.release.codebook import stand_ins
from lcspr_core.release.files import texts_of
from lcspr_core.release.register import Register
from lcspr_core.release.spotting import Found, spotter
from lcspr_core.release.terms import Sort

BROKEN_WORD = re.compile(r"[-\u00ad\u2010]\s*\n\s*")
SPREAD_WORD = re.compile(r"(?<!\w)(?:[^\W\d_][ \u00a0]){3,}[^\W\d_](?!\w)")
WHAT: Mapping[Sort, str] = {
    Sort.NAME: "a name",
    Sort.ORDINARY: "a name",
    Sort.NEAR: "a name with one letter wrong",
    Sort.INITIALS: "initials",
}
HIDDEN = "a place whose own name holds a name"


@frozen(kw_only=True)
class Leak:
    """One place where somebody in the register can be recognised; those that stop keep the file from leaving."""

    where: str
    what: str
    code: str
    who: str = ""
    times: int = 1
    stops: bool = True

    @property
    def sentence(self) -> str:
        """What to tell the person who wants to export, naming no one."""
        often = f", {self.times} times" if self.times > 1 else ""
        whose = f" of {self.who or self.code}" if self.code else ""
        return f"{self.where}: {self.what}{whose}{often}."


def leaks(texts: Mapping[str, str], register: Register) -> tuple[Leak, ...]:
    """Return where these texts let somebody be recognised, what stops first; `stops` is for what is certain."""
    found = Counter(
        (where, WHAT.get(one.sort, one.what), one.codes, not one.doubtful)
        for place, text in texts.items()
        for where, one in _in_place(place, text, register)
    )
    made = (
        Leak(where=where, what=what, code=", ".join(codes), who=_who(codes, register), times=times, stops=stops)
        for (where, what, codes, stops), times in found.items()
    )
    return tuple(sorted(made, key=lambda one: not one.stops))


def _who(codes: tuple[str, ...], register: Register) -> str:
    return stand_ins(codes, register) if codes else ""


def _in_place(place: str, text: str, register: Register) -> Iterator[tuple[str, Found]]:
    """Yield what is found in a text and in the name of its place, which then is not repeated."""
    spots = spotter(register)
    in_name = [one for one in spots.found(place) if not one.doubtful]
    where = HIDDEN if in_name else place
    yield from ((where, one) for one in in_name)
    yield from ((where, one) for one in spots.found(text))
    yield from ((where, one) for one in _only_when_joined(text, register))


def _only_when_joined(text: str, register: Register) -> Iterable[Found]:
    """Return what shows only once words broken at a line's end, or spread letter by letter, are whole again."""
    joined = SPREAD_WORD.sub(lambda one: re.sub(r"\s", "", one.group()), BROKEN_WORD.sub("", text))
    if joined == text:
        return ()
    plain = {(one.codes, one.sort) for one in spotter(register).found(text)}
    return (one for one in spotter(register).found(joined) if (one.codes, one.sort) not in plain)


def stopping(found: Iterable[Leak]) -> tuple[Leak, ...]:
    """Return the leaks that keep a file from leaving; the others are for a person to look at."""
    return tuple(one for one in found if one.stops)


def file_leaks(path: Path, register: Register) -> tuple[Leak, ...]:
    """Return the leaks of a finished file, read back from what was written: text, pictures' words and properties."""
    texts = texts_of(path.read_bytes(), path.suffix)
    return leaks({"the file's name": path.name, **texts}, register)
