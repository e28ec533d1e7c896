"""The notation of the procedure's timescales: read into values, and written back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from attrs import frozen

from lcspr_core.errors import Unreadable


class Way(StrEnum):
    """The ways in which the procedure puts a time on something."""

    NONE = "none"
    ONGOING = "ongoing"
    IMMEDIATE = "immediate"
    WITHIN = "within"
    AT_LEAST_BEFORE = "at_least_before"
    STAYS = "stays"
    BEFORE = "before"
    AFTER = "after"
    AT = "at"
    AGREED = "agreed"
    NEXT_MEETING = "next_meeting"


class Unit(StrEnum):
    """What a length is counted in; a working day is this project's own unit."""

    DAY = "D"
    WORKING_DAY = "WD"
    MONTH = "M"


@frozen(kw_only=True)
class Length:
    """So many days, working days or calendar months."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        return f"P{self.number}{self.unit}"


@frozen(kw_only=True)
class Rule:
    """One timescale: in which way it binds, for how long, and which event or agreed date it looks to."""

    way: Way
    length: Length | None = None
    event: str = ""

    def __str__(self) -> str:
        return _WRITTEN[self.way].format(length=self.length, event=self.event)


_WRITTEN: Mapping[Way, str] = {
    Way.NONE: "none",
    Way.ONGOING: "ongoing",
    Way.IMMEDIATE: "immediate from {event}",
    Way.WITHIN: "{length} from {event}",
    Way.AT_LEAST_BEFORE: ">= {length} before {event}",
    Way.STAYS: ">= {length} on website",
    Way.BEFORE: "before {event}",
    Way.AFTER: "after {event}",
    Way.AT: "at {event}",
    Way.AGREED: "by agreed:{event}",
    Way.NEXT_MEETING: "by next_subgroup_meeting",
}
_LENGTH, _EVENT = r"P(?P<number>[1-9]\d{0,2})(?P<unit>D|WD|M)", r"(?P<event>[a-z][a-z0-9_]*)"
_PATTERNS: tuple[tuple[Way, re.Pattern[str]], ...] = tuple(
    (way, re.compile(re.escape(form).replace(r"\{length\}", _LENGTH).replace(r"\{event\}", _EVENT)))
    for way, form in _WRITTEN.items()
)


def rule(text: str) -> Rule:
    """Return the rule that a timescale's notation stands for; what it is not is said."""
    for way, pattern in _PATTERNS:
        found = pattern.fullmatch(" ".join(text.split()))
        if found:
            parts = found.groupdict()
            length = Length(number=int(parts["number"]), unit=Unit(parts["unit"])) if parts.get("number") else None
            return Rule(way=way, length=length, event=parts.get("event") or "")
    raise Unreadable(f"“{text[:60]}” is no timescale; write one as in “P5WD from decision_made”.")
