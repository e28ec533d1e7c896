"""What is due across all reviews, read from one line of each: from whom, by when, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import ipywidgets
from attrs import frozen

from lcspr_core.procedure.consequences import if_late
from lcspr_core.procedure.roles import ROLE_TITLES
from lcspr_core.summary import DueLine
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.duties import Duty, own_duties
from lcspr_core.timescales.editions import Edition, editions, newest
from lcspr_core.timescales.overlays import Held, held
from lcspr_jupyter.components.due import DueList
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.due import EVERYBODY, PASSED, STRENGTHS, ruled, tag
from lcspr_jupyter.screens.said import listen

Said = Mapping[str, Any]
AT_ONCE = 100  # rows of each group; a thousand reviews have tens of thousands of dues


@frozen(kw_only=True)
class Owed:
    """One open duty of one review, as its line tells it, on the day that the review is as at."""

    review: str
    title: str
    today: date
    duty: Duty
    line: DueLine
    under: Edition

    @property
    def key(self) -> str:
        """What tells it from the same duty of another review."""
        return f"{self.review}/{self.duty.id}"

    @property
    def held(self) -> Held:
        """What the duty and its time rest on under the edition of its review."""
        return held(self.duty, self.under)

    @property
    def late(self) -> bool:
        """Whether its day or its turn has passed."""
        return self.line.late or (self.line.act_by is not None and self.line.act_by < self.today)


class DueEverywhere:
    """The duties of every review that have a day or are late, what presses most first, so many at a time."""

    def __init__(self, desk: Desk) -> None:
        """Read the lines once, and begin with everybody's."""
        self.desk = desk
        self.component = DueList()
        self.role, self.chosen, self.most = EVERYBODY, "", AT_ONCE
        self.every = sorted(owed(desk.gate.reviews(dues=True), desk.today), key=_pressing)
        listen(self.component, {"choose": self.choose, "filter": self.narrow, "more": self.show_more})
        self.show()

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        return self.component

    def choose(self, said_: Said) -> None:
        """Show why one of them is due."""
        self.chosen = str(said_["key"])
        self.show()

    def narrow(self, said_: Said) -> None:
        """Show one role's duties, or everybody's."""
        self.role, self.chosen, self.most = str(said_["key"]), "", AT_ONCE
        self.show()

    def show_more(self, _: Said) -> None:
        """Show some more of each group."""
        self.most += AT_ONCE
        self.show()

    def show(self) -> None:
        """Draw the first of them as they stand now."""
        here = [one for one in self.every if self.role in {EVERYBODY, *one.duty.who}]
        chosen = next((one for one in here if one.key == self.chosen), here[0] if here else None)
        late, dated = [one for one in here if one.late], [one for one in here if not one.late]
        left = sum(max(len(some) - self.most, 0) for some in (late, dated))
        self.component.state = {
            "lead": f"Across all reviews: {len(late)} late, {len(dated)} more with a date.",
            "filters": self._filters(self.every),
            "groups": [
                self._grouped("late", "Late", late, chosen),
                self._grouped("dated", "With a date", dated, chosen),
            ],
            "empty": "Nothing has a date in any review, and nothing is late.",
            "chosen": _detail(chosen) if chosen else None,
            "more": f"Show {AT_ONCE} more of each" if left else "",
            "rescue": "",
        }

    def _grouped(self, key: str, title: str, rows: list[Owed], chosen: Owed | None) -> dict[str, Any]:
        words = f"({len(rows)})" if len(rows) <= self.most else f"(the first {self.most} of {len(rows)})"
        items = [_item(one, chosen) for one in rows[: self.most]]
        return {"key": key, "title": title, "words": words, "items": items}

    def _filters(self, every: Iterable[Owed]) -> list[dict[str, Any]]:
        owing = {who for one in every for who in one.duty.who} | {self.role}
        titles = {EVERYBODY: "Everybody", **ROLE_TITLES}
        keys = [key for key in titles if key in {EVERYBODY, *owing}]
        return [{"key": key, "label": titles[key], "chosen": key == self.role} for key in keys]


def owed(lines: Iterable[Mapping[str, Any]], today: date) -> Iterator[Owed]:
    """Return every duty that the lines of the register tell of; one that no register knows is left out."""
    known = {one.id: one for one in own_duties()}
    for line in lines:
        as_at = date.fromisoformat(line["as_at"]) if line.get("as_at") else today
        review, title, under = str(line["id"]), str(line["title"]), _under(line)
        for body in line.get("dues", ()):
            duty = known.get(body["duty"])
            if duty:
                yield Owed(review=review, title=title, today=as_at, duty=duty, line=_line(body), under=under)


def _under(line: Mapping[str, Any]) -> Edition:
    """Return the edition that a line names; the newest where it names none that is known here."""
    return next((one for one in editions() if one.key == line.get("edition")), newest())


def _line(body: Mapping[str, Any]) -> DueLine:
    day = body.get("act_by")
    return DueLine(duty=body["duty"], act_by=date.fromisoformat(day) if day else None, late=bool(body.get("late")))


def _pressing(one: Owed) -> tuple[bool, date, str]:
    return not one.late, one.line.act_by or date.max, one.key


def _item(one: Owed, chosen: Owed | None) -> dict[str, Any]:
    words, sort = ("late", "late") if one.late else tag(one.line.act_by, one.today)
    return {
        "key": one.key,
        "day": said(one.line.act_by) or PASSED,
        "tag": words,
        "tag_sort": sort,
        "what": one.duty.what,
        "review": one.title,
        "who": ", ".join(ROLE_TITLES[who] for who in one.duty.who),
        "paragraph": one.duty.paragraph,
        "rule": ruled(one.held.rule, one.held.basis),
        "chosen": chosen is not None and one.key == chosen.key,
    }


def _detail(one: Owed) -> dict[str, Any]:
    return {
        "key": one.key,
        "above": f"{one.title}: {one.duty.what}",
        "day": said(one.line.act_by) or PASSED,
        "late": if_late(one.duty),
        "way_out": one.duty.way_out,
        "go": {"label": f"Open what is due in {one.title}", "href": f"/r/{one.review}/due"},
        "source": [f"{one.duty.paragraph}: {STRENGTHS[one.duty.strength]}", one.held.words],
        "may_put": False,
        "may_waive": False,
    }
