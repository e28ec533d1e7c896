"""Fills an empty store with the demonstration: Juniper, fictional, as it stood on 1 September 2026."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from attrs import evolve

from lcspr_core import wall
from lcspr_core.answering import answer, blank
from lcspr_core.answers import AnswerState
from lcspr_core.demonstration import juniper, juniper_entries
from lcspr_core.frozen_json import frozen_object
from lcspr_core.methodology import Methodology
from lcspr_core.plain import as_json
from lcspr_core.plugins import load
from lcspr_core.release.incoming import cards_from
from lcspr_core.review import Review
from lcspr_core.store import Change, Store
from lcspr_core.summary import summary

WORKED = files("lcspr_core.demonstration") / "worked"
SLUG, PROFILE = "silp", "full"
BY = "demonstration"
AT = "2026-09-01T09:00:00+00:00"


def fill(store: Store) -> None:
    """Open Juniper in a store that does not have it yet, with its cards, groups and first learning."""
    if any(one.review == juniper.case().header.id for one in store.reviews()):
        return
    methodology = load().methodologies.get(SLUG)
    cards = read_cards()
    review = worked(cards, methodology)
    line = as_json(summary(review, methodology, today=juniper.AS_AT))
    header = juniper.bodies(review)["header"]["header"]
    store.open_review(review.header.id, header, BY, AT, line)
    store.save(review.header.id, _changes(review, cards), by=BY, at=AT, why="opened the demonstration", summary=line)
    sealed = {code: {field: _text(value) for field, value in body.items()} for code, body in juniper.names().items()}
    store.save_names(review.header.id, sealed, by=BY, at=AT)


def read_cards() -> Mapping[str, Mapping[str, Any]]:
    """Return the event's cards by id, with codes in the place of names."""
    raw = juniper.cards_file().read_bytes()
    return cards_from(raw, juniper.agencies(), juniper.register()).cards


def worked(cards: Mapping[str, Mapping[str, Any]], methodology: Methodology | None) -> Review:
    """Return the review with what had been done by the demonstration's own day."""
    review = juniper.case(methodology=SLUG, profile=PROFILE)
    told = json.loads((WORKED / "answers.json").read_text("utf-8"))
    after_the_wall = ("themes_and_learning", "recommendations", "actions")
    early = {key: one for key, one in told.items() if key not in after_the_wall}
    review = _answered(review, methodology, early)
    for group, what in json.loads((WORKED / "wall.json").read_text("utf-8")).items():
        review = wall.grouped(review, group, what["title"], [cards[name] for name in what["cards"]])
    return _answered(review, methodology, {key: one for key, one in told.items() if key not in early})


def _answered(review: Review, methodology: Methodology | None, told: Mapping[str, Any]) -> Review:
    for place, one in told.items():
        key, *of = place.split("/")
        step = methodology.step(key) if methodology else None
        if methodology and step:
            given = blank(step, tuple(of), version=methodology.version)
            given = evolve(given, agency=of[0] if of else "", state=AnswerState(one["state"]), by=BY)
            review = answer(review, methodology, evolve(given, data=frozen_object(one["data"])))
    return review


def _changes(review: Review, cards: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    bodies = {kind: some for kind, some in juniper.bodies(review).items() if kind != "header"}
    entries = {one.id: as_json(one) for one in juniper_entries.entries()}
    return [
        Change(kind=kind, id=name, revision=0, before=None, after=body)
        for kind, some in {**bodies, "card": cards, "entry": entries}.items()
        for name, body in some.items()
    ]


def _text(value: Any) -> str:
    """Return a field of the names register as the text that is sealed."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
