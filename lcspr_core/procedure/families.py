"""What is known of a family's part in a review: who was told, who is silent, what was explained, and what they saw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lcspr_core.asking import Term
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.family_asks import (
    CONTACT,
    EXPLAINED,
    FORM,
    LIMITED,
    MEANS,
    RELATIONS,
    SILENT,
    SORTS,
    STATUS,
    TAKES_PART,
    Contact,
    Family,
    FamilyContact,
    Relative,
)
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.review import Review
from lcspr_core.timescales.dates import UncertainDate, said
from lcspr_core.views import Table

RELATION_TITLES = {one.key: one.title for one in RELATIONS}


def family(review: Review) -> Family:
    """Return the plan for the family, and everybody in it."""
    return answered(review, FORM, Family)


def contact(review: Review) -> FamilyContact:
    """Return the log of contacts, and what became of the family's views."""
    return answered(review, CONTACT, FamilyContact)


def named(one: Relative) -> str:
    """Name a relative by code, or by relation where there is none."""
    return one.who.strip() or RELATION_TITLES.get(one.relation, "Somebody on the list")


def untold(review: Review) -> tuple[str, ...]:
    """Return who has not been told that the review takes place; limits on taking part change nothing here."""
    return tuple(named(one) for one in family(review).people if not is_filled(one.told_on))


def unreasoned(review: Review) -> tuple[str, ...]:
    """Return whose limits, or exclusion, have no reason or nobody who answers for them (8.2.50)."""
    limited = (one for one in family(review).people if one.status in LIMITED)
    return tuple(named(one) for one in limited if not (one.reason.strip() and one.decided_by.strip()))


def unexplained(review: Review) -> tuple[str, ...]:
    """Return who does not contribute without a reason being there (8.2.52)."""
    silent = (one for one in family(review).people if one.status in SILENT)
    return tuple(named(one) for one in silent if not one.reason.strip())


def unseen(review: Review) -> tuple[str, ...]:
    """Return who contributed and has neither seen the report nor said that they would rather not (8.2.53)."""
    seen = {one.who for one in contact(review).views if is_filled(one.saw_on) or one.saw_not.strip()}
    return tuple(named(one) for one in family(review).people if one.status in TAKES_PART and one.id not in seen)


def contacts_of(review: Review, relative: Relative) -> tuple[Contact, ...]:
    """Return the contacts with one person, and the attempts."""
    return tuple(one for one in contact(review).contacts if one.who == relative.id)


# --- the part of the report that tells of it --------------------------------------------------------------------------


def engagement(review: Review) -> Iterable[Table]:
    """Return how the family took part, by relation alone: every contact and attempt, and why somebody is missing."""
    yield Table(
        title="Contacts and attempts",
        columns=("When", "With", "What it was", "How", "Explained"),
        rows=tuple(_contacts(review)),
        empty="Nobody has been in contact with the family yet.",
    )
    yield Table(
        title="Who took part",
        columns=("Who", "How it stands", "Why"),
        rows=tuple(_parts(review)),
        empty="Nobody of the family is listed yet.",
    )


def _contacts(review: Review) -> Iterator[tuple[str, ...]]:
    people = {one.id: RELATION_TITLES.get(one.relation, "") for one in family(review).people}
    sorts, means, told = (_titles(some) for some in (SORTS, MEANS, EXPLAINED))
    for one in sorted(contact(review).contacts, key=lambda one: str(one.on.start or "")):
        explained = "; ".join(told.get(key, key) for key in one.explained)
        yield (_day(one.on), people.get(one.who, ""), sorts.get(one.sort, ""), means.get(one.means, ""), explained)


def _parts(review: Review) -> Iterator[tuple[str, ...]]:
    titles = _titles(STATUS)
    for one in family(review).people:
        yield (RELATION_TITLES.get(one.relation, ""), titles.get(one.status, "Not said yet"), one.reason)


def _titles(terms: Iterable[Term]) -> dict[str, str]:
    return {one.key: one.title for one in terms}


def _day(one: UncertainDate) -> str:
    return one.typed or said(one.start)
