"""Whether every member was told and every agency replied, each in full; who has not is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from lcspr_core.cases.agencies import REQUEST
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.considering import exactly, reply_by_fault
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.information_request_asks import InformationRequest
from lcspr_core.procedure.judging import Check, Found
from lcspr_core.procedure.replies import Reply, can_reach, is_secured, lacking, replies

NOBODY = Found(so=False, words="No agency has been named yet.")


def members_told_of_case(case: Case) -> Found:
    """Find each member without a day of being told: one for each agency, and whoever else is listed."""
    members = case.one(REQUEST, InformationRequest).members
    told = {one.agency for one in members if is_filled(one.told_on)}
    agencies = case.review.all("agency")
    if not agencies:
        return NOBODY
    untold = [one.title for one in agencies if one.id not in told]
    others = [one for one in members if not is_filled(one.told_on) and (one.agency in told or not one.agency)]
    missing = [*untold, *(one.post or "a second member" for one in others)]
    days = [day for one in members if (day := exactly(one.told_on))]
    return Found(so=not missing, since=max(days, default=None), words=_named("Not told yet", missing))


def every_agency_replied(case: Case) -> Found:
    """Find each agency that has not said whether it knew the family; what never came is a gap, late no more."""
    found = _each(case, "No reply yet", lambda one: not one.is_silent or one.is_gap)
    closed = tuple(one for one in replies(case) if one.is_gap)
    words = f"{found.words} {_gap_words(closed)}".strip()
    return Found(so=found.so, gap=bool(closed), words=f"{words} This is not the same as “not known”." if words else "")


def agencies_named(case: Case) -> Found:
    """Say whether the case has agencies that can be asked."""
    return Found(so=bool(replies(case)))


def an_agency_knows(case: Case) -> Found:
    """Say whether any agency said that it knew the family."""
    return Found(so=any(one.knows for one in replies(case)))


def every_outline_given(case: Case) -> Found:
    """Find each agency that knew the family and gave no outline."""
    return _each(case, "No outline yet", lambda one: not one.knows or is_filled(one.outline.outline))


def every_record_secured(case: Case) -> Found:
    """Find each agency that has not confirmed that its records are secured: also one whose reply never came.

    That a reply is waited for no longer keeps nothing safe: records can still be lost, so this stays open (8.2.19).
    """
    return _each(case, "Records not confirmed as secured", is_secured)


def every_record_reached(case: Case) -> Found:
    """Find each agency that still works with the family and has not said how its staff reach the records."""
    return _each(case, "No arrangement for access yet", can_reach)


def every_reply_whole(case: Case) -> Found:
    """Find each agency whose reply is missing or partial, with what it lacks."""
    every = replies(case)
    closed = tuple(one for one in every if one.is_gap)
    left = (one for one in every if not one.is_gap)
    partial = [f"{one.agency.title} ({', '.join(gaps)})" for one in left if (gaps := lacking(one))]
    words = f"{_named('Still open', partial)} {_gap_words(closed)}".strip()
    return Found(so=not partial, gap=bool(closed), words=words) if every else NOBODY


def reply_by_in_time(case: Case) -> Found:
    """Say whether the day for replies comes before the decision is due."""
    request = case.one(REQUEST, InformationRequest)
    fault = reply_by_fault(request, case.days.get("notification_received"))
    return Found(so=not fault, since=None if fault else exactly(request.sent_on), words=fault)


def _each(case: Case, words: str, is_so: Callable[[Reply], bool]) -> Found:
    every = replies(case)
    missing = [one.agency.title for one in every if not is_so(one)]
    return Found(so=not missing, words=_named(words, missing)) if every else NOBODY


def _gap_words(closed: Iterable[Reply]) -> str:
    return _named("Never came", (f"{one.agency.title} (“{one.never}”)" for one in closed))


def _named(words: str, missing: Iterable[str]) -> str:
    named = "; ".join(missing)
    return f"{words}: {named}." if named else ""


CHECKS: Mapping[str, Check] = {
    "members_told_of_case": members_told_of_case,
    "every_agency_replied": every_agency_replied,
    "agencies_named": agencies_named,
    "an_agency_knows": an_agency_knows,
    "every_outline_given": every_outline_given,
    "every_record_secured": every_record_secured,
    "every_record_reached": every_record_reached,
    "every_reply_whole": every_reply_whole,
    "reply_by_in_time": reply_by_in_time,
}
