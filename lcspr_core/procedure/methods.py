"""Which methodology fits a case: the facts of the case beside what each one is for, and why one was chosen (8.2.34)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lcspr_core.asking import Control, questions
from lcspr_core.cases.agencies import Known, agencies_now
from lcspr_core.methodology import Artefact, Methodology, Profile
from lcspr_core.panels.terms import current
from lcspr_core.procedure.families import family
from lcspr_core.procedure.forms.choosing import Choosing
from lcspr_core.procedure.forms.deciding import OUTCOMES, Decision
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.procedure.parallels import is_criminal_open, parallel
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate, said
from lcspr_core.views import Prose, Table, View

FORM = "choosing"
NOBODY_DECIDES = (
    "This table weighs nothing and proposes nothing. Hold what each methodology is for against the facts of the case, "
    "and write on “Methodology and author” why the one that you choose is in proportion (8.2.11, 8.2.34, 8.2.35)."
)
MONTH = 30.4
REASONS = ("reason", "proportionate", "principles")  # what is carried into the report once it is written


def choice_table(review: Review, methodologies: Mapping[str, Methodology]) -> Iterable[View]:
    """Return the facts of a case, and beside them what each installed methodology is for and how much it asks."""
    yield Prose(text=NOBODY_DECIDES)
    yield Table(title="This case", columns=("Fact", "As it stands"), rows=tuple(_facts(review)))
    every = sorted(methodologies.items())
    yield Table(
        title="Methodologies that are installed",
        columns=("Methodology", "In this form", "It suits", "Steps", "Asked of each agency", "Source"),
        rows=tuple(_row(one, profile) for _, one in every for profile in one.profiles),
        empty="No methodology is installed here.",
    )


def _facts(review: Review) -> Iterable[tuple[str, str]]:
    agencies = agencies_now(review)
    knew = sum(one.known is Known.KNOWN for one in agencies)
    terms = current(review.all("terms"))
    span = terms and terms.period_from and terms.period_to and (terms.period_to - terms.period_from).days
    outcome = answered(review, "decision", Decision).outcome
    runs = any(one.sort == "criminal" and one.runs for one in parallel(review).processes)
    yield "Decided", next((one.title for one in OUTCOMES if one.key == outcome), "Not yet")
    yield "Agencies that knew the child", f"{knew} of {len(agencies)}"
    yield "Months under review", f"{span / MONTH:.0f}" if span else "Not set yet"
    yield "Questions to answer", str(len(terms.questions)) if terms else "None yet"
    yield "A criminal process is open", ("Yes" if is_criminal_open(review) else "No") if runs else "Not known yet"
    yield "Members of the family listed", str(len(family(review).people))


def _row(one: Methodology, profile: Profile) -> tuple[str, ...]:
    steps = [step for step in one.steps if step.key in profile.steps]
    asked = sum("agency" in step.per for step in steps)
    return one.title, profile.title, one.suited_to, str(len(steps)), str(asked), one.source


def why_this_way(review: Review) -> tuple[View, ...]:
    """Return why the review was done in this way, as it was written when that was agreed; nothing before."""
    said_ = answered(review, FORM, Choosing)
    if not any(str(getattr(said_, name)).strip() for name in REASONS):
        return ()
    asked = [one for one in questions(Choosing) if one.control is not Control.ROWS]
    rows = tuple((one.label, text) for one in asked if (text := _text(getattr(said_, one.name))))
    return (Table(title="Why this methodology, and this author", columns=("Question", "Answer"), rows=rows),)


def _text(value: object) -> str:
    if isinstance(value, UncertainDate):
        return value.typed or said(value.start)
    return str(value or "").strip()


def _document(review: Review) -> Iterable[View]:
    return why_this_way(review) or (Prose(text="Nothing is written on “Methodology and author” yet."),)


ARTEFACTS = (Artefact(key="methodology", title="Why this methodology", compose=_document, step=FORM),)
