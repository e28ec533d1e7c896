"""Views on a page: drawn as HTML, and a plugin's own drawing run beside the table or the words that say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, cast

import ipywidgets
from attrs import frozen

from lcspr_core.frozen_json import thawed
from lcspr_core.methodology import Methodology
from lcspr_core.plugins import Loaded
from lcspr_core.views import Bespoke, Diagram, Grid, Prose, Quotes, Table, View
from lcspr_jupyter.components.drawing import Drawing
from lcspr_jupyter.paper.blocks import Block
from lcspr_jupyter.paper.composing import Composer, levelled
from lcspr_jupyter.paper.html import view_stylesheet, written
from lcspr_jupyter.screens.said import listen

NOT_SHIPPED = (
    "“{plugin}” brought the drawing “{title}” as something other than a file of its own package, "
    "so it was not run. The same stands below."
)
STOPPED = "The drawing “{title}” of “{plugin}” stopped, so it is set aside. The same stands below."
SAME: Mapping[type, str] = {
    Table: "The same as a table",
    Grid: "The same as a table",
    Prose: "The same in words",
    Quotes: "The same in their words",
    Diagram: "The same as a plain diagram",
}


@frozen(kw_only=True)
class Own:
    """The place of a plugin's own drawing among the blocks."""

    view: Bespoke


@frozen(kw_only=True)
class PageComposer(Composer):
    """Composes as for paper, but leaves a plugin's own drawings in their places."""

    for_paper: bool = False

    def _blocks(self, view: object) -> Iterable[Block]:  # type: ignore[override]
        if isinstance(view, Bespoke):
            return cast("tuple[Block, ...]", (Own(view=view),))
        return super()._blocks(view)


class Drawn:
    """A place on a page where views are shown; what a methodology brings of its own is run only if it ships it."""

    def __init__(self, loaded: Loaded) -> None:
        """Begin with nothing shown."""
        self.loaded = loaded
        self.box = ipywidgets.VBox()
        self.box.add_class("drawn-views")
        self.shown: list[Stretch | OwnDrawing] = []

    def show(self, views: Iterable[View], whose: Methodology) -> None:
        """Draw the views of a methodology in their order; what stands there already is drawn over, not taken away."""
        pieces = list(_pieces(levelled(PageComposer().compose(views))))
        wanted = [OwnDrawing if isinstance(piece, Own) else Stretch for piece in pieces]
        if [type(one) for one in self.shown] != wanted:
            self.shown = [make() for make in wanted]
            self.box.children = tuple(one.box for one in self.shown)
        for one, piece in zip(self.shown, pieces, strict=True):
            if isinstance(one, OwnDrawing) and isinstance(piece, Own):
                one.show(piece.view, whose, ships=self.loaded.ships(whose.slug, piece.view.module))
            elif isinstance(one, Stretch) and isinstance(piece, tuple):
                one.show(piece)


class Stretch:
    """Blocks in a row, as HTML."""

    def __init__(self) -> None:
        """Begin with nothing shown."""
        self.box = ipywidgets.Output()

    def show(self, blocks: tuple[Block, ...]) -> None:
        """Draw the blocks."""
        self.box.outputs = html(written(blocks))


class OwnDrawing:
    """One drawing of a plugin, with what is equal to it below: closed while the drawing stands, else in full."""

    def __init__(self) -> None:
        """Begin with an empty place."""
        self.component = Drawing()
        self.same = ipywidgets.Output()
        self.same.add_class("same-as-drawing")
        self.box = ipywidgets.VBox([self.component, self.same])
        self.view: Bespoke | None = None
        listen(self.component, {"stopped": lambda _: self.stop()})

    def show(self, view: Bespoke, whose: Methodology, *, ships: bool) -> None:
        """Run the drawing if it may be run."""
        self.view = view
        sentence = (STOPPED if ships else NOT_SHIPPED).format(title=view.title, plugin=whose.title)
        module, data = (view.module, thawed(view.data)) if ships else ("", {})
        self.component.state = {"title": view.title, "module": module, "data": data, "sorry": sentence}
        self._say_the_same(in_full=not ships)

    def stop(self) -> None:
        """Show in full what is equal to a drawing that stopped."""
        self._say_the_same(in_full=True)

    def _say_the_same(self, *, in_full: bool) -> None:
        if self.view is not None:
            fallback = self.view.fallback
            inside = written(levelled(Composer(for_paper=False).compose((fallback,))))
            folded = f"<details><summary>{SAME[type(fallback)]}</summary>{inside}</details>"
            self.same.outputs = html(inside if in_full else folded)


def html(inside: str) -> tuple[dict[str, Any], ...]:
    """Return what an output shows: HTML that the page's own writers have made, every text in it escaped."""
    page = f'<style>{view_stylesheet()}</style><div class="lcspr-views">{inside}</div>'
    return ({"output_type": "display_data", "data": {"text/html": page, "text/plain": ""}, "metadata": {}},)


def _pieces(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...] | Own]:
    """Return the blocks in stretches, with each own drawing by itself between them."""
    for is_own, stretch in groupby(blocks, key=lambda one: isinstance(one, Own)):
        if is_own:
            yield from cast("Iterator[Own]", stretch)
        else:
            yield tuple(stretch)
