"""What is asked of the learning event and of the family: the day, who was heard, and what was said apart from it."""

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
    text,
    uncertain_date,
    yes_no_unclear,
)
from methodologies.silp.asks.before import Preparation
from methodologies.silp.hearing import the
from methodologies.silp.themes import CAME_BY, INVOLVEMENT


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
    episodes: tuple[str, ...] = refs("Key episodes it looked at", "key_episode")


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
    agreed: tuple[str, ...] = refs(
        "Cards that the room agreed with as they stand",
        "contribution",
        hint="Only what was put to the room. A card that nobody spoke about is neither agreed nor disputed.",
    )
    disagreements: tuple[Disagreement, ...] = rows("What people saw differently", Disagreement, row_title="Difference")
    raised: str = text("Present risk or conduct raised, and where it was taken", hint="Write “none” if there was none.")
    follow_up: str = text("Support offered afterwards", hint="How many, by whom. No names.")
    useful: float | None = number("How useful it was, out of 5", hint="The mean of the room.")
    safe: float | None = number("How safe it felt, out of 5")
    changed: float | None = number("How far it changed people's thinking, out of 5")


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
