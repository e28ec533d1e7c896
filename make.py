"""Set the project up, run it and test it: every Makefile target calls this one standard-library script.

Windows and macOS can call it too (`python make.py test`); it is written for them but untried there.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

HOUSE = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
FOUND_A_PACKAGE = ("Collecting ", "Processing ")  # how pip's lines begin: from afar, and from a file
NO_TESTS = 5  # what pytest answers when it found nothing to run

POSSIBLE_BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
# The same engine without its window: what tests one component needs no more, and waits half as long for it.
WINDOWLESS = "chromium-headless-shell"
APT_INSTALL = ("apt-get", "install", "-y", "-qq", "--no-install-recommends")
APT_STEPS = (
    ("apt-get", "update", "-qq"),
    (*APT_INSTALL, "chromium"),
    (*APT_INSTALL, WINDOWLESS),  # last, since older systems do not have it and go on without
)


class CannotGoOnError(Exception):
    """What stops us, in one sentence that says what to do."""


def main(words: list[str]) -> int:
    """Run the named command and give its exit code."""
    if not words or words[0] not in COMMANDS:
        print(__doc__, "", *(f"  {name:8} {command.__doc__}" for name, command in COMMANDS.items()), sep="\n")
        return 2
    try:
        check_python(sys.version_info[:2])
        return COMMANDS[words[0]](words[1:])
    except CannotGoOnError as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


# --- the commands ---------------------------------------------------------------------------------------------------


def setup(_words: list[str]) -> int:
    """Make .venv with everything that the project and its tests need."""
    install("test")
    return 0


def run(words: list[str]) -> int:
    """Set up, then open the demonstration."""
    install("run")
    return call([program("lcspr"), *(words or ["demo"])])


def test(words: list[str]) -> int:
    """Set up, then run every check but the stories, the soak and the benchmarks."""
    return run_tests("not story and not soak and not bench", *side_by_side(3), *words)


def stories(words: list[str]) -> int:
    """Set up, then walk each person's path through a real browser, and try the whole program, running."""
    return run_tests("story", *side_by_side(2), *words)


def bench(words: list[str]) -> int:
    """Set up, then measure each budget against its baseline."""
    return run_tests("bench", *words)


def soak(words: list[str]) -> int:
    """Set up, then use the whole thing for a long time."""
    return run_tests("soak", *words)


def lint(_words: list[str]) -> int:
    """Set up, then check the style, the types and who imports whom."""
    install("test")
    return max([call([program(tool), *arguments]) for tool, *arguments in LINTERS])


def pins(words: list[str]) -> int:
    """Write requirements/*.txt anew from pyproject.toml; --upgrade takes newer releases."""
    uv = shutil.which("uv")
    if uv is None:
        raise CannotGoOnError("To write the pins, install uv and put it on the PATH.")
    compile_pins = [uv, "pip", "compile", "pyproject.toml", *PIN_OPTIONS, *words]
    return max(
        [
            call([*compile_pins, "--group", "build", "--output-file", "requirements/run.txt"]),
            call([*compile_pins, "--group", "build", "--group", "test", *SAME_AS_RUN]),
        ]
    )


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    command.__name__: command for command in (setup, run, test, stories, lint, bench, soak, pins)
}
LINTERS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)
PIN_OPTIONS = (
    "--universal",
    "--generate-hashes",
    "--python-version=3.11",
    "--no-emit-index-url",  # where a package came from is nobody's business
    "--custom-compile-command=make pins",
    "--quiet",
)
SAME_AS_RUN = ("--constraints", "requirements/run.txt", "--output-file", "requirements/test.txt")


# --- setting up -----------------------------------------------------------------------------------------------------


def check_python(version: tuple[int, ...]) -> None:
    """Refuse a Python that the project cannot run on."""
    if version < OLDEST_PYTHON:
        running, oldest = (".".join(map(str, each)) for each in (version, OLDEST_PYTHON))
        raise CannotGoOnError(
            f"This is Python {running}; the project needs {oldest} or newer. "
            f"Install one and name it: make PYTHON=python{oldest}, or python{oldest} make.py."
        )


def install(extent: str) -> None:
    """Bring .venv to what requirements/{extent}.txt pins, unless it is there already."""
    if is_current(extent):
        return
    started = time.monotonic()
    make_environment()
    print(f"Installing what it takes to {extent}; the first time takes a minute or more.", flush=True)
    install_pins(f"requirements/{extent}.txt")
    install_project()
    stamp(extent).write_text(fingerprint(extent))
    print(f"Ready after {time.monotonic() - started:.0f} seconds.", flush=True)


def is_current(extent: str) -> bool:
    """Whether .venv was made from today's pins; the tests' set holds all that running needs."""
    return any(
        stamp(each).is_file() and stamp(each).read_text() == fingerprint(each) and python().exists()
        for each in {extent, "test"}
    )


def stamp(extent: str) -> Path:
    """Where set-up notes what it installed."""
    return HOUSE / ".venv" / f"lcspr-{extent}.stamp"


def fingerprint(extent: str) -> str:
    """Tell one set of pins and project settings, in one place, from another."""
    parts = [(HOUSE / name).read_bytes() for name in ("pyproject.toml", f"requirements/{extent}.txt")]
    return hashlib.sha256(b"\0".join([*parts, str(HOUSE).encode()])).hexdigest()


def make_environment() -> None:
    """Make .venv with the Python that runs this script, in place of one that no longer starts."""
    if python().exists() and subprocess.run([python(), "-c", ""], check=False).returncode == 0:
        return
    print(f"Making .venv with Python {sys.version.split()[0]}.", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", HOUSE / ".venv"], check=False)
    if made.returncode:
        raise CannotGoOnError(
            "Python could not make .venv. On Debian and Ubuntu, install the package python3-venv, then try again."
        )


def install_pins(pins_file: str) -> None:
    """Install the pinned packages, each checked against its hashes."""
    total = len(re.findall(r"^\w", (HOUSE / pins_file).read_text(), re.MULTILINE))
    follow([*installer(), "--require-hashes", "--requirement", pins_file], total)


def install_project() -> None:
    """Install the project itself so that it runs from this folder."""
    follow([*installer(), "--no-deps", "--no-build-isolation", "--editable", "."], 1)


def installer() -> list[str]:
    """Choose uv where it is there, for its speed, else pip."""
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--python", str(python())]
    return [str(python()), "-m", "pip", "install", "--progress-bar=off", "--disable-pip-version-check"]


def follow(command: list[str], total: int) -> None:
    """Run an installer, saying how far it is; show its last words if it fails."""
    said = []
    with subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        for line in process.stdout or ():
            said.append(line)
            found = sum(each.startswith(FOUND_A_PACKAGE) for each in said)
            if line.startswith(FOUND_A_PACKAGE) and found % 25 == 0:
                print(f"  {found} of about {total} packages", flush=True)
    if process.returncode:
        last_words = "".join(said[-15:])
        raise CannotGoOnError(
            f"{last_words}\nInstalling failed; the lines above say why. Is the network there? Run the command again."
        )


def python() -> Path:
    """Where the environment's own Python is."""
    return Path(program("python"))


def program(name: str) -> str:
    """Where a program of the environment is, on any system."""
    folder, suffix = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    return str(HOUSE / ".venv" / folder / f"{name}{suffix}")


# --- testing --------------------------------------------------------------------------------------------------------


def run_tests(marked: str, *words: str) -> int:
    """Run the tests so marked, with a browser at hand."""
    install("test")
    ensure_chromium()
    code = call([program("python"), "-m", "pytest", "-m", marked, *words])
    if code == NO_TESTS and marked == "story" and not any((HOUSE / "tests/stories").glob("test_*.py")):
        print("No story has been written yet.")
        return 0
    return code


def side_by_side(workers: int) -> tuple[str, ...]:
    """Run whole files beside each other; on two cores a third pays, since many tests wait for an answer."""
    return ("-n", str(workers), "--dist", "loadfile")


def ensure_chromium() -> None:
    """Have a Chromium, installing Debian's where we may."""
    if find_chromium():
        return
    prefix = apt_prefix()
    if prefix is None:
        raise CannotGoOnError(
            "The tests need Chromium or Chrome, and none was found: "
            "install Chromium with your system's own packages, then run the command again."
        )
    print("Installing Chromium.", flush=True)
    for step in APT_STEPS:
        if call([*prefix, *step]):
            break
    if not find_chromium():
        raise CannotGoOnError("Chromium could not be installed; the lines above say why.")


def find_chromium() -> str | None:
    """Find a Chromium or Chrome where they usually are."""
    return next(filter(None, map(shutil.which, POSSIBLE_BROWSERS)), None)


def find_windowless() -> str | None:
    """Find the browser that costs least, for a page that needs no window: any will do."""
    return shutil.which(WINDOWLESS) or find_chromium()


def apt_prefix() -> list[str] | None:
    """Say how to run apt-get here without being asked for a password, if there is a way."""
    if not shutil.which("apt-get"):
        return None
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return quiet
    sudo = shutil.which("sudo")
    may = sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    return [sudo, "-n", *quiet] if sudo and may else None


def call(command: Iterable[str]) -> int:
    """Run a command in the project's folder and give its exit code."""
    return subprocess.run(list(command), cwd=HOUSE, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
