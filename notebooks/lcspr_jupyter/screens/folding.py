"""Views on a page of the app: what presses stands open, what is looked up waits folded with a count of its lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from lcspr_core.maps.arrangement import arrange
from lcspr_core.views import Section, Table, View
from lcspr_core.views_json import MIME, views_to_json
from lcspr_jupyter.paper.composing import Composer, levelled
from lcspr_jupyter.paper.html import on_a_page, written


def output(views: Iterable[View], folded: Iterable[Section] = (), after: Iterable[View] = ()) -> tuple[dict[str, Any]]:
    """Return the one output of a page: the views, then the folded sections, then what comes after them."""
    first, waiting, last = tuple(views), tuple(folded), tuple(after)
    html = on_a_page(first) + "".join(map(_fold, waiting)) + (on_a_page(last) if last else "")
    data = {"text/html": html, MIME: views_to_json((*first, *waiting, *last))}
    return ({"output_type": "display_data", "data": data, "metadata": {}},)


def _fold(section: Section) -> str:
    inside = written(levelled(Composer(for_paper=False, arranging=arrange).compose(section.views)))
    head = f'<h2>{escape(section.title)}</h2> <span class="count">{escape(_count(section.views))}</span>'
    return f'<div class="lcspr-views"><details class="fold"><summary>{head}</summary>{inside}</details></div>'


def _count(views: Sequence[View]) -> str:
    tables = [one for one in views if isinstance(one, Table)]
    if len(tables) == 1:
        return f"({len(tables[0].rows)})"
    return ", ".join(f"{one.title} ({len(one.rows)})" for one in tables)
