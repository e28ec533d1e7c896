"""Reads out of a case the approvals of its decision, its method, and each version of its terms of reference."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from attrs import evolve

from lcspr_core.panels.terms import TermsOfReference, changed_since_approval
from lcspr_core.procedure.approvals.standing import Approval, Body, Given, in_order, signers
from lcspr_core.procedure.forms.choosing import Choosing
from lcspr_core.procedure.forms.deciding import Decision, Recommendation
from lcspr_core.procedure.forms.terms_work import TermsWork
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.procedure.publishing import Wanting
from lcspr_core.review import Review

TERMS_PAGE = "terms"


def decision(review: Review) -> Iterable[Approval]:
    """Return the recommendation and the decision."""
    said, decided = answered(review, "recommendation", Recommendation), answered(review, "decision", Decision)
    recommended = Approval(
        key="recommendation",
        body=Body.DECISION,
        what="The Sub Group recommends, and sends that to whoever decides",
        who="sub_group",
        paragraph="8.2.20",
        on=said.sent_on.start,
        by=signers(review, "recommendation"),
        form="recommendation",
        at="sent_on",
    )
    made = Approval(
        key="decision",
        body=Body.DECISION,
        what="Whoever decides here decides, under their own name",
        who="decision_maker",
        paragraph="8.2.20",
        on=decided.decided_on.start,
        by=signers(review, "decision"),
        form="decision",
        at="decided_on",
        stands=tuple(_undated(decided)),
    )
    return in_order(review, (recommended, made))


def _undated(decided: Decision) -> Iterator[Wanting]:
    for one in decided.approvals:
        if one.on.start is None:
            yield Wanting(
                sentence=f"An approval of the decision is not dated: {one.post or one.whose or 'no post named'}.",
                source="8.2.20",
                way_out="Give the day, or take the row out.",
            )


def method(review: Review) -> Iterable[Approval]:
    """Return the agreement on the method."""
    said = answered(review, "choosing", Choosing)
    yield from in_order(
        review,
        (
            Approval(
                key="methodology",
                body=Body.TERMS,
                what="The Sub Group agrees a fitting method",
                who="sub_group",
                paragraph="8.2.35",
                on=said.agreed_on.start,
                by=said.agreed_by,
                form="choosing",
                at="agreed_on",
            ),
        ),
    )


# --- terms of reference, in versions ----------------------------------------------------------------------------------


def terms(review: Review) -> Iterable[Approval]:
    """Return the agreement and approval of each version, and of each later change of what is asked."""
    versions = review.all("terms") or (TermsOfReference(id="terms", version=""),)
    for one in versions:
        yield from _version(review, one, overtaken=one.approved_on is None and one is not versions[-1])
    said = answered(review, "terms_work", TermsWork)
    for place, change in enumerate(said.revisions, start=1):
        if change.sort == "scope":
            yield from _change(review, place, change.agreed_on.start, change.approved_on.start)


def _version(review: Review, terms: TermsOfReference, *, overtaken: bool) -> Iterable[Approval]:
    """Return the two approvals of a version; one that was overtaken before it was approved waits for nothing more."""
    version = terms.version
    named = f"terms of reference {version}".strip()
    agreed = Approval(
        key=f"terms.{terms.id}.agreed",
        body=Body.TERMS,
        what=f"The panel agrees {named}",
        who="panel",
        paragraph="8.2.46",
        on=terms.agreed_on,
        version=version,
        page=TERMS_PAGE,
        stands=tuple(_unasked(terms)),
    )
    approved = evolve(
        agreed,
        key=f"terms.{terms.id}.approved",
        what=f"Whoever decides here approves {named}",
        who="decision_maker",
        on=terms.approved_on,
        by=terms.approved_by,
        stands=(),
    )
    both = in_order(review, (agreed,)) if overtaken else in_order(review, (agreed, approved))
    return _or_again(terms, both, review.called)


def _unasked(terms: TermsOfReference) -> Iterator[Wanting]:
    if not any(one.words.strip() for one in terms.questions):
        yield Wanting(sentence="They ask nothing yet.", source="8.2.46", way_out="Write the questions first.")


def _or_again(terms: TermsOfReference, both: tuple[Approval, ...], called: Callable[[str], str]) -> Iterator[Approval]:
    changed = changed_since_approval(terms, called)
    *first, last = both
    yield from first
    why = (
        Wanting(
            sentence=one, source="8.2.46", way_out="Send the new wording for approval, or put the approved one back."
        )
        for one in changed
    )
    yield evolve(last, state=Given.AGAIN, stands=tuple(why)) if changed else last


def _change(review: Review, place: int, agreed: date | None, approved: date | None) -> Iterable[Approval]:
    first = Approval(
        key=f"terms_change.{place}.agreed",
        body=Body.TERMS,
        what=f"The panel agrees change {place} of what is asked",
        who="panel",
        paragraph="8.2.46",
        on=agreed,
        version=f"change {place}",
        form="terms_work",
        at="revisions",
    )
    again = evolve(
        first,
        key=f"terms_change.{place}.approved",
        what=f"Whoever decides here approves change {place} of what is asked",
        who="decision_maker",
        on=approved,
    )
    return in_order(review, (first, again))
