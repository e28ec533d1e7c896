"""Appointments: who holds which role in a review, from when, and what they declared."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen


class PanelRole(StrEnum):
    """The roles of a review that the procedure names (8.2.40-8.2.47)."""

    PANEL_CHAIR = "panel_chair"
    PANEL_MEMBER = "panel_member"
    OVERVIEW_AUTHOR = "overview_author"
    FACILITATOR = "facilitator"
    AGENCY_AUTHOR = "agency_author"
    SENIOR_MANAGER = "senior_manager"
    LEGAL_ADVISER = "legal_adviser"
    BUSINESS_MANAGER = "business_manager"
    INDEPENDENT_CHAIR = "independent_chair"
    SUB_GROUP_CHAIR = "sub_group_chair"
    SUB_GROUP_MEMBER = "sub_group_member"
    SUPERVISOR = "supervisor"


@frozen(kw_only=True)
class Appointment:
    """One person in one role, with the declaration of independence as it was given.

    Proposed until it begins; one that ends without having begun was withdrawn. Who leaves says why, and what was handed
    over (8.2.44).
    """

    id: str
    person: str
    role: PanelRole
    agency: str = ""
    employer: str = ""
    proposed_on: date | None = None
    from_: date | None = None
    to: date | None = None
    declaration: str = ""
    post: str = ""
    proposed_by: str = ""
    note: str = ""
    ended_because: str = ""
    handed_over: str = ""


def serves(one: Appointment, on: date) -> bool:
    """Say whether an appointment has begun on a day and has not ended; its last day is over as soon as it is put down.

    A day is all that is known of an end, so the safer reading is taken: who leaves today has no rights today.
    """
    return one.from_ is not None and one.from_ <= on and (one.to is None or on < one.to)
