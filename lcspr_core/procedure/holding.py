"""Which rights the appointments of a review give somebody on a day: none before one begins, none once it has ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import frozen

from lcspr_core.methodology import PlatformRole
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.procedure.roles import ROLES

# What the procedure calls those whom an appointment names by another word; a supervisor of an author has no part here.
NAMED: Mapping[PanelRole, str] = {
    PanelRole.INDEPENDENT_CHAIR: "decision_maker",
    PanelRole.SUB_GROUP_MEMBER: "sub_group",
}
OF_ONE_AGENCY = frozenset({PlatformRole.AGENCY_AUTHOR})


@frozen(kw_only=True)
class Right:
    """One role that somebody has in this program, and for which agency where it is of one only."""

    role: PlatformRole
    agency: str = ""


def serves(one: Appointment, on: date) -> bool:
    """Say whether an appointment has begun on a day and has not ended; its last day is over as soon as it is put down.

    A day is all that is known of an end, so the safer reading is taken: who leaves today has no rights today.
    """
    return one.from_ is not None and one.from_ <= on and (one.to is None or on < one.to)


def counts_as(role: PanelRole) -> PlatformRole | None:
    """Return the role that an appointment counts as in this program; none where it opens nothing here."""
    key = NAMED.get(role, role.value)
    return next((one.counts_as for one in ROLES if one.key == key), None)


def rights(appointments: Iterable[Appointment], person: str, on: date) -> frozenset[Right]:
    """Return what somebody may be in a review on a day, from its appointments alone."""
    held = (one for one in appointments if one.person == person and serves(one, on))
    return frozenset(found for one in held if (found := _right(one)))


def _right(one: Appointment) -> Right | None:
    role = counts_as(one.role)
    if role is None or (role in OF_ONE_AGENCY and not one.agency):
        return None
    return Right(role=role, agency=one.agency if role in OF_ONE_AGENCY else "")
