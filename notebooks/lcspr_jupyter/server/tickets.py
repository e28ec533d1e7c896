"""What a kernel shows at the gate: one random word each, bound here to a person, a kernel, a review and a page."""

from __future__ import annotations

from attrs import define, field

from lcspr_core.errors import NotAllowed
from lcspr_jupyter.server.people import Caller
from lcspr_jupyter.server.sessions import sealed, secret

VOID = "This page has ended: its log-in, its role or its program is over. What was saved is safe; open the page again."


@define(kw_only=True)
class Seat:
    """Where one ticket sits; `unseen` is what was hidden from it when it last looked."""

    caller: Caller
    session: str
    kernel: str = ""
    unseen: frozenset[str] | None = None


@define
class Tickets:
    """Every ticket; one that is bound to nobody opens nothing."""

    _seats: dict[str, Seat | None] = field(factory=dict)

    def mint(self) -> str:
        """Return a new ticket, bound to nobody yet."""
        word = secret()
        self._seats[sealed(word)] = None
        return word

    def bind(self, word: str, seat: Seat) -> None:
        """Bind a ticket, once: it never changes hands."""
        key = sealed(word)
        if self._seats.get(key, seat) is not None:
            raise NotAllowed(VOID)
        self._seats[key] = seat

    def seat(self, word: str) -> Seat:
        """Return where a ticket sits, or refuse it."""
        found = self._seats.get(sealed(word))
        if found is None:
            raise NotAllowed(VOID)
        return found

    def drop(self, word: str) -> None:
        """Make one ticket void."""
        self._seats.pop(sealed(word), None)

    def void(self, *, kernel: str = "", session: str = "") -> None:
        """Make void every ticket of a kernel, or of a session."""
        for key, seat in tuple(self._seats.items()):
            if seat and ((kernel and seat.kernel == kernel) or (session and seat.session == session)):
                del self._seats[key]
