"""Reads a file of appointments: good rows become appointments, and the others are said, row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from attrs import evolve, field, frozen

from lcspr_core.cases.agencies import Agency, Known
from lcspr_core.errors import Unreadable
from lcspr_core.evidence.delimited import Columns, FileRow, sheet
from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.panels.bodies import body_of, plain_body
from lcspr_core.panels.roles import ROLES
from lcspr_core.timescales.dates import Precision
from lcspr_core.timescales.understanding import understood

APPOINTMENT_COLUMNS = Columns(
    needed=("role",),
    known=(
        "no",
        "role",
        "name",
        "person",
        "post",
        "employer",
        "agency",
        "proposed_by",
        "date_proposed",
        "from",
        "to",
        "declaration_as_given",
    ),
    longest={"declaration_as_given": 2_000},
)
AGENCY_COLUMNS = Columns(
    needed=("code", "name"),
    known=("code", "name", "type", "known_to_agency", "reply_received"),
    longest={"code": 12},
)
OTHER_TITLES: Mapping[str, PanelRole] = {
    "overview author": PanelRole.OVERVIEW_AUTHOR,
    "lead reviewer": PanelRole.OVERVIEW_AUTHOR,
    "co-facilitator": PanelRole.FACILITATOR,
    "senior manager sign-off": PanelRole.SENIOR_MANAGER,
    "sub group chair": PanelRole.SUB_GROUP_CHAIR,
    "supervisor": PanelRole.SUPERVISOR,
}
TITLES: Mapping[str, PanelRole] = {
    **{role.value.replace("_", " "): role for role in PanelRole},
    **{facts.title.lower(): role for role, facts in ROLES.items()},
    **OTHER_TITLES,
}
CODE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,11}")
OF_RESPECT = frozenset({"dr", "mr", "mrs", "ms", "miss", "prof", "professor", "sir", "dame", "rev"})
YES_OR_NO = {"yes": Known.KNOWN, "y": Known.KNOWN, "no": Known.NOT_KNOWN, "n": Known.NOT_KNOWN, "": Known.NO_REPLY}


@frozen(kw_only=True)
class AppointmentsRead:
    """The appointments of a file with the rows they stand in, and what a person has to know."""

    appointments: tuple[Appointment, ...] = ()
    rows: Mapping[str, int] = field(factory=dict)
    coded: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class AppointmentReader:
    """How rows become appointments: the agencies of the case, and how a name turns into a code where one is known."""

    agencies: tuple[Agency, ...] = ()
    code_of: Callable[[str], str] = lambda _: ""

    def read(self, raw: bytes) -> AppointmentsRead:
        """Return the appointments of a file; somebody without a code is known by the first row with that name."""
        found = sheet(raw, APPOINTMENT_COLUMNS)
        made: dict[int, Appointment] = {}
        problems, first_rows = list(found.problems), dict[str, int]()
        for row in found.rows:
            try:
                one = self._appointment(row, first_rows)
                _refuse_twice(row, one, made.values())
            except Unreadable as fault:
                problems.append(str(fault))
                continue
            made[row.number] = one
        by_row = {f"row {number}" for number in first_rows.values()}
        return AppointmentsRead(
            appointments=tuple(made.values()),
            rows={one.id: number for number, one in made.items()},
            coded=frozenset(one.person for one in made.values()) - by_row,
            problems=tuple(problems),
            notes=found.notes,
        )

    def _appointment(self, row: FileRow, first_rows: dict[str, int]) -> Appointment:
        role, label = _role(row)
        begins, ends = _day(row, "from"), _day(row, "to")
        if begins and ends and ends < begins:
            raise Unreadable(f"Row {row.number}, column to: this day lies before the one in column from.")
        employer = _cell(row, "employer")
        return Appointment(
            id=f"row.{row.number}",
            person=self._person(row, first_rows),
            role=role,
            agency=self._agency(_cell(row, "agency") or label) or self._only(employer),
            employer=employer,
            proposed_on=_day(row, "date_proposed"),
            from_=begins,
            to=ends,
            declaration=_cell(row, "declaration_as_given"),
            post=_cell(row, "post"),
            proposed_by=_cell(row, "proposed_by"),
        )

    def _person(self, row: FileRow, first_rows: dict[str, int]) -> str:
        code, name = _cell(row, "person"), _cell(row, "name")
        if code and not CODE.fullmatch(code):
            raise Unreadable(f"Row {row.number}, column person: write a code, as in P14, or leave it empty.")
        known = code or (self.code_of(name) if name else "")
        if known:
            return known
        if not name:
            where = "name" if "name" in row.cells or "person" not in row.cells else "person"
            raise Unreadable(f"Row {row.number}, column {where}: it is not said who; write a name, or a code.")
        return f"row {first_rows.setdefault(_plainly(name), row.number)}"

    def _agency(self, label: str) -> str:
        """Return the code of the one agency that a label can mean, else the label as it stands."""
        wanted = plain_body(label)
        if not wanted:
            return ""
        exact = [one.id for one in self.agencies if wanted in {plain_body(one.id), plain_body(one.title)}]
        words = set(wanted.split())
        near = exact or [one.id for one in self.agencies if words <= set(plain_body(one.title).split())]
        return near[0] if len(near) == 1 else wanted

    def _only(self, employer: str) -> str:
        found = [one.id for one in self.agencies if employer and body_of(one.title) == body_of(employer)]
        return found[0] if len(found) == 1 else ""


def _role(row: FileRow) -> tuple[PanelRole, str]:
    """Read “Agency report author: Housing” as the role and what it is for; what stands in brackets is a remark."""
    kind, _, label = _cell(row, "role").partition(":")
    title = re.split(r",| \(", kind)[0].strip().lower()
    role = TITLES.get(kind.strip().lower()) or TITLES.get(title)
    if role is None:
        words = "; ".join(facts.title for facts in ROLES.values())
        raise Unreadable(f"Row {row.number}, column role: write one of these, and the agency behind a colon: {words}.")
    return role, label.strip()


def _day(row: FileRow, column: str) -> date | None:
    written = _cell(row, column)
    if not written:
        return None
    read = understood(written)
    if read.precision is not Precision.DAY or read.doubt:
        raise Unreadable(f"Row {row.number}, column {column}: write one day, as in 2026-05-06.")
    return read.start


def _refuse_twice(row: FileRow, one: Appointment, earlier: Iterable[Appointment]) -> None:
    if any(evolve(other, id=one.id) == one for other in earlier):
        raise Unreadable(f"Row {row.number}: an earlier row says the same. It was not kept twice.")


def _plainly(name: str) -> str:
    return " ".join(word for word in plain_body(name).split() if word not in OF_RESPECT)


def _cell(row: FileRow, name: str) -> str:
    return row.cells.get(name, "").strip()


def agencies_from(raw: bytes) -> tuple[tuple[Agency, ...], tuple[str, ...]]:
    """Return the agencies of a file and what could not be read; an agency that said nothing has not replied."""
    found = sheet(raw, AGENCY_COLUMNS)
    agencies: dict[str, Agency] = {}
    problems = list(found.problems)
    for row in found.rows:
        code, known = _cell(row, "code"), YES_OR_NO.get(_cell(row, "known_to_agency").lower())
        if not CODE.fullmatch(code) or code in agencies:
            problems.append(f"Row {row.number}, column code: write a code of its own, as in HOU.")
        elif known is None:
            problems.append(f"Row {row.number}, column known_to_agency: write yes or no, or leave it empty.")
        else:
            agencies[code] = Agency(id=code, title=_cell(row, "name"), sort=_cell(row, "type"), known=known)
    return tuple(agencies.values()), tuple(problems)


def agencies_that_report(read: AppointmentsRead) -> tuple[Agency, ...]:
    """Return, where no agencies are given, those whose reports somebody is to write: these are surely involved."""
    writing = (one for one in read.appointments if one.role is PanelRole.AGENCY_AUTHOR and one.employer)
    first = {body_of(one.employer): one for one in reversed(tuple(writing))}
    return tuple(
        Agency(id=f"the employer in row {read.rows[one.id]}", title=one.employer, known=Known.KNOWN)
        for one in first.values()
    )
