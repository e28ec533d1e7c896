"""Each duty as it stands in a case today: not yet, open, late, done, not needed, or closed without it; and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from attrs import evolve, frozen

from lcspr_core.procedure.case import Case
from lcspr_core.procedure.checks import CHECKS
from lcspr_core.procedure.judging import Check, Found, judge
from lcspr_core.procedure.steps import EVENT_TITLES
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.duties import Duty, Strength
from lcspr_core.timescales.editions import Basis
from lcspr_core.timescales.notes import DutyNote, Put
from lcspr_core.timescales.overlays import duties_under, held
from lcspr_core.timescales.rules import Due, Way, due


class Stand(StrEnum):
    """How a duty stands."""

    NOT_YET = "not yet"
    OPEN = "open"
    LATE = "late"
    DONE = "done"
    NOT_NEEDED = "not needed"
    WITHOUT = "closed without it"  # somebody said why it will never come: late no more, and a gap


@frozen(kw_only=True)
class DutyStanding:
    """One duty in one case: how it stands, since when, by when, and why that is so in a sentence."""

    duty: Duty
    stand: Stand
    since: date | None = None
    due: Due | None = None
    done_on: date | None = None
    why: str = ""
    basis: Basis = Basis.LOCAL
    rests_on: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.stand in {Stand.OPEN, Stand.LATE}

    @property
    def was_late(self) -> bool:
        """Whether it was done, and after its day."""
        last = self.due.due if self.due else None
        return self.stand is Stand.DONE and bool(last and self.done_on and self.done_on > last)


def standings(
    case: Case, register: Iterable[Duty] | None = None, checks: Mapping[str, Check] = CHECKS
) -> tuple[DutyStanding, ...]:
    """Return every duty of the register as it stands in a case today, in the register's order."""
    here = duties_under(case.edition) if register is None else register
    return tuple(standing(one, case, checks) for one in here)


def standing(duty: Duty, case: Case, checks: Mapping[str, Check] = CHECKS) -> DutyStanding:
    """Return how one duty stands in a case today, and what it and its time rest on."""
    rests = held(duty, case.edition)
    return evolve(_stands(duty, case, checks), basis=rests.basis, rests_on=rests.words)


def _stands(duty: Duty, case: Case, checks: Mapping[str, Check]) -> DutyStanding:
    closed = judge(duty.closes, case, duty, checks)
    opened = judge(duty.opens, case, duty, checks)
    if closed.so and opened.so:
        return _done(duty, case, closed)
    waived = _waived(duty, case)
    if waived:
        return DutyStanding(duty=duty, stand=Stand.NOT_NEEDED, done_on=waived.on, why=waived.how)
    if not opened.so:
        return DutyStanding(duty=duty, stand=Stand.NOT_YET)
    missed = _missed(duty, case)
    if missed and duty.strength is Strength.MAY and duty.rule.way is Way.BEFORE:
        return DutyStanding(duty=duty, stand=Stand.NOT_NEEDED, why=f"It was open to anybody, and left out. {missed}")
    words = " ".join(filter(None, (closed.words or opened.words, missed)))
    return _open(duty, case, words, opened.since)


def _waived(duty: Duty, case: Case) -> DutyNote | None:
    note: DutyNote | None = case.review.one("duty_note", duty.id)
    stands = note is not None and note.put is Put.NOT_NEEDED and note.counts and duty.waivable
    return note if stands else None


def _done(duty: Duty, case: Case, closed: Found) -> DutyStanding:
    found = _due(duty, case)
    if closed.gap:
        return DutyStanding(duty=duty, stand=Stand.WITHOUT, due=found, why=closed.words)
    late = found is not None and found.due is not None and closed.since is not None and closed.since > found.due
    why = f"Done on {said(closed.since)}{', after it was due' * late}." if closed.since else "Done."
    return DutyStanding(
        duty=duty, stand=Stand.DONE, due=found, done_on=closed.since, why=f"{why} {closed.words}".strip()
    )


def _open(duty: Duty, case: Case, words: str, since: date | None) -> DutyStanding:
    found = _due(duty, case)
    late = bool(_missed(duty, case)) or (found is not None and found.due is not None and found.due < case.today)
    why = words or (f"Open since {said(since)}." if since else "Open.")
    return DutyStanding(duty=duty, stand=Stand.LATE if late else Stand.OPEN, since=since, due=found, why=why)


_ORDER = {Way.BEFORE: "should have been done before that", Way.AT: "belongs to it"}


def _missed(duty: Duty, case: Case) -> str:
    """Say which event has come already although this was to be done before it, or at it."""
    event = _event_of(duty)
    day = case.days.get(event)
    if duty.rule.way not in _ORDER or day is None or day > case.today:
        return ""
    title = EVENT_TITLES.get(event, event.replace("_", " "))
    return f"{title} on {said(day)}; this {_ORDER[duty.rule.way]}."


def _event_of(duty: Duty) -> str:
    """Return the event that a duty looks to: an appointment is that of whoever owes the duty, where it has its own."""
    own = f"{duty.rule.event}_{duty.who[0]}"
    return own if own in EVENT_TITLES else duty.rule.event


_COUNTED_FROM = {Way.NEXT_MEETING: "next_subgroup_meeting", Way.STAYS: "publication"}
_PUBLISHED_INSTEAD = {"N11": "improvements_published"}


def _due(duty: Duty, case: Case) -> Due | None:
    if duty.rule.way in {Way.NONE, Way.ONGOING, Way.BEFORE, Way.AFTER, Way.AT}:
        return None
    event = _COUNTED_FROM.get(duty.rule.way, duty.rule.event)
    event = _PUBLISHED_INSTEAD.get(duty.id, event)
    start = case.days.get(event) or case.days.get(f"{event}_planned")
    rule = held(duty, case.edition).rule
    return due(rule, start, paragraph=duty.paragraph, closed=case.review.all("closed_day"))
