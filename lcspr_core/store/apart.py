"""What is kept apart in an open store: real names and original texts, each reading of which others can note."""

from __future__ import annotations

from lcspr_core.store import audit, names
from lcspr_core.store.bodies import plain
from lcspr_core.store.names import Texts
from lcspr_core.store.opened import Opened, signed
from lcspr_core.store.saving import place


class Apart(Opened):
    """The sealed texts of a store, under its second key."""

    def names(self, review: str) -> dict[str, dict[str, str]]:
        """Return the real names of a review's people, by code and field."""
        return self._read(names.names, self._keys.names, review)

    def save_names(self, review: str, texts: Texts, by: str, at: str, *, seen: Texts | None = None) -> None:
        """Seal names by code and field, `None` forgets one; `seen` is what the writer saw, if it is to be checked."""
        by, at = signed(by, at)
        with self._database.writing() as db:
            place(db, review)
            codes = names.save_names(db, self._keys.names, review, texts, seen)
            audit.append(db, self._chain, what="names-saved", by=by, at=at, review=review, items=codes)

    def seal(self, review: str, record_id: str, text: str | None, by: str, at: str) -> None:
        """Keep an original text apart under an id, or forget it."""
        by, at = signed(by, at)
        with self._database.writing() as db:
            place(db, review)
            plain(record_id, "id")
            names.write(db, self._keys.names, review, names.ORIGINAL, record_id, "", text=text)
            audit.append(db, self._chain, what="original-sealed", by=by, at=at, review=review, items=(record_id,))

    def sealed(self, review: str, record_id: str) -> str | None:
        """Return an original text, or nothing when none was kept."""
        return self._read(names.original, self._keys.names, review, record_id)
