"""A kernel's way to the server: JSON over a private socket, with the ticket that it was started with."""

from __future__ import annotations

import http.client
import json
import os
import socket
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from lcspr_core.errors import BothTexts, Clash, LcsprError, NotAllowed, NotFound, PastErased, Unreadable

Json = dict[str, Any]
PATIENCE = 30.0  # seconds; an export may take longer
EXPORT_PATIENCE = 300.0
PUBLICATION = "publication"  # the page that the program of a public edition is at
NO_GATE = "This page was not opened by the server, so it has no review. Open it from the Reviews page."
NO_ANSWER = "The server did not answer. What you typed is still on the page; try again in a moment."


class NoAnswer(LcsprError):
    """The server could not be reached, or stopped in the middle."""


class Leak(LcsprError):
    """A finished file was not handed over: `leaks` says where a name stands, `asks` what needs a reason to stand."""

    def __init__(self, sentence: str, leaks: Iterable[str], asks: Iterable[Mapping[str, str]] = ()) -> None:
        """Keep the places."""
        super().__init__(sentence)
        self.leaks, self.asks = tuple(leaks), tuple(asks)


class _Local(http.client.HTTPConnection):
    """An HTTP connection over a Unix socket."""

    def __init__(self, place: str, timeout: float) -> None:
        super().__init__("localhost", timeout=timeout)
        self.place = place

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.place)


class Gate:
    """What a page may ask of the server; every refusal comes back as an error with its sentence."""

    def __init__(self, address: str, ticket: str) -> None:
        """Know where the gate is, and what to show there."""
        self.address, self.ticket = address, ticket

    @classmethod
    def from_environment(cls) -> Gate:
        """Return the gate of this kernel."""
        address, ticket = os.environ.get("LCSPR_GATE", ""), os.environ.get("LCSPR_TICKET", "")
        if not address or not ticket:
            raise Unreadable(NO_GATE)
        return cls(address, ticket)

    def me(self) -> Json:
        """Return who is asking, where, and which day it is there."""
        return self._ask("GET", "me")

    def reviews(self, *, dues: bool = False) -> list[Json]:
        """Return one line for each review; with all its dues, or with the one that presses most."""
        return self._ask("GET", "reviews", {"dues": "all" if dues else None})

    def recommended_before(self) -> list[Json]:
        """Return what stands in other reviews in nearly the words of this one, as this person may see it there."""
        return list(self._ask("GET", "elsewhere")["again"])

    def review(self) -> Json:
        """Return the review of this page, as this person may see it."""
        return self._ask("GET", "review")

    def ledger(self, kind: str, *, after: str | None = None, limit: int = 200) -> Json:
        """Return a stretch of a ledger."""
        return self._ask("GET", f"ledger/{kind}", {"after": after, "limit": limit})

    def history(self, kind: str, record_id: str) -> list[Json]:
        """Return the past of one record, the oldest change first."""
        return self._ask("GET", "history", {"kind": kind, "id": record_id})

    def feed(self, since: int, wait: float = 0) -> Json:
        """Return what was changed since a place in the feed, waiting a while if there is nothing yet."""
        return self._ask("GET", "feed", {"since": since, "wait": int(wait)}, patience=PATIENCE + wait)

    def change(self, changes: Iterable[Json], why: str, *, token: str | None = None) -> Json:
        """Save changes, all of them or none; the same token twice saves once."""
        extra = {} if token is None else {"token": token}
        return self._ask("POST", "changes", {"changes": list(changes), "why": why, **extra})

    def undo(self) -> Json:
        """Take back the last thing that this person saved in this review."""
        return self._ask("POST", "undo", {})

    def open_review(self, header: Json, records: Mapping[str, Json]) -> Json:
        """Open a new review with its first records."""
        return self._ask("POST", "reviews", {"header": header, "records": dict(records)})

    def draft(self) -> Json:
        """Return what this person has typed so far of a review that is not open yet."""
        return self._ask("GET", "draft")["data"]

    def write_draft(self, edit: Mapping[str, Any]) -> Json:
        """Save one edit of it, and return all of it."""
        return self._ask("POST", "draft", dict(edit))["data"]

    def begun(self) -> dict[str, dict[str, dict[str, str]]]:
        """Return the rows that this person began here and that say too little to be kept as records, by kind and id."""
        return self._ask("GET", "begun")["rows"]

    def begin(self, kind: str, row: str, cells: Mapping[str, str] | None) -> None:
        """Keep a row as it is begun; nothing forgets it."""
        self._ask("POST", "begun", {"kind": kind, "row": row, "cells": None if cells is None else dict(cells)})

    def closed_days(self) -> list[Json]:
        """Return the days that the partnership added to its calendar."""
        return list(self._ask("GET", "closed-days")["days"])

    def closes_days(self) -> bool:
        """Say whether this person adds and ends closed days."""
        return bool(self._ask("GET", "closed-days")["may"])

    def close_day(self, wanted: Mapping[str, Any]) -> Json:
        """Put a day in force, or end one; the coordinator of all reviews may."""
        return self._ask("POST", "closed-days", dict(wanted))

    def names(self) -> dict[str, dict[str, str]]:
        """Return the real names by code; on the People page alone."""
        return self._ask("GET", "names")["names"]

    def save_names(
        self, names: Mapping[str, Any], *, seen: Mapping[str, Any] | None = None
    ) -> dict[str, dict[str, str]]:
        """Seal real names, and return all of them."""
        extra = {} if seen is None else {"seen": dict(seen)}
        return self._ask("POST", "names", {"names": dict(names), **extra})["names"]

    def ticket_for(self, review: str) -> str:
        """Return a ticket for one review; only a command on this computer may ask."""
        return str(self._ask("POST", "tickets", {"review": review})["ticket"])

    def people(self) -> list[Json]:
        """Return who works on this server; only a command on this computer may ask."""
        return self._ask("GET", "people")

    def invite(self, told: Mapping[str, Any]) -> Json:
        """Invite somebody to work here, make them a new link, or end their roles; for a command on this computer."""
        return self._ask("POST", "people", told)

    def export(self, notebook: str, to: Iterable[str], edition: str = "internal") -> Json:
        """Make an appendix as files in one edition, and return where each can be fetched."""
        told = {"notebook": notebook, "to": list(to), "edition": edition}
        return self._ask("POST", "exports", told, patience=EXPORT_PATIENCE)

    def _ask(self, method: str, path: str, told: Mapping[str, Any] | None = None, *, patience: float = PATIENCE) -> Any:
        line = self._line(patience)
        asked = {name: value for name, value in (told or {}).items() if value is not None}
        query = f"?{urlencode(asked)}" if method == "GET" and asked else ""
        body = json.dumps(told).encode() if method == "POST" else None
        try:
            line.request(method, f"/{path}{query}", body, {"Authorization": f"LCSPR {self.ticket}"})
            reply = line.getresponse()
            status, answer = reply.status, json.loads(reply.read())
        except (OSError, ValueError, http.client.HTTPException) as silent:
            raise NoAnswer(NO_ANSWER) from silent
        finally:
            line.close()
        if status != http.HTTPStatus.OK:
            raise _refusal(status, answer)
        return answer

    def _line(self, patience: float) -> http.client.HTTPConnection:
        host, _, port = self.address.rpartition(":")
        if port.isdigit() and host:
            return http.client.HTTPConnection(host, int(port), timeout=patience)
        return _Local(self.address, patience)


def _refusal(status: int, answer: Any) -> LcsprError:
    told = answer if isinstance(answer, dict) else {}
    sentence = str(told.get("sentence") or NO_ANSWER)
    if "clashes" in told:
        return Clash(sentence, tuple(BothTexts(**place) for place in told["clashes"]))
    if "leaks" in told:
        return Leak(sentence, (f"{one['file']}: {one['where']}" for one in told["leaks"]), told.get("asks", ()))
    return REFUSALS.get(status, LcsprError)(sentence)


REFUSALS: Mapping[int, Callable[[str], LcsprError]] = {
    403: NotAllowed,
    404: NotFound,
    410: PastErased,
    422: Unreadable,
}
