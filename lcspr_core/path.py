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
    """Return the paths of all strands laid into one, in the order of the spine; an absent plugin's is left out.

    Under a methodology that wraps others there is one step to do now, else one in each strand.
    """
    plan = review.plan
    here = [one for one in (plan.lead, *plan.strands) if one.methodology in methodologies] if plan else []
    each = [path(review, methodologies[one.methodology], one, methodologies) for one in here]
    merged = tuple(stage for _, stage in merge(*map(_climbing, each), key=itemgetter(0)))
    wraps = any(methodologies[one.methodology].wraps for one in here)
    return _one_at_a_time(merged) if wraps else merged


def _climbing(stages: Iterable[Stage]) -> Iterable[tuple[int, Stage]]:
    """Return each stage with the furthest phase reached so far, so that laying paths together keeps their order."""
    reached = 0
    for stage in stages:
        reached = max(reached, PHASES.index(stage.step.phase))
        yield reached, stage


def _one_at_a_time(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    first = next((stage for stage in stages if stage.stand is Stand.NOW), None)
    return tuple(
        evolve(one, stand=Stand.TO_COME) if one.stand is Stand.NOW and one is not first else one for one in stages
    )


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
