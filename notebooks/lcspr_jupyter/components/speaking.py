"""What all components share: Python shows a state, the page says what people do, and each message is checked."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import anywidget
import traitlets

Said = Mapping[str, Any]
Heard = Callable[[Said], None]
Shape = Mapping[str, type | tuple[type, ...]]
BEGIN: Mapping[str, Shape] = {"begin": {"row": str, "cells": dict}}  # words that wait for a button

LONGEST = 2_000_000
TOO_LONG = "This is too long to be saved in one piece. It is still on the page: save it in smaller pieces."
UNKNOWN = "This page and the program behind it differ. What you typed is still on the page; copy it, then reload."


class Component(anywidget.AnyWidget):
    """A component on a page: `state` goes out whole, and what people do comes back as checked messages."""

    state = traitlets.Dict().tag(sync=True)
    says: ClassVar[Mapping[str, Shape]] = {}

    def __init__(self, **kwargs: Any) -> None:
        """Begin with nobody listening."""
        super().__init__(**kwargs)
        self._listeners: list[Heard] = []
        self.on_msg(self._hear)

    def on_said(self, callback: Heard) -> None:
        """Call back with each message from the page that passes its check."""
        self._listeners.append(callback)

    def saved(self, edit: str, at: str) -> None:
        """Tell the page that an edit is safe, and since when."""
        self.send({"saved": edit, "at": at})

    def refuse(self, edit: str, sentence: str) -> None:
        """Tell the page why something could not be saved."""
        self.send({"sorry": sentence, "edit": edit})

    def set_state(self, sync_data: Mapping[str, Any]) -> None:
        """Take no state from the page: it speaks by messages alone, so a forged state changes nothing."""

    def _hear(self, _: Any, content: Any, buffers: Any) -> None:
        complaint = self._complaint(content, buffers)
        if complaint:
            self.refuse(_edit(content), complaint)
            return
        for listener in tuple(self._listeners):
            listener(content)

    def _complaint(self, content: Any, buffers: Any) -> str:
        if buffers or _length(content) > LONGEST:
            return TOO_LONG
        shape = self.says.get(content["do"]) if isinstance(content, dict) and _named(content) else None
        fits = shape is not None and all(isinstance(content.get(name), kind) for name, kind in shape.items())
        return "" if fits else UNKNOWN


def _named(content: dict[str, Any]) -> bool:
    return isinstance(content.get("do"), str) and isinstance(content.get("edit", ""), str)


def _edit(content: Any) -> str:
    edit = content.get("edit") if isinstance(content, dict) else None
    return edit[:40] if isinstance(edit, str) else ""


def _length(content: Any) -> int:
    return len(json.dumps(content, default=str))
