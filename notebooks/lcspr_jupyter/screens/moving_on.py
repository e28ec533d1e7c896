"""Takes an answer from one state to the next: sent in, agreed, signed, opened again, or known not to come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from attrs import frozen

from lcspr_core.answers import NEXT_STATES, Answer, AnswerState, Signature, signed
from lcspr_core.answers import moved as put_down
from lcspr_core.concerns import NotTaken
from lcspr_core.errors import NotAllowed
from lcspr_core.methodology import Role
from lcspr_core.timescales.dates import said as day_in_words
from lcspr_jupyter.screens.answer_editor import AnswerEditor

LOCKED: Mapping[AnswerState, str] = {
    AnswerState.AGREED: "This is agreed. Open it again to change it.",
    AnswerState.SIGNED: "This is signed. Open it again to change it; the signatures are then asked for anew.",
    AnswerState.NOT_RETURNED: "It is recorded that this never came. Ask for it again to write in it.",
}
SENT_IN = "This is sent in. Whoever leads the review agrees it, or returns it for changes."
UNSIGNED = "This is agreed, and waits for a signature: {who}. Open it again to change it."
SIGN_AS = "Sign as {who}"
NEVER_CAME = "It is recorded that this never came: “{reason}” ({who}). Ask for it again to write in it."


@frozen(kw_only=True)
class Move:
    """One thing that can be done with an answer: its words, and the state it leads to."""

    name: str
    label: str
    to: AnswerState
    roles: tuple[str, ...] = ()


LEADS = ("coordinator", "lead_reviewer")
SEND = Move(name="send", label="Send in", to=AnswerState.SENT)
AGREE = Move(name="agree", label="This step is done", to=AnswerState.AGREED)
ACCEPT = Move(name="agree", label="Agree this return", to=AnswerState.AGREED, roles=LEADS)
RETURN = Move(name="return", label="Return for changes", to=AnswerState.RETURNED, roles=LEADS)
REOPEN = Move(name="reopen", label="Open it again", to=AnswerState.DRAFT)
UNSIGN = Move(name="return", label="Open it again", to=AnswerState.RETURNED, roles=LEADS)
NEVER = Move(name="never", label="It will not come", to=AnswerState.NOT_RETURNED, roles=LEADS)
ASK = Move(name="ask", label="Ask for it again", to=AnswerState.ASKED, roles=LEADS)
SIGN = Move(name="sign", label="Sign", to=AnswerState.SIGNED)

NOT_NOW = "This cannot be done here just now. Reload the page to see how it stands."
NOT_YOURS = "This is written by others: {who}. You can read here what you may see of it."
ONE_ANSWER: Mapping[AnswerState, tuple[Move, ...]] = {
    AnswerState.ASKED: (AGREE,),
    AnswerState.DRAFT: (AGREE,),
    AnswerState.RETURNED: (AGREE,),
    AnswerState.SENT: (AGREE,),
    AnswerState.AGREED: (SIGN, REOPEN),
    AnswerState.SIGNED: (UNSIGN,),
    AnswerState.NOT_RETURNED: (REOPEN,),
}
RETURNS: Mapping[AnswerState, tuple[Move, ...]] = {
    AnswerState.ASKED: (SEND, NEVER),
    AnswerState.DRAFT: (SEND, NEVER),
    AnswerState.RETURNED: (SEND, NEVER),
    AnswerState.SENT: (ACCEPT, RETURN),
    AnswerState.AGREED: (SIGN, RETURN),
    AnswerState.SIGNED: (RETURN,),
    AnswerState.NOT_RETURNED: (ASK,),
}


def closed(editor: AnswerEditor) -> str:
    """Return why nothing can be written here: it is settled, or this person's role is not asked."""
    settled = _settled(editor)
    if settled or _is_asked(editor):
        return settled
    return NOT_YOURS.format(who=", ".join(one.title.lower() for one in _asked(editor)) or "those who lead the review")


def _asked(editor: AnswerEditor) -> tuple[Role, ...]:
    methodology, wanted = editor.methodology, {*editor.step.answered_by, *editor.step.signed_by}
    return tuple(one for one in methodology.roles if one.key in wanted) if methodology else ()


def _is_asked(editor: AnswerEditor) -> bool:
    role = editor.desk.person.role
    return role in LEADS or editor.methodology is None or any(one.counts_as == role for one in _asked(editor))


def _settled(editor: AnswerEditor) -> str:
    given, person, turn = editor.answer, editor.desk.person, _turn(editor)
    if given.state is AnswerState.SENT and person.role not in LEADS:
        return SENT_IN
    if given.state is AnswerState.AGREED and turn:
        return UNSIGNED.format(who=turn[0].title)
    if given.state is not AnswerState.NOT_RETURNED or not given.reason:
        return LOCKED.get(given.state, "")
    by = person.name if given.by == person.id else given.by
    return NEVER_CAME.format(reason=given.reason, who=", ".join(filter(None, (by, day_in_words(given.reason_on)))))


def moves(editor: AnswerEditor, role: str) -> tuple[Move, ...]:
    """Return what can be done with an answer next, by somebody in this role."""
    if not _is_asked(editor):
        return ()
    table = RETURNS if editor.step.per else ONE_ANSWER
    here = table[editor.answer.state]
    signing = tuple(one for one in here if one is not SIGN or _may_sign(editor))
    return tuple(one for one in signing if not one.roles or role in one.roles)


def commands_for(editor: AnswerEditor, role: str) -> tuple[dict[str, str] | None, list[dict[str, str]]]:
    """Return the form's main command and the others."""
    drawn = [{"label": _label(editor, one), "do": one.name} for one in moves(editor, role)]
    return (drawn[0] if drawn else None), drawn[1:]


def _label(editor: AnswerEditor, move: Move) -> str:
    turn = _turn(editor) if move is SIGN else ()
    return SIGN_AS.format(who=turn[0].title) if turn else move.label


def moved(editor: AnswerEditor, name: str, reason: str = "") -> None:
    """Take the answer to its next state; each block that still stands is said, and what never came needs a reason."""
    move = next((one for one in moves(editor, editor.desk.person.role) if one.name == name), None)
    if name == SIGN.name and _turn(editor) and not _may_sign(editor):
        raise NotAllowed("It is not your turn to sign. The guidance says who signs, and in which order.")
    if move is None:
        raise NotAllowed(NOT_NOW)
    if move.to in {AnswerState.AGREED, AnswerState.SIGNED}:
        _stop_at_gate(editor)
    editor.desk.answer(_in_state(editor, move, reason), why=f"{move.label}: {editor.step.key}")


def why_asked(editor: AnswerEditor, what: str) -> dict[str, str]:
    """Return what a person is asked before it is put down that an answer will not come."""
    if NEVER not in moves(editor, editor.desk.person.role):
        raise NotAllowed(NOT_NOW)
    return {
        "key": editor.id,
        "label": f"Why will this not come? {what}",
        "hint": "One line, in your own words. It is kept with your name and the day, and shown in the review.",
        "go": "Put it down",
    }


def _stop_at_gate(editor: AnswerEditor) -> None:
    methodology = editor.methodology
    blocks = methodology.blocks(editor.desk.open, editor.step, editor.of) if methodology else ()
    if blocks:
        raise NotTaken(blocks)


def _in_state(editor: AnswerEditor, move: Move, reason: str) -> Answer:
    given, person = editor.answer, editor.desk.person
    if move.to is AnswerState.SIGNED:
        return signed(given, editor.step.signed_by, _signature(editor))
    if move.to not in NEXT_STATES[given.state] and AnswerState.DRAFT in NEXT_STATES[given.state]:
        given = put_down(given, AnswerState.DRAFT)
    why = " ".join(reason.split()) if move is NEVER else ""
    return put_down(given, move.to, reason=why, by=person.id, on=editor.desk.today)


def _signature(editor: AnswerEditor) -> Signature:
    """Sign for the role whose turn it is; those who lead may put down a signature that was given on paper."""
    return Signature(role=_turn(editor)[0].key, by=editor.desk.person.id, at=datetime.now(UTC))


def _turn(editor: AnswerEditor) -> tuple[Role, ...]:
    """Return the role whose signature is next, if one is still wanted."""
    methodology = editor.methodology
    known = {one.key: one for one in methodology.roles} if methodology else {}
    return tuple(known[key] for key in editor.step.signed_by[len(editor.answer.signatures) :][:1] if key in known)


def _may_sign(editor: AnswerEditor) -> bool:
    role = editor.desk.person.role
    return any(role in LEADS or one.counts_as in {None, role} for one in _turn(editor))
