"""Juniper as somebody types it in or brings it in, and what a group, its learning and a recommendation say."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

PACK = Path(__file__).parents[2] / "lcspr_core" / "demonstration" / "pack"
METHOD = "Agency reports, learning event and recall event"
TRIGGER = "A baby of five months was hurt at night."
EPISODE = "Change of worker and the cot (Nov-Dec 2025)"
SAID = "The cot was in its box behind the door."
TICKED = "Charity said delivered so I ticked it"
HEARD = "Nobody asked who would put the cot up."
GROUP = "Done on paper was taken for done at home"
LEARNING = "An action on a plan is closed when the thing is delivered, so nobody learns whether it is used."
CHANGE = "An action about equipment stays open until somebody has seen it in use."
ACTION = "Add “delivered, not yet seen in use” to the list."


def rows(name: str) -> list[dict[str, str]]:
    """Return a table of the pack, without the line above its head."""
    return list(csv.DictReader((PACK / name).read_text("utf-8-sig").splitlines()[1:]))


AGENCIES = "\n".join(f"{row['code']}\t{row['name']}" for row in rows("agencies.csv"))
QUESTIONS = "\n".join(
    line.partition(". ")[2]
    for line in (PACK / "tor.md").read_text("utf-8").splitlines()
    if line[:2] in {f"{n}." for n in range(1, 7)}
)


def file(name: str) -> Any:
    """Return a file of the pack, ready to be chosen."""
    raw = people_file() if name == "people.csv" else (PACK / "learning_event" / name).read_bytes()
    return {"name": name, "mimeType": "text/csv", "buffer": raw}


def people_file() -> bytes:
    """Return the pack's register of people with the codes that the panel agreed beside it."""
    public = {row["person_code"]: row["public_code"] for row in rows("codes.csv")}
    people = [{**row, "public_code": public.get(row["code"], "")} for row in rows("people.csv")]
    out = io.StringIO()
    writer = csv.DictWriter(out, people[0])
    writer.writeheader()
    writer.writerows(people)
    return out.getvalue().encode()
