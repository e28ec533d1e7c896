"""Saves what was put down on a page while it was cut off: by the page's own pure acts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import frozen

from lcspr_core.errors import Unreadable
from lcspr_core.store import Change
from lcspr_jupyter.screens import acts, returns_acts
from lcspr_jupyter.screens.acts import Act, Doer
from lcspr_jupyter.server.asked import field
from lcspr_jupyter.server.counter import Counter, Json
from lcspr_jupyter.server.cut_off import NEEDS_KERNEL, Rescue, check_writes, saving
from lcspr_jupyter.server.people import Caller
from lcspr_jupyter.server.stored import differing, review_in


@frozen(kw_only=True)
class Deed:
    """One act of a page, and the kinds that it may change; who may not write the first may not do it."""

    act: Act
    kinds: tuple[str, ...]


SETTLING = Deed(act=acts.settle, kinds=("settled",))
# By the page's table, then by the name of what is done there; where a page does one thing only it has no name.
DEEDS: Mapping[str, Mapping[str, Deed]] = {
    "due": {"": Deed(act=acts.put_down, kinds=("duty_note",))},
    "panel": {
        "settle": SETTLING,
        "unsettle": SETTLING,
        "begun": Deed(act=acts.begun, kinds=("breach", "appointment")),
    },
    "progress": {"take": Deed(act=acts.take_snapshot, kinds=("snapshot",))},
    "reason": {"set_aside": Deed(act=acts.set_aside, kinds=("dismissal",))},
    "returns": dict.fromkeys(("ask", *returns_acts.MOVES), Deed(act=returns_acts.put_down, kinds=("return",))),
}


def _done(counter: Counter, caller: Caller, told: Json) -> Iterable[Change]:
    review = counter.review_of(caller)
    deed = _deed(told)
    check_writes(caller, deed.kinds[0])
    contents = counter.store.review(review)
    old = review_in(contents)
    today = date.fromisoformat(counter.today(review))
    doer = Doer(id=caller.id, today=today, methodologies=counter.methodologies)
    return differing(contents, old, deed.act(old, told, doer), deed.kinds)


def _deed(told: Json) -> Deed:
    table = field(field(told, "target", dict), "table", str)
    name = str(told.get("name", "")).partition(" ")[0]
    found = DEEDS.get(table, {}).get(name)
    if found is None:
        raise Unreadable(NEEDS_KERNEL)
    return found


RESCUES: Mapping[str, Mapping[str, Rescue]] = {
    "due": {"put": saving(_done)},
    "reason": {"give": saving(_done)},
    **{key: {"act": saving(_done)} for key in ("panel", "progress", "returns")},
}
