"""Bracken, a fictional case: the words on the wall, and the groups that people made of them."""

from __future__ import annotations

from lcspr_core import Link, Record
from methodologies.silp.examples.event import E1, E2, E3, E4

EPISODES = {"e1": E1, "e2": E2, "e3": E3, "e4": E4}
ANONYMOUS = frozenset({"c14"})

WALL = """
c01 HOS fact e1 Diabetes nurse
The letter says “did not attend, please rebook”. It said the same all three times, because the system writes it.

c02 GP perspective e1 GP
Three letters in three months, each on another day, each read by another doctor. I never had them in front of me
together.

c03 HOS pressure e1 Diabetes nurse who moved away
We had 214 children and two nurses. Ringing each family that did not come would have been a day a week.

c04 SCH worry e1 Form tutor
He slept through period five most days. We put it down to a phone. I still think about that.

c05 HOS good_practice e2 Diabetes nurse
The ward sister rang me before he went home and kept him until I could be there. She did not have to.

c06 CSC perspective e2 Screening worker
The ward's call came as “for information”. There was no question in it, so there was no answer to give.

c07 HOS perspective e2 Ward sister
I thought that ringing children's services was making a referral. I put the telephone down feeling that I had.

c08 SCH perspective e2 Form tutor
We had a plan with his old school's name on it. I did not know that there was a newer one, so I did not ask.

c09 SCH good_practice e3 Lunchtime supervisor
He never finished his dinner, so I asked him why. He told me straight, because I was not cross.

c10 SCH fact e3 Form tutor
The rule was that he could come if a trained adult came. Nobody was trained. He stayed at home that week.

c11 HOS idea e3 Diabetes nurse
Train two adults in each school in the first fortnight, and write their names in the plan.

c12 CSC pressure e4 Screening worker
I had eleven contacts to close by five. Both of these said “mother engaging”. So did the other nine.

c13 CSC perspective e4 Screening worker
Each one was a missed appointment. I read the second without the first on the screen; they sit in different tabs.

c14 GP worry e4 GP
I wrote that Mother was tired. I did not write that she works nights, or who gives the insulin when she does.

c15 SCH perspective e4 Form tutor
We thought that health had it. Diabetes was health.

c16 GP good_practice e1 Receptionist
I keep a pencil list, and I ring when a child has missed two. It is not in any procedure.

c17 CSC idea e4 Front-door team manager
When a second contact comes within a month, show me the first beside it before I can close either.

c18 HOS fact e4 Diabetes nurse
Five appointments in ten months. I counted them for this meeting. Nobody had counted them before.
"""


def _card(block: str) -> Record:
    head, words = block.split("\n", 1)
    name, agency, voice, episode, role = head.split(" ", 4)
    fields = {"voice": voice, "agency": agency, "role": role, "when": "", "episode": EPISODES[episode]}
    return Record(
        id=name,
        kind="contribution",
        title=" ".join(words.split()),
        rests_on=(Link(to=EPISODES[episode], how="about"),),
        fields={**fields, "anonymous": name in ANONYMOUS},
    )


CARDS: tuple[Record, ...] = tuple(_card(block) for block in WALL.strip().split("\n\n"))

GROUPED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "t1",
        "Each missed appointment was dealt with, and nobody added them up",
        ("c01", "c02", "c03", "c13", "c16", "c17", "c18"),
    ),
    (
        "t2",
        "Passing it on felt like handing it over",
        ("c06", "c07", "c12", "c15"),
    ),
    (
        "t3",
        "He managed so well that we stopped looking",
        ("c04", "c09", "c14"),
    ),
    (
        "t4",
        "The plan lived in one building and he lived in another",
        ("c05", "c08", "c10", "c11"),
    ),
)

GROUPS: tuple[Record, ...] = tuple(
    Record(id=name, kind="theme", title=title, rests_on=tuple(Link(to=card) for card in cards))
    for name, title, cards in GROUPED
)
