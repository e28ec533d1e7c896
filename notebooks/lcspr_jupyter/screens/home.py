"""Home: the reviews, what needs somebody now, and the form that opens a new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import ipywidgets

from lcspr_jupyter.components.form import Form
from lcspr_jupyter.components.home import Home
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.opening import OpeningForm
from lcspr_jupyter.screens.said import listen

Line = Mapping[str, Any]
SOON = 14
OPEN = "Open a new review"
GO_ON = "Go on with the review you began to open"
OPENERS = frozenset({"coordinator", "lead_reviewer"})
TAGS = {"late": "past its date", "soon": "soon", "done": "on course"}


class HomeScreen:
    """The register of reviews, read from their summaries alone."""

    def __init__(self, desk: Desk) -> None:
        """Draw the register; the form for a new review waits behind its command."""
        self.desk = desk
        self.component = Home()
        self.form = Form()
        self.opening = OpeningForm(desk, self.form)
        self.form.layout.display = "none"
        listen(self.component, {"new": self.new, "refresh": lambda _: self.show()})
        self.show()

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        return ipywidgets.VBox([self.component, self.form])

    def new(self, _: Line) -> None:
        """Show the form that opens a review."""
        self.form.layout.display = ""
        self.opening.show()

    def show(self) -> None:
        """Draw the register as it stands now."""
        today = date.fromisoformat(self.desk.today)
        reviews = [_line(one, today) for one in self.desk.gate.reviews() if one.get("id")]
        may = self.desk.person.role in OPENERS
        self.component.state = {
            "headline": _headline(reviews),
            "lead": "Everything here is saved on this computer, encrypted; nothing is sent anywhere.",
            "go": _go(reviews),
            "commands": [{"label": GO_ON if self.opening.begun else OPEN, "do": "new"}] if may else [],
            "due": _due(reviews),
            "reviews": reviews,
            "sorry": " ".join(one.sentence for one in self.desk.loaded.set_aside),
        }


def greeting(now: datetime) -> str:
    """Return the greeting for an hour of the day."""
    return "Good morning" if now.hour < 12 else "Good afternoon" if now.hour < 18 else "Good evening"  # noqa: PLR2004


def _headline(reviews: list[dict[str, Any]]) -> str:
    hello = greeting(datetime.now().astimezone())
    pressing = sum(one["due_state"] in {"late", "soon"} for one in reviews)
    if not reviews:
        return f"{hello}. No review is open yet."
    if not pressing:
        return f"{hello}. Nothing is pressing."
    return f"{hello}. {pressing} {'review has' if pressing == 1 else 'reviews have'} a date close by."


def _go(reviews: list[dict[str, Any]]) -> dict[str, str] | None:
    if not reviews:
        return None
    first = min(reviews, key=lambda one: one["due"] or "9999")
    step = f": {first['step']}" if first["step"] else ""
    return {"label": f"Go on with {first['title']}{step}", "href": first["href"]}


def _due(reviews: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    dated = sorted((one for one in reviews if one["due"]), key=lambda one: one["due"])
    return [
        {"day": one["due_words"], "what": f"{one['title']}: {one['due_what']}", "source": "8.2.39"} for one in dated[:5]
    ]


def _line(told: Line, today: date) -> dict[str, Any]:
    due = date.fromisoformat(told["due"]) if told.get("due") else None
    state = _state(due, date.fromisoformat(told["as_at"]) if told.get("as_at") else today)
    method = ", ".join(part for part in (told.get("methodology"), told.get("profile")) if part)
    return {
        **told,
        "href": f"/r/{told['id']}/workbench" if told.get("methodology") else f"/r/{told['id']}/case",
        "method": method or "No methodology chosen yet",
        "due": told.get("due") or "",
        "due_words": day(due) if due else "",
        "due_what": "six months end",
        "due_state": state,
        "due_tag": TAGS[state],
    }


def _state(due: date | None, today: date) -> str:
    if due is None:
        return "done"
    left = (due - today).days
    return "late" if left < 0 else "soon" if left <= SOON else "done"


def day(when: date) -> str:
    """Return a date as every page writes it."""
    return f"{when.day} {when:%B %Y}"
