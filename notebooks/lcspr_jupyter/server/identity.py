"""Who a browser is: one cookie, which holds nothing but a random word; everything else is kept on the server."""

from __future__ import annotations

from typing import Any

from jupyter_server.auth import IdentityProvider, User
from tornado.web import RequestHandler
from traitlets import default

from lcspr_jupyter.server.accounts.account import Account
from lcspr_jupyter.server.office import Office
from lcspr_jupyter.server.sessions import Session


class ByLink(IdentityProvider):
    """Knows people by the session that a link, an account or the partnership's log-in opened; there is no token."""

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
        found = self.office.sessions.of(handler.get_cookie(self.session_cookie(handler)))
        proxy = self.office.settings.proxy
        if found is None or proxy is None or not proxy.vouches:
            return found
        account = self.vouched(handler)  # each request: the partnership's log-in may have ended, or be another's
        return found if account is not None and account.id == found.identity.id else None

    def vouched(self, handler: RequestHandler) -> Account | None:
        """Return the account of whom the partnership's proxy names, if it is the proxy and there is one."""
        proxy, register = self.office.settings.proxy, self.office.ways_in.register
        named = proxy.named(handler.request, register.now().timestamp()) if proxy is not None else None
        return register.by_login(named) if named else None

    def address_of(self, handler: RequestHandler) -> str:
        """Return where a request came from, as far as that can be known."""
        proxy = self.office.settings.proxy
        return proxy.address_of(handler.request) if proxy is not None else str(handler.request.remote_ip)

    def session_cookie(self, handler: RequestHandler) -> str:
        """Return the cookie's name: one that no other host may set, or with the port, since servers share cookies."""
        if self.office.settings.secure_cookie:
            return "__Host-lcspr"
        return f"lcspr-{handler.application.settings['port']}"

    def remember(self, handler: RequestHandler, word: str) -> None:
        """Give the browser its cookie, for this session only, out of reach of any script."""
        handler.set_cookie(self.session_cookie(handler), word, **self._how())

    def let_go(self, handler: RequestHandler) -> None:
        """Take the cookie back."""
        handler.clear_cookie(self.session_cookie(handler), **self._how())

    def _how(self) -> dict[str, Any]:
        return {"path": "/", "httponly": True, "samesite": "Strict", "secure": self.office.settings.secure_cookie}

    def is_token_authenticated(self, _handler: Any) -> bool:
        """No request is let off the check against forgery."""
        return False

    def should_check_origin(self, _handler: Any) -> bool:
        """Every request is held to its own origin."""
        return True
