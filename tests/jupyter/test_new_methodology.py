"""A new methodology's folder is made whole or not at all, under its own name, and nothing is overwritten."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from lcspr_jupyter.cli import main
from lcspr_jupyter.new_methodology import NotMade, make


def texts(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def test_the_folder_has_everything_that_the_template_has(tmp_path, house):
    made = make("Case talk", tmp_path)
    template = house / "methodologies" / "_template"
    there = {
        path.relative_to(template).as_posix().replace("learning_circle", "case_talk")
        for path in template.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert set(texts(made)) == there
    assert [path.name for path in tmp_path.iterdir()] == ["case_talk"]


@pytest.mark.parametrize(
    ("name", "slug", "title"),
    [
        ("Case talk", "case_talk", "Case talk"),
        ("case-talk", "case_talk", "Case talk"),
        ("  SEIPS   walk ", "seips_walk", "SEIPS walk"),
        ("walk_7", "walk_7", "Walk 7"),
        ("Circle", "circle", "Circle"),
    ],
)
def test_the_name_is_put_in_wherever_it_belongs(tmp_path, name, slug, title):
    made = make(name, tmp_path)
    assert made == tmp_path / slug
    project = tomllib.loads((made / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["name"] == f"lcspr-{slug.replace('_', '-')}"
    assert project["project"]["entry-points"]["lcspr.methodologies"] == {slug: f"lcspr_{slug}"}
    package = (made / "src" / f"lcspr_{slug}" / "__init__.py").read_text("utf-8")
    assert f'slug="{slug}"' in package
    assert f'title="{title}"' in package
    assert f'methodology = "{slug}"' in (made / "tests" / f"test_{slug}.py").read_text("utf-8")
    assert not re.search("learning.?circle", "".join(texts(made).values()), re.IGNORECASE)


def test_every_python_file_of_it_can_be_compiled(tmp_path):
    for place, text in texts(make("Two words", tmp_path)).items():
        if place.endswith(".py"):
            compile(text, place, "exec")


@pytest.mark.parametrize(
    "name", ["", " ", "7 walk", "é", "case/talk", "../talk", "case.talk", "a--b", "_a", "a_", "x" * 41, "a\x00b", "-rf"]
)
def test_a_name_that_cannot_be_one_is_refused_in_a_sentence(tmp_path, name):
    with pytest.raises(NotMade, match="cannot be its name: use up to 40 plain letters and digits in words"):
        make(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["class", "lead", "core", "Jupyter"])
def test_a_name_that_means_something_else_is_refused(tmp_path, name):
    with pytest.raises(NotMade, match="means something else already: choose another name"):
        make(name, tmp_path)


def test_the_name_of_an_installed_methodology_is_refused(tmp_path):
    with pytest.raises(NotMade, match="A methodology called “silp” is installed already"):
        make("SILP", tmp_path)


def test_a_folder_that_is_there_is_left_as_it_was(tmp_path):
    kept = tmp_path / "case_talk" / "mine.txt"
    kept.parent.mkdir()
    kept.write_text("mine")
    with pytest.raises(NotMade, match="There is a “case_talk” in “.*” already. It was left as it was"):
        make("Case talk", tmp_path)
    assert texts(tmp_path) == {"case_talk/mine.txt": "mine"}


def test_a_link_to_nowhere_is_not_written_through(tmp_path):
    (tmp_path / "case_talk").symlink_to(tmp_path / "nowhere")
    with pytest.raises(NotMade, match="already"):
        make("Case talk", tmp_path)
    assert not (tmp_path / "nowhere").exists()


def test_a_place_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(NotMade, match="There is no folder “.*absent”"):
        make("Case talk", tmp_path / "absent")
    assert list(tmp_path.iterdir()) == []


def test_when_writing_fails_half_way_nothing_is_left(tmp_path, monkeypatch):
    written = []
    real = Path.write_text

    def full(path, *given, **more):
        written.append(path)
        if len(written) > 3:
            raise OSError(28, "No space left on device")
        return real(path, *given, **more)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(NotMade, match="could not be made in “.*”: No space left on device"):
        make("Case talk", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_command_makes_it_and_says_where(tmp_path, capsys):
    assert main(["new-methodology", "Case talk", "--into", str(tmp_path)]) == 0
    assert str(tmp_path / "case_talk") in capsys.readouterr().out


def test_the_command_says_what_is_wrong_in_a_sentence(tmp_path, capsys):
    assert main(["new-methodology", "7", "--into", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("“7” cannot be its name")
    assert "Traceback" not in said


def test_the_template_comes_with_the_project_where_it_is_installed_whole(tmp_path, house):
    source = tmp_path / "source"
    wanted = ("lcspr_core", "methodologies", "notebooks", "pyproject.toml", "hatch_build.py", "LICENSE", "README.md")
    for name in wanted:
        path = house / name
        if path.is_dir():
            shutil.copytree(
                path, source / name, ignore=shutil.ignore_patterns("__pycache__", "pack", "*.ttf", "*.woff2")
            )
        elif path.exists():
            shutil.copy(path, source / name)
    build = "import hatchling.build; print(hatchling.build.build_wheel('.'))"
    built = subprocess.run([sys.executable, "-c", build], cwd=source, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    inside = set(ZipFile(source / built.stdout.split()[-1]).namelist())
    template = house / "methodologies" / "_template"
    there = {f"methodologies/_template/{path.relative_to(template).as_posix()}" for path in template.rglob("*.*")}
    assert {name for name in there if "__pycache__" not in name} <= inside
