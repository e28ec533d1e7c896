"""What a duty waits for and what closes it, as a line of data: read from a small notation into a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import TypeAlias

from attrs import frozen

from lcspr_core.errors import Unreadable


class How(StrEnum):
    """The ways in which something can be so in a case."""

    ALWAYS = "always"
    EVENT = "event"
    FILLED = "filled"
    STATE = "state"
    CHECK = "check"
    METHOD = "method"
    STEP = "step"
    NOTE = "note"


@frozen(kw_only=True)
class Term:
    """One thing that may be so: an event has its date, a field of a form is filled, a check finds nothing.

    Of a form, `rows` names a list of it and `having` the rows that count, by (field, values); `values` are what the
    field may hold; `each` asks it of every agency or person that the form is asked of.
    """

    how: How
    name: str = ""
    form: str = ""
    rows: str = ""
    having: tuple[str, tuple[str, ...]] | None = None
    field: str = ""
    values: tuple[str, ...] = ()
    each: bool = False

    def __str__(self) -> str:
        return _written(self)


@frozen(kw_only=True)
class Not:
    """That something is not so."""

    one: Term


Part: TypeAlias = "Term | Not"


@frozen(kw_only=True)
class Condition:
    """Alternatives, each of which is several things at once: it holds when all of one alternative are so."""

    ways: tuple[tuple[Part, ...], ...]
    text: str = ""

    def terms(self) -> Iterator[Term]:
        """Return every term, whether it is asked for or ruled out."""
        for way in self.ways:
            for part in way:
                yield part.one if isinstance(part, Not) else part


_NAME = r"[a-z][a-z0-9_]*"
_VALUES = rf"{_NAME}(?:/{_NAME})*"
_ROWS = rf"(?P<rows>{_NAME})\[(?:(?P<having>{_NAME})=(?P<having_values>{_VALUES}))?\]"
_FIELD = rf"(?P<field>{_NAME})(?:=(?P<values>{_VALUES}))?"
_FORMS: tuple[tuple[How, re.Pattern[str]], ...] = tuple(
    (how, re.compile(pattern))
    for how, pattern in (
        (How.ALWAYS, "always"),
        (How.NOTE, "note"),
        (How.EVENT, rf"event (?P<name>{_NAME})"),
        (How.CHECK, rf"check (?P<name>{_NAME})"),
        (How.METHOD, rf"method (?P<name>{_NAME})"),
        (How.STEP, rf"step (?P<form>{_NAME})\.(?P<name>{_NAME})"),
        (How.STATE, rf"(?P<each>each )?(?P<form>{_NAME}) is (?P<values>{_VALUES})"),
        (How.FILLED, rf"(?P<each>each )?(?P<form>{_NAME})\.{_ROWS}(?:\.{_FIELD})?"),
        (How.FILLED, rf"(?P<each>each )?(?P<form>{_NAME})\.{_FIELD}"),
    )
)


def condition(text: str) -> Condition:
    """Return what a line of the notation says.

    `always` · `event NAME` · `FORM.FIELD` (filled) · `FORM.FIELD=yes/unclear` · `FORM.LIST[]` (has a row) ·
    `FORM.LIST[].FIELD` (filled in every row) · `FORM.LIST[KIND=court].FIELD` (in every such row) ·
    `each FORM.FIELD` (of every agency asked) · `FORM is agreed/signed` · `check NAME` · `note` (somebody put it down) ·
    `method SLUG` (it works in this review) · `step SLUG.STEP` (of a methodology, agreed) ·
    with `not ` before one, ` & ` between several, ` | ` between alternatives.
    """
    ways = tuple(tuple(_part(one) for one in way.split("&")) for way in text.split("|"))
    return Condition(ways=ways, text=" ".join(text.split()))


def _part(text: str) -> Part:
    words = " ".join(text.split())
    return Not(one=_term(words[4:])) if words.startswith("not ") else _term(words)


def _term(words: str) -> Term:
    for how, pattern in _FORMS:
        found = pattern.fullmatch(words)
        if found:
            return _made(how, found.groupdict())
    raise Unreadable(f"“{words[:80]}” is no condition; write one as in “event decision_made” or “referral.lead_name”.")


def _made(how: How, parts: dict[str, str | None]) -> Term:
    having = parts.get("having")
    return Term(
        how=how,
        name=parts.get("name") or "",
        form=parts.get("form") or "",
        rows=parts.get("rows") or "",
        having=(having, _split(parts.get("having_values"))) if having else None,
        field=parts.get("field") or "",
        values=_split(parts.get("values")),
        each=bool(parts.get("each")),
    )


def _split(values: str | None) -> tuple[str, ...]:
    return tuple(values.split("/")) if values else ()


def _written(term: Term) -> str:
    if term.how in {How.ALWAYS, How.NOTE}:
        return term.how.value
    if term.how in {How.EVENT, How.CHECK, How.METHOD}:
        return f"{term.how.value} {term.name}"
    if term.how is How.STEP:
        return f"step {term.form}.{term.name}"
    each, values = "each " * term.each, "/".join(term.values)
    if term.how is How.STATE:
        return f"{each}{term.form} is {values}"
    having = f"{term.having[0]}={'/'.join(term.having[1])}" if term.having else ""
    rows = f".{term.rows}[{having}]" if term.rows else ""
    field = f".{term.field}" if term.field else ""
    return f"{each}{term.form}{rows}{field}{'=' if values else ''}{values}"
