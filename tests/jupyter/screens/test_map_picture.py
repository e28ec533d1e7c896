"""The picture of a map is drawn after its edits, and moves nothing unless somebody asks for a whole arrangement."""

from __future__ import annotations

import asyncio
import re

import pytest
from attrs import evolve
from lcspr_jupyter.screens import map_picture
from lcspr_jupyter.screens.map_picture import MapPicture

from lcspr_core.views import Arrow, Diagram, Node

NODES = tuple(Node(id=f"n{at}", label=f"Factor {at}", kind="factor", level="Top") for at in range(40))
SMALL = Diagram(title="A map", nodes=NODES[:8], arrows=(), in_words="", levels=("Top",), kinds={})
PAIRS = [(a, b) for a in range(40) for b in range(40) if a != b][:500]
LARGE = Diagram(
    title="A map",
    nodes=NODES,
    arrows=tuple(Arrow(source=f"n{a}", target=f"n{b}", kind="led") for a, b in PAIRS),
    in_words="",
    levels=("Top",),
    kinds={},
)


class Shown:
    def __init__(self, diagram):
        self.diagram = diagram
        self.picture = MapPicture(lambda: [self.diagram])

    @property
    def html(self):
        return self.picture.output.outputs[0]["data"]["text/html"]

    @property
    def places(self):
        return {box.id: box for box in self.picture.standing.arranged.nodes}


async def until(true):
    for _ in range(1000):
        if true():
            return
        await asyncio.sleep(0.01)
    pytest.fail("It never came.")


@pytest.fixture
def arrangings(monkeypatch):
    """How often a whole arrangement was made on the page's own thread, and in a worker."""
    made = {"here": 0, "apart": 0}
    here, apart = map_picture.arrange, map_picture.arranged_apart

    def counted(*given):
        made["here"] += 1
        return here(*given)

    async def counted_apart(*given):
        made["apart"] += 1
        return await apart(*given)

    monkeypatch.setattr(map_picture, "arrange", counted)
    monkeypatch.setattr(map_picture, "arranged_apart", counted_apart)
    return made


def test_an_edit_arranges_nothing_anew(arrangings):
    shown = Shown(SMALL)
    shown.picture.draw()
    before = shown.places
    shown.diagram = evolve(SMALL, nodes=(evolve(NODES[0], label="Other words"), *NODES[1:8], NODES[20]))
    shown.picture.draw()
    assert "Other words" in re.sub(r"<[^>]*>", " ", shown.html).replace("  ", " ")
    after = shown.places
    assert {name: after[name] for name in before} == before
    assert "n20" in after
    assert arrangings == {"here": 1, "apart": 0}


def test_a_large_map_is_there_at_once_and_arranged_in_a_worker(arrangings):
    shown = Shown(LARGE)

    async def story():
        shown.picture.draw()
        plainly = shown.places
        await until(lambda: shown.picture.arranging)
        await shown.picture.arranging
        assert shown.places != plainly

    asyncio.run(story())
    assert arrangings == {"here": 0, "apart": 1}


def test_a_whole_arrangement_is_made_when_somebody_asks(arrangings):
    shown = Shown(SMALL)

    async def story():
        shown.picture.draw()
        shown.diagram = evolve(SMALL, nodes=NODES[:20])
        shown.picture.draw()
        beside = shown.places
        shown.picture.arrange()
        await shown.picture.arranging
        assert shown.places != beside

    asyncio.run(story())
    assert arrangings == {"here": 1, "apart": 1}
