"""What somebody put down about a duty: that it was done, and how; or that it is not needed here, and why."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen


class Put(StrEnum):
    """What was put down of a duty."""

    DONE = "done"
    NOT_NEEDED = "not_needed"


@frozen(kw_only=True)
class DutyNote:
    """A record that software cannot make by itself: who says that a duty was done or is not needed, when, and how.

    `how` says in what way it was done, or why it is not needed; it is never empty when the note counts.
    """

    id: str
    duty: str
    put: Put = Put.DONE
    on: date | None = None
    by: str = ""
    how: str = ""

    @property
    def counts(self) -> bool:
        """Whether the note says enough to stand: a day, a person and words."""
        return bool(self.on and self.by and self.how.strip())
