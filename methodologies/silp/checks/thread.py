"""Checks on the thread: what learning rests on, what recommendations answer, and what actions promise."""

from __future__ import annotations

from collections.abc import Iterable

from lcspr_core import Check, Record, Review, Severity, Thread, graph, named, reached
from methodologies.silp.checks.concern import Found, check

METHOD = "Learning-event method"


def _standing(review: Review) -> Thread:
    """Return the thread without what was withdrawn, drawn once for a whole check."""
    return graph(one for one in review.thread() if not one.withdrawn)


def _under(standing: Thread, record: Record, kind: str) -> tuple[Record, ...]:
    """Return the records of a kind that a record rests on, however far down."""
    return tuple(one for one in reached(standing, record.id, back=True) if one.kind == kind)


def _practitioners(standing: Thread, record: Record) -> tuple[Record, ...]:
    return tuple(one for one in _under(standing, record, "contribution") if not one.fields.get("family"))


def _without_episode(review: Review) -> Iterable[Found]:
    standing = _standing(review)
    for point in review.all("learning_point"):
        if not _under(standing, point, "key_episode"):
            yield Found(sentence=f"“{point.title}” cites no key episode.", about=(point.id,))


def _without_voice(review: Review) -> Iterable[Found]:
    standing = _standing(review)
    for point in review.all("learning_point"):
        if not _practitioners(standing, point):
            yield Found(sentence=f"“{point.title}” rests on no practitioner's own words.", about=(point.id,))


def _one_agency(review: Review) -> Iterable[Found]:
    standing = _standing(review)
    for point in review.all("learning_point"):
        heard = {str(one.fields.get("agency")) for one in _practitioners(standing, point) if one.fields.get("agency")}
        if len(heard) == 1 and point.fields.get("own_plan") not in heard:
            only = named(review, next(iter(heard)))
            yield Found(sentence=f"“{point.title}” rests on the words of {only} alone.", about=(point.id,))


def _without_learning(review: Review) -> Iterable[Found]:
    standing = _standing(review)
    for record in review.all("recommendation"):
        if not _under(standing, record, "learning_point"):
            yield Found(sentence=f"“{record.title}” answers nothing that was learned here.", about=(record.id,))


SMART = {"specific": "what will be different", "measure": "how anybody can tell", "by_when": "by when"}


def _missing(record: Record, wanted: dict[str, str]) -> tuple[str, ...]:
    return tuple(words for name, words in wanted.items() if not _is_said(record.fields.get(name)))


def _is_said(value: object) -> bool:
    return bool(str(getattr(value, "get", lambda *_: value)("typed", "") or "").strip())


def _not_smart(review: Review) -> Iterable[Found]:
    for record in review.all("recommendation"):
        missing = _missing(record, SMART)
        if missing:
            yield Found(sentence=f"“{record.title}” does not say {' or '.join(missing)}.", about=(record.id,))


def _all_weak(review: Review) -> Iterable[Found]:
    made = review.all("recommendation")
    if made and all(one.fields.get("strength") in {"weak", "", None} for one in made):
        yield Found(
            sentence="Every recommendation relies on people remembering: none changes the work itself.",
            about=tuple(one.id for one in made),
        )


OWNED = {
    "agency": "which agency owns it",
    "owner": "which post owns it",
    "due": "by when",
    "outcome": "what will be better for children",
    "measure": "what will be seen",
}


def _not_owned(review: Review) -> Iterable[Found]:
    for action in review.all("action"):
        missing = _missing(action, OWNED)
        if missing:
            yield Found(sentence=f"“{action.title}” does not say {' or '.join(missing)}.", about=(action.id,))


THREAD: tuple[Check, ...] = (
    check(
        "learning_episode",
        "Learning cites a key episode",
        _without_episode,
        source=METHOD,
        reads=("learning_point", "theme", "contribution", "key_episode"),
        way_out="Add the key episode where it showed.",
    ),
    check(
        "learning_voices",
        "Learning cites a practitioner's own words",
        _without_voice,
        source=f"{METHOD}; 8.2.40 (the views of staff)",
        reads=("learning_point", "theme", "contribution"),
        way_out="Add a theme or a card it rests on, or say that it is the reviewer's own thought and take it out.",
    ),
    check(
        "learning_single_agency",
        "Learning that rests on one agency goes to its own plan",
        _one_agency,
        source=METHOD,
        reads=("learning_point", "theme", "contribution", "agency"),
        way_out="Hear another agency on it, or choose that agency under “For one agency alone”.",
    ),
    check(
        "recommendations_learning",
        "Each recommendation answers learning",
        _without_learning,
        source=METHOD,
        reads=("recommendation", "learning_point"),
        way_out="Add the learning it answers, or take it out.",
    ),
    check(
        "recommendations_smart",
        "Recommendations are SMART",
        _not_smart,
        source="8.2.40",
        reads=("recommendation",),
        way_out="Add what is missing, in the words of those who would carry it out.",
    ),
    check(
        "recommendations_strength",
        "At least one recommendation changes the work itself",
        _all_weak,
        source="Action hierarchy, in our own words",
        reads=("recommendation",),
        way_out="Ask of one of them: what would make the right thing the easy thing?",
        severity=Severity.NOTICE,
    ),
    check(
        "actions_owned",
        "Each action has an owner, a date and an outcome for children",
        _not_owned,
        source="8.2.49",
        reads=("action",),
        way_out="Agree it with the agency before the plan goes on.",
    ),
)
