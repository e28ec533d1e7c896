"""The command that erases a review's history under a retention rule, unless a legal hold forbids it."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime

from lcspr_core.errors import NotAllowed, OutOfOrder, Unreadable
from lcspr_core.procedure.gates.keeping import erasing_under_hold
from lcspr_core.review import Review
from lcspr_core.store import Store
from lcspr_core.timescales.dates import said
from lcspr_jupyter.commands.days import one_day
from lcspr_jupyter.places import default_store, keys_of
from lcspr_jupyter.server.people import owner
from lcspr_jupyter.server.stored import review_in

TO_COME = "{day} is still to come. Name a day up to today; nothing was erased."
UNREAD = "A form of this review cannot be read, so nobody can say that no legal hold is in force. Nothing was erased."
ASKED = "Nothing was erased. Start this in a terminal, where the review's name is asked, or add --yes-erase {review}."
OTHER = "That is not the name of the review. Nothing was erased."
COMING = (
    "{many} made before {day} {are} about to be erased in {review}, for good: who wrote what, and how it was before.\n"
    "What stands in the review stays, and so does the audit."
)
ERASED = (
    "{many} made before {day} {were} erased. The audit says so, and ends at {head}.\n"
    "Backups that were made before still hold them: see to these too."
)
NONE = "Nothing in {review} was changed before {day}, so there is nothing to erase."


def erase_history(asked: argparse.Namespace) -> int:
    """Erase what was changed before a day, once no legal hold forbids it and the review's name was typed."""
    place, day = asked.store or default_store(), one_day(asked.before)
    now = datetime.now(UTC)
    if day > now.date():
        raise Unreadable(TO_COME.format(day=said(day)))
    with Store.open(place, keys_of(place, asked.key)) as store:
        _refuse_held(store, asked.review, now.date())
        print(_erased(store, asked, day, now))
    return 0


def _erased(store: Store, asked: argparse.Namespace, day: date, now: datetime) -> str:
    before = f"{day.isoformat()}T00:00:00+00:00"
    number = store.history_before(asked.review, before)
    if not number:
        return NONE.format(review=asked.review, day=said(day))
    one = number == 1
    told = {"many": f"{number} change{'s' * (not one)}", "day": said(day), "review": asked.review}
    print(COMING.format(**told, are="is" if one else "are"))
    _confirm(asked)
    store.erase_history(asked.review, before, owner().id, now.isoformat(timespec="milliseconds"))
    return ERASED.format(**told, were="was" if one else "were", head=store.head())


def _refuse_held(store: Store, name: str, today: date) -> None:
    """Refuse under a legal hold, and where a form that may name one cannot be read."""
    contents = store.review(name)
    review: Review = review_in(contents)
    if len(review.records.get("answer", {})) < len(contents.records.get("answer", {})):
        raise NotAllowed(UNREAD)
    for one in erasing_under_hold(review, today):
        raise NotAllowed(one.words)


def _confirm(asked: argparse.Namespace) -> None:
    typed = asked.yes_erase
    if not typed and not sys.stdin.isatty():
        raise OutOfOrder(ASKED.format(review=asked.review))
    if not typed:
        typed = input("Type the name of the review to erase its history, or nothing to leave it: ").strip()
    if typed != asked.review:
        raise OutOfOrder(OTHER)
