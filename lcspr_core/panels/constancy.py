"""Whether the panel stayed the same people: who came and went between two days, and what was said of it (8.2.44)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from lcspr_core.concerns import Concern, Severity
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.timescales.dates import said
from lcspr_core.views import Table

ON_THE_PANEL = frozenset({PanelRole.PANEL_CHAIR, PanelRole.PANEL_MEMBER})
PARAGRAPH = "8.2.44"


@frozen(kw_only=True)
class Change:
    """One person who left the panel or joined it after its first meeting."""

    day: date
    person: str
    appointment: str
    joined: bool
    reason: str = ""
    handed_over: str = ""


@frozen(kw_only=True)
class Constancy:
    """Who began on the panel, who of them is still there, and every coming and going in between."""

    first: tuple[str, ...]
    still: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def rate(self) -> float | None:
        """The share of those who began that are still there; none where nobody had begun."""
        return len(self.still) / len(self.first) if self.first else None


def holders(appointments: Iterable[Appointment], roles: Iterable[PanelRole], on: date) -> tuple[str, ...]:
    """Return who held one of these roles on a day; a proposal that did not begin is not held."""
    wanted = set(roles)
    held = (one for one in appointments if one.role in wanted and _held(one, on))
    return tuple(dict.fromkeys(one.person for one in held))


def _held(one: Appointment, on: date) -> bool:
    return one.from_ is not None and one.from_ <= on <= (one.to or date.max)


def constancy(appointments: Iterable[Appointment], *, since: date, today: date) -> Constancy:
    """Return how constant the panel was from its first meeting until today."""
    panel = tuple(one for one in appointments if one.role in ON_THE_PANEL and one.from_)
    first, now = (holders(panel, ON_THE_PANEL, day) for day in (since, today))
    came = tuple(_joined(one) for one in panel if one.from_ and since < one.from_ <= today)
    left = tuple(_left(one, one.to) for one in panel if one.to and since <= one.to < today)
    changes = tuple(one for one in (*left, *came) if not _stayed(one, panel))
    return Constancy(
        first=first,
        still=tuple(one for one in first if one in now),
        changes=tuple(sorted(changes, key=lambda one: (one.day, one.joined, one.person))),
    )


def _joined(one: Appointment) -> Change:
    return Change(day=one.from_ or date.min, person=one.person, appointment=one.id, joined=True)


def _left(one: Appointment, day: date) -> Change:
    return Change(
        day=day,
        person=one.person,
        appointment=one.id,
        joined=False,
        reason=one.ended_because,
        handed_over=one.handed_over,
    )


def _stayed(change: Change, panel: Iterable[Appointment]) -> bool:
    """A member who becomes the chair, from one day to the next or at once, neither left nor joined."""
    others = (one for one in panel if one.person == change.person and one.id != change.appointment)
    return any(_next_to(one, change) for one in others)


def _next_to(one: Appointment, change: Change) -> bool:
    begins, ends = one.from_ or date.max, one.to or date.max
    day = change.day.toordinal()
    if change.joined:
        return begins.toordinal() < day <= min(ends.toordinal() + 1, date.max.toordinal())
    return begins.toordinal() - 1 <= day < ends.toordinal()


def constancy_concerns(found: Constancy) -> tuple[Concern, ...]:
    """Return a warning for each person who left without a reason or without handing over."""
    return tuple(
        Concern(
            key="panel.left_without_account",
            sentence=f"A panel member left on {said(one.day)}, and {missing} is recorded.",
            severity=Severity.WARNING,
            source=PARAGRAPH,
            way_out="Record why the member left and what was handed over to the next one.",
            about=(one.appointment,),
        )
        for one in found.changes
        if not one.joined and (missing := _missing(one))
    )


def _missing(one: Change) -> str:
    lacks = [words for words, told in (("no reason", one.reason), ("no handover", one.handed_over)) if not told.strip()]
    return " and ".join(lacks)


def constancy_table(found: Constancy) -> Table:
    """Return who came and went, by code, with how many of those who began are still there."""
    rows = tuple(
        (said(one.day), one.person, "joined" if one.joined else "left", one.reason, one.handed_over)
        for one in found.changes
    )
    share = f": {len(found.still)} of {len(found.first)} who began are still there" if found.first else ""
    return Table(
        title=f"Constancy of the panel{share}",
        columns=("Day", "Person", "What", "Reason", "Handed over"),
        rows=rows,
        empty="The same people as at the first meeting (8.2.44).",
    )
