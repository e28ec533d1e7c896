"""How people and places stay unknown to readers: the arrangements, and one code for each (8.2.45)."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from lcspr_core.asking import Term, choices, line, row_id, rows, text, uncertain_date
from lcspr_core.methodology import Phase, SeenBy, Step
from lcspr_core.procedure.events import Event
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

FORM = "codes"


def without_code(review: Review) -> Iterable[Term]:
    """Offer each person of the case for whom no code in reports was agreed."""
    people = (one for one in review.all("person") if not one.public_code.strip())
    return tuple(Term(key=one.id, title=f"{one.id}: {one.role}" if one.role else one.id) for one in people)


@frozen(kw_only=True)
class Place:
    """One place that reports name by a code."""

    id: str = row_id()
    what: str = line("Which place", hint="The sort of place, not its name")
    code: str = line("Its code in reports", needed=True)


@frozen(kw_only=True)
class Codes:
    """What is agreed so that nobody can be recognised."""

    arrangement: str = text(
        "What is agreed", hint="Dates, ages, places, sex, order of birth: what is left vague", needed=True
    )
    places: tuple[Place, ...] = rows("Places", Place, row_title="Place")
    unnamed: tuple[str, ...] = choices("Who appears in no report at all, and so needs no code", without_code)
    kept_by: str = line("Who keeps the key to the codes", hint="The post, not the name")
    agreed_on: UncertainDate = uncertain_date("When the panel agreed this")


STEPS = (
    Step(
        key=FORM,
        title="Codes and anonymity",
        phase=Phase.SCOPE,
        lead="By which code is each person and place called in reports?",
        guidance="Agree this before anybody writes a report (8.2.45). Codes of people are set on the page “People”, "
        "one for each: the same code twice, or none, holds this form back. Whoever will appear in no report can be "
        "named below instead. Think of what could give somebody away although the name is gone.",
        asks=Codes,
        examples=(
            Codes(
                arrangement="Seasons instead of days; ages in months up to two years; the town is not named.",
                places=(Place(id="p1", what="The family's second home", code="Town B"),),
                kept_by="Business manager",
                agreed_on=understood("18 May 2026"),
            ),
        ),
        after=("panel_meetings",),
        gate=("codes_complete",),
        answered_by=("panel_chair", "business_manager"),
        seen_by=SeenBy(roles=("panel", "panel_chair", "business_manager", "overview_author")),
    ),
)
EVENTS: tuple[Event, ...] = ()
