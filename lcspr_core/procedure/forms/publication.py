"""Publication: the day, what must be clear before it, what was published, and what if nothing is (8.2.60 to 8.2.67)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core.asking import Term, choice, line, ref, row_id, rows, text, uncertain_date, yes_no_unclear
from lcspr_core.cases.public_files import KIND
from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.procedure.forms.lists import BODIES
from lcspr_core.procedure.forms.safeguards_asks import Safeguards
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate, said
from lcspr_core.timescales.understanding import understood

SHOWN = 12  # letters of a hash: enough to tell two files apart
OFFERED = "Offered here: what Documents made as the edition for publication, and files that are added above"

HOLDS = (
    Term(key="criminal", title="Criminal proceedings"),
    Term(key="inquest", title="Inquest"),
    Term(key="family_court", title="Family court"),
    Term(key="other", title="Something else"),
)


def _bodies(_: Review) -> Iterable[Mapping[str, Any]]:
    return tuple({"id": one.key, "to": one.key} for one in BODIES)


@frozen(kw_only=True)
class Copy:
    """The report sent to one body before it is published."""

    id: str = row_id()
    to: str = choice("To", BODIES)
    sent_on: UncertainDate = uncertain_date("Sent on")


@frozen(kw_only=True)
class Harm:
    """What publication could do to one surviving child or adult."""

    id: str = row_id()
    person: str = ref("Who", "person")
    words: str = text("What it could do, and what was changed for it", needed=True)
    looked_on: UncertainDate = uncertain_date("Looked at on")


@frozen(kw_only=True)
class Effect:
    """The effect of publication on some group of people, and who stands by them."""

    id: str = row_id()
    who: str = line("Which people", needed=True)
    support: str = text("Who tells them, and who stands by them")


@frozen(kw_only=True)
class Hold:
    """Publication waits for something; learning and actions do not (8.2.57)."""

    id: str = row_id()
    sort: str = choice("For what", HOLDS, needed=True)
    advised_by: str = line("Who advised it", needed=True)
    look_on: UncertainDate = uncertain_date("To be looked at again on", needed=True)
    ended_on: UncertainDate = uncertain_date("Ended on")


@frozen(kw_only=True)
class Told:
    """One body, told that the report should not be published."""

    id: str = row_id()
    to: str = choice("To", BODIES)
    told_on: UncertainDate = uncertain_date("Told on")


@frozen(kw_only=True)
class PanelRequest:
    """What the national Panel asked for about a report that is not to be published."""

    id: str = row_id()
    words: str = text("What it asked for", needed=True)
    sent_on: UncertainDate = uncertain_date("Sent on")


@frozen(kw_only=True)
class Elsewhere:
    """One file that was not made here, and who searched it for names, since no record of this program's says so."""

    id: str = row_id()
    hash: str = line("Hash of the file", needed=True, hint="SHA-256; whoever looks after the computers can read it")
    searched: str = text("Who searched it for names, and how", hint="The post, the day, and what was looked for")


def _files(review: Review) -> Iterable[Term]:
    """Offer the files that were made here and searched, the newest first; then those that are given by their hash."""
    made = sorted(review.all(KIND), key=lambda one: (one.on, one.seq), reverse=True)
    here = {one.sha256: f"{one.name}, {said(one.on)}" for one in made}
    plan = answered(review, "publication", Publication)
    typed = (*(one.hash for one in plan.elsewhere), plan.scanned_hash, plan.signed_hash, plan.published_hash)
    elsewhere = {one: "Made elsewhere" for one in typed if one.strip() and one not in here}
    return (Term(key=one, title=f"{words}, {one[:SHOWN]}") for one, words in {**here, **elsewhere}.items())


@frozen(kw_only=True)
class Publication:
    """The day of publication, what has to be clear before it, and what was published with the report."""

    planned_on: UncertainDate = uncertain_date("The day that is planned")
    day_choice: str = text("Why this day", hint="Birthdays, anniversaries, a trial (8.2.64)")
    copies: tuple[Copy, ...] = rows("Sent beforehand to", Copy, row_title="Copy", rows_from=_bodies)
    harm: tuple[Harm, ...] = rows("Could it harm anybody?", Harm, row_title="Person")
    effects: tuple[Effect, ...] = rows("Who is affected, and who stands by them", Effect, row_title="Group")
    holds: tuple[Hold, ...] = rows("What publication waits for", Hold, row_title="Hold")
    elsewhere: tuple[Elsewhere, ...] = rows(
        "Files made elsewhere", Elsewhere, row_title="File", hint="Only for a file that was not made on Documents"
    )
    scanned_hash: str = choice("The file that was searched for names", _files, hint=OFFERED)
    read_by: str = line("Who read it once more for people who could be recognised", hint="The post")
    signed_hash: str = choice("The file that was signed off", _files, hint=OFFERED)
    published_hash: str = choice("The file that was published", _files, hint=OFFERED)
    difference: str = text("If they differ: why")
    summary: str = yes_no_unclear("Is an executive summary published too?")
    done: str = text("What has been done already, with dates")
    effect: str = text("What difference that made, or when that will be looked at")
    more: str = text("What else will be done, by which role and when")
    published_on: UncertainDate = uncertain_date("Published on")
    address: str = line("Where it stands", hint="The address on the partnership's website")
    archived_on: UncertainDate = uncertain_date("When a copy was put into the archive")
    taken_down_on: UncertainDate = uncertain_date("Taken off the website on")
    withhold: str = yes_no_unclear("Should it not be published?")
    withhold_why: str = text("Why not")
    withheld: tuple[Told, ...] = rows("Told so", Told, row_title="Body", rows_from=_bodies)
    advice: str = text("What they advised")
    requests: tuple[PanelRequest, ...] = rows("Asked for by the national Panel", PanelRequest, row_title="Request")


STEPS = (
    Step(
        key="safeguards",
        title="Safeguards from the start",
        phase=Phase.SCOPE,
        lead="If this is published one day, by what could somebody be recognised?",
        guidance="Think of publication from the first day (8.2.62). Say on what basis the papers are kept, for how "
        "long, and which orders bind what may be said (8.2.65). A live order stops publication until the legal adviser "
        "has cleared it. While a legal hold lasts, no paper is destroyed and no agency is told that it may let its "
        "records go.",
        asks=Safeguards,
        examples=(
            Safeguards(
                risks="The month of the incident with the name of the estate; the sibling's school.",
                lawful_basis="Public task",
                law="UK GDPR; Data Protection Act 2018",
                assessment="DPIA-2026-14",
                retention="As the partnership's schedule says; the business manager",
            ),
        ),
        answered_by=("business_manager", "panel"),
    ),
    Step(
        key="publication",
        title="Publication",
        phase=Phase.PUBLISH,
        lead="Is everything clear, and has everybody been told in time?",
        guidance="Copies go to three bodies at least a week before; the national rules make that seven working days "
        "(8.2.66). The family has seen the report, orders are cleared, a media strategy is there and the finished file "
        "was searched for names. What is still wanting is said above the form.\n\n"
        "It stays on the website for twelve months at least, and can be asked for afterwards (8.2.61). Where it is not "
        "published, three bodies are told and their advice is kept (8.2.67).",
        asks=Publication,
        examples=(
            Publication(
                planned_on=understood("3 November 2026"),
                day_choice="Not in the week of the birthday; after half-term.",
                copies=(Copy(id="ofsted", to="ofsted", sent_on=understood("20 October 2026")),),
                done="The handover form was changed in July 2026.",
            ),
        ),
        gate=("may_be_published", "stays_long_enough"),
        answered_by=("business_manager", "decision_maker"),
    ),
)


def _copy(key: str, to: str, title: str) -> Event:
    return Event(key=key, title=title, form="publication", rows="copies", having=("to", to), field="sent_on")


EVENTS = (
    Event(key="publication_planned", title="Publication is planned", form="publication", field="planned_on"),
    Event(key="publication", title="The report was published", form="publication", field="published_on"),
    Event(key="published", title="The report was published", form="publication", field="published_on"),
    _copy("copy_ofsted_sent", "ofsted", "Ofsted had its copy"),
    _copy("copy_dfe_sent", "dfe", "The Department for Education had its copy"),
    _copy("copy_panel_sent", "national_panel", "The national Panel had its copy"),
)
