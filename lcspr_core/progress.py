"""Takes a snapshot of how a review stands, and says what changed from one to another (SI 2018/789 reg 14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from lcspr_core.adapting import Methodologies
from lcspr_core.errors import NotAllowed, OutOfOrder
from lcspr_core.procedure.action_lines import rag
from lcspr_core.procedure.case import Case, case_of
from lcspr_core.procedure.forms.actions import ActionPlan
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.procedure.roles import ROLE_TITLES
from lcspr_core.procedure.standing import Stand, standings
from lcspr_core.procedure.steps import EVENT_TITLES
from lcspr_core.review import Review
from lcspr_core.spine import PHASE_TITLES, spine_of
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.editions import rules_words
from lcspr_core.timescales.snapshots import ActionThen, DayThen, DutyThen, PhaseThen, Snapshot
from lcspr_core.views import Prose, Section, Table, View

Then = TypeVar("Then", DutyThen, ActionThen)
SOURCE = "SI 2018/789 reg 14(1)"
NO_WORDS = "Write what was found about the time taken or the quality of the work. Nothing was kept yet."
TWICE = "A snapshot of this day is there already, and stays as it was taken. Take the next one on another day."
EVERY_STEP = "Every step is done"


def taken(
    review: Review, methodologies: Methodologies, *, today: date, by: str, time: str = "", quality: str = ""
) -> Snapshot:
    """Return how a review stands today, with what was found about the time taken and the quality of the work."""
    if not time.strip() and not quality.strip():
        raise NotAllowed(NO_WORDS)
    name = f"snapshot.{today.isoformat()}"
    if review.one("snapshot", name) is not None:
        raise OutOfOrder(TWICE)
    return now(review, methodologies, today=today, by=by, time=time.strip(), quality=quality.strip())


def now(
    review: Review, methodologies: Methodologies, *, today: date, by: str = "", time: str = "", quality: str = ""
) -> Snapshot:
    """Return how a review stands today, to be compared with what was kept."""
    case, spine = case_of(review, today), spine_of(review, methodologies)
    phases = tuple(PHASE_TITLES.items())
    return Snapshot(
        id=f"snapshot.{today.isoformat()}",
        on=today,
        by=by,
        time=time,
        quality=quality,
        rules=rules_words(review.header.edition),
        stage=phases[spine.now][1] if spine.now < len(phases) else EVERY_STEP,
        phases=tuple(
            PhaseThen(title=title, done=sum(one.done for one in spine.of(phase)), steps=len(spine.of(phase)))
            for phase, title in phases
        ),
        days=tuple(
            DayThen(event=key, title=EVENT_TITLES.get(key, key.replace("_", " ")), day=day)
            for key, day in sorted(case.days.items(), key=lambda one: (one[1], one[0]))
        ),
        duties=tuple(_duties(case)),
        actions=tuple(_actions(review, today)),
    )


def _duties(case: Case) -> Iterator[DutyThen]:
    for one in standings(case):
        if one.stand is not Stand.NOT_YET:
            yield DutyThen(
                id=one.duty.id,
                what=one.duty.what,
                who=", ".join(ROLE_TITLES[who] for who in one.duty.who),
                stand=one.stand.value,
                act_by=one.due.act_by if one.due else None,
            )


def _actions(review: Review, today: date) -> Iterator[ActionThen]:
    for line in answered(review, "action_plan", ActionPlan).lines:
        light, why = rag(line, today)
        record = review.one("action", line.action) if line.action else None
        words = line.words or (record.title if record else "") or line.change
        yield ActionThen(id=line.id, words=words, light=light.value, why=why, due_on=line.due_on.start)


def in_order(snapshots: Iterable[Snapshot]) -> tuple[Snapshot, ...]:
    """Return snapshots, the oldest first."""
    return tuple(sorted(snapshots, key=lambda one: (one.on, one.id)))


# --- what changed -----------------------------------------------------------------------------------------------------


def changes(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """Say in sentences what is otherwise in the later of two snapshots: stage, days, duties, actions."""
    looks = (_stage(before, after), _days(before, after), _duties_changed(before, after), _lights(before, after))
    return tuple(one for look in looks for one in look)


def _stage(before: Snapshot, after: Snapshot) -> Iterator[str]:
    if before.rules != after.rules:
        yield f"It was worked under “{before.rules}”, then under “{after.rules}”."
    if before.stage != after.stage:
        yield f"It stood at “{before.stage}”, then at “{after.stage}”."
    then = {one.title: one for one in before.phases}
    for one in after.phases:
        old = then.get(one.title)
        if old and (old.done, old.steps) != (one.done, one.steps):
            yield f"{one.title}: {old.done} of {old.steps} steps done, then {one.done} of {one.steps}."


def _days(before: Snapshot, after: Snapshot) -> Iterator[str]:
    then, here = {one.event: one for one in before.days}, {one.event: one for one in after.days}
    for name, one in here.items():
        if name not in then:
            yield f"{one.title}: {said(one.day)}, which had no day before."
        elif then[name].day != one.day:
            yield f"{one.title}: {said(then[name].day)} before, then {said(one.day)}."
    yield from (f"{one.title}: {said(one.day)} before, then no day." for name, one in then.items() if name not in here)


def _duties_changed(before: Snapshot, after: Snapshot) -> Iterator[str]:
    for old, new in _pairs(before.duties, after.duties):
        stood, stands = old.stand if old else "not yet open", new.stand if new else "no longer open"
        one = new or old
        if one and stood != stands:
            yield f"{one.what} ({one.id}): {stood} before, then {stands}."
        elif old and new and old.act_by != new.act_by:
            yield f"{new.what} ({new.id}): by {_day(old.act_by)} before, then by {_day(new.act_by)}."


def _lights(before: Snapshot, after: Snapshot) -> Iterator[str]:
    for old, new in _pairs(before.actions, after.actions):
        one = new or old
        if one and (old.light if old else "") != (new.light if new else ""):
            lights = (old.light if old else "not in the plan", new.light if new else "not in the plan")
            yield f"Action “{one.words}”: {lights[0]} before, then {lights[1]}."


def _pairs(before: Iterable[Then], after: Iterable[Then]) -> Iterator[tuple[Then | None, Then | None]]:
    then: Mapping[str, Then] = {one.id: one for one in before}
    here: Mapping[str, Then] = {one.id: one for one in after}
    return ((then.get(name), here.get(name)) for name in dict.fromkeys((*then, *here)))


def _day(day: date | None) -> str:
    return said(day) or "no day"


# --- as a document ----------------------------------------------------------------------------------------------------


def record_of_progress(review: Review) -> tuple[View, ...]:
    """Return every snapshot of a review with what changed since the one before, as a document."""
    every = in_order(review.all("snapshot"))
    lead = (
        f"How long the review known as **{review.header.title}** takes, and how good its work is, was looked at on "
        f"{len(every)} day{'s' * (len(every) != 1)} ({SOURCE}). Each look is kept as it was taken."
    )
    before = (None, *every)
    sections = (_looked(one, old) for one, old in zip(every, before, strict=False))
    return (Prose(text=lead), snapshots_table(every), *sections)


def _looked(one: Snapshot, before: Snapshot | None) -> Section:
    found = "\n\n".join(
        f"**{label}.** {words}" for label, words in (("Time taken", one.time), ("Quality", one.quality)) if words
    )
    changed = changes(before, one) if before else ()
    since = f"Since {said(before.on)}:\n\n" + "\n".join(f"- {each}" for each in changed) if before and changed else ""
    nothing = f"Nothing has changed since {said(before.on)}." if before and not changed else ""
    views: tuple[View, ...] = (Prose(text=found), open_table(one), actions_table(one))
    said_since = tuple(Prose(text=words) for words in (since, nothing) if words)
    return Section(title=said(one.on), views=(*views, *said_since))


def snapshots_table(every: Iterable[Snapshot]) -> Table:
    """Return the snapshots, one a row."""
    rows = tuple(
        (said(one.on), one.by, one.stage, *(str(one.standing(stand)) for stand in ("late", "open", "done")), one.rules)
        for one in every
    )
    columns = ("Taken on", "By", "Stage", "Late", "Open", "Done", "Rules")
    return Table(title="Looks at progress", columns=columns, rows=rows, empty="Nobody has looked yet.")


def open_table(one: Snapshot) -> Table:
    """Return what was open or late that day."""
    rows = tuple(
        (each.what, each.who, each.stand, said(each.act_by), each.id)
        for each in one.duties
        if each.stand in {"open", "late"}
    )
    columns = ("What", "Whose", "How it stood", "Act by", "Paragraph")
    return Table(title=f"Open on {said(one.on)}", columns=columns, rows=rows, empty="Nothing was open.")


def actions_table(one: Snapshot) -> Table:
    """Return how each action stood that day."""
    rows = tuple((each.words, each.light, each.why, said(each.due_on)) for each in one.actions)
    columns = ("Action", "Light", "Why", "By")
    return Table(title=f"Actions on {said(one.on)}", columns=columns, rows=rows, empty="No action was in the plan.")
