"""The named places of a template that hold more than words: filled sections of the referral form, and the terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from lcspr_core.asking import Control, Question, options, questions
from lcspr_core.procedure.forms.actions import ActionLine, ActionPlan
from lcspr_core.procedure.forms.deciding import Decision, Recommendation
from lcspr_core.procedure.forms.referral import Referral
from lcspr_core.procedure.letters.places import Filling, day, term
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.views import Table, View

NOT_FILLED = "[still to be filled]"
NAMES = frozenset({"lead_name"})  # an answer in which a person may have been named is not printed
YES_NO_UNCLEAR = {"yes": "Yes", "no": "No", "unclear": "Not clear"}


def _filled_form(form: str, asks: type, title: str) -> Callable[[Filling], tuple[View, ...]]:
    """Print each question of a form with its answer, and each of its lists below."""

    def read(filling: Filling) -> tuple[View, ...]:
        said: Any = filling.case.one(form, asks)
        asked = [one for one in questions(asks) if one.name not in NAMES]
        single = [one for one in asked if one.control is not Control.ROWS]
        rows = tuple((one.label, _words(filling, one, getattr(said, one.name))) for one in single)
        lists = (_listed(filling, one, getattr(said, one.name)) for one in asked if one.control is Control.ROWS)
        return (Table(title=title, columns=("Question", "Answer"), rows=rows), *lists)

    return read


def _listed(filling: Filling, question: Question, given: Iterable[Any]) -> Table:
    asked = questions(question.row) if question.row else ()
    rows = tuple(tuple(_words(filling, each, getattr(one, each.name)) for each in asked) for one in given)
    columns = tuple(each.label for each in asked)
    return Table(title=question.label, columns=columns, rows=rows, empty="None is written down.")


def _words(filling: Filling, question: Question, value: Any) -> str:
    return _plain(filling, question, value).strip() or NOT_FILLED


def _plain(filling: Filling, question: Question, value: Any) -> str:
    if isinstance(value, UncertainDate):
        return day(value)
    if question.control is Control.YES_NO_UNCLEAR:
        return YES_NO_UNCLEAR.get(value, "")
    if question.control is Control.REF:
        found = filling.case.review.one("agency", value)
        return found.title if found else str(value)
    if question.control is Control.CHOICE:
        return term(options(question, filling.case.review), value)
    return "" if value is None else str(value)


def _questions(filling: Filling) -> tuple[View, ...]:
    rows = tuple((str(number), one.words) for number, one in enumerate(filling.scope.questions, start=1))
    return (Table(title="Questions of the terms of reference", columns=("No.", "Question"), rows=rows),)


def _actions(filling: Filling) -> tuple[View, ...]:
    """List the actions that the agency owns, with room for how each stands now."""
    plan = filling.case.one("action_plan", ActionPlan)
    rows = tuple(
        (_action(filling, one), one.owner or NOT_FILLED, day(one.due_on) or NOT_FILLED, one.measure, "", "")
        for one in plan.lines
        if one.agency == filling.of
    )
    columns = ("Action", "Who", "By", "How that will be seen", "How it stands now", "What shows it")
    return (Table(title="Your actions", columns=columns, rows=rows),)


def _action(filling: Filling, one: ActionLine) -> str:
    found = filling.case.review.one("action", one.action) if one.action else None
    return (found.title if found else one.words).strip() or NOT_FILLED


def _lessons(filling: Filling) -> tuple[View, ...]:
    """List the recommendations, with room for what the agency did about each."""
    rows = tuple((one.title, "", "", "") for one in filling.case.review.all("recommendation"))
    columns = ("Recommendation", "What your agency did, and with whom", "What shows it", "On")
    return (Table(title="What was recommended", columns=columns, rows=rows, empty="None is written down."),)


BLOCKS: Mapping[str, Callable[[Filling], tuple[View, ...]]] = {
    "section_1": _filled_form("referral", Referral, "Section 1"),
    "section_2": _filled_form("recommendation", Recommendation, "Section 2"),
    "section_3": _filled_form("decision", Decision, "Section 3"),
    "questions": _questions,
    "actions": _actions,
    "lessons": _lessons,
}


def blanks_in(views: Iterable[View]) -> Iterator[str]:
    """Return the questions of printed forms that nobody has answered."""
    for view in views:
        if isinstance(view, Table):
            yield from (row[0] for row in view.rows if row[1:] == (NOT_FILLED,))
