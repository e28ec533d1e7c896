"""What went wrong, in sentences that name no one and say what to do."""

from __future__ import annotations

from attrs import frozen


class LcsprError(Exception):
    """The root of everything this project raises; its text can be shown to a person as it is."""


class NotAllowed(LcsprError):
    """A role asked for something that it may not see or do."""


class NotFound(LcsprError):
    """What was asked for is not in the store, or is not for this person to know of."""


class PastErased(LcsprError):
    """The changes that somebody asked for were erased; the review is there, and is read anew."""


class Unreadable(LcsprError):
    """Something from outside (a file, an answer, a message) does not have the form it should have."""


class OutOfOrder(LcsprError):
    """An answer was to be moved on in an order that it does not go in."""


class PluginFault(LcsprError):
    """A methodology raised while it was loaded or called, and is set aside by name."""


@frozen(kw_only=True)
class BothTexts:
    """One place where two people wrote different things: both are kept until a person chooses."""

    kind: str
    id: str
    path: str
    mine: object
    theirs: object
    by: str = ""
    at: str = ""


class Clash(LcsprError):
    """A change was made to something that somebody else had changed meanwhile; nothing was overwritten."""

    def __init__(self, sentence: str, places: tuple[BothTexts, ...] = ()) -> None:
        """Keep the places, so that a page can show both texts side by side."""
        super().__init__(sentence)
        self.places = places
