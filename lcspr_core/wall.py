"""The wall of a learning event: cards become contributions when they are placed, and groups become themes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve

from lcspr_core.errors import NotFound
from lcspr_core.review import Review
from lcspr_core.thread import Link, Record

NO_GROUP = ""


def groups(review: Review) -> tuple[Record, ...]:
    """Return the groups on the wall: the themes that people named."""
    return tuple(review.all("theme"))


def group_of(review: Review, card: str) -> str:
    """Return the group a card was placed in, or nothing."""
    return next((one.id for one in groups(review) if card in _members(one)), NO_GROUP)


def placing(review: Review) -> Mapping[str, str]:
    """Return the group of each placed card, read in one go."""
    return {card: one.id for one in groups(review) for card in _members(one)}


def kept(review: Review, card: Mapping[str, Any]) -> Record:
    """Return the contribution that a card becomes when it is kept; its words stay as they were written."""
    names = ("voice", "agency", "role", "when", "episode", "anonymous", "source")
    fields = {name: card[name] for name in names if card.get(name) not in (None, "")}
    episode = _episode(review, str(card.get("episode") or ""))
    links = (Link(to=episode.id, how="about"),) if episode else ()
    fields |= {"episode": episode.id} if episode else {}
    return Record(id=card["id"], kind="contribution", title=card["words"], rests_on=links, fields=fields)


def _episode(review: Review, named: str) -> Record | None:
    """Return the record that a card says it is about, by its id or its title."""
    about = (one for one in review.thread() if one.kind not in {"contribution", "theme"} and not one.withdrawn)
    return next((one for one in about if named and named in {one.id, one.title}), None)


def placed(review: Review, card: Mapping[str, Any], group: str) -> Review:
    """Return the review with a card in a group, and in no other; in none, it stays kept."""
    name = str(card["id"])
    lifted = [_without(one, name) for one in groups(review) if name in _members(one) and one.id != group]
    review = review.with_records("theme", lifted)
    if group == NO_GROUP:
        return review
    target = review.one("theme", group)
    if target is None:
        raise NotFound("This group is no longer on the wall. The card stays where it was.")
    if review.one("contribution", name) is None:
        review = review.with_records("contribution", [kept(review, card)])
    joined = evolve(target, rests_on=(*_others(target, name), Link(to=name)))
    return review.with_records("theme", [joined])


def grouped(review: Review, group: str, title: str, cards: Iterable[Mapping[str, Any]]) -> Review:
    """Return the review with a new group of these cards, named as a sentence."""
    review = review.with_records("theme", [Record(id=group, kind="theme", title=title)])
    for card in cards:
        review = placed(review, card, group)
    return review


def renamed(review: Review, group: str, title: str) -> Review:
    """Return the review with a group's sentence changed."""
    found = review.one("theme", group)
    if found is None:
        raise NotFound("This group is no longer on the wall.")
    return review.with_records("theme", [evolve(found, title=title)])


def ungrouped(review: Review, group: str) -> Review:
    """Return the review with a group withdrawn; its cards go back to those not yet placed."""
    found = review.one("theme", group)
    if found is None:
        return review
    return review.with_records("theme", [evolve(found, withdrawn=True)])


def taken_down(review: Review, card: str) -> Review:
    """Return the review without a card's contribution on any group; what was kept is withdrawn, not lost."""
    lifted = [_without(one, card) for one in groups(review) if card in _members(one)]
    review = review.with_records("theme", lifted)
    contribution = review.one("contribution", card)
    if contribution is None:
        return review
    return review.with_records("contribution", [evolve(contribution, withdrawn=True)])


def _members(group: Record) -> frozenset[str]:
    return frozenset(link.to for link in group.rests_on)


def _others(group: Record, card: str) -> tuple[Link, ...]:
    return tuple(link for link in group.rests_on if link.to != card)


def _without(group: Record, card: str) -> Record:
    return evolve(group, rests_on=_others(group, card))
