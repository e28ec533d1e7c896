"""Judges one body by the table of rights: what is left of it for somebody, and whether they may write it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lcspr_core.answers import LEAD, AnswerState, answer_id
from lcspr_core.errors import NotAllowed, Unreadable
from lcspr_core.methodology import PlatformRole
from lcspr_core.store import NEVER_UNDONE, Change
from lcspr_jupyter.server.people import EVERY, Caller, Identity
from lcspr_jupyter.server.rights import RECORD, SEES, WRITES, Reach, column, reach
from lcspr_jupyter.server.sight import Sight, is_own

Body = Mapping[str, Any]
Thing = tuple[str, Body]
NOT_YOURS = "Your role in this review does not allow this. Nothing was saved; ask whoever leads the review."
NOT_SIGNED = "A signature can only be given by the person who signs. Nothing was saved."
NOT_MOVED = "Whoever leads the review agrees, returns or closes this. Nothing was saved; send it in instead."
NO_REASON = "Say why it never came: the reason is kept, and shown in the review. Nothing was saved."
NO_REASON_TO_CHANGE = (
    "A step of the plan is changed for a reason, by somebody who is named. Nothing was saved; say why."
)
NOT_SAID_BY_YOU = "What is put down bears the name of whoever puts it down. Nothing was saved; put it down yourself."
SNAPSHOT = "snapshot"
# What somebody says in their own name; `by` is who said it.
NOT_TODAY = "A snapshot of progress is of the day on which it is taken. Nothing was saved; load the page again."
AS_TAKEN = "A snapshot of progress stays as it was taken. Nothing was changed; take another on another day."
IN_ONES_OWN_NAME = frozenset({"duty_note", "dismissal", "settled", "breach", "snapshot"})
OF_AN_AGENCY = frozenset({"answer", "return", "appointment", "person"})
LOCKED = frozenset({AnswerState.AGREED, AnswerState.SIGNED, AnswerState.NOT_RETURNED})
BY_LEADS = LOCKED | {AnswerState.RETURNED}
HIDING = ("by_code", "role")  # of a card whose writer wanted no name, what might still tell who it was


# --- seeing ---------------------------------------------------------------------------------------------------------


def seen(caller: Caller, kind: str, body: Body, sight: Sight) -> Body | None:
    """Return what this person may see of a body, or nothing at all."""
    if not any(_within(reach(SEES, role, kind), role, caller, (kind, body), sight) for role in caller.roles):
        return None
    return _told(caller, kind, body, sight)


def sees_kind(caller: Caller, kind: str) -> bool:
    """Say whether this person sees anything of a kind."""
    return any(reach(SEES, role, kind) for role in caller.roles)


def _told(caller: Caller, kind: str, body: Body, sight: Sight) -> Body | None:
    """Of a hidden answer only its state is left; what came of it, was rated by it or clashed in it is left out."""
    unseen = sight.hidden(caller)
    if kind == "answer" and body.get("id") in unseen:
        return {**body, "data": {}, "by": "", "signatures": [], "reason": ""}
    return None if owner_of(kind, body) in unseen else _unnamed(caller, kind, body)


def owner_of(kind: str, body: Body) -> str:
    """Return the id of the answer that a body belongs to, if it belongs to one."""
    names = {"answer": "id", "clash": "of", "dismissal": "of", "rating": "answer", RECORD: "maker"}
    return str(body.get(names.get(column(kind), ""), ""))


def _unnamed(caller: Caller, kind: str, body: Body) -> Body:
    """Leave out who wrote a card that was to bear no name, and the contribution it became, for all but the leads."""
    if caller.leads:
        return body
    if kind == "card" and body.get("anonymous"):
        return {key: value for key, value in body.items() if key not in HIDING}
    fields = body.get("fields")
    if kind == "contribution" and isinstance(fields, Mapping) and fields.get("anonymous"):
        return {**body, "fields": {key: value for key, value in fields.items() if key not in HIDING}}
    return body


def bears_no_name(caller: Caller, body: Body | None) -> bool:
    """Say whether even who saved a body is to be kept from this person."""
    fields = (body or {}).get("fields")
    told = (body or {}).get("anonymous") or (isinstance(fields, Mapping) and fields.get("anonymous"))
    return bool(told) and not caller.leads


# --- writing --------------------------------------------------------------------------------------------------------


def check_write(caller: Caller, change: Change, stored: Body | None, sight: Sight) -> None:
    """Refuse a change that no role of this person allows, judged by what is stored as well as by what is wanted."""
    kind, name, after = change.kind, change.id, change.after
    bodies = [one for one in (stored, after) if one is not None]
    if not any(_may(caller, role, kind, bodies, sight) for role in caller.roles):
        raise NotAllowed(NOT_YOURS)
    if not bodies:
        return  # it is gone already, and nothing takes its place
    if kind in NEVER_UNDONE and stored is not None and after != stored:
        raise NotAllowed(AS_TAKEN)
    if any(owner_of(kind, one) in sight.hidden(caller) for one in bodies):
        raise NotAllowed(NOT_YOURS)
    if kind == "plan" and after is not None:
        _check_plan(stored or {}, after)
    if kind == "answer" and after is not None:
        _check_answer(caller, name, stored or {}, after, sight)
    if column(kind) == RECORD and not caller.leads and not name.startswith(f"{owner_of(kind, bodies[-1])}."):
        raise NotAllowed(NOT_YOURS)


def check_first(identity: Identity, change: Change) -> None:
    """Refuse to open a review with a kind of thing that nobody could put into it once it is open."""
    if not any(reach(WRITES, one.role, change.kind) for one in identity.grants if one.review == EVERY):
        raise NotAllowed(NOT_YOURS)


def check_own_name(caller_id: str, change: Change, stored: Body | None, today: str) -> None:
    """Refuse words in another's name: what is put down bears the identity of whoever is logged in."""
    after = change.after
    if change.kind in IN_ONES_OWN_NAME and after is not None and after != stored and after.get("by") != caller_id:
        raise NotAllowed(NOT_SAID_BY_YOU)
    if change.kind == SNAPSHOT and after is not None and after != stored and after.get("on") != today:
        raise NotAllowed(NOT_TODAY)


def _may(caller: Caller, role: PlatformRole, kind: str, bodies: list[Body], sight: Sight) -> bool:
    how = reach(WRITES, role, kind)
    return bool(how) and all(_within(how, role, caller, (kind, one), sight) for one in bodies)


def _within(how: Reach, role: PlatformRole, caller: Caller, thing: Thing, sight: Sight) -> bool:
    return _REACHES[how](role, caller, thing, sight)


def _own(_: PlatformRole, caller: Caller, thing: Thing, sight: Sight) -> bool:
    kind, body = thing
    if kind in OF_AN_AGENCY:
        return is_own(caller, body)
    answer = sight.answer(owner_of(kind, body))
    return answer is not None and is_own(caller, answer)


def _asked(role: PlatformRole, _: Caller, thing: Thing, sight: Sight) -> bool:
    kind, body = thing
    answer = body if kind == "answer" else sight.answer(owner_of(kind, body))
    asked = sight.asked(answer) if answer is not None else None
    return asked is not None and role in asked.roles


_REACHES: Mapping[Reach, Callable[[PlatformRole, Caller, Thing, Sight], bool]] = {
    Reach.NONE: lambda *_: False,
    Reach.OWN: _own,
    Reach.STANDING: lambda _role, _caller, thing, _sight: not thing[1].get("withdrawn"),
    Reach.ASKED: _asked,
    Reach.ALL: lambda *_: True,
}


def _check_plan(stored: Body, after: Body) -> None:
    """A step is changed for a reason that is given, by somebody who is named."""
    known = stored.get("adaptations") or []
    fresh = [one for one in after.get("adaptations") or [] if one not in known]
    if not all(isinstance(one, Mapping) and _says(one, "reason") and _says(one, "by") for one in fresh):
        raise Unreadable(NO_REASON_TO_CHANGE)


def _says(body: Body, name: str) -> bool:
    return bool(str(body.get(name) or "").strip())


def _check_answer(caller: Caller, name: str, stored: Body, after: Body, sight: Sight) -> None:
    """An answer keeps its place, its signatures are given by those who sign, and only leads settle what was sent."""
    _check_signatures(caller, stored.get("signatures") or [], after.get("signatures") or [])
    if after.get("state") == AnswerState.NOT_RETURNED and not _says(after, "reason"):
        raise Unreadable(NO_REASON)
    if caller.leads:
        return
    asked = sight.asked(after)
    of = tuple(str(one) for one in after.get("of") or ())
    right_id = answer_id(str(after.get("step", "")), of, str(after.get("strand", LEAD)))
    moved = any(stored[key] != after.get(key) for key in ("step", "strand", "of", "agency") if key in stored)
    own = dict(zip(asked.per, of, strict=False)).get("agency", "") if asked else ""
    if asked is None or name != right_id or moved or (own and own != after.get("agency")):
        raise NotAllowed(NOT_YOURS)
    if asked.per:
        _check_return(stored, after)


def _check_return(stored: Body, after: Body) -> None:
    """What an agency was asked for is written until it is sent in; then those who lead settle it, or it is signed."""
    states = (stored.get("state", AnswerState.DRAFT), after.get("state", AnswerState.DRAFT))
    same_words = stored.get("data", {}) == after.get("data", {})
    signs = states[0] == AnswerState.AGREED and states[1] in {AnswerState.AGREED, AnswerState.SIGNED} and same_words
    if not signs and (states[0] in LOCKED or (states[1] in BY_LEADS and states[1] != states[0])):
        raise NotAllowed(NOT_MOVED)


def _check_signatures(caller: Caller, before: list[Body], after: list[Body]) -> None:
    kept = list(after[: len(before)]) == list(before)
    added = after[len(before) :] if kept else after
    if any(one.get("by") != caller.id for one in added if one not in before):
        raise NotAllowed(NOT_SIGNED)
