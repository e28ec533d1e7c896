"""What carries each duty of the procedure in this program, and which test shows it; a duty without either is named."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import ascii_lowercase

from attrs import frozen

from lcspr_core.timescales import duties as registry
from lcspr_core.timescales.conditions import Condition, How, Not
from lcspr_core.timescales.duties import CARRIER_WORDS, Duty

PARAGRAPHS = Path(registry.__file__).with_name("paragraphs.csv")
FOR_EACH = "tests/core/procedure/test_duties.py::test_its_trigger_opens_it_and_its_proof_closes_it"


NATIONAL = "N"


@frozen(kw_only=True)
class Carried:
    """One duty, of the procedure or of the national rules beside it: what carries it, and the test that shows it.

    Both are empty where nothing does.
    """

    id: str
    what: str = ""
    carried_by: str = ""
    where: str = ""
    shown_by: str = ""

    @property
    def is_national(self) -> bool:
        """Whether it comes from the later national rules, and so stands beside the procedure's own."""
        return self.id.startswith(NATIONAL)

    @property
    def is_carried(self) -> bool:
        """Whether something carries the duty and a test shows it."""
        return bool(self.carried_by and self.shown_by)


def asked_ids(table: Path = PARAGRAPHS) -> tuple[str, ...]:
    """Return the id of every duty that the procedure has: each paragraph with its letters."""
    with table.open(encoding="utf-8", newline="") as lines:
        rows = tuple(csv.DictReader(lines))
    return tuple(f"{row['paragraph']}-{letter}" for row in rows for letter in _letters(row["last"]))


def _letters(last: str) -> str:
    return ascii_lowercase[: ascii_lowercase.index(last) + 1]


def coverage(register: Iterable[Duty] | None = None) -> tuple[Carried, ...]:
    """Return every duty of the procedure with what carries it; one that the register lacks is there, and bare."""
    known = {one.id: one for one in (registry.own_duties() if register is None else register)}
    every = dict.fromkeys((*asked_ids(), *sorted(known, key=registry.place)))
    return tuple(_carried(known[name]) if name in known else Carried(id=name) for name in every)


def _carried(duty: Duty) -> Carried:
    return Carried(
        id=duty.id,
        what=duty.what,
        carried_by=CARRIER_WORDS[duty.carried_by],
        where=", ".join(dict.fromkeys(_places(duty.closes))),
        shown_by=duty.shown_by or (f"{FOR_EACH}[{duty.kind.value}-{duty.id}]" if _is_plain(duty) else ""),
    )


def _is_plain(duty: Duty) -> bool:
    """Say whether the one test for all duties can open and close this one from its line alone."""
    return all(_plain(one) for one in (duty.opens, duty.closes))


def _plain(wanted: Condition) -> bool:
    return all(isinstance(part, Not) or part.how is not How.CHECK for part in wanted.ways[0])


def _places(closes: Condition) -> Iterator[str]:
    for term in closes.terms():
        place = ".".join(filter(None, (term.form, term.rows, term.field)))
        yield place or " ".join(filter(None, (term.how.value, term.name)))
