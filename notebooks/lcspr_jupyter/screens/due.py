"""What is due in the open review: from whom, by when, why, and what happens if it is late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import ipywidgets

from lcspr_core.procedure.answered_at import place_of
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.consequences import if_late
from lcspr_core.procedure.diary import diary
from lcspr_core.procedure.forecast import forecast
from lcspr_core.procedure.roles import ROLE_TITLES
from lcspr_core.procedure.standing import DutyStanding, Stand, standings
from lcspr_core.procedure.steps import EVENT_TITLES, PROCEDURE
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.duties import CARRIER_WORDS, Carrier, Duty, DutyKind, Strength
from lcspr_core.timescales.editions import Basis
from lcspr_core.timescales.rules import Rule, Unit, Way
from lcspr_jupyter.components.due import DueList
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.acts import Doer, put_down
from lcspr_jupyter.screens.half_written import HalfWritten
from lcspr_jupyter.screens.said import later, listen

Said = Mapping[str, Any]
EVERYBODY = "everybody"
SOON = 14
ALL_APPROVALS = {"label": "See all approvals, in order", "href": "approvals"}
PAGES = {
    "panel": "Panel",
    "progress": "Progress",
    "returns": "Returns",
    "terms": "Agencies and terms",
    "thread": "Thread",
}
STRENGTHS = {Strength.MUST: "must be done", Strength.SHOULD: "should be done", Strength.MAY: "may be done"}
UNITS = {Unit.DAY: "day", Unit.WORKING_DAY: "working day", Unit.MONTH: "month"}
ORDERS = {Way.BEFORE: "before", Way.AFTER: "after", Way.AT: "with", Way.IMMEDIATE: "at once after"}
PASSED = "Its turn has passed"  # late without a day: what it was to come before is done already
UNDATED = {
    Stand.DONE: "Done",
    Stand.NOT_NEEDED: "Not needed here",
    Stand.WITHOUT: "Closed without it",
    Stand.LATE: PASSED,
}
SETTLED = {
    Stand.WITHOUT: "Nobody waits for it any more; it stays a gap, and is taken higher step by step (8.2.11; 8.2.43). "
    "If it comes after all, put that down where the agency answers.",
}
GROUPS: tuple[tuple[str, str], ...] = (
    ("late", "Late"),
    ("dated", "With a date"),
    ("open", "Open, without a date of its own"),
    ("settled", "Done, not needed, or closed without it"),
)


class DueScreen:
    """One review's duties as they stand today, and what somebody puts down about them."""

    def __init__(self, desk: Desk) -> None:
        """Begin with everybody's duties, and choose what presses most."""
        self.desk = desk
        self.component = DueList()
        self.role = EVERYBODY
        self.chosen = ""
        self.begun = HalfWritten(desk, "due")
        commands = {"choose": self.choose, "filter": self.narrow, "put": self.put, "begin": self.begun.begin}
        listen(self.component, commands)
        desk.listeners.append(lambda _: later(self.show))
        self.show()

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        return self.component

    # -- what a person does ---------------------------------------------------------------------

    def choose(self, said_: Said) -> None:
        """Show why one of them is due."""
        self.chosen = str(said_["key"])
        self.show()

    def narrow(self, said_: Said) -> None:
        """Show one role's duties, or everybody's."""
        self.role = str(said_["key"])
        self.chosen = ""
        self.show()

    def put(self, said_: Said) -> None:
        """Keep what somebody did about a duty, or why it is not needed here."""
        new = put_down(self.desk.open, said_, Doer(id=self.desk.person.id, today=self.desk.today))
        self.desk.put(new, f"put down {said_['duty']}")

    # -- what a person sees ---------------------------------------------------------------------

    def show(self) -> None:
        """Draw the duties as they stand now."""
        every = [one for one in standings(case_of(self.desk.open, self.desk.today)) if one.stand is not Stand.NOT_YET]
        here = [one for one in every if self.role in {EVERYBODY, *one.duty.who}]
        grouped = {key: [one for one in sorted(here, key=_pressing) if _group(one) == key] for key, _ in GROUPS}
        first = next((one for rows in grouped.values() for one in rows), None)
        chosen = next((one for one in here if one.duty.id == self.chosen), first)
        self.component.state = {
            "lead": self._lead(here),
            "filters": self._filters(every),
            "groups": [self._grouped(key, title, grouped[key], chosen) for key, title in GROUPS],
            "empty": "Nothing is due here. What has not begun yet is not shown.",
            "chosen": self._detail(chosen) if chosen else None,
            "rescue": f"/r/{self.desk.review_id}/rescue",
            "target": {"table": "due"},
            "begun": dict(self.begun.at),
            "calendar": diary(str(self.desk.review_id), here, datetime.now(UTC)).decode(),
        }

    def _grouped(self, key: str, title: str, rows: list[DutyStanding], chosen: DutyStanding | None) -> dict[str, Any]:
        items = [self._item(one, chosen) for one in rows]
        length = {"folded": key == "settled", "long": key == "open"}
        return {"key": key, "title": title, "words": f"({len(rows)})", **length, "items": items}

    def _lead(self, here: Iterable[DutyStanding]) -> str:
        open_ones = [one for one in here if one.is_open]
        late = sum(one.stand is Stand.LATE for one in open_ones)
        whom = "everybody" if self.role == EVERYBODY else ROLE_TITLES[self.role]
        words = f"As at {said(self.desk.today)}, for {whom}: {len(open_ones)} open, {late} of them late."
        return " ".join(filter(None, (words, self._likely())))

    def _likely(self) -> str:
        """Say when the review is likely to be completed, beside the day on which it was due at first."""
        found = forecast(case_of(self.desk.open, self.desk.today), methodologies=self.desk.loaded.methodologies)
        if found is None or found.likely is None:
            return ""
        return f"Likely to be completed on {said(found.likely)}; due {said(found.due)}."

    def _filters(self, every: Iterable[DutyStanding]) -> list[dict[str, Any]]:
        owing = dict.fromkeys(who for one in every if one.is_open for who in one.duty.who)
        keys = (EVERYBODY, *(key for key in ROLE_TITLES if key in owing or key == self.role))
        titles = {EVERYBODY: "Everybody", **ROLE_TITLES}
        return [{"key": key, "label": titles[key], "chosen": key == self.role} for key in keys]

    def _item(self, one: DutyStanding, chosen: DutyStanding | None) -> dict[str, Any]:
        words, sort = _tag(one, self.desk.today)
        return {
            "key": one.duty.id,
            "day": said(_act_by(one)) or PASSED * (one.stand is Stand.LATE),
            "tag": words,
            "tag_sort": sort,
            "what": one.duty.what,
            "who": ", ".join(ROLE_TITLES[who] for who in one.duty.who),
            "paragraph": one.duty.paragraph,
            "rule": ruled(one.due.rule if one.due else one.duty.rule, one.basis),
            "chosen": chosen is not None and one.duty.id == chosen.duty.id,
        }

    def _detail(self, one: DutyStanding) -> dict[str, Any]:
        duty, settled = one.duty, not one.is_open
        act_by = _act_by(one)
        return {
            "key": duty.id,
            "above": duty.what,
            "day": said(act_by) or _undated(one),
            "below": _below(one),
            "why": one.why,
            "steps": [f"{part.rstrip('.')}." for part in one.due.derivation.split(". ")] if one.due else [],
            "late": "" if settled else if_late(duty),
            "go": None if settled else way_to(duty),
            "also": None if settled or duty.kind is not DutyKind.APPROVAL else ALL_APPROVALS,
            "way_out": duty.way_out if not settled else SETTLED.get(one.stand, "Nothing more."),
            "source": [f"{duty.paragraph}: {STRENGTHS[duty.strength]}", one.rests_on, CARRIER_WORDS[duty.carried_by]],
            "may_put": not settled and duty.carried_by is Carrier.REMINDER,
            "may_waive": not settled and duty.waivable,
            "today": said(self.desk.today),
        }


def way_to(duty: Duty) -> dict[str, str] | None:
    """Return the way to where a duty is answered: a form at its question, or a page."""
    place = place_of(duty)
    if place is None or place.page == "due":
        return None
    if place.page:
        return {"label": f"Open the page “{PAGES[place.page]}”", "href": place.page}
    step = PROCEDURE.step(place.form)
    at = f"~{place.question}" if place.question else ""
    title = step.title if step else place.form
    return {"label": f"Open “{title}”", "href": f"procedure#{PROCEDURE.slug}/{place.form}{at}"}


def _group(one: DutyStanding) -> str:
    if not one.is_open:
        return "settled"
    if one.stand is Stand.LATE:
        return "late"
    return "dated" if _act_by(one) else "open"


def _act_by(one: DutyStanding) -> date | None:
    return one.due.act_by if one.due else None


def _undated(one: DutyStanding) -> str:
    return UNDATED.get(one.stand, "No date of its own")


def _pressing(one: DutyStanding) -> tuple[date, str]:
    return _act_by(one) or date.max, one.duty.strength


def _tag(one: DutyStanding, today: date) -> tuple[str, str]:
    if not one.is_open:
        sort = "plain" if one.stand is Stand.WITHOUT else "done"
        return ("done late", "late") if one.was_late else (one.stand.value, sort)
    return ("late", "late") if one.stand is Stand.LATE else tag(_act_by(one), today)


def tag(act_by: date | None, today: date) -> tuple[str, str]:
    """Return in a word how near a day is, and the sort of tag that says so."""
    left = (act_by - today).days if act_by else SOON + 1
    return ("today" if left == 0 else f"{left} day{'s' * (left != 1)}", "soon") if left <= SOON else ("", "plain")


def _below(one: DutyStanding) -> str:
    if one.due is None or one.due.due is None or one.due.due == one.due.act_by:
        return ""
    return f"Due {said(one.due.due)}; this is the last working day to act."


def ruled(rule: Rule, basis: Basis) -> str:
    """Return a timescale in a few words, with whether it is statutory, local or a house default."""
    return ", ".join(filter(None, (rule_words(rule), basis.value)))


def rule_words(rule: Rule) -> str:
    """Return a timescale in a few words."""
    words = {Way.ONGOING: "all along", Way.NONE: "", Way.AGREED: "agreed date", Way.NEXT_MEETING: "next Sub Group"}
    if rule.length:
        unit = UNITS[rule.length.unit]
        return f"{rule.length.number} {unit}{'s' * (rule.length.number != 1)}"
    event = EVENT_TITLES.get(rule.event, rule.event.replace("_", " "))
    return words.get(rule.way, f"{ORDERS.get(rule.way, '')} “{event}”")
