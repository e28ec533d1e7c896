"""A Debian with Python, make and git and nothing else: `make run` sets it up and serves the demonstration."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

pytestmark = pytest.mark.soak
HOUSE = Path(__file__).parents[1]
MIRROR = "http://deb.debian.org/debian"
BARE = "ca-certificates,git,make,python3,python3-venv"
# What a computer needs to reach its packages at all: how names are found, whom to trust, and where pip looks.
WAYS_OUT = ("etc/resolv.conf", "etc/ssl/certs", "etc/pip.conf")
MINUTES = 20


def can_try() -> bool:
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("debootstrap") is not None


@pytest.fixture
def bare(tmp_path):
    """A bare Debian in a folder, with a clone of this project in it."""
    root = tmp_path / "debian"
    subprocess.run(["debootstrap", "--variant=minbase", f"--include={BARE}", "bookworm", root, MIRROR], check=True)
    for way in WAYS_OUT:
        copied(Path("/") / way, root / way)
    subprocess.run(["git", "clone", "--quiet", HOUSE, root / "srv/lcspr"], check=True)
    for kind, name in (("proc", "proc"), ("devtmpfs", "dev"), ("tmpfs", "tmp")):
        subprocess.run(["mount", "-t", kind, kind, root / name], check=True)
    yield root
    for name in ("proc", "dev", "tmp"):
        subprocess.run(["umount", "--lazy", root / name], check=False)


def copied(source: Path, target: Path) -> None:
    if source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "--recursive", "--dereference", "--no-target-directory", source, target], check=False)


@pytest.mark.skipif(not can_try(), reason="it takes root and debootstrap")
def test_make_run_sets_a_bare_debian_up_and_serves_the_demonstration(bare, tmp_path):
    told = tmp_path / "told.txt"
    command = ["chroot", bare, "env", "HOME=/srv", "make", "-C", "/srv/lcspr", "run"]
    with told.open("w") as out, subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT) as process:
        try:
            link = waited_for(r"http://\S+/join\S+", told, process)
            browser = build_opener(HTTPCookieProcessor(CookieJar()))
            browser.open(link).read()
            page = browser.open(f"{link.partition('/join')[0]}/r/juniper/case").read().decode()
        finally:
            subprocess.run(["pkill", "-INT", "-P", str(process.pid)], check=False)
            process.terminate()
    assert "Juniper" in page


def waited_for(pattern: str, told: Path, process: subprocess.Popen[bytes]) -> str:
    """Return what is printed at last; whoever waits in vain is shown what was said."""
    end = time.monotonic() + MINUTES * 60
    while time.monotonic() < end and process.poll() is None:
        found = re.search(pattern, told.read_text(errors="replace"))
        if found:
            return found.group(0)
        time.sleep(1)
    raise AssertionError(told.read_text(errors="replace")[-2000:])
