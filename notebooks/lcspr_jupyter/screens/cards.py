"""Cards as the wall takes them in and draws them, and the step that grows out of a group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lcspr_core.answering import answers
from lcspr_core.asking import Control, questions
from lcspr_core.errors import Unreadable
from lcspr_core.methodology import Step
from lcspr_core.path import path
from lcspr_core.review import Review
from lcspr_core.views import VoiceKind
from lcspr_jupyter.desk import Desk

Body = dict[str, Any]
LONGEST = 2000


def grows_from(desk: Desk, kind: str) -> tuple[Step, str, str] | None:
    """Return the step, its list and the field of a row that refers to records of this kind, if any."""
    stages = path(desk.open, desk.methodology) if desk.methodology else ()
    return next(
        (
            (stage.step, question.name, inner.name)
            for stage in stages
            if not stage.step.per and answers(desk.open, stage.step)
            for question in questions(stage.step.asks)
            if question.row is not None
            for inner in questions(question.row)
            if kind in inner.kinds
        ),
        None,
    )


def first_line(step: Step, place: str, title: str) -> Body:
    """Return what a new row begins with: its first text, in a group's own words."""
    rows = (one.row for one in questions(step.asks) if one.name == place and one.row)
    first = next((one for row in rows for one in questions(row) if one.control in {Control.LINE, Control.TEXT}), None)
    return {first.name: title} if first else {}


def card_of(told: Any) -> Body:
    """Return a card as it is stored, from what the page told; what does not fit is left out or said."""
    if not isinstance(told, Mapping) or not str(told.get("id", "")):
        raise Unreadable("This card could not be read. Write it again.")
    voice = str(told.get("voice", "fact"))
    return {
        "id": str(told["id"])[:40],
        "words": words_of(told.get("words")),
        "voice": voice if voice in set(VoiceKind) else VoiceKind.FACT.value,
        "agency": str(told.get("agency") or "")[:40],
        "role": str(told.get("role") or "")[:120],
        "episode": str(told.get("episode") or "")[:200],
        "when": {"typed": str(told.get("when") or "")[:80]},
        "anonymous": bool(told.get("anonymous")),
        "source": "typed at the event",
    }


def words_of(told: Any) -> str:
    """Return somebody's words, or say why they cannot be kept."""
    words = str(told or "").strip()
    if not words:
        raise Unreadable("There are no words on it yet. Write them, then try again.")
    if len(words) > LONGEST:
        raise Unreadable(f"This is longer than {LONGEST:,} characters. Make two of it, so that nothing is cut off.")
    return words


def group_drawn(group: Any, cards: Iterable[Body]) -> Body:
    """Return a group as the wall draws it."""
    inside = [one for one in cards if one["group"] == group.id]
    return {
        "id": group.id,
        "title": group.title,
        "cards": len(inside),
        "agencies": len({one["agency"] for one in inside if one["agency"]}),
    }


def episodes(review: Review, cards: Iterable[Body]) -> list[dict[str, str]]:
    """Return what a card can be about: the key episodes, and what cards name."""
    known = [{"key": one.id, "title": one.title} for one in review.all("key_episode")]
    named = dict.fromkeys(one["episode"] for one in cards if one["episode"])
    keys = {one["key"] for one in known}
    return [*known, *({"key": one, "title": one} for one in named if one not in keys)]
