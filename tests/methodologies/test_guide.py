"""The guide is held to the template word for word, and its commands are run in a Python of their own, offline."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
from functools import cache
from pathlib import Path

import pytest

import make
from lcspr_core import hookspecs
from lcspr_core.answers import NEXT_STATES, STATE_WORDS
from lcspr_core.asking import Control
from lcspr_core.plugins import HOOKS

HOUSE = Path(make.__file__).resolve().parent
GUIDE = HOUSE / "methodologies" / "README.md"
TEMPLATE = HOUSE / "methodologies" / "_template"
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@cache
def guide():
    return GUIDE.read_text(encoding="utf-8")


def blocks(*languages):
    return [(path, text) for language, path, text in BLOCK.findall(guide()) if language in languages]


EXCERPTS = blocks("python", "toml", "js")


def is_excerpt(path, text):
    lines = f"\n{(TEMPLATE / path).read_text(encoding='utf-8')}"
    return bool(path) and f"\n{text}" in lines


@pytest.mark.parametrize(("path", "text"), EXCERPTS, ids=[f"{path}-{len(text)}" for path, text in EXCERPTS])
def test_each_block_of_code_stands_in_the_template_word_for_word(path, text):
    assert is_excerpt(path, text)


def test_a_block_that_drifted_would_be_seen():
    path, text = EXCERPTS[-1]
    assert not is_excerpt(path, text.replace("learning", "lerning"))
    assert not is_excerpt(path, text[1:])


def test_every_module_of_the_template_is_shown():
    shown = {Path(path).name for path, _ in EXCERPTS if path.endswith(".py")}
    written = {path.name for path in TEMPLATE.rglob("*.py") if "__pycache__" not in path.parts}
    assert written == shown


def test_there_is_no_block_without_a_language_that_is_held_to_something():
    assert {language for language, _, _ in BLOCK.findall(guide())} == {"sh", "toml", "python"}
    assert guide().count("```") == 2 * len(BLOCK.findall(guide()))


def test_it_has_five_parts():
    assert re.findall(r"^## (\d)\.", guide(), re.MULTILINE) == ["1", "2", "3", "4", "5"]


def test_it_names_every_control():
    asked = set(re.findall(r"`(\w+)\(label", guide()))
    assert asked == {*(control.value for control in Control if control is not Control.DATE), "uncertain_date"}


def test_it_names_every_hook():
    declared = {name for name in vars(hookspecs) if name.startswith("lcspr_")}
    assert set(HOOKS) == declared == set(re.findall(r"lcspr_(?:methodologies|views|concerns)\b", guide()))


def test_it_has_the_states_as_they_are():
    names = {state: state.value.replace("_", " ") for state in STATE_WORDS}
    rows = {row[0]: row[-1] for row in re.findall(r"^\| ([\w ]+) \|.*\| ([\w ,]+) \|$", guide(), re.MULTILINE)}
    for state, following in NEXT_STATES.items():
        assert set(rows[names[state]].split(", ")) == {names[one] for one in following}


def test_the_test_to_write_has_seven_lines():
    text = (TEMPLATE / "tests" / "test_learning_circle.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) == 7


# --- its commands, run as they stand --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """A Python of its own that knows the project's packages, and into which more can be installed; and a home."""
    place = tmp_path_factory.mktemp("elsewhere")
    venv.create(place / "python", with_pip=False)
    packages = next((place / "python").rglob("site-packages"))
    known = [path for path in sys.path if path.endswith("site-packages")]
    # A folder that is only added would not have its own .pth files read, and these say where the project is.
    lines = [f"import site; site.addsitedir({path!r})" for path in known]
    (packages / "project.pth").write_text("\n".join(lines), encoding="utf-8")
    python = place / "python" / "bin" / "python"
    command = python.with_name("lcspr")
    command.write_text(f"#!{python}\nfrom lcspr_jupyter.cli import main\nraise SystemExit(main())\n", encoding="utf-8")
    command.chmod(0o755)
    (place / "home").mkdir()
    return place


def run(elsewhere, script):
    environment = {
        "PATH": f"{elsewhere / 'python' / 'bin'}:{os.defpath}",
        "HOME": str(elsewhere / "home"),
        "PIP_NO_INDEX": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=elsewhere,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def followed(elsewhere):
    """What came of the guide's commands, run one after the other."""
    return run(elsewhere, "\n".join(text for _, text in blocks("sh")))


def test_the_commands_of_the_guide_work_offline(followed):
    assert followed.returncode == 0, followed.stdout + followed.stderr


def test_the_exam_was_sat_and_passed(followed):
    assert re.search(r"^=* ?2\d passed", followed.stdout, re.MULTILINE), followed.stdout


def test_the_new_methodology_stands_beside_ours(followed):
    assert re.search(r"^case_talk\tCase talk 0\.1\.0\tprofiles: full$", followed.stdout, re.MULTILINE)
    assert "silp\t" in followed.stdout


def test_nothing_of_the_templates_name_is_left(followed, elsewhere):
    made = elsewhere / "home" / "methodologies" / "case_talk"
    written = [path for path in made.rglob("*") if path.is_file() and path.suffix in {".py", ".md", ".toml", ".js"}]
    assert (made / "src" / "lcspr_case_talk" / "wheel.js") in written
    left = [path.name for path in written if re.search("learning.?circle", path.read_text("utf-8"), re.IGNORECASE)]
    assert left == []


def test_the_commands_of_the_new_folders_own_page_work_too(followed, elsewhere):
    page = (elsewhere / "home" / "methodologies" / "case_talk" / "README.md").read_text(encoding="utf-8")
    script = "\n".join(text for language, _, text in BLOCK.findall(page) if language == "sh")
    came = run(elsewhere, f"cd ~/methodologies/case_talk\n{script}")
    assert came.returncode == 0, came.stdout + came.stderr


def test_an_exam_that_fails_fails_the_guide(followed, elsewhere):
    asks = elsewhere / "home" / "methodologies" / "case_talk" / "src" / "lcspr_case_talk" / "asks.py"
    whole = asks.read_text(encoding="utf-8")
    asks.write_text(whole.replace('line("Where it is recorded")', 'line("What happened")'), encoding="utf-8")
    try:
        came = run(elsewhere, "cd ~/methodologies/case_talk\npython -m pytest")
    finally:
        asks.write_text(whole, encoding="utf-8")
    assert came.returncode == 1
    assert "asks “what happened” twice in one form" in came.stdout


def test_a_broken_one_is_set_aside_by_name_and_ours_go_on(followed, elsewhere):
    package = elsewhere / "home" / "methodologies" / "case_talk" / "src" / "lcspr_case_talk" / "__init__.py"
    whole = package.read_text(encoding="utf-8")
    package.write_text(whole.replace("@hookimpl\n", ""), encoding="utf-8")
    try:
        came = run(elsewhere, "lcspr methodologies")
    finally:
        package.write_text(whole, encoding="utf-8")
    assert came.returncode == 1
    assert came.stderr.startswith("“case_talk” is set aside: write @hookimpl above lcspr_methodologies")
    assert "silp\t" in came.stdout
