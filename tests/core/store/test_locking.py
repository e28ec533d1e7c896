"""One program at a time, told who has the store; a holder that dies lets go."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lcspr_core.store import Keys, Store
from lcspr_core.store.refusals import InUse

HOLDER = """
import sys
from pathlib import Path
from lcspr_core.store import Keys, Store
with Store.open(Path(sys.argv[1]), Keys(root=bytes.fromhex(sys.stdin.readline()))) as store:
    print("open", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def held_elsewhere(place: Path, keys: Keys) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the store open until told to go."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, place], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        holder.stdin.write(keys.root.hex() + "\n")
        holder.stdin.flush()
        assert holder.stdout.readline() == "open\n"
        yield holder
        holder.kill()


def test_a_second_program_is_told_who_has_the_store(store: Store, place: Path, keys: Keys) -> None:
    store.close()
    with held_elsewhere(place, keys) as holder:
        was = place.read_bytes()
        with pytest.raises(
            InUse, match=rf"open in another program \(process {holder.pid}, since 20.* UTC\). Close that"
        ):
            Store.open(place, keys)
        with pytest.raises(InUse):
            Store.create(place, keys)
        assert place.read_bytes() == was


def test_a_program_that_was_killed_lets_go(store: Store, place: Path, keys: Keys) -> None:
    store.close()
    with held_elsewhere(place, keys) as holder:
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        with Store.open(place, keys) as again:
            again.verify()


def test_one_program_cannot_open_it_twice_either(store: Store, place: Path, keys: Keys) -> None:
    with pytest.raises(InUse, match=f"process {os.getpid()}"):
        Store.open(place, keys)
    assert store.reviews()


def test_a_refusal_lets_go_of_the_lock(store: Store, place: Path, keys: Keys) -> None:
    from lcspr_core.store.refusals import WrongKey

    store.close()
    with pytest.raises(WrongKey):
        Store.open(place, Keys.new())
    Store.open(place, keys).close()
