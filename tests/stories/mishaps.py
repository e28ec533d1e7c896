"""What may happen to a server while people work: its kernels die, all of them or one person's, as in a crash."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.stories.casework import Casework, Somebody
from tests.stories.doing import LONG, opened
from tests.stories.filling import done, open_form, write


def kill_kernels(server: int) -> int:
    """Kill every kernel of a server; return how many there were."""
    found = [pid for pid in _below(server) if "kernel" in _command(pid)]
    for pid in found:
        os.kill(pid, signal.SIGKILL)
    return len(found)


def done_through_a_crash(work: Casework, one: Somebody, key: str, data: Mapping[str, Any]) -> None:
    """Fill a form whose writer's program is killed before it is done: nothing is lost, and it is done after."""
    assert work.server is not None
    write(one.hand, open_form(one.hand, key), data)
    own = [kernel["pid"] for kernel in work.server.kernels() if kernel["person"] == one.person and kernel["pid"]]
    assert own
    for pid in own:
        os.kill(pid, signal.SIGKILL)
    expect(one.page.get_by_role("alert").filter(has_text="its program stopped")).to_be_visible(timeout=LONG)
    one.page.reload()
    opened(one.page)
    one.watched.complaints[:] = [told for told in one.watched.complaints if "kernel" not in told]
    done(one.hand, key, {})


def _below(server: int) -> list[int]:
    groups: dict[int, list[int]] = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            after = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        groups.setdefault(int(after[1]), []).append(int(place.parent.name))
    found, edge = [], [server]
    while edge:
        edge = [child for parent in edge for child in groups.get(parent, [])]
        found += edge
    return found


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""
