"""Terms of reference: the questions a review must answer, in versions that are approved (8.2.46)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from lcspr_core.concerns import Concern, Severity
from lcspr_core.timescales.dates import said
from lcspr_core.views import Table

if TYPE_CHECKING:
    from lcspr_core.review import Review


@frozen(kw_only=True)
class Question:
    """One question of the terms of reference, by an id that stays when its wording changes."""

    id: str
    words: str


@frozen(kw_only=True)
class Scope:
    """What an approval covers: the questions, the period and the agencies, word for word."""

    questions: tuple[Question, ...] = ()
    period_from: date | None = None
    period_to: date | None = None
    background_from: date | None = None
    agencies: tuple[str, ...] = ()


@frozen(kw_only=True)
class TermsOfReference:
    """One version of the terms of reference: its questions, period and agencies, and who approved it when."""

    id: str
    version: str
    questions: tuple[Question, ...] = ()
    period_from: date | None = None
    period_to: date | None = None
    background_from: date | None = None
    agencies: tuple[str, ...] = ()
    agreed_on: date | None = None
    approved_on: date | None = None
    approved_by: str = ""
    change: str = ""
    approved: Scope | None = None

    @property
    def scope(self) -> Scope:
        """What would be approved if it were approved now."""
        return Scope(
            questions=self.questions,
            period_from=self.period_from,
            period_to=self.period_to,
            background_from=self.background_from,
            agencies=self.agencies,
        )


def approved(terms: TermsOfReference, *, on: date, by: str) -> TermsOfReference:
    """Return this version as approved; its wording of that day is kept beside it."""
    return evolve(terms, approved=terms.scope, approved_on=on, approved_by=by)


def current(versions: Iterable[TermsOfReference]) -> TermsOfReference | None:
    """Return the version in force: the one approved last, or the newest while none is approved (8.2.46)."""
    written = tuple(versions)
    passed = [(one.approved_on, number, one) for number, one in enumerate(written) if one.approved_on]
    if passed:
        return max(passed, key=lambda found: found[:2])[2]
    return written[-1] if written else None


def changed_since_approval(terms: TermsOfReference, called: Callable[[str], str] = str) -> tuple[str, ...]:
    """Return, one sentence a place, where the terms no longer say what was approved (8.2.46).

    `called` says what an agency is called by its code.
    """
    if terms.approved is None:
        return ()
    return tuple(_differences(terms.approved, terms.scope, called))


def _differences(before: Scope, now: Scope, called: Callable[[str], str]) -> Iterator[str]:
    then = {question.id: question.words for question in before.questions}
    today = {question.id: question.words for question in now.questions}
    for name in dict.fromkeys((*then, *today)):
        if then.get(name) != today.get(name):
            yield _about_question(name, then.get(name), today.get(name))
    if (before.period_from, before.period_to) != (now.period_from, now.period_to):
        yield f"The period was approved as {_period(before)}, and is now {_period(now)}."
    if before.background_from != now.background_from:
        yield f"The background was approved from {said(before.background_from)}, now {said(now.background_from)}."
    if set(before.agencies) != set(now.agencies):
        then_named, now_named = (", ".join(map(called, some)) for some in (before.agencies, now.agencies))
        yield f"The agencies were approved as {then_named}, and are now {now_named}."


def _about_question(name: str, then: str | None, now: str | None) -> str:
    if then is None:
        return f"Question {name} was added: “{now}”"
    if now is None:
        return f"Question {name} was taken out: “{then}”"
    return f"Question {name} was approved as “{then}”, and now reads “{now}”"


def _period(scope: Scope) -> str:
    return f"{said(scope.period_from)} to {said(scope.period_to)}"


def wording_concerns(review: Review) -> tuple[Concern, ...]:
    """Return a warning for each version whose wording changed after it was approved."""
    return tuple(
        Concern(
            key="terms.changed_after_approval",
            sentence=f"Terms of reference {terms.version}: {sentence}",
            severity=Severity.WARNING,
            source="8.2.46",
            way_out="Send the new wording back for approval, or put the approved wording back.",
            about=(terms.id,),
        )
        for terms in review.all("terms")
        for sentence in changed_since_approval(terms, review.called)
    )


def terms_table(review: Review) -> Table:
    """Return the versions of the terms of reference, the newest last, with what changed after approval."""
    rows = tuple(
        (
            terms.version,
            said(terms.agreed_on),
            _approval(terms),
            _period(terms.scope),
            str(len(terms.questions)),
            " ".join(changed_since_approval(terms, review.called)) or terms.change,
        )
        for terms in review.all("terms")
    )
    columns = ("Version", "Agreed by the panel", "Approved", "Period", "Questions", "Changes")
    return Table(title="Terms of reference", columns=columns, rows=rows, empty="No terms of reference yet (8.2.46).")


def _approval(terms: TermsOfReference) -> str:
    if terms.approved_on is None:
        return "not approved"
    changed = ", wording changed since" if changed_since_approval(terms) else ""
    return f"{said(terms.approved_on)} by {terms.approved_by}{changed}"
