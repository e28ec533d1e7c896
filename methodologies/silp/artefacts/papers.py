"""The working papers of a SILP review: scoping note, agency reports, reading pack, event record, recall log."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core import (
    VOICE_WORDS,
    Prose,
    Record,
    Review,
    Section,
    Table,
    Told,
    View,
    VoiceKind,
    agencies_asked,
    current_terms,
    day_in_words,
    named,
    shown,
    told,
)
from methodologies.silp.artefacts.pieces import about_episode, labelled, part, prose, quotes, when
from methodologies.silp.asks import AgencyReport, LearningEvent, ReadingPack, RecallEvent, Scoping
from methodologies.silp.asks.after import COMMENT_KIND, DECISION
from methodologies.silp.asks.reports import template
from methodologies.silp.episode_analyses import by_agency, stability
from methodologies.silp.episode_map import begin
from methodologies.silp.hearing import SLUG, the

REPORT = "agency_report"
ABOUT = {term.key: term.title for term in COMMENT_KIND}
DECIDED = {term.key: term.title for term in DECISION}


def scoping_note(review: Review) -> Iterable[View]:
    """Return the scoping note: what is under review, why this way, and when."""
    yield _terms(review)
    yield from shown(the(review, "scoping", Scoping), review)


def _terms(review: Review) -> View:
    terms = current_terms(review.all("terms"))
    if terms is None:
        return Prose(text="No terms of reference have been written yet.")
    period = " to ".join(day_in_words(one) for one in (terms.period_from, terms.period_to) if one)
    approved = day_in_words(terms.approved_on) or "not approved yet"
    rows = (
        ("Known as", ", ".join(review.header.subjects) or review.header.title),
        ("Version", terms.version),
        ("Period", period),
        ("Approved (8.2.46)", f"{approved} {terms.approved_by}".strip()),
    )
    return Table(title="Terms of reference", columns=("What", "As it stands"), rows=rows)


def report_template(review: Review) -> Iterable[View]:
    """Return the empty agency report with the terms of reference in it, to be sent to authors (8.2.46)."""
    yield Prose(
        text="Please answer every question; where one does not apply to your agency, say so and say why. Use the "
        "agreed codes, never names. The author signs, then a senior manager (8.2.47)."
    )
    for label, hint in template(review):
        yield Section(title=label, views=(Prose(text=hint or "…"),))


def agency_reports(review: Review) -> Iterable[View]:
    """Return each agency's report as it was given, and say which have not come."""
    given = {next(iter(one.answer.of), ""): one for one in told(review, SLUG, REPORT, AgencyReport)}
    for name in dict.fromkeys((*agencies_asked(review), *given)):
        yield Section(title=named(review, name), views=tuple(_report(review, given.get(name))))


def _report(review: Review, given: Told[AgencyReport] | None) -> Iterable[View]:
    if given is None:
        yield Prose(text="This report has not come in.")
        return
    if given.answer.reason:
        yield labelled({"Reason": given.answer.reason})
    yield from shown(given.said, review)
    signed = tuple((one.role, one.by, day_in_words(one.at.date())) for one in given.answer.signatures)
    yield Table(title="Signed (8.2.47)", columns=("As", "By", "On"), rows=signed, empty="Not signed yet.")


def pack(review: Review) -> Iterable[View]:
    """Return the cover of the reading pack: how the reports were read, and what the event is asked."""
    yield from shown(the(review, "reading_pack", ReadingPack), review)


def event_record(review: Review) -> Iterable[View]:
    """Return the record of the learning event: the day, what was said, and what stays open; no minutes of a person."""
    said = the(review, "learning_event", LearningEvent)
    yield from shown(said, review, leave_out=("episodes",))
    yield part(
        "Key episodes, and what was said about them", *(_episode(review, one) for one in review.all("key_episode"))
    )
    yield part("Themes", *(_theme(review, one) for one in review.all("theme")))
    yield by_agency(begin(review), review)
    yield _cards(review, said)


def _episode(review: Review, episode: Record) -> Section:
    what = labelled(
        {
            "When": when(episode),
            "What happened": str(episode.fields.get("what", "")),
            "Why it mattered": str(episode.fields.get("why", "")),
        }
    )
    return Section(title=episode.title, views=(what, *quotes(review, about_episode(review, episode.id))))


def _theme(review: Review, theme: Record) -> Section:
    said = [one for link in theme.rests_on if (one := review.one("contribution", link.to)) and not one.withdrawn]
    return Section(title=theme.title, views=quotes(review, said) or (prose(""),))


def _cards(review: Review, said: LearningEvent) -> Table:
    """Return every card in one table: the same as the wall, for whoever cannot see a wall."""
    themes = {link.to: one.title for one in review.all("theme") for link in one.rests_on}
    return Table(
        title="Every card",
        columns=("In their words", "What it is", "Said by", "Episode", "Theme", "Looked at in", "Agreed by the room"),
        rows=tuple(
            (
                *_card(review, one, themes.get(one.id, "")),
                "; ".join(day.title for day in said.sessions if one.fields.get("episode") in day.episodes),
                "yes" if one.id in said.agreed else "",
            )
            for one in review.all("contribution")
        ),
    )


def _card(review: Review, card: Record, theme: str) -> tuple[str, ...]:
    voice = str(card.fields.get("voice", ""))
    word = VOICE_WORDS[VoiceKind(voice)] if voice in set(VoiceKind) else ""
    episode = str(card.fields.get("episode", ""))
    return (card.title, word, _speaker(review, card), named(review, episode) if episode else "", theme)


def _speaker(review: Review, card: Record) -> str:
    if card.fields.get("anonymous"):
        return "a colleague"
    agency = str(card.fields.get("agency", ""))
    return ", ".join(
        word for word in (str(card.fields.get("role", "")), named(review, agency) if agency else "") if word
    )


def recall_log(review: Review) -> Iterable[View]:
    """Return the recall log: each comment on the draft, what was decided and why."""
    said = the(review, "recall_event", RecallEvent)
    yield from shown(said, review, leave_out=("comments",))
    rows = tuple(
        (
            f"{one.paragraph} {one.draft_wording}".strip(),
            one.comment,
            one.by_agency,
            ABOUT.get(one.kind, one.kind),
            DECIDED.get(one.decision, one.decision),
            one.reason,
        )
        for one in said.comments
    )
    columns = ("The draft said", "Comment", "From", "About", "Decision", "Reason")
    yield Table(title="Comments and decisions", columns=columns, rows=rows)
    yield from stability(begin(review), review)
