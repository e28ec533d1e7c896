"""The map of a methodology: drawn from the thread and from what people added, and edited as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import ipywidgets
from attrs import evolve

from lcspr_core.asking import minted
from lcspr_core.errors import NotFound
from lcspr_core.maps.drawing import Drawing, MapLink, MapNode, overlaid
from lcspr_core.maps.kinds import MapKind, broken_rules
from lcspr_core.maps.pictured import diagram
from lcspr_core.plain import as_json
from lcspr_core.plugins import guarded
from lcspr_core.review import Review
from lcspr_jupyter.components.guidance import Guidance
from lcspr_jupyter.components.table import Table
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.screens import map_rows
from lcspr_jupyter.screens.drawn import Drawn
from lcspr_jupyter.screens.guiding import caution
from lcspr_jupyter.screens.map_analyses import analysed
from lcspr_jupyter.screens.map_picture import ARRANGING, MapPicture
from lcspr_jupyter.screens.quietly import Quietly
from lcspr_jupyter.screens.remembering import Remembered
from lcspr_jupyter.screens.said import later, listen

Said = Mapping[str, Any]


class MapScreen:
    """The map of the open review: a picture, the words for it, and two tables that change it."""

    def __init__(self, desk: Desk) -> None:
        """Draw what the thread gives already."""
        self.desk = desk
        self._drawn = Remembered(self._drawing)
        self.picture = MapPicture(lambda: (diagram(self.kind, self.drawing, self.desk.open.called),))
        self.looked = Drawn(desk.loaded)
        self.nodes, self.links, self.guidance = Table(), Table(), Guidance()
        listen(self.nodes, self._commands(self.edit_node, self.add_node, self.remove_node))
        listen(self.links, self._commands(self.edit_link, self.add_link, self.remove_link))
        listen(self.guidance, {"command": lambda _: self.picture.arrange()})
        soon = Quietly(self.show)
        desk.listeners.append(lambda _: soon())
        self._tables()
        self._guide()
        self.picture.draw()
        self._look()

    @staticmethod
    def _commands(edit: Any, add: Any, remove: Any) -> dict[str, Any]:
        return {"edit_cell": edit, "add_row": add, "remove_row": remove}

    def widget(self) -> ipywidgets.Widget:
        """Return the page."""
        left = ipywidgets.VBox([self.picture.output, self.looked.box, self.nodes, self.links])
        left.add_class("map-page")
        page = ipywidgets.HBox([left, self.guidance])
        page.add_class("with-guidance")
        return page

    @property
    def kind(self) -> MapKind:
        """The kind of map that the leading methodology brings."""
        methodology = self.desk.methodology
        if methodology is None or not methodology.maps:
            raise NotFound("The methodology of this review brings no map. Its steps are on the Review page.")
        return methodology.maps[0]

    @property
    def drawing(self) -> Drawing:
        """The map as it stands: what the thread gives, with what people drew laid over it."""
        return self._drawn(self.desk.open, self.kind)

    @staticmethod
    def _drawing(review: Review, kind: MapKind) -> Drawing:
        key = kind.key
        begun, _ = guarded(key, lambda: kind.begin(review))
        nodes = [one for one in review.records.get("map_node", {}).values() if one.map == key]
        links = [one for one in review.records.get("map_link", {}).values() if one.map == key]
        return overlaid(begun or Drawing(), nodes, links)

    # -- what a person does ---------------------------------------------------------------------

    def edit_node(self, said: Said) -> None:
        """Change one field of a thing on the map."""
        self._edit("map_node", self._node(str(said["row"])), said)

    def add_node(self, said: Said) -> None:
        """Put a new thing on the map, or one back with all that it held."""
        name = _id(said)
        row = self.desk.open.one("map_node", name) or evolve(self._new_node(), id=name)
        self._save("map_node", map_rows.filled(row, _cells(said)))
        later(self._show_nodes)  # it is written in at once

    def remove_node(self, said: Said) -> None:
        """Take a thing off the map; a link that hung on it goes with it."""
        self._save("map_node", evolve(self._node(str(said["row"])), withdrawn=True))
        later(self._show_nodes)

    def edit_link(self, said: Said) -> None:
        """Change one field of a link."""
        self._edit("map_link", self._link(str(said["row"])), said)

    def add_link(self, said: Said) -> None:
        """Draw a link between the first two things that it may join; the table then says which."""
        name, new = _id(said), self._new_link(self.drawing)
        row = self.desk.open.one("map_link", name) or (evolve(new, id=name) if new else None)
        if row is None:
            raise NotFound(map_rows.TWO_ENDS)
        self._save("map_link", map_rows.filled(row, _cells(said)))
        later(self._show_links)

    def remove_link(self, said: Said) -> None:
        """Take a link off the map."""
        self._save("map_link", evolve(self._link(str(said["row"])), withdrawn=True))
        later(self._show_links)

    def _edit(self, kind: str, old: Any, said: Said) -> None:
        new = map_rows.written(old, str(said["column"]), said.get("value"))
        map_rows.refuse_overtaken(said, kind, old, new)
        self._save(kind, new)

    def _save(self, kind: str, value: Any) -> None:
        self.desk.save(kind, value, why="changed the map")

    def _new_node(self) -> MapNode:
        """Return what a new row begins as; nothing rests under it yet, so it is marked as not evidenced."""
        kind = self.kind.node_kinds[0].key
        return MapNode(id="", map=self.kind.key, kind=kind, label="", hypothesis=True)

    def _new_link(self, drawing: Drawing) -> MapLink | None:
        """Return what a new link begins as, once there are two things that it could join."""
        ends = [one.id for one in drawing.nodes[:2]]
        if len(ends) < 2:  # noqa: PLR2004
            return None
        return MapLink(id="", map=self.kind.key, kind=self.kind.link_kinds[0].key, source=ends[0], target=ends[1])

    def _node(self, name: str) -> MapNode:
        found = next((one for one in self.drawing.nodes if one.id == name), None)
        if found is None:
            raise NotFound("This is no longer on the map.")
        return found

    def _link(self, name: str) -> MapLink:
        found = next((one for one in self.drawing.links if one.id == name), None)
        if found is None:
            raise NotFound("This link is no longer on the map.")
        return found

    # -- what a person sees ---------------------------------------------------------------------

    def show(self) -> None:
        """Draw everything as it stands now; what was just typed is on the page already."""
        self._tables()
        later(self._guide)
        later(self.picture.draw)
        later(self._look)

    def _tables(self) -> None:
        self._show_nodes()
        self._show_links()

    def _show_nodes(self) -> None:
        self.nodes.state = self._node_table(self.drawing)

    def _show_links(self) -> None:
        self.links.state = self._link_table(self.drawing)

    def _guide(self) -> None:
        """Say what the map breaks, and how it is read."""
        broken = broken_rules(self.kind, self.drawing, self.desk.open)
        self.guidance.state = {
            "before": [caution(one) for one in broken[:6]],
            "more": max(len(broken) - 6, 0),
            "wanting": [],
            "sections": [{"title": "How to read it", "text": self.kind.guidance}, ARRANGING],
        }

    def _look(self) -> None:
        """Show what the analyses of the map find in it."""
        if self.desk.methodology is not None:
            self.looked.show(analysed(self.kind, self.drawing, self.desk.open), self.desk.methodology)

    def _node_table(self, drawing: Drawing) -> dict[str, Any]:
        agencies = [{"key": one.id, "title": one.title} for one in self.desk.open.all("agency")]
        columns = [
            {"key": "label", "title": "What it says", "control": "text", "options": []},
            {"key": "kind", "title": "Kind", "control": "choice", "options": _terms(self.kind.node_kinds)},
            {"key": "level", "title": "Level", "control": "choice", "options": _terms(self.kind.levels)},
            {"key": "lane", "title": "Agency", "control": "choice", "options": agencies},
        ]
        target = self._target("map_node", self._new_node())
        return self._table("What stands on the map", "thing", columns, self._rows("map_node", drawing.nodes), target)

    def _link_table(self, drawing: Drawing) -> dict[str, Any]:
        ends = [{"key": one.id, "title": one.label or "(nothing written yet)"} for one in drawing.nodes]
        columns = [
            {"key": "source", "title": "From", "control": "choice", "options": ends},
            {"key": "kind", "title": "How", "control": "choice", "options": _terms(self.kind.link_kinds)},
            {"key": "target", "title": "To", "control": "choice", "options": ends},
            {"key": "because", "title": "Because", "control": "text", "options": []},
        ]
        target = self._target("map_link", self._new_link(drawing))
        return self._table("How they are linked", "link", columns, self._rows("map_link", drawing.links), target)

    def _rows(self, kind: str, rows: Iterable[MapNode | MapLink]) -> list[dict[str, Any]]:
        """Return rows as the table draws them; one that the thread gave is stored nowhere yet, so it goes whole."""
        stored = self.desk.open.records.get(kind, {})
        whole = ((one, {} if one.id in stored else {"begun": as_json(one)}) for one in rows)
        return [{"id": one.id, "cells": map_rows.cells(one), **begun} for one, begun in whole]

    @staticmethod
    def _target(kind: str, new: MapNode | MapLink | None) -> dict[str, Any]:
        """Return what the server needs to know of a table that it saves without this program."""
        return {"table": kind, "new": as_json(new) if new else {}}

    def _table(
        self, title: str, row_title: str, columns: list[Any], rows: list[Any], target: dict[str, Any]
    ) -> dict[str, Any]:
        return {
            "key": row_title,
            "title": title,
            "row_title": row_title,
            "columns": columns,
            "rows": rows,
            "can_add": True,
            "can_remove": True,
            "can_edit": True,
            "empty": "Nothing here yet.",
            "rescue": f"/r/{self.desk.review_id}/rescue",
            "target": target,
        }


def _terms(things: Iterable[Any]) -> list[dict[str, str]]:
    return [{"key": one.key, "title": one.title} for one in things]


def _cells(said: Said) -> Mapping[str, Any]:
    return said["row"].get("cells") or {}


def _id(said: Said) -> str:
    return str(said["row"].get("id") or minted())[:40]
