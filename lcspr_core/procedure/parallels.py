"""Which processes run beside a review, and whether the police were asked before somebody was spoken with."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.parallel import FORM
from lcspr_core.procedure.forms.parallel_asks import Advice, Parallel, Process
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.review import Review


class Cleared(StrEnum):
    """How something stands that the police have to be asked about first."""

    YES = "yes"
    LATE = "late"
    UNKNOWN = "unknown"
    UNASKED = "unasked"
    WAIT = "wait"


def parallel(review: Review) -> Parallel:
    """Return what is written of other processes."""
    return answered(review, FORM, Parallel)


def is_open(one: Process) -> bool:
    """Say whether a process runs and has not ended."""
    return one.runs == "yes" and one.status != "ended" and not is_filled(one.ended_on)


def running(review: Review) -> tuple[Process, ...]:
    """Return the processes that run beside a review now."""
    return tuple(one for one in parallel(review).processes if is_open(one))


def is_criminal_open(review: Review) -> bool:
    """Say whether a criminal process runs now."""
    return any(one.sort == "criminal" for one in running(review))


def cleared(review: Review, about: str, day: date | None = None) -> Cleared:
    """Say whether the police had been asked about something by the day on which it is done, or by now."""
    said = parallel(review)
    criminal = [one for one in said.processes if one.sort == "criminal" and one.runs]
    if not any(one.runs == "yes" and _bears_on(one, day) for one in criminal):
        settled = criminal and all(one.runs != "unknown" for one in criminal)
        return Cleared.YES if settled else Cleared.UNKNOWN
    given = [one for one in said.advice if one.adviser == "police" and about in one.about and is_filled(one.given_on)]
    return _judged(given, day)


def _judged(given: list[Advice], day: date | None) -> Cleared:
    before = [one for one in given if day is None or _day(one) <= day]
    if not before:
        return Cleared.LATE if given else Cleared.UNASKED
    return Cleared.WAIT if max(before, key=_day).answer == "wait" else Cleared.YES


def _day(one: Advice) -> date:
    return one.given_on.start or date.max


def _bears_on(one: Process, day: date | None) -> bool:
    """Say whether a criminal process was known and not over on a day; without a day, whether it runs now."""
    if day is None:
        return is_open(one)
    known, ended = one.known_on.start, one.ended_on.start
    over = one.status == "ended" and ended is None
    return not over and (known is None or known <= day) and (ended is None or day < ended)
