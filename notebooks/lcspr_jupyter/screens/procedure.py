"""The procedure's own forms on a page, from referral to closed: the same bench as a methodology's steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ipywidgets
from attrs import evolve

from lcspr_core.adapting import PROCEDURES_PLAN, Methodologies
from lcspr_core.answering import DONE, answers, begun
from lcspr_core.answers import STATE_WORDS, Answer, AnswerState, answer_id
from lcspr_core.path import Stage, Stand, StrandPath, path
from lcspr_core.procedure.answered_at import first_form
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.standing import standings
from lcspr_core.procedure.steps import PROCEDURE, STRAND
from lcspr_core.review import Review
from lcspr_core.views import View
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens.drawn import Drawn
from lcspr_jupyter.screens.paths import named
from lcspr_jupyter.screens.workbench import AGENCY, AUTHOR, Workbench


def procedures_path(review: Review, methodologies: Methodologies) -> tuple[StrandPath, ...]:
    """Return the one path that every case has, whatever methodologies are at work in its review."""
    del methodologies
    stages = path(review.with_records("plan", [PROCEDURES_PLAN]), PROCEDURE)
    return (StrandPath(strand=PROCEDURES_PLAN.lead, methodology=PROCEDURE, stages=stages),)


class ProcedureBench(Workbench):
    """The forms of the procedure, each with its guidance, and what its answers come to below it."""

    laid = staticmethod(procedures_path)
    by_phase = True

    def __init__(self, desk: Desk) -> None:
        """Begin at the form that is to be filled in now."""
        self.outcome = Drawn(desk.loaded)
        super().__init__(desk)

    @property
    def each(self) -> tuple[StrandPath, ...]:
        """The path of the forms; an agency's author is led to those alone that the own agency is asked for."""
        every = super().each
        if self.desk.person.role != AUTHOR:
            return every
        return tuple(evolve(one, stages=tuple(self._own(one.stages))) for one in every)

    def _own(self, stages: Iterable[Stage]) -> Iterator[Stage]:
        """Return what the own agency is asked for, each as that agency's answer stands and not as all of them do."""
        now = True
        for stage in filter(_is_an_agencys, stages):
            given = next((one for one in self._answers(stage) if self._answers_for(stage.step, one.of)), None)
            words = STATE_WORDS[given.state] if given and begun(self.desk.open, given) else "not begun"
            done = given is not None and given.state in {*DONE, AnswerState.SENT}
            stand = Stand.DONE if done else Stand.NOW if now else Stand.TO_COME
            now = now and done
            yield evolve(stage, stand=stand, words=words, missing=())

    def _answers(self, stage: Stage) -> tuple[Answer, ...]:
        return answers(self.desk.open, stage.step, stage.strand)

    def _first(self) -> str:
        """Begin at the form on which something presses most for this person's role; an agency's author at the own."""
        if self.desk.person.role == AUTHOR:
            return super()._first()
        today = self.desk.today
        due = named(STRAND, first_form(standings(case_of(self.desk.open, today)), self.desk.person.role))
        return due if due in self.stages else super()._first()

    def below(self) -> tuple[ipywidgets.Widget, ...]:
        """Return the place below the form where it is said what the answers come to."""
        return (self.outcome.box,)

    def _guide(self) -> None:
        super()._guide()
        self.outcome.show(tuple(outcome(self.desk.open, self.stage.step.key)), PROCEDURE)


def outcome(review: Review, step: str) -> Iterable[View]:
    """Return what the answers of a form come to, once somebody has written in it; nothing for most forms."""
    if review.one("answer", answer_id(step, (), STRAND)) is not None:
        for one in PROCEDURE.artefacts:
            if one.step == step:
                yield from one.compose(review)


def _is_an_agencys(stage: Stage) -> bool:
    asked = {role.key for role in PROCEDURE.roles if role.counts_as == AUTHOR}
    return stage.step.per[:1] == AGENCY and bool(asked & {*stage.step.answered_by})
