"""The form of the terms of reference: what it asks, what a version shows in it, and what is written makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from attrs import evolve, frozen

from lcspr_core.asking import Term, choices, line, row_id, rows, text, uncertain_date
from lcspr_core.errors import NotAllowed, Unreadable
from lcspr_core.panels.terms import Question, TermsOfReference
from lcspr_core.panels.versions import begun, in_the_making
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate, said
from lcspr_jupyter.screens.one_day import day_from, typed

APPROVED = "These terms are approved, so their words stay. Begin a new version (8.2.46)."
ANOTHER = "another"
HALF = frozenset({"approved_on", "why"})  # what only counts together with a command; until then it is its writer's own
DAYS: Mapping[str, str] = {
    "period_from": "Period under review, from",
    "period_to": "Period under review, to",
    "background_from": "Background from",
    "agreed_on": "The panel agreed them on",
    "approved_on": "Approved on",
}


def _agencies(review: Review) -> Iterable[Term]:
    return tuple(Term(key=one.id, title=one.title) for one in review.all("agency"))


@frozen(kw_only=True)
class QuestionRow:
    """One question that the review must answer."""

    id: str = row_id()
    words: str = text("Question", hint="One question, that somebody here can answer", needed=True)


@frozen(kw_only=True)
class Making:
    """The terms of reference while they are being written, agreed and approved."""

    questions: tuple[QuestionRow, ...] = rows("Questions", QuestionRow, row_title="Question", needed=True)
    period_from: UncertainDate = uncertain_date(DAYS["period_from"])
    period_to: UncertainDate = uncertain_date(DAYS["period_to"])
    background_from: UncertainDate = uncertain_date(
        DAYS["background_from"], hint="If a summary of earlier years is asked"
    )
    agencies: tuple[str, ...] = choices(
        "Who is asked for a report?",
        _agencies,
        hint="With none chosen, every agency that may have known the child is asked",
    )
    agreed_on: UncertainDate = uncertain_date(DAYS["agreed_on"])
    approved_by: str = line("Approved by", hint="The post: the Independent Chair, or whoever decides here")
    approved_on: UncertainDate = uncertain_date(DAYS["approved_on"])


@frozen(kw_only=True)
class Another:
    """Why another version is begun."""

    why: str = text("What changes, and why?", hint="A new agency, another period, new facts", needed=True)


def version_open(versions: Iterable[TermsOfReference]) -> TermsOfReference | None:
    """Return the version that is being written; a case without terms begins its first."""
    written = tuple(versions)
    return in_the_making(written) or (begun((), why="") if not written else None)


def refuse_approved(making: TermsOfReference | None, wanted: str = "") -> TermsOfReference:
    """Return the version that is being written, if there is one, and it is the one that somebody saw."""
    if making is None or wanted not in {"", making.id}:
        raise NotAllowed(APPROVED)
    return making


def data_of(terms: TermsOfReference) -> dict[str, Any]:
    """Return what the form shows of a version."""
    days: dict[str, date | None] = {name: getattr(terms, name) for name in DAYS if name != "approved_on"}
    return {
        "questions": [{"id": one.id, "words": one.words} for one in terms.questions],
        "agencies": list(terms.agencies),
        "approved_by": terms.approved_by,
        **{name: {"typed": said(day)} if day else None for name, day in days.items()},
    }


def terms_of(terms: TermsOfReference, data: Mapping[str, Any]) -> TermsOfReference:
    """Return a version as it is once this is written in its form."""
    days: dict[str, Any] = {name: day_from(typed(data.get(name)), DAYS[name]) for name in DAYS if name != "approved_on"}
    asked = tuple(Question(id=str(one["id"]), words=str(one.get("words") or "")) for one in data["questions"])
    names, by = tuple(map(str, data["agencies"])), str(data["approved_by"] or "").strip()
    return evolve(terms, questions=asked, agencies=names, approved_by=by, **days)


def as_shown(told: dict[str, Any]) -> dict[str, Any]:
    """Return an edit with its days as the form shows them, so that one day written in two ways is the same."""
    if told.get("path") not in DAYS:
        return told
    return {**told, **{name: {"typed": _day(told[name])} for name in ("before", "value") if name in told}}


def _day(value: Any) -> str:
    try:
        return said(day_from(typed(value), ""))
    except Unreadable:
        return typed(value)  # it is no day: as a new one it is refused with its label, and before it stood nowhere
