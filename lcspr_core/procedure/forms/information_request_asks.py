"""What is kept of the request for information: when it went out, by when to reply, and which member was told when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core.asking import line, ref, row_id, rows, text, uncertain_date
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate


def _each_agency(review: Review) -> Iterable[Mapping[str, Any]]:
    return tuple({"id": one.id, "agency": one.id} for one in review.all("agency"))


@frozen(kw_only=True)
class Member:
    """One member of the partnership, who is told by a notice of their own."""

    id: str = row_id()
    agency: str = ref("For which agency", "agency")
    post: str = line("Post", hint="The post, not the name")
    told_on: UncertainDate = uncertain_date("When told")


@frozen(kw_only=True)
class InformationRequest:
    """The request that goes to every member once the Sub Group judged that a case meets or may meet the criteria."""

    members: tuple[Member, ...] = rows(
        "Members told that the case is being considered",
        Member,
        row_title="Member",
        hint="One row for each member: there is one for each agency, and more can be added",
        rows_from=_each_agency,
    )
    wanted: str = text("What is asked for beyond the outline", hint="Leave it empty if nothing")
    reply_by: UncertainDate = uncertain_date(
        "By when to reply", hint="Before the decision is due, with time to read", needed=True
    )
    late_why: str = text("If replies can only come once the decision is due: why", hint="It is kept with the request")
    sent_on: UncertainDate = uncertain_date("When the request went out")
