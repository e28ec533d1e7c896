"""A remark on wording set aside by a person: who, when and why, for as long as the wording stays as it was."""

from __future__ import annotations

from datetime import date
from zlib import crc32

from attrs import frozen


@frozen(kw_only=True)
class Dismissal:
    """That somebody read a remark and leaves the wording as it is, with the reason.

    It is bound to the exact sentence: written otherwise, the sentence is remarked on again, and the reason is kept.
    `of` is the answer that the words belong to, where they belong to one, so that who may see it may see this.
    """

    id: str
    about: str
    rule: str
    wording: str
    reason: str
    by: str = ""
    on: date | None = None
    of: str = ""

    @property
    def counts(self) -> bool:
        """Whether it says enough to stand: a person, a day and a reason."""
        return bool(self.by and self.on and self.reason.strip())

    def covers(self, about: str, rule: str, wording: str) -> bool:
        """Say whether this is about the same class of remark on the same sentence of the same thing."""
        return self.counts and (self.about, self.rule, self.wording) == (about, rule, wording)


def dismissal_id(about: str, rule: str, wording: str) -> str:
    """Return the id of the one dismissal of a remark on these words, so that two people never make two."""
    return f"{about}.{rule}.{crc32(wording.encode('utf-8', 'replace')):08x}"
