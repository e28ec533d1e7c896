"""Counting themes by agency and episode gives, on Juniper, what its own answer file gives when counted by hand."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from attrs import evolve

from lcspr_core import wall
from lcspr_core.answering import answer, blank
from lcspr_core.demonstration import juniper
from lcspr_core.frozen_json import frozen_object
from lcspr_core.release.incoming import cards_from
from methodologies.silp import SILP
from methodologies.silp.episode_analyses import frequency
from methodologies.silp.episode_map import begin

TRUTH = Path(__file__).resolve().parents[2] / "juniper"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        next(file)  # the banner that says it is fictional
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def written() -> dict[str, dict[str, str]]:
    return {row["card_id"]: row for row in rows(TRUTH / "cards.csv")}


@pytest.fixture(scope="module")
def grouped() -> list[tuple[str, str]]:
    return [(row["card_id"], row["theme_title"]) for row in rows(TRUTH / "themes.csv")]


@pytest.fixture(scope="module")
def cards():
    """The same cards as the event's import reads them: with codes in the place of names, in episodes' titles too."""
    return cards_from(juniper.cards_file().read_bytes(), juniper.agencies(), juniper.register()).cards


@pytest.fixture(scope="module")
def review(cards, grouped):
    made = juniper.case(methodology="silp", profile="full")
    episodes = dict.fromkeys(card["episode"] for card in cards.values())
    data = {"episodes": [{"id": f"e{n}", "title": title} for n, title in enumerate(episodes)]}
    made = answer(made, SILP, evolve(blank(SILP.step("learning_event")), data=frozen_object(data)))
    for n, title in enumerate(dict.fromkeys(title for _, title in grouped)):
        made = wall.grouped(made, f"g{n}", title, [cards[card] for card, theme in grouped if theme == title])
    return made


def counted(grid) -> Counter[tuple[str, str]]:
    return Counter(
        {
            (theme, column): grid.counts[i][j]
            for i, theme in enumerate(grid.row_heads)
            for j, column in enumerate(grid.column_heads)
        }
    )


def test_by_agency(review, written, grouped):
    expected = Counter((theme, written[card]["agency"]) for card, theme in grouped)
    grid = next(iter(frequency(begin(review), review)))
    assert +counted(grid) == expected
    assert sum(expected.values()) == 89


def test_by_episode(review, written, cards, grouped):
    coded = {card["episode"]: cards[name]["episode"] for name, card in written.items()}
    assert len(set(coded.values())) == len(coded) == 8
    expected = Counter((theme, coded[written[card]["episode"]]) for card, theme in grouped)
    grid = tuple(frequency(begin(review), review))[1]
    assert +counted(grid) == expected


def test_all_of_juniper_breaks_no_link_of_the_map(review):
    from lcspr_core.maps.kinds import broken_rules

    broken = broken_rules(SILP.maps[0], begin(review), review)
    assert [one.sentence for one in broken if one.key == "map.link"] == []
