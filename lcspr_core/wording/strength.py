"""How strong a change is, suggested from its words: whether it changes the work or relies on people remembering."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from attrs import frozen

from lcspr_core.wording.phrases import phrasebook
from lcspr_core.wording.tables import rows
from lcspr_core.wording.words import words


class Strength(StrEnum):
    """How much a change does by itself, strongest first."""

    STRONG = "strong"
    INTERMEDIATE = "intermediate"
    WEAK = "weak"


@frozen(kw_only=True)
class ActionClass:
    """A class of changes that are about as strong as each other, with an example from safeguarding."""

    key: str
    strength: Strength
    title: str
    example: str


@frozen(kw_only=True)
class Suggestion:
    """The classes of change that some words read like; how strong a change is stays for a person to decide."""

    classes: tuple[ActionClass, ...] = ()

    @property
    def strength(self) -> Strength | None:
        """The strongest that the words read like: a stop with a course beside it is still a stop."""
        return min((one.strength for one in self.classes), key=tuple(Strength).index, default=None)

    @property
    def sentence(self) -> str:
        """What the words read like, as a person would be told."""
        if self.strength is None:
            return "The words do not show what kind of change this is."
        titles = " · ".join(one.title for one in self.classes if one.strength is self.strength)
        return f"The words read like: {titles} ({self.strength.value})."


@cache
def action_classes() -> dict[str, ActionClass]:
    """Return the classes of change by key, the strongest first."""
    return {
        row["key"]: ActionClass(**{**row, "strength": Strength(row["strength"])})  # type: ignore[arg-type]
        for row in rows("strength")
    }


def strength(text: str) -> Suggestion:
    """Suggest how strong the change is that a recommendation or an action describes."""
    found = {one.term.key for one in phrasebook("strength_terms").found(words(text))}
    return Suggestion(classes=tuple(one for key, one in action_classes().items() if key in found))
