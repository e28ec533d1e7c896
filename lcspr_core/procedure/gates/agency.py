"""No report is asked for without guidance, written by somebody tied, or taken without two people's signatures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from attrs import evolve

from lcspr_core.concerns import Concern, Severity
from lcspr_core.methodology import Check
from lcspr_core.procedure.agency_reports import Report, against, has_come, reports, same_person, unsigned, written
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.agency_asks import COMMISSION, QUALITY, SCRUTINY, AgencyCommission, AgencyScrutiny
from lcspr_core.procedure.forms.codes import FORM as CODES
from lcspr_core.procedure.forms.codes import Codes
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.procedure.gates.parallel import uncleared
from lcspr_core.review import Review

READS = ("answer", "appointment", "person", "agency", "tie", "terms", "settled")


def _concern(key: str, sentence: str, source: str, way_out: str, *about: str) -> Concern:
    return Concern(key=key, sentence=sentence, severity=Severity.BLOCK, source=source, way_out=way_out, about=about)


def request_incomplete(review: Review) -> Iterable[Concern]:
    """Find a request that went out without guidance, or before the panel had settled what is asked."""
    said = answered(review, COMMISSION, AgencyCommission)
    wanting = {
        "guidance": said.guidance.strip(),
        "a sort of report": said.sort,
        "the panel's approval of the template": is_filled(said.approved_on),
    }
    missing = [name for name, there in wanting.items() if not there]
    if is_filled(said.sent_on) and missing:
        yield _concern(
            "request_complete",
            f"The request to agencies goes out without: {', '.join(missing)}.",
            "8.2.47",
            "Add it, then give the day on which the request went out.",
        )


def asked_before_codes(review: Review) -> Iterable[Concern]:
    """Find a request for reports that went out before it was agreed by which codes people and places are called."""
    sent = answered(review, COMMISSION, AgencyCommission).sent_on
    agreed = answered(review, CODES, Codes).agreed_on
    late = sent.start is not None and agreed.start is not None and sent.start < agreed.start
    if is_filled(sent) and (late or not is_filled(agreed)):
        yield _concern(
            "codes_first",
            "Agencies are asked to write before it is agreed by which codes people and places are called.",
            "8.2.45",
            "Agree the codes on “Codes and anonymity”, and give that day; send the list with the request.",
        )


def authors_tied(review: Review) -> Iterable[Concern]:
    """Find an author whom the panel accepted although something keeps them from it."""
    for one in written(review):
        if one.wanted.accepted == "yes":
            for conflict in against(review, one.own.author, blocks_only=True):
                sentence = f"{one.called}: {conflict.sentence}"
                yield _concern("authors_free", sentence, conflict.paragraph, conflict.way_out)


def talks_unasked(review: Review) -> Iterable[Concern]:
    """Find talks with staff that have a day, but no advice of the police beside an open criminal process."""
    for report in reports(review):
        for place, one in enumerate(report.own.talks, start=1):
            if is_filled(one.on):
                what = f"{report.called}, talk {place} with staff"
                found = uncleared(review, "staff_talks_cleared", what, about="staff", on=one.on.start, source="8.2.58")
                yield from (evolve(each, about=(report.agency,)) for each in found)


def one_signs_twice(review: Review) -> Iterable[Concern]:
    """Find a report that its author would also sign off, or that a manager signed without having looked."""
    for one in reports(review):
        if same_person(review, one.own.author, one.own.manager):
            sentence = f"{one.called}: the author of the report would also sign it off."
            way_out = "Let another senior manager sign it off."
            yield _concern("two_people_sign", sentence, "8.2.47", way_out, one.agency)
        if is_filled(one.own.manager_signed_on) and not one.own.manager_checked.strip():
            sentence = f"{one.called}: what the senior manager looked at before signing is not said."
            yield _concern("two_people_sign", sentence, "8.2.47", "Write it beside the signature.", one.agency)


def taken_unfit(review: Review) -> Iterable[Concern]:
    """Find a report that came unsigned, or was accepted unchecked."""
    for one in reports(review):
        sentences = (*(unsigned(review, one) if has_come(one) else ()), *_unchecked(one), *_unasked(review, one))
        for sentence in sentences:
            yield _concern(
                "reports_whole",
                f"{one.called}: {sentence}.",
                "8.2.47; 8.2.42",
                "Send it back to be put right, or mend what is put down here or on the agency's own form.",
                one.agency,
            )


def _unchecked(one: Report) -> Iterator[str]:
    if one.came.accepted != "yes":
        return
    if missing := [each.title for each in QUALITY if each.key not in one.came.quality]:
        yield f"accepted, although the panel chair has not seen that {'; '.join(missing)}"
    if one.wanted.accepted != "yes":
        yield "accepted, although the panel has not accepted its author"


def _unasked(review: Review, one: Report) -> Iterator[str]:
    """An open question does not keep a report from being accepted, once somebody has asked the agency about it."""
    further = answered(review, SCRUTINY, AgencyScrutiny).further
    asked = any(each.agency == one.agency and is_filled(each.asked_on) for each in further)
    if one.came.open_terms and one.came.terms == "yes":
        yield "said to keep to the terms of reference, although it leaves a question of them open"
    if one.came.accepted == "yes" and one.came.open_terms and not asked:
        yield "accepted, although it leaves a question of the terms open and nothing more was asked for"


def _gate(key: str, title: str, source: str, find: Callable[[Review], Iterable[Concern]]) -> Check:
    return Check(key=key, title=title, source=source, find=find, severity=Severity.BLOCK, reads=READS)


GATES = (
    _gate("request_complete", "The request goes out with its guidance", "8.2.47", request_incomplete),
    _gate("codes_first", "Codes are agreed before anybody writes", "8.2.45", asked_before_codes),
    _gate("authors_free", "No author is tied to the case", "8.2.45; 8.2.47", authors_tied),
    _gate("staff_talks_cleared", "The police are asked before talks with staff", "8.2.58", talks_unasked),
    _gate("two_people_sign", "Two people sign an agency's report", "8.2.47", one_signs_twice),
    _gate("reports_whole", "A report is signed when it comes, and checked when accepted", "8.2.47", taken_unfit),
)
