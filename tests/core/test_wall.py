"""Cards and groups on the wall, as values."""

from __future__ import annotations

from datetime import date

import pytest

from lcspr_core import Header, Review, wall
from lcspr_core.errors import NotFound

CARD = {"id": "k1", "words": "The cot was in its box.", "voice": "fact", "agency": "HV", "anonymous": False}
OTHER = {"id": "k2", "words": "I had 640 children.", "voice": "pressure", "agency": "HV", "anonymous": True}


def empty() -> Review:
    return Review(header=Header(id="r", title="Bracken", opened_on=date(2026, 1, 5)))


def test_a_card_becomes_a_contribution_only_when_it_is_placed():
    review = empty()
    assert review.all("contribution") == ()
    review = wall.grouped(review, "g1", "An action on paper is not done at home", [CARD])
    (contribution,) = review.all("contribution")
    assert (contribution.title, contribution.fields["agency"]) == (CARD["words"], "HV")
    assert wall.group_of(review, "k1") == "g1"


def test_a_card_is_in_one_group_at_a_time():
    review = wall.grouped(empty(), "g1", "One", [CARD, OTHER])
    review = wall.grouped(review, "g2", "Two", [CARD])
    assert wall.placing(review) == {"k1": "g2", "k2": "g1"}


def test_a_card_taken_out_of_its_group_stays_kept():
    review = wall.placed(wall.grouped(empty(), "g1", "One", [CARD]), CARD, wall.NO_GROUP)
    assert wall.group_of(review, "k1") == wall.NO_GROUP
    assert [one.id for one in review.all("contribution")] == ["k1"]


def test_a_card_taken_down_is_withdrawn_and_not_lost():
    review = wall.taken_down(wall.grouped(empty(), "g1", "One", [CARD]), "k1")
    assert review.all("contribution") == ()
    assert review.one("contribution", "k1").title == CARD["words"]


def test_a_group_that_is_gone_takes_no_card():
    with pytest.raises(NotFound, match="stays where it was"):
        wall.placed(empty(), CARD, "nowhere")


def test_a_group_taken_away_gives_its_cards_back():
    review = wall.ungrouped(wall.grouped(empty(), "g1", "One", [CARD]), "g1")
    assert wall.placing(review) == {}
    assert [one.id for one in review.all("contribution")] == ["k1"]
