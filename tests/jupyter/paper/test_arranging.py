"""A whole arrangement is made apart from the page, within a limit, and knows nothing that anybody wrote."""

from __future__ import annotations

import asyncio

import pytest
from lcspr_jupyter.paper import arranging
from lcspr_jupyter.paper.arranging import arranged_apart

from lcspr_core.maps.arrangement import arrange, level_by_level
from lcspr_core.views import Arrow, Diagram, Node

NODES = tuple(Node(id=f"n{at}", label=f"Said by somebody {at}", kind="factor", level="Top") for at in range(12))
ARROWS = tuple(Arrow(source=f"n{at}", target=f"n{at * 5 % 12}", kind="led", label="because") for at in range(12))
MAP = Diagram(title="A map", nodes=NODES, arrows=ARROWS, in_words="Words", levels=("Top",), kinds={})
SIZES = {node.id: (184.0, 60.0) for node in NODES}
WORDS = {3: (50.0, 20.0)}


def test_the_worker_s_places_are_those_that_this_process_would_have_found():
    assert asyncio.run(arranged_apart(MAP, SIZES, WORDS)) == arrange(MAP, SIZES, WORDS)


def test_what_takes_too_long_is_stopped_and_arranged_plainly():
    assert asyncio.run(arranged_apart(MAP, SIZES, WORDS, seconds=0.001)) == level_by_level(MAP, SIZES)


def test_a_worker_that_stops_leaves_a_plain_arrangement(monkeypatch):
    monkeypatch.setattr(arranging, "COMMAND", (arranging.COMMAND[0], "-c", "raise SystemExit(3)"))
    assert asyncio.run(arranged_apart(MAP, SIZES, WORDS)) == level_by_level(MAP, SIZES)


def test_no_word_that_anybody_wrote_goes_to_the_worker(monkeypatch):
    sent = []
    keep = arranging.as_json
    monkeypatch.setattr(arranging, "as_json", lambda value: sent.append(str(keep(value))) or keep(value))
    asyncio.run(arranged_apart(MAP, SIZES, WORDS))
    assert sent
    assert not any(word in sent[0] for word in ("Said", "because", "A map", "Words"))


@pytest.mark.parametrize("count", [3, 12])
def test_a_plain_arrangement_has_a_place_for_all(count):
    some = Diagram(title="A map", nodes=NODES[:count], arrows=(), in_words="", levels=("Top",), kinds={})
    assert len(level_by_level(some).nodes) == count
