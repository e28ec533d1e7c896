"""What a person should look at before going on: a sentence, its reason, and where it comes from."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


class Severity(StrEnum):
    """How hard a concern holds: a notice informs, a warning asks for a reason, a block stops."""

    NOTICE = "notice"
    WARNING = "warning"
    BLOCK = "block"


@frozen(kw_only=True)
class Concern:
    """One thing that the chair or the reviewer should look at, with its paragraph and the way out.

    `dismissal` names what a person writes to set it aside with a reason; a concern without one cannot be set aside.
    """

    key: str
    sentence: str
    severity: Severity = Severity.NOTICE
    source: str = ""
    way_out: str = ""
    about: tuple[str, ...] = ()
    dismissal: str = ""
