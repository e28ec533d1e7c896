"""A recommendation that was made before is found in other words of the same stems; what only sounds alike is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcspr_core.procedure.repeats import repeats, stems

CLOSING = "The equipment list keeps a line open until a worker has seen the cot in use."
AGAIN = (
    (CLOSING, "Equipment lists should stay open until workers see the cot being used."),
    (
        "The hospital rings the health visitor on the day of every discharge after an injury.",
        "On discharge after injuries, the hospital ward will ring the health visitors the same day.",
    ),
    (
        "Audit ten case closures each quarter and report what was found to the board.",
        "A quarterly audit of case closures is reported to the Board.",
    ),
)
OTHER = (
    (CLOSING, "Housing visits every flat with a reported leak within five days."),
    ("Ensure staff in all agencies use the new form.", "Make sure every team takes the new service to families."),
    ("Train school staff in asthma care.", "Train drivers to lift safely."),
    ("The police log names who was told.", "The log of the ward is kept for ten years."),
)


@pytest.mark.parametrize(("now", "before"), AGAIN)
def test_nearly_the_same_words_are_found_with_what_both_have(now, before):
    (found,) = repeats([now], {"rowan": [before]})
    assert (found.words, found.earlier, found.review) == (now, before, "rowan")
    assert len(found.shared) >= 3
    assert all(word in now.lower() for word in found.shared)


@pytest.mark.parametrize(("now", "before"), OTHER)
def test_what_only_sounds_alike_is_left(now, before):
    assert repeats([now], {"rowan": [before]}) == ()


def test_the_nearest_comes_first():
    near, far = AGAIN[0][1], "The equipment list stays open after a cot was bought for somebody in another street."
    found = repeats([CLOSING], {"rowan": [far], "hazel": [CLOSING, near]})
    assert [one.share for one in found] == sorted((one.share for one in found), reverse=True)
    assert found[0].earlier == CLOSING


def test_words_without_meaning_of_their_own_are_not_counted():
    assert stems("Ensure that every agency and its staff make use of the new service.") == {}


@given(st.text(max_size=200), st.text(max_size=200))
def test_whatever_is_written_it_is_read_and_both_ways_alike(one, other):
    there, back = repeats([one], {"a": [other]}), repeats([other], {"a": [one]})
    assert [each.share for each in there] == [each.share for each in back]
