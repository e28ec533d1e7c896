"""Who holds which role in the open review, what stands against it, why, and what is done about it (8.2.40-8.2.47)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import ipywidgets

from lcspr_core.panels.appointments import Appointment
from lcspr_core.panels.breaches import WAY_OUT, Breach, breach_words, standing_breaches
from lcspr_core.panels.constancy import constancy, constancy_table
from lcspr_core.panels.independence import Conflict, conflicts_in, outcomes
from lcspr_core.panels.pair_rules import Outcome
from lcspr_core.panels.roles import roles_table
from lcspr_core.panels.settling import Settled, lapsed, standing
from lcspr_core.procedure.appointed import titled
from lcspr_core.procedure.case import case_of
from lcspr_core.review import Review
from lcspr_core.timescales.dates import said
from lcspr_core.views import Section, View
from lcspr_jupyter.components.lines import Lines
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens import panel_rows
from lcspr_jupyter.screens.acts import Doer, on_panel, reasons
from lcspr_jupyter.screens.folding import output
from lcspr_jupyter.screens.half_written import HalfWritten
from lcspr_jupyter.screens.row_table import RowTable
from lcspr_jupyter.screens.said import later, listen
from lcspr_jupyter.screens.taking_back import TakingBack

Said = Mapping[str, Any]
MAKERS = frozenset({"coordinator", "lead_reviewer"})
SETTLER = "coordinator"
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
SETTLE = {"name": "settle", "label": "Let it stand for this reason", "needs": "Write the reason: it is kept."}
FREE = "Nothing stands against it"
WHYS = {
    "settle": "let a warning stand for a reason",
    "unsettle": "took back a reason",
    "begun": "put down what began against a rule",
}
LOST = "The reason that was given on {day} no longer holds, because what it rested on has changed: “{reason}”"


class PanelScreen:
    """The people of a review's panel, the rules of independence over them, and the reasons that let a warning stand."""

    def __init__(self, desk: Desk) -> None:
        """Check every rule as things stand now."""
        self.desk, self.past = desk, TakingBack(desk, self.show)
        self.lines, self.page = Lines(), ipywidgets.Output()
        may = desk.person.role in MAKERS
        self.appointments = RowTable(desk, panel_rows.APPOINTMENTS, words=APPOINTMENTS, may=may)
        self.ties = RowTable(desk, panel_rows.TIES, words=TIES, may=may)
        for table in (self.appointments, self.ties):
            table.kept, table.redraw = self.past.kept, self.show
        self.begun = HalfWritten(desk, "panel")
        listen(self.lines, {"act": self.act, "undo": self.past.undo, "begin": self.begun.begin})
        desk.listeners.append(lambda _: later(self.show))
        self.show()

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        return ipywidgets.VBox([self.lines, self.appointments.component, self.ties.component, self.page])

    # -- what a person does ---------------------------------------------------------------------

    def act(self, said_: Said) -> None:
        """Let a warning stand for a reason, take the reason back, or put down what has begun against a rule."""
        review = self.desk.open
        new = on_panel(review, said_, Doer(id=self.desk.person.id, today=self.desk.today))
        if new is not review:
            self.desk.put(new, WHYS[str(said_["name"]).partition(" ")[0]])
            self.past.kept()

    # -- what a person sees ---------------------------------------------------------------------

    def show(self) -> None:
        """Check every rule again, and draw what follows."""
        review = self.desk.open
        found = conflicts_in(review)
        grouped = _grouped(found, review.all("settled"))
        self.breaches = [one for one, _ in standing_breaches(review, found, self.desk.today)]
        self.lines.state = {
            "lead": self._lead(review),
            "counts": [{"word": word, "sort": sort, "number": len(grouped[key])} for key, _, word, sort in GROUPS],
            "groups": [self._group(key, title, word, sort, grouped[key]) for key, title, word, sort in GROUPS],
            "empty": "No rule of independence speaks against anybody here.",
            "undo": self.past.label,
            "undone": self.past.words,
            "rescue": f"/r/{self.desk.review_id}/rescue",
            "target": {"table": "panel"},
            "begun": dict(self.begun.at),
        }
        self.appointments.show(_stands(review, found, grouped, self.breaches))
        self.ties.show()
        roles = Section(title="What each role must be free of", views=(roles_table(),))
        self.page.outputs = output(_below(review, self.desk.today), [roles])

    def _lead(self, review: Review) -> str:
        number = len(review.all("appointment"))
        return (
            f"As at {said(self.desk.today)}: {number} proposed or appointed. Every rule is checked again at each "
            "change of an appointment, a tie, the register of people or the agencies."
        )

    def _group(self, key: str, title: str, word: str, sort: str, some: Iterable[Conflict]) -> dict[str, Any]:
        items = [self._item(one, key, word, sort) for one in some]
        return {"key": key, "title": title, "words": f"({len(items)})", "items": items}

    def _item(self, one: Conflict, key: str, word: str, sort: str) -> dict[str, Any]:
        review = self.desk.open
        broken = [each for each in self.breaches if each.conflict == one.key]
        posts = {each.id: f", {each.role}" for each in review.all("person") if each.role}
        falls_on = [each for each in review.all("appointment") if each.id in one.falls_on]
        roles = [titled(each) + posts.get(each.person, "") for each in falls_on]
        return {
            "key": one.key,
            "tag": "Against the rule" if broken else word,
            "tag_sort": sort,
            "what": one.sentence,
            "small": f"{'; '.join(roles) or one.person} · {one.paragraph}",
            "ask": "Why?",
            "facts": [
                {"label": "Written in", "text": one.paragraph},
                {"label": "It rests on", "text": "\n".join(one.told)},
                {"label": "It has begun", "text": "\n".join(map(breach_words, broken))},
                {"label": "The way out", "text": " ".join(filter(None, (one.way_out, WAY_OUT if broken else "")))},
                {"label": "Let stand for", "text": "\n".join(map(_told, reasons(one, review)))},
                {"label": "Once settled", "text": _lost(one, review) if key == "warned" else ""},
            ],
            "act": self._act(one, key, broken),
        }

    def _act(self, one: Conflict, key: str, broken: list[Breach]) -> dict[str, Any] | None:
        """Offer what this person can do; a block has no reason that settles it, and can only be put down as it is."""
        role = self.desk.person.role
        if key == "stopped" and role in MAKERS:
            return _begun_offer(self.desk.open, one, broken)
        offers = {
            "warned": {"words": "Why it may stand, and what is done instead", "commands": [SETTLE]},
            "settled": {"words": "", "commands": [{"name": "unsettle", "label": "Take the reason back", "needs": ""}]},
        }
        return {"on": "", "day": "", **offers[key]} if key in offers and role == SETTLER else None


def _begun_offer(review: Review, one: Conflict, broken: list[Breach]) -> dict[str, Any] | None:
    """Offer to put down that an appointment has begun against a rule, once for each that is not put down yet."""
    known = {each.appointment for each in broken}
    left = [each for each in review.all("appointment") if each.id in one.falls_on and each.id not in known]
    if not left:
        return None
    needs = "Write why it began all the same: that is kept."
    label = "{} has already begun, against the rule"
    return {
        "on": "On which day it began",
        "day": said(left[0].from_),
        "words": "Why it began all the same",
        "more": "Who was told of it, and when",
        "commands": [
            {"name": f"begun {each.id}", "label": label.format(titled(each)), "needs": needs} for each in left
        ],
    }


def _grouped(found: Iterable[Conflict], reasons: Iterable[Settled]) -> dict[str, list[Conflict]]:
    kept, every = tuple(reasons), tuple(found)
    open_ones = standing(every, kept)
    return {
        "stopped": [one for one in open_ones if one.outcome is Outcome.BLOCK],
        "warned": [one for one in open_ones if one.outcome is Outcome.WARN],
        "settled": [one for one in every if one not in open_ones],
    }


def _stands(
    review: Review, found: Iterable[Conflict], grouped: Mapping[str, Iterable[Conflict]], breaches: Iterable[Breach]
) -> dict[str, str]:
    """Say of each appointment whether it began, and the hardest thing that stands against it."""
    said_of = {one.id: FREE for one in review.all("appointment")}
    judged = set(outcomes(found))
    for key in ("settled", "warned", "stopped"):
        said_of |= {name: STANDS[key] for one in grouped[key] for name in one.falls_on if name in judged}
    said_of |= {one.appointment: f"Begun against the rule ({one.paragraph})" for one in breaches}
    return {one.id: f"{_when(one)}. {said_of[one.id]}." for one in review.all("appointment")}


def _when(one: Appointment) -> str:
    if one.from_ is None:
        return "Withdrawn" if one.to else "Proposed"
    return "Ended" if one.to else "Appointed"


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
