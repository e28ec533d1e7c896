"""A clash kept in the review: two people's words for one place, until a person chooses."""

from __future__ import annotations

from attrs import frozen

from lcspr_core.frozen_json import Json


@frozen(kw_only=True)
class KeptClash:
    """The text that was not stored, beside the place it was meant for, and who wrote it and the other one."""

    id: str
    kind: str
    of: str
    path: str
    mine: Json = ""
    mine_by: str = ""
    mine_name: str = ""
    by: str = ""
    by_name: str = ""
    at: str = ""
