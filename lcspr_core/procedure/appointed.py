"""Who holds a role of the review or is proposed for it, and since when each role is filled."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date

from lcspr_core.asking import Term
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.panels.roles import ROLES
from lcspr_core.review import Review

ON_THE_PANEL = (PanelRole.PANEL_CHAIR, PanelRole.PANEL_MEMBER)
WHO_REVIEWS = (*ON_THE_PANEL, PanelRole.OVERVIEW_AUTHOR, PanelRole.FACILITATOR, PanelRole.AGENCY_AUTHOR)

# What the register calls an appointment, of anybody or of one role, and the roles whose days it is read from.
APPOINTMENTS: Mapping[str, tuple[str, tuple[PanelRole, ...]]] = {
    "appointment": ("Everybody who is proposed was appointed", WHO_REVIEWS),
    "appointment_panel_chair": ("The panel chair was appointed", (PanelRole.PANEL_CHAIR,)),
    "appointment_panel_member": ("Every panel member was appointed", (PanelRole.PANEL_MEMBER,)),
    "appointment_overview_author": ("The overview author was appointed", (PanelRole.OVERVIEW_AUTHOR,)),
}
APPOINTMENT_TITLES: Mapping[str, str] = {key: title for key, (title, _) in APPOINTMENTS.items()}


def is_there(one: Appointment, today: date) -> bool:
    """Say whether somebody is proposed or serves; who was withdrawn, or has left, is not there."""
    return one.to is None or (one.from_ is not None and one.to >= today)


def in_role(review: Review, roles: Iterable[PanelRole], today: date) -> tuple[Appointment, ...]:
    """Return who is proposed for one of these roles, or holds it."""
    wanted = set(roles)
    return tuple(one for one in review.all("appointment") if one.role in wanted and is_there(one, today))


def appointed_days(review: Review) -> dict[str, date]:
    """Return the day of each appointment that the register speaks of: the last one, once nobody waits for theirs."""
    days = {key: _filled(review, roles) for key, (_, roles) in APPOINTMENTS.items()}
    return {key: day for key, day in days.items() if day}


def _filled(review: Review, roles: Iterable[PanelRole]) -> date | None:
    wanted = set(roles)
    begun = [one.from_ for one in review.all("appointment") if one.role in wanted and (one.from_ or not one.to)]
    return max((day for day in begun if day), default=None) if None not in begun else None


def titled(one: Appointment) -> str:
    """Name an appointment by its role and the person's code."""
    return f"{ROLES[one.role].title} {one.person or one.id}"


def row_of(one: Appointment) -> str:
    """Return the id under which a list offers a row about an appointment: no dot may be in it."""
    return one.id.replace(".", "-")


def everybody(review: Review) -> tuple[Term, ...]:
    """Offer everybody who is proposed for a role or holds one."""
    return _offered(review, frozenset(PanelRole))


def on_the_panel(review: Review) -> tuple[Term, ...]:
    """Offer the panel: its chair and its members, proposed or appointed."""
    return _offered(review, ON_THE_PANEL)


def chairs(review: Review) -> tuple[Term, ...]:
    """Offer whoever is proposed to chair the panel, or chairs it."""
    return _offered(review, frozenset({PanelRole.PANEL_CHAIR}))


def _offered(review: Review, roles: Container[PanelRole]) -> tuple[Term, ...]:
    some = (one for one in review.all("appointment") if one.to is None and one.role in roles)
    return tuple(Term(key=one.id, title=titled(one), hint=one.employer or review.called(one.agency)) for one in some)
