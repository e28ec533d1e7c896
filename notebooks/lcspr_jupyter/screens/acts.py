"""What is done on a page beside writing in a form: a pure change of the review, the same without a kernel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from lcspr_core.adapting import NO_OTHERS, Methodologies
from lcspr_core.errors import NotFound, Unreadable
from lcspr_core.panels.breaches import begun_against
from lcspr_core.panels.independence import Conflict, conflicts_in
from lcspr_core.panels.settling import Settled, settled
from lcspr_core.progress import taken
from lcspr_core.remarking import dismissed
from lcspr_core.review import Review
from lcspr_core.timescales.duties import own_duties
from lcspr_core.timescales.notes import DutyNote, Put
from lcspr_jupyter.screens.one_day import day_from

Said = Mapping[str, Any]
GONE = "This has changed meanwhile. Look at it again."
NO_DUTY = "This is no duty of the register. Load the page again; nothing was saved."
NO_DAY = "Write which day it is, as in 10 May 2027. Nothing was saved yet."
NOT_PUT = "Write how it was done, and a day that has come. Nothing was saved yet."


@frozen(kw_only=True)
class Doer:
    """Who does it, the day that their page is as at, and the methodologies that are installed there."""

    id: str
    today: date
    methodologies: Methodologies = NO_OTHERS


Act = Callable[[Review, Said, Doer], Review]


def text(said: Said, name: str) -> str:
    """Return one text of what was said, without what stands around it."""
    return str(said.get(name) or "").strip()


# --- on the Due page --------------------------------------------------------------------------------------------------


def put_down(review: Review, said: Said, doer: Doer) -> Review:
    """Keep what somebody did about a duty, or why it is not needed here."""
    duty, how = text(said, "duty"), text(said, "how")
    on = day_from(text(said, "on"), "On which day")
    if duty not in {one.id for one in own_duties()} or said.get("put") not in set(Put):
        raise NotFound(NO_DUTY)
    if not how or on is None or on > doer.today:
        raise Unreadable(NOT_PUT)
    note = DutyNote(id=duty, duty=duty, put=Put(said["put"]), on=on, by=doer.id, how=how)
    return review.with_records("duty_note", [note])


# --- on the Panel page ------------------------------------------------------------------------------------------------


def settle(review: Review, said: Said, doer: Doer) -> Review:
    """Let a warning stand for a reason, or take the reason back; asked twice, it is done once."""
    found = next((one for one in conflicts_in(review) if one.key == said.get("key")), None)
    if found is None:
        raise NotFound(GONE)
    kept = reasons(found, review)
    if said.get("name") == "settle" and not kept:
        why = settled(found, reason=text(said, "words"), by=doer.id, on=doer.today)
        return review.with_records("settled", [why])
    for one in kept if said.get("name") == "unsettle" else ():
        review = review.without("settled", one.id)
    return review


def reasons(one: Conflict, review: Review) -> list[Settled]:
    """Return the reasons for which a warning is let stand now."""
    return [why for why in review.all("settled") if why.is_about(one)]


def begun(review: Review, said: Said, doer: Doer) -> Review:
    """Put down that an appointment has already begun, against the rule that stops it."""
    appointment = text(said, "name").partition(" ")[2]
    began_on = day_from(text(said, "on"), "On which day")
    words = {"reason": text(said, "words"), "told": text(said, "more")}
    return begun_against(review, text(said, "key"), appointment, began_on=began_on, by=doer.id, on=doer.today, **words)


PANEL: Mapping[str, Act] = {"settle": settle, "unsettle": settle, "begun": begun}


def on_panel(review: Review, said: Said, doer: Doer) -> Review:
    """Do what somebody chose about a rule on the Panel page."""
    act = PANEL.get(text(said, "name").partition(" ")[0])
    if act is None:
        raise NotFound(GONE)
    return act(review, said, doer)


# --- on the Progress page ---------------------------------------------------------------------------------------------


def take_snapshot(review: Review, said: Said, doer: Doer) -> Review:
    """Keep how the review stands today, with what was found."""
    words = {"time": text(said, "words"), "quality": text(said, "more")}
    return review.with_records("snapshot", [taken(review, doer.methodologies, today=doer.today, by=doer.id, **words)])


# --- beside a form ----------------------------------------------------------------------------------------------------


def set_aside(review: Review, said: Said, doer: Doer) -> Review:
    """Leave a wording as it is, and keep why."""
    remark, reason = text(said, "key"), text(said, "reason")
    kept = dismissed(review, doer.methodologies, remark, reason=reason, by=doer.id, on=doer.today)
    return review.with_records("dismissal", [kept])


# --- on the page of closed days ---------------------------------------------------------------------------------------


def closing(said: Said) -> dict[str, Any]:
    """Return what is asked about a closed day, as the gate takes it; the page and the server read it alike."""
    name = text(said, "name")
    if name == "end":
        return {"day": text(said, "key"), "end": True}
    day = day_from(text(said, "on"), "Which day")
    if day is None:
        raise Unreadable(NO_DAY)
    return {"day": day.isoformat(), "name": text(said, "words"), "why": text(said, "more"), "sort": name}
