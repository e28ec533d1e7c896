"""What is asked of the wall: learning points, what themes are about, and what should change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core import (
    Review,
    UncertainDate,
    choice,
    choices,
    ref,
    refs,
    row_id,
    rows,
    scale,
    text,
    uncertain_date,
)
from methodologies.silp.themes import HELD, LEVEL_CHOICES, STRENGTH, THEMES


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


def theme_rows(review: Review) -> Iterable[Mapping[str, Any]]:
    """Offer one row for each theme on the wall."""
    return tuple({"id": one.id.replace(".", "-"), "theme": one.id} for one in review.all("theme"))


@frozen(kw_only=True)
class ThemeWords:
    """What a theme is about, in the words that other reviews use, so that reviews can be laid side by side."""

    id: str = row_id()
    theme: str = ref("Theme", "theme")
    about: tuple[str, ...] = choices("What it is about", THEMES.terms)


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
    about: tuple[ThemeWords, ...] = rows(
        "What each theme is about",
        ThemeWords,
        row_title="Theme",
        hint="In words that other reviews use too. Pressures on the map take their level from this.",
        rows_from=theme_rows,
    )
    set_aside: tuple[SetAside, ...] = rows("Raised, and not taken forward", SetAside, row_title="Point")


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
