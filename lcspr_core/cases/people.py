"""The people of a case by code only: their part in it, and whether they must not be approached yet."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import frozen

from lcspr_core.views import Table

if TYPE_CHECKING:
    from lcspr_core.review import Review


class Involvement(StrEnum):
    """How near somebody stood to the case: what independence is judged by (8.2.11, 8.2.44, 8.2.47)."""

    FAMILY = "family"
    THIRD_PARTY = "third_party"
    DIRECT = "direct"
    LINE_MANAGEMENT = "line_management"
    NONE = "none"


@frozen(kw_only=True)
class Person:
    """Somebody in the case, by code; the real name lives apart, under a second key."""

    id: str
    public_code: str = ""
    role: str = ""
    agency: str = ""
    involvement: Involvement = Involvement.NONE
    hold: bool = False
    hold_reason: str = ""
    limits: str = ""


INVOLVEMENT_WORDS: Mapping[Involvement, str] = {
    Involvement.FAMILY: "family",
    Involvement.THIRD_PARTY: "third party",
    Involvement.DIRECT: "direct",
    Involvement.LINE_MANAGEMENT: "line management",
    Involvement.NONE: "none",
}


def people_table(review: Review) -> Table:
    """Return the people of a case by code, with who must not be approached yet and why."""
    rows = tuple(
        (one.id, one.public_code, one.role, review.called(one.agency), INVOLVEMENT_WORDS[one.involvement], _care(one))
        for one in review.all("person")
    )
    columns = ("Code", "In reports", "Role", "Agency", "Involvement", "Take care")
    return Table(title="People", columns=columns, rows=rows, empty="Nobody has been given a code yet (8.2.45).")


def _care(person: Person) -> str:
    held = f"Do not approach. {person.hold_reason}" if person.hold else ""
    return " ".join(filter(None, (held, person.limits)))
