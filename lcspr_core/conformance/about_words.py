"""What must hold of the words that people read: titles, labels, and what no form may ask for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lcspr_core.asking import forms, questions
from lcspr_core.coherence import LISTS
from lcspr_core.methodology import Methodology

ASKS_FOR_A_PERSON = re.compile(
    r"\b(surname|forename|first name|last name|full name|maiden name|date of birth|nhs number|national insurance|"
    r"home address|postcode|telephone|phone number|e-?mail address)\b"
    r"|\bnames? of (the |each )?(child|children|mother|father|parent|carer|practitioner|sibling|author|person|people)"
    r"|\b(child|mother|father|parent|carer|practitioner|sibling|person)(['’]s|s['’]) names?\b",
    re.IGNORECASE,
)
SMALL = 4  # words shorter than this stay small in headline style too, so they tell nothing


def shouted_titles(methodology: Methodology) -> Iterator[str]:
    """Find a title that is not written as the beginning of a sentence, without a full stop."""
    for name in LISTS:
        for one in getattr(methodology, name):
            yield from (f"“{one.title}”, of its {name}, {fault}" for fault in _title_faults(one.title))
    yield from (f"Its title, “{methodology.title}”, {fault}" for fault in _title_faults(methodology.title))


def _title_faults(title: str) -> Iterator[str]:
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", title) if len(word) >= SMALL]
    later = [word for word in words[1:] if not word.isupper()]
    if title[:1].islower():
        yield "begins with a small letter."
    if (title.isupper() and len(title) > SMALL) or (len(later) > 1 and all(word[0].isupper() for word in later)):
        yield "has capitals within; write it like the beginning of a sentence."
    if title.rstrip().endswith("."):
        yield "ends with a full stop."


def doubled_labels(methodology: Methodology) -> Iterator[str]:
    """Find two questions of one form, or two steps, artefacts or options, that nobody could tell apart."""
    for step in methodology.steps:
        for form in forms(step.asks):
            labels = Counter(question.label.casefold() for question in questions(form))
            yield from (f"Step “{step.key}” asks “{label}” twice in one form." for label in _twice(labels))
            for question in questions(form):
                titles = Counter(term.title for term in question.options) if isinstance(question.options, tuple) else {}
                yield from (f"“{question.label}” offers “{title}” twice." for title in _twice(Counter(titles)))
    for name in LISTS:
        titles = Counter(one.title.casefold() for one in getattr(methodology, name))
        yield from (f"Two of its {name} have the title “{title}”." for title in _twice(titles))


def _twice(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(word for word, times in counted.items() if times > 1)


def asked_for_names(methodology: Methodology) -> Iterator[str]:
    """Find a question that asks for what names a person; forms hold codes, names lie apart under a key of their own."""
    for step in methodology.steps:
        for question in (one for form in forms(step.asks) for one in questions(form)):
            found = ASKS_FOR_A_PERSON.search(question.label)
            if found:
                yield f"Step “{step.key}” asks for “{found.group()}” in “{question.label}”: ask for the person by code."
