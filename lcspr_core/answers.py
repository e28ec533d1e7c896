"""Answers to steps: their states from asked to signed, and the data exactly as it was given."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from attrs import evolve, field, frozen

from lcspr_core.errors import OutOfOrder
from lcspr_core.frozen_json import JsonObject, frozen_object

LEAD = "lead"
PROCEDURE = "procedure"  # the strand that every case has, whatever methodology its plan names


class AnswerState(StrEnum):
    """Where an answer stands; that it was asked for and never came is a state too."""

    ASKED = "asked"
    DRAFT = "draft"
    SENT = "sent"
    RETURNED = "returned"
    AGREED = "agreed"
    SIGNED = "signed"
    NOT_RETURNED = "not_returned"


STATE_WORDS = {
    AnswerState.ASKED: "asked for",
    AnswerState.DRAFT: "being written",
    AnswerState.SENT: "sent in",
    AnswerState.RETURNED: "returned for changes",
    AnswerState.AGREED: "agreed",
    AnswerState.SIGNED: "signed",
    AnswerState.NOT_RETURNED: "never came",
}

NEXT_STATES: dict[AnswerState, tuple[AnswerState, ...]] = {
    AnswerState.ASKED: (AnswerState.DRAFT, AnswerState.SENT, AnswerState.AGREED, AnswerState.NOT_RETURNED),
    AnswerState.DRAFT: (AnswerState.SENT, AnswerState.AGREED, AnswerState.NOT_RETURNED),
    AnswerState.SENT: (AnswerState.RETURNED, AnswerState.AGREED),
    AnswerState.RETURNED: (AnswerState.DRAFT, AnswerState.SENT, AnswerState.AGREED, AnswerState.NOT_RETURNED),
    AnswerState.AGREED: (AnswerState.SIGNED, AnswerState.RETURNED, AnswerState.DRAFT),
    AnswerState.SIGNED: (AnswerState.RETURNED, AnswerState.DRAFT),
    AnswerState.NOT_RETURNED: (AnswerState.ASKED, AnswerState.DRAFT),
}


@frozen(kw_only=True)
class Signature:
    """One signature under an answer: which role signed, by whose code, and when."""

    role: str
    by: str
    at: datetime


@frozen(kw_only=True)
class Answer:
    """What was answered to one step, for one thing it is asked of, in one strand of the review.

    Of what never came, `reason` says why in a person's own words, `by` who put that down and `reason_on` when.
    """

    id: str
    step: str
    strand: str = LEAD
    of: tuple[str, ...] = ()
    version: str = ""
    state: AnswerState = AnswerState.DRAFT
    reason: str = ""
    reason_on: date | None = None
    by: str = ""
    agency: str = ""
    wording: str = ""
    data: JsonObject = field(factory=dict, converter=frozen_object)
    signatures: tuple[Signature, ...] = ()


def answer_id(step: str, of: tuple[str, ...] = (), strand: str = LEAD) -> str:
    """Return the id of the one answer to a step for these things, so that two tabs never make two."""
    return ".".join((strand, step, *of))


def moved(given: Answer, to: AnswerState, *, reason: str = "", by: str = "", on: date | None = None) -> Answer:
    """Return the answer in its next state; what never came needs a reason, and opening again voids signatures."""
    if to not in NEXT_STATES[given.state] or to is AnswerState.SIGNED:
        raise OutOfOrder(
            f"An answer that is {STATE_WORDS[given.state]} cannot be put down as “{STATE_WORDS[to]}” next."
        )
    if to is AnswerState.NOT_RETURNED and not reason.strip():
        raise OutOfOrder("Say why it never came: the reason is kept, and shown in the review.")
    why = reason.strip()
    return evolve(given, state=to, reason=why, reason_on=on if why else None, by=by or given.by, signatures=())


def signed(given: Answer, order: tuple[str, ...], signature: Signature) -> Answer:
    """Return the answer with the next signature under it; it is signed once every role in `order` has signed."""
    wanted = order[len(given.signatures) : len(given.signatures) + 1]
    if given.state is not AnswerState.AGREED:
        raise OutOfOrder(f"An answer that is {STATE_WORDS[given.state]} cannot be signed: agree it first.")
    if wanted != (signature.role,):
        raise OutOfOrder("It is not this role's turn to sign.")
    signatures = (*given.signatures, signature)
    state = AnswerState.SIGNED if len(signatures) == len(order) else AnswerState.AGREED
    return evolve(given, signatures=signatures, state=state)
