"""What somebody puts down about what an agency was asked for: asked, chased, came, or never will (8.2.19)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from lcspr_core.errors import NotFound, OutOfOrder, Unreadable
from lcspr_core.panels.returns import OPEN, AgencyReturn, asked, came, chased, never_came
from lcspr_core.review import Review
from lcspr_jupyter.screens.acts import Doer, Said, text
from lcspr_jupyter.screens.one_day import day_from

STEP = "information_request"
REASON = "Write why it will never come: that is kept."
MOVES: Mapping[str, Callable[[AgencyReturn, date, str], AgencyReturn]] = {
    "chase": lambda one, on, _: one if on in one.chased_on else chased(one, on=on),
    "came": lambda one, on, _: came(one, on=on),
    "never": lambda one, _, why: never_came(one, reason=why),
}
GONE = "This request is no longer there. Load the page again."
DECIDED = "This has been closed meanwhile. Look at it again."


def put_down(review: Review, said: Said, doer: Doer) -> Review:
    """Put down that something was asked for, chased, came, or will never come; asked twice, it is done once."""
    key, name, words = text(said, "key"), text(said, "name"), text(said, "words")
    on = day_from(text(said, "on"), "On which day")
    if on is None or on > doer.today:
        raise Unreadable("Give a day that has come, as in 12 March 2026. Nothing was saved yet.")
    new = _asked(review, key, on, words) if name == "ask" else _moved(review, key, name, on=on, words=words)
    return review if new == review.one("return", key) else review.with_records("return", [new])


def _asked(review: Review, key: str, on: date, words: str) -> AgencyReturn:
    """Ask an agency that was not asked yet; what is written beside is the day by which it should come."""
    agency = key.removeprefix(f"{STEP}.")
    due = day_from(words, "By which day")
    if due is not None and due < on:
        raise Unreadable("The day by which it should come lies before the day of asking. Nothing was saved yet.")
    new, known = asked(agency, STEP, on=on, due=due), review.one("return", key)
    if review.one("agency", agency) is None or known not in (None, new):
        raise NotFound(GONE)
    return new


def _moved(review: Review, key: str, name: str, *, on: date, words: str) -> AgencyReturn:
    one: AgencyReturn | None = review.one("return", key)
    if one is None or name not in MOVES:
        raise NotFound(GONE)
    if one.asked_on is not None and on < one.asked_on:
        raise Unreadable("This lies before the day of asking. Nothing was saved yet.")
    if name == "never" and not words:
        raise Unreadable(REASON)
    new = MOVES[name](one, on, words)
    if one.state not in OPEN and new != one:
        raise OutOfOrder(DECIDED)
    return new
