"""The thread on a page: what a recommendation rests on, down to the words that were said, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets

from lcspr_core.adapting import kinds_at_work
from lcspr_core.appendix import typed
from lcspr_core.thread import RUNG_WORDS, Record, RecordKind, Rung, came_of, loose_ends, rests_on
from lcspr_core.views import VOICE_SIGNS, VOICE_WORDS, VoiceKind
from lcspr_jupyter.components.thread import Thread
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.form_model import attribution
from lcspr_jupyter.screens.said import listen

COLUMNS: tuple[tuple[str, tuple[Rung, ...]], ...] = (
    ("What was said or recorded", (Rung.EVIDENCE, Rung.CONTRIBUTION)),
    (RUNG_WORDS[Rung.THEME], (Rung.THEME,)),
    (RUNG_WORDS[Rung.FINDING], (Rung.FINDING,)),
    (RUNG_WORDS[Rung.RECOMMENDATION], (Rung.RECOMMENDATION,)),
    ("Action and impact", (Rung.ACTION, Rung.IMPACT)),
)
WHY = {
    "thread.withdrawn": "What this rests on was withdrawn.",
    "thread.partly": "Part of what this rests on was withdrawn.",
    "thread.nothing": "Rests on nothing yet.",
}
SAID = (Rung.EVIDENCE, Rung.CONTRIBUTION)


class ThreadScreen:
    """The golden thread of the open review; whatever is chosen shows what it rests on and what came of it."""

    def __init__(self, desk: Desk) -> None:
        """Begin at the first recommendation, or wherever the thread has got to."""
        self.desk = desk
        self.component = Thread()
        self.chosen = self._first()
        self.outline = False
        listen(self.component, {"choose": self.choose, "outline": self.turn})
        desk.listeners.append(lambda _: self.show())
        self.show()

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        return self.component

    def choose(self, said: Mapping[str, Any]) -> None:
        """Choose what to read the thread from."""
        self.chosen = str(said["id"])
        self.show()

    def turn(self, _: Mapping[str, Any]) -> None:
        """Turn between the columns and the outline."""
        self.outline = not self.outline
        self.show()

    @property
    def kinds(self) -> Mapping[str, RecordKind]:
        """The kinds of record that this review's methodologies know."""
        return kinds_at_work(self.desk.open, self.desk.loaded.methodologies)

    def _standing(self) -> list[Record]:
        return [one for one in self.desk.open.thread() if not one.withdrawn]

    def _first(self) -> str:
        known = self.kinds
        placed = [(known[one.kind].rung or 0, one.id) for one in self._standing() if one.kind in known]
        above = [name for rung, name in placed if rung == Rung.RECOMMENDATION]
        return above[0] if above else max(placed)[1] if placed else ""

    def show(self) -> None:
        """Draw the thread as it stands now."""
        standing = self._standing()
        seen = self._connected(standing)
        loose = {one.about[0]: WHY[one.key] for one in loose_ends(self.desk.open.thread(), self.kinds)}
        self.component.state = {
            "chosen": self.chosen,
            "columns": [self._column(title, rungs, standing, loose, seen) for title, rungs in COLUMNS],
            "links": [{"from": one.id, "to": link.to, "how": link.how} for one in standing for link in one.rests_on],
            "outline": self.outline,
            "summary": self._summary(standing),
        }

    def _connected(self, standing: list[Record]) -> frozenset[str]:
        """Return what the chosen record rests on and what came of it; a whole wall of cards helps nobody."""
        down, up = rests_on(standing, self.chosen), came_of(standing, self.chosen)
        return frozenset({self.chosen, *(one.id for one in (*down, *up))})

    def _column(
        self,
        title: str,
        rungs: tuple[Rung, ...],
        standing: list[Record],
        loose: Mapping[str, str],
        seen: frozenset[str],
    ) -> dict[str, Any]:
        known = self.kinds
        chosen = next((one for one in standing if one.id == self.chosen), None)
        beside = chosen is not None and known[chosen.kind].rung in rungs
        here = [
            one
            for one in standing
            if one.kind in known and known[one.kind].rung in rungs and (beside or one.id in seen or one.id in loose)
        ]
        return {"title": title, "items": [self._item(one, loose.get(one.id, "")) for one in here]}

    def _item(self, record: Record, loose: str) -> dict[str, Any]:
        voice = record.fields.get("voice")
        said = VoiceKind(voice) if voice in set(VoiceKind) else None
        kind = self.kinds.get(record.kind)
        return {
            "id": record.id,
            "title": record.title,
            "kind": said.value if said else record.kind,
            "sign": VOICE_SIGNS[said] if said else "",
            "word": VOICE_WORDS[said] if said else kind.title if kind else record.kind,
            "who": attribution(self.desk.open, record),
            "when": typed(record.fields.get("when")),
            "note": str(record.fields.get("note", "")),
            "loose": loose,
            "tags": [],
        }

    def _summary(self, standing: list[Record]) -> str:
        wanted = [one for one in standing if one.kind == "recommendation"]
        if not wanted:
            return ""
        sound = sum(any(self._rung(below) in SAID for below in rests_on(standing, one.id)) for one in wanted)
        return f"{sound} of {len(wanted)} recommendations rest on what somebody said or recorded"

    def _rung(self, record: Record) -> Rung | None:
        kind = self.kinds.get(record.kind)
        return kind.rung if kind else None
