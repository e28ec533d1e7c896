"""What is doubtful in a plan: a plugin that is not here, an adaptation that cannot be made or has no reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lcspr_core.adapting import Methodologies, name_of_new, taken
from lcspr_core.concerns import Concern, Severity
from lcspr_core.methodology import Methodology
from lcspr_core.plan import Adaptation, Adapted, Plan, Strand

SOURCE = "The plan of this review"


def doubts(plan: Plan, methodologies: Methodologies) -> tuple[Concern, ...]:
    """Return what a person should settle in a plan before going on; its path stands all the same."""
    strands = {one.key: one for one in (plan.lead, *plan.strands)}
    return (*_about_strands(plan, strands.values(), methodologies), *_about_adaptations(plan, strands, methodologies))


def _about_strands(plan: Plan, strands: Iterable[Strand], methodologies: Methodologies) -> Iterator[Concern]:
    for one in strands:
        if one.methodology not in methodologies:
            yield _concern(
                "absent",
                f"The methodology “{one.methodology}” is not installed here, so its steps are not shown.",
                "Install its plugin; what was answered in it is kept.",
            )
    lead = methodologies.get(plan.lead.methodology)
    if lead is not None and lead.wraps and not plan.strands:
        yield _concern(
            "wraps_nothing",
            f"“{lead.title}” wraps another methodology, and none was chosen.",
            "Choose the one that the review is to be done by.",
        )


def _about_adaptations(plan: Plan, strands: dict[str, Strand], methodologies: Methodologies) -> Iterator[Concern]:
    for one in plan.adaptations:
        strand = strands.get(one.strand)
        methodology = methodologies.get(strand.methodology) if strand else None
        if strand is not None and methodology is not None:
            sentences = (*_impossible(one, methodology, methodologies), *_unheeded(plan, one, strand, methodologies))
            yield from (_concern("adaptation", sentence, "Change the plan.") for sentence in sentences)
        if not one.reason.strip():
            yield _concern(
                "no_reason",
                f"It is not said why “{one.step}” was {one.how.value}.",
                "Give the reason: it is printed with how the review was done.",
            )


def _impossible(one: Adapted, methodology: Methodology, methodologies: Methodologies) -> Iterator[str]:
    own = {step.key for step in methodology.steps}
    if one.how is not Adaptation.ADDED and one.step not in own:
        yield f"“{methodology.title}” has no step “{one.step}” that could be {one.how.value}."
    if one.source and one.source not in methodologies:
        yield f"“{one.source}”, from which a step was taken over, is not installed here."
    elif one.how is not Adaptation.DROPPED:
        lender = methodologies[one.source] if one.source else methodology
        new = name_of_new(one).rpartition(":")[2]
        if lender.step(new) is None:
            yield f"“{lender.title}” has no step “{new}” to take."


def _unheeded(plan: Plan, one: Adapted, strand: Strand, methodologies: Methodologies) -> Iterator[str]:
    """Find a new step that cannot stand where it was to: that would be a circle."""
    path = taken(plan, strand, methodologies[strand.methodology], methodologies)
    follows = {step.key: step.step.after for step in path}
    new = name_of_new(one)
    if one.how is Adaptation.REPLACED and new in methodologies[strand.methodology].profile(strand.profile).steps:
        yield f"“{new}” is taken already, so it cannot stand in the place of “{one.step}”."
    if one.how is Adaptation.ADDED and one.after and new in follows and one.after not in follows[new]:
        yield f"“{new}” cannot come after “{one.after}”: that step waits for it, or is not taken."


def _concern(key: str, sentence: str, way_out: str) -> Concern:
    return Concern(
        key=f"plan.{key}", sentence=sentence, severity=Severity.WARNING, source=SOURCE, way_out=way_out, about=("plan",)
    )
