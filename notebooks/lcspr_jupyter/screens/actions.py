"""How each action of the combined plan stands, with its light, why, and how SMART and how strong it is (8.2.49)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import ipywidgets
from attrs import frozen

from lcspr_core.plain import as_json
from lcspr_core.procedure.action_lines import Rag, rag, weaknesses
from lcspr_core.procedure.forms.actions import STATUS, ActionLine, ActionPlan
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.procedure.recommended_before import Before, before_views
from lcspr_core.remarking import recommended, smart_of, smart_table
from lcspr_core.review import Review
from lcspr_core.smart import LABELS, Smart, smart_words
from lcspr_core.thread import Record
from lcspr_core.timescales.dates import UncertainDate, said
from lcspr_core.views import Prose, View
from lcspr_jupyter.components.lines import Lines
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.paper.html import show
from lcspr_jupyter.screens.recommended_before import RecommendedBefore
from lcspr_jupyter.screens.said import later

FORM = "procedure#procedure/action_plan"
LIGHTS: Mapping[Rag, tuple[str, str]] = {
    Rag.RED: ("Red", "late"),
    Rag.AMBER: ("Amber", "soon"),
    Rag.GREEN: ("Green", "done"),
    Rag.CLOSED: ("Closed", "plain"),
}
STATUSES: Mapping[str, str] = {one.key: one.title for one in STATUS}
CRITERIA = LABELS["8.2.40"]
NONE_YET = "No action is in the combined plan yet. {waiting}Open the form to say whose each is, and by when (8.2.49)."
AGAIN = (
    "These were recommended before in nearly the same words. That may be right: say on the action plan, under "
    "“If it was recommended before”, what became of it then."
)
WAITING = "{number} of the golden thread could be taken into it. "


@frozen(kw_only=True)
class Stood:
    """One action of the plan, its words, its light and why."""

    line: ActionLine
    words: str
    light: Rag
    why: str


class ActionsScreen:
    """The combined action plan, what is worst first."""

    def __init__(self, desk: Desk) -> None:
        """Read the plan as it stands now."""
        self.desk = desk
        self.lines, self.page = Lines(), ipywidgets.Output()
        self.before = RecommendedBefore(desk, self.show)
        desk.listeners.append(lambda _: later(self.show))
        self.show()

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        return ipywidgets.VBox([self.lines, self.page])

    def show(self) -> None:
        """Draw every action under its light, with the words that say why."""
        review, today = self.desk.open, self.desk.today
        every = stood(review, today)
        counts = [{"word": word, "sort": sort, "number": _number(every, key)} for key, (word, sort) in LIGHTS.items()]
        self.lines.state = {
            "lead": f"As at {said(today)}: {len(every)} action{'s' * (len(every) != 1)} in the combined plan.",
            "counts": counts if every else [],
            "groups": [self._group(light, [one for one in every if one.light is light]) for light in LIGHTS],
            "go": {"label": "Open “Action plan”", "href": FORM},
            "empty": NONE_YET.format(waiting=_waiting(review)),
            "undo": "",
            "rescue": "",
        }
        table = smart_table(review, self.desk.loaded.methodologies, today=today)
        views = (*again_views(self.before.told), table)
        self.page.outputs = ({"output_type": "display_data", "data": show(views)._repr_mimebundle_(), "metadata": {}},)
        self.before.look()

    def _group(self, light: Rag, some: list[Stood]) -> dict[str, Any]:
        items = [self._item(one) for one in some]
        return {"key": light.value, "title": LIGHTS[light][0], "words": f"({len(items)})", "items": items}

    def _item(self, one: Stood) -> dict[str, Any]:
        line = one.line
        word, sort = LIGHTS[one.light]
        facts = {
            "Why": f"{word}: {_all_of(one, self.desk.today)}.",
            "How far it is": STATUSES.get(line.status, "Not said"),
            "What should change": line.change,
            "How it is seen": line.measure,
            "Last heard": " ".join(filter(None, (_day(line.updated_on), line.progress))),
            "What shows it": line.output,
            "The difference": line.embedding,
            "Why dropped": line.dropped,
            "Recommended before": "\n".join(each.sentence for each in self.before.of(self._words(one))),
            **_judged(self._smart(one)),
        }
        whose = ", ".join(filter(None, (self.desk.open.called(line.agency), line.owner)))
        return {
            "key": line.id,
            "tag": word,
            "tag_sort": sort,
            "what": one.words,
            "small": " · ".join(filter(None, (one.why, whose or "nobody owns it", _by(line)))),
            "ask": "Why?",
            "facts": [{"label": label, "text": text} for label, text in facts.items()],
            "go": {"label": "Open the form", "href": FORM},
            "act": None,
        }

    def _words(self, one: Stood) -> frozenset[str]:
        """Return what an action says, and the recommendations that it answers."""
        record: Record | None = self.desk.open.one("action", one.line.action) if one.line.action else None
        rests = (self.desk.open.one("recommendation", link.to) for link in (record.rests_on if record else ()))
        return frozenset({one.words, *(each.title for each in rests if each)})

    def _smart(self, one: Stood) -> Smart:
        """Judge an action by its record on the thread where it has one, else by what its line says."""
        every = recommended(self.desk.open, self.desk.loaded.methodologies) if one.line.action else ()
        found = next((each for each in every if each.about == one.line.action), None)
        if found is not None:
            return smart_of(found, self.desk.today)
        line = one.line
        names = {"owner": line.owner, "agency": line.agency, "measure": line.measure, "relevant": line.change}
        return smart_words(one.words, {**names, "due": as_json(line.due_on)}, rests=False, today=self.desk.today)


def again_views(told: tuple[Before, ...]) -> Iterable[View]:
    """Return what others recommended before in nearly these words, each in a sentence; nothing where none did."""
    return (Prose(text=AGAIN), *before_views(told)) if told else ()


def stood(review: Review, today: date) -> tuple[Stood, ...]:
    """Return every action of the combined plan with its light and why, what is due first before the others."""
    lines = answered(review, "action_plan", ActionPlan).lines
    every = (_stood(review, line, *rag(line, today)) for line in lines)
    return tuple(sorted(every, key=lambda one: (one.line.due_on.start or date.max, one.line.id)))


def _stood(review: Review, line: ActionLine, light: Rag, why: str) -> Stood:
    record: Record | None = review.one("action", line.action) if line.action else None
    words = line.words or (record.title if record else "") or line.change or "An action without words"
    return Stood(line=line, words=words, light=light, why=why)


def _all_of(one: Stood, today: date) -> str:
    weak = tuple(weaknesses(one.line, today))
    return "; ".join(weak) if one.light is Rag.RED else one.why


def _judged(found: Smart) -> dict[str, str]:
    says = "; ".join(f"{CRITERIA[one.criterion].lower()}: {one.says.value}" for one in found.all)
    chosen = f"Chosen: {found.chosen.value}. " if found.chosen else "Not chosen yet. "
    return {"SMART": "\n".join((says, *found.missing)), "How strong": f"{chosen}{found.suggested.sentence}"}


def _number(every: tuple[Stood, ...], light: Rag) -> int:
    return sum(one.light is light for one in every)


def _waiting(review: Review) -> str:
    number = sum(not one.withdrawn for one in review.all("action"))
    return WAITING.format(number=f"{number} action{'s' * (number != 1)}") if number else ""


def _by(line: ActionLine) -> str:
    return f"by {_day(line.due_on)}" if _day(line.due_on) else "no day set"


def _day(day: UncertainDate) -> str:
    return day.typed or said(day.start)
