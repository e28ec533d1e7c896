"""What the panel answers for together: one fixed list, signed by its chair (8.2.45)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen

from lcspr_core.asking import choice, line, row_id, rows
from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.procedure.forms.panel_lists import HOLDS, QUALITY
from lcspr_core.review import Review

FORM = "panel_quality"


def _items(_: Review) -> Iterable[Mapping[str, Any]]:
    return tuple({"id": one.key, "item": one.key} for one in QUALITY)


@frozen(kw_only=True)
class Item:
    """One thing that the panel answers for."""

    id: str = row_id()
    item: str = choice("What", QUALITY)
    holds: str = choice("Is it so?", HOLDS)
    shown_by: str = line("Where that can be seen, or what is still to do")


@frozen(kw_only=True)
class PanelQuality:
    """The panel's own look at its review before the report goes on."""

    items: tuple[Item, ...] = rows("What the panel answers for", Item, row_title="Item", rows_from=_items)


STEPS = (
    Step(
        key=FORM,
        title="What the panel answers for",
        phase=Phase.REPORT,
        lead="Is the review good, does it help, and is it in time?",
        guidance="The panel answers for the review together (8.2.45). Go through the list in a meeting, beginning "
        "early; when each item is so, the chair signs for the panel. An item that is not so yet holds the "
        "signature back.",
        asks=PanelQuality,
        examples=(
            PanelQuality(
                items=tuple(
                    Item(id=one.key, item=one.key, holds="yes", shown_by="Panel 2026-10-05, item 3") for one in QUALITY
                )
            ),
        ),
        after=("panel_issues",),
        gate=("panel_quality_covered", "challenge_logged"),
        answered_by=("panel_chair", "business_manager"),
        signed_by=("panel_chair",),
    ),
)
EVENTS: tuple[Event, ...] = ()
