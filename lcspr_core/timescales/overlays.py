"""The duties that hold under an edition, and of each whether its time is statutory, local or a house default."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from lcspr_core.timescales.duties import Duty, Overlaying, own_duties
from lcspr_core.timescales.editions import Basis, Edition, edition, holds
from lcspr_core.timescales.notation import Rule, Way


@frozen(kw_only=True)
class Held:
    """A duty as it holds under an edition: its time, what that rests on, and the national rules laid over it."""

    duty: Duty
    rule: Rule
    basis: Basis
    overlays: tuple[Duty, ...] = ()

    @property
    def words(self) -> str:
        """What the duty and its time rest on, as a person would say it."""
        return " ".join((_rests_on(self), *(_laid_over(one, self.duty) for one in self.overlays)))


@cache
def duties_under(under: Edition) -> tuple[Duty, ...]:
    """Return the duties that hold under an edition: the procedure's, and what national rules add up to it."""
    return tuple(one for one in own_duties() if holds(one.since, under))


@cache
def _overlays(under: Edition) -> tuple[Duty, ...]:
    return tuple(one for one in duties_under(under) if one.touches or one.by_default)


def held(duty: Duty, under: Edition) -> Held:
    """Return a duty as it holds under an edition; a national rule that replaces its time takes the place of it."""
    over = tuple(one for one in _overlays(under) if duty.id in (*one.touches, *one.by_default))
    new = next((one for one in over if one.effect is Overlaying.REPLACES), None)
    if new is None:
        basis = Basis.HOUSE if duty.rule.way is Way.IMMEDIATE else duty.basis
        return Held(duty=duty, rule=duty.rule, basis=basis, overlays=over)
    basis = Basis.HOUSE if duty.id in new.by_default else new.basis
    return Held(duty=duty, rule=new.rule, basis=basis, overlays=over)


def _rests_on(one: Held) -> str:
    if one.duty.since:
        return f"Statutory: {one.duty.source}, from the edition “{edition(one.duty.since).title}”."
    if one.rule == one.duty.rule and one.basis is Basis.HOUSE:
        return "Local procedure; that “at once” means the same working day is a house default."
    return "Local procedure."


_LAID = {
    Overlaying.ADDS: "The national rule {id} stands beside it.",
    Overlaying.CHANGES: "The national rule {id} changes how it is done ({source}).",
    Overlaying.REPLACES: "Its time is statutory: the national rule {id} is stricter ({source}).",
}
_BY_DEFAULT = "Its time is a house default: the stricter one of the national rule {id} is kept for everybody told."


def _laid_over(one: Duty, duty: Duty) -> str:
    words = _BY_DEFAULT if duty.id in one.by_default else _LAID[one.effect]
    return words.format(id=one.id, source=one.source)
