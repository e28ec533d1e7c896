"""SILP-style review: agencies, practitioners and first-line managers learn together at an event, and test the draft."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core import Methodology, Publishable, Review, hookimpl
from methodologies.silp.artefacts import ARTEFACTS
from methodologies.silp.checks import CHECKS
from methodologies.silp.episode_map import EPISODE_THEME
from methodologies.silp.examples import bracken
from methodologies.silp.hearing import SLUG
from methodologies.silp.kinds import KINDS
from methodologies.silp.roles import ROLES
from methodologies.silp.steps import PROFILES, STEPS
from methodologies.silp.themes import THEMES


def example_review() -> Review:
    """Return Bracken, the worked fictional case, with every step of the full profile answered."""
    return bracken(SILP)


SILP = Methodology(
    slug=SLUG,
    title="Learning-event process (SILP-style)",
    version="1.0.0",
    source="The partnership's procedure, 8.2.35, 8.2.46 to 8.2.49 and 8.2.72, and published descriptions of "
    "learning-event reviews.",
    suited_to="Several agencies were involved, those who were there can be reached and may safely take part, and the "
    "partnership wants learning that its staff own. Less suited while a trial with many witnesses is pending.",
    notice="“SILP” is a registered trade mark of its owner, who accredits lead reviewers. This is an independent "
    "description of a learning-event process in our own words. It is not the owner's product, uses none of the "
    "owner's forms, and is not endorsed by the owner.",
    profiles=PROFILES,
    roles=ROLES,
    record_kinds=KINDS,
    vocabularies=(THEMES,),
    steps=STEPS,
    artefacts=ARTEFACTS,
    maps=(EPISODE_THEME,),
    checks=CHECKS,
    publishable=Publishable.YES,
    example=example_review,
)


@hookimpl
def lcspr_methodologies() -> Iterable[Methodology]:
    """Hand over this methodology."""
    return (SILP,)
