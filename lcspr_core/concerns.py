"""What a person should look at before going on: a sentence, its reason, and where it comes from."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from lcspr_core.errors import NotAllowed


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

    @property
    def words(self) -> str:
        """The concern in one line: what is so, where that is written, and the way out."""
        return " ".join(filter(None, (self.sentence, f"({self.source})" if self.source else "", self.way_out)))


class NotTaken(NotAllowed):
    """A form was not taken, for every reason that there is, so that all of them can be mended at once."""

    def __init__(self, reasons: tuple[Concern, ...]) -> None:
        """Keep the reasons, so that a page can show each with its paragraph and its way out."""
        super().__init__("\n".join(one.words for one in reasons))
        self.reasons = reasons
