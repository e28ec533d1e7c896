"""Whether those who are proposed in a file of appointments are independent enough, by row and without a name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from lcspr_core.cases.agencies import Agency
from lcspr_core.cases.people import Person
from lcspr_core.errors import Unreadable
from lcspr_core.evidence.delimited import LARGEST_FILE
from lcspr_core.panels.appointments_file import (
    AppointmentReader,
    AppointmentsRead,
    agencies_from,
    agencies_that_report,
)
from lcspr_core.panels.independence import Conflict, conflicts
from lcspr_core.release.codebook import code_of
from lcspr_core.release.people_file import people_from
from lcspr_core.release.register import register_of

NONE, FOUND, UNREAD = 0, 1, 2
NO_PEOPLE = (
    "No register of people was read, so that direct involvement and management of the case are known from the "
    "declarations alone. Put people.csv beside the file, or name one with --people."
)
NO_AGENCIES = (
    "No list of agencies was read: only employers of those who write an agency report count as involved. "
    "Put agencies.csv beside the file, or name one with --agencies."
)


@frozen(kw_only=True)
class Beside:
    """What was read beside the appointments: people and agencies, and what could not be read of them."""

    people: tuple[Person, ...] = ()
    agencies: tuple[Agency, ...] = ()
    code_of: Callable[[str], str] = lambda _: ""
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@frozen(kw_only=True)
class Checked:
    """What was found in a file of appointments, by row; nobody is named in it."""

    appointments: int
    conflicts: tuple[Mapping[str, Any], ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(factory=tuple)

    @property
    def exit_code(self) -> int:
        """Nought says that every row was read and nothing was found."""
        return FOUND if self.conflicts else UNREAD if self.problems else NONE


def independence(file: Path, people: Path | None = None, agencies: Path | None = None) -> Checked:
    """Check who is proposed in a file of appointments; people and agencies are read from beside it unless named."""
    beside = _beside(file, people, agencies)
    read = AppointmentReader(agencies=beside.agencies, code_of=beside.code_of).read(_raw(file))
    if not read.appointments and not read.problems:
        raise Unreadable("No row of appointments stands below the headings; add one row for each person and role.")
    found = conflicts(read.appointments, beside.people, beside.agencies or agencies_that_report(read))
    return Checked(
        appointments=len(read.appointments),
        conflicts=tuple(_by_row(one, read) for one in found),
        problems=(*read.problems, *beside.problems),
        notes=(*read.notes, *beside.notes),
    )


def _beside(file: Path, named_people: Path | None, named_agencies: Path | None) -> Beside:
    """Read the register of people and the agencies that are named, or that lie beside the file."""
    people_at, agencies_at = (
        named or (near if (near := file.with_name(name)).is_file() else None)
        for named, name in ((named_people, "people.csv"), (named_agencies, "agencies.csv"))
    )
    people = people_from(_raw(people_at)) if people_at else None
    agencies, faults = agencies_from(_raw(agencies_at)) if agencies_at else ((), ())
    names = (
        {code: {**one, "aliases": _listed(one.get("aliases", ""))} for code, one in people.names.items()}
        if people
        else {}
    )
    register = register_of(names, {})
    return Beside(
        people=tuple(people.people.values()) if people else (),
        agencies=agencies,
        code_of=lambda name: code_of(name, register),
        problems=(
            *(f"People: {one}" for one in (people.problems if people else ())),
            *(f"Agencies: {one}" for one in faults),
        ),
        notes=tuple(said for said in ("" if people_at else NO_PEOPLE, "" if agencies_at else NO_AGENCIES) if said),
    )


def _listed(aliases: str) -> list[str]:
    return [one.strip() for one in aliases.split(";") if one.strip()]


def _raw(place: Path) -> bytes:
    try:
        with place.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError:
        raise Unreadable(f"{place} cannot be read; look at the name and at who may read it.") from None


def _by_row(one: Conflict, read: AppointmentsRead) -> dict[str, Any]:
    return {
        "rows": sorted(read.rows[name] for name in one.falls_on),
        "with_rows": sorted(read.rows[name] for name in one.about if name not in one.falls_on),
        "person": one.person if one.person in read.coded else "",
        "outcome": one.outcome.value,
        "rule": one.rule,
        "paragraph": one.paragraph,
        "sentence": one.sentence,
        "way_out": one.way_out,
    }
