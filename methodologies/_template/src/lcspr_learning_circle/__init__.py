"""Learning circle: each agency says what it did, a small circle looks at it together, and says what to change."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core import Methodology, Publishable, hookimpl

from .artefacts import ARTEFACTS
from .checks import CHECKS
from .kinds import CONDITIONS, KINDS
from .shaping_map import SHAPING
from .steps import PROFILES, ROLES, STEPS

METHODOLOGY = Methodology(
    slug="learning_circle",
    title="Learning circle",
    version="0.1.0",
    source="Written as the worked example of the guide.",
    suited_to="One question that a few agencies share, and people who can meet once.",
    profiles=PROFILES,
    roles=ROLES,
    record_kinds=KINDS,
    vocabularies=(CONDITIONS,),
    steps=STEPS,
    artefacts=ARTEFACTS,
    maps=(SHAPING,),
    checks=CHECKS,
    publishable=Publishable.NO,
)


@hookimpl
def lcspr_methodologies() -> Iterable[Methodology]:
    """Hand over this methodology."""
    return (METHODOLOGY,)
