"""Makes the folder of a new methodology: a copy of the template, under a name of its own."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from lcspr_core import plugins
from lcspr_core.errors import LcsprError

NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*([ _-][A-Za-z0-9]+)*")
LONGEST = 40


class NotMade(LcsprError):
    """No folder was made, and nothing was overwritten."""


def make(name: str, into: Path) -> Path:
    """Return the new folder of a methodology called `name`, made inside `into`."""
    words = _words_for(name)
    target = into / words["learning_circle"]
    if not into.is_dir():
        raise NotMade(
            f"There is no folder “{into}” to make it in. Make that folder first, or name another with --into."
        )
    if target.exists() or target.is_symlink():
        raise NotMade(f"There is a “{target.name}” in “{into}” already. It was left as it was: choose another name.")
    try:
        _copy(words, target)
    except OSError as fault:
        raise NotMade(
            f"The folder could not be made in “{into}”: {fault.strerror or 'it cannot be written to'}."
        ) from None
    return target


def _words_for(name: str) -> Mapping[str, str]:
    """Return what stands in the new folder in place of each form of the template's name."""
    wanted = " ".join(name.split())
    if not NAME.fullmatch(wanted) or len(wanted) > LONGEST:
        raise NotMade(
            f"“{wanted[:LONGEST]}” cannot be its name: use up to {LONGEST} plain letters and digits in words, "
            "beginning with a letter, as in “Case talk”."
        )
    parts = re.split(r"[ _-]", wanted)
    slug = "_".join(parts).lower()
    _refuse_taken(slug)
    title = " ".join(parts)
    return {
        "learning_circle": slug,
        "learning-circle": slug.replace("_", "-"),
        "LearningCircle": "".join(part[0].upper() + part[1:] for part in parts),
        "Learning circle": title[0].upper() + title[1:],
        "learning circle": title[0].lower() + title[1:],
    }


def _refuse_taken(slug: str) -> None:
    if keyword.iskeyword(slug) or slug == "lead" or find_spec(f"lcspr_{slug}") is not None:
        raise NotMade(f"“{slug}” means something else already: choose another name.")
    if slug in plugins.load().methodologies:
        raise NotMade(f"A methodology called “{slug}” is installed already: choose another name.")


def _copy(words: Mapping[str, str], target: Path) -> None:
    """Write the folder aside and put it in place whole, so that half of one is never found."""
    with TemporaryDirectory(dir=target.parent, prefix=".new-methodology-") as aside:
        made = Path(aside) / target.name
        for path, text in _template():
            place = made / _put_in(words, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(_put_in(words, text), encoding="utf-8")
        made.rename(target)


def _template() -> Iterator[tuple[str, str]]:
    """Return each file of the template: its place, and what stands in it."""
    folder = Path(str(files("methodologies"))) / "_template"
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in place.parts):
            yield place.as_posix(), path.read_text(encoding="utf-8")


def _put_in(words: Mapping[str, str], text: str) -> str:
    return re.sub("|".join(map(re.escape, words)), lambda found: words[found.group()], text)
