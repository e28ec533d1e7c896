"""The agencies asked about a case: who they are, and whether they knew the child."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


class Known(StrEnum):
    """What an agency said of knowing the child; no reply is a fact of its own (8.2.19)."""

    NOT_ASKED = "not_asked"
    NO_REPLY = "no_reply"
    KNOWN = "known"
    NOT_KNOWN = "not_known"


@frozen(kw_only=True)
class Agency:
    """One agency of the partnership, by the short code used everywhere in this review."""

    id: str
    title: str
    sort: str = ""
    known: Known = Known.NOT_ASKED
    records_secured: str = ""
    note: str = ""
