"""Other processes beside the review: one register of them, with the advice that talks and sharing wait for."""

from __future__ import annotations

from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.procedure.forms.parallel_asks import Advice, EarlyLesson, Parallel, Process
from lcspr_core.timescales.understanding import understood

FORM = "parallel"
EXAMPLE = Parallel(
    processes=(
        Process(
            id="criminal",
            sort="criminal",
            runs="yes",
            owner="Police, major crime team",
            contact="Senior investigating officer",
            status="listed",
            known_on=understood("4 May 2026"),
            next_on=understood("9 November 2026"),
            met_on=understood("14 May 2026"),
            agreed="Records and chronologies go on; two authors wait with three talks.",
            on_talks="Three members of staff are witnesses; talks with them wait.",
            on_sharing="No account of the night is passed on before the trial.",
            on_publication="Not before the verdict.",
        ),
        Process(id="coroner", sort="coroner", runs="no"),
        Process(id="adult", sort="adult", runs="unknown"),
    ),
    meanwhile="All records are read by July; the handover form is changed now.",
    sharing="The police have the list of records; the partnership's lawyer sees each request.",
    advice=(
        Advice(
            id="a1",
            adviser="police",
            about=("staff", "sharing"),
            sought_on=understood("14 May 2026"),
            given_on=understood("21 May 2026"),
            answer="conditions",
            words="All staff but three; nothing is asked about the night itself.",
        ),
        Advice(id="a2", adviser="cps", about=("family",), sought_on=understood("14 May 2026")),
    ),
    lessons=(
        EarlyLesson(
            id="l1",
            lesson="A delivered cot was taken for a cot in use.",
            done="The equipment list now says “delivered, not yet seen in use”.",
            on=understood("6 July 2026"),
        ),
    ),
)

STEPS = (
    Step(
        key=FORM,
        title="Other processes",
        phase=Phase.SCOPE,
        lead="What else runs beside this review, and what must wait for it?",
        guidance="Say of each sort whether it runs; “not known yet” is an answer at the start (8.2.55). Speak early "
        "with whoever leads each one (8.2.57). As a rule none of them delays the review, and what is learned is acted "
        "on now (8.2.56).\n\n"
        "- While a criminal process is open, ask the police before staff or family are spoken with and before anything "
        "is shared (8.2.54, 8.2.58). An answer that is awaited counts as none.\n"
        "- That publication waits is put down on Publication, with the day on which that is looked at again.",
        asks=Parallel,
        examples=(EXAMPLE,),
        gate=("sharing_cleared", "learning_event_cleared"),
        answered_by=("panel_chair", "business_manager"),
    ),
)

EVENTS = (
    Event(
        key="early_meeting",
        title="Those who lead another process were spoken with",
        form=FORM,
        rows="processes",
        field="met_on",
    ),
    Event(key="disclosure", title="Something was shared with others", form=FORM, rows="shared", field="on"),
)
