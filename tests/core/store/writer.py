"""A program that writes to a store until it is stopped, and says after each write that it was saved."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from lcspr_core.store import Change, Keys, Store, StoreRefused

AT = "2026-09-01T10:00:00+00:00"


def limit_files(size: int) -> None:
    """Let no file grow beyond a size, as a full disk would."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def write(store: Store, number: int) -> None:
    """Save a new record and count it, in one batch."""
    seen = store.record("r1", "count", "c")
    before, revision = (seen.body, seen.revision) if seen else (None, 0)
    changes = [
        Change(kind="answer", id=f"a{number:05}", revision=0, before=None, after={"text": f"{number} " + "x" * 300}),
        Change(kind="count", id="c", revision=revision, before=before, after={"count": number + 1}),
    ]
    store.save("r1", changes, by="ann", at=AT)


def main(place: str, writes: int, size: int) -> None:
    """Write on from where the last writer was stopped."""
    keys = Keys(root=bytes.fromhex(sys.stdin.readline()))
    if size:
        limit_files(size)
    try:
        with Store.open(Path(place), keys) as store:
            seen = store.record("r1", "count", "c")
            start = int(seen.body["count"]) if seen else 0
            say("open")
            for number in range(start, start + writes):
                write(store, number)
                say(str(number + 1))
    except StoreRefused as refused:
        say(f"{type(refused).__name__}: {refused}")


def say(word: str) -> None:
    """Tell the parent at once."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
