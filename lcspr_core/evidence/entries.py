"""Chronology entries: what an agency recorded, when it happened and when it was written down."""

from __future__ import annotations

from attrs import field, frozen

from lcspr_core.timescales.dates import UncertainDate


@frozen(kw_only=True)
class Entry:
    """One entry of an agency's chronology, with its date as typed and as understood, and its source."""

    id: str
    agency: str
    happened: UncertainDate = field(factory=UncertainDate)
    time: str = ""
    recorded: UncertainDate = field(factory=UncertainDate)
    text: str = ""
    source: str = ""
    row: str = ""
