"""Setting up and running: what make.py says, when it installs, and what its exit codes mean."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import make

HOUSE = Path(make.__file__).resolve().parent


# --- sentences ------------------------------------------------------------------------------------------------------


def test_an_old_python_is_told_what_to_do() -> None:
    with pytest.raises(
        make.CannotGoOnError, match=r"This is Python 3\.10; the project needs 3\.11 or newer\..*make PYTHON="
    ):
        make.check_python((3, 10))


def test_a_python_new_enough_goes_on() -> None:
    make.check_python((3, 11))
    make.check_python((4, 0))


def test_the_script_parses_where_python_is_too_old_to_run_it() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 7))"],
        input=Path(make.__file__).read_text(),
        text=True,
        check=False,
    )
    assert ran.returncode == 0


def test_what_stops_us_is_one_sentence_and_exit_code_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(make, "OLDEST_PYTHON", (9, 0))
    assert make.main(["setup"]) == 2
    said = capsys.readouterr()
    assert "the project needs 9.0 or newer" in said.err
    assert "Traceback" not in said.err + said.out


@pytest.mark.parametrize("words", [[], ["tset"]])
def test_an_unknown_command_lists_the_known(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert make.main(words) == 2
    listed = capsys.readouterr().out
    assert all(re.search(rf"^  {name} +\w", listed, re.MULTILINE) for name in make.COMMANDS)


def test_the_makefile_offers_each_command_and_no_other() -> None:
    targets = re.search(r"^TARGETS := (.+)$", (HOUSE / "Makefile").read_text(), re.MULTILINE)
    assert targets
    assert set(targets[1].split()) == set(make.COMMANDS)


# --- when it installs -----------------------------------------------------------------------------------------------


@pytest.fixture
def small_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with pins, whose set-up costs nothing."""
    (tmp_path / "requirements").mkdir()
    for name in ("pyproject.toml", "requirements/run.txt", "requirements/test.txt"):
        (tmp_path / name).write_text(f"# {name}\na==1\n")
    monkeypatch.setattr(make, "HOUSE", tmp_path)
    monkeypatch.setattr(make, "make_environment", lambda: _touch(Path(make.program("python"))))
    return tmp_path


def _touch(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


@pytest.fixture
def installed(small_house: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was installed, in order."""
    order: list[str] = []
    monkeypatch.setattr(make, "install_pins", order.append)
    monkeypatch.setattr(make, "install_project", lambda: order.append("project"))
    return order


def test_setting_up_twice_installs_once(installed: list[str]) -> None:
    make.install("test")
    make.install("test")
    assert installed == ["requirements/test.txt", "project"]


@pytest.mark.parametrize("changed", ["pyproject.toml", "requirements/test.txt"])
def test_a_changed_pin_or_project_installs_again(small_house: Path, installed: list[str], changed: str) -> None:
    make.install("test")
    (small_house / changed).write_text("a==2\n")
    make.install("test")
    assert installed == ["requirements/test.txt", "project"] * 2


def test_the_tests_need_more_than_running_does(installed: list[str]) -> None:
    make.install("run")
    make.install("test")
    make.install("run")
    assert installed == ["requirements/run.txt", "project", "requirements/test.txt", "project"]


def test_an_install_that_failed_is_tried_again(installed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise make.CannotGoOnError("Installing failed.")

    with monkeypatch.context() as broken:
        broken.setattr(make, "install_project", fail)
        with pytest.raises(make.CannotGoOnError):
            make.install("test")
    make.install("test")
    assert installed == ["requirements/test.txt"] * 2 + ["project"]


def test_a_house_that_moved_installs_again(small_house: Path, installed: list[str], tmp_path: Path) -> None:
    make.install("test")
    before = make.fingerprint("test")
    moved = small_house.rename(tmp_path.with_name("moved"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(make, "HOUSE", moved)
        assert make.fingerprint("test") != before
        assert not make.is_current("test")


def test_uv_is_used_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make.shutil, "which", lambda name: f"/opt/{name}")
    assert make.installer()[0] == "/opt/uv"
    monkeypatch.setattr(make.shutil, "which", lambda _name: None)
    assert make.installer()[1:4] == ["-m", "pip", "install"]


def test_pins_are_installed_only_with_their_hashes(small_house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[list[str], int]] = []
    monkeypatch.setattr(make, "follow", lambda command, total: asked.append((command, total)))
    make.install_pins("requirements/test.txt")
    assert "--require-hashes" in asked[0][0]
    assert asked[0][1] == 1


def test_a_python_that_can_make_no_environment_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "HOUSE", tmp_path)
    monkeypatch.setattr(make.sys, "executable", "false")
    with pytest.raises(make.CannotGoOnError, match="Python could not make .venv. On Debian and Ubuntu, install the"):
        make.make_environment()


def test_an_installer_that_fails_is_quoted(small_house: Path) -> None:
    with pytest.raises(
        make.CannotGoOnError,
        match=r"(?s)no such package.*Installing failed; the lines above say why. Is the network there",
    ):
        make.follow([sys.executable, "-c", "print('no such package'); raise SystemExit(1)"], 1)


def test_a_long_install_says_how_far_it_is(small_house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make.follow(
        [sys.executable, "-c", "for n in range(30): print('Collecting', n); print('Processing', n); print('Using', n)"],
        60,
    )
    assert capsys.readouterr().out.splitlines() == ["  25 of about 60 packages", "  50 of about 60 packages"]


def test_programs_are_found_on_windows_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make.os, "name", "nt")
    assert make.program("lcspr").replace("\\", "/").endswith(".venv/Scripts/lcspr.exe")


# --- the browser ----------------------------------------------------------------------------------------------------


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have been run."""
    commands: list[list[str]] = []
    monkeypatch.setattr(make, "call", lambda command: commands.append(list(command)) or 0)
    return commands


def _programs(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(make.shutil, "which", lambda name: f"/usr/bin/{name}" if name in names else None)


def test_without_a_browser_or_apt_we_say_what_to_install(
    monkeypatch: pytest.MonkeyPatch, called: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    _programs(monkeypatch)
    monkeypatch.setattr(make, "install", lambda _extent: None)
    assert make.main(["stories"]) == 2
    assert "install Chromium with your system's own packages" in capsys.readouterr().err
    assert called == []


def test_a_browser_that_is_there_is_left_alone(monkeypatch: pytest.MonkeyPatch, called: list[list[str]]) -> None:
    _programs(monkeypatch, "google-chrome", "apt-get")
    make.ensure_chromium()
    assert called == []


def test_debian_gets_its_own_chromium(monkeypatch: pytest.MonkeyPatch, called: list[list[str]]) -> None:
    monkeypatch.setattr(make.os, "geteuid", lambda: 0)
    found = iter([None, "/usr/bin/chromium"])
    monkeypatch.setattr(make, "find_chromium", lambda: next(found))
    _programs(monkeypatch, "apt-get")
    make.ensure_chromium()
    assert [[word for word in command if word in {"update", "install", "chromium"}] for command in called] == [
        ["update"],
        ["install", "chromium"],
        ["install"],
    ]
    assert called[-1][-1] == make.WINDOWLESS


@pytest.mark.parametrize("there", [make.WINDOWLESS, "google-chrome"])
def test_a_page_without_a_window_is_opened_by_whatever_is_there(monkeypatch: pytest.MonkeyPatch, there: str) -> None:
    _programs(monkeypatch, there)
    assert make.find_windowless() == f"/usr/bin/{there}"


def test_an_installation_that_brings_no_browser_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, called: list[list[str]]
) -> None:
    monkeypatch.setattr(make.os, "geteuid", lambda: 0)
    _programs(monkeypatch, "apt-get")
    with pytest.raises(make.CannotGoOnError, match="Chromium could not be installed"):
        make.ensure_chromium()


@pytest.mark.parametrize(("answer", "may"), [(0, True), (1, False)])
def test_sudo_is_used_only_where_it_asks_for_no_password(
    monkeypatch: pytest.MonkeyPatch, answer: int, may: bool
) -> None:
    monkeypatch.setattr(make.os, "geteuid", lambda: 1000)
    _programs(monkeypatch, "apt-get", "sudo")
    monkeypatch.setattr(make.subprocess, "run", lambda words, **_: subprocess.CompletedProcess(words, answer))
    prefix = make.apt_prefix()
    assert (prefix is not None) == may
    assert prefix is None or prefix[:2] == ["/usr/bin/sudo", "-n"]


# --- exit codes -----------------------------------------------------------------------------------------------------


@pytest.fixture
def pytest_answers(small_house: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Set what pytest answers, with all that comes before it done."""
    monkeypatch.setattr(make, "install", lambda _extent: None)
    monkeypatch.setattr(make, "ensure_chromium", lambda: None)
    return lambda code: monkeypatch.setattr(make, "call", lambda _command: code)


@pytest.mark.parametrize("code", [0, 1, 2, 3, 4])
@pytest.mark.parametrize("command", ["test", "stories", "bench", "soak"])
def test_what_pytest_answers_is_what_we_answer(pytest_answers: Callable[[int], None], command: str, code: int) -> None:
    pytest_answers(code)
    assert make.main([command]) == code


def test_finding_no_tests_is_a_failure(pytest_answers: Callable[[int], None]) -> None:
    pytest_answers(make.NO_TESTS)
    assert make.main(["test"]) == make.NO_TESTS


def test_finding_no_stories_is_a_failure_once_there_are_files_of_them(
    pytest_answers: Callable[[int], None], small_house: Path
) -> None:
    pytest_answers(make.NO_TESTS)
    assert make.main(["stories"]) == 0
    _touch(small_house / "tests/stories/test_event.py")
    assert make.main(["stories"]) == make.NO_TESTS


@pytest.mark.parametrize(("failing", "code"), [("test", 1), ("stories", 1), ("neither", 0)])
def test_the_check_of_a_bare_clone_fails_when_either_part_does(tmp_path: Path, failing: str, code: int) -> None:
    stand_in = tmp_path / "make"
    stand_in.write_text(f'#!/bin/sh\necho "$1"\ntest "$1" != {failing}\n')
    stand_in.chmod(stand_in.stat().st_mode | stat.S_IXUSR)
    ran = subprocess.run(
        ["bash", HOUSE / ".ci/run"],
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == code
    assert ran.stdout.split() == (["test"] if failing == "test" else ["test", "stories"])


def test_lint_answers_with_the_worst_of_its_checks(
    pytest_answers: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "call", lambda command: int("mypy" in command[0]))
    assert make.main(["lint"]) == 1


# --- what a wheel carries -------------------------------------------------------------------------------------------


def test_a_wheel_carries_the_notebooks_and_all_that_pages_need(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=HOUSE,
        capture_output=True,
        check=True,
    )
    (wheel,) = tmp_path.glob("lcspr-*.whl")
    carried = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(["git", "ls-files"], cwd=HOUSE, capture_output=True, text=True, check=True).stdout
    wanted = {_place(path) for path in tracked.splitlines() if path.startswith(("lcspr_core", "methodol", "notebooks"))}
    assert any(path.endswith(".ipynb") for path in wanted)
    assert wanted <= carried


def _place(path: str) -> str:
    inside = path.removeprefix("notebooks/")
    return f"lcspr_jupyter/notebooks/{inside}" if inside.endswith(".ipynb") else inside
