"""That no two rooms call a check of theirs the same: the later one would take the earlier one's place in silence."""

from __future__ import annotations

from collections import Counter

from lcspr_core.procedure.checks import CHECKS, ROOMS


def test_each_name_is_one_rooms_alone():
    names = Counter(name for room in ROOMS for name in room)
    assert not [name for name, times in names.items() if times > 1]
    assert set(names) == set(CHECKS)
