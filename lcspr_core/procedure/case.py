"""One case as the procedure sees it: its forms as they were answered, and the days of its events, read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from attrs import field, frozen

from lcspr_core.answering import Told, asked_of
from lcspr_core.methodology import Step
from lcspr_core.panels.terms import current as current_terms
from lcspr_core.procedure.appointed import appointed_days
from lcspr_core.procedure.events import Answers, Event, dated
from lcspr_core.procedure.steps import EVENTS, PROCEDURE, STRAND
from lcspr_core.reading import read
from lcspr_core.review import Review
from lcspr_core.timescales.editions import Edition, worked_under
from lcspr_core.timescales.rules import months_after

Form = TypeVar("Form")


@frozen(kw_only=True)
class Case:
    """A review, what was answered to the procedure's own forms, and the day of each event that has one.

    `vague` names events of which a day is written that is not exact enough to count from.
    """

    review: Review
    today: date
    answers: Answers = field(repr=False)
    days: Mapping[str, date]
    vague: frozenset[str] = frozenset()
    found: dict[str, Any] = field(factory=dict, eq=False, repr=False)  # what several duties ask, worked out once

    @property
    def edition(self) -> Edition:
        """The edition of the rules that the case is worked under."""
        return worked_under(self.review.header.edition)

    def once(self, name: str, find: Callable[[Review], Form]) -> Form:
        """Return what is worked out from the whole review, which many duties ask, without working it out twice."""
        if name not in self.found:
            self.found[name] = find(self.review)
        found: Form = self.found[name]
        return found

    def said(self, form: str, _: type[Form]) -> tuple[Form, ...]:
        """Return what was answered to a form, each as the form's own class."""
        return tuple(one.said for one in self.answers.get(form, ()))

    def one(self, form: str, asks: type[Form]) -> Form:
        """Return what was answered to a form that is asked once; empty where nothing was."""
        return next(iter(self.said(form, asks)), asks())

    def wanted(self, form: str) -> tuple[tuple[str, ...], ...]:
        """Return each thing that a form is asked of: the review, or each agency or person."""
        step = PROCEDURE.step(form)
        return asked_of(self.review, step) if step else ()


def case_of(review: Review, today: date, events: Iterable[Event] = EVENTS) -> Case:
    """Read a review once, as the procedure sees it; a day in the header gives way to the form that asks for it."""
    answers = {step.key: _told(review, step) for step in PROCEDURE.steps}
    days, vague = dated(events, answers, review.header.dates)
    known = {**review.header.dates, **_kept(review), **days}
    if not _initiates(answers):
        known.pop("decision_to_initiate", None)
    if "decision_to_initiate" in known:
        known["six_month_due"] = months_after(known["decision_to_initiate"], 6)
    settled = set(known) - set(days)
    return Case(review=review, today=today, answers=answers, days=known, vague=vague - settled)


def _told(review: Review, step: Step) -> tuple[Told[Any], ...]:
    given = (one for one in review.all("answer") if one.step == step.key and one.strand == STRAND)
    return tuple(Told(answer=one, said=read(step.asks, one.data).said) for one in given)


def _initiates(answers: Answers) -> bool:
    """Say whether a review follows: it does where a case was opened as decided, unless the decision says otherwise."""
    outcomes = {one.said.outcome for one in answers.get("decision", ())} - {""}
    return not outcomes or "lcspr" in outcomes


def _kept(review: Review) -> dict[str, date]:
    """Return the days that the core keeps as values of its own: the decision, and the terms of reference."""
    terms = current_terms(review.all("terms"))
    days = {
        "decision_made": review.header.decided_on,
        "decision_to_initiate": review.header.decided_on,
        "tor_agreed": terms.agreed_on if terms else None,
        "tor_approved": terms.approved_on if terms else None,
    }
    return {**{key: day for key, day in days.items() if day}, **appointed_days(review)}
