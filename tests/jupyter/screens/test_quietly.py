"""What is large is drawn once its edits have rested, and in the end though they never rest."""

from __future__ import annotations

import asyncio

import pytest
from lcspr_jupyter.screens import quietly
from lcspr_jupyter.screens.quietly import Quietly


@pytest.fixture
def drawn(monkeypatch):
    monkeypatch.setattr(quietly, "QUIET", 0.1)
    monkeypatch.setattr(quietly, "LONGEST", 0.4)
    return []


def edited(drawn, times, pause):
    """Edit so many times, and say what was drawn by the last edit."""

    async def story():
        soon = Quietly(lambda: drawn.append("drawn"))
        for _ in range(times):
            soon()
            await asyncio.sleep(pause)
        during = len(drawn)
        await asyncio.sleep(0.5)
        return during

    return asyncio.run(story())


def test_many_edits_in_a_row_are_drawn_once(drawn):
    assert edited(drawn, 5, 0) == 0
    assert drawn == ["drawn"]


def test_edits_without_rest_are_drawn_in_between(drawn):
    assert edited(drawn, 40, 0.02) > 0


def test_each_edit_after_a_rest_is_drawn(drawn):
    edited(drawn, 2, 0.3)
    assert len(drawn) == 2


def test_outside_a_running_page_it_is_drawn_at_once(drawn):
    Quietly(lambda: drawn.append("drawn"))()
    assert drawn == ["drawn"]
