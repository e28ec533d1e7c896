"""What left the review and on which way, which papers are out, and that they came back (8.2.11)."""

from __future__ import annotations

from attrs import frozen

from lcspr_core.asking import Term, choice, line, number, row_id, rows, text, uncertain_date
from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

CHANNELS = (
    Term(key="secure_mail", title="Secure e-mail"),
    Term(key="portal", title="A portal with its own log-in"),
    Term(key="by_hand", title="By hand, against a signature"),
    Term(key="open_mail", title="E-mail without protection"),
)


@frozen(kw_only=True)
class Disclosure:
    """One thing of the review that was shared."""

    id: str = row_id()
    what: str = text("What was shared", needed=True)
    to: str = line("With whom", needed=True)
    purpose: str = text("For what", needed=True)
    agreed_by: str = line("Who agreed", hint="The panel or the Sub Group")
    channel: str = choice("On which way", CHANNELS)
    on: UncertainDate = uncertain_date("When", needed=True)


@frozen(kw_only=True)
class Copy:
    """One numbered copy on paper."""

    id: str = row_id()
    number: float | None = number("Copy number")
    to: str = line("Given to", hint="The post", needed=True)
    on: UncertainDate = uncertain_date("Given on")
    destroyed_on: UncertainDate = uncertain_date("Back, or destroyed, on")
    reason: str = line("If not: why")


@frozen(kw_only=True)
class Keeping:
    """What left the review, and what came back."""

    disclosures: tuple[Disclosure, ...] = rows("What was shared", Disclosure, row_title="Disclosure")
    copies: tuple[Copy, ...] = rows("Copies on paper", Copy, row_title="Copy")


STEPS = (
    Step(
        key="keeping",
        title="What left the review",
        phase=Phase.ASSEMBLE,
        lead="Who has what, on which way, and who agreed?",
        guidance="Everything in a review is highly confidential. It is shared for a purpose, on a safe way, and when "
        "the panel or the Sub Group has agreed (8.2.11). While a criminal process is open, the police are asked first "
        "(8.2.58). Papers are numbered and come back, or are destroyed.",
        asks=Keeping,
        examples=(
            Keeping(
                disclosures=(
                    Disclosure(
                        what="Chronology of health visiting",
                        to="Overview author",
                        purpose="To write the report",
                        agreed_by="Panel",
                        channel="portal",
                        on=understood("20 June 2026"),
                    ),
                ),
            ),
        ),
        required=False,
        gate=("disclosure_cleared", "disclosed_safely", "nothing_destroyed"),
        answered_by=("business_manager", "panel"),
    ),
)
EVENTS = (Event(key="disclosure", title="Something was shared", form="keeping", rows="disclosures", field="on"),)
