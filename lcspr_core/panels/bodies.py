"""Which organisation an agency or an employer belongs to, by its name: a council is one body, with all its parts."""

from __future__ import annotations

import re

ASIDE = re.compile(r"\([^)]*\)")
SIGNS = re.compile(r"[^\w\s&]+")
# A name up to the word that says what sort of body it is; what follows names a part of it.
WHOLE = re.compile(
    r"^(?P<body>.*?\b(?:council|nhs foundation trust|nhs trust|integrated care board|police|constabulary|"
    r"probation service|fire and rescue service))\b"
)
SHORT = {"icb": "integrated care board", "cc": "county council", "&": "and"}


def plain_body(name: str) -> str:
    """Return a name in small letters, without signs and asides."""
    words = SIGNS.sub(" ", ASIDE.sub(" ", name.lower().replace("'", "").replace("\u2019", ""))).split()
    return " ".join(SHORT.get(word, word) for word in words if word != "the")


def body_of(name: str) -> str:
    """Return the plain name of the whole organisation: “X Council Education” is a part of “X Council”."""
    written = plain_body(name)
    found = WHOLE.match(written)
    return found["body"] if found else written
