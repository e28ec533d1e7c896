"""The same story by keyboard alone: nothing is clicked, and at every stop it can be seen where the focus is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Mouse, Page

from tests.stories.hands import Keyboard
from tests.stories.scenes import tell

pytestmark = pytest.mark.story

BY_OTHER_MEANS = ("click", "dblclick", "tap", "hover", "check", "fill", "focus", "blur", "press", "set_input_files")


@pytest.fixture(autouse=True)
def _keys_alone(monkeypatch):
    """Let nobody reach for the mouse, nor for what puts the focus or the words in place from behind."""

    def refuse(one, *_, **__):
        pytest.fail(f"This was to be done by the keyboard alone: {one}")

    for kind in (Locator, Page):
        for name in BY_OTHER_MEANS:
            monkeypatch.setattr(kind, name, refuse, raising=False)
    for name in ("click", "down", "move"):
        monkeypatch.setattr(Mouse, name, refuse)


def test_the_main_job_by_keyboard_alone(served, watched):
    tell(Keyboard(watched.page), served, watched)
