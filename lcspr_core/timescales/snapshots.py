"""How a review stood on a day, as somebody looked at it: kept as it was, never changed (SI 2018/789 reg 14)."""

from __future__ import annotations

from datetime import date

from attrs import frozen


@frozen(kw_only=True)
class PhaseThen:
    """One phase of the spine: how many of its steps were done."""

    title: str
    done: int
    steps: int


@frozen(kw_only=True)
class DayThen:
    """One event that had its day."""

    event: str
    title: str
    day: date


@frozen(kw_only=True)
class DutyThen:
    """One duty that had opened: what it asks, of whom, how it stood and by when it was to be done."""

    id: str
    what: str
    who: str
    stand: str
    act_by: date | None = None


@frozen(kw_only=True)
class ActionThen:
    """One action of the combined plan: its words, its light and why."""

    id: str
    words: str
    light: str
    why: str
    due_on: date | None = None


@frozen(kw_only=True)
class Snapshot:
    """One look at how long a review takes and how good its work is, with all that stood there that day."""

    id: str
    on: date
    by: str
    time: str = ""
    quality: str = ""
    rules: str = ""
    stage: str = ""
    phases: tuple[PhaseThen, ...] = ()
    days: tuple[DayThen, ...] = ()
    duties: tuple[DutyThen, ...] = ()
    actions: tuple[ActionThen, ...] = ()

    def standing(self, stand: str) -> int:
        """Return how many duties stood in one way."""
        return sum(one.stand == stand for one in self.duties)
