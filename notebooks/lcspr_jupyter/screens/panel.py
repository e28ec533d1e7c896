"""Who holds which role in the open review, what stands against it, why, and what is done about it (8.2.40-8.2.47)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import ipywidgets

from lcspr_core.errors import NotAllowed, NotFound
from lcspr_core.panels.appointments import Appointment
from lcspr_core.panels.constancy import constancy, constancy_table
from lcspr_core.panels.independence import Conflict, conflicts_in, outcomes
from lcspr_core.panels.pair_rules import Outcome
from lcspr_core.panels.roles import roles_table
from lcspr_core.panels.settling import Settled, lapsed, settled, standing
from lcspr_core.panels.ties import Tie
from lcspr_core.procedure.appointed import titled
from lcspr_core.procedure.case import case_of
from lcspr_core.review import Review
from lcspr_core.timescales.dates import said
from lcspr_core.views import View
from lcspr_jupyter.components.lines import Lines
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.paper.html import show
from lcspr_jupyter.screens.panel_table import PanelTable
from lcspr_jupyter.screens.said import later, listen
from lcspr_jupyter.screens.taking_back import TakingBack

Said = Mapping[str, Any]
MAKERS = frozenset({"coordinator", "lead_reviewer"})
SETTLER = "coordinator"
JUDGED = frozenset({"person", "role", "from_"})
APPOINTMENTS: Mapping[str, str] = {
    "title": "Who holds which role",
    "row": "appointment",
    "empty": "Nobody is proposed yet (8.2.40-8.2.47).",
    "saved": "changed who holds which role",
    "removed": "took an appointment out",
}
TIES: Mapping[str, str] = {
    "title": "Ties that somebody told of",
    "row": "tie",
    "empty": "None beside those in the register of people and in the declarations, which are read by themselves.",
    "saved": "changed what ties people have",
    "removed": "took a tie out",
}
GROUPS = (
    ("stopped", "Stops an appointment", "Stops", "late"),
    ("warned", "Needs a reason", "Warning", "soon"),
    ("settled", "Settled with a reason", "Settled", "done"),
)
STANDS: Mapping[str, str] = {"stopped": "Stopped", "warned": "Warning", "settled": "Warning, settled"}
FREE = "Nothing stands against it"
BEGINS = "This appointment cannot begin: {sentence} ({paragraph}) {way_out}"
GONE = "This has changed meanwhile. Look at it again."
LOST = "The reason that was given on {day} no longer holds, because what it rested on has changed: “{reason}”"


class PanelScreen:
    """The people of a review's panel, the rules of independence over them, and the reasons that let a warning stand."""

    def __init__(self, desk: Desk) -> None:
        """Check every rule as things stand now."""
        self.desk, self.past = desk, TakingBack(desk, self.show)
        self.lines, self.page = Lines(), ipywidgets.Output()
        may = desk.person.role in MAKERS
        self.appointments = PanelTable(desk, "appointment", Appointment, words=APPOINTMENTS, may=may)
        self.ties = PanelTable(desk, "tie", Tie, words=TIES, may=may)
        self.appointments.check = self.refuse_stopped
        for table in (self.appointments, self.ties):
            table.kept, table.redraw = self.past.kept, self.show
        listen(self.lines, {"act": self.act, "undo": self.past.undo})
        desk.listeners.append(lambda _: later(self.show))
        self.show()

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        return ipywidgets.VBox([self.lines, self.appointments.component, self.ties.component, self.page])

    @property
    def today(self) -> date:
        """The day that the page is as at."""
        return self.desk.open.header.as_at or date.fromisoformat(self.desk.today)

    # -- what a person does ---------------------------------------------------------------------

    def act(self, said_: Said) -> None:
        """Let a warning stand for a reason, or take the reason back."""
        key, name = str(said_["key"]), str(said_["name"])
        found = next((one for one in conflicts_in(self.desk.open) if one.key == key), None)
        if found is None:
            raise NotFound(GONE)
        if (name == "settle") is bool(_reasons(found, self.desk.open)):
            return  # asked twice, and done already
        if name == "settle":
            reason = str(said_["words"]).strip()
            why = settled(found, reason=reason, by=self.desk.person.id, on=self.today)
            self.desk.save("settled", why, why="let a warning stand for a reason")
        else:
            review = self.desk.open
            for one in _reasons(found, review):
                review = review.without("settled", one.id)
            self.desk.put(review, "took back a reason")
        self.past.kept()

    def refuse_stopped(self, row: Appointment, column: str) -> None:
        """Refuse that an appointment begins, or is held by another, while a rule stops it."""
        if column not in JUDGED or row.from_ is None:
            return
        after = conflicts_in(self.desk.open.with_records("appointment", [row]))
        stops = next((one for one in after if one.outcome is Outcome.BLOCK and row.id in one.falls_on), None)
        if stops is not None:
            words = {"sentence": stops.sentence, "paragraph": stops.paragraph, "way_out": stops.way_out}
            raise NotAllowed(BEGINS.format(**words))

    # -- what a person sees ---------------------------------------------------------------------

    def show(self) -> None:
        """Check every rule again, and draw what follows."""
        review = self.desk.open
        found = conflicts_in(review)
        grouped = _grouped(found, review.all("settled"))
        self.lines.state = {
            "lead": self._lead(review),
            "counts": [{"word": word, "sort": sort, "number": len(grouped[key])} for key, _, word, sort in GROUPS],
            "groups": [self._group(key, title, word, sort, grouped[key]) for key, title, word, sort in GROUPS],
            "empty": "No rule of independence speaks against anybody here.",
            "undo": self.past.label,
            "rescue": "",
        }
        self.appointments.show(_stands(review, found, grouped))
        self.ties.show({})
        bundle = show(tuple(_below(review, self.today)))._repr_mimebundle_()
        self.page.outputs = ({"output_type": "display_data", "data": bundle, "metadata": {}},)

    def _lead(self, review: Review) -> str:
        number = len(review.all("appointment"))
        return (
            f"As at {said(self.today)}: {number} proposed or appointed. Every rule is checked again at each change of "
            "an appointment, a tie, the register of people or the agencies."
        )

    def _group(self, key: str, title: str, word: str, sort: str, some: Iterable[Conflict]) -> dict[str, Any]:
        items = [self._item(one, key, word, sort) for one in some]
        return {"key": key, "title": title, "words": f"({len(items)})", "items": items}

    def _item(self, one: Conflict, key: str, word: str, sort: str) -> dict[str, Any]:
        review = self.desk.open
        roles = [titled(each) for each in review.all("appointment") if each.id in one.falls_on]
        return {
            "key": one.key,
            "tag": word,
            "tag_sort": sort,
            "what": one.sentence,
            "small": f"{', '.join(roles) or one.person} · {one.paragraph}",
            "ask": "Why?",
            "facts": [
                {"label": "Written in", "text": one.paragraph},
                {"label": "It rests on", "text": "\n".join(one.rests_on)},
                {"label": "The way out", "text": one.way_out},
                {"label": "Let stand for", "text": "\n".join(map(_told, _reasons(one, review)))},
                {"label": "Once settled", "text": _lost(one, review) if key == "warned" else ""},
            ],
            "act": _act(key) if self.desk.person.role == SETTLER else None,
        }


def _act(key: str) -> dict[str, Any] | None:
    """Return what a coordinator can do about a warning; a block has no reason that settles it."""
    settle = {"name": "settle", "label": "Let it stand for this reason", "needs": "Write the reason: it is kept."}
    offers = {
        "warned": {"words": "Why it may stand, and what is done instead", "commands": [settle]},
        "settled": {"words": "", "commands": [{"name": "unsettle", "label": "Take the reason back", "needs": ""}]},
    }
    return {"on": "", "day": "", **offers[key]} if key in offers else None


def _grouped(found: Iterable[Conflict], reasons: Iterable[Settled]) -> dict[str, list[Conflict]]:
    kept, every = tuple(reasons), tuple(found)
    open_ones = standing(every, kept)
    return {
        "stopped": [one for one in open_ones if one.outcome is Outcome.BLOCK],
        "warned": [one for one in open_ones if one.outcome is Outcome.WARN],
        "settled": [one for one in every if one not in open_ones],
    }


def _stands(review: Review, found: Iterable[Conflict], grouped: Mapping[str, Iterable[Conflict]]) -> dict[str, str]:
    """Say of each appointment whether it began, and the hardest thing that stands against it."""
    said_of = {one.id: FREE for one in review.all("appointment")}
    judged = set(outcomes(found))
    for key in ("settled", "warned", "stopped"):
        said_of |= {name: STANDS[key] for one in grouped[key] for name in one.falls_on if name in judged}
    return {one.id: f"{_when(one)}. {said_of[one.id]}." for one in review.all("appointment")}


def _when(one: Appointment) -> str:
    if one.from_ is None:
        return "Withdrawn" if one.to else "Proposed"
    return "Ended" if one.to else "Appointed"


def _reasons(one: Conflict, review: Review) -> list[Settled]:
    return [why for why in review.all("settled") if why.is_about(one)]


def _told(why: Settled) -> str:
    return f"{why.reason} ({said(why.on)})"


def _lost(one: Conflict, review: Review) -> str:
    gone = (why for why in lapsed([one], review.all("settled")) if why.conflict == one.key)
    return "\n".join(LOST.format(day=said(why.on), reason=why.reason) for why in gone)


def _below(review: Review, today: date) -> Iterable[View]:
    first = case_of(review, today).days.get("panel_first_meeting")
    kept = constancy(review.all("appointment"), since=first, today=today) if first and first <= today else None
    if kept and (kept.first or kept.changes):
        yield constancy_table(kept)
    yield roles_table()
