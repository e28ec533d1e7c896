"""How much work a call takes, counted in steps of Python so that it is the same on every machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


class _Enough(BaseException):
    """The call was stopped, having taken as much as it may."""


def effort(call: Callable[[], object], *, stop_at: int = sys.maxsize) -> int:
    """Return the number of Python instructions that a call takes; it is stopped when it has taken `stop_at`."""
    count = 0

    def each(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        if event == "opcode":
            count += 1
            if count >= stop_at:
                raise _Enough
        return each

    before = sys.gettrace()
    sys.settrace(each)
    try:
        call()
    except _Enough:
        pass
    finally:
        sys.settrace(before)
    return count
