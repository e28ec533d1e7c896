"""The forms: what each step asks, one attrs class a step, each field one question."""

from __future__ import annotations

from attrs import frozen

from lcspr_core import UncertainDate, choice, choices, line, ref, refs, row_id, rows, text, uncertain_date

from .kinds import CONDITIONS, VOICES


@frozen(kw_only=True)
class Question:
    """What the circle wants to find out."""

    asked: str = line("The question", hint="One sentence that ends in a question mark.", needed=True)
    why_now: str = text("Why ask it now")
    agencies: tuple[str, ...] = refs("Agencies that take part", "agency", needed=True)


@frozen(kw_only=True)
class Moment:
    """Something that happened, as one agency recorded it."""

    id: str = row_id()
    what: str = line("What happened", needed=True)
    when: UncertainDate = uncertain_date("When", hint="As the record has it: “early March” will do.")
    source: str = line("Where it is recorded")


@frozen(kw_only=True)
class Account:
    """One agency's account of what it did."""

    moments: tuple[Moment, ...] = rows("Moments that mattered", Moment, row_title="Moment", needed=True)


@frozen(kw_only=True)
class Voice:
    """What somebody in the circle said, in their own words."""

    id: str = row_id()
    words: str = text("In their own words", needed=True)
    agency: str = ref("From which agency", "agency", needed=True)
    voice: str = choice("What sort of thing it is", VOICES, needed=True)
    about: tuple[str, ...] = refs("About which moments", "moment")
    shaped_by: tuple[str, ...] = choices("What shaped it", CONDITIONS.terms)


@frozen(kw_only=True)
class Circle:
    """What was said when the circle met."""

    on: UncertainDate = uncertain_date("When you met", needed=True)
    voices: tuple[Voice, ...] = rows("What was said", Voice, row_title="Contribution", needed=True)


@frozen(kw_only=True)
class Learned:
    """One thing the circle learned."""

    id: str = row_id()
    words: str = text("What you learned, as a sentence", needed=True)
    heard: tuple[str, ...] = refs("In whose words", "contribution", needed=True)


@frozen(kw_only=True)
class Change:
    """One thing the circle asks for."""

    id: str = row_id()
    words: str = text("What should change", needed=True)
    answers: tuple[str, ...] = refs("What it answers", "finding", needed=True)


@frozen(kw_only=True)
class Learning:
    """What the circle takes away."""

    learned: tuple[Learned, ...] = rows("What you learned", Learned, row_title="Learning point", needed=True)
    changes: tuple[Change, ...] = rows("What should change", Change, row_title="Change")
