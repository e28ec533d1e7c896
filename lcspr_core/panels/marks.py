"""Everything about one person that a pair rule can speak of: roles held when, ties, and what their employers are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import field, frozen

from lcspr_core.cases.agencies import KNOWN_WORDS, Agency, Known
from lcspr_core.cases.people import Involvement, Person
from lcspr_core.panels.appointments import Appointment
from lcspr_core.panels.bodies import body_of
from lcspr_core.panels.roles import ROLES
from lcspr_core.panels.ties import Tie, TieKind, declared, ties_of

IN_THE_CASE = frozenset({Involvement.DIRECT, Involvement.LINE_MANAGEMENT})
CLOSER = frozenset({TieKind.DIRECT, TieKind.LINE_MANAGEMENT, TieKind.FAMILY})
FARTHER = frozenset({TieKind.KNOWS, TieKind.THIRD_PARTY})
TO_A_BODY = frozenset({TieKind.PAID_BY, TieKind.EMPLOYED_BY})
PARTNERSHIP_NAMES = ("safeguarding partnership", "safeguarding children partnership", "lscp", "bscp")


@frozen(kw_only=True)
class Mark:
    """One thing that holds for a person, from when to when, and what it was taken from: by codes, and as it is read."""

    what: str
    title: str
    appointment: str = ""
    agency: str = ""
    called: str = ""
    from_: date | None = None
    to: date | None = None
    basis: str = ""
    words: str = ""

    @property
    def name(self) -> str:
        """What tells this mark from the person's others."""
        return self.appointment or "-".join(filter(None, (self.what, self.agency, str(self.from_ or ""))))


@frozen(kw_only=True)
class Bodies:
    """The agencies of a case by the organisations that they belong to; agencies of every area are among them (A31)."""

    titles: Mapping[str, str] = field(factory=dict)
    known: Mapping[str, Known] = field(factory=dict)
    by_body: Mapping[str, tuple[str, ...]] = field(factory=dict)

    def called(self, agency: str) -> str:
        """Return the name of an agency; whatever is no agency's code is its own name."""
        return self.titles.get(agency, agency)

    def agencies(self, employer: str) -> tuple[str, ...]:
        """Return the agencies that belong to the same organisation as an employer."""
        return self.by_body.get(body_of(employer), ()) if employer else ()

    def are(self, agencies: Iterable[str], known: Iterable[Known]) -> tuple[str, ...]:
        """Return those of the agencies that stand so."""
        wanted = set(known)
        return tuple(one for one in agencies if self.known.get(one) in wanted)


def involved_agencies(agencies: Iterable[Agency], people: Iterable[Person] = ()) -> tuple[str, ...]:
    """Return the agencies that are involved in a case: they knew the child, or their people had a part in it (A20)."""
    with_people = {one.agency for one in people if one.involvement in IN_THE_CASE}
    return tuple(one.id for one in agencies if one.known is Known.KNOWN or one.id in with_people)


def bodies_of(agencies: Iterable[Agency], people: Iterable[Person] = ()) -> Bodies:
    """Return the agencies by organisation, each as known as the people of the case make it."""
    every = tuple(agencies)
    involved = set(involved_agencies(every, people))
    by_body: dict[str, tuple[str, ...]] = {}
    for one in every:
        for name in dict.fromkeys((body_of(one.title), body_of(one.id))):
            by_body[name] = (*by_body.get(name, ()), one.id)
    return Bodies(
        titles={one.id: one.title for one in every},
        known={one.id: Known.KNOWN if one.id in involved else one.known for one in every},
        by_body=by_body,
    )


def marks_by_person(
    appointments: Iterable[Appointment], people: Iterable[Person], bodies: Bodies, given: Iterable[Tie]
) -> Mapping[str, tuple[Mark, ...]]:
    """Return what holds for each person who has or is proposed for a role; a proposal that was withdrawn is nothing."""
    held = tuple(one for one in appointments if one.person and (one.from_ or not one.to))
    ties = (*given, *ties_of(people), *declared(held, {name: ids[0] for name, ids in bodies.by_body.items()}))
    return {
        person: tuple(
            _marks(
                tuple(one for one in held if one.person == person),
                tuple(one for one in ties if one.person == person),
                bodies,
            )
        )
        for person in dict.fromkeys(one.person for one in held)
    }


def _marks(held: tuple[Appointment, ...], ties: tuple[Tie, ...], bodies: Bodies) -> Iterator[Mark]:
    yield from (_role(one, bodies) for one in held)
    by_text = {one: _employer(one, bodies) for one in dict.fromkeys(one.employer or one.agency for one in held)}
    yield from (mark for marks in by_text.values() for mark in marks)
    yield from _of_ties(held, ties, bodies)


def _role(one: Appointment, bodies: Bodies) -> Mark:
    title, agency = ROLES[one.role].title, bodies.called(one.agency)
    return Mark(
        what=one.role.value,
        title=title,
        appointment=one.id,
        agency=one.agency,
        called=agency,
        from_=one.from_ or one.proposed_on,
        to=one.to,
        basis=_told(title, one.agency, one.employer, one.declaration),
        words=_told(title, agency, one.employer, one.declaration),
    )


def _told(*facts: str) -> str:
    return "; ".join(filter(None, facts))


def _employer(employer: str, bodies: Bodies) -> tuple[Mark, ...]:
    written = body_of(employer)
    if any(written.endswith(name) for name in PARTNERSHIP_NAMES):
        told = f"Employer: {employer}"
        return (Mark(what=TieKind.PARTNERSHIP.value, title="employed by the partnership", basis=told, words=told),)
    agencies = bodies.agencies(employer)
    for what, states in (
        ("employer_involved", {Known.KNOWN}),
        ("employer_unknown", {Known.NO_REPLY, Known.NOT_ASKED}),
    ):
        if found := bodies.are(agencies, states):
            return (_employed(what, employer, found, bodies),)
    return ()


def _employed(what: str, employer: str, agencies: tuple[str, ...], bodies: Bodies) -> Mark:
    names = tuple(bodies.called(one) for one in agencies)
    replies = tuple(KNOWN_WORDS[bodies.known[one]] for one in agencies)
    basis, words = (
        _told(f"Employer: {employer}", *(f"{one} {reply}" for one, reply in zip(some, replies, strict=True)))
        for some in (agencies, names)
    )
    return Mark(
        what=what, title=employer, agency=", ".join(agencies), called=", ".join(names), basis=basis, words=words
    )


def _of_ties(held: tuple[Appointment, ...], ties: tuple[Tie, ...], bodies: Bodies) -> Iterator[Mark]:
    """Leave out what says less than something else: a role twice, or knowing those with whom one worked in the case."""
    close = any(one.kind in CLOSER for one in ties)
    roles = {one.role.value for one in held}
    for one in {(one.kind, one.agency, one.from_, one.to): one for one in reversed(ties)}.values():
        agencies = bodies.agencies(one.agency)
        if one.kind.value in roles or (close and one.kind in FARTHER):
            continue
        if one.kind in TO_A_BODY and not bodies.are(agencies, {Known.KNOWN}):
            continue
        yield _tie(one, bodies)


def _tie(one: Tie, bodies: Bodies) -> Mark:
    title = OFFICE_TITLES.get(one.kind.value, one.kind.value.replace("_", " "))
    days = f"{one.from_ or ''} to {one.to or ''}" if one.from_ or one.to else ""
    agency = bodies.called(one.agency)
    return Mark(
        what=one.kind.value,
        title=title,
        agency=one.agency,
        called=agency,
        from_=one.from_,
        to=one.to,
        basis=_told(title, one.agency, days, one.source),
        words=_told(title, agency, days, one.source),
    )


OFFICE_TITLES: Mapping[str, str] = {role.value: facts.title for role, facts in ROLES.items()}
