"""Everybody who was asked, family and staff: what is written of the family on its own forms is not written twice."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from lcspr_core.procedure.families import contact, family, named
from lcspr_core.procedure.forms.overview_asks import Contributor, Contributors
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.review import Review

# How somebody stands on the family's own form, in the words in which everybody is asked.
OF_STATUS: Mapping[str, str] = {
    "contributes": "contributed",
    "limited": "contributed",
    "declined": "declined",
    "no_answer": "no_answer",
    "excluded": "not_asked",
}


def everybody_asked(review: Review) -> tuple[Contributor, ...]:
    """Return everybody on “Who was asked”, and those of the family who contribute though they are not listed there.

    Of one of the family, what is left open there is filled in from the family's own forms.
    """
    known = {_name(one.who): one for one in _family(review)}
    listed = [_filled_in(one, known) for one in answered(review, "contributors", Contributors).people]
    names = {_name(one.who) for one in listed}
    others = (one for name, one in known.items() if name not in names and one.outcome == "contributed")
    return (*listed, *others)


def _filled_in(one: Contributor, known: Mapping[str, Contributor]) -> Contributor:
    told = known.get(_name(one.who)) if one.sort == "family" else None
    if told is None:
        return one
    return evolve(
        one, outcome=one.outcome or told.outcome, reason=one.reason or told.reason, where=one.where or told.where
    )


def _family(review: Review) -> tuple[Contributor, ...]:
    where = {one.who: one.where for one in contact(review).views}
    return tuple(
        Contributor(
            id=one.id,
            who=named(one),
            sort="family",
            outcome=OF_STATUS.get(one.status, ""),
            reason=one.reason,
            where=where.get(one.id, ""),
        )
        for one in family(review).people
    )


def _name(who: str) -> str:
    return " ".join(who.casefold().split())
