"""Expert and legal advice: what was asked, what came, and how the panel used it; for the panel alone (8.2.43, 45)."""

from __future__ import annotations

from attrs import frozen

from lcspr_core.asking import line, row_id, rows, text, uncertain_date
from lcspr_core.methodology import Phase, SeenBy, Step
from lcspr_core.procedure.events import Event
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

FORM = "advice"


@frozen(kw_only=True)
class Expert:
    """Expert advice that is needed, and who gives it."""

    id: str = row_id()
    need: str = text("What has to be known", needed=True)
    asked_on: UncertainDate = uncertain_date("Asked for on")
    adviser: str = line("Who advises", hint="Profession and post, not the name")
    engaged_on: UncertainDate = uncertain_date("Engaged on")
    advice: str = text("What they said")


@frozen(kw_only=True)
class Legal:
    """One piece of legal advice, and how it was used."""

    id: str = row_id()
    asked: str = text("What was asked", needed=True)
    given_on: UncertainDate = uncertain_date("Advice given on")
    advice: str = text("What was advised")
    how_used: str = text("How the panel used it", hint="Or why it did not follow it")


@frozen(kw_only=True)
class Advice:
    """All advice that the panel asked for."""

    experts: tuple[Expert, ...] = rows("Expert advice", Expert, row_title="Request")
    legal: tuple[Legal, ...] = rows("Legal advice", Legal, row_title="Advice")


STEPS = (
    Step(
        key=FORM,
        title="Expert and legal advice",
        phase=Phase.ANALYSE,
        lead="What has to be known that the panel does not know, and what was advised?",
        guidance="The panel and its chair see this form, and nobody who writes a report: legal advice is restricted. "
        "Ask for expert advice as soon as a question is beyond the members (8.2.43). Beside each piece of legal "
        "advice write how it was used, or why not (8.2.45).",
        asks=Advice,
        examples=(
            Advice(
                experts=(
                    Expert(
                        id="e1",
                        need="How often such a fracture is missed on a first picture",
                        asked_on=understood("8 June 2026"),
                        adviser="Paediatric radiologist of a hospital elsewhere",
                        engaged_on=understood("15 June 2026"),
                    ),
                ),
                legal=(
                    Legal(
                        id="l1",
                        asked="May the panel see the statements made in the care proceedings?",
                        given_on=understood("12 June 2026"),
                        advice="With the court's leave only.",
                        how_used="The court was asked; nothing was read before.",
                    ),
                ),
            ),
        ),
        required=False,
        answered_by=("panel_chair", "business_manager"),
        seen_by=SeenBy(roles=("panel", "panel_chair", "business_manager")),
    ),
)
EVENTS: tuple[Event, ...] = ()
