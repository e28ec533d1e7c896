"""Chronology entries: what an agency recorded, when it happened and when it was written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from attrs import field, frozen

from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import display
from lcspr_core.views import Table


@frozen(kw_only=True)
class Entry:
    """One entry of an agency's chronology, with its date as typed and as understood, and its source."""

    id: str
    agency: str
    happened: UncertainDate = field(factory=UncertainDate)
    time: str = ""
    recorded: UncertainDate = field(factory=UncertainDate)
    text: str = ""
    source: str = ""
    row: str = ""
    about: tuple[str, ...] = ()


def in_time(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries by the day they begin, those without a day last; entries of one day keep their order."""
    return tuple(sorted(entries, key=lambda one: (one.happened.start is None, one.happened.start or date.max)))


def chronology_table(entries: Iterable[Entry], called: Callable[[str], str] = str) -> Table:
    """Return entries in time, each with its date as typed beside what it was understood to mean.

    `called` says what an agency is called by its code.
    """
    rows = tuple(_row(one, called(one.agency)) for one in in_time(entries))
    columns = ("When", "As it was written", "Time", "Agency", "What was recorded", "Source")
    return Table(title="Chronology", columns=columns, rows=rows, empty="No agency has sent a chronology yet (8.2.48).")


def _row(one: Entry, agency: str) -> tuple[str, ...]:
    source = f"{one.source} {one.row}".strip()
    return display(one.happened), _typed(one.happened), one.time, agency, one.text, source


def _typed(one: UncertainDate) -> str:
    return f"{one.typed} ({one.doubt})" if one.doubt else one.typed
