"""Whether the form on which an approval is dated was taken: a day on a form that is refused approves nothing."""

from __future__ import annotations

from collections.abc import Iterator

from lcspr_core.answers import AnswerState
from lcspr_core.procedure.publishing import Wanting
from lcspr_core.procedure.roles import ROLE_TITLES
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.review import Review

TAKEN = frozenset({AnswerState.AGREED, AnswerState.SIGNED})
SIGN = "Open the form, and have it signed there, in its order."


def refused(review: Review, answer: str, about: str) -> Iterator[Wanting]:
    """Find what stops the form of an answer: while it does, what the form says does not count.

    A form that is filled over months is not refused while it is being written: a day on it counts as long as nothing
    stops that form. What was agreed or signed was taken, and counts until somebody opens it again. `about` names the
    agency that an approval is of, where one form holds the reports of all: what is wrong with others holds it not.
    """
    given = review.one("answer", answer)
    step = PROCEDURE.step(given.step) if given else None
    if given is None or step is None or given.state in TAKEN:
        return
    for one in PROCEDURE.blocks(review, step, given.of):
        if not about or not one.about or about in one.about:
            yield Wanting(sentence=one.sentence, source=one.source, way_out=one.way_out)


def unsigned(review: Review, answer: str, paragraph: str) -> Iterator[Wanting]:
    """Find whose signature is wanted next under an answer to a form that is signed."""
    given = review.one("answer", answer)
    step = PROCEDURE.step(given.step) if given else None
    if given is None or step is None or given.state is AnswerState.SIGNED:
        return
    for role in step.signed_by[len(given.signatures) :][:1]:
        yield Wanting(sentence=f"It is not signed yet by: {ROLE_TITLES[role]}.", source=paragraph, way_out=SIGN)
