"""What is asked of processes beside the review: which run, who advises what, what passes between, what is learned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core.asking import Term, choice, choices, line, row_id, rows, text, uncertain_date
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate

SORTS = (
    Term(key="criminal", title="Criminal investigation or proceedings"),
    Term(key="coroner", title="Coroner's investigation or inquest"),
    Term(key="adult", title="Safeguarding adults review"),
    Term(key="domestic", title="Domestic abuse related death review (domestic homicide review)"),
    Term(key="single_agency", title="One agency's own review of a serious incident"),
    Term(key="other", title="Something else: family court, discipline, a regulator"),
)
RUNS = (
    Term(key="yes", title="Yes"),
    Term(key="no", title="No"),
    Term(key="unknown", title="Not known yet"),
)
STATUS = (
    Term(key="beginning", title="Beginning"),
    Term(key="under_way", title="Under way"),
    Term(key="listed", title="A hearing or trial is listed"),
    Term(key="ended", title="Ended"),
)
ADVISERS = (
    Term(key="police", title="Police: senior investigating officer"),
    Term(key="cps", title="Crown Prosecution Service"),
    Term(key="legal", title="The partnership's legal adviser"),
    Term(key="coroner", title="Coroner"),
    Term(key="other", title="Somebody else"),
)
ABOUT = (
    Term(key="staff", title="Talking with staff, learning events among it"),
    Term(key="family", title="Talking with the family"),
    Term(key="sharing", title="Sharing information"),
    Term(key="publication", title="Publication"),
)
ANSWERS = (
    Term(key="go", title="It may go ahead"),
    Term(key="conditions", title="It may go ahead, with conditions"),
    Term(key="wait", title="It should wait"),
)
RECEIVERS = (
    Term(key="coroner", title="Coroner"),
    Term(key="police", title="Police"),
    Term(key="employer", title="Employer"),
    Term(key="other", title="Somebody else"),
)
MINDED = (
    Term(key="contact", title="The prosecution knows of this review, and each side has a named contact"),
    Term(key="witnesses", title="Who may be a witness is known before anybody is spoken with"),
    Term(key="material", title="What the review holds may have to be disclosed, and those who write know it"),
    Term(key="records", title="How talks are noted is settled, and the notes are kept"),
    Term(key="timing", title="The order of talks, trial and publication is settled"),
)


def _sorts(_: Review) -> Iterable[Mapping[str, Any]]:
    return tuple({"id": one.key, "sort": one.key} for one in SORTS)


@frozen(kw_only=True)
class Process:
    """One process beside the review, or that there is none of its sort."""

    id: str = row_id()
    sort: str = choice("Which", SORTS, needed=True)
    runs: str = choice("Does it run?", RUNS, needed=True)
    owner: str = line("Whose it is", hint="The post or body, not a name")
    contact: str = line("Whom to ask there", hint="The post")
    status: str = choice("How it stands", STATUS)
    known_on: UncertainDate = uncertain_date("Known to the review since")
    next_on: UncertainDate = uncertain_date("Its next day", hint="A hearing, a trial, a report")
    met_on: UncertainDate = uncertain_date("Spoken with early, on")
    agreed: str = text("What was agreed then", hint="How the review goes on without delay")
    on_talks: str = text("What it means for talks with staff and family")
    on_sharing: str = text("What it means for sharing")
    on_publication: str = text("What it means for publication")
    ended_on: UncertainDate = uncertain_date("Ended on")


@frozen(kw_only=True)
class Advice:
    """Advice of one person on one matter: sought and awaited, or given on a day."""

    id: str = row_id()
    adviser: str = choice("Who", ADVISERS, needed=True)
    about: tuple[str, ...] = choices("About what", ABOUT, needed=True)
    sought_on: UncertainDate = uncertain_date("Sought on")
    given_on: UncertainDate = uncertain_date("Given on", hint="Empty while it is awaited")
    answer: str = choice("What it comes to", ANSWERS)
    words: str = text("In words, with any conditions")


@frozen(kw_only=True)
class Sharing:
    """Something that was shared with another process, and under what."""

    id: str = row_id()
    what: str = line("What", needed=True)
    to: str = line("With whom", hint="The post or body", needed=True)
    basis: str = line("Under which agreement or request")
    on: UncertainDate = uncertain_date("On")


@frozen(kw_only=True)
class HandOver:
    """A matter that is not the review's own, handed to whoever it belongs to (8.2.10)."""

    id: str = row_id()
    matter: str = text("What came up", needed=True)
    to: str = choice("To whom it belongs", RECEIVERS, needed=True)
    by: str = line("Who handed it over", hint="The post")
    on: UncertainDate = uncertain_date("Handed over on")


@frozen(kw_only=True)
class EarlyLesson:
    """Something learned that does not wait for another process (8.2.57)."""

    id: str = row_id()
    lesson: str = text("What was learned", needed=True)
    done: str = text("What was put right already, or by whom it will be")
    on: UncertainDate = uncertain_date("When")


@frozen(kw_only=True)
class Parallel:
    """Every process beside the review, the advice on each, and what goes on meanwhile (8.2.54 to 8.2.58)."""

    processes: tuple[Process, ...] = rows("Processes", Process, row_title="Process", rows_from=_sorts)
    meanwhile: str = text(
        "How does the review go on while they run?", hint="Read records, talk with others, change what can be changed"
    )
    sharing: str = text("What may be shared with whom, and how", hint="As settled at the early talks (8.2.57)")
    advice: tuple[Advice, ...] = rows("Advice", Advice, row_title="Advice")
    minded: tuple[str, ...] = choices("Beside a prosecution: what has been thought of?", MINDED)
    minded_from: str = line("Held against which guidance", hint="Of the Crown Prosecution Service; its title and year")
    shared: tuple[Sharing, ...] = rows("Shared with others", Sharing, row_title="Sharing")
    handed: tuple[HandOver, ...] = rows("Handed to others", HandOver, row_title="Matter")
    lessons: tuple[EarlyLesson, ...] = rows("Learned and acted on meanwhile", EarlyLesson, row_title="Lesson")
