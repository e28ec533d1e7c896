"""The plan of a review: which methodologies work in it, where their steps were changed and why, and how to do so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import ipywidgets

from lcspr_core import planning
from lcspr_core.doubts import doubts
from lcspr_core.errors import Clash, NotAllowed, NotFound
from lcspr_core.methodology import Methodology
from lcspr_core.path import Stage, StrandPath, each_path
from lcspr_core.plan import Adaptation, Adapted, Plan, Strand
from lcspr_core.timescales.dates import said as day_in_words
from lcspr_jupyter.components.plan import PlanView
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.half_written import HalfWritten
from lcspr_jupyter.screens.moving_on import LEADS
from lcspr_jupyter.screens.said import later, listen

Said = Mapping[str, Any]
Change = Callable[[Plan], Plan]
LEAD_WORDS = "Which methodology leads this review, which work beside it, and where their steps were changed."
READ_ONLY = " Whoever leads the review changes it."
NO_PLAN = "No methodology is chosen for this review yet, so there is no plan."
OVERTAKEN = "Somebody has changed the plan since, so your change was not taken back. Look at it as it stands now."
NOTHING = "There is nothing left on this page to take back."


class PlanScreen:
    """The plan of the open review; each change is saved at once, and can be taken back."""

    def __init__(self, desk: Desk) -> None:
        """Draw the plan as it stands."""
        self.desk = desk
        self.component = PlanView()
        self.past: list[tuple[Plan, Plan]] = []
        self.begun = HalfWritten(desk, "plan")
        listen(
            self.component,
            {
                "change": self.change,
                "take_back": lambda said: self._save(lambda plan: planning.taken_back(plan, str(said["change"]))),
                "add_strand": self.add_strand,
                "remove_strand": lambda said: self._save(
                    lambda plan: planning.without_strand(plan, str(said["strand"]))
                ),
                "undo": self.undo,
                "begin": self.begun.begin,
            },
        )
        desk.listeners.append(lambda kinds: later(self.show) if kinds & {"plan", "answer"} else None)
        self.show()

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        return self.component

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        if self.desk.open.plan is None:
            raise NotFound(NO_PLAN)
        return self.desk.open.plan

    @property
    def here(self) -> Mapping[str, Methodology]:
        """The methodologies that are installed."""
        return self.desk.loaded.methodologies

    # -- what a person does ---------------------------------------------------------------------

    def change(self, said: Said) -> None:
        """Leave a step out, put another in its place, or add one, for the reason that was given."""
        asked = _asked(said, self.desk.person.id, self.desk.today)
        self._save(lambda plan: planning.with_change(plan, asked, self.here))

    def add_strand(self, said: Said) -> None:
        """Take on another methodology beside the lead, in one of its profiles."""
        slug, _, profile = str(said["methodology"]).partition("/")
        self._save(lambda plan: planning.with_strand(plan, slug, profile, self.here))

    def undo(self, _: Said) -> None:
        """Take back the last change made on this page, unless somebody has changed the plan since."""
        if not self.past:
            raise NotFound(NOTHING)
        before, after = self.past.pop()
        if self.plan != after:
            self.past.clear()
            self.show()
            raise NotAllowed(OVERTAKEN)
        self.desk.save("plan", before, why="took back a change of the plan")
        self.show()

    def _save(self, change: Change) -> None:
        """Save a change; if somebody else changed the plan meanwhile, make it in the plan as it is now."""
        try:
            self._put(change)
        except Clash:
            self.desk.catch_up()
            self._put(change)
        self.show()

    def _put(self, change: Change) -> None:
        before, after = self.plan, change(self.plan)
        self.desk.save("plan", after, why="changed the plan")
        self.past.append((before, self.plan))

    # -- what a person sees ---------------------------------------------------------------------

    def show(self) -> None:
        """Draw the plan as it stands now."""
        plan, may = self.plan, self.desk.person.role in LEADS
        each = {one.strand.key: one for one in each_path(self.desk.open, self.here)}
        self.component.state = {
            "lead": LEAD_WORDS if may else LEAD_WORDS + READ_ONLY,
            "may": may,
            "undo": "Take back my last change" if may and self.past else "",
            "doubts": [{"sentence": one.sentence, "way_out": one.way_out} for one in doubts(plan, self.here)],
            "strands": [self._strand(one, each.get(one.key)) for one in plan.all_strands],
            "offers": self._offers(plan),
            "rescue": f"/r/{self.desk.review_id}/rescue",
            "target": {"table": "plan"},
            "begun": dict(self.begun.at),
        }

    def _strand(self, strand: Strand, path: StrandPath | None) -> dict[str, Any]:
        plan, is_lead = self.plan, strand == self.plan.lead
        changed = [one for one in plan.adaptations if one.strand == strand.key]
        come = planning.can_come(plan, path, self.here) if path else ()
        own = path.methodology.title if path else ""
        return {
            "key": strand.key,
            "title": self._title(strand),
            "role": "Leads this review" if is_lead else "Beside it, over the same evidence",
            "can_remove": not is_lead,
            "steps": [self._step(one, path) for one in path.stages] if path else [],
            "changes": [self._changed(one, strand) for one in changed],
            "go": [{"key": one.key, "title": one.step.title} for one in planning.can_go(plan, path)] if path else [],
            "come": [
                {"key": one.key, "title": one.title, "whose": one.whose if one.whose != own else ""} for one in come
            ],
            "after": [{"key": one.key, "title": one.step.title} for one in path.stages] if path else [],
        }

    def _title(self, strand: Strand) -> str:
        methodology = self.here.get(strand.methodology)
        return (
            f"{methodology.title}: {methodology.profile(strand.profile).title}" if methodology else strand.methodology
        )

    def _step(self, stage: Stage, path: StrandPath) -> dict[str, str]:
        lent = stage.methodology != path.methodology.slug
        whose = self.here[stage.methodology].title if lent else ""
        return {"title": stage.step.title, "words": stage.words, "whose": whose}

    def _changed(self, one: Adapted, strand: Strand) -> dict[str, str]:
        person = self.desk.person
        by = person.name if one.by == person.id else one.by
        return {
            "key": planning.name_of(one),
            "sentence": planning.in_words(one, strand, self.here),
            "why": f"{one.reason or 'No reason was given.'} ({by}, {day_in_words(one.on)})",
        }

    def _offers(self, plan: Plan) -> list[dict[str, str]]:
        taken = {one.methodology for one in plan.all_strands}
        return [
            {"key": f"{slug}/{profile.key}", "title": f"{one.title}: {profile.title}"}
            for slug, one in self.here.items()
            if slug not in taken
            for profile in one.profiles
        ]


def _asked(said: Said, by: str, on: date) -> Adapted:
    """Return the change that was asked for; a step of another methodology is named with that one before it."""
    try:
        how = Adaptation(str(said["how"]))
    except ValueError:
        raise NotFound(planning.GONE) from None
    source, _, new = str(said["new"]).rpartition(":")
    adds = how is Adaptation.ADDED
    return Adapted(
        step=new if adds else str(said["step"]),
        instead=new if how is Adaptation.REPLACED else "",
        source=source if how is not Adaptation.DROPPED else "",
        after=str(said["after"]) if adds else "",
        how=how,
        strand=str(said["strand"]),
        reason=str(said["reason"]),
        by=by,
        on=on,
    )
