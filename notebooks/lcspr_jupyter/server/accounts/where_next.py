"""Where somebody goes after logging in: to a page of ours and nowhere else, whatever the address says."""

from __future__ import annotations

import re
from urllib.parse import quote

HOME = "/"
OURS = re.compile(r"/(?:due|people|account|r/[A-Za-z0-9_][A-Za-z0-9_.~-]{0,79}/[a-z_]{1,40})?")


def safe(wanted: str) -> str:
    """Return a path of ours as it is, and anything else as the way home."""
    return wanted if OURS.fullmatch(wanted) else HOME


def log_in_at(path: str) -> str:
    """Return the address of the log-in that leads back to a page."""
    wanted = safe(path)
    return "/login" if wanted == HOME else f"/login?next={quote(wanted, safe='/')}"
