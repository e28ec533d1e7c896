"""The register of people: who stands behind each code, kept apart from the review under a second key."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from lcspr_core.errors import Unreadable


@frozen(kw_only=True)
class Named:
    """Somebody's real name and the other names used for them, behind the code that stands for them."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    public_code: str = ""
    born: str = ""

    @property
    def stands_for(self) -> str:
        """The words that take the name's place: the public code where the panel agreed one."""
        return self.public_code or self.code


@frozen(kw_only=True)
class Identifier:
    """Something that is no name but tells who is meant: an address, a number, a school."""

    kind: str
    text: str
    code: str = ""


SHORTEST_DETAIL = 4  # letters; less than this stands in any text

# What may be sealed beside a name: each is looked for as it is written there, and closed up.
DETAILS: Mapping[str, str] = {
    "address": "address",
    "postcode": "postcode",
    "telephone": "telephone number",
    "email": "e-mail address",
    "nhs_number": "NHS number",
}


@frozen(kw_only=True)
class Register:
    """Everybody whose name must not leave, and what else would tell who they are."""

    people: tuple[Named, ...] = ()
    identifiers: tuple[Identifier, ...] = ()

    def stand_in(self, code: str) -> str:
        """Return the words that take the place of this person's name."""
        return next((one.stands_for for one in self.people if one.code == code), code)


def register_of(
    names: Mapping[str, Mapping[str, Any]],
    public_codes: Mapping[str, str],
    identifiers: Iterable[Identifier] = (),
) -> Register:
    """Return the register from the sealed names by code, and the public codes that the review holds."""
    people = tuple(_named(code, body, public_codes.get(code, "")) for code, body in names.items())
    own = (one for code, body in names.items() for one in _details(code, body))
    return Register(people=people, identifiers=(*identifiers, *own))


def _details(code: str, body: Mapping[str, Any]) -> Iterator[Identifier]:
    """What is sealed beside a name and tells who is meant; several of one kind are divided by semicolons."""
    for name, kind in DETAILS.items():
        texts = (part.strip() for part in str(body.get(name) or "").split(";"))
        yield from (Identifier(kind=kind, text=text, code=code) for text in texts if len(text) > SHORTEST_DETAIL)


def _named(code: str, body: Mapping[str, Any], public_code: str) -> Named:
    aliases = _list(body.get("aliases", ()))
    texts = [body.get("name", ""), body.get("born", ""), *(aliases or ())]
    if aliases is None or not all(isinstance(text, str) for text in texts):
        raise Unreadable(f"The register of people cannot be read at {code}: a name, other names and a date are needed.")
    return Named(
        code=code, name=body.get("name", ""), aliases=tuple(aliases), public_code=public_code, born=body.get("born", "")
    )


def _list(aliases: object) -> Sequence[Any] | None:
    """Return other names as a list, also where each field was sealed as text; None where they are no list."""
    if isinstance(aliases, str):
        try:
            aliases = json.loads(aliases or "[]")
        except ValueError:
            return None
    return aliases if isinstance(aliases, (list, tuple)) else None
