"""What is refused about keys, passphrases and sealed texts, each in a sentence that says what to do next."""

from __future__ import annotations

from lcspr_core.store.refusals import StoreRefused


class KeyFileExposed(StoreRefused):
    """Others on this computer can read the key."""

    sentence = (
        "The key file {place} can be read by other accounts on this computer (its mode is {mode}). "
        "Run chmod 600 on it, then try again; if others may have read it, change the keys."
    )


class KeyFileBeside(StoreRefused):
    """The key was to lie beside what it locks."""

    sentence = (
        "The key file {place} would lie in the same folder as the store, so whoever copies the folder "
        "has both. Choose another folder for the key."
    )


class KeyFileUnreadable(StoreRefused):
    """The key file is not there, or not in the right form."""

    sentence = "{place} is not a key file that can be read. Choose the right file, or use the recovery key."


class SettingsUnreadable(StoreRefused):
    """The file that says how a passphrase becomes a key is missing or odd."""

    sentence = (
        "{place}, which says how the passphrase becomes a key, is missing or was changed. "
        "Put it back from a backup, or use the recovery key."
    )


class WeakPassphrase(StoreRefused):
    """The passphrase is too short to protect anything."""

    sentence = "A passphrase needs at least {least} characters; four or five unrelated words do well."


class BadRecoveryKey(StoreRefused):
    """The recovery key was not typed as it was printed."""

    sentence = "{what} Type the recovery key again as it was printed: {groups} groups of {length} characters."


class NamesLocked(StoreRefused):
    """A sealed name does not open under this key, or was moved from its place."""

    sentence = (
        "A sealed text about {code} does not open: it was altered, moved, or sealed under another key. "
        "It was left as it is; restore it from a backup."
    )
