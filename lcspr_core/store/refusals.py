"""What the store refuses to do, each in a sentence that says what to do next and leaves the data as they were."""

from __future__ import annotations

from typing import ClassVar

from lcspr_core.errors import LcsprError, PastErased


class StoreRefused(LcsprError):
    """The store did not do what was asked; nothing in it was changed."""

    sentence: ClassVar[str] = "The store could not do this."

    def __init__(self, **particulars: object) -> None:
        """Fill the sentence with where it happened."""
        super().__init__(self.sentence.format(**particulars))


class NoStore(StoreRefused):
    """There is no file where the store should be."""

    sentence = "There is no store at {place}. Check the path, make a new store, or restore a backup there."


class AlreadyThere(StoreRefused):
    """Something lies already where a new file was to be written."""

    sentence = "There is already a file at {place}. It was left as it is; choose another name or folder."


class WrongKey(StoreRefused):
    """The key is another store's."""

    sentence = (
        "This key does not open {place}. Use the key file, the passphrase or the recovery key "
        "that was made with this store. Nothing was changed."
    )


class NotAStore(StoreRefused):
    """The file is something else."""

    sentence = "{place} is not a store of reviews, but {what}. It was left as it is; check the path."


class Truncated(StoreRefused):
    """The file ends too early."""

    sentence = (
        "{place} ends too early: a copy or a download of it was cut short. "
        "Nothing was changed; restore the last backup to a new place."
    )


class Damaged(StoreRefused):
    """A part of the file cannot be read."""

    sentence = (
        "A part of {place} is damaged and cannot be read. Nothing more was written; "
        "restore the last backup to a new place, and keep the damaged file."
    )


class NewerStore(StoreRefused):
    """The file was written by a later version of lcspr."""

    sentence = (
        "{place} was written by a newer version of lcspr (form {found}; this one knows {known}). "
        "Nothing was changed; open it with the newer version."
    )


class OldSQLite(StoreRefused):
    """The database library has a known fault."""

    sentence = (
        "The database library here is SQLite {found}, which can damage a store; at least {needed} is needed. "
        "Install the pinned requirements again (make setup). The store was not opened."
    )


class DiskFull(StoreRefused):
    """There is no room left."""

    sentence = (
        "The disk is full, so this was not saved; everything saved before is safe. "
        "Free some space beside {place} and save again."
    )


class DiskFault(StoreRefused):
    """The disk answered with an error."""

    sentence = (
        "The disk that holds {place} gave an error, so this was not saved; everything saved before is kept. "
        "Check the disk and its cable, then close and open the store again."
    )


class NoAccess(StoreRefused):
    """The account may not write there."""

    sentence = (
        "This account may not read or write {place}, so nothing was changed. "
        "Ask whoever looks after the computer, or choose a folder of your own."
    )


class Synchronised(StoreRefused):
    """The folder is copied elsewhere by a synchronising program."""

    sentence = (
        "{place} lies in a folder that {what} copies while it is written to, which damages a store "
        "and sends it to other computers. Nothing was changed; choose a folder that is not synchronised."
    )


class OnNetwork(StoreRefused):
    """The folder is on another computer."""

    sentence = (
        "{place} lies on a network drive ({what}), where a store cannot be written to safely. "
        "Nothing was changed; choose a folder on this computer's own disk."
    )


class InUse(StoreRefused):
    """Another program has the store open."""

    sentence = "{place} is already open in another program ({who}). Close that one first, then try again."


class Closed(StoreRefused):
    """The store was closed, and something still asked for it."""

    sentence = "{place} has been closed. Open it again to go on."


class StoreBusy(StoreRefused):
    """Somebody else is writing, outside the lock."""

    sentence = "Another program is writing to {place}. Nothing was saved; try again in a moment."


class AuditBroken(StoreRefused):
    """The audit chain does not hold."""

    sentence = (
        "The audit chain does not hold at entry {entry}: {what}. "
        "Keep this file as it is, tell whoever is responsible for the records, and restore a backup."
    )

    def __init__(self, *, entry: int, what: str) -> None:
        """Keep the number of the first bad entry."""
        super().__init__(entry=entry, what=what)
        self.entry = entry


class NotAsAudited(StoreRefused):
    """A record is not as the audit says that it was last saved."""

    sentence = (
        "The record {id} of kind {kind} is not as the audit says it was last saved: it was changed from outside, "
        "or the audit was cut short. Keep this file as it is and restore a backup."
    )


class BadCopy(StoreRefused):
    """A copy did not turn out equal to the store."""

    sentence = "The copy at {place} is not as it should be ({what}), so it was not kept. Try again on another disk."


class HistoryErased(StoreRefused, PastErased):
    """The changes asked for were erased under the retention rule."""

    sentence = "The changes from that time were erased under the retention rule. Load the review again as it is now."


class NothingToUndo(StoreRefused):
    """This person has no change left that can be taken back."""

    sentence = "There is no change of yours left to undo in this review."


class AlreadyOpened(StoreRefused):
    """A review has this id already."""

    sentence = "There is already a review with the id {review}. Choose another id; nothing was changed."


class TokenReused(StoreRefused):
    """A request's token came twice, with different changes."""

    sentence = "This request was already saved with other content, so it was not saved again. Load the page again."


class NotPlain(StoreRefused):
    """An id, a kind or a word for the audit is not a plain token, so it might carry text."""

    sentence = (
        "The {what} is not a plain identifier (letters, digits and . _ : / @ + ~ -, no spaces). Nothing was saved."
    )


class NotJson(StoreRefused):
    """A body is not a JSON object that can be kept."""

    sentence = "A record of kind {kind} cannot be kept: {what}. Nothing was saved."


class OddTime(StoreRefused):
    """A time is not written as a time."""

    sentence = "A time must be written like 2026-09-01T10:31:00+00:00. Nothing was saved."
