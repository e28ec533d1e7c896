"""Finds what has a form of its own and may give a person away: postcodes, telephone and NHS numbers, exact days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lcspr_core.wording.catalogue import Sort
from lcspr_core.wording.quoted import Span

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
EVERYWHERE = (
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"),
    re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}"),
    re.compile(r"(?<![\d-])(?:\+44 ?|0)\d(?:[ -]?\d){8,9}(?![\d-])"),
    re.compile(r"(?<![\d-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d-])"),
)
EXACT_DAYS = (
    re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? {MONTH} (?:19|20)\d\d\b"),
    re.compile(r"\b\d{1,2}/\d{1,2}/(?:19|20)?\d\d\b|\b\d{1,2}\.\d{1,2}\.(?:19|20)\d\d\b"),
)
# A recommendation has a day by which it is due, and a draft tells what happened when; a finding needs neither.
FORMS: Mapping[Sort, tuple[re.Pattern[str], ...]] = MappingProxyType(
    {Sort.FINDING: (*EVERYWHERE, *EXACT_DAYS), Sort.DRAFT: EVERYWHERE, Sort.RECOMMENDATION: EVERYWHERE}
)


def identifying(text: str, sort: Sort) -> Iterator[Span]:
    """Return the places in a text that may give a person away, in quoted words too."""
    for form in FORMS[sort]:
        yield from (found.span() for found in form.finditer(text))
