"""Makes many cases as a partnership has them: new, put off, below the threshold, long, closed, of old rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from attrs import evolve

from lcspr_core.answering import answer
from lcspr_core.answers import PROCEDURE as STRAND
from lcspr_core.answers import Answer, AnswerState, answer_id
from lcspr_core.demonstration import juniper
from lcspr_core.plain import as_json
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.review import Header, Review
from lcspr_core.store import Change, Store
from lcspr_core.timescales.dates import said
from lcspr_core.timescales.editions import editions
from lcspr_core.timescales.rules import months_after

TODAY = date(2026, 9, 1)
AT = "2026-09-01T09:00:00+00:00"
NAMES = (
    "Alder",
    "Aspen",
    "Beech",
    "Birch",
    "Cedar",
    "Elder",
    "Elm",
    "Hazel",
    "Holly",
    "Larch",
    "Linden",
    "Maple",
    "Yew",
)
Data = Mapping[str, Mapping[str, Any]]


def typed(day: date) -> dict[str, str]:
    """Return a day as a form holds it."""
    return {"typed": said(day)}


def referral(came: date) -> Data:
    """A referral, received and acknowledged."""
    return {
        "referral": {
            "summary": "A child was hurt, and several agencies had each seen a part of it. " * 4,
            "received_on": typed(came),
            "notice_received_on": typed(came - timedelta(days=2)),
            "acknowledged_on": typed(came + timedelta(days=1)),
        }
    }


def decided(came: date, outcome: str, **more: Any) -> Data:
    """A recommendation and a decision within the month."""
    on = came + timedelta(days=27)
    said_so = {"outcome": outcome, "reasons": "As the outlines of four agencies say.", **more}
    return {
        "recommendation": {**said_so, "sent_on": typed(on - timedelta(days=4))},
        "decision": {**said_so, "decider": "chair", "decided_on": typed(on), "answered_on": typed(on)},
    }


def put_off(came: date) -> Data:
    """A meeting that put the recommendation off, and what it waits for."""
    meeting = {"id": "m1", "on": typed(came + timedelta(days=14)), "on_agenda": "yes", "put_off": "yes"}
    waits = [{"id": "w1", "what": "The toxicology report", "from_whom": "Police", "by_when": typed(TODAY)}]
    return {
        "sub_group_meetings": {"meetings": [{**meeting, "until": typed(TODAY + timedelta(days=9))}], "awaited": waits}
    }


def finished(came: date, status: str) -> Data:
    """A report signed off and published, with actions that are under way or embedded."""
    out = months_after(came, 9)
    line = {
        "words": "Change the handover form.",
        "agency": "HV",
        "owner": "Head of service",
        "due_on": typed(months_after(out, 3)),
        "change": "Each handover names who acts.",
        "measure": "Ten looked at each quarter",
        "status": status,
        "updated_on": typed(TODAY - timedelta(days=20)),
        "next_on": typed(TODAY + timedelta(days=60)),
        "progress": "The form is in use.",
        "output": "Form 7, version 3",
        "embedding": "Nine of ten handovers named who acts.",
        "approved_by": "Designated nurse",
        "approved_on": typed(TODAY - timedelta(days=15)),
    }
    return {
        "sign_off": {"passed_on": typed(out - timedelta(days=40)), "signed_on": typed(out - timedelta(days=20))},
        "publication": {"planned_on": typed(out), "published_on": typed(out)},
        "action_plan": {"agreed_on": typed(out), "lines": [{**line, "id": f"l{at}"} for at in range(4)]},
    }


def long(came: date, many: int = 12) -> Data:
    """Five years of meetings, delays and revised days."""
    delays = [
        {
            "id": f"d{at}",
            "about": "review",
            "sort": "criminal",
            "why": "The trial was listed again.",
            "known_on": typed(months_after(came, 5 + 4 * at)),
            "new_day": typed(months_after(came, 9 + 4 * at)),
            "chair_agreed_on": typed(months_after(came, 5 + 4 * at)),
        }
        for at in range(many)
    ]
    meetings = [{"id": f"p{at}", "on": typed(months_after(came, 2 + at))} for at in range(5 * many)]
    return {"delays": {"delays": delays}, "panel_meetings": {"meetings": meetings}}


SORTS: tuple[tuple[int, Callable[[date], tuple[Data, ...]]], ...] = (
    (10, lambda came: (referral(came),)),
    (25, lambda came: (referral(came), put_off(came))),
    (70, lambda came: (referral(came), decided(came, "none"))),
    (110, lambda came: (referral(came), decided(came, "lcspr"))),
    (160, lambda came: (referral(came), decided(came, "lcspr"))),
    (400, lambda came: (referral(came), decided(came, "other", other_kind="partnership"))),
    (700, lambda came: (referral(came), decided(came, "lcspr"), finished(came, "under_way"))),
    (1100, lambda came: (referral(came), decided(came, "lcspr"), finished(came, "embedded"))),
    (1826, lambda came: (referral(came), decided(came, "lcspr"), long(came))),
)
STAFFED = 3  # from this sort on a case has its agencies, its people, its panel and what they wrote


@cache
def staffed() -> Review:
    """Return a case as large as a real one: Juniper, with its people, its panel, its returns and its answers."""
    return juniper.case(methodology="silp", profile="full")


def case(number: int) -> Review:
    """Return one case of the many; the same number gives the same case."""
    sort = number % len(SORTS)
    age, made = SORTS[sort]
    came = TODAY - timedelta(days=age + number % 37)
    header = Header(
        id=f"case-{number:04}",
        title=f"{NAMES[number % len(NAMES)]} {number // len(NAMES) + 1}",
        opened_on=came,
        edition=editions()[number % len(editions())].key,
        subjects=("P01",),
    )
    review = evolve(staffed() if sort >= STAFFED else Review(header=header), header=header)
    for data in made(came):
        for step, told in data.items():
            review = answer(review, PROCEDURE, _answer(step, told))
    return review


def _answer(step: str, told: Mapping[str, Any]) -> Answer:
    name = answer_id(step, (), STRAND)
    version = PROCEDURE.version
    return Answer(
        id=name, step=step, strand=STRAND, version=version, state=AnswerState.AGREED, by="owner", data=dict(told)
    )


def cases(many: int) -> Iterator[Review]:
    """Return so many cases of all sorts."""
    return map(case, range(many))


def kept(store: Store, review: Review, line: Mapping[str, Any]) -> None:
    """Put a case into a store, with its line for the register."""
    name = review.header.id
    store.open_review(name, as_json(review.header), "owner", AT, line)
    changes = [
        Change(kind=kind, id=one, revision=0, before=None, after=body)
        for kind, some in review.records.items()
        for one, body in _bodies(kind, some)
    ]
    store.save(name, changes, by="owner", at=AT, summary=line)


def _bodies(kind: str, some: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    shared = staffed().records.get(kind, {})
    for name, one in some.items():
        yield name, _body(kind, name) if one is shared.get(name) else as_json(one)


@cache
def _body(kind: str, name: str) -> Any:
    return as_json(staffed().records[kind][name])
