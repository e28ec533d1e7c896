"""What comes in with names in it is coded at the door; the originals go to the sealed part of the store."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from lcspr_core.cases.agencies import Agency
from lcspr_core.evidence.cards import CardReader, CardsRead
from lcspr_core.release.codebook import code_of, coded
from lcspr_core.release.register import Register


def cards_from(
    raw: bytes, agencies: Iterable[Agency], register: Register, *, file_name: str = "cards.csv"
) -> CardsRead:
    """Return the cards of a file with codes in the place of names."""
    reader = CardReader(
        agencies={agency.title: agency.id for agency in agencies},
        code_of=partial(code_of, register=register),
        coded=lambda text: coded(text, register).text,
        file_name=coded(file_name, register).text,
    )
    return reader.read(raw)
