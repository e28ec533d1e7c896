"""The report of a SILP review: prose as somebody wrote it, with episodes, words and learning from the thread."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core import (
    Prose,
    Record,
    Review,
    Section,
    Table,
    View,
    agencies_asked,
    current_terms,
    day_in_words,
    named,
)
from methodologies.silp.artefacts.pieces import (
    about_episode,
    below,
    is_family,
    labelled,
    listed,
    part,
    prose,
    quotes,
    when,
)
from methodologies.silp.asks import FamilyView, FinalReport, LearningEvent, Narrative, RecallEvent
from methodologies.silp.asks.event import REACHED
from methodologies.silp.hearing import the
from methodologies.silp.narrative import told_story
from methodologies.silp.themes import HELD, LEVEL_CHOICES, STRENGTH

OUTCOMES = {term.key: term.title for term in REACHED}
WEIGHTS = {term.key: term.title for term in HELD}
PLACES = {term.key: term.title for term in LEVEL_CHOICES}
STRENGTHS = {term.key: term.title for term in STRENGTH}


def overview(review: Review) -> Iterable[View]:
    """Return the overview report in reading order, from whatever there is so far."""
    story = told_story(review)
    yield part("Introduction", prose(story.introduction), *_terms(review))
    yield part("How this review was done", prose(story.process), _facts(review))
    yield part("The child and the family", prose(story.child), prose(story.family))
    yield part("Key episodes", *(_episode(review, one) for one in review.all("key_episode")))
    yield part("Analysis by theme", *_analysis(review, story))
    yield part("Good practice", prose(story.good_practice), *quotes(review, _voices(review, "good_practice")))
    yield part("What the child and the family say", *_family(review))
    yield part("What has changed since", prose(story.developments))
    yield part("Learning", *_learning(review))
    yield part("Recommendations", *(_recommendation(review, one) for one in review.all("recommendation")))
    yield part("Actions", action_table(review))
    yield part("Conclusion", prose(story.conclusion))


def _facts(review: Review) -> Table:
    """Return the plain facts of the process: period, agencies, dates, and how many people were heard."""
    terms = current_terms(review.all("terms"))
    event = the(review, "learning_event", LearningEvent)
    recall = the(review, "recall_event", RecallEvent)
    heard = [one for one in event.attendance if one.came == "yes" or one.otherwise.strip()]
    period = (day_in_words(one) for one in (terms.period_from, terms.period_to) if one) if terms else ()
    rows = (
        ("Period", " to ".join(period)),
        ("Agencies", "; ".join(named(review, name) for name in agencies_asked(review))),
        ("Learning event", event.held_on.typed),
        ("Recall event", recall.held_on.typed),
        ("People heard", f"{len(heard)} of {len(event.attendance)} who were involved" if event.attendance else ""),
    )
    return Table(title="In short", columns=("What", "As it was"), rows=rows)


def _terms(review: Review) -> Iterable[View]:
    terms = current_terms(review.all("terms"))
    where = {one.id: one.where for one in the(review, "final_report", FinalReport).terms}
    if terms is not None:
        yield Table(
            title="The questions, and where they are answered",
            columns=("Question", "Answered in"),
            rows=tuple((one.words, where.get(one.id, "")) for one in terms.questions),
        )


def _voices(review: Review, voice: str) -> tuple[Record, ...]:
    return tuple(one for one in review.all("contribution") if one.fields.get("voice") == voice)


def _episode(review: Review, episode: Record) -> Section:
    facts = {
        "When:": when(episode),
        "What happened:": str(episode.fields.get("what", "")),
        "Why it mattered:": str(episode.fields.get("why", "")),
    }
    said = (one for one in about_episode(review, episode.id) if one.fields.get("voice") in {"fact", "perspective"})
    return part(episode.title, labelled(facts), *quotes(review, said))


def _analysis(review: Review, story: Narrative) -> Iterable[View]:
    written = {row.theme: row for row in story.analysis}
    for theme in review.all("theme"):
        row = written.get(theme.id)
        research = labelled({"What is known elsewhere:": row.research}) if row and row.research.strip() else None
        text = prose(row.words if row else "")
        yield part(
            theme.title, text, *([research] if research else []), *quotes(review, below(review, theme, "contribution"))
        )


def _family(review: Review) -> Iterable[View]:
    said = the(review, "family_view", FamilyView)
    yield prose(said.child)
    yield from quotes(review, (one for one in review.all("contribution") if is_family(one)), "In their own words")
    if said.made_of_it.strip():
        yield labelled({"What their views changed:": said.made_of_it})
    yield Table(
        title="Who was asked (8.2.50)",
        columns=("Who", "When", "How", "What came of it", "Reason"),
        rows=tuple(
            (one.who, one.on.typed, one.how, OUTCOMES.get(one.outcome, ""), one.reason) for one in said.contacts
        ),
        empty="No attempt to ask the family is recorded.",
    )


def _learning(review: Review) -> Iterable[View]:
    points = review.all("learning_point")
    shared = [one for one in points if not one.fields.get("own_plan")]
    yield from (_point(review, number, one) for number, one in enumerate(shared, start=1))
    own = tuple((one.title, named(review, str(one.fields["own_plan"]))) for one in points if one not in shared)
    if own:
        yield Table(title="Learning for one agency's own plan", columns=("Learning", "Agency"), rows=own)


def _point(review: Review, number: int, point: Record) -> Section:
    said = point.fields
    facts = {
        "How strongly it is held:": WEIGHTS.get(str(said.get("held")), ""),
        "Seen otherwise:": str(said.get("seen_otherwise", "")),
        "Where it lies:": PLACES.get(str(said.get("level")), ""),
        "What keeps it that way:": str(said.get("why", "")),
        "Wider than this case:": str(said.get("wider", "")),
        "Where it showed:": listed(below(review, point, "key_episode")),
    }
    return part(f"{number}. {point.title}", labelled(facts), *quotes(review, below(review, point, "contribution")))


def _recommendation(review: Review, record: Record) -> Section:
    said = record.fields
    facts = {
        "Answers:": listed(below(review, record, "learning_point")),
        "Specific:": str(said.get("specific", "")),
        "Measurable:": str(said.get("measure", "")),
        "Attainable:": str(said.get("achievable", "")),
        "Relevant:": str(said.get("relevant", "")),
        "Time-bound:": when(record, "by_when"),
        "Strength:": STRENGTHS.get(str(said.get("strength")), ""),
        "If it is weak:": str(said.get("strength_note", "")),
    }
    return part(record.title, labelled(facts))


def action_plan(review: Review) -> Iterable[View]:
    """Return the combined action plan, and what is known of its impact."""
    yield action_table(review)
    rows = tuple(
        (
            listed(below(review, note, "action")),
            note.title,
            str(note.fields.get("evidence", "")),
            when(note, "on"),
        )
        for note in review.all("impact")
    )
    yield Table(title="Impact", columns=("Action", "What has changed", "How it is known", "As at"), rows=rows)


def action_table(review: Review) -> Table:
    """Return the actions in one table: what, who, by when, for what good, and how it is seen."""
    return Table(
        title="Actions",
        columns=("Action", "Owner", "By when", "What will be better", "What will be seen", "Today"),
        rows=tuple(_action(review, one) for one in review.all("action")),
        empty="No action has been agreed yet.",
    )


def _action(review: Review, action: Record) -> tuple[str, ...]:
    said = action.fields
    agency = str(said.get("agency", ""))
    owner = ", ".join(word for word in (str(said.get("owner", "")), named(review, agency) if agency else "") if word)
    rest = (str(said.get(name, "")) for name in ("outcome", "measure", "baseline"))
    return (action.title, owner, when(action, "due"), *rest)


def facilitators(review: Review) -> Iterable[View]:
    """Return the facilitator's report after one event: the learning and what was agreed (8.2.35)."""
    yield Prose(text="This report sums up what was learned at one event. It is the facilitator's account of it.")
    yield from overview(review)
