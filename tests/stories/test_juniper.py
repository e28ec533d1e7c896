"""The main job on Juniper: from an empty store to the three files, with a kernel killed and the server restarted."""

from __future__ import annotations

import pytest

from tests.stories.hands import Mouse
from tests.stories.scenes import tell

pytestmark = pytest.mark.story


def test_a_review_from_an_empty_store_to_three_files(served, watched):
    tell(Mouse(watched.page), served, watched)
