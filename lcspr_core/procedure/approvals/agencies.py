"""Reads out of a case who has signed each agency's report: its author, then a senior manager, then the panel."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from lcspr_core.procedure.agency_reports import Report, has_come, reports, unsigned
from lcspr_core.procedure.appointed import titled
from lcspr_core.procedure.approvals.standing import Approval, Body, begun, in_order
from lcspr_core.procedure.forms.agency_asks import AUTHORING, COMMISSION, SCRUTINY, AgencyCommission
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.procedure.publishing import Wanting
from lcspr_core.review import Review


def agencies(review: Review) -> Iterable[Approval]:
    """Return the two signatures under each agency's report, and its acceptance by the panel."""
    if begun(review, COMMISSION):
        yield from in_order(review, (_template(review),))
    for one in reports(review):
        yield from in_order(review, _signed(review, one, one.called))


def _template(review: Review) -> Approval:
    said = answered(review, COMMISSION, AgencyCommission)
    return Approval(
        key="agency_template",
        body=Body.AGENCY,
        what="The panel approves the sort of report and its template",
        who="panel",
        paragraph="8.2.47",
        on=said.approved_on.start,
        form=COMMISSION,
        at="approved_on",
    )


def _signed(review: Review, one: Report, title: str) -> tuple[Approval, ...]:
    own, came = one.own, one.came
    wrong = tuple(unsigned(review, one)) if own.author else ()
    author = Approval(
        key=f"agency.{one.agency}.author",
        body=Body.AGENCY,
        what=f"{title}: the author signs the report",
        who="agency_author",
        agency=title,
        paragraph="8.2.47",
        on=own.author_signed_on.start,
        by=_named(review, own.author),
        version=own.hash,
        form=f"{AUTHORING}@{one.agency}",
        at="author_signed_on",
        about=one.agency,
        stands=_nobody(own.author),
    )
    manager = evolve(
        author,
        key=f"agency.{one.agency}.manager",
        what=f"{title}: a senior manager signs it off",
        who="senior_manager",
        on=own.manager_signed_on.start,
        by=_named(review, own.manager),
        at="manager_signed_on",
        stands=_wrong(wrong, own.manager_signed_on.start),
    )
    accepted = evolve(
        author,
        key=f"agency.{one.agency}.accepted",
        what=f"{title}: the panel accepts it",
        who="panel",
        agency="",
        on=came.accepted_on.start if came.accepted == "yes" else None,
        by="",
        version=came.hash,
        form=SCRUTINY,
        at="reports",
        stands=_not_accepted(one),
    )
    return author, manager, accepted


def _named(review: Review, name: str) -> str:
    found = review.one("appointment", name) if name else None
    return titled(found) if found else ""


def _nobody(author: str) -> tuple[Wanting, ...]:
    none = Wanting(sentence="No author is named yet.", source="8.2.47", way_out="Name the author on this form.")
    return () if author else (none,)


def _wrong(wrong: Iterable[str], signed_on: date | None) -> tuple[Wanting, ...]:
    """Say what is wrong with the two signatures; that one is missing is said by its own line."""
    missing = ("has not signed it", "has signed it off")
    found = (one for one in wrong if signed_on is not None or not one.endswith(missing))
    way_out = "Two people sign one file, the author first, before it goes to the panel."
    return tuple(Wanting(sentence=f"{one[:1].upper()}{one[1:]}.", source="8.2.47", way_out=way_out) for one in found)


def _not_accepted(one: Report) -> tuple[Wanting, ...]:
    if not has_come(one):
        return (Wanting(sentence="It has not come yet.", source="8.2.45", way_out="Give the day on which it came."),)
    if one.came.accepted == "no":
        way_out = "Ask for what is missing, and look again when it comes."
        return (Wanting(sentence="The panel looked at it, and did not accept it.", source="8.2.45", way_out=way_out),)
    return ()
