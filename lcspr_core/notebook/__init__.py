"""The questions that a notebook or the command line puts to the procedure, each a function of plain values."""

from __future__ import annotations

from lcspr_core.notebook.appointing import Checked, independence
from lcspr_core.notebook.counting import clock, due, duties, forecast
from lcspr_core.procedure.coverage import Carried, coverage
from lcspr_core.procedure.forecast import Forecast
from lcspr_core.procedure.standing import DutyStanding
from lcspr_core.timescales.closed_days import ClosedDay, closed_day
from lcspr_core.timescales.derivations import Due
from lcspr_core.timescales.duties import Duty
from lcspr_core.timescales.editions import Edition, editions

__all__ = [
    "Carried",
    "Checked",
    "ClosedDay",
    "Due",
    "Duty",
    "DutyStanding",
    "Edition",
    "Forecast",
    "clock",
    "closed_day",
    "coverage",
    "due",
    "duties",
    "editions",
    "forecast",
    "independence",
]
