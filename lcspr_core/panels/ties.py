"""What ties a person to a case, an agency or the partnership: given, in the register of people, or declared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from attrs import evolve, frozen

from lcspr_core.cases.people import Involvement, Person
from lcspr_core.panels.appointments import Appointment
from lcspr_core.panels.bodies import plain_body
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood


class TieKind(StrEnum):
    """The sorts of tie that independence is judged by; the first four are the involvement of a person in the case."""

    DIRECT = "direct"
    LINE_MANAGEMENT = "line_management"
    FAMILY = "family"
    THIRD_PARTY = "third_party"
    PAID_BY = "paid_by"
    EMPLOYED_BY = "employed_by"
    ACTS_FOR = "acts_for"
    KNOWS = "knows"
    PARTNERSHIP = "partnership"
    INDEPENDENT_CHAIR = "independent_chair"
    SUB_GROUP_CHAIR = "sub_group_chair"
    SUB_GROUP_MEMBER = "sub_group_member"
    BUSINESS_MANAGER = "business_manager"
    AGENCY_AUTHOR = "agency_author"


# What follows from an employer, beside the ties: it is involved in the case, or has not said yet.
EMPLOYER_MARKS = frozenset({"employer_involved", "employer_unknown"})


@frozen(kw_only=True)
class Tie:
    """One tie of one person, with the agency it is to, from when to when, and where that is known from."""

    person: str
    kind: TieKind
    agency: str = ""
    from_: date | None = None
    to: date | None = None
    source: str = ""
    id: str = ""


def ties_of(people: Iterable[Person]) -> tuple[Tie, ...]:
    """Return the ties that the register of people gives: the part each had, and the offices that a role names."""
    return tuple(tie for person in people for tie in _of(person))


def _of(person: Person) -> Iterator[Tie]:
    if person.involvement is not Involvement.NONE:
        kind = TieKind(person.involvement.value)
        yield Tie(person=person.id, kind=kind, agency=person.agency, source="register of people")
    for kind in _offices(person.role):
        yield Tie(person=person.id, kind=kind, source="register of people")


# --- what people declare in words -------------------------------------------------------------------------------------

OFFICES: Mapping[TieKind, str] = {
    TieKind.SUB_GROUP_CHAIR: r"\bchairs?\b(?: of)?(?: the| our)?(?: lcspr| case review| practice review)? sub-?group\b",
    TieKind.SUB_GROUP_MEMBER: (
        r"\b(?:members? of|sits? on|am on)(?: the| our)?(?: lcspr| case review| practice review)? sub-?group\b"
    ),
    TieKind.INDEPENDENT_CHAIR: r"\bindependent chair (?:of|for)(?: the)?(?: \w+){0,3} (?:partnership|bscp)\b",
    TieKind.BUSINESS_MANAGER: (
        r"\bpartnership(?:'s)? business manager\b|\bbusiness manager (?:of|for) the partnership\b"
    ),
    TieKind.PARTNERSHIP: r"\b(?:member of|employed by|work for|sit on) the (?:\w+ ){0,3}(?:partnership|bscp)\b",
    TieKind.AGENCY_AUTHOR: r"\bwrit(?:e|es|ing) (?:up )?(?:their|our|the|its|an)(?: own)?(?: agency)? report\b",
}
TO_A_BODY: Mapping[TieKind, str] = {
    TieKind.PAID_BY: r"\b(?:paid|advis\w+|consult\w+|contract\w*|commission\w*|retained|interim)\b",
    TieKind.EMPLOYED_BY: r"\b(?:employ\w+|work(?:s|ed|ing)? (?:for|at|in|with)|second(?:ed|ment))\b",
    TieKind.ACTS_FOR: r"\bact(?:s|ed|ing)? (?:for|on behalf of)\b",
}
ACTING = r"\bacting in the\b(?: \w+)* proceedings\b"
KNOWING = (
    r"\b(?:i|we) know\b|\bknown to me\b|\b(?:previously|formerly|used to|once) work\w*\b"
    r"|\bworked (?:with|in|alongside)\b|\bfriends?\b|\brelated to\b|\bmarried to\b|\bcolleagues? of\b"
)
NEGATED = re.compile(r"\b(?:no|not|never|none|neither|nor|without|n't)\b|n't\b")
SENTENCE = re.compile(r"(?<=[.;!?])\s+|,? but\s+|,? however,?\s+")
MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
MONTH = rf"(?:(?:\d{{1,2}} )?(?:{MONTHS}|nov(?:ember)?|dec(?:ember)?)(?: \d{{4}})?|\d{{4}})"
STRETCH = re.compile(rf"\b{MONTH} ?(?:to|until|and|-|\u2013) ?{MONTH}\b")
ENDED = re.compile(rf"\b(?:until|up to|in|during) (?P<day>{MONTH})\b")


def declared(appointments: Iterable[Appointment], bodies: Mapping[str, str]) -> tuple[Tie, ...]:
    """Return the ties that declarations tell of in words; a person looks at each, for words can be read wrongly.

    `bodies` gives each agency by the plain name of the organisation that it belongs to.
    """
    return tuple(
        tie
        for one in appointments
        for sentence in SENTENCE.split(" ".join(one.declaration.lower().replace("’", "'").split()))
        for tie in _told(one, sentence, bodies)
    )


def _told(one: Appointment, sentence: str, bodies: Mapping[str, str]) -> Iterator[Tie]:
    source = f"declaration of {one.id}"
    for kind in _offices(sentence):
        yield Tie(person=one.person, kind=kind, source=source)
    to_bodies = tuple(_to_bodies(one, sentence, bodies, source))
    yield from to_bodies
    if _says(ACTING, sentence):
        yield Tie(person=one.person, kind=TieKind.ACTS_FOR, source=source)
    if not to_bodies and _says(KNOWING, sentence):
        yield Tie(person=one.person, kind=TieKind.KNOWS, source=source)


def _to_bodies(one: Appointment, sentence: str, bodies: Mapping[str, str], source: str) -> Iterator[Tie]:
    written = f" {plain_body(sentence)} "
    kinds = [kind for kind, pattern in TO_A_BODY.items() if _says(pattern, sentence)]
    named = [agency for body, agency in bodies.items() if body and f" {body} " in written]
    span = _span(sentence)
    for kind in kinds[:1]:
        yield from (
            Tie(person=one.person, kind=kind, agency=agency, from_=span.start, to=span.end, source=source)
            for agency in named
        )


def _span(sentence: str) -> UncertainDate:
    """Read a time that has an end; a tie “since 2019”, or without a date, is one that goes on."""
    if found := STRETCH.search(sentence):
        return understood(found.group())
    found = ENDED.search(sentence)
    return evolve(understood(found["day"]), start=None) if found else UncertainDate()


def _offices(words: str) -> Iterator[TieKind]:
    written = words.lower().replace("sub group", "sub-group")
    return (kind for kind, pattern in OFFICES.items() if _says(pattern, written))


def _says(pattern: str, sentence: str) -> bool:
    """Say whether a sentence has these words, and does not deny them before it comes to them."""
    found = re.search(pattern, sentence)
    return bool(found) and not NEGATED.search(sentence[: found.start()] if found else "")
