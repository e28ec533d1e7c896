"""What is asked of the learning event and of what comes out of it: the day, learning, family and recommendations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core import (
    Review,
    Term,
    UncertainDate,
    choice,
    line,
    number,
    ref,
    refs,
    row_id,
    rows,
    scale,
    text,
    uncertain_date,
    yes_no_unclear,
)
from methodologies.silp.asks.before import Preparation
from methodologies.silp.hearing import the
from methodologies.silp.themes import CAME_BY, HELD, INVOLVEMENT, LEVEL_CHOICES, STRENGTH


def involved(review: Review) -> Iterable[Mapping[str, Any]]:
    """Offer one row for each person who was asked, so that nobody who was involved drops out of sight."""
    people = the(review, "preparation", Preparation).people
    names = ("id", "role", "agency", "involvement", "invited")
    return tuple({name: getattr(one, name) for name in names} for one in people)


@frozen(kw_only=True)
class Attendance:
    """One person who was involved, and whether and how they were heard."""

    id: str = row_id()
    role: str = line("Role in the case", needed=True)
    agency: str = ref("Agency", "agency", needed=True)
    involvement: str = choice("Involvement", INVOLVEMENT, needed=True)
    invited: str = yes_no_unclear("Invited")
    came: str = yes_no_unclear("Came")
    otherwise: str = line("Heard in another way", hint="A call, a note, a colleague who spoke for them.")


@frozen(kw_only=True)
class KeyEpisode:
    """One episode that shaped how the case went."""

    id: str = row_id()
    title: str = line("The episode in a few words", needed=True)
    when: UncertainDate = uncertain_date("When")
    what: str = text("What happened, in short")
    why: str = text("Why it mattered to what came after")
    accounts: tuple[str, ...] = refs("Agency accounts it draws on", "evidence")


ACTIVITIES: tuple[Term, ...] = (
    Term(key="timeline_wall", title="Timeline on the wall"),
    Term(key="silent_cards", title="Everybody writes cards in silence"),
    Term(key="round_robin", title="Each speaks once before anyone speaks twice"),
    Term(key="critical_moment", title="One moment: what did you know, see, want, fear"),
    Term(key="helped_hindered", title="What helped and what got in the way"),
    Term(key="child_chair", title="A day in the child's life"),
    Term(key="hindsight_flip", title="Guess first, then see how it went on"),
    Term(key="affinity_cluster", title="Group the cards and name each group as a sentence"),
    Term(key="strength_test", title="Put each idea on the ladder from weak to strong"),
    Term(key="talk", title="Talk together"),
)


@frozen(kw_only=True)
class Session:
    """One part of the day: what was done, and the question that was put."""

    id: str = row_id()
    title: str = line("Session")
    minutes: float | None = number("Minutes")
    activity: str = choice("What was done", ACTIVITIES)
    prompt: str = text("The question put to the room")


@frozen(kw_only=True)
class Disagreement:
    """Something that people saw differently, kept as it is."""

    id: str = row_id()
    about: str = line("What was seen differently")
    episode: str = ref("Episode", "key_episode")
    voices: tuple[str, ...] = refs("In whose words", "contribution")
    left: str = text("How it was left")


@frozen(kw_only=True)
class LearningEvent:
    """The record of the day: who was there, what was looked at, and what stays open. Never minutes of a person."""

    held_on: UncertainDate = uncertain_date("Held on", needed=True)
    came_by: str = choice("How people met", CAME_BY)
    led_by: str = line("Led by, and how they are independent of the case", needed=True)
    episodes: tuple[KeyEpisode, ...] = rows(
        "Key episodes",
        KeyEpisode,
        row_title="Episode",
        hint="Four to ten, agreed before the day. Cards are written about these.",
        needed=True,
    )
    attendance: tuple[Attendance, ...] = rows(
        "Who was involved, who came", Attendance, row_title="Person", needed=True, rows_from=involved
    )
    ground_rules: str = text("Ground rules agreed")
    child: str = text("How the child was brought into the room as a person", needed=True)
    family_words: str = text("The family's words in the room, shared with whose agreement")
    sessions: tuple[Session, ...] = rows("The day", Session, row_title="Session")
    disagreements: tuple[Disagreement, ...] = rows("What people saw differently", Disagreement, row_title="Difference")
    raised: str = text("Present risk or conduct raised, and where it was taken", hint="Write “none” if there was none.")
    follow_up: str = text("Support offered afterwards", hint="How many, by whom. No names.")
    useful: float | None = number("How useful it was, out of 5", hint="The mean of the room.")
    safe: float | None = number("How safe it felt, out of 5")
    changed: float | None = number("How far it changed people's thinking, out of 5")


@frozen(kw_only=True)
class LearningPoint:
    """One sentence about how things work here, with what it rests on."""

    id: str = row_id()
    words: str = text(
        "What have we learned, as one sentence about how things work here?",
        hint="Name the way of working, not a person or a team.",
        needed=True,
    )
    themes: tuple[str, ...] = refs("Themes it rests on", "theme", needed=True)
    episodes: tuple[str, ...] = refs("Key episodes where it showed", "key_episode", needed=True)
    contributions: tuple[str, ...] = refs("Words that say it best", "contribution")
    held: str = scale("How strongly is it held?", HELD, needed=True)
    seen_otherwise: str = text("Who saw it otherwise, and how")
    level: str = choice("Where in the system it lies", LEVEL_CHOICES, needed=True)
    why: str = text("What keeps it that way", hint="What makes the usual way sensible to those who work in it?")
    wider: str = text("Is it wider than this case, and what tells you")
    own_plan: str = ref(
        "For one agency alone", "agency", hint="A point that rests on one agency goes to that agency's own plan."
    )


@frozen(kw_only=True)
class SetAside:
    """Something that was raised and not taken forward, with the reason."""

    id: str = row_id()
    what: str = text("What was raised")
    reason: str = text("Why it was not taken forward")


@frozen(kw_only=True)
class ThemesAndLearning:
    """What the themes on the wall taught."""

    learning: tuple[LearningPoint, ...] = rows(
        "Learning points", LearningPoint, row_title="Learning point", needed=True
    )
    set_aside: tuple[SetAside, ...] = rows("Raised, and not taken forward", SetAside, row_title="Point")


REACHED: tuple[Term, ...] = (
    Term(key="took_part", title="Took part"),
    Term(key="later", title="Would like to be asked again later"),
    Term(key="declined", title="Did not wish to take part"),
    Term(key="no_reply", title="No reply"),
    Term(key="not_traced", title="Could not be found"),
    Term(key="held", title="Not approached, on advice"),
)


@frozen(kw_only=True)
class FamilyContact:
    """One attempt to tell or ask somebody of the family, and what came of it."""

    id: str = row_id()
    who: str = line("Who, by code", needed=True)
    on: UncertainDate = uncertain_date("When")
    how: str = line("How, and by whom")
    outcome: str = choice("What came of it", REACHED, needed=True)
    reason: str = text("Reason, if they did not take part", hint="It is recorded and goes into the report (8.2.52).")


@frozen(kw_only=True)
class FamilyWords:
    """Something that somebody of the family said, in their words."""

    id: str = row_id()
    who: str = line("Who, by code", needed=True)
    words: str = text("In their words", needed=True)
    agreed: str = yes_no_unclear("They agreed to these words being used")
    episode: str = ref("About which episode", "key_episode")
    on: UncertainDate = uncertain_date("Said on")


@frozen(kw_only=True)
class FamilyView:
    """What the child and the family say, and every attempt to ask."""

    contacts: tuple[FamilyContact, ...] = rows(
        "Every contact and attempt", FamilyContact, row_title="Contact", needed=True
    )
    child: str = text("The child's own view, and how it was asked for", needed=True)
    words: tuple[FamilyWords, ...] = rows("What they said", FamilyWords, row_title="Words")
    made_of_it: str = text("What their views changed in this review", hint="8.2.53")
    wishes: str = text("What they ask of the report")
    feedback: str = text("How and when they will see the report")


@frozen(kw_only=True)
class Recommendation:
    """One recommendation, what it answers, and what makes it SMART (8.2.40)."""

    id: str = row_id()
    words: str = text("Who should change what", needed=True)
    answers: tuple[str, ...] = refs("Learning it answers", "learning_point", needed=True)
    specific: str = text("Specific: what exactly will be different", needed=True)
    measure: str = text("Measurable: what will be seen or counted, from what start", needed=True)
    achievable: str = text("Attainable: what it needs, and who has agreed to give it")
    relevant: str = text("Relevant: how it acts on what was learned")
    by_when: UncertainDate = uncertain_date("Time-bound: by when", needed=True)
    strength: str = scale("How strong a change this is", STRENGTH, needed=True)
    strength_note: str = text("If it is weak, why nothing stronger can be done yet")


@frozen(kw_only=True)
class Recommendations:
    """What should change, each answering something that was learned."""

    recommendations: tuple[Recommendation, ...] = rows(
        "Recommendations", Recommendation, row_title="Recommendation", hint="Three to eight.", needed=True
    )
