"""How a command on the same computer reaches a running server: by a private file that only its owner can read."""

from __future__ import annotations

import contextlib
import json
import os
from hashlib import sha256
from pathlib import Path

from platformdirs import user_data_path

from lcspr_core.errors import NotAllowed, NotFound
from lcspr_jupyter.server.counter import Json
from lcspr_jupyter.server.office import Office
from lcspr_jupyter.server.tickets import Seat

COMMAND = "command"
NOT_HERE = "Only a command on this computer can ask for a ticket."
NO_REVIEW = "There is no review called “{review}” in this store. Its name stands in the address of its pages."


def place_of(store: Path) -> Path:
    """Return the file in which the server of a store says where it is."""
    name = sha256(str(store.resolve()).encode()).hexdigest()[:24]
    return user_data_path("lcspr", appauthor=False) / "running" / f"{name}.json"


def answer(office: Office, address: str) -> Path:
    """Say where the gate is, and with which word a command may knock; the word dies with the server."""
    place = place_of(office.counter.store.place)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    word = office.tickets.mint()
    office.tickets.bind(word, Seat(caller=office.settings.owner.at(None, COMMAND), session=""))
    place.unlink(missing_ok=True)
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump({"gate": address, "word": word}, file)
    return place


def fall_silent(place: Path) -> None:
    """Take the file away again."""
    with contextlib.suppress(OSError):
        place.unlink()


def ticket_for(office: Office, seat: Seat, review: str) -> Json:
    """Return a ticket for one review, with the rights of this computer's own person, for as long as the server runs."""
    if seat.caller.page != COMMAND or seat.caller.review is not None:
        raise NotAllowed(NOT_HERE)
    if review not in {one.review for one in office.counter.store.reviews()}:
        raise NotFound(NO_REVIEW.format(review=review))
    word = office.tickets.mint()
    office.tickets.bind(word, Seat(caller=office.settings.owner.at(review, COMMAND), session=""))
    office.counter.store.note(seat.caller.id, office.counter.moment(), "ticket-given", review)
    return {"ticket": word}
