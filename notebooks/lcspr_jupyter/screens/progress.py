"""Dated snapshots of how a review stands: taken on their day, kept as they were, and compared (SI 2018/789 reg 14)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets

from lcspr_core.progress import SOURCE, changes, in_order, now, snapshots_table
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.snapshots import Snapshot
from lcspr_core.views import Prose, Section, View
from lcspr_jupyter.components.lines import Lines
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.paper.html import show
from lcspr_jupyter.screens.acts import Doer, take_snapshot
from lcspr_jupyter.screens.half_written import HalfWritten
from lcspr_jupyter.screens.said import later, listen

Said = Mapping[str, Any]
TAKERS = frozenset({"coordinator", "lead_reviewer"})
TODAY, MOST_OTHERS = "today", 4
NEVER = "Nobody has kept a look at the progress of this review yet."
LEAD = "{looked} Time taken and quality are looked at regularly ({source}), and each look stays as it was."
LOOKED = "Last looked at on {day}, {number} in all."
NOTHING = "Nothing is otherwise."
DOCUMENTS = {"label": "Make the record as Word or PDF on Documents", "href": "documents"}


class ProgressScreen:
    """Every look at a review's progress, the newest first, and today beside them."""

    def __init__(self, desk: Desk) -> None:
        """Read what was kept; today is worked out anew whenever something changes."""
        self.desk = desk
        self.lines, self.page = Lines(), ipywidgets.Output()
        self.compared: tuple[str, str] | None = None
        self.begun = HalfWritten(desk, "progress")
        listen(self.lines, {"act": self.act, "begin": self.begun.begin})
        desk.listeners.append(lambda _: later(self.show))
        self.show()

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        return ipywidgets.VBox([self.lines, self.page])

    # -- what a person does ---------------------------------------------------------------------

    def act(self, said_: Said) -> None:
        """Take a snapshot of today, or lay two beside each other."""
        name, _, other = str(said_["name"]).partition(" ")
        if name == "compare":
            self.compared = (str(said_["key"]), other)
            self.show()
        elif name == "take":
            doer = Doer(id=self.desk.person.id, today=self.desk.today, methodologies=self.desk.loaded.methodologies)
            self.desk.put(take_snapshot(self.desk.open, said_, doer), "took a snapshot of progress")

    # -- what a person sees ---------------------------------------------------------------------

    def show(self) -> None:
        """Draw every look, what changed since, and below it the two that are compared."""
        every = in_order(self.desk.open.all("snapshot"))
        here = now(self.desk.open, self.desk.loaded.methodologies, today=self.desk.today)
        looked = LOOKED.format(day=said(every[-1].on), number=len(every)) if every else NEVER
        kept = [self._kept(one, every[at - 1] if at else None, every) for at, one in enumerate(every)]
        self.lines.state = {
            "lead": LEAD.format(looked=looked, source=SOURCE),
            "counts": [],
            "groups": [
                {"key": "now", "title": "Today", "words": "", "items": [self._today(here, every)]},
                {"key": "kept", "title": "Kept", "words": f"({len(kept)})", "items": kept[::-1]},
            ],
            "go": DOCUMENTS if every else None,
            "empty": "",
            "undo": "",
            "rescue": f"/r/{self.desk.review_id}/rescue",
            "target": {"table": "progress"},
            "begun": dict(self.begun.at),
        }
        bundle = show(self._below(here, every))._repr_mimebundle_()
        self.page.outputs = ({"output_type": "display_data", "data": bundle, "metadata": {}},)

    def _today(self, here: Snapshot, every: tuple[Snapshot, ...]) -> dict[str, Any]:
        last = every[-1] if every else None
        done = last is not None and last.on == here.on
        may = self.desk.person.role in TAKERS and not done
        return {
            **_line(here, "Kept" if done else "Not kept", "done" if done else "plain"),
            "key": TODAY,
            "ask": "Take a snapshot" if may else "Open",
            "facts": [*_facts(here), *_since(last, here)],
            "act": TAKE if may else None,
        }

    def _kept(self, one: Snapshot, before: Snapshot | None, every: tuple[Snapshot, ...]) -> dict[str, Any]:
        others = [each for each in every[::-1] if each.id != one.id][:MOST_OTHERS]
        places = [(TODAY, "today"), *((each.id, said(each.on)) for each in others)]
        commands = [
            {"name": f"compare {key}", "label": f"Compare with {title}", "needs": "", "looks": True}
            for key, title in places
        ]
        return {
            **_line(one, "Kept", "done"),
            "ask": "Open",
            "facts": [{"label": "Taken by", "text": one.by}, *_facts(one), *_since(before, one)],
            "act": {"on": "", "day": "", "words": "", "commands": commands},
        }

    def _below(self, here: Snapshot, every: tuple[Snapshot, ...]) -> tuple[View, ...]:
        known = {TODAY: here, **{one.id: one for one in every}}
        pair = [known[name] for name in self.compared or () if name in known]
        first = _compared(*in_order(pair)) if len(pair) == 2 else ()  # noqa: PLR2004  (two are compared)
        return (*first, snapshots_table(every[::-1]))


TAKE = {
    "on": "",
    "day": "",
    "words": "What was found about the time taken",
    "more": "What was found about the quality of the work",
    "commands": [{"name": "take", "label": "Keep a snapshot of today", "needs": ""}],
}


def _line(one: Snapshot, tag: str, sort: str) -> dict[str, Any]:
    late, open_ones = one.standing("late"), one.standing("open")
    return {
        "key": one.id,
        "tag": tag,
        "tag_sort": sort,
        "what": f"{said(one.on)}: {one.stage}",
        "small": f"{late} late, {open_ones} open, {one.standing('done')} done · {_lights(one)}",
        "go": None,
    }


def _lights(one: Snapshot) -> str:
    counted = {light: sum(each.light == light for each in one.actions) for light in ("red", "amber", "green", "closed")}
    words = ", ".join(f"{number} {light}" for light, number in counted.items() if number)
    return f"actions: {words}" if words else "no action in the plan"


def _facts(one: Snapshot) -> list[dict[str, str]]:
    late = [f"{each.what} ({each.id})" for each in one.duties if each.stand == "late"]
    return [
        {"label": "Time taken", "text": one.time},
        {"label": "Quality", "text": one.quality},
        {"label": "Late", "text": "\n".join(late)},
        {"label": "Rules", "text": one.rules},
    ]


def _since(before: Snapshot | None, one: Snapshot) -> list[dict[str, str]]:
    if before is None or before.id == one.id:
        return []
    return [{"label": f"Since {said(before.on)}", "text": "\n".join(changes(before, one)) or NOTHING}]


def _compared(before: Snapshot, after: Snapshot) -> tuple[View, ...]:
    words = "\n".join(f"- {one}" for one in changes(before, after)) or NOTHING
    title = f"What is otherwise, from {said(before.on)} to {said(after.on)}"
    return (Section(title=title, views=(Prose(text=words),)),)
