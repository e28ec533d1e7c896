"""Where a case stands on the spine that every review shares: each phase, how much of it is done, and which is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from attrs import frozen

from lcspr_core.adapting import Methodologies
from lcspr_core.answering import is_done
from lcspr_core.methodology import Phase, Step
from lcspr_core.path import Stand, each_path
from lcspr_core.procedure.steps import PROCEDURE, STRAND
from lcspr_core.review import Review

PHASE_TITLES: Mapping[Phase, str] = MappingProxyType(
    {
        Phase.TRIGGER: "Referral",
        Phase.DECIDE: "Decision",
        Phase.SCOPE: "Scope",
        Phase.ASSEMBLE: "Information",
        Phase.ENGAGE: "People heard",
        Phase.ANALYSE: "Analysis",
        Phase.TEST: "Tested",
        Phase.REPORT: "Report",
        Phase.RESPOND: "Response",
        Phase.PUBLISH: "Published",
        Phase.EMBED: "Embedded",
    }
)


@frozen(kw_only=True)
class OnSpine:
    """One step of a case, whether it is done, and whether it is one of the procedure's own forms."""

    step: Step
    done: bool
    is_form: bool = False


@frozen(kw_only=True)
class Spine:
    """The steps of a case, and the place of the phase that it is in; past the last where all is done."""

    steps: tuple[OnSpine, ...]
    now: int

    def of(self, phase: Phase) -> tuple[OnSpine, ...]:
        """Return the steps of one phase."""
        return tuple(one for one in self.steps if one.step.phase is phase)


def spine_of(review: Review, methodologies: Methodologies) -> Spine:
    """Return where a case stands: at the first phase with needed steps open, or at a later one with a step done."""
    found = tuple(_steps(review, methodologies))
    return Spine(steps=found, now=max(_first_open(found), _furthest(found)))


def _steps(review: Review, methodologies: Methodologies) -> Iterator[OnSpine]:
    for step in PROCEDURE.steps:
        yield OnSpine(step=step, done=is_done(review, step, STRAND), is_form=True)
    for one in each_path(review, methodologies):
        yield from (OnSpine(step=stage.step, done=stage.stand is Stand.DONE) for stage in one.stages)


def _first_open(steps: Iterable[OnSpine]) -> int:
    waiting = {one.step.phase for one in steps if not one.done and one.step.required}
    return next((place for place, phase in enumerate(PHASE_TITLES) if phase in waiting), len(PHASE_TITLES))


def _furthest(steps: Iterable[OnSpine]) -> int:
    done = {one.step.phase for one in steps if one.done}
    return max((place for place, phase in enumerate(PHASE_TITLES) if phase in done), default=-1)
