"""SMART beside strength for any recommendation or action: what it says, what is missing, and how strong it reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from attrs import frozen

from lcspr_core.thread import Record
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.understanding import understood
from lcspr_core.wording.identifying import MONTH
from lcspr_core.wording.phrases import phrasebook
from lcspr_core.wording.strength import Strength, Suggestion, strength
from lcspr_core.wording.words import words


class Criterion(StrEnum):
    """The five criteria, under the one name that both paragraphs share."""

    SPECIFIC = "specific"
    MEASURABLE = "measurable"
    ACHIEVABLE = "achievable"
    RELEVANT = "relevant"
    TIME_BOUND = "time_bound"


# The two paragraphs spell SMART in two ways; there is one check, which carries the labels of both.
LABELS: Mapping[str, Mapping[Criterion, str]] = MappingProxyType(
    {
        "8.2.40": dict(zip(Criterion, ("Specific", "Measurable", "Attainable", "Relevant", "Time-bound"), strict=True)),
        "8.2.47": dict(zip(Criterion, ("Specific", "Measurable", "Achievable", "Realistic", "Timely"), strict=True)),
    }
)


class Says(StrEnum):
    """How far a recommendation says something."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@frozen(kw_only=True)
class Judged:
    """One criterion: how far the recommendation says it, and what is missing, in a sentence."""

    criterion: Criterion
    says: Says
    missing: str = ""


@frozen(kw_only=True)
class Smart:
    """The five criteria of one recommendation or action, beside how strong it reads and what a person chose."""

    specific: Judged
    measurable: Judged
    achievable: Judged
    relevant: Judged
    time_bound: Judged
    suggested: Suggestion
    chosen: Strength | None = None

    @property
    def all(self) -> tuple[Judged, ...]:
        """The five, in their order."""
        return (self.specific, self.measurable, self.achievable, self.relevant, self.time_bound)

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing, a sentence each."""
        return tuple(one.missing for one in self.all if one.missing)


@frozen(kw_only=True)
class _Told:
    """What a recommendation says: its words, the fields beside them, and whether it rests on anything."""

    words: str
    fields: Mapping[str, Any]
    rests: bool
    signs: frozenset[str]
    as_at: date | None


# Methodologies name their fields as they like; these are the names that each criterion is looked for under.
FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "what": ("specific", "what_exactly"),
        "who": ("owner", "agency", "lead_agency", "named_owner_role"),
        "measure": ("measure", "measurable", "success_measure"),
        "needs": ("achievable", "attainable", "resources"),
        "why": ("relevant", "realistic", "outcome", "outcome_for_children"),
        "when": ("by_when", "due", "target_date", "timely", "time_bound"),
    }
)


def smart(record: Record, today: date | None = None) -> Smart:
    """Return what a recommendation or action says of the five criteria; `today` tells a date that has passed."""
    return smart_words(record.title, record.fields, rests=bool(record.rests_on), today=today)


def smart_words(
    text: str, fields: Mapping[str, Any] = MappingProxyType({}), *, rests: bool = False, today: date | None = None
) -> Smart:
    """Return the same for a recommendation that is only words, as in an agency's report."""
    signs = frozenset(one.term.key for one in phrasebook("smart_terms").found(words(text)))
    told = _Told(words=text, fields=fields, rests=rests, signs=signs, as_at=today)
    judged = {one.value: _judged(one, told) for one in Criterion}
    chosen = next((one for one in Strength if one == fields.get("strength")), None)
    return Smart(**judged, chosen=chosen, suggested=strength(f"{text}\n\n{_field(told, 'what')}"))


def _judged(criterion: Criterion, told: _Told) -> Judged:
    says, missing = _JUDGES[criterion](told)
    return Judged(criterion=criterion, says=says, missing=missing)


def _specific(told: _Told) -> tuple[Says, str]:
    who = "who" in told.signs or _field(told, "who")
    what = _field(told, "what") or "vague" not in told.signs
    if not what:
        return Says.NO, "It does not say what exactly will be different."
    return (Says.YES, "") if who else (Says.PARTLY, "It does not say who will do it.")


def _measurable(told: _Told) -> tuple[Says, str]:
    if _field(told, "measure") or "measure" in told.signs:
        return Says.YES, ""
    return Says.NO, "It does not say what will be seen or counted, so nobody could tell that it was done."


def _achievable(told: _Told) -> tuple[Says, str]:
    if _field(told, "needs"):
        return Says.YES, ""
    return Says.NO, "It does not say what it needs, or who has agreed to give it."


def _relevant(told: _Told) -> tuple[Says, str]:
    if told.rests and _field(told, "why"):
        return Says.YES, ""
    if told.rests:
        return Says.PARTLY, "It does not say how it acts on what it answers."
    return Says.PARTLY if _field(told, "why") else Says.NO, "It is linked to nothing that was learned."


DAY = re.compile(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?{MONTH} (?:19|20)\d\d\b|\b\d{{1,2}}/\d{{1,2}}/(?:20)?\d\d\b")


def _time_bound(told: _Told) -> tuple[Says, str]:
    day = _day(told)
    if told.as_at and day and day < told.as_at:
        return Says.PARTLY, f"The date it gives, {said(day)}, has passed."
    if day or _field(told, "when") or "within" in told.signs:
        return Says.YES, ""
    if "again" in told.signs:
        return Says.PARTLY, "It says how often, and not from when or by when."
    return Says.NO, "It does not say by when."


def _day(told: _Told) -> date | None:
    """Return the last day that it names, in its own field or in its words."""
    given = next((told.fields[name] for name in FIELDS["when"] if told.fields.get(name)), None)
    if isinstance(given, Mapping):
        return understood(str(given.get("typed", ""))).end
    named = (understood(found.group()).end for found in DAY.finditer(f"{given or ''} {told.words}"))
    return max((day for day in named if day), default=None)


def _field(told: _Told, what: str) -> str:
    values = (told.fields.get(name) for name in FIELDS[what])
    typed = (one.get("typed", "") if isinstance(one, Mapping) else one for one in values)
    return next((str(one).strip() for one in typed if one and str(one).strip()), "")


_JUDGES: Mapping[Criterion, Callable[[_Told], tuple[Says, str]]] = MappingProxyType(
    {
        Criterion.SPECIFIC: _specific,
        Criterion.MEASURABLE: _measurable,
        Criterion.ACHIEVABLE: _achievable,
        Criterion.RELEVANT: _relevant,
        Criterion.TIME_BOUND: _time_bound,
    }
)
