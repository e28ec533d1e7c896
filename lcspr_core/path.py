"""The path of a review: its steps in order, whatever strand they are of, and where each one stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from heapq import merge
from operator import itemgetter

from attrs import evolve, frozen

from lcspr_core.adapting import NO_OTHERS, PHASES, Methodologies, Taken, taken
from lcspr_core.answering import answers, begun, is_done
from lcspr_core.answers import STATE_WORDS, AnswerState
from lcspr_core.methodology import Methodology, Step
from lcspr_core.plan import Plan, Strand
from lcspr_core.review import Review


class Stand(StrEnum):
    """Where a step stands on the path."""

    DONE = "done"
    NOW = "now"
    TO_COME = "to_come"


@frozen(kw_only=True)
class Stage:
    """One step as it stands in a review: a word of state, and the steps before it that are not done.

    `key` names it on the path; `methodology` says whose step it is, and `strand` where its answers are kept.
    """

    key: str
    step: Step
    methodology: str
    strand: str
    stand: Stand
    words: str
    missing: tuple[Step, ...] = ()


@frozen(kw_only=True)
class StrandPath:
    """The path of one strand, beside the methodology that it is of."""

    strand: Strand
    methodology: Methodology
    stages: tuple[Stage, ...]


def steps(plan: Plan, strand: Strand, methodology: Methodology, others: Methodologies = NO_OTHERS) -> tuple[Step, ...]:
    """Return the steps of a strand in order: its profile's, as the plan's adaptations leave them."""
    return tuple(one.step for one in taken(plan, strand, methodology, others))


def path(
    review: Review, methodology: Methodology, strand: Strand | None = None, others: Methodologies = NO_OTHERS
) -> tuple[Stage, ...]:
    """Return the path of a strand (the lead's, unless another is named): each step and where it stands."""
    plan = review.plan
    if plan is None:
        return ()
    ordered = taken(plan, strand or plan.lead, methodology, others)
    open_ones = {one.key: one.step for one in ordered if not is_done(review, one.step, one.strand)}
    return tuple(_stage(review, one, open_ones) for one in ordered)


def paths(review: Review, methodologies: Methodologies) -> tuple[Stage, ...]:
    """Return the paths of all strands laid into one, in the order of the spine."""
    return _laid_together(each_path(review, methodologies))


def each_path(review: Review, methodologies: Methodologies) -> tuple[StrandPath, ...]:
    """Return the path of each strand, the lead's first; an absent plugin's is left out.

    Under a methodology that wraps others there is one step to do now, else one in each strand.
    """
    strands = review.plan.all_strands if review.plan else ()
    each = tuple(
        StrandPath(strand=one, methodology=whose, stages=path(review, whose, one, methodologies))
        for one in strands
        if (whose := methodologies.get(one.methodology)) is not None
    )
    return _one_at_a_time(each) if any(one.methodology.wraps for one in each) else each


def _laid_together(each: Iterable[StrandPath]) -> tuple[Stage, ...]:
    climbing = (_climbing(one.stages) for one in each)
    return tuple(stage for _, stage in merge(*climbing, key=itemgetter(0)))


def _climbing(stages: Iterable[Stage]) -> Iterable[tuple[int, Stage]]:
    """Return each stage with the furthest phase reached so far, so that laying paths together keeps their order."""
    reached = 0
    for stage in stages:
        reached = max(reached, PHASES.index(stage.step.phase))
        yield reached, stage


def _one_at_a_time(each: tuple[StrandPath, ...]) -> tuple[StrandPath, ...]:
    first = next((stage for stage in _laid_together(each) if stage.stand is Stand.NOW), None)
    return tuple(evolve(one, stages=tuple(_waiting(stage, first) for stage in one.stages)) for one in each)


def _waiting(stage: Stage, first: Stage | None) -> Stage:
    return evolve(stage, stand=Stand.TO_COME) if stage.stand is Stand.NOW and stage is not first else stage


def _stage(review: Review, one: Taken, open_ones: Mapping[str, Step]) -> Stage:
    current = next(iter(open_ones), "")
    stand = Stand.DONE if one.key not in open_ones else Stand.NOW if one.key == current else Stand.TO_COME
    return Stage(
        key=one.key,
        step=one.step,
        methodology=one.methodology,
        strand=one.strand,
        stand=stand,
        words=_words(review, one.step, one.strand),
        missing=tuple(open_ones[key] for key in one.step.after if key in open_ones),
    )


def _words(review: Review, step: Step, strand: str) -> str:
    given = answers(review, step, strand)
    written = [one for one in given if begun(review, one)]
    if not step.per:
        return STATE_WORDS[written[0].state] if written else "not begun"
    never = sum(one.state is AnswerState.NOT_RETURNED for one in written)
    came = sum(one.state in {AnswerState.SENT, AnswerState.AGREED, AnswerState.SIGNED} for one in written)  # fmt: skip
    late = f", {never} never came" if never else ""
    return f"{came} of {len(given)} in{late}"
