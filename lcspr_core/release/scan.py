"""Looks for whoever can be recognised in what is about to leave; a finding says where, never what stands there.

What is found stops the file, asks, or is left for a person to look at.
What stops: a name, a birthday or a detail of the register; and, by its form alone, an NHS number, a National Insurance
number, a mobile number, a postcode, a date of birth.
What asks may stand once somebody has recorded why (`clearing`): another telephone number, an e-mail address, a street.
No number is known here as a helpline: whoever lets one stand has checked it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from attrs import frozen

from lcspr_core.release.codebook import stand_ins
from lcspr_core.release.files import texts_of
from lcspr_core.release.patterns import patterned
from lcspr_core.release.pictures import check_pictures
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
GAP = re.compile(r"[\s@]")
INTERNAL_CODE = "internal code"  # short enough to stand in the path of a drawing by chance
WRITTEN_BY_PROGRAMS = ("settings", "an attribute", "a stylesheet", "the tags")
HIDDEN = "a place whose own name holds a name"


@frozen(kw_only=True)
class Leak:
    """One place where somebody can be recognised; those that stop keep the file from leaving, those that ask may pass.

    `key` names the question, and so what a person may let through with a reason.
    """

    where: str
    what: str
    code: str
    who: str = ""
    times: int = 1
    stops: bool = True
    key: str = ""

    @property
    def asks(self) -> bool:
        """Whether it may stand once somebody has said why."""
        return bool(self.key)

    @property
    def sentence(self) -> str:
        """What to tell the person who wants to export, naming no one."""
        often = f", {self.times} times" if self.times > 1 else ""
        whose = f" of {self.who or self.code}" if self.code else ""
        return f"{self.where}: {self.what}{whose}{often}."


def leaks(texts: Mapping[str, str], register: Register, cleared: Container[str] = ()) -> tuple[Leak, ...]:
    """Return where these texts let somebody be recognised, what stops first; what was cleared is passed over."""
    found = Counter(
        (where, WHAT.get(one.sort, one.what), one.codes, not one.doubtful, one.key)
        for place, text in texts.items()
        for where, one in _in_place(place, text, register)
        if not (one.key and one.key in cleared)
    )
    made = (
        Leak(
            where=where, what=what, code=", ".join(codes), who=_who(codes, register), times=times, stops=stops, key=key
        )
        for (where, what, codes, stops, key), times in found.items()
    )
    return tuple(sorted(made, key=lambda one: (not one.stops, not one.asks)))


def _who(codes: tuple[str, ...], register: Register) -> str:
    return stand_ins(codes, register) if codes else ""


def _in_place(place: str, text: str, register: Register) -> Iterator[tuple[str, Found]]:
    """Yield what is found in a text and in the name of its place, which then is not repeated."""
    spots = spotter(register)
    in_name = [one for one in spots.found(place) if not one.doubtful]
    where = HIDDEN if in_name else place
    yield from ((where, one) for one in in_name)
    known = tuple(one for one in spots.found(text) if one.what != INTERNAL_CODE or not by_program(place))
    yield from ((where, one) for one in (*known, *_by_form(place, text, known)))
    yield from ((where, one) for one in _only_when_joined(text, register))


def _by_form(place: str, text: str, known: Iterable[Found]) -> Iterator[Found]:
    """Yield the details of some form; where programs write, a row of letters and figures is a colour or an id."""
    found = patterned(text, known)
    return (one for one in found if not by_program(place) or GAP.search(text[one.start : one.end]))


def by_program(place: str) -> bool:
    """Say whether what stands at a place was written by a program, for programs."""
    return place.startswith(WRITTEN_BY_PROGRAMS)


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


def asking(found: Iterable[Leak]) -> tuple[Leak, ...]:
    """Return the leaks that keep a file back until somebody has said why they may stand."""
    return tuple(one for one in found if one.asks)


def file_leaks(
    path: Path, register: Register, cleared: Container[str] = (), lettering: Iterable[str] | None = None
) -> tuple[Leak, ...]:
    """Return the leaks of a finished file, read back from what was written: text, pictures' words and properties.

    `lettering` is what stands in each picture that was drawn for it; where it is given, any further picture is refused.
    """
    raw, drawn = path.read_bytes(), tuple(lettering or ())
    if lettering is not None:
        check_pictures(raw, path.suffix, len(drawn))
    words = {f"inside picture {number}": text for number, text in enumerate(drawn, start=1)}
    texts = texts_of(raw, path.suffix)
    return leaks({"the file's name": path.name, **texts, **words}, register, cleared)
