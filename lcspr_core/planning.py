"""Changes a review's plan as a person asks: another methodology beside the lead, a step left out, replaced or added."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import evolve, frozen

from lcspr_core.adapting import Methodologies, name_of_new, taken
from lcspr_core.doubts import doubts
from lcspr_core.errors import NotFound, Unreadable
from lcspr_core.path import Stage, StrandPath
from lcspr_core.plan import Adaptation, Adapted, Plan, Strand

LONGEST = 500
NO_REASON = "Say why: the reason is kept with your name and the day, and stands with how the review was done."
THERE = "This methodology is at work in the review already."
NOT_HERE = "This methodology is not installed here. Choose one of those that are listed."
TWICE = "This step is changed already. Take that change back first, then make another."
NOTHING_LEFT = "At least one step has to stay. Take the whole methodology off instead, or choose another step."
GONE = "This is no longer in the plan: somebody may have taken it back. Reload the page to see how it stands."


@frozen(kw_only=True)
class Offer:
    """A step that a strand could take: its name on the path, its title, and the title of the methodology it is of."""

    key: str
    title: str
    whose: str


def can_go(plan: Plan, one: StrandPath) -> tuple[Stage, ...]:
    """Return the steps of a strand that can be left out or replaced: its own, that no change has brought in."""
    brought = {name_of_new(change) for change in _in(plan, one.strand) if change.how is not Adaptation.DROPPED}
    own = (stage for stage in one.stages if stage.methodology == one.methodology.slug)
    return tuple(stage for stage in own if stage.key not in brought)


def can_come(plan: Plan, one: StrandPath, methodologies: Methodologies) -> tuple[Offer, ...]:
    """Return the steps that a strand could take: its own that its profile passes over, and those of other methods."""
    gone = {change.step for change in _in(plan, one.strand) if change.how is not Adaptation.ADDED}
    left = gone | {stage.key for stage in one.stages}
    strands = {strand.methodology for strand in plan.all_strands}
    own = [("", one.methodology)]
    others = [(f"{slug}:", lender) for slug, lender in methodologies.items() if slug not in strands]
    return tuple(
        Offer(key=f"{before}{step.key}", title=step.title, whose=whose.title)
        for before, whose in (*own, *others)
        for step in whose.steps
        if f"{before}{step.key}" not in left
    )


def with_strand(plan: Plan, slug: str, profile: str, methodologies: Methodologies) -> Plan:
    """Return the plan with another methodology beside the lead; its strand has the methodology's own name."""
    if slug in {one.methodology for one in plan.all_strands}:
        raise Unreadable(THERE)
    if slug not in methodologies or profile not in {one.key for one in methodologies[slug].profiles}:
        raise NotFound(NOT_HERE)
    return evolve(plan, strands=(*plan.strands, Strand(key=slug, methodology=slug, profile=profile)))


def without_strand(plan: Plan, key: str) -> Plan:
    """Return the plan without a strand and the changes in it; what was answered there is kept, out of sight."""
    if key not in {one.key for one in plan.strands}:
        raise NotFound(GONE)
    strands = tuple(one for one in plan.strands if one.key != key)
    return evolve(plan, strands=strands, adaptations=tuple(one for one in plan.adaptations if one.strand != key))


def with_change(plan: Plan, asked: Adapted, methodologies: Methodologies) -> Plan:
    """Return the plan with one more change of a step, or say why it cannot be made."""
    if not asked.reason.strip():
        raise Unreadable(NO_REASON)
    if name_of(asked) in map(name_of, plan.adaptations):
        raise Unreadable(TWICE)
    reason = " ".join(asked.reason.split())[:LONGEST]
    new = evolve(plan, adaptations=(*plan.adaptations, evolve(asked, reason=reason)))
    _refuse_doubtful(plan, new, methodologies)
    _refuse_empty(new, asked.strand, methodologies)
    return new


def _refuse_doubtful(old: Plan, new: Plan, methodologies: Methodologies) -> None:
    known = {one.sentence for one in doubts(old, methodologies)}
    fresh = [one.sentence for one in doubts(new, methodologies) if one.sentence not in known]
    if fresh:
        raise Unreadable(f"{fresh[0]} Nothing was changed.")


def _refuse_empty(plan: Plan, key: str, methodologies: Methodologies) -> None:
    strand = next((one for one in plan.all_strands if one.key == key), None)
    if strand is None or strand.methodology not in methodologies:
        raise NotFound(GONE)
    if not taken(plan, strand, methodologies[strand.methodology], methodologies):
        raise Unreadable(NOTHING_LEFT)


def taken_back(plan: Plan, name: str) -> Plan:
    """Return the plan without one change of a step."""
    left = tuple(one for one in plan.adaptations if name_of(one) != name)
    if len(left) == len(plan.adaptations):
        raise NotFound(GONE)
    return evolve(plan, adaptations=left)


def name_of(one: Adapted) -> str:
    """Return the name of a change: a step is changed once in a strand, in one way."""
    return f"{one.strand} {one.how.value} {one.source}:{one.step}"


def in_words(one: Adapted, strand: Strand, methodologies: Methodologies) -> str:
    """Return what was changed, in a sentence."""
    return _SENTENCES[one.how](one, strand.methodology, methodologies)


def _dropped(one: Adapted, own: str, methodologies: Methodologies) -> str:
    return f"{_title(own, one.step, methodologies)} is left out."


def _replaced(one: Adapted, own: str, methodologies: Methodologies) -> str:
    new = _title(one.source or own, one.instead, methodologies)
    return f"{_title(own, one.step, methodologies)} is replaced by {new}{_lent(one, methodologies)}."


def _added(one: Adapted, own: str, methodologies: Methodologies) -> str:
    lender, _, key = one.after.rpartition(":")
    after = f", after {_title(lender or own, key, methodologies)}" if one.after else ""
    return f"{_title(one.source or own, one.step, methodologies)}{_lent(one, methodologies)} is added{after}."


def _lent(one: Adapted, methodologies: Methodologies) -> str:
    lender = methodologies.get(one.source)
    return f" ({lender.title if lender else one.source})" if one.source else ""


def _title(slug: str, key: str, methodologies: Methodologies) -> str:
    methodology = methodologies.get(slug)
    step = methodology.step(key) if methodology else None
    return f"“{step.title if step else key}”"


_SENTENCES: Mapping[Adaptation, Callable[[Adapted, str, Methodologies], str]] = {
    Adaptation.DROPPED: _dropped,
    Adaptation.REPLACED: _replaced,
    Adaptation.ADDED: _added,
}


def _in(plan: Plan, strand: Strand) -> tuple[Adapted, ...]:
    return tuple(one for one in plan.adaptations if one.strand == strand.key)
