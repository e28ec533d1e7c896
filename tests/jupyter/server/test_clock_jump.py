"""A clock that jumps, as when a laptop finds the right time again: nobody is logged out, and nothing is lost."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lcspr_jupyter.server.running import Apart, running

from lcspr_core.store import Keys, Store
from tests.fixtures.pythons import packages_of, python_with

pytestmark = pytest.mark.story  # it takes the whole program, running

JUMPING = Path(__file__).parents[2] / "fixtures" / "jumping.py"
HOUR = 3600
THEME = {"kind": "theme", "rests_on": [], "fields": {}, "maker": "hand"}
Jump = Callable[[float], None]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a Python in which every clock of the day can be put forward and back, while time itself goes on."""
    return python_with(tmp_path_factory.mktemp("python"), [JUMPING], {"a_clock.pth": "import jumping"})


@pytest.fixture(scope="module")
def server(place: Path, keys: Keys, pages: Path, python: Path) -> Iterator[Apart]:
    with pytest.MonkeyPatch.context() as other:
        other.setattr(sys, "executable", str(python))
        with running(place, keys, notebooks=pages, most_kernels=40, most_kernels_each=30) as made:
            yield made


@pytest.fixture
def jump(python: Path, server: Apart) -> Iterator[Jump]:
    """Put the clock of the server and of every kernel forward, or back."""
    told = packages_of(python) / "jumping.ahead"

    def to(seconds: float) -> None:
        told.write_text(str(seconds), encoding="utf-8")

    yield to
    told.unlink(missing_ok=True)
    server.clear()


def saved(gate: Any, name: str) -> None:
    """Save something, and see it come back by the feed."""
    at = gate.review()["seq"]
    gate.change(
        [{"kind": "theme", "id": name, "revision": 0, "before": None, "after": {**THEME, "id": name, "title": name}}],
        "",
    )
    assert name in {one["id"] for one in gate.feed(at)["changes"]}


@pytest.mark.parametrize("seconds", [HOUR, 30 * 24 * HOUR, -HOUR, -30 * 24 * HOUR])
def test_nobody_is_logged_out_and_every_edit_is_saved(owner, kernel_gate, server, jump, seconds):
    kernel = owner.open("/r/juniper/workbench")
    gate = kernel_gate(kernel)
    link = server.invite("Bea", "coordinator").removeprefix(server.base_url)
    jump(seconds)
    assert owner.get(f"/healthz?kernel={kernel}").json() == {"alive": True}
    saved(gate, f"after{seconds}".replace("-", "m"))
    assert owner.open("/r/juniper/thread")
    assert owner.get(link).status == 200
    jump(0)
    saved(gate, f"back{seconds}".replace("-", "m"))


def test_the_jump_is_one(python, server, jump, owner, kernel_gate):
    """The history bears the time that the clock showed, so that the tests above are about something."""
    gate = kernel_gate(owner.open("/r/juniper/workbench"))
    jump(30 * 24 * HOUR)
    at = gate.review()["seq"]
    saved(gate, "later")
    (told,) = gate.feed(at)["changes"]
    assert told["at"] > time.strftime("%Y-%m-%dT", time.gmtime(time.time() + 29 * 24 * HOUR))


def test_a_page_that_somebody_just_used_is_not_culled_as_one_that_was_forgotten(owner, kernel_gate, server, jump):
    kernel = owner.open("/r/juniper/workbench")
    jump(2 * HOUR)
    server.ask("cull")
    assert owner.get(f"/healthz?kernel={kernel}").json() == {"alive": True}
    saved(kernel_gate(kernel), "uncut")


def test_a_page_that_was_forgotten_is_culled_though_the_clock_went_back(
    place, keys, pages, python, jump, client_of, tmp_path
):
    copy = tmp_path / "store" / "reviews.lcspr"
    Store.create(copy, keys).close()
    with pytest.MonkeyPatch.context() as other:
        other.setattr(sys, "executable", str(python))
        with running(copy, keys, notebooks=pages, idle_seconds=1, spare_kernels=0) as hasty:
            kernel = client_of(hasty).open("/")
            jump(-HOUR)
            hasty.ask("cull")
            assert until(lambda: hasty.ask("cull") and not there(hasty, kernel))


def test_a_kernel_that_died_is_swept_though_the_clock_went_back(owner, server, jump):
    kernel = owner.open("/r/juniper/workbench")
    jump(-HOUR)
    time.sleep(3)  # the sweep that was due already is over, and the next one is counted from the new hour
    os.kill(next(one["pid"] for one in server.kernels() if one["id"] == kernel), signal.SIGKILL)
    assert until(lambda: not there(server, kernel))


def there(server: Apart, kernel: str) -> bool:
    return kernel in {one["id"] for one in server.kernels()}


def until(holds: Callable[[], Any]) -> bool:
    """Say whether something comes true within a while."""
    late = time.monotonic() + 30
    while not holds():
        if time.monotonic() > late:
            return False
        time.sleep(0.3)
    return True
