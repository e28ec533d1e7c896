"""Who a browser is: one cookie, which holds nothing but a random word; everything else is kept on the server."""

from __future__ import annotations

from typing import Any

from jupyter_server.auth import IdentityProvider, User
from tornado.web import RequestHandler
from traitlets import default

from lcspr_jupyter.server.office import Office
from lcspr_jupyter.server.sessions import Session


class ByLink(IdentityProvider):
    """Knows people by the one-time link that they opened; there is no password and no token."""

    def __init__(self, *, office: Office, **kwargs: Any) -> None:
        """Know where the log-ins are kept."""
        super().__init__(**kwargs)
        self.office = office

    @default("token")
    def _no_token(self) -> str:
        return ""

    @property
    def auth_enabled(self) -> bool:
        """Somebody who is not known is nobody, never an anonymous person with rights."""
        return True

    @property
    def login_available(self) -> bool:
        """There is no form to log in with."""
        return False

    def get_handlers(self) -> list[tuple[str, object]]:
        """Add no route of Jupyter's own."""
        return []

    def get_user(self, handler: RequestHandler) -> User | None:
        """Return the person of a request, as Jupyter names one."""
        session = self.session_of(handler)
        return User(username=session.identity.id, name=session.identity.name) if session else None

    def session_of(self, handler: RequestHandler) -> Session | None:
        """Return the log-in of a request."""
        return self.office.sessions.of(handler.get_cookie(self.session_cookie(handler)))

    def session_cookie(self, handler: RequestHandler) -> str:
        """Return the cookie's name, with the port: two servers on one computer share their cookies."""
        return f"lcspr-{handler.application.settings['port']}"

    def remember(self, handler: RequestHandler, word: str) -> None:
        """Give the browser its cookie, for this session only, out of reach of any script."""
        handler.set_cookie(self.session_cookie(handler), word, **self._how())

    def let_go(self, handler: RequestHandler) -> None:
        """Take the cookie back."""
        handler.clear_cookie(self.session_cookie(handler), path="/")

    def _how(self) -> dict[str, Any]:
        return {"path": "/", "httponly": True, "samesite": "Strict", "secure": self.office.settings.secure_cookie}

    def is_token_authenticated(self, _handler: Any) -> bool:
        """No request is let off the check against forgery."""
        return False

    def should_check_origin(self, _handler: Any) -> bool:
        """Every request is held to its own origin."""
        return True
