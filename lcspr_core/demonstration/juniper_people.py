"""Juniper's people: by code for the review, and by name for the sealed part of the store."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from lcspr_core.cases.people import Involvement, Person
from lcspr_core.demonstration.pack_files import rows
from lcspr_core.release.register import Identifier, Register, register_of

# From the register of parallel processes: what the police advised on 19 May 2026.
HOLDS = {
    "P03": "Not to be asked until after the trial; police advice on timing, 19 May 2026.",
    "P09": "May be a witness; police advice, 19 May 2026.",
    "W23": "Leads the criminal investigation, so takes no part; police advice, 19 May 2026.",
}
WITNESS = "May be a witness: may take part if the night of 23 to 24 March 2026 is not discussed; police, 19 May 2026."
LIMITS = {
    "P02": "No account of the night of 23 to 24 March 2026 is to be taken; police, 19 May 2026.",
    **dict.fromkeys(("W12", "W20", "W21", "W24"), WITNESS),
}


def names() -> dict[str, dict[str, Any]]:
    """Return the names for the sealed part of the store: by code, with other names used and the date of birth."""
    return {row["code"]: _name(row) for row in rows("people.csv")}


def _name(row: dict[str, str]) -> dict[str, Any]:
    aliases = [alias.strip() for alias in row["aliases"].split(";") if alias.strip()]
    return {"name": row["name"], "aliases": aliases, "born": row["date_of_birth"]}


def public_codes() -> dict[str, str]:
    """Return the codes that the panel agreed for reports, by person."""
    return {row["person_code"]: row["public_code"] for row in rows("codes.csv")}


@cache
def register() -> Register:
    """Return the register of people, with the addresses where the family lived."""
    addresses = {(row["person_code"], part) for row in rows("households.csv") for part in _address(row["address"])}
    known = [Identifier(kind="address", text=text, code=code) for code, text in sorted(addresses)]
    return register_of(names(), public_codes(), known)


def _address(written: str) -> Iterable[str]:
    """Split “27 Lantern Row, Ostlemere WM3 7JD” into the street with its number, and the postcode."""
    street, _, end = written.rpartition(", ")
    if street and "withheld" not in written:
        yield from (street, " ".join(end.split()[-2:]))


def people() -> tuple[Person, ...]:
    """Return everybody in the case by code, with what the police advised."""
    agreed = public_codes()
    return tuple(
        Person(
            id=row["code"],
            public_code=agreed.get(row["code"], ""),
            role=row["role"],
            agency=row["agency"],
            involvement=Involvement(row["involvement"].replace(" ", "_")),
            hold=row["code"] in HOLDS,
            hold_reason=HOLDS.get(row["code"], ""),
            limits=LIMITS.get(row["code"], ""),
        )
        for row in rows("people.csv")
    )
