"""The command that says which recommendations other reviews of this partnership have made before."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping

from lcspr_core.errors import NotFound
from lcspr_core.procedure.repeats import Repeat, repeats
from lcspr_core.remarking import recommended
from lcspr_jupyter.commands.reaching import at_review, reached
from lcspr_jupyter.desk import Desk
from lcspr_jupyter.gate import Gate

NONE = "No recommendation here says nearly what another review recommended."
NOT_THERE = "There is no review of this name. The name is the one in its address, as in juniper."


def again(asked: argparse.Namespace) -> int:
    """Name each recommendation that was made before, in one review or in all; it only asks, so it never fails."""
    found = tuple(_found(reached(asked, _recommended), asked.review))
    if asked.json:
        print(json.dumps([_plain(*one) for one in found], indent=1, ensure_ascii=False))
    else:
        print("\n".join("\t".join(_line(*one)) for one in found) or NONE)
    return 0


def _recommended(gate: Gate) -> Mapping[str, tuple[str, ...]]:
    return {str(one["id"]): _of(Desk(at_review(gate, str(one["id"])))) for one in gate.reviews()}


def _of(desk: Desk) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.text for one in recommended(desk.open, desk.loaded.methodologies)))


def _found(every: Mapping[str, tuple[str, ...]], wanted: str) -> Iterable[tuple[str, Repeat]]:
    if wanted and wanted not in every:
        raise NotFound(NOT_THERE)
    for name in [wanted] if wanted else sorted(every):
        others = {review: words for review, words in every.items() if review != name}
        yield from ((name, one) for one in repeats(every[name], others))


def _line(review: str, one: Repeat) -> tuple[str, ...]:
    return (f"{one.share:.0%}", review, one.words, one.review, one.earlier, ", ".join(one.shared))


def _plain(review: str, one: Repeat) -> dict[str, object]:
    return {
        "review": review,
        "recommendation": one.words,
        "earlier_review": one.review,
        "earlier": one.earlier,
        "shared": list(one.shared),
        "share": round(one.share, 2),
    }
