"""The paths beside a form: each strand's steps under its own heading, and the step that is open marked in its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ipywidgets

from lcspr_core.answers import LEAD
from lcspr_core.path import Stage, StrandPath
from lcspr_core.spine import PHASE_TITLES
from lcspr_jupyter.components.path import Path
from lcspr_jupyter.screens.said import listen

LABEL = "Steps of this review"
COUNTED = ["form", "forms"]  # what stands under the headings of phases: as the case page counts them


def named(strand: str, key: str) -> str:
    """Return the name of a step on the page: two strands may have steps of one key."""
    return key if strand == LEAD else f"{strand}/{key}"


class Paths:
    """One path for each strand, the lead's first; a step is opened from whichever it stands on."""

    def __init__(self, open_step: Callable[[Mapping[str, Any]], None], *, by_phase: bool = False) -> None:
        """Begin with the lead's path alone; a long path stands under the headings of its phases."""
        self.open_step, self.by_phase = open_step, by_phase
        self.drawn: dict[str, Path] = {}
        self.box = ipywidgets.VBox([self.of(LEAD)])
        self.box.add_class("workbench-paths")

    def of(self, strand: str) -> Path:
        """Return the path of one strand."""
        if strand not in self.drawn:
            self.drawn[strand] = Path()
            listen(self.drawn[strand], {"open": self.open_step})
        return self.drawn[strand]

    def show(self, each: Iterable[StrandPath], open_key: str) -> None:
        """Draw every path as it stands; with one strand alone there is nothing to tell apart."""
        several = tuple(each)
        wanted = tuple(self.of(one.strand.key) for one in several)
        if self.box.children != wanted:
            self.box.children = wanted
        for one, drawn in zip(several, wanted, strict=True):
            label = LABEL if len(several) == 1 else f"{LABEL}: {one.methodology.title}"
            items = [_item(named(one.strand.key, stage.key), stage, open_key) for stage in one.stages]
            if self.by_phase:
                items = _by_phase(one.stages, items)
            drawn.state = {"label": label, "items": items, **({"counted": COUNTED} if self.by_phase else {})}


def _item(key: str, stage: Stage, open_key: str) -> dict[str, Any]:
    return {
        "key": key,
        "title": stage.step.title,
        "words": stage.words,
        "stand": stage.stand.value,
        "missing": [one.title for one in stage.missing],
        "open": key == open_key,
    }


def _by_phase(stages: Iterable[Stage], items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put steps under their phases, in the order of the spine; within one they keep the order of the path."""
    order = list(PHASE_TITLES)
    every = sorted(zip(stages, items, strict=True), key=lambda one: order.index(one[0].step.phase))
    return [{**item, "phase": PHASE_TITLES[stage.step.phase]} for stage, item in every]
