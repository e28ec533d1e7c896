"""Finds by their pattern the details that tell who somebody is, whether or not the register holds them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from hashlib import sha256

from attrs import frozen

from lcspr_core.release.ordinary_words import POSTCODE_AREAS
from lcspr_core.release.spotting import Found
from lcspr_core.release.terms import Sort
from lcspr_core.timescales.date_forms import NAME as MONTH


class Verdict(IntEnum):
    """What a pattern's match comes to: nothing, a question for a person, or a reason to stop."""

    NOTHING = 0
    ASKS = 1
    STOPS = 2


@frozen(kw_only=True)
class Pattern:
    """A form in which a detail is written, and how sure a match of it is."""

    what: str
    form: re.Pattern[str]
    judged: Callable[[re.Match[str]], Verdict]


KEY_LENGTH = 16


def patterned(text: str, known: Iterable[Found] = ()) -> Iterator[Found]:
    """Yield each detail that has a pattern's form, save where something is known already; `key` names a question."""
    taken = [(one.start, one.end) for one in known if not one.doubtful]
    for pattern in PATTERNS:
        for match in pattern.form.finditer(text):
            verdict = pattern.judged(match)
            if verdict == Verdict.NOTHING or any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            yield _found(pattern, match, asks=verdict == Verdict.ASKS)


def _found(pattern: Pattern, match: re.Match[str], *, asks: bool) -> Found:
    return Found(
        start=match.start(),
        end=match.end(),
        codes=(),
        sort=Sort.PATTERN,
        what=pattern.what,
        doubtful=asks,
        key=key_of(pattern.what, match.group()) if asks else "",
    )


def key_of(what: str, written: str) -> str:
    """Return the name under which one detail can be let through: the same however it is spaced."""
    closed = re.sub(r"[^a-z0-9@]", "", written.lower())
    return sha256(f"{what}:{closed}".encode()).hexdigest()[:KEY_LENGTH]


# --- how sure each is -------------------------------------------------------------------------------------------------


def _figures(match: re.Match[str]) -> str:
    return re.sub(r"\D", "", match.group())


def _nhs_number(match: re.Match[str]) -> Verdict:
    """The last figure of ten checks the others, modulo 11; grouped or named as one it is sure."""
    figures = [int(one) for one in _figures(match)]
    check = -sum(figure * weight for figure, weight in zip(figures, range(10, 1, -1), strict=False)) % 11
    if check != figures[-1]:  # a check of ten is never given out
        return Verdict.NOTHING
    named = "nhs" in match.string[max(0, match.start() - 40) : match.start()].lower()
    return Verdict.STOPS if named or len(match.group()) > len(figures) else Verdict.ASKS


ORDINAL = re.compile(r"\d(?:st|nd|rd|th)", re.IGNORECASE)


def _postcode(match: re.Match[str]) -> Verdict:
    area, inward = match["area"], match["inward"]
    if ORDINAL.fullmatch(inward):
        return Verdict.NOTHING
    if area.upper() in POSTCODE_AREAS:
        return Verdict.STOPS
    return Verdict.ASKS if match.group() == match.group().upper() else Verdict.NOTHING


SHORT, LONG = 8, (10, 11)


def _telephone(match: re.Match[str]) -> Verdict:
    figures = _figures(match)
    national = f"0{figures[2:].removeprefix('0')}" if match.group().startswith("+") else figures
    if len(national) not in LONG or national[1] not in "12378":
        return Verdict.NOTHING
    return Verdict.STOPS if national[1] == "7" else Verdict.ASKS


NO_STREETS = re.compile(r"(?:Crown|Family|High|County|Magistrates|Youth|Supreme|Local|Green|White)\s+\w+$")


def _street(match: re.Match[str]) -> Verdict:
    return Verdict.NOTHING if NO_STREETS.search(match["street"]) else Verdict.ASKS


def _always(_: re.Match[str]) -> Verdict:
    return Verdict.STOPS


def _asked(_: re.Match[str]) -> Verdict:
    return Verdict.ASKS


# --- the table --------------------------------------------------------------------------------------------------------

BEFORE, AFTER = r"(?<![\w/.@#-])", r"(?![\w@]|[./-]\d)"
DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?(?:[/.-]\d{{1,2}}[/.-]|\s+(?:of\s+)?(?:{MONTH})\s+)\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
GAP = r"[ \u00a0-]"
STREETS = (
    "Road|Street|Avenue|Lane|Row|Close|Drive|Way|Court|Crescent|Gardens|Terrace|Place|Square|Mews|Grove|Rise|Walk|View"
)
PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        what="an e-mail address",
        form=re.compile(r"[\w.+-]+@\w[\w-]*(?:\.[\w-]+)+"),
        judged=_asked,
    ),
    Pattern(
        what="a date of birth",
        form=re.compile(
            rf"\b(?:born|birthday|d\.?\s?o\.?\s?b\.?|date of birth)\W{{0,3}}(?:on |was |is )*(?:{DAY})", re.IGNORECASE
        ),
        judged=_always,
    ),
    Pattern(
        what="an NHS number",
        form=re.compile(rf"{BEFORE}[1-9]\d\d(?P<gap>{GAP}?)\d{{3}}(?P=gap)\d{{4}}{AFTER}"),
        judged=_nhs_number,
    ),
    Pattern(
        what="a National Insurance number",
        form=re.compile(rf"{BEFORE}(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z]{{2}} ?\d\d ?\d\d ?\d\d ?[A-D]{AFTER}"),
        judged=_always,
    ),
    Pattern(
        what="a telephone number",
        form=re.compile(
            rf"{BEFORE}(?:\+44{GAP}?(?:\(0\) ?)?\(?\d{{2,4}}|\(?0\d{{2,4}})\)?(?:{GAP}?\d{{2,4}}){{1,3}}{AFTER}"
        ),
        judged=_telephone,
    ),
    Pattern(
        what="a postcode",
        form=re.compile(
            rf"{BEFORE}(?P<area>[A-Z]{{1,2}})\d[A-Z\d]?[ \u00a0]?(?P<inward>\d[ABD-HJLNP-UW-Z]{{2}}){AFTER}",
            re.IGNORECASE,
        ),
        judged=_postcode,
    ),
    Pattern(
        what="a street address",
        form=re.compile(rf"{BEFORE}\d{{1,3}}[A-Za-z]?,? (?P<street>(?:[A-Z][\w'’-]+ ){{1,3}}(?:{STREETS}))\b"),
        judged=_street,
    ),
)
