"""What is remarked on as left undone, against sentences of Juniper's cards, reports and learning read by a person."""

from __future__ import annotations

import pytest

from lcspr_core.wording.catalogue import Sort
from lcspr_core.wording.matching import remarks

# Somebody left something undone, and no duty is named: the remark is wanted.
LEFT_UNDONE = (
    "My form was on the list and nobody spoke to it because I'd gone home.",
    "I was the plan and nobody asked me what happens if I can't.",
    "Nobody rang.",
    "Nobody spoke with Bracken or Mother.",
    "Nobody had asked him about nights.",
    "Workers saw the living room; nobody recorded where the baby slept at night.",
    "Each saw the living room as a bedroom; nobody saw the others' notes.",
    "Nobody had read them as one story until this review.",
    "Nobody thought to ring the health visitor, whose name school did not know.",
    "Between 21 October and 2 December nobody from our service saw Juniper apart from the family support worker.",
    "Three police notifications were read, which did not lead to assessment.",
    "It was not shared outside school as the question was whether he was allowed to collect.",
    "The hospital did not ring the school.",
)
# How the work is arranged, what the speaker tells of themselves, or no deed at all: nothing is to be remarked on.
LEFT_ALONE = (
    "I did not tell the midwife and I did not tell the social worker, because I didn't know there was one.",
    "No one had told me otherwise.",
    "Nobody did anything wrong, the postcode list is eighteen months old.",
    "I'm only a TA, nobody tells us what's in the plan, so I didn't know Nan WAS the plan.",
    "I didn't put the sofa because I ran out.",
    "Nobody closes a plan without one phone call to each person in it.",
    "I did not read the microfiche file about Mother's own childhood.",
    "A call back was asked for and did not come.",
    "All four agencies could name another family; nobody has counted.",
    "There was no one else on the card.",
    "An action on a plan is closed when the thing is delivered, so nobody learns whether it is used.",
    "Asking to go upstairs feels rude, so it is left to whoever's job it is; and it is nobody's.",
    "Counting them is nobody's task, and would take three logins.",
    "I have had no part in Bracken's care and manage nobody who had.",
    "News about an open child is weighed by nobody.",
    "Share of equipment actions closed with a date seen; today nobody can say.",
    "The trip policy asks for a trained adult and nobody owns the training since the school nurse left.",
    "What is said stays in the room, in words that nobody can be known by.",
    "Where nobody has answered, our forms show a blank, and a blank is read as no concern.",
    "She rings families after two missed appointments; nobody told her to.",
)


def found(sentence):
    return [one.found for one in remarks(sentence, Sort.DRAFT) if one.key == "omission"]


@pytest.mark.parametrize("sentence", LEFT_UNDONE)
def test_what_somebody_left_undone_is_asked_about(sentence):
    assert found(sentence)


@pytest.mark.parametrize("sentence", LEFT_ALONE)
def test_how_work_is_arranged_and_what_somebody_tells_of_themselves_is_left_alone(sentence):
    assert found(sentence) == []
