"""Dates and duties as a notebook asks for them: one count, what is due in a review, and when it is likely to end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from lcspr_core.adapting import NO_OTHERS, Methodologies
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.forecast import Forecast, forecasts
from lcspr_core.procedure.standing import DutyStanding, Stand, standings
from lcspr_core.review import Review
from lcspr_core.timescales import rules
from lcspr_core.timescales.clocks import clocks_under
from lcspr_core.timescales.closed_days import ClosedDay
from lcspr_core.timescales.derivations import Due
from lcspr_core.timescales.duties import Duty
from lcspr_core.timescales.editions import edition as edition_of
from lcspr_core.timescales.overlays import duties_under
from lcspr_core.timescales.understanding import one_day

LENGTH = re.compile(r"P\d+(?:D|WD|M)")


def clock(rule: str, day: date | str, *, edition: str = "", closed: Iterable[ClosedDay] = ()) -> Due:
    """Return when something is due that starts on a day, and how that was counted.

    `rule` is a length as in `P5WD`, a clock by its name as in `decision`, or the whole notation of the register.
    """
    under = edition_of(edition)
    named = next((one for one in clocks_under(under) if one.key == rule), None)
    start = one_day(day) if isinstance(day, str) else day
    if named:
        return rules.due(named.rule, start, paragraph=named.paragraph, closed=closed)
    return rules.due(rules.rule(f"{rule} from that_day" if LENGTH.fullmatch(rule) else rule), start, closed=closed)


def due(review: Review, on: date) -> tuple[DutyStanding, ...]:
    """Return what is open in a review on a day, from whom and why; what is late first, then by the day to act."""
    open_ones = (one for one in standings(case_of(review, on)) if one.is_open)
    return tuple(sorted(open_ones, key=_pressing))


def _pressing(one: DutyStanding) -> tuple[bool, date, str]:
    act_by = one.due.act_by if one.due else None
    return one.stand is not Stand.LATE, act_by or date.max, one.duty.id


def duties(edition: str = "") -> tuple[Duty, ...]:
    """Return the duties that hold under an edition (the newest unless one is named), in the register's order."""
    return duties_under(edition_of(edition))


def forecast(review: Review, on: date, methodologies: Methodologies = NO_OTHERS) -> tuple[Forecast, ...]:
    """Return each finish of a review as it looks on a day: due at first, revised, and likely."""
    return forecasts(case_of(review, on), methodologies)
