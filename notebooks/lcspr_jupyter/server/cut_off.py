"""What every rescue of an edit shares: the sentences, how a change is saved, and how two texts are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from lcspr_core.errors import NotAllowed, Unreadable
from lcspr_core.store import Body, Change
from lcspr_jupyter.server import writing
from lcspr_jupyter.server.counter import Counter, Json
from lcspr_jupyter.server.judging import NOT_YOURS
from lcspr_jupyter.server.people import Caller
from lcspr_jupyter.server.rights import WRITES, reach

NEEDS_KERNEL = (
    "This was not done: it needs the page's own program, which has stopped. "
    "Nothing that anybody wrote is changed by it; load the page again, then choose it once more."
)
NO_PLACE = (
    "The review no longer asks for this, so there is no place to keep it. "
    "What you wrote is still on this page: copy it, then load the page again."
)
WHY = "saved while the page was cut off"

# Saves an edit, and returns what the page is to be told beside that it is saved.
Rescue = Callable[[Counter, Caller, Json], Json]
Made = Callable[[Counter, Caller, Json], Iterable[Change]]


def saving(made: Made) -> Rescue:
    """Return the rescue that saves the changes which an edit comes to."""

    def rescue(counter: Counter, caller: Caller, told: Json) -> Json:
        save(counter, caller, made(counter, caller, told))
        return {}

    return rescue


def save(counter: Counter, caller: Caller, changes: Iterable[Change], token: str | None = None) -> None:
    """Save changes by this person's rights, merged with what others saved; none is none."""
    batch = tuple(changes)
    if batch:
        writing.change(counter, caller, batch, WHY, token=token)


def needs_kernel(*_: Any) -> Json:
    """Refuse what carries no words and cannot be done without the page's program."""
    raise Unreadable(NEEDS_KERNEL)


def check_may_write(counter: Counter, caller: Caller, kind: str, name: str, body: Body) -> None:
    """Refuse whoever may not write this record, before anything that it says is compared or shown to them."""
    same = Change(kind=kind, id=name, revision=0, before=body, after=body)
    writing.check_batch(counter, caller, (same,), counter.sight(counter.review_of(caller)))


def check_writes(caller: Caller, kind: str) -> None:
    """Refuse whoever writes nothing of this kind; whether they may write this very one is judged as it is saved."""
    if not any(reach(WRITES, role, kind) for role in caller.roles):
        raise NotAllowed(NOT_YOURS)
