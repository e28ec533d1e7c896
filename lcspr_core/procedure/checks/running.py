"""Whether what runs all along is in order: rules stamped, replies in, agencies asked, learning passed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from lcspr_core.answers import AnswerState
from lcspr_core.cases.agencies import Known
from lcspr_core.cases.criteria_rules import LocalResult
from lcspr_core.panels.returns import OPEN, AgencyReturn, overdue, returns_now
from lcspr_core.panels.terms import current as current_terms
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.deciding import Recommendation
from lcspr_core.procedure.forms.dissemination import Dissemination
from lcspr_core.procedure.forms.keeping import Keeping
from lcspr_core.procedure.forms.terms_work import TermsWork
from lcspr_core.procedure.judging import NOT_SO, SO, Check, Found
from lcspr_core.procedure.weighing import assessed
from lcspr_core.timescales.editions import changed_since, unknown


def _none(sentence: str, some: Iterable[str]) -> Found:
    found = "; ".join(some)
    return Found(so=False, words=f"{sentence}: {found}.") if found else SO


def edition_stamped(case: Case) -> Found:
    """Say whether the case says under which rules it is worked, and whether newer ones have come since."""
    stamped = case.review.header.edition
    if unheard := unknown(stamped):
        return Found(so=False, words=unheard)
    newer = changed_since(stamped) if stamped else ()
    words = f"The rules have changed since: {newer[-1].title}." if newer else ""
    return (
        Found(so=True, words=words) if stamped else Found(so=False, words="No edition of the rules is stamped on it.")
    )


def something_asked(case: Case) -> Found:
    """Say whether any agency was asked for anything."""
    return Found(so=bool(case.review.all("return")))


def all_came(case: Case) -> Found:
    """Say whether everything that agencies were asked for is in, or known not to come."""
    now = returns_now(case.review)
    out = _none("Still out", (_whose(case, one) for one in now if one.state in OPEN))
    never = _never(case)
    return evolve(out, gap=True, words=never) if out.so and never else out


def replies_overdue(case: Case) -> Found:
    """Say whether any agency owes something past its day, or never did what it was asked for."""
    words = f"{nothing_overdue(case).words} {_never(case)}".strip()
    return Found(so=bool(words), words=words)


def nothing_overdue(case: Case) -> Found:
    """Say whether no agency owes anything past its day."""
    return _none("Overdue", (_whose(case, one) for one in overdue(case.review, case.today)))


def _never(case: Case) -> str:
    never = (one for one in returns_now(case.review) if one.state is AnswerState.NOT_RETURNED)
    return _none("Never came", (f"{_whose(case, one)} (“{one.reason}”)" for one in never)).words


def _whose(case: Case, one: AgencyReturn) -> str:
    return case.review.called(one.agency)


def known_agencies_asked(case: Case) -> Found:
    """Say whether each agency that knew the child is asked, or it is said why not."""
    said = case.one("terms_work", TermsWork)
    terms = current_terms(case.review.all("terms"))
    settled = {one.agency for one in said.parts if one.part == "in" or (one.part == "out" and one.reason.strip())}
    settled |= set(terms.agencies if terms else ())
    left = (one.title for one in case.review.all("agency") if one.known is Known.KNOWN and one.id not in settled)
    return _none("Neither asked nor set aside", left)


def period_chosen(case: Case) -> Found:
    """Say whether the terms of reference have a period from one day to another."""
    terms = current_terms(case.review.all("terms"))
    chosen = terms is not None and terms.period_from is not None and terms.period_to is not None
    return SO if chosen else Found(so=False, words="The terms of reference have no period yet.")


def lessons_spread(case: Case) -> Found:
    """Say whether each lesson has been passed on at least once."""
    told = {name for one in case.one("dissemination", Dissemination).log for name in one.lessons}
    return _none("Not passed on yet", (one.title for one in case.review.all("recommendation") if one.id not in told))


def agencies_returned(case: Case) -> Found:
    """Say whether each agency has said what it did to spread the learning inside."""
    rows = case.one("dissemination", Dissemination).returns
    told = {one.agency for one in rows if one.what.strip() and is_filled(one.on)}
    return _none("No word from", (one.title for one in case.review.all("agency") if one.id not in told))


def copies_back(case: Case) -> Found:
    """Say whether each numbered copy is back or destroyed, or it is said why not."""
    out = (one for one in case.one("keeping", Keeping).copies if not is_filled(one.destroyed_on))
    return _none("Still out", (f"copy {one.number or 0:.0f}" for one in out if not one.reason.strip()))


REQUIRED = frozenset({LocalResult.REQUIRED})


def review_required(case: Case) -> Found:
    """Say whether the answers to the criteria come to a review by the local rule."""
    return Found(so=assessed(case.review).local.result in REQUIRED)


def recommended_or_reasoned(case: Case) -> Found:
    """Say whether the recommendation is a review, or says why not."""
    said = case.one("recommendation", Recommendation)
    if not said.outcome:
        return NOT_SO
    reasoned = said.outcome == "lcspr" or bool(said.departure.strip())
    return SO if reasoned else Found(so=False, words="It differs from what the criteria come to, and does not say why.")


def harm_without_death(case: Case) -> Found:
    """Say whether the child was seriously harmed and has not died."""
    answers = assessed(case.review).answers
    return Found(so=answers.seriously_harmed.said == "yes" and answers.died.said == "no")


CHECKS: Mapping[str, Check] = {
    "edition_stamped": edition_stamped,
    "something_asked": something_asked,
    "all_came": all_came,
    "replies_overdue": replies_overdue,
    "nothing_overdue": nothing_overdue,
    "known_agencies_asked": known_agencies_asked,
    "period_chosen": period_chosen,
    "lessons_spread": lessons_spread,
    "agencies_returned": agencies_returned,
    "copies_back": copies_back,
    "review_required": review_required,
    "recommended_or_reasoned": recommended_or_reasoned,
    "harm_without_death": harm_without_death,
}
