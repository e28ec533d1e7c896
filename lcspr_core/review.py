"""One review as one unchanging value: a small header, and records by kind, then id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from attrs import evolve, field, frozen

from lcspr_core.answers import Answer
from lcspr_core.cases.agencies import Agency
from lcspr_core.cases.criteria import Assessment
from lcspr_core.cases.people import Person
from lcspr_core.cases.public_files import PublicFile
from lcspr_core.clashes import KeptClash
from lcspr_core.maps.drawing import MapLink, MapNode
from lcspr_core.panels.appointments import Appointment
from lcspr_core.panels.breaches import Breach
from lcspr_core.panels.returns import AgencyReturn
from lcspr_core.panels.settling import Settled
from lcspr_core.panels.terms import TermsOfReference
from lcspr_core.panels.ties import Tie
from lcspr_core.plan import Plan
from lcspr_core.thread import Record
from lcspr_core.timescales.closed_days import ClosedDay
from lcspr_core.timescales.editions import EditionMove
from lcspr_core.timescales.notes import DutyNote
from lcspr_core.timescales.snapshots import Snapshot
from lcspr_core.wording.dismissals import Dismissal

Value = TypeVar("Value")
Records = Mapping[str, Mapping[str, Any]]
Ledgers = Mapping[str, Iterable[Mapping[str, Any]]]

CORE_VALUES: Mapping[str, type] = MappingProxyType(
    {
        "plan": Plan,
        "answer": Answer,
        "agency": Agency,
        "person": Person,
        "terms": TermsOfReference,
        "appointment": Appointment,
        "tie": Tie,
        "settled": Settled,
        "breach": Breach,
        "assessment": Assessment,
        "return": AgencyReturn,
        "map_node": MapNode,
        "map_link": MapLink,
        "clash": KeptClash,
        "dismissal": Dismissal,
        "duty_note": DutyNote,
        "snapshot": Snapshot,
        "closed_day": ClosedDay,
        "public_file": PublicFile,
    }
)
LEDGERS: tuple[str, ...] = ("card", "entry", "rating")


def value_class(kind: str) -> type:
    """Return the class of the values of a kind: the core's own, else a record of the thread."""
    return CORE_VALUES.get(kind, Record)


def _read_only(dates: Mapping[str, date]) -> Mapping[str, date]:
    return MappingProxyType(dict(dates))


@frozen(kw_only=True)
class Header:
    """The few facts that every page of a review shows."""

    id: str
    title: str
    opened_on: date
    decided_on: date | None = None
    marking: str = "OFFICIAL-SENSITIVE"
    subjects: tuple[str, ...] = ()
    as_at: date | None = None
    edition: str = ""
    moves: tuple[EditionMove, ...] = ()
    dates: Mapping[str, date] = field(factory=dict, converter=_read_only)


def _by_kind(records: Records) -> Records:
    """Keep each kind's mapping that nobody can change as it is, so that a change copies one kind and no other."""
    return MappingProxyType(
        {
            kind: one if isinstance(one, MappingProxyType) else MappingProxyType(dict(one))
            for kind, one in records.items()
        }
    )


@frozen(kw_only=True)
class Review:
    """One review: its header, and all its records by kind, then id; a change makes a new one.

    Ledgers stay outside it: whoever opens it may lay readers of them beside it, which are no part of the value.
    """

    header: Header
    records: Records = field(factory=dict, converter=_by_kind)
    ledgers: Ledgers = field(factory=dict, eq=False, repr=False)
    _found: dict[Any, Any] = field(factory=dict, eq=False, repr=False, init=False)

    def once(self, key: Any, find: Callable[[], Value]) -> Value:
        """Return what is worked out from this very value, and work it out once; a changed review begins anew."""
        if key not in self._found:
            self._found[key] = find()
        found: Value = self._found[key]
        return found

    def all(self, kind: str) -> tuple[Any, ...]:
        """Return the records of a kind that have not been withdrawn, in the order they were made."""
        here = self.records.get(kind, {}).values()
        return tuple(one for one in here if not getattr(one, "withdrawn", False))

    def one(self, kind: str, name: str) -> Any:
        """Return one record of a kind by id, or None; withdrawn ones are found too."""
        return self.records.get(kind, {}).get(name)

    def find(self, name: str) -> Any:
        """Return the record with this id, of whatever kind, or None."""
        return next((kind[name] for kind in self.records.values() if name in kind), None)

    def called(self, name: str) -> str:
        """Return what a person calls a thing: its title, its public code, or failing these its id."""
        words = (getattr(self.find(name), key, "") for key in ("title", "public_code"))
        return next((str(one) for one in words if one), name)

    def ledger(self, kind: str) -> Iterable[Mapping[str, Any]]:
        """Return the rows of a ledger from wherever they are kept; none where no reader was laid beside the review."""
        return self.ledgers.get(kind, ())

    def thread(self) -> tuple[Record, ...]:
        """Return every record of the thread, withdrawn ones among them."""
        return tuple(record for kind in self.records.values() for record in kind.values() if isinstance(record, Record))

    @property
    def plan(self) -> Plan | None:
        """The plan of this review, once a methodology has been chosen."""
        return self.one("plan", "plan")  # type: ignore[no-any-return]

    def with_records(self, kind: str, values: Iterable[Any]) -> Review:
        """Return this review with these records of one kind put in, or put in place of older ones."""
        changed = {
            **self.records.get(kind, {}),
            **{value.id: value for value in values},
        }
        return evolve(self, records={**self.records, kind: changed})

    def without(self, kind: str, name: str) -> Review:
        """Return this review without one record."""
        left = {key: one for key, one in self.records.get(kind, {}).items() if key != name}
        return evolve(self, records={**self.records, kind: left})
