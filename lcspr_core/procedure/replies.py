"""What each agency replied to the request for information, and what is still missing from it: silence is a fact."""

from __future__ import annotations

from attrs import frozen

from lcspr_core.cases.agencies import OUTLINE, Agency, Known, agencies_now
from lcspr_core.panels.returns import gaps
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.outline import Outline


@frozen(kw_only=True)
class Reply:
    """One agency with its outline; empty where none came. `never` is why none ever will, where that was put down."""

    agency: Agency
    outline: Outline
    never: str = ""

    @property
    def is_silent(self) -> bool:
        """Whether nothing came: this is never read as “not known” (8.2.19)."""
        return self.agency.known in {Known.NO_REPLY, Known.NOT_ASKED}

    @property
    def is_gap(self) -> bool:
        """Whether nothing came, and it was put down with a reason that nothing will: a gap, and late no more."""
        return self.is_silent and bool(self.never)

    @property
    def knows(self) -> bool:
        """Whether the agency said that it knew the child or family."""
        return self.agency.known is Known.KNOWN


def replies(case: Case) -> tuple[Reply, ...]:
    """Return the reply of every agency of the case, those that are silent among them."""
    given = {one.answer.of[0]: one.said for one in case.answers.get(OUTLINE, ()) if one.answer.of}
    never = gaps(case.review)
    return tuple(
        Reply(agency=one, outline=given.get(one.id, Outline()), never=never.get(one.id, ""))
        for one in agencies_now(case.review)
    )


def is_secured(reply: Reply) -> bool:
    """Say whether an agency confirmed by whom and when its records were secured; there are none where none is known."""
    out = reply.outline
    return reply.agency.known is Known.NOT_KNOWN or (is_filled(out.secured_by) and is_filled(out.secured_on))


def can_reach(reply: Reply) -> bool:
    """Say whether staff who still work with the family can reach the records, or none do."""
    return reply.outline.active != "yes" or is_filled(reply.outline.access)


def lacking(reply: Reply) -> tuple[str, ...]:
    """Return what a reply still lacks, in a few words each; nothing where it is whole."""
    if reply.is_silent:
        return ("no reply",)
    if not reply.knows:
        return ()
    there = {
        "outline": is_filled(reply.outline.outline),
        "records secured": is_secured(reply),
        "whether work goes on": is_filled(reply.outline.active),
        "access to records": can_reach(reply),
        "the rest": reply.outline.whole == "yes",
    }
    return tuple(words for words, so in there.items() if not so)
