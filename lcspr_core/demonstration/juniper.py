"""Juniper as an opened case: decided and staffed, asked and answered, with no methodology chosen yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from lcspr_core.answers import LEAD, AnswerState
from lcspr_core.cases.agencies import Agency, Known
from lcspr_core.demonstration.juniper_entries import entries
from lcspr_core.demonstration.juniper_people import names, people, public_codes, register
from lcspr_core.demonstration.juniper_procedure import EDITION, with_procedure
from lcspr_core.demonstration.juniper_terms import terms_of_reference
from lcspr_core.demonstration.pack_files import PACK, rows
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.panels.returns import AgencyReturn
from lcspr_core.plain import as_json
from lcspr_core.plan import Plan, Strand
from lcspr_core.release.codebook import code_of, coded
from lcspr_core.review import Header, Review
from lcspr_core.timescales.dates import said

__all__ = [
    "AS_AT",
    "agencies",
    "appointments",
    "bodies",
    "cards_file",
    "case",
    "entries",
    "names",
    "people",
    "public_codes",
    "register",
    "returns",
]

AS_AT = date(2026, 9, 1)
INFORMATION_REQUEST = "information_request"

# What happened when, from the referral form and the register of parallel processes: what the clocks count from.
DATES = {
    "incident": date(2026, 3, 24),
    "awareness": date(2026, 3, 24),
    "incident_notice_sent": date(2026, 3, 31),
    "incident_notice_received": date(2026, 3, 31),
    "referral_received": date(2026, 4, 2),
    "rapid_review_sent": date(2026, 4, 22),
    "decision_made": date(2026, 4, 29),
    "notice_ofsted_sent": date(2026, 4, 30),
    "notice_dfe_sent": date(2026, 5, 6),
    "notice_panel_sent": date(2026, 5, 11),
    "delay_forecast": date(2026, 9, 1),
    "publication_planned": date(2026, 11, 3),
}

ROLES = {
    "Panel chair": PanelRole.PANEL_CHAIR,
    "Panel member": PanelRole.PANEL_MEMBER,
    "Overview author": PanelRole.OVERVIEW_AUTHOR,
    "Legal adviser": PanelRole.LEGAL_ADVISER,
    "Agency report author": PanelRole.AGENCY_AUTHOR,
    "Senior manager sign-off": PanelRole.SENIOR_MANAGER,
    "Facilitator": PanelRole.FACILITATOR,
    "Co-facilitator": PanelRole.FACILITATOR,
}
EMPLOYED_BY = {
    "Westmarch County Council": "CSC",
    "Westmarch Police": "POL",
    "Marchway Homes": "HOU",
    "Westmarch Community Health NHS Trust": "HV",
}
REPORT_OF = {"Children's Services": "CSC", "Community Health": "HV", "Hollin Bank Primary": "SCH"}


def case(*, methodology: str = "", profile: str = "") -> Review:
    """Return the opened case; with a methodology named, it leads in that profile."""
    review = Review(header=_header())
    for kind, values in _values(methodology, profile):
        review = review.with_records(kind, values)
    return with_procedure(review)


def _values(methodology: str, profile: str) -> Iterable[tuple[str, Iterable[Any]]]:
    yield "agency", agencies()
    yield "person", people()
    yield "terms", terms_of_reference(tuple(agency.id for agency in agencies()))
    yield "appointment", appointments()
    yield "return", returns()
    if methodology:
        yield "plan", [Plan(lead=Strand(key=LEAD, methodology=methodology, profile=profile))]


def _header() -> Header:
    return Header(
        id="juniper",
        title="Juniper",
        opened_on=DATES["referral_received"],
        decided_on=DATES["decision_made"],
        subjects=("P01",),
        as_at=AS_AT,
        edition=EDITION,
        dates=DATES,
    )


def bodies(review: Review) -> dict[str, dict[str, dict[str, Any]]]:
    """Return everything of a review as the store keeps it: bodies by kind, then id."""
    records = {kind: {name: as_json(one) for name, one in some.items()} for kind, some in review.records.items()}
    return {"header": {"header": as_json(review.header)}, **records}


def cards_file() -> Path:
    """Return the cards of the learning event of 14 July 2026, as the recorder typed them up."""
    return PACK / "learning_event" / "cards.csv"


# --- the agencies and what they sent --------------------------------------------------------------------------------


def agencies() -> tuple[Agency, ...]:
    """Return the nine agencies asked, with what each said of knowing the child."""
    return tuple(
        Agency(
            id=row["code"],
            title=row["name"],
            sort=row["type"],
            known=_known(row),
            records_secured=row["records_secured"],
            note=coded(row["notes"], register()).text,
        )
        for row in rows("agencies.csv")
    )


def _known(row: dict[str, str]) -> Known:
    if not row["reply_received"]:
        return Known.NO_REPLY
    return Known.KNOWN if row["known_to_agency"] == "yes" else Known.NOT_KNOWN


def returns() -> tuple[AgencyReturn, ...]:
    """Return the information requests of 14 April 2026: who was asked, who was reminded, what came."""
    return tuple(_return(row) for row in rows("agencies.csv"))


def _return(row: dict[str, str]) -> AgencyReturn:
    reminders = tuple(day for name in ("reminder_1", "reminder_2") if (day := _day(row[name])))
    came_on = _day(row["reply_received"])
    return AgencyReturn(
        id=f"{INFORMATION_REQUEST}.{row['code']}",
        agency=row["code"],
        step=INFORMATION_REQUEST,
        state=AnswerState.SENT if came_on else AnswerState.NOT_RETURNED,
        asked_on=_day(row["request_sent"]),
        due_on=_day(row["reply_due"]),
        chased_on=reminders,
        came_on=came_on,
        reason="" if came_on else f"No reply to the request or to the reminders of {_listed(reminders)}.",
        rows=int(row["rows_returned"] or 0),
        file=row["file"],
    )


def _listed(days: Iterable[date]) -> str:
    return " and ".join(said(day) for day in days)


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


# --- who runs it ----------------------------------------------------------------------------------------------------


def appointments() -> tuple[Appointment, ...]:
    """Return the appointments as they were proposed, declarations as given; nobody has looked at them yet."""
    return tuple(_appointment(row) for row in rows("appointments.csv"))


def _appointment(row: dict[str, str]) -> Appointment:
    kind, _, of = row["role"].partition(":")
    title = kind.partition(",")[0].partition(" (")[0]
    return Appointment(
        id=f"appointment.{row['no']}",
        person=code_of(row["name"], register()),
        role=ROLES[title],
        agency=REPORT_OF.get(of.strip()) or EMPLOYED_BY.get(row["employer"], ""),
        employer=row["employer"],
        proposed_on=_day(row["date_proposed"]),
        declaration=coded(row["declaration_as_given"], register()).text,
        post=row["post"],
        proposed_by=row["proposed_by"],
        note=row["role"],
    )
