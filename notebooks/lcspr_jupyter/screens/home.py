"""Home: the reviews, what needs somebody now, and the form that opens a new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import ipywidgets

from lcspr_jupyter.components.form import Form
from lcspr_jupyter.components.home import Home
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.opening import OpeningForm
from lcspr_jupyter.screens.reviews import SOON, STAGES, roles, row
from lcspr_jupyter.screens.said import listen

Line = Mapping[str, Any]
MOST_NEXT = 3
OPEN = "Open a new review"
GO_ON = "Go on with the review you began to open"
OPENERS = frozenset({"coordinator", "lead_reviewer"})


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
        told = [one for one in self.desk.gate.reviews() if one.get("id")]
        role = self.desk.person.role
        reviews = [row(one, order, role) for order, one in enumerate(told)]
        waits = sum(bool(one.get("waits")) for one in told)
        open_ones = [one for one in reviews if not one["folded"]]
        may = role in OPENERS
        self.component.state = {
            "headline": _headline(reviews, open_ones),
            "lead": "Everything here is saved on this computer, encrypted; nothing is sent anywhere.",
            "go": _go(told, role),
            "commands": [{"label": GO_ON if self.opening.begun else OPEN, "do": "new"}] if may else [],
            "due": _due(open_ones),
            "counting": {"left": waits, "of": len(told)} if waits else None,
            "stages": list(STAGES),
            "roles": roles(open_ones),
            "reviews": reviews,
            "sorry": " ".join(one.sentence for one in self.desk.loaded.set_aside),
        }


def greeting(now: datetime) -> str:
    """Return the greeting for an hour of the day."""
    return "Good morning" if now.hour < 12 else "Good afternoon" if now.hour < 18 else "Good evening"  # noqa: PLR2004


def _headline(reviews: Sequence[Line], open_ones: Sequence[Line]) -> str:
    hello = greeting(datetime.now().astimezone())
    late, soon = (sum(how(one) for one in open_ones) for how in (_is_late, _is_soon))
    if not reviews:
        return f"{hello}. No review is open yet."
    said_ = [
        f"{_reviews(late)} something late" * bool(late),
        f"{_reviews(soon)} a date within {SOON} days" * bool(soon),
    ]
    return f"{hello}. {'; '.join(filter(None, said_)) or 'Nothing is pressing'}."


def _is_late(one: Line) -> bool:
    return bool(one["late"])


def _is_soon(one: Line) -> bool:
    return bool(one["due_state"] == "soon")


def _reviews(many: int) -> str:
    return f"{many} review{'s have' if many != 1 else ' has'}"


def _go(told: Sequence[Line], role: str) -> dict[str, str] | None:
    """Lead to the review that was changed last, at the step where it is."""
    if not told:
        return None
    last = max(told, key=lambda one: str(one.get("changed_at", "")))
    step = f": {last['step']}" if last.get("step") else ""
    return {"label": f"Go on with {last['title']}{step}", "href": row(last, role=role)["href"]}


def _due(reviews: Sequence[Line]) -> list[dict[str, str]]:
    """Return what is late, of each review that has most of it, then what has the next days of whichever."""
    return [*_late(reviews), *_coming(reviews)]


def _late(reviews: Iterable[Line]) -> list[dict[str, str]]:
    late = sorted((one for one in reviews if one["late"]), key=lambda one: -one["late"])[:MOST_NEXT]
    return [{**_led(one), "day": "Late", "what": _things(one["late"]), "who": "", "source": ""} for one in late]


def _led(one: Line) -> dict[str, str]:
    return {"review": one["title"], "href": f"/r/{one['id']}/due"}


def _things(many: int) -> str:
    return f"{many} things are late" if many > 1 else "1 thing is late"


def _coming(reviews: Iterable[Line]) -> list[dict[str, str]]:
    dated = (one for one in reviews if one["due"] and one["due_state"] != "late")
    return [
        {
            **_led(one),
            "day": one["due_day"],
            "what": one["due_what"],
            "who": one["who"],
            "source": one["source"],
        }
        for one in sorted(dated, key=lambda one: one["due"])[:MOST_NEXT]
    ]
