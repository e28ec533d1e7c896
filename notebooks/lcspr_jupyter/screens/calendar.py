"""Closed days: how far the table of bank holidays was checked, and what the partnership itself added to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets

from lcspr_core.plain import from_json
from lcspr_core.timescales.closed_days import ClosedDay, ClosedSort
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.working_days import VERIFIED_TO
from lcspr_jupyter.components.lines import Lines
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.acts import closing
from lcspr_jupyter.screens.half_written import HalfWritten
from lcspr_jupyter.screens.said import listen

Said = Mapping[str, Any]
PAGE, ADD = "calendar", "add"
LEAD = (
    "Every time limit is counted with the bank holidays of England and Wales. They are checked against the "
    "government’s list up to {day}; a date after that says that it is to be checked again. "
    "Your partnership added {added}."
)
ADDED = "{day} is in the calendar from today: {counted}. What is due is counted anew; load other pages again."
ENDED = "{day} is out of the calendar from today. What was counted with it before today stays as it was."
# Of each sort: its word, how it counts, and what the button says.
SORTS: Mapping[ClosedSort, tuple[str, str, str]] = {
    ClosedSort.PROCLAIMED: (
        "For everybody",
        "it is no working day, so time limits in working days get longer by it",
        "Add it for everybody",
    ),
    ClosedSort.OWN: (
        "Our offices",
        "nobody is at work here on it, and no time limit gets longer: what is due on it has to be done before",
        "Add it for our offices alone",
    ),
}
NAMED = "Write what the day is, as in: Day of thanks."
NOT_YOURS = "The coordinator of all reviews adds a day, and takes one out."
FIRST = "On the command line, “lcspr holidays {day}” shows first what a day would move in each review."


class CalendarScreen:
    """The partnership's own closed days, which hold in all its reviews."""

    def __init__(self, desk: Desk) -> None:
        """Read the days as they are kept."""
        self.desk = desk
        self.lines = Lines()
        self.may = desk.gate.closes_days()
        self.begun = HalfWritten(desk, PAGE)
        self.words = ""
        listen(self.lines, {"act": self.act, "begin": self.begun.begin})
        self.show()

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        return self.lines

    def act(self, said_: Said) -> None:
        """Put a day in force, or end one, from today."""
        done = from_json(ClosedDay, self.desk.gate.close_day(closing(said_)))
        self.begun.let_go(str(said_["key"]))
        words = ENDED if done.ended else ADDED
        self.words = words.format(day=said(done.day), counted=SORTS[done.sort][1])
        self.show()

    def show(self) -> None:
        """Draw the days in force, those that ended, and where one is added."""
        days = [from_json(ClosedDay, one) for one in self.desk.gate.closed_days()]
        here, gone = [one for one in days if one.ended is None], [one for one in days if one.ended]
        added = f"{len(here)} day{'s' * (len(here) != 1)} to it" if here else "none to it"
        self.lines.state = {
            "lead": " ".join(filter(None, (self.words, LEAD.format(day=said(VERIFIED_TO), added=added)))),
            "counts": [],
            "groups": [
                _group("add", "Add a day", [self._adding()] if self.may else []),
                _group("kept", "Added by your partnership", [self._line(one) for one in here]),
                _group("gone", "Taken out again", [self._line(one) for one in gone]),
            ],
            "go": None,
            "empty": NOT_YOURS if not self.may else "",
            "undo": "",
            "rescue": "/rescue",
            "target": {"table": PAGE},
            "begun": dict(self.begun.at),
        }

    def _adding(self) -> dict[str, Any]:
        commands = [{"name": sort.value, "label": label, "needs": NAMED} for sort, (_, _, label) in SORTS.items()]
        counts = "\n".join(f"{word}: {counted}." for word, counted, _ in SORTS.values())
        return {
            "key": ADD,
            "tag": "",
            "tag_sort": "plain",
            "what": "A day that was proclaimed, or on which your offices close",
            "small": "",
            "ask": "Add a day",
            "facts": [
                {"label": "How it counts", "text": counts},
                {"label": "Before you add it", "text": FIRST.format(day="2027-05-10")},
            ],
            "go": None,
            "act": {
                "on": "Which day, as in 10 May 2027",
                "day": "",
                "words": "What the day is",
                "more": "Why it is added, as in: proclaimed on 1 March 2027",
                "commands": commands,
            },
        }

    def _line(self, one: ClosedDay) -> dict[str, Any]:
        tag, counted, _ = SORTS[one.sort]
        ended = f"taken out on {said(one.ended)}" if one.ended else ""
        facts = {"Why": one.why, "How it counts": f"{counted[0].upper()}{counted[1:]}.", "Added by": one.by}
        end = {"name": "end", "label": "Take it out from today", "needs": ""}
        return {
            "key": one.id if one.ended else one.day.isoformat(),
            "tag": tag,
            "tag_sort": "plain",
            "what": f"{said(one.day)}: {one.name}",
            "small": " · ".join(filter(None, (f"Added on {said(one.since)}", ended))),
            "ask": "Why?",
            "facts": [{"label": label, "text": text} for label, text in facts.items()],
            "go": None,
            "act": {"on": "", "day": "", "words": "", "commands": [end]} if self.may and not one.ended else None,
        }


def _group(key: str, title: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"key": key, "title": title, "words": f"({len(items)})" if key != ADD else "", "items": items}
