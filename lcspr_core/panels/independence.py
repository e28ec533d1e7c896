"""Who may not be what in a review: each pair rule over the appointments, the people, the agencies and their ties.

Pure, so that it is asked at an appointment and again whenever people, agencies or involvement change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from attrs import field, frozen

from lcspr_core.cases.agencies import Agency, agencies_now
from lcspr_core.cases.people import Person
from lcspr_core.concerns import Concern, Severity
from lcspr_core.panels.appointments import Appointment
from lcspr_core.panels.marks import Mark, bodies_of, involved_agencies, marks_by_person
from lcspr_core.panels.pair_rules import Outcome, PairRule, pair_rules, strongest
from lcspr_core.panels.terms import current
from lcspr_core.panels.ties import Tie, TieKind
from lcspr_core.views import Table

if TYPE_CHECKING:
    from lcspr_core.review import Review

__all__ = [
    "Conflict",
    "Outcome",
    "Tie",
    "TieKind",
    "conflicts",
    "conflicts_in",
    "independence_concerns",
    "independence_table",
    "involved_agencies",
    "outcomes",
    "rulings",
]

Pair = frozenset[str]
Allowed = Mapping[Pair, str]

IN_TURN = "Not at one time, but one after the other."
LONG_AGO = "This ended before the time under review."
OTHER_REVIEW = "The text forbids this for a local child safeguarding practice review only."


@frozen(kw_only=True)
class Conflict:
    """What one rule says of one person: what follows, why, the way out, and what it rests on.

    `falls_on` are the appointments that are judged, `about` all that have a part in it. It names nobody: `person` is a
    code. It is the same conflict while it `rests_on` the same facts; `told` says these as they are read.
    """

    key: str
    rule: str
    outcome: Outcome
    paragraph: str
    sentence: str
    way_out: str
    person: str
    falls_on: tuple[str, ...]
    about: tuple[str, ...]
    rests_on: tuple[str, ...]
    told: tuple[str, ...] = field(default=(), eq=False)


def conflicts(
    appointments: Iterable[Appointment],
    people: Iterable[Person],
    agencies: Iterable[Agency],
    involvement: Iterable[Tie] = (),
    *,
    since: date | None = None,
    lcspr: bool = True,
    allowed: Allowed | None = None,
) -> tuple[Conflict, ...]:
    """Return every block and warning among those who have or are proposed for a role.

    `since` is the first day under review: a tie that ended before it lies in the past. `allowed` are pairs of roles
    that the methodology lets one person hold on purpose, with the reason.
    """
    found = rulings(appointments, people, agencies, involvement, since=since, lcspr=lcspr, allowed=allowed)
    return tuple(one for one in found if one.outcome is not Outcome.ALLOW)


def rulings(
    appointments: Iterable[Appointment],
    people: Iterable[Person],
    agencies: Iterable[Agency],
    involvement: Iterable[Tie] = (),
    *,
    since: date | None = None,
    lcspr: bool = True,
    allowed: Allowed | None = None,
) -> tuple[Conflict, ...]:
    """Return what every rule that speaks of somebody says, what is expressly allowed among it."""
    known = tuple(people)
    marks = marks_by_person(appointments, known, bodies_of(agencies, known), involvement)
    judge = _Judge(since=since, lcspr=lcspr, allowed=allowed or {})
    return tuple(dict.fromkeys(one for person, some in marks.items() for one in judge.judged(person, some)))


@frozen(kw_only=True)
class _Judge:
    since: date | None
    lcspr: bool
    allowed: Allowed

    def judged(self, person: str, marks: tuple[Mark, ...]) -> Iterator[Conflict]:
        for first, second in combinations(marks, 2):
            for rule in pair_rules():
                if rule.speaks_of(first.what, second.what) and _same_agency(rule, first, second):
                    yield self._conflict(person, rule, *_in_order(rule, first, second))

    def _conflict(self, person: str, rule: PairRule, first: Mark, second: Mark) -> Conflict:
        outcome, because = self._bent(rule, first, second)
        roles = tuple(one for one in (first, second) if one.appointment)
        on = tuple(one for one in roles if not rule.falls_on or one.what in rule.falls_on)
        words = _words(rule, first, second)
        about = tuple(dict.fromkeys(one.appointment for one in roles))
        return Conflict(
            key=".".join((rule.key, person, *(one.name for one in (first, second)))),
            rule=rule.key,
            outcome=outcome,
            paragraph=rule.paragraph,
            sentence=" ".join(filter(None, (rule.sentence.format(**words), because))),
            way_out=rule.way_out,
            person=person,
            falls_on=tuple(one.appointment for one in on),
            about=about,
            rests_on=tuple(sorted((first.basis, second.basis))),
            told=tuple(one.words for one in sorted((first, second), key=lambda one: one.basis)),
        )

    def _bent(self, rule: PairRule, first: Mark, second: Mark) -> tuple[Outcome, str]:
        """Return what follows, and why it is less than the rule says where it is."""
        if not self._meet(first, second):
            return rule.in_turn, IN_TURN if first.appointment and second.appointment else LONG_AGO
        reason = self.allowed.get(frozenset({first.what, second.what}), "")
        if rule.together is Outcome.BLOCK and "bends" in rule.only and reason:
            return Outcome.WARN, f"The methodology allows this on purpose: {reason}"
        if rule.together is Outcome.BLOCK and "lcspr" in rule.only and not self.lcspr:
            return Outcome.WARN, OTHER_REVIEW
        return rule.together, ""

    def _meet(self, first: Mark, second: Mark) -> bool:
        """Say whether both hold at one time; a tie counts from the first day under review onwards."""
        if first.appointment and second.appointment:
            return _overlap(first, second)
        return all(one.appointment or not (one.to and self.since and one.to < self.since) for one in (first, second))


def _overlap(first: Mark, second: Mark) -> bool:
    starts = max(first.from_ or date.min, second.from_ or date.min)
    return starts <= min(first.to or date.max, second.to or date.max)


def _same_agency(rule: PairRule, first: Mark, second: Mark) -> bool:
    """An agency that is not given may be the same one, and the safer reading is taken."""
    if "same_agency" not in rule.only or not (first.agency and second.agency):
        return True
    return first.agency == second.agency


def _in_order(rule: PairRule, first: Mark, second: Mark) -> tuple[Mark, Mark]:
    """Put the two as the rule has them, so that the same two things are the same conflict in whichever order."""
    fits = first.what in rule.first and second.what in rule.second
    return (first, second) if fits else (second, first)


def _words(rule: PairRule, first: Mark, second: Mark) -> dict[str, str]:
    falls = [one for one in (first, second) if one.appointment and (not rule.falls_on or one.what in rule.falls_on)]
    role = falls[0] if falls else second
    other = second if role is first else first
    return {"role": _small(role.title), "other": _small(other.title), "agency": other.called or "not named"}


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]


def outcomes(found: Iterable[Conflict]) -> Mapping[str, Outcome]:
    """Return the strongest outcome for each appointment that a conflict falls on; the others are free."""
    every = tuple(found)
    names = dict.fromkeys(name for one in every for name in one.falls_on)
    return {name: strongest(one.outcome for one in every if name in one.falls_on) for name in names}


# --- over a whole review ----------------------------------------------------------------------------------------------


def conflicts_in(review: Review, *, lcspr: bool = True, allowed: Allowed | None = None) -> tuple[Conflict, ...]:
    """Return every block and warning in a review as it stands."""
    return conflicts(
        review.all("appointment"),
        review.all("person"),
        agencies_now(review),
        review.all("tie"),
        since=first_day_under_review(review),
        lcspr=lcspr,
        allowed=allowed,
    )


def first_day_under_review(review: Review) -> date | None:
    """Return the first day that the terms of reference in force look at, background among it."""
    terms = current(review.all("terms"))
    days = [day for day in (terms.background_from, terms.period_from) if day] if terms else []
    return min(days, default=None)


SEVERITY: Mapping[Outcome, Severity] = {
    Outcome.BLOCK: Severity.BLOCK,
    Outcome.WARN: Severity.WARNING,
    Outcome.ALLOW: Severity.NOTICE,
}


def independence_concerns(found: Iterable[Conflict]) -> tuple[Concern, ...]:
    """Return conflicts as concerns, each with its paragraph and its way out."""
    return tuple(
        Concern(
            key=f"independence.{one.key}",
            sentence=one.sentence,
            severity=SEVERITY[one.outcome],
            source=one.paragraph,
            way_out=one.way_out,
            about=one.about,
        )
        for one in found
    )


def independence_table(found: Iterable[Conflict]) -> Table:
    """Return conflicts by the code of the person, the blocks first."""
    order = list(Outcome)
    rows = tuple(
        (one.person, one.outcome.value, one.sentence, one.paragraph, one.way_out)
        for one in sorted(found, key=lambda one: order.index(one.outcome))
    )
    columns = ("Person", "What follows", "Why", "Paragraph", "The way out")
    return Table(title="Independence", columns=columns, rows=rows, empty="No conflict was found.")
