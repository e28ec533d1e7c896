"""The steps of a strand as this review takes them: dropped ones bridged, others replaced, added or borrowed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import networkx as nx
from attrs import evolve, frozen

from lcspr_core.answers import PROCEDURE
from lcspr_core.methodology import Methodology, Phase, SeenBy, Step
from lcspr_core.plan import Adaptation, Adapted, Plan, Strand
from lcspr_core.review import Review
from lcspr_core.thread import CORE_KINDS, RecordKind

Methodologies = Mapping[str, Methodology]
NO_OTHERS: Methodologies = MappingProxyType({})
PHASES = tuple(Phase)
PROCEDURES_PLAN = Plan(lead=Strand(key=PROCEDURE, methodology=PROCEDURE))


@frozen(kw_only=True)
class Taken:
    """A step on a path: its name there, whose step it is, and the strand that keeps its answers.

    The step's `after` and `seen_by.own_until` name steps of this path, whatever was dropped or replaced.
    """

    key: str
    step: Step
    methodology: str
    strand: str


def taken(plan: Plan, strand: Strand, methodology: Methodology, others: Methodologies = NO_OTHERS) -> tuple[Taken, ...]:
    """Return the steps of a strand in order, as its profile and the plan's adaptations have them."""
    adaptations = tuple(one for one in plan.adaptations if one.strand == strand.key)
    found = {step.key: _own(step, strand, methodology) for step in methodology.steps}
    found |= {one.key: one for one in _borrowed(plan, adaptations, others)}
    order = _order(methodology, adaptations, found)
    replaced = {one.step: name_of_new(one) for one in adaptations if one.how is Adaptation.REPLACED}
    kept = _kept(set(methodology.profile(strand.profile).steps), adaptations)
    _bridge(order, kept)
    place = _places(methodology, adaptations, found)
    keys = tuple(nx.lexicographical_topological_sort(order, key=place.__getitem__))
    return tuple(_placed(found[key], sorted(order.predecessors(key), key=keys.index), kept, replaced) for key in keys)


def at_work(review: Review, methodologies: Methodologies) -> tuple[Methodology, ...]:
    """Return every methodology of a review's plan whose plugin is here, the lead's first."""
    slugs = review.plan.methodologies if review.plan else ()
    return tuple(methodologies[slug] for slug in slugs if slug in methodologies)


def kinds_at_work(review: Review, methodologies: Methodologies) -> Mapping[str, RecordKind]:
    """Return the kinds of record that these know; where two say one differently, the lead's holds."""
    core = {kind.key: kind for kind in CORE_KINDS}
    own = (one.record_kinds for one in reversed(at_work(review, methodologies)))
    return core | {kind.key: kind for several in own for kind in several}


def keeper(review: Review, strand: str, methodologies: Methodologies) -> Methodology | None:
    """Return the methodology whose answers a strand keeps, if its plugin is here."""
    return methodologies.get(review.plan.methodology_at(strand) if review.plan else strand)


def plans(review: Review, methodologies: Methodologies) -> tuple[Plan, ...]:
    """Return the plans that a case is worked by: its review's, once there is one, and the procedure's own."""
    own = (PROCEDURES_PLAN,) if PROCEDURE in methodologies else ()
    return (*filter(None, (review.plan,)), *own)


def name_of_new(adapted: Adapted) -> str:
    """Return the name that an added or replacing step has on the path; another methodology's stands before it."""
    return f"{adapted.source}:{_new(adapted)}" if adapted.source else _new(adapted)


def _new(adapted: Adapted) -> str:
    return adapted.instead if adapted.how is Adaptation.REPLACED else adapted.step


def _own(step: Step, strand: Strand, methodology: Methodology) -> Taken:
    return Taken(key=step.key, step=step, methodology=methodology.slug, strand=strand.key)


def _borrowed(plan: Plan, adaptations: Iterable[Adapted], others: Methodologies) -> Iterable[Taken]:
    for one in adaptations:
        lender = others.get(one.source)
        step = lender.step(_new(one)) if lender else None
        if lender and step and one.how is not Adaptation.DROPPED:
            key = name_of_new(one)
            alone = evolve(step, after=(), seen_by=_alone(step.seen_by, key))
            yield Taken(key=key, step=alone, methodology=lender.slug, strand=plan.strand_of(lender.slug))


def _alone(seen_by: SeenBy, key: str) -> SeenBy:
    """Blind until its own answers are settled: the step that would reveal them was not borrowed with it."""
    return evolve(seen_by, own_until=key) if seen_by.own_until else seen_by


def _order(methodology: Methodology, adaptations: Iterable[Adapted], found: Mapping[str, Taken]) -> nx.DiGraph[str]:
    """Return every step that could be taken, with an arrow from each to those that wait for it."""
    order: nx.DiGraph[str] = nx.DiGraph()
    order.add_nodes_from(found)
    order.add_edges_from((before, step.key) for step in methodology.steps for before in step.after)
    for one in adaptations:
        new = name_of_new(one)
        if one.how is Adaptation.REPLACED and {one.step, new} <= set(order):
            _join(order, (*((a, new) for a in order.pred[one.step]), *((new, b) for b in order.succ[one.step])))
            order.remove_edges_from(tuple(order.out_edges(one.step)))
        elif one.how is Adaptation.ADDED and {one.after, new} <= set(order):
            _join(order, [(one.after, new)])
    return order


def _join(order: nx.DiGraph[str], pairs: Iterable[tuple[str, str]]) -> None:
    """Add each arrow that closes no circle: a plan that asks for one has a doubt, and still has a path."""
    for before, later in tuple(pairs):
        if not nx.has_path(order, later, before):
            order.add_edge(before, later)


def _kept(profile: set[str], adaptations: Iterable[Adapted]) -> set[str]:
    kept = set(profile)
    for one in adaptations:
        kept -= {one.step} if one.how is not Adaptation.ADDED else set()
        kept |= {name_of_new(one)} if one.how is not Adaptation.DROPPED else set()
    return kept


def _bridge(order: nx.DiGraph[str], kept: set[str]) -> None:
    """Take out each step that is not kept, so that what waited for it waits for what it waited for."""
    for key in [name for name in order if name not in kept]:
        order.add_edges_from((a, b) for a in order.predecessors(key) for b in order.successors(key))
        order.remove_node(key)


def _places(
    methodology: Methodology, adaptations: Iterable[Adapted], found: Mapping[str, Taken]
) -> dict[str, tuple[float, str]]:
    places = {step.key: float(number) for number, step in enumerate(methodology.steps)}
    for one in adaptations:
        new = name_of_new(one)
        beside = one.step if one.how is Adaptation.REPLACED else one.after
        if new in found and (beside in places or new not in places):
            places[new] = places.get(beside, _last_of_phase(methodology, found[new].step.phase)) + 0.5
    return {key: (place, key) for key, place in places.items()}


def _last_of_phase(methodology: Methodology, phase: Phase) -> float:
    until = PHASES.index(phase)
    earlier = (n for n, step in enumerate(methodology.steps) if PHASES.index(step.phase) <= until)
    return float(max(earlier, default=-1))


def _placed(one: Taken, after: Iterable[str], kept: set[str], replaced: Mapping[str, str]) -> Taken:
    until = replaced.get(one.step.seen_by.own_until, one.step.seen_by.own_until)
    seen_by = evolve(one.step.seen_by, own_until=until) if until in kept else _alone(one.step.seen_by, one.key)
    return evolve(one, step=evolve(one.step, after=tuple(after), seen_by=seen_by))
