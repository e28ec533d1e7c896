"""What went wrong, as an answer to a request: a status and a sentence, never a traceback."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import asdict
from tornado.web import HTTPError

from lcspr_core.errors import Clash, LcsprError, NotAllowed, NotFound
from lcspr_core.store.refusals import DiskFault, DiskFull, HistoryErased, StoreBusy


class TooBusy(LcsprError):
    """As many pages are open as this computer can hold."""


# The first that fits; whatever else is ours is a request that could not be understood or kept.
STATUS: tuple[tuple[type[Exception], int], ...] = (
    (NotAllowed, 403),
    (NotFound, 404),
    (Clash, 409),
    (HistoryErased, 410),
    (DiskFull, 507),
    (DiskFault, 507),
    (StoreBusy, 503),
    (TooBusy, 503),
    (LcsprError, 422),
)
OURS = "Something went wrong on the server, and it is our fault. What was saved is safe; load the page again."
SENTENCES: Mapping[int, str] = {
    400: "The server could not read what this page sent. Nothing was saved; load the page again.",
    403: "You are not logged in, or this is not yours to open. Open the link you were given, or ask for one.",
    404: "Nothing is to be found at this address. Go to Reviews and start from there.",
    405: "This address takes no such request. Go to Reviews and start from there.",
    413: "This is too large to be taken in one piece. Nothing was saved; send it in smaller pieces.",
    503: "This computer is busy with other pages. Your work is saved: close a page you do not need, then load again.",
}
# What a person reads above the sentence.
HEADINGS: Mapping[int, str] = {
    403: "This is not open to you",
    404: "There is no such page",
    503: "Busy just now: your work is saved",
}


def status_of(fault: BaseException | None) -> int:
    """Return the status that a fault answers with."""
    if isinstance(fault, HTTPError):
        return fault.status_code
    return next((status for kind, status in STATUS if isinstance(fault, kind)), 500)


def sentence_of(fault: BaseException | None, status: int) -> str:
    """Return the sentence that a fault is told in; one that is not ours is never quoted."""
    return str(fault) if isinstance(fault, LcsprError) else SENTENCES.get(status, OURS)


def told(fault: BaseException | None, status: int) -> dict[str, Any]:
    """Return a fault as JSON, a clash with both texts and an export's leaks and questions with their places."""
    body: dict[str, Any] = {"sentence": sentence_of(fault, status)}
    if isinstance(fault, Clash):
        body["clashes"] = [asdict(place) for place in fault.places]
    for places in ("leaks", "asks"):
        if hasattr(fault, places):
            body[places] = list(getattr(fault, places))
    return body
