"""What a newer edition of the rules would change in a case, and the move of a case to it: decided, with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve, frozen

from lcspr_core.errors import Unreadable
from lcspr_core.procedure.steps import EVENT_TITLES
from lcspr_core.review import Header
from lcspr_core.timescales.clocks import Clock, clocks_under
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.editions import Edition, EditionMove, changed_since, edition, unknown, worked_under
from lcspr_core.timescales.notation import Rule, Unit, Way
from lcspr_core.timescales.overlays import Held, duties_under, held
from lcspr_core.views import Table

NOT_ASKED = "Not asked"
NEEDS_WHY = "Write why this case moves to other rules: it is kept with your name and the day. Nothing was changed."
NOT_NEWER = (
    "A case moves to newer rules only; “{title}” is not newer than those it is worked under. Nothing was changed."
)
UNITS = {Unit.DAY: "day", Unit.WORKING_DAY: "working day", Unit.MONTH: "month"}
WAYS = {
    Way.NONE: "no time of its own",
    Way.ONGOING: "all along",
    Way.IMMEDIATE: "at once when: {event}",
    Way.WITHIN: "within {length} from: {event}",
    Way.AT_LEAST_BEFORE: "at least {length} before: {event}",
    Way.STAYS: "at least {length} on the website",
    Way.BEFORE: "before: {event}",
    Way.AFTER: "after: {event}",
    Way.AT: "at: {event}",
    Way.AGREED: "by the day that is agreed",
    Way.NEXT_MEETING: "by the next meeting of the Sub Group",
}


@frozen(kw_only=True)
class Altered:
    """One duty or clock that is another under a newer edition: how it was, how it would be, and who says so."""

    key: str
    what: str
    old: str
    new: str
    source: str


def altered(old: Edition, new: Edition) -> tuple[Altered, ...]:
    """Return each duty and each clock that is not the same under two editions, in the order of the registers."""
    return (*_duties(old, new), *_clocks(old, new))


def _duties(old: Edition, new: Edition) -> Iterator[Altered]:
    there = {one.id for one in duties_under(old)}
    for one in duties_under(new):
        before, after = held(one, old) if one.id in there else None, held(one, new)
        was = _held(before) if before else NOT_ASKED
        if was != _held(after):
            yield Altered(key=one.id, what=one.what, old=was, new=_held(after), source=one.source or one.paragraph)


def _held(one: Held) -> str:
    over = ", ".join(each.id for each in one.overlays)
    return f"{in_words(one.rule)} ({one.basis.value})" + f"; with {over}" * bool(over)


def _clocks(old: Edition, new: Edition) -> Iterator[Altered]:
    before = {one.key: one for one in clocks_under(old)}
    for one in clocks_under(new):
        was = _clock(before[one.key]) if one.key in before else NOT_ASKED
        if was != _clock(one):
            yield Altered(key=one.key, what=f"Clock: {one.title}", old=was, new=_clock(one), source=one.paragraph)


def _clock(one: Clock) -> str:
    return f"{in_words(one.rule)} ({one.basis.value})"


def in_words(rule: Rule) -> str:
    """Return a timescale as a person would say it."""
    length = f"{rule.length.number} {UNITS[rule.length.unit]}{'s' * (rule.length.number != 1)}" if rule.length else ""
    event = EVENT_TITLES.get(rule.event, rule.event.replace("_", " "))
    return WAYS[rule.way].format(length=length, event=event)


# --- as tables ------------------------------------------------------------------------------------------------------


def altered_table(header: Header) -> Table:
    """Return what the newest edition would change for a case that is stamped with an older one."""
    newer = changed_since(header.edition)
    rows = altered(worked_under(header.edition), newer[-1]) if newer else ()
    return Table(
        title=f"What “{newer[-1].title}” would change" if newer else "What newer rules would change",
        columns=("What", "Now", "Under the newer rules", "Source"),
        rows=tuple((one.what, one.old, one.new, one.source) for one in rows),
        empty="Nothing that is counted or asked here differs. Read the newer rules before you rely on that.",
    )


def moves_table(header: Header) -> Table:
    """Return each move of a case to newer rules, the first ones it was worked under never left out."""
    rows = tuple((said(one.on), _title(one.was), _title(one.now), one.why, one.by) for one in header.moves)
    columns = ("Moved on", "From", "To", "Why", "By")
    return Table(title="Rules that this case was worked under", columns=columns, rows=rows, empty="One set throughout.")


def _title(stamped: str) -> str:
    return f"“{stamped}”, not known here" if unknown(stamped) else worked_under(stamped).title


# --- the move -------------------------------------------------------------------------------------------------------


def moved(header: Header, to: str, *, on: date, by: str, why: str) -> Header:
    """Return the header of a case that moves to newer rules, with what was decided kept in it."""
    if not why.strip():
        raise Unreadable(NEEDS_WHY)
    if unheard := unknown(header.edition):
        raise Unreadable(unheard)
    if to not in _keys(changed_since(header.edition)):
        raise Unreadable(NOT_NEWER.format(title=edition(to).title))
    move = EditionMove(was=edition(header.edition).key, now=to, on=on, by=by, why=why.strip())
    return evolve(header, edition=to, moves=(*header.moves, move))


def _keys(some: Iterable[Edition]) -> frozenset[str]:
    return frozenset(one.key for one in some)
