"""Who is logged in: one-time links become sessions, which are kept on the server and end with it."""

from __future__ import annotations

import hashlib
import math
import secrets
import time
from collections.abc import Callable

from attrs import define, evolve, field, frozen

from lcspr_core.errors import NotAllowed
from lcspr_jupyter.server.people import Identity

USED = "This link has been used, or is too old. Ask for a new one: each link opens once."
LINK_SECONDS = 24 * 3600
SESSION_SECONDS = 12 * 3600


@frozen(kw_only=True)
class Session:
    """One log-in of one person."""

    key: str
    identity: Identity
    until: float
    seen: float = 0.0  # when its person last did something
    idle_seconds: float = math.inf


@frozen(kw_only=True)
class Invitation:
    """A link that was made and not used yet."""

    identity: Identity
    until: float


def secret() -> str:
    """Return a word that nobody can guess."""
    return secrets.token_urlsafe(32)


def sealed(word: str) -> str:
    """Return what a secret is known by on the server, so that a look at memory or a dump does not log anybody in."""
    return hashlib.sha256(word.encode("utf-8", "surrogateescape")).hexdigest()


@define
class Sessions:
    """Every log-in and every unused link; `ended` is told the key of each session that ends."""

    ended: list[Callable[[str], None]] = field(factory=list)
    clock: Callable[[], float] = time.monotonic
    link_seconds: float = LINK_SECONDS
    session_seconds: float = SESSION_SECONDS
    standing: Callable[[Identity], Identity | None] = lambda identity: identity  # who somebody is at this moment
    names: dict[str, str] = field(factory=dict)  # of everybody who was asked in, for as long as the server runs
    _invitations: dict[str, Invitation] = field(factory=dict)
    _open: dict[str, Session] = field(factory=dict)

    def invite(self, identity: Identity) -> str:
        """Return the secret of a new one-time link."""
        word = secret()
        until = self.clock() + self.link_seconds
        self.names[identity.id] = identity.name
        self._invitations[sealed(word)] = Invitation(identity=identity, until=until)
        return word

    def join(self, word: str) -> str:
        """Use a link up, and return the secret of the session that it opens."""
        found = self._invitations.pop(sealed(word), None)
        if found is None or found.until < self.clock():
            raise NotAllowed(USED)
        return self.open(found.identity)

    def open(self, identity: Identity, idle_seconds: float = math.inf) -> str:
        """Return the secret of a new session; none that a browser brought along is ever taken."""
        opened, now = secret(), self.clock()
        self.names[identity.id] = identity.name
        self._open[sealed(opened)] = Session(
            key=sealed(opened),
            identity=identity,
            until=now + self.session_seconds,
            seen=now,
            idle_seconds=idle_seconds,
        )
        return opened

    def of(self, word: str | None) -> Session | None:
        """Return the session of a cookie, if it is one and still goes on."""
        return self.by_key(sealed(word)) if word else None

    def by_key(self, key: str) -> Session | None:
        """Return a session by its key, its person with the roles of this moment; end it if its time is over."""
        found = self._open.get(key)
        if found is None:
            return None
        if found.until < self.clock() or found.seen + found.idle_seconds < self.clock():
            self.end(key)
            return None
        identity = self.standing(found.identity)
        if identity is None:
            self.end(key)
        elif identity != found.identity:
            self._regrant(key, identity)
        return self._open.get(key)

    def touch(self, key: str) -> None:
        """Note that somebody did something: what a page does by itself is none of it."""
        if key in self._open:
            self._open[key] = evolve(self._open[key], seen=self.clock())

    def end(self, key: str) -> None:
        """End a session, with all that hangs on it."""
        if self._open.pop(key, None) is not None:
            for tell in tuple(self.ended):
                tell(key)

    def end_all(self, person: str, *, but: str = "") -> None:
        """End every session of somebody, wherever it was opened."""
        for key, session in tuple(self._open.items()):
            if session.identity.id == person and key != but:
                self.end(key)

    def regrant(self, identity: Identity) -> None:
        """Give somebody other roles: what was opened under the old ones ends, the log-in itself stays."""
        for key, session in tuple(self._open.items()):
            if session.identity.id == identity.id:
                self._regrant(key, identity)

    def _regrant(self, key: str, identity: Identity) -> None:
        self._open[key] = evolve(self._open[key], identity=identity)
        for tell in tuple(self.ended):
            tell(key)

    def sweep(self) -> None:
        """End what is over, whether or not anybody asks for it."""
        for key in tuple(self._open):
            self.by_key(key)
