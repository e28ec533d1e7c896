"""A writer killed at any moment loses nothing that was acknowledged, and no half of a batch is ever there."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from lcspr_core.store import Keys, Store

WRITER = Path(__file__).with_name("writer.py")
ENDLESS = 10**6


@contextmanager
def writer(
    place: Path, keys: Keys, writes: int = ENDLESS, size: int = 0, *, under: tuple[str, ...] = ()
) -> Iterator[Any]:
    command = [*under, sys.executable, WRITER, place, str(writes), str(size)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        process.stdin.write(keys.root.hex() + "\n")
        process.stdin.flush()
        yield process
        process.kill()


def spoken(lines: list[str]) -> int:
    """The number of the last write that was acknowledged."""
    return max([int(line) for line in lines if line.strip().isdigit()], default=0)


def intact(place: Path, keys: Keys, acknowledged: int) -> int:
    """Open what was left, and say how many writes are there: none missing, none by half."""
    with Store.open(place, keys) as store:
        counted = store.record("r1", "count", "c")
        count = int(counted.body["count"]) if counted else 0
        page = store.ledger("r1", "answer", limit=ENDLESS)
        assert [row.id for row in page.rows] == [f"a{number:05}" for number in range(count)]
        assert all(row.body["text"].startswith(f"{number} x") for number, row in enumerate(page.rows))
        assert acknowledged <= count, f"{acknowledged - count} acknowledged writes lost"
        store.verify_audit()
    return count


def kill_round(place: Path, keys: Keys, chance: random.Random) -> int:
    """Let a writer run to a chosen write, kill it a little later, and return what it had acknowledged."""
    until = chance.randrange(0, 30)
    lines: list[str] = []
    with writer(place, keys) as process:
        while spoken(lines[-1:]) == 0 or len(lines) <= until:
            lines.append(process.stdout.readline())
            if until == 0:
                break
        time.sleep(chance.random() * 0.004)
        process.kill()
        lines += process.stdout.readlines()
    assert lines[0] == "open\n"
    return spoken([line for line in lines if line.endswith("\n")])


def kill_again_and_again(store: Store, keys: Keys, rounds: int, seed: int) -> str:
    place = store.place
    store.close()
    chance = random.Random(seed)  # noqa: S311 (chosen moments, no secret)
    written, recovery = 0, []
    for _ in range(rounds):
        acknowledged = kill_round(place, keys, chance)
        begun = time.perf_counter()
        count = intact(place, keys, max(acknowledged, written))
        recovery.append(time.perf_counter() - begun)
        assert count <= max(acknowledged, written) + 1
        written = count
    with Store.open(place, keys) as again:
        again.verify()
    half = sorted(recovery)[len(recovery) // 2]
    return (
        f"acknowledged writes lost: 0 (kills: {rounds}, writes: {written}, seed {seed}; "
        f"opened and read in full in {half * 1000:.0f} ms at the median, {max(recovery) * 1000:.0f} ms at most)"
    )


def test_ten_kills_lose_nothing(store: Store, keys: Keys, capsys: pytest.CaptureFixture[str]) -> None:
    told = kill_again_and_again(store, keys, rounds=10, seed=20260901)
    assert told.startswith("acknowledged writes lost: 0")


@pytest.mark.soak
def test_two_hundred_kills_lose_nothing(store: Store, keys: Keys, capsys: pytest.CaptureFixture[str]) -> None:
    told = kill_again_and_again(store, keys, rounds=220, seed=random.SystemRandom().randrange(10**6))
    with capsys.disabled():
        print(f"\nkill -9 loop: {told}")  # noqa: T201


CALLS = "pwrite64,fdatasync,fsync,ftruncate,unlink,rename,openat"


@pytest.mark.soak
@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed here")
@pytest.mark.parametrize("fault", ["signal=SIGKILL", "error=ENOSPC", "error=EIO"])
def test_a_fault_at_every_call_to_the_disk_loses_nothing(
    store: Store, keys: Keys, tmp_path: Path, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ten at a time from the first write on; the opening itself is tried by the kills above."""
    store.close()
    calls = CALLS.removesuffix(",openat")
    tried, told = 0, set[str]()
    while True:
        tried += 1
        place = tmp_path / str(tried) / store.place.name
        place.parent.mkdir()
        shutil.copyfile(store.place, place)
        under = (
            "strace",
            "-f",
            "-qq",
            "-o",
            os.devnull,
            "-e",
            f"trace={calls}",
            "-e",
            f"inject={calls}:{fault}:when={tried}",
        )
        with writer(place, keys, writes=3, under=under) as process:
            lines = process.stdout.readlines()
            ended = process.wait()
        told |= {line.split(":")[0] for line in lines if ":" in line}
        intact(place, keys, spoken(lines))
        if ended == 0 and spoken(lines) == 3 and not any(":" in line for line in lines) and tried > 40:
            break
    assert told <= {"DiskFull", "DiskFault", "NoAccess"}
    with capsys.disabled():
        print(f"\n{fault} at each of {tried - 1} calls to the disk: acknowledged writes lost: 0; said {sorted(told)}")  # noqa: T201
