"""A whole arrangement in a process of its own, with a limit: ids and sizes go in, places come out."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen

from lcspr_core.errors import Unreadable
from lcspr_core.maps.arrangement import Arranged, arrange, level_by_level
from lcspr_core.maps.rows import Size
from lcspr_core.plain import as_json, from_json
from lcspr_core.views import Diagram
from lcspr_jupyter.paper.stopping import stopped

COMMAND = (sys.executable, "-I", "-m", "lcspr_jupyter.paper.arranging")
MOST_SECONDS = 10.0


@frozen(kw_only=True)
class Asked:
    """What is to be arranged; `words` are by the arrow's place, which JSON writes as text."""

    diagram: Diagram
    sizes: Mapping[str, tuple[float, ...]]
    words: Mapping[str, tuple[float, ...]]


async def arranged_apart(
    diagram: Diagram, sizes: Mapping[str, Size], words: Mapping[int, Size], seconds: float = MOST_SECONDS
) -> Arranged:
    """Return a whole arrangement made in a worker; where that takes too long or stops, the plainest one."""
    asked = Asked(diagram=_without_words(diagram), sizes=sizes, words={str(at): size for at, size in words.items()})
    pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    own = os.name == "posix"
    worker = await asyncio.create_subprocess_exec(
        *COMMAND, stdin=pipe, stdout=pipe, stderr=nothing, start_new_session=own
    )
    try:
        said, _ = await asyncio.wait_for(worker.communicate(json.dumps(as_json(asked)).encode()), seconds)
        return from_json(Arranged, json.loads(said))
    except (TimeoutError, ValueError, Unreadable):
        return level_by_level(diagram, sizes)
    finally:
        await stopped(worker)


def _without_words(diagram: Diagram) -> Diagram:
    """Leave out everything that somebody wrote: places depend on none of it."""
    nodes = tuple(evolve(node, label=node.id, note="") for node in diagram.nodes)
    arrows = tuple(evolve(arrow, label="") for arrow in diagram.arrows)
    return evolve(diagram, title="", nodes=nodes, arrows=arrows, in_words="")


def main() -> None:
    """Arrange what is on standard input, and write the places to standard output."""
    asked = from_json(Asked, json.load(sys.stdin))
    sizes = {name: _size(size) for name, size in asked.sizes.items()}
    words = {int(at): _size(size) for at, size in asked.words.items()}
    json.dump(as_json(arrange(asked.diagram, sizes, words)), sys.stdout)


def _size(given: tuple[Any, ...]) -> Size:
    width, height = given
    return float(width), float(height)


if __name__ == "__main__":
    main()
