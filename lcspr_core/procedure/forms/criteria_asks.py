"""What the Sub Group is asked about the criteria: each limb apart, with its reason and where that is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core.asking import Term, choice, choices, number, row_id, rows, text, uncertain_date, yes_no_unclear
from lcspr_core.cases.criteria_answers import QUESTIONS, REGULATION_11, SETTINGS, Harm
from lcspr_core.procedure.forms.lists import YES_NO, sources
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate

HARM_TITLES: Mapping[Harm, str] = {
    Harm.LIFE_THREATENING: "An injury that could have killed",
    Harm.PHYSICAL_HEALTH: "Serious or lasting damage to physical health",
    Harm.MENTAL_HEALTH: "Serious or lasting damage to mental health",
    Harm.PHYSICAL_DEVELOPMENT: "Serious or lasting damage to physical development",
    Harm.INTELLECTUAL_DEVELOPMENT: "Serious or lasting damage to intellectual development",
    Harm.EMOTIONAL_DEVELOPMENT: "Serious or lasting damage to emotional development",
    Harm.SOCIAL_DEVELOPMENT: "Serious or lasting damage to social development",
    Harm.BEHAVIOURAL_DEVELOPMENT: "Serious or lasting damage to development of behaviour",
    Harm.OTHER: "Other serious harm",
}
HARMS = tuple(Term(key=one.value, title=title) for one, title in HARM_TITLES.items())
PLACES = tuple(Term(key=one.value, title=facts.title) for one, facts in SETTINGS.items())
WEIGHED = tuple(Term(key=name, title=one.words) for name, one in REGULATION_11.items())
WHY = "Why do you say so, and on whose word?"
WHERE = "Where that is written"


def _asked(name: str) -> Any:
    return yes_no_unclear(QUESTIONS[name].words, hint=f"{QUESTIONS[name].paragraph}. “Not clear” is an answer.")


def _weighed(_: Review) -> Iterable[Mapping[str, Any]]:
    return tuple({"id": name, "question": name} for name in REGULATION_11)


@frozen(kw_only=True)
class Weighed:
    """One of the things that the partners weigh under regulation 11."""

    id: str = row_id()
    question: str = choice("Question", WEIGHED)
    said: str = yes_no_unclear("Answer")
    why: str = text(WHY)
    where: tuple[str, ...] = choices(WHERE, sources)


@frozen(kw_only=True)
class Criteria:
    """The Sub Group's own view of the criteria, kept apart from the referrer's (8.2.3 to 8.2.8)."""

    abuse: str = _asked("abuse_or_neglect")
    abuse_why: str = text(WHY)
    abuse_where: tuple[str, ...] = choices(WHERE, sources)

    died: str = _asked("died")
    died_on: UncertainDate = uncertain_date("If so, when", hint="A day, a month or a span will do")
    died_on_why: str = text("If that is not known at all: why not?")
    died_why: str = text(WHY)
    died_where: tuple[str, ...] = choices(WHERE, sources)
    suicide: str = _asked("suspected_suicide")
    suicide_why: str = text(WHY)
    suicide_where: tuple[str, ...] = choices(WHERE, sources)

    harmed: str = _asked("seriously_harmed")
    harms: tuple[str, ...] = choices("What kind of serious harm?", HARMS, hint="Each one alone is enough (8.2.4)")
    harmed_why: str = text(WHY, hint="For other harm, say which")
    harmed_where: tuple[str, ...] = choices(WHERE, sources)
    recovered: str = yes_no_unclear("Has the child recovered since?", hint="It does not undo serious harm (8.2.4)")

    concern: str = _asked("concern")
    concern_why: str = text(WHY)
    concern_where: tuple[str, ...] = choices(WHERE, sources)
    concern_settled: str = choice(
        "If there is no concern: does the evidence settle that?", YES_NO, hint="Anything less counts as not clear"
    )

    setting: str = _asked("setting")
    settings: tuple[str, ...] = choices("If so, where or under what?", PLACES)
    age: float | None = number("Age at death, in whole years")
    setting_why: str = text(WHY)
    setting_where: tuple[str, ...] = choices(WHERE, sources)

    weighed: tuple[Weighed, ...] = rows(
        "What the partners weigh under national rules",
        Weighed,
        row_title="Question",
        hint="Needed where a required review is not to be held",
        rows_from=_weighed,
    )
