"""A map of 150 factors and 1,200 links edited in its tables, beside a bare button's round trip in the same browser."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from lcspr_jupyter.demonstration import fill
from lcspr_jupyter.server.running import Apart, running
from playwright.sync_api import BrowserContext, Page

from lcspr_core.maps.drawing import MapLink, MapNode
from lcspr_core.maps.kinds import MapKind
from lcspr_core.plain import as_json
from lcspr_core.plugins import load
from lcspr_core.store import Change, Keys, Store
from tests.benchmarks.bench_pages import NOTEBOOKS, ONE_BUTTON, REST, browser, clicked, one_button, opened, ratios

pytestmark = pytest.mark.bench

FACTORS, LINKS = 150, 1_200
BEGUN = (115, 203)  # what the thread of the demonstration gives already
AT = "2026-09-01T10:00:00+00:00"
TURNS = 8
AFTERWARDS = 3_000  # milliseconds in which the picture comes after the last edit
THE_MAP = {"at": "map", "shows": "[data-cell]", "press": "", "place": ""}

__all__ = ["browser"]


def large(store: Store) -> None:
    """Draw so many factors and links on the demonstration's map, by hand as it were."""
    kind = load().methodologies["silp"].maps[0]
    chance = random.Random(1)  # noqa: S311  the same map each time
    nodes = [_factor(kind, at, chance) for at in range(FACTORS - BEGUN[0])]
    ends = [node.id for node in nodes]
    links = [_link(kind, at, ends, chance) for at in range(LINKS - BEGUN[1])]
    changes = [*(_new("map_node", one) for one in nodes), *(_new("map_link", one) for one in links)]
    store.save("juniper", changes, by="ana", at=AT)


def _new(kind: str, one: MapNode | MapLink) -> Change:
    return Change(kind=kind, id=one.id, revision=0, before=None, after=as_json(one))


def _factor(kind: MapKind, at: int, chance: random.Random) -> MapNode:
    some, level = chance.choice(kind.node_kinds).key, chance.choice(kind.levels).key
    return MapNode(id=f"x{at}", map=kind.key, kind=some, label=f"Factor {at} of this review", level=level)


def _link(kind: MapKind, at: int, ends: list[str], chance: random.Random) -> MapLink:
    source, target = chance.sample(ends, 2)
    return MapLink(id=f"l{at}", map=kind.key, kind=chance.choice(kind.link_kinds).key, source=source, target=target)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Apart]:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    one_button(folder)
    (folder / "map.ipynb").write_bytes((NOTEBOOKS / "map.ipynb").read_bytes())
    keys, place = Keys.new(), tmp_path / "a.lcspr"
    with Store.create(place, keys) as store:
        fill(store)
        large(store)
    with running(place, keys, notebooks=folder) as one:
        yield one


def saved(page: Page, **what: str) -> dict[str, float]:
    """Do one thing on the map, and return how it went."""
    page.bring_to_front()
    told: dict[str, float] = page.evaluate("(asked) => window.benchSaved(asked)", {**what, "rest": AFTERWARDS})
    return told


def test_a_large_map_edited(server: Apart, browser: BrowserContext, capsys: pytest.CaptureFixture[str]) -> None:
    button, the_map = opened(browser, server, ONE_BUTTON), opened(browser, server, THE_MAP)
    time.sleep(REST)
    bare: list[float] = []
    times: dict[str, list[dict[str, float]]] = {"a label edited": [], "a new factor": [], "a new link": []}
    for turn in range(TURNS):
        bare.append(clicked(button, ONE_BUTTON, ("Answered", "Again")[turn % 2])["answered"])
        times["a label edited"].append(saved(the_map, cell=f"x{turn} label", text=f"Said anew {turn}"))
        times["a new factor"].append(saved(the_map, press="Add a thing"))
        times["a new link"].append(saved(the_map, press="Add a link"))
    with capsys.disabled():
        print(f"\na map of {FACTORS} factors and {LINKS} links, against a button's round trip of {min(bare):.1f} ms:")
        for name, some in times.items():
            print(f"  {name}, saved: {ratios([one['saved'] for one in some], bare)}; {_afterwards(some)}")


def _afterwards(some: list[dict[str, float]]) -> str:
    still, heard = (median(one[part] for one in some) for part in ("longest", "heard"))
    return f"then the page stood still for {still:.0f} ms at most, and heard {heard / 1000:.0f} kB"
