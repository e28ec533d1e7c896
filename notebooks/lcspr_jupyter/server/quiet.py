"""What may be written into a log: which route answered how, never what stood in its address."""

from __future__ import annotations

import logging
import re
from typing import Any

from tornado.web import RequestHandler

LOG = logging.getLogger("lcspr.server")
# Words that look like a secret or a kernel's id.
SECRET = re.compile(r"[A-Za-z0-9_-]{32,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LOUD = ("tornado.access", "tornado.application", "tornado.general", "traitlets", "jupyter_server", "asyncio")


def log_request(handler: RequestHandler) -> None:
    """Write one line for a request that failed: its method, the door that answered, its status."""
    status = handler.get_status()
    if status >= 400:  # noqa: PLR2004
        LOG.info("%s %s %s", handler.request.method, type(handler).__name__, status)


class Scrubbed(logging.Filter):
    """Takes addresses and secrets out of what libraries log, and the fault's text out of a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite a record so that it carries no query, secret or case text."""
        record.msg = scrubbed(record.getMessage())
        record.args = ()
        if record.exc_info and record.exc_info[0] is not None:
            record.msg = f"{record.msg.splitlines()[0]} ({record.exc_info[0].__name__})" if record.msg else ""
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def scrubbed(text: str) -> str:
    """Return a line without queries and secrets."""
    return SECRET.sub("…", re.sub(r"\?[^\s'\"]*", "?…", text))


def quieten(*more: Any) -> None:
    """Scrub what every library logs."""
    for name in LOUD:
        logging.getLogger(name).addFilter(Scrubbed())
    for logger in more:
        logger.addFilter(Scrubbed())
