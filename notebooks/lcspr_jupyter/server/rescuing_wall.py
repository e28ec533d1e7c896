"""Saves what was done on the wall while its page was cut off: by the wall's own rules, on the review as stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from lcspr_core import wall
from lcspr_core.errors import BothTexts, NotFound
from lcspr_core.review import Review
from lcspr_core.store import Change, Row
from lcspr_jupyter.screens.cards import card_of, words_of
from lcspr_jupyter.screens.overtaken import refuse_overtaken
from lcspr_jupyter.server.asked import field
from lcspr_jupyter.server.counter import Counter, Json
from lcspr_jupyter.server.cut_off import Rescue, check_may_write, saving
from lcspr_jupyter.server.people import Caller
from lcspr_jupyter.server.stored import differing, review_in

Body = Mapping[str, Any]
TOUCHED = ("contribution", "theme")  # what the wall's rules change of a review
NO_CARD = "This card is no longer on the wall."
MOVED = "Somebody else moved this card meanwhile. It stays where they put it; load the page again to see where."


# --- cards ----------------------------------------------------------------------------------------------------------


def _card_added(counter: Counter, caller: Caller, told: Json) -> Iterable[Change]:
    card = card_of(field(told, "card", dict))
    there = counter.store.record(counter.review_of(caller), "card", card["id"])
    return () if there else (Change(kind="card", id=card["id"], revision=0, before=None, after=card),)


def _card_edited(counter: Counter, caller: Caller, told: Json) -> Iterable[Change]:
    """Correct a card's words, and those of the contribution that it became."""
    name, words = field(told, "id", str), words_of(told.get("words"))
    row = _card(counter, caller, name)
    check_may_write(counter, caller, "card", name, row.body)
    refuse_overtaken(told, BothTexts(kind="card", id=name, path="words", mine=words, theirs=row.body.get("words")))
    yield from _written("card", row, words=words)
    kept = counter.store.record(counter.review_of(caller), "contribution", name)
    if kept is not None:
        yield from _written("contribution", kept, title=words)


def _card(counter: Counter, caller: Caller, name: str) -> Row:
    row = counter.store.record(counter.review_of(caller), "card", name)
    if row is None:
        raise NotFound(NO_CARD)
    return row


def _written(kind: str, row: Row, **news: Any) -> Iterable[Change]:
    after = {**row.body, **news}
    if after != row.body:
        yield Change(kind=kind, id=row.id, revision=row.revision, before=row.body, after=after)


# --- groups ---------------------------------------------------------------------------------------------------------


def _group_named(counter: Counter, caller: Caller, told: Json) -> Iterable[Change]:
    name, title = field(told, "id", str), words_of(told.get("title"))
    row = counter.store.record(counter.review_of(caller), "theme", name)
    if row is None:
        raise NotFound("This group is no longer on the wall. Its new name is still on this page: copy it.")
    check_may_write(counter, caller, "theme", name, row.body)
    refuse_overtaken(told, BothTexts(kind="theme", id=name, path="title", mine=title, theirs=row.body.get("title")))
    return _written("theme", row, title=title)


def _placed(review: Review, cards: Mapping[str, Body], told: Json) -> Review:
    name, group = field(told, "card", str), str(told.get("group") or wall.NO_GROUP)
    if "from" in told and wall.group_of(review, name) not in (str(told["from"] or wall.NO_GROUP), group):
        raise NotFound(MOVED)
    return wall.placed(review, cards[name], group)


def _grouped(review: Review, cards: Mapping[str, Body], told: Json) -> Review:
    """Begin a group; one that is there already keeps the cards that it has."""
    name, title = field(told, "id", str), words_of(told.get("title"))
    if review.one("theme", name) is None:
        review = wall.grouped(review, name, title, ())
    for card in cards.values():
        review = wall.placed(review, card, name)
    return wall.renamed(review, name, title)


def _ungrouped(review: Review, _: Mapping[str, Body], told: Json) -> Review:
    return wall.ungrouped(review, field(told, "id", str))


def _taken_down(review: Review, _: Mapping[str, Body], told: Json) -> Review:
    return wall.taken_down(review, field(told, "card", str))


def _on_wall(act: Callable[[Review, Mapping[str, Body], Json], Review]) -> Rescue:
    """Turn one of the wall's rules into the changes that it comes to."""

    def made(counter: Counter, caller: Caller, told: Json) -> Iterable[Change]:
        contents = counter.store.review(counter.review_of(caller))
        names = [told["card"]] if "card" in told else field(told, "cards", list, [])
        rows = [_card(counter, caller, str(one)) for one in names]
        review = review_in(contents)
        after = act(review, {row.id: row.body for row in rows}, told)
        down = told["do"] == "take_down"
        yield from (change for row in rows if down for change in _written("card", row, withdrawn=True))
        yield from differing(contents, review, after, TOUCHED)

    return saving(made)


RESCUES: Mapping[str, Rescue] = {
    "add_card": saving(_card_added),
    "edit_card": saving(_card_edited),
    "rename_group": saving(_group_named),
    "new_group": _on_wall(_grouped),
    "move": _on_wall(_placed),
    "remove_group": _on_wall(_ungrouped),
    "take_down": _on_wall(_taken_down),
}
