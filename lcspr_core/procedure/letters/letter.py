"""One letter as data: its title, the duties and the form it is for, its paragraph, to whom, and its template."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from attrs import Factory, frozen

from lcspr_core.procedure.case import Case
from lcspr_core.procedure.letters import refusals


class Each(StrEnum):
    """Of what there is one letter each."""

    CASE = "case"
    AGENCY = "agency"
    DELAY = "delay"
    AREA = "area"


@frozen(kw_only=True)
class Letter:
    """One letter: `refused` says, in a sentence, why it may not be written in a case; nothing if it may."""

    key: str
    title: str
    form: str
    paragraph: str
    to: str
    duties: tuple[str, ...] = ()
    each: Each = Each.CASE
    refused: Callable[[Case, str], str] = refusals.never
    template: str = Factory(lambda letter: f"{letter.key}.md", takes_self=True)
