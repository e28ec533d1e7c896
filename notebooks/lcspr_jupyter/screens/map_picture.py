"""The picture of a map: after an edit everything stays where it stood, and a whole arrangement is asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping

import ipywidgets
from attrs import frozen

from lcspr_core.maps.arrangement import CURVED_UP_TO, Arranged, arrange, level_by_level
from lcspr_core.maps.rows import Size
from lcspr_core.maps.staying import Standing, stayed
from lcspr_core.views import Diagram, View
from lcspr_jupyter.paper.arranging import arranged_apart
from lcspr_jupyter.paper.html import on_a_page

ARRANGING = {
    "title": "The picture",
    "paragraphs": [
        {
            "text": "What is new stands beside what it is linked to, and nothing else moves.",
            "do": "arrange",
            "label": "Arrange the whole picture anew",
        }
    ],
}


@frozen(kw_only=True)
class Sized:
    """A diagram as it was last drawn, with the sizes of its boxes and words."""

    diagram: Diagram
    sizes: Mapping[str, Size]
    words: Mapping[int, Size]


class MapPicture:
    """Draws the views of a map into a page."""

    def __init__(self, views: Callable[[], Iterable[View]]) -> None:
        """Know what to draw; nothing is drawn yet."""
        self.views = views
        self.output = ipywidgets.Output()
        self.output.add_class("map-picture")
        self.sized: Sized | None = None
        self.standing: Standing | None = None
        self.arranging: asyncio.Task[None] | None = None

    def draw(self) -> None:
        """Draw everything as it stands now."""
        page = on_a_page(tuple(self.views()), self._placed)
        self.output.outputs = ({"output_type": "display_data", "data": {"text/html": page}, "metadata": {}},)

    def arrange(self) -> None:
        """Arrange the whole picture anew, in a worker; the page goes on meanwhile."""
        if self.sized is not None and (self.arranging is None or self.arranging.done()):
            self.arranging = asyncio.get_running_loop().create_task(self._arrange(self.sized))

    async def _arrange(self, asked: Sized) -> None:
        arranged = await arranged_apart(asked.diagram, asked.sizes, asked.words)
        self.standing = Standing(diagram=asked.diagram, arranged=arranged)
        self.draw()

    def _placed(self, diagram: Diagram, sizes: Mapping[str, Size], words: Mapping[int, Size]) -> Arranged:
        """Return where everything goes: where it stood, if it did."""
        self.sized = Sized(diagram=diagram, sizes=sizes, words=words)
        placed = stayed(self.standing, diagram, sizes) if self.standing else None
        placed = placed or self._at_first(diagram, sizes, words)
        self.standing = Standing(diagram=diagram, arranged=placed)
        return placed

    def _at_first(self, diagram: Diagram, sizes: Mapping[str, Size], words: Mapping[int, Size]) -> Arranged:
        """Arrange a usual map here and now; a large one plainly, until the worker has done better."""
        if len(diagram.arrows) <= CURVED_UP_TO:
            return arrange(diagram, sizes, words)
        try:
            asyncio.get_running_loop().call_soon(self.arrange)
        except RuntimeError:
            return arrange(diagram, sizes, words)
        return level_by_level(diagram, sizes)
