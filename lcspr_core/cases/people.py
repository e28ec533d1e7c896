"""The people of a case by code only: their part in it, and whether they must not be approached yet."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


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
