"""What each agency was asked for and where it stands, and what is done about it: ask, chase, close (8.2.19)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import ipywidgets

from lcspr_core.answers import STATE_WORDS, AnswerState
from lcspr_core.panels.returns import OPEN, AgencyReturn, asked, overdue, returns_now
from lcspr_core.timescales.dates import said
from lcspr_jupyter.components.lines import Lines
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.acts import Doer
from lcspr_jupyter.screens.half_written import HalfWritten
from lcspr_jupyter.screens.returns_acts import REASON, STEP, put_down
from lcspr_jupyter.screens.said import later, listen
from lcspr_jupyter.screens.taking_back import TakingBack

Said = Mapping[str, Any]
ASKERS = frozenset({"coordinator", "lead_reviewer"})
GROUPS = (
    ("late", "Overdue", "Overdue", "late"),
    ("open", "Asked, and not here yet", "Asked", "soon"),
    ("unasked", "Not asked yet", "Not asked", "plain"),
    ("closed", "Came, or never will", "", "done"),
)
GAP = (
    "Nobody waits for it any more, so it is not late. It stays a gap, and is never read as “not known” (8.2.19): take "
    "it higher, step by step (8.2.11; 8.2.43)."
)
HIGHER = {"label": "Open “Challenges, questions and disputes”", "href": "procedure#procedure/panel_issues~disputes"}
ASK = {"name": "ask", "label": "It was asked for", "needs": ""}
OPEN_ACTS = (
    {"name": "chase", "label": "Chased", "needs": ""},
    {"name": "came", "label": "It came", "needs": ""},
    {"name": "never", "label": "It will never come", "needs": REASON},
)


class ReturnsScreen:
    """Every agency with what it was asked for, overdue ones first."""

    def __init__(self, desk: Desk) -> None:
        """Read what was asked for, as it stands now."""
        self.desk, self.past = desk, TakingBack(desk, self.show)
        self.lines = Lines()
        self.begun = HalfWritten(desk, "returns")
        listen(self.lines, {"act": self.act, "undo": self.past.undo, "begin": self.begun.begin})
        desk.listeners.append(lambda _: later(self.show))
        self.show()

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        return self.lines

    # -- what a person does ---------------------------------------------------------------------

    def act(self, said_: Said) -> None:
        """Put down that something was asked for, chased, came, or will never come."""
        review = self.desk.open
        new = put_down(review, said_, Doer(id=self.desk.person.id, today=self.desk.today))
        if new is not review:
            self.desk.put(new, f"put down a return: {said_['name']}")
            self.past.kept()

    # -- what a person sees ---------------------------------------------------------------------

    def show(self) -> None:
        """Draw every agency as it stands now."""
        grouped = self._grouped()
        self.lines.state = {
            "lead": f"As at {said(self.desk.today)}: {_counted(grouped)}.",
            "counts": [],
            "groups": [self._group(*group, grouped[group[0]]) for group in GROUPS],
            "empty": "No agency is in this case yet. Add them on “Agencies and terms” (8.2.19).",
            "undo": self.past.label,
            "undone": self.past.words,
            "rescue": f"/r/{self.desk.review_id}/rescue",
            "target": {"table": "returns"},
            "begun": dict(self.begun.at),
        }

    def _grouped(self) -> dict[str, list[AgencyReturn]]:
        review = self.desk.open
        every = sorted(returns_now(review), key=lambda one: (one.due_on or date.max, one.id))
        late = {one.id for one in overdue(review, self.desk.today)}
        outlined = {one.agency for one in every if one.step == STEP}
        return {
            "late": [one for one in every if one.id in late],
            "open": [one for one in every if one.state in OPEN and one.id not in late],
            "unasked": [
                asked(one.id, STEP, on=self.desk.today) for one in review.all("agency") if one.id not in outlined
            ],
            "closed": [one for one in every if one.state not in OPEN],
        }

    def _group(self, key: str, title: str, word: str, sort: str, some: list[AgencyReturn]) -> dict[str, Any]:
        items = [self._item(one, key, word, sort) for one in some]
        return {"key": key, "title": title, "words": f"({len(items)})", "items": items}

    def _item(self, one: AgencyReturn, key: str, word: str, sort: str) -> dict[str, Any]:
        facts = {} if key == "unasked" else _facts(one)
        return {
            "key": one.id,
            "tag": word or STATE_WORDS[one.state].capitalize(),
            "tag_sort": "plain" if one.state is AnswerState.NOT_RETURNED else sort,
            "what": self.desk.open.called(one.agency),
            "small": " · ".join(filter(None, (one.step.replace("_", " "), *_short(one, key)))),
            "ask": "Open",
            "facts": [{"label": label, "text": text} for label, text in facts.items()],
            "go": HIGHER if one.state is AnswerState.NOT_RETURNED else None,
            "act": self._act(key),
        }

    def _act(self, key: str) -> dict[str, Any] | None:
        if key == "closed" or self.desk.person.role not in ASKERS:
            return None
        asks = key == "unasked"
        return {
            "on": "On which day",
            "day": said(self.desk.today),
            "words": "By which day it should come" if asks else "If it will never come: why",
            "commands": [ASK] if asks else list(OPEN_ACTS),
        }


def _counted(grouped: Mapping[str, list[AgencyReturn]]) -> str:
    never = sum(one.state is AnswerState.NOT_RETURNED for one in grouped["closed"])
    counts = (
        (len(grouped["late"]), "overdue"),
        (len(grouped["open"]), "asked for and not here yet"),
        (len(grouped["unasked"]), "not asked"),
        (len(grouped["closed"]) - never, "came"),
        (never, "will never come"),
    )
    return ", ".join(f"{number} {words}" for number, words in counts if number) or "no agency is in this case yet"


def _facts(one: AgencyReturn) -> dict[str, str]:
    return {
        "Asked on": said(one.asked_on),
        "Due on": said(one.due_on) or "No day was set",
        "Chased on": "; ".join(said(day) for day in one.chased_on) or "Not chased",
        "Came on": said(one.came_on),
        "What came": one.file,
        "Reason": one.reason,
        "What that leaves": GAP if one.state is AnswerState.NOT_RETURNED else "",
    }


def _short(one: AgencyReturn, key: str) -> tuple[str, ...]:
    if key == "unasked":
        return ()
    if one.came_on:
        return (f"came on {said(one.came_on)}",)
    return (
        f"due on {said(one.due_on)}" if one.due_on else "",
        f"chased {len(one.chased_on)}×" if one.chased_on else "",
    )
