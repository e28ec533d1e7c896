"""Letters, notices and forms of a case: what each is for, filled from a template that a partnership can replace."""

from __future__ import annotations

from lcspr_core.procedure.letters.kinds import LETTERS, Letter, letter
from lcspr_core.procedure.letters.templates import Template
from lcspr_core.procedure.letters.writing import Offer, WrittenLetter, offers, written

__all__ = ["LETTERS", "Letter", "Offer", "Template", "WrittenLetter", "letter", "offers", "written"]
