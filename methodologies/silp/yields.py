"""What an answer becomes on the thread: one record for a row, with an id that belongs to that row for good."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from lcspr_core import Given, Record
from methodologies.silp.asks import (
    Actions,
    AgencyReport,
    FamilyView,
    FollowUp,
    ImpactReview,
    LearningEvent,
    Recommendations,
    ThemesAndLearning,
)

Row = TypeVar("Row")


def _written(rows: Iterable[Row], name: str) -> Iterable[Row]:
    """Leave out a row whose own sentence nobody has written yet."""
    return (row for row in rows if str(getattr(row, name)).strip())


def accounts(given: Given) -> Iterable[Record]:
    """Make a piece of evidence of each episode that an agency reports."""
    said: AgencyReport = given.said
    agency = next(iter(given.answer.of), given.answer.agency)
    for row in _written(said.episodes, "title"):
        yield given.record(
            "evidence",
            row.id,
            row.title,
            sort="agency_report",
            agency=agency,
            when=row.when,
            account=row.account,
            why=row.why,
            good_practice=row.good_practice,
            learning=row.learning,
        )


def episodes(given: Given) -> Iterable[Record]:
    """Make a key episode of each one that the event agreed to look at."""
    said: LearningEvent = given.said
    for row in _written(said.episodes, "title"):
        yield given.record(
            "key_episode", row.id, row.title, rests_on=row.accounts, when=row.when, what=row.what, why=row.why
        )


def family_words(given: Given) -> Iterable[Record]:
    """Put the family's words beside the practitioners', where they agreed to that."""
    said: FamilyView = given.said
    for row in _written(said.words, "words"):
        if row.agreed == "yes":
            yield given.record(
                "contribution",
                row.id,
                row.words,
                rests_on=(row.episode,),
                voice="perspective",
                role=row.who,
                agency="",
                when=row.on,
                episode=row.episode,
                anonymous=False,
                family=True,
            )


def learning_points(given: Given) -> Iterable[Record]:
    """Make a learning point of each sentence, resting on what it was learned from."""
    said: ThemesAndLearning = given.said
    for row in _written(said.learning, "words"):
        yield given.record(
            "learning_point",
            row.id,
            row.words,
            rests_on=(*row.themes, *row.episodes, *row.contributions),
            held=row.held,
            seen_otherwise=row.seen_otherwise,
            level=row.level,
            why=row.why,
            wider=row.wider,
            own_plan=row.own_plan,
        )


def recommendations(given: Given) -> Iterable[Record]:
    """Make a recommendation of each row, resting on the learning it answers."""
    said: Recommendations = given.said
    for row in _written(said.recommendations, "words"):
        yield given.record(
            "recommendation",
            row.id,
            row.words,
            rests_on=row.answers,
            specific=row.specific,
            measure=row.measure,
            achievable=row.achievable,
            relevant=row.relevant,
            by_when=row.by_when,
            strength=row.strength,
            strength_note=row.strength_note,
        )


def actions(given: Given) -> Iterable[Record]:
    """Make an action of each row, resting on what it carries out."""
    said: Actions = given.said
    for row in _written(said.actions, "words"):
        yield given.record(
            "action",
            row.id,
            row.words,
            rests_on=row.answers,
            agency=row.agency,
            owner=row.owner,
            due=row.due,
            outcome=row.outcome,
            measure=row.measure,
            baseline=row.baseline,
            strength=row.strength,
        )


def impact(given: Given) -> Iterable[Record]:
    """Make a note of impact of each row, resting on the action it followed."""
    said: ImpactReview | FollowUp = given.said
    for row in _written(said.impact, "words"):
        yield given.record(
            "impact", row.id, row.words, rests_on=(row.action,), evidence=row.evidence, reach=row.reach, on=row.on
        )
