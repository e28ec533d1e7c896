"""How a letter is asked for as files: by a name that the export takes, with the partnership's own templates beside."""

from __future__ import annotations

from pathlib import Path

from attrs import frozen

from lcspr_core.errors import NotFound, Unreadable
from lcspr_core.procedure.letters import letter
from lcspr_core.procedure.letters.templates import template
from lcspr_core.procedure.letters.writing import KNOWN
from lcspr_core.release.publishing import Edition

NOTEBOOK = "letter"
WHICH, OWN = "LCSPR_LETTER", "LCSPR_LETTERS"  # what the kernel of the notebook is told
FOLDER = "letters"  # beside the store
NOT_PUBLISHED = "A letter has no edition for publication. Choose the internal one."
NOT_OUTSIDE = "A record of progress has no edition for publication. Choose the internal one."
INSIDE = frozenset({"progress_record"})  # appendices that are for the partnership alone
NO_LETTER = "There is no letter of this name. Choose one on the Documents page."


@frozen(kw_only=True)
class Asked:
    """What an export was asked for: a notebook, and where it is the letters' one, which letter."""

    notebook: str
    letter: str = ""


def export_name(letter_name: str) -> str:
    """Return the name under which a letter is exported."""
    return f"{NOTEBOOK}:{letter_name}"


def asked(name: str) -> Asked:
    """Read the name of what is to be exported; a letter is never asked for without saying which."""
    notebook, _, which = name.partition(":")
    if (notebook == NOTEBOOK) != bool(which):
        raise NotFound(NO_LETTER)
    return Asked(notebook=notebook, letter=which)


def told(which: str, store: Path, edition: Edition) -> tuple[str, dict[str, str]]:
    """Return a letter's title and what its kernel is told, once its template was looked at: a fault is said here."""
    if edition is Edition.PUBLIC:
        raise Unreadable(NOT_PUBLISHED)
    own = store.absolute().parent / FOLDER  # the kernel stands in a folder of its own
    kind = letter(which.partition(".")[0])
    template(kind.template, own, KNOWN)
    return kind.title, {WHICH: which, OWN: str(own)}
