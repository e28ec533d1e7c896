"""Commands about the people who work on a partnership's server: invite the first of them, see all, end one's roles."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lcspr_core.errors import Unreadable
from lcspr_jupyter.commands.reaching import reached

LINK = """{called} can open this link once, within seven days. Send it in a way that only they read:

{link}
"""
NO_ADDRESS = "The server is not running, or has no public address. Put the address that people type before this:"
NOT_SECURED = "{address} is not the address of a secured site. Write it as in https://reviews.council.example."
NO_FILE = "{file} cannot be read. Check the path, and that you may read it."
NO_KEYS = "{file} is not a set of public keys (JWKS), as the provider of the log-in publishes it."


def invite(asked: argparse.Namespace) -> int:
    """Invite somebody, and print the link; by their log-in name alone, make a new one for somebody known."""
    told = {name: getattr(asked, name) or "" for name in ("login", "role", "review", "agency", "until")}
    wanted = {**told, "called": asked.name or "", "do": "again" if asked.again else "invite"}
    answer = reached(asked, lambda gate: gate.invite(wanted))
    public = asked.public or answer["public"]
    if not public:
        print(NO_ADDRESS)
    print(LINK.format(called=answer["called"], link=f"{public.rstrip('/')}{answer['path']}"))
    return 0


def people(asked: argparse.Namespace) -> int:
    """Say who works here in which role; or end all roles of one of them."""
    if asked.end:
        ended = reached(asked, lambda gate: gate.invite({"do": "end", "login": asked.end}))
        print(f"{ended['called']} holds no role any more. What they had open is closed.")
        return 0
    every = reached(asked, lambda gate: gate.people())
    if asked.json:
        print(json.dumps(every, indent=2, ensure_ascii=False))
        return 0
    for one in every:
        print(f"{one['called']} ({one['login']}): {one['state']}")
        for role in one["roles"]:
            until = f", until the end of {role['until']}" if role["until"] else ""
            print(f"  {role['role']}, {role['review']}{until}")
    if not every:
        print("Nobody has been invited yet. Begin with: lcspr invite --name NAME --login LOGIN")
    return 0


def behind(asked: argparse.Namespace) -> dict[str, Any]:
    """Return how a server is set up that stands behind a partnership's proxy; nothing, where there is none."""
    if not asked.behind_proxy:
        return {}
    address = urlsplit(asked.public or "")
    if address.scheme != "https" or not address.hostname or address.path not in {"", "/"}:
        raise Unreadable(NOT_SECURED.format(address=asked.public or "Nothing"))
    proxy = {
        "addresses": asked.behind_proxy.split(","),
        "identity_header": asked.identity_header or "",
        "secret": _read(asked.proxy_secret).strip() if asked.proxy_secret else "",
        "keys": _keys(asked.identity_keys) if asked.identity_keys else (),
        "issuer": asked.issuer or "",
        "audience": asked.audience or "",
        "claim": asked.claim,
    }
    public = f"https://{address.netloc}"
    return {"accounts": True, "proxy": proxy, "hosts": (address.hostname,), "public": public, "address": asked.listen}


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeError) as odd:
        raise Unreadable(NO_FILE.format(file=file)) from odd


def _keys(file: Path) -> tuple[dict[str, Any], ...]:
    """Return the provider's public keys out of a file that somebody here put there: none is ever fetched."""
    try:
        keys = json.loads(_read(file))["keys"]
        if keys and all(isinstance(one, dict) for one in keys):
            return tuple(keys)
    except (ValueError, KeyError, TypeError):
        pass
    raise Unreadable(NO_KEYS.format(file=file))
