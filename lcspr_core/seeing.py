"""Who sees an answer, and from when: one's own only, until the step that reveals the others' is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve, frozen

from lcspr_core.adapting import Methodologies, Taken, plans, taken
from lcspr_core.answering import DONE, answers, begun
from lcspr_core.answers import Answer
from lcspr_core.methodology import Methodology, Step
from lcspr_core.review import Review
from lcspr_core.thread import Record

HOLDING_WORDS = ("clash", "dismissal")  # each keeps a piece of an answer's words, and says which answer it is of


@frozen(kw_only=True)
class Viewer:
    """Somebody who looks at a review: by code, platform role and agency."""

    id: str
    role: str
    agency: str = ""


def as_seen(review: Review, methodologies: Methodologies, viewer: Viewer) -> Review:
    """Return the review as somebody may see it.

    Of a hidden answer only its state is left, so that everybody can count what is in; what came of it is left out.
    """
    unseen = hidden(review, methodologies, viewer)
    if not unseen:
        return review
    emptied = [
        evolve(one, data={}, reason="", by="", signatures=()) for one in review.all("answer") if one.id in unseen
    ]
    for record in review.thread():
        if record.maker in unseen:
            review = review.without(record.kind, record.id)
    for kind in HOLDING_WORDS:
        for one in review.all(kind):
            review = review.without(kind, one.id) if one.of in unseen else review
    seen = {kind: tuple(one for one in rows if sees_rating(one, unseen)) for kind, rows in review.ledgers.items()}
    return evolve(review, ledgers=seen).with_records("answer", emptied)


def hidden(review: Review, methodologies: Methodologies, viewer: Viewer) -> frozenset[str]:
    """Return the ids of the answers that somebody may not see yet, or at all."""
    each = (
        taken(plan, one, methodologies[one.methodology], methodologies)
        for plan in plans(review, methodologies)
        for one in plan.all_strands
        if one.methodology in methodologies
    )
    return frozenset(name for steps in each for name in _hidden(review, steps, methodologies, viewer))


def sees_rating(body: Mapping[str, Any], unseen: frozenset[str]) -> bool:
    """Say whether somebody to whom these answers are hidden may see a rating: it is as visible as its answer."""
    return body.get("answer") not in unseen


def _hidden(review: Review, steps: Iterable[Taken], methodologies: Methodologies, viewer: Viewer) -> Iterable[str]:
    places = {one.key: one for one in steps}
    for one in places.values():
        until = places.get(one.step.seen_by.own_until)
        allowed = _role_may(methodologies[one.methodology], one.step, viewer)
        early = viewer.role in _platform_roles(methodologies[one.methodology], one.step.seen_by.early)
        for given in answers(review, one.step, one.strand):
            open_now = early or (allowed and _revealed(review, one, until, given))
            if not open_now and not _is_own(review, one.step, given, viewer):
                yield given.id


def _is_own(review: Review, step: Step, given: Answer, viewer: Viewer) -> bool:
    """Say whether an answer is asked of this person or their agency; who wrote in it last does not make it theirs."""
    whose = {step.seen_by.whose} if step.seen_by.whose else {"agency", "person"}
    names = {name for kind, name in zip(step.per, given.of, strict=False) if kind in whose}
    told = [thing.fields for name in names if isinstance(thing := review.find(name), Record)]
    named = {*names, given.agency, *(fields.get(key) for fields in told for key in ("person", "agency"))}
    return bool({viewer.id, viewer.agency} & named - {"", None})


def _role_may(methodology: Methodology, step: Step, viewer: Viewer) -> bool:
    if step.seen_by.own_only:
        return viewer.role in _platform_roles(methodology, step.seen_by.roles)
    named = {*step.seen_by.roles, *step.answered_by, *step.signed_by}
    return not step.seen_by.roles or viewer.role in _platform_roles(methodology, named)


def _platform_roles(methodology: Methodology, named: Iterable[str]) -> frozenset[str | None]:
    keys = set(named)
    return frozenset(role.counts_as for role in methodology.roles if role.key in keys)


def _revealed(review: Review, one: Taken, until: Taken | None, given: Answer) -> bool:
    if until is None:
        return True
    others = [other for other in answers(review, until.step, until.strand) if _about_the_same(one, given, until, other)]
    return bool(others) and all(other.state in DONE and begun(review, other) for other in others)


def _about_the_same(one: Taken, given: Answer, until: Taken, other: Answer) -> bool:
    """Say whether two answers are about the same things as far as both steps are asked of them: the same child, say."""
    here = dict(zip(one.step.per, given.of, strict=False))
    there = dict(zip(until.step.per, other.of, strict=False))
    return all(here[kind] == there[kind] for kind in here.keys() & there.keys())
