"""The path of a review: its steps in order, what was dropped and bridged, and where each one stands."""

from __future__ import annotations

from enum import StrEnum

import networkx as nx
from attrs import evolve, frozen

from lcspr_core.answering import answers, begun, is_done
from lcspr_core.answers import STATE_WORDS, AnswerState
from lcspr_core.methodology import Methodology, Step
from lcspr_core.plan import Adaptation, Plan, Strand
from lcspr_core.review import Review


class Stand(StrEnum):
    """Where a step stands on the path."""

    DONE = "done"
    NOW = "now"
    TO_COME = "to_come"


@frozen(kw_only=True)
class Stage:
    """One step as it stands in a review: a word of state, and the steps before it that are not done."""

    step: Step
    stand: Stand
    words: str
    missing: tuple[Step, ...] = ()


def steps(plan: Plan, strand: Strand, methodology: Methodology) -> tuple[Step, ...]:
    """Return the steps of a strand in order: its profile's, with dropped ones bridged."""
    profile = set(methodology.profile(strand.profile).steps)
    dropped = {one.step for one in plan.adapted(strand.key, Adaptation.DROPPED)}
    added = {one.step for one in plan.adapted(strand.key, Adaptation.ADDED)}
    kept = (profile | added) - dropped
    return _bridged(methodology, kept)


def _bridged(methodology: Methodology, kept: set[str]) -> tuple[Step, ...]:
    order = nx.DiGraph()
    order.add_nodes_from(step.key for step in methodology.steps)
    order.add_edges_from(
        (before, step.key) for step in methodology.steps for before in step.after
    )
    for key in [name for name in order if name not in kept]:
        order.add_edges_from(
            (a, b) for a in order.predecessors(key) for b in order.successors(key)
        )
        order.remove_node(key)
    place = {step.key: number for number, step in enumerate(methodology.steps)}
    keys = nx.lexicographical_topological_sort(order, key=place.__getitem__)
    found = {step.key: step for step in methodology.steps}
    return tuple(evolve(found[key], after=tuple(sorted(order.predecessors(key), key=place.__getitem__))) for key in keys)  # fmt: skip


def path(
    review: Review, methodology: Methodology, strand: Strand | None = None
) -> tuple[Stage, ...]:
    """Return the path of a strand (the lead's, unless another is named): each step and where it stands."""
    plan = review.plan
    if plan is None:
        return ()
    taken = strand or plan.lead
    ordered = steps(plan, taken, methodology)
    done = {step.key for step in ordered if is_done(review, step, taken.key)}
    current = next((step.key for step in ordered if step.key not in done), "")
    return tuple(
        _stage(review, step, ordered, done, current, taken.key) for step in ordered
    )


def _stage(
    review: Review,
    step: Step,
    ordered: tuple[Step, ...],
    done: set[str],
    current: str,
    strand: str,
) -> Stage:
    stand = (
        Stand.DONE
        if step.key in done
        else Stand.NOW
        if step.key == current
        else Stand.TO_COME
    )
    missing = tuple(
        one for one in ordered if one.key in step.after and one.key not in done
    )
    return Stage(
        step=step, stand=stand, words=_words(review, step, strand), missing=missing
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
