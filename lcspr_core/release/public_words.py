"""The words of a text as they may be published: agreed codes, staff by role, agencies by sort, and months for days."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial

from attrs import frozen

from lcspr_core.cases.agencies import Agency
from lcspr_core.cases.people import Involvement, Person
from lcspr_core.timescales.date_forms import MONTH_NUMBERS, NAME
from lcspr_core.timescales.dates import MONTHS

STAFF = frozenset({Involvement.DIRECT, Involvement.LINE_MANAGEMENT})
UNAGREED: Mapping[Involvement, str] = {
    Involvement.FAMILY: "a member of the family",
    Involvement.THIRD_PARTY: "somebody who knew the family",
    Involvement.NONE: "somebody",
}
A_PRACTITIONER, AN_AGENCY = "practitioner", "an agency"
SORTS: Mapping[str, str] = {
    "social care": "children's social care",
    "police": "the police",
    "acute health": "the hospital trust",
    "community health": "the community health service",
    "primary care": "the GP surgery",
    "education": "the school",
    "housing": "the housing provider",
    "adult health": "the adult health service",
    "voluntary": "the voluntary service",
}
CAPITAL_WORD = re.compile(r"\b[A-Z][\w'’-]*")
NUMBER_AT_END = re.compile(r"\s*\d+$")
SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|\n\s*(?:[-*]\s+)?)$")
LISTED = re.compile(r"\[([^\[\]]{1,200})\]")
LIST_SIGN = re.compile(r"(, | or )")
ARTICLE = r"(?:(?P<article>\b(?i:the|an?))\s+)?"
EXACT_DAY = re.compile(
    r"(?:(?P<on>\b[Oo]n)\s+(?:the\s+)?)?(?:\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    r"(?:\b\d{1,2}(?:st|nd|rd|th)?\s*(?:to|and|[-\u2013])\s*)?"
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<name>(?i:{NAME}))\b(?:\.?,?\s+(?P<year>\d{{4}}))?"
    r"|(?<![\d/.])\d{1,2}(?:/(?P<number>0?[1-9]|1[0-2])/(?P<short>\d{4}|\d{2})|\.(?P<dotted>0?[1-9]|1[0-2])\.(?P<full>\d{4}))\b"
    r"|(?P<iso_year>\d{4})-(?P<iso>0[1-9]|1[0-2])-\d{2}\b)"
)


@frozen(kw_only=True)
class PublicWords:
    """What stands in the place of each code and each agency's own name."""

    people: Mapping[str, str]
    staff: Mapping[str, str]
    agencies: Mapping[str, str]

    @classmethod
    def of(cls, people: Iterable[Person], agencies: Iterable[Agency]) -> PublicWords:
        """Return the words for the people and agencies of a review."""
        people, agencies = tuple(people), tuple(agencies)
        return cls(
            people={code: words for one in people if one.involvement not in STAFF for code, words in _named(one)},
            staff={code: _role(one) for one in people if one.involvement in STAFF for code in _codes(one)},
            agencies=_by_name(agencies),
        )

    def __call__(self, text: str) -> str:
        """Return a text as it may be published."""
        listed = LISTED.sub(self._bracketed, text)
        for known, replaced in ((self.people, _person), (self.staff, _member_of_staff), (self.agencies, _agency)):
            if known:
                listed = _pattern(known).sub(partial(replaced, known), listed)
        return EXACT_DAY.sub(_month, listed)

    def _bracketed(self, match: re.Match[str]) -> str:
        """Take away the brackets of a code, or of the few that a shared name may mean."""
        parts = LIST_SIGN.split(match[1])
        known = all(part in self.people or part in self.staff for part in parts[::2])
        return match[1] if known else match[0]


def public_title(agency: Agency, agencies: Iterable[Agency]) -> str:
    """Return an agency as a table names it: by its sort, or by its own title where that is nobody's name."""
    words = _by_name(tuple(agencies)).get(agency.title, agency.title)
    return _capital(words.removeprefix("the "))


def is_own_name(title: str) -> bool:
    """Say whether a title is the name of one agency: two words with a capital, as in “Hollin Bank”."""
    return len(CAPITAL_WORD.findall(title)) > 1


def _codes(person: Person) -> tuple[str, ...]:
    return tuple(code for code in (person.id, person.public_code) if code)


def _named(person: Person) -> Iterable[tuple[str, str]]:
    words = person.public_code or UNAGREED[person.involvement]
    return ((code, words) for code in _codes(person))


def _role(person: Person) -> str:
    """A member of staff as a role: “Social Worker 1” is a social worker, as nobody is followed by number."""
    words = NUMBER_AT_END.sub("", person.public_code)
    return " ".join(word if word.isupper() else word.lower() for word in words.split()) or A_PRACTITIONER


def _by_name(agencies: tuple[Agency, ...]) -> dict[str, str]:
    named = [one for one in agencies if is_own_name(one.title)]
    sorts = Counter(one.sort for one in named)
    places: Counter[str] = Counter()
    found: dict[str, str] = {}
    for one in named:
        places[one.sort] += 1
        words = SORTS.get(one.sort, one.sort and f"the {one.sort} service") or AN_AGENCY
        words += f" ({places[one.sort]})" if sorts[one.sort] > 1 else ""
        found |= dict.fromkeys((one.title, re.sub(r"\s*\(.*?\)\s*$", "", one.title)), words)
    return found


def _pattern(known: Iterable[str]) -> re.Pattern[str]:
    either = "|".join(re.escape(one) for one in sorted(known, key=len, reverse=True))
    return re.compile(rf"{ARTICLE}(?<![\w-])(?P<code>{either})(?![\w-])")


def _person(known: Mapping[str, str], match: re.Match[str]) -> str:
    article = f"{match['article']} " if match["article"] else ""
    words = known[match["code"]]
    return _begun(match, words if words.startswith(("a ", "somebody")) else article + words)


def _member_of_staff(known: Mapping[str, str], match: re.Match[str]) -> str:
    role = known[match["code"]]
    given = (match["article"] or "").lower()
    article = given if given == "the" else "an" if role[0].lower() in "aeiou" else "a"
    return _begun(match, f"{article} {role}")


def _agency(known: Mapping[str, str], match: re.Match[str]) -> str:
    return _begun(match, known[match["code"]])


def _begun(match: re.Match[str], words: str) -> str:
    begins = SENTENCE_START.search(match.string[: match.start()])
    return _capital(words) if begins else words


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _month(match: re.Match[str]) -> str:
    number = match["number"] or match["dotted"] or match["iso"]
    month = MONTHS[(int(number) if number else MONTH_NUMBERS[match["name"].lower()]) - 1]
    year = match["year"] or match["iso_year"] or match["full"] or match["short"] or ""
    year = f"20{year}" if len(year) == len("25") else year
    before = {"on": "in ", "On": "In "}.get(match["on"] or "", "")
    return f"{before}{month} {year}".rstrip()
