"""Words that are names and ordinary words at once, or are no names at all though a record uses them as one."""

from __future__ import annotations

from pathlib import Path

WORDS = Path(__file__).with_name("words")


def _words(name: str) -> frozenset[str]:
    return frozenset((WORDS / f"{name}.txt").read_text(encoding="utf-8").split())


# Matched only as they are written, with their capital: "Hope rang", never "we hope".
ORDINARY = _words("ordinary")

# Of these, some begin a sentence as a verb: "Will you", "May we", "Hope to".
VERBS = _words("verbs")
AFTER_A_VERB = _words("after_a_verb")

# After these two nearly any verb may follow, so what tells is a word that follows only a name: "Will rang".
MODALS = frozenset({"will", "may"})
AFTER_A_NAME = _words("after_a_name")

MONTH_NAMES = _words("month_names")

# Kin and posts that a return puts in the column for other names; nobody is known by them alone.
KIN_AND_POSTS = _words("kin_and_posts")

TITLES = _words("titles")

POSTCODE_AREAS = _words("postcode_areas")
