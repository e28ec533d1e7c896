"""The `lcspr` command: a table of what it can do, and nothing else."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from lcspr_core.errors import LcsprError

Arguments = argparse.Namespace
Option = tuple[tuple[str, ...], dict[str, Any]]

STORE: Option = (("--store",), {"type": Path, "help": "the partnership's store (default: in your own data folder)"})
KEY: Option = (("--key",), {"type": Path, "help": "the key file, if it lies in another place than usual"})
JSON: Option = (("--json",), {"action": "store_true", "help": "answer as JSON"})
PORT: Option = (("--port",), {"type": int, "default": 0, "help": "the port to listen on (default: any free one)"})
NO_BROWSER: Option = (("--no-browser",), {"action": "store_true", "help": "print the one-time link and open nothing"})
PASSPHRASE: Option = (("--passphrase",), {"action": "store_true", "help": "a new store opens with a passphrase"})
EDITION: Option = (
    ("--edition",),
    {"choices": ("internal", "public"), "default": "internal", "help": "whom it is for (default: internal)"},
)
RECOVERY: Option = (("--recovery",), {"action": "store_true", "help": "open it with the recovery key, asked for here"})

BEHIND_PROXY: tuple[Option, ...] = (
    (("--behind-proxy",), {"metavar": "ADDRESS", "help": "a partnership's server: answer this proxy alone"}),
    (("--public",), {"metavar": "URL", "help": "the address that people type, as in https://reviews.council.example"}),
    (
        ("--listen",),
        {"default": "127.0.0.1", "help": "the address to listen at for the proxy (default: this computer)"},
    ),
    (("--identity-header",), {"help": "the header in which the proxy names who logged in with it"}),
    (("--proxy-secret",), {"type": Path, "metavar": "FILE", "help": "the secret that the proxy shows with it"}),
    (("--identity-keys",), {"type": Path, "metavar": "FILE", "help": "the provider's public keys, if it is signed"}),
    (("--issuer",), {"help": "who must have signed it"}),
    (("--audience",), {"help": "for whom it must be signed"}),
    (("--claim",), {"default": "email", "help": "the claim in it that is the log-in name (default: email)"}),
)
INVITED: tuple[Option, ...] = (
    (("--login",), {"required": True, "help": "the log-in name, such as the e-mail address at work"}),
    (("--name",), {"help": "the name that others here read"}),
    (("--role",), {"default": "coordinator", "help": "the role, as in panel_member (default: coordinator)"}),
    (("--review",), {"default": "*", "help": "the review, by the name in its address (default: all of them)"}),
    (("--agency",), {"help": "the agency's code, for an agency author"}),
    (("--until",), {"metavar": "DAY", "help": "the last day of the role, as in 2026-12-31"}),
    (("--again",), {"action": "store_true", "help": "a new link for somebody known, whose telephone was lost"}),
    (("--public",), {"metavar": "URL", "help": "the address that people type, if the server is not running"}),
)

COMMANDS: dict[str, tuple[str, str, tuple[Option, ...]]] = {
    "demo": ("serving:demo", "open the fictional demonstration review in the browser", (PORT, NO_BROWSER)),
    "serve": (
        "serving:serve",
        "open your partnership's reviews in the browser",
        (STORE, KEY, PASSPHRASE, PORT, NO_BROWSER, *BEHIND_PROXY),
    ),
    "invite": ("working_here:invite", "invite somebody to a partnership's server", (STORE, KEY, *INVITED)),
    "people": (
        "working_here:people",
        "say who works on a partnership's server, in which role and until when",
        (STORE, KEY, JSON, (("--end",), {"metavar": "LOGIN", "help": "end every role of one of them, now"})),
    ),
    "ticket": (
        "serving:ticket",
        "print a ticket, so that your own Jupyter can read one review",
        (STORE, (("review",), {})),
    ),
    "methodologies": ("telling:methodologies", "list the methodologies that are installed", (JSON,)),
    "new-methodology": (
        "telling:new_methodology",
        "make a folder in which to write a methodology of your own",
        ((("name",), {}), (("--into",), {"type": Path, "default": Path(), "help": "where to make it (default: here)"})),
    ),
    "export": (
        "serving:export",
        "make an appendix as files",
        (
            STORE,
            KEY,
            (("review",), {}),
            (("notebook",), {}),
            (("--to",), {"default": "html,docx,pdf", "help": "which files, as in html,docx,pdf"}),
            EDITION,
            (("--out",), {"type": Path, "required": True, "help": "the folder to put them in"}),
        ),
    ),
    "backup": ("keeping:backup", "copy the store, and prove the copy", (STORE, KEY, (("target",), {"type": Path}))),
    "restore": (
        "keeping:restore",
        "put a proved backup where no store is",
        (STORE, KEY, RECOVERY, (("copy",), {"type": Path})),
    ),
    "clock": (
        "procedure:clock",
        "say when something is due, as in: lcspr clock P5WD 2026-04-02",
        (
            STORE,
            KEY,
            JSON,
            (("rule",), {"help": "a length as in P5WD, a clock as in decision, or the notation of the register"}),
            (("date",), {"help": "the day it starts on"}),
            (("--edition",), {"default": "", "help": "the edition of the rules (default: the newest)"}),
        ),
    ),
    "due": (
        "due:due",
        "say what is due, from whom and why: in one review, or in all",
        (
            STORE,
            KEY,
            JSON,
            (("review",), {"nargs": "?", "default": "", "help": "one review, by the name in its address"}),
            (("--on",), {"default": "", "help": "as on another day (default: today)"}),
        ),
    ),
    "repeats": (
        "repeating:again",
        "name recommendations that other reviews here made before, in nearly the same words",
        (
            STORE,
            KEY,
            JSON,
            (("review",), {"nargs": "?", "default": "", "help": "one review, by the name in its address"}),
        ),
    ),
    "duties": (
        "procedure:duties",
        "list the duties of the procedure, each with its paragraph",
        (JSON, (("--coverage",), {"action": "store_true", "help": "what carries each, and the test that shows it"})),
    ),
    "holidays": (
        "closing:holidays",
        "list the days that your partnership added to the calendar, or add one, as in: lcspr holidays 2027-05-10 …",
        (
            STORE,
            KEY,
            JSON,
            (("day",), {"nargs": "?", "default": "", "help": "the day to add or to end (default: list them)"}),
            (("--name",), {"default": "", "help": "what the day is"}),
            (("--why",), {"default": "", "help": "why it is added, as in: proclaimed on 1 March 2027"}),
            (("--own",), {"action": "store_true", "help": "only our offices close: no time limit gets longer by it"}),
            (("--end",), {"action": "store_true", "help": "end a day that was added"}),
            (("--put-in-force",), {"action": "store_true", "help": "do it (else what it would move is only shown)"}),
        ),
    ),
    "independence": (
        "appointing:independence",
        "check who is proposed in a file of appointments",
        (
            (("file",), {"type": Path, "metavar": "FILE.csv"}),
            (("--people",), {"type": Path, "help": "the register of people (default: people.csv beside the file)"}),
            (("--agencies",), {"type": Path, "help": "the agencies asked (default: agencies.csv beside the file)"}),
            JSON,
        ),
    ),
    "erase-history": (
        "erasing:erase_history",
        "erase a review's history before a day, for good, unless a legal hold is in force",
        (
            STORE,
            KEY,
            (("review",), {"help": "the review, by the name in its address"}),
            (("--before",), {"required": True, "metavar": "DAY", "help": "what was changed before it: 2026-01-31"}),
            (("--yes-erase",), {"default": "", "metavar": "REVIEW", "help": "the name again, instead of typing it"}),
        ),
    ),
    "verify": ("keeping:verify", "read the whole store once, and check its audit", (STORE, KEY)),
}


def parser() -> argparse.ArgumentParser:
    """Return the command line of `lcspr`."""
    made = argparse.ArgumentParser(
        prog="lcspr", description="Reviews of local child safeguarding practice, offline and encrypted."
    )
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (_, words, options) in COMMANDS.items():
        command = commands.add_parser(name, help=words, description=words)
        for flags, how in options:
            command.add_argument(*flags, **how)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; what goes wrong is said in a sentence, never a traceback."""
    asked = parser().parse_args(arguments)
    module, _, function = COMMANDS[asked.command][0].partition(":")
    try:
        act: Callable[[Arguments], int | None] = getattr(import_module(f"lcspr_jupyter.commands.{module}"), function)
        return act(asked) or 0
    except LcsprError as error:
        asks = (f"{one['file']}: {one['where']}" for one in getattr(error, "asks", ()))
        places = (f"  {place}" for place in (*getattr(error, "leaks", ()), *asks))
        sys.stderr.write("\n".join((str(error), *places, "")))
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. Everything is saved.\n")
        return 0
    return 2


if __name__ == "__main__":
    sys.exit(main())
