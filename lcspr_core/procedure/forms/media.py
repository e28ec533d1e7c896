"""Media and requests for information: the strategy, who was briefed, and each enquiry."""

from __future__ import annotations

from attrs import frozen

from lcspr_core.asking import Term, choice, line, row_id, rows, text, uncertain_date, yes_no_unclear
from lcspr_core.methodology import Phase, Step
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

SORTS = (
    Term(key="foi", title="Under the Freedom of Information Act"),
    Term(key="other", title="For other material of the review"),
)


@frozen(kw_only=True)
class Contact:
    """One press office or media contact."""

    id: str = row_id()
    who: str = line("Which press office or contact", needed=True)
    briefed_on: UncertainDate = uncertain_date("Briefed on")


@frozen(kw_only=True)
class Enquiry:
    """One question from the media."""

    id: str = row_id()
    on: UncertainDate = uncertain_date("Came on", needed=True)
    words: str = text("What was asked, and by whom")
    passed_on: UncertainDate = uncertain_date("Passed to the Independent Chair on")
    chair_on: UncertainDate = uncertain_date("Talked through with the chair on")
    answer: str = text("What was answered")


@frozen(kw_only=True)
class Media:
    """How the partnership speaks about the review."""

    strategy: str = text("Media strategy", hint="Who speaks, to whom, when, and about what not", needed=True)
    statement: str = yes_no_unclear("Is there an agreed statement?")
    statement_words: str = text("The statement, and who has agreed to it")
    contacts: tuple[Contact, ...] = rows("Press offices and contacts", Contact, row_title="Contact")
    enquiries: tuple[Enquiry, ...] = rows("Questions from the media", Enquiry, row_title="Question")


@frozen(kw_only=True)
class Request:
    """One request for information."""

    id: str = row_id()
    sort: str = choice("What sort", SORTS, needed=True)
    received_on: UncertainDate = uncertain_date("Came on", needed=True)
    words: str = text("What is asked for")
    held_by: str = line("Who holds it", hint="The body that keeps the paper, for each paper")
    routed_on: UncertainDate = uncertain_date("Given to the information-governance lead on")
    authorised_by: str = line("Who authorised sharing it", hint="The Independent Chair")
    authorised_on: UncertainDate = uncertain_date("When")
    answered_on: UncertainDate = uncertain_date("Answered on")


@frozen(kw_only=True)
class Information:
    """Requests for information, each given to who decides on them."""

    requests: tuple[Request, ...] = rows("Requests", Request, row_title="Request")


STEPS = (
    Step(
        key="media",
        title="Media",
        phase=Phase.PUBLISH,
        lead="Who speaks, and who has been told beforehand?",
        guidance="There is a strategy before anything is published, and each press office has been briefed (8.2.69). "
        "Every question goes to the Independent Chair through the business manager (8.2.68), and is talked through "
        "with the chair, so that all say the same (8.2.70).",
        asks=Media,
        examples=(
            Media(
                strategy="The Independent Chair speaks, on the day, about learning; nobody speaks about the family.",
                statement="yes",
                statement_words="Agreed by the three partners on 20 October 2026.",
                contacts=(Contact(who="Council press office", briefed_on=understood("27 October 2026")),),
            ),
        ),
        answered_by=("business_manager", "decision_maker"),
    ),
    Step(
        key="information",
        title="Requests for information",
        phase=Phase.PUBLISH,
        lead="Who asks for what, and who decides?",
        guidance="Nothing here answers that a paper need not be given. Each request goes to the information-governance "
        "lead with the name of who holds the paper (8.2.59). Anything but the published report needs the Independent "
        "Chair's word before it is shared (8.2.60).",
        asks=Information,
        examples=(
            Information(
                requests=(
                    Request(
                        sort="foi",
                        received_on=understood("2 December 2026"),
                        words="Minutes of the panel",
                        held_by="Council",
                        routed_on=understood("2 December 2026"),
                    ),
                )
            ),
        ),
        required=False,
        answered_by=("business_manager", "decision_maker"),
    ),
)
EVENTS = ()
