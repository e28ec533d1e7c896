"""One review as the register draws it: where it stands, what is due next and from whom, by which method and rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from attrs import frozen

from lcspr_core.procedure.roles import ROLE_TITLES
from lcspr_core.spine import PHASE_TITLES
from lcspr_core.summary import Course
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.duties import Duty, own_duties
from lcspr_core.timescales.editions import editions

Line = Mapping[str, Any]
SOON = 14
ENDED = frozenset({Course.NO_REVIEW, Course.CLOSED})
STAGES = (*PHASE_TITLES.values(), "Every step is done")
COURSES: Mapping[str, str] = {
    Course.NO_REVIEW: "Ended: no review is held",
    Course.CLOSED: "Closed: every action is embedded",
    Course.PUT_OFF: "The recommendation is put off; the month is not stopped",
    Course.PUBLISHED: "The report is out; actions go on",
}
NOT_YET = "Its dates are being worked out"


@frozen(kw_only=True)
class NextDue:
    """What a review's line says is due next: which duty, on which day, and how near that is."""

    duty: Duty | None = None
    day: date | None = None
    left: int | None = None

    @property
    def state(self) -> str:
        """In a word, how it stands."""
        if self.left is None:
            return "plain"
        return "late" if self.left < 0 else "soon" if self.left <= SOON else "done"

    @property
    def tag(self) -> str:
        """In a few words, how near it is."""
        if self.left is None or self.left > SOON:
            return "" if self.left is None else "on course"
        words = "today" if self.left == 0 else f"{self.left} day{'s' * (self.left != 1)}"
        return "past its date" if self.left < 0 else words


@cache
def duties() -> Mapping[str, Duty]:
    """Return the duties of the register by id."""
    return {one.id: one for one in own_duties()}


@cache
def rules() -> Mapping[str, str]:
    """Return each edition's name by key."""
    return {one.key: one.guidance for one in editions()}


def next_due(told: Line) -> NextDue:
    """Return what is due next by a review's line; a duty that no register knows is left out."""
    body, on = told.get("next") or {}, _day(told.get("on"))
    duty, day = duties().get(body.get("duty", "")), _day(body.get("act_by"))
    left = (day - on).days if day and on else None
    return NextDue(duty=duty, day=day, left=left) if duty else NextDue()


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def row(told: Line, order: int = 0, role: str = "") -> dict[str, Any]:
    """Return a review's line as the register draws it."""
    coming, course, late = next_due(told), str(told.get("course", "")), int(told.get("late", 0))
    return {
        "id": told["id"],
        "title": told.get("title") or told["id"],
        "href": f"/r/{told['id']}/{_first_page(told, role)}",
        "reference": told["id"] if told["id"] != str(told.get("title", "")).lower() else "",
        "method": _method(told),
        "rules": rules().get(told.get("edition", ""), ""),
        "folded": course in ENDED,
        "course": course,
        "order": order,
        "owing": list(told.get("owing", ())),
        "late": late,
        "late_words": f"{late} late" if late else "",
        **_standing(told, course),
        **_due(coming, on=bool(told.get("on")), late=bool(late)),
    }


def _first_page(told: Line, role: str) -> str:
    """Lead to a page that is open to whoever asks: the case is open to neither an agency's author nor a reader."""
    without = {"agency_author": "procedure", "reader": "thread"}.get(role, "case")
    return "workbench" if told.get("methodology") and role != "reader" else without


def _method(told: Line) -> str:
    return ", ".join(filter(None, (told.get("methodology"), told.get("profile")))) or "No methodology chosen yet"


def _standing(told: Line, course: str) -> dict[str, Any]:
    phase, phases = int(told.get("phase", 0)), int(told.get("phases", len(PHASE_TITLES)))
    place = f"{told['step']} · step {told['place']} of {told['steps']}" if told.get("steps") else ""
    due = _day(told.get("due")) if course not in ENDED else None
    return {
        "phase": phase,
        "phases": phases,
        "stage": COURSES.get(course) or STAGES[min(phase, len(STAGES) - 1)],
        "place": " · ".join(filter(None, (place, told.get("words") if place else ""))),
        "six_months": f"Six months end on {said(due)}" if due else "",
    }


def _due(coming: NextDue, *, on: bool, late: bool) -> dict[str, str]:
    who = ", ".join(ROLE_TITLES[key] for key in coming.duty.who) if coming.duty else ""
    return {
        "due": coming.day.isoformat() if coming.day else "",
        "due_day": said(coming.day) if coming.day else "No day of its own" * bool(coming.duty),
        "due_tag": "" if late and coming.state == "done" else coming.tag,  # what has something late is not on course
        "due_state": coming.state,
        "due_what": coming.duty.what if coming.duty else "" if on else NOT_YET,
        "who": who,
        "source": coming.duty.paragraph if coming.duty else "",
    }


def roles(rows: Iterable[Line]) -> list[dict[str, str]]:
    """Return each role that owes something in any of these reviews, in the order of the procedure."""
    owing = {key for one in rows for key in one["owing"]}
    return [{"key": key, "title": title} for key, title in ROLE_TITLES.items() if key in owing]
