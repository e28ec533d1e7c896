"""What may happen to a server while people work: its kernels die, as in a crash."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def kill_kernels(server: int) -> int:
    """Kill every kernel of a server; return how many there were."""
    found = [pid for pid in _below(server) if "kernel" in _command(pid)]
    for pid in found:
        os.kill(pid, signal.SIGKILL)
    return len(found)


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
