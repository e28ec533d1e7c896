"""The rules of the house, each a check over its files, and each shown a sample that breaks it."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest
from attrs import frozen

import make

HOUSE = Path(make.__file__).resolve().parent
OURS = ("lcspr_core/**/*.py", "methodologies/**/*.py", "notebooks/lcspr_jupyter/**/*.py")
PURE = OURS[:2]
WIDGET_LIBRARIES = {
    "IPython",
    "anywidget",
    "ipykernel",
    "ipywidgets",
    "jupyter_server",
    "tornado",
    "traitlets",
    "voila",
}


@frozen(kw_only=True)
class Rule:
    """What holds for some files: how to find a breach, and a breach and its remedy to try that on."""

    name: str
    files: tuple[str, ...]
    breaches: Callable[[str, str], Iterator[str]]
    path: str
    bad: tuple[str, ...]
    good: str

    def covers(self, path: str) -> bool:
        """Whether the rule holds for the file at this path."""
        return any(_matches(path, pattern) for pattern in self.files)


def _matches(path: str, pattern: str) -> bool:
    folder, _, name = pattern.rpartition("**/")
    return path.startswith(folder) and PurePosixPath(path).match(name or "*")


# --- what the files may say -----------------------------------------------------------------------------------------

OUTSIDE = {
    "a text beside the repository": re.compile(r"[.][.]/shared\b"),
    "a path of one machine": re.compile(r"(?<![\w.])/(?:work|root|farm|bash_jobs)/"),
    "a registry's address": re.compile(
        r"pypi[.]org|pythonhosted[.]org|registry[.](?:npmjs|yarnpkg)|--(?:extra-)?index-url|--find-links[ =]?(?:http|/)"
    ),
}


def outside(_path: str, text: str) -> Iterator[str]:
    """Find what a clone on another machine could not reach, or should not be told."""
    for number, line in enumerate(text.splitlines(), start=1):
        yield from (f"line {number} names {what}" for what, pattern in OUTSIDE.items() if pattern.search(line))


BANNED_FILES = re.compile(
    r"(?:^|/)(?:uv\.lock|poetry\.lock|Pipfile\.lock|pdm\.lock|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|"
    r"pnpm-lock\.yaml|[^/]+\.(?:db|sqlite3?|lcspr|pem|key))$"
)


def banned_file(path: str, _text: str) -> Iterator[str]:
    """Find lock files that record addresses, and anything that may hold a review or a key."""
    if BANNED_FILES.search(path):
        yield "this kind of file does not belong in the repository"


# --- what Python may look like --------------------------------------------------------------------------------------

VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
VAGUE_FUNCTION = re.compile(r"_*(?:process|handle|do|get)_")
VAGUE_CLASS = re.compile(r"(?:Manager|Handler|Service|Base)$")
MARKUP_WIDGETS = {"HTML", "HTMLMath", "Markdown"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def vague_file(path: str, _text: str) -> Iterator[str]:
    """Find a module or folder whose name says nothing."""
    yield from (
        f"{part} says nothing" for part in PurePosixPath(path).with_suffix("").parts if part.strip("_") in VAGUE
    )


def vague_name(_path: str, text: str) -> Iterator[str]:
    """Find functions and classes that are not named in the domain's voice."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, Function) and VAGUE_FUNCTION.match(node.name):
            yield f"line {node.lineno}: {node.name} names no deed of the domain"
        if isinstance(node, ast.ClassDef) and VAGUE_CLASS.search(node.name):
            yield f"line {node.lineno}: {node.name} names no thing of the domain"


def too_long(_path: str, text: str) -> Iterator[str]:
    """Find modules over 250 lines and functions over 50."""
    if (lines := len(text.splitlines())) > 250:
        yield f"{lines} lines; past 250 a module is two"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, Function) and (length := (node.end_lineno or 0) - node.lineno + 1) > 50:
            yield f"line {node.lineno}: {node.name} has {length} lines; 50 is the end"


def live_markup(_path: str, text: str) -> Iterator[str]:
    """Find HTML widgets that are built from anything but a constant."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and _called(node.func) in MARKUP_WIDGETS:
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            if not all(isinstance(each, ast.Constant) for each in given):
                yield f"line {node.lineno}: a component draws text; this widget would run it"


def _called(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


# --- what a page may do ---------------------------------------------------------------------------------------------

COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)
LIVE_SCRIPT = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|srcdoc|DOMParser)\b"
    r"|\bdocument\.write|\beval\s*\(|\bnew\s+Function\b|\bset(?:Timeout|Interval)\s*\(\s*[\"'`]"
)
FAR_CALL = re.compile(r"\b(?:fetch|EventSource|WebSocket|sendBeacon|import)\s*\(\s*[\"'`](?:\w+:)?//")
MODULE_IMPORT = re.compile(r"^\s*(?:import\b|export\b.*\bfrom\b)|\bimport\s*\(", re.MULTILINE)
RUNS_PLUGINS = "components/drawing.js"
FAR_LOAD = re.compile(
    r"(?:\bsrc|<link\b[^>]*\bhref)\s*=\s*[\"']?(?:https?:)?//|(?:url\(|@import)\s*[\"']?(?:https?:)?//", re.IGNORECASE
)


def live_script(_path: str, text: str) -> Iterator[str]:
    """Find scripts that turn text into markup or code, or call another host."""
    bare = COMMENT.sub("", text)
    yield from (f"uses {found.group()}" for found in LIVE_SCRIPT.finditer(bare))
    yield from (f"calls another host: {found.group()}" for found in FAR_CALL.finditer(bare))


def unfinished_module(path: str, text: str) -> Iterator[str]:
    """Find components that lean on another file, or that no host could draw; a part only goes into them."""
    bare = COMMENT.sub("", text)
    if path.endswith(RUNS_PLUGINS):
        bare = bare.replace("await import(address)", "", 1)  # of the text that a plugin ships, from a blob
    yield from (f"imports: {found.group().strip()}" for found in MODULE_IMPORT.finditer(bare))
    if "/parts/" in path:
        yield from ("a part exports nothing by itself" for _ in re.finditer(r"^\s*export\b", bare, re.MULTILINE))
    elif "export default" not in bare:
        yield "has no default export for a host to call"


def far_load(_path: str, text: str) -> Iterator[str]:
    """Find templates and stylesheets that load something from another host."""
    yield from (f"loads from elsewhere: {found.group()}" for found in FAR_LOAD.finditer(text))


def thick_notebook(_path: str, text: str) -> Iterator[str]:
    """Find notebooks that are more than one heading and one cell of at most three lines, or that were saved run."""
    cells = json.loads(text)["cells"]
    if [cell["cell_type"] for cell in cells] != ["markdown", "code"]:
        yield "is not one heading and one code cell"
        return
    heading, code = ("".join(cell["source"]) for cell in cells)
    if not re.fullmatch(r"#+ [^\n]+\n?", heading):
        yield "its first cell is not one heading"
    if len(code.strip().splitlines()) > 3:
        yield "its code has more than three lines"
    if cells[1].get("outputs") or cells[1].get("execution_count") is not None:
        yield "was saved with what it printed"


# --- what is installed ----------------------------------------------------------------------------------------------


def loose_pin(_path: str, text: str) -> Iterator[str]:
    """Find requirements without an exact version and a hash, and any address."""
    for entry in text.replace("\\\n", " ").splitlines():
        line = entry.split(" #")[0].strip()
        if line and not line.startswith("#"):
            yield from _loose(line)


def _loose(line: str) -> Iterator[str]:
    if not re.match(r"[\w.-]+==[\w.+!]+(?= )", line):
        yield f"{line[:40]} is not one exact version"
    if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", line):
        yield f"{line[:40]} has no hash"
    if "://" in line:
        yield f"{line[:40]} records an address"


def exception_listed(_path: str, text: str) -> Iterator[str]:
    """Find import contracts that list exceptions."""
    contracts = tomllib.loads(text)["tool"].get("importlinter", {}).get("contracts", ())  # a template has none
    yield from (f"{contract['name']}: lists exceptions" for contract in contracts if "ignore_imports" in contract)


def _notebook(*cells: tuple[str, str], **run: object) -> str:
    code = {"outputs": [], "execution_count": None, **run}
    return json.dumps(
        {"cells": [{"cell_type": kind, "source": source, **(code if kind == "code" else {})} for kind, source in cells]}
    )


SLASH = "/"  # so that the samples below are not themselves found
HASH = "a" * 64
RULES = (
    Rule(
        name="nothing points outside the repository",
        files=("**/*",),
        breaches=outside,
        path="lcspr_core/x.py",
        bad=(f"..{SLASH}shared/x.csv", f"see {SLASH}work/main", f"https://pypi{'.'}org/simple", f"--index-{'url'} x"),
        good="network/path, framework/x and the /r/REVIEW route",
    ),
    Rule(
        name="no lock file with addresses, no data, no key",
        files=("**/*",),
        breaches=banned_file,
        path="juniper.db",
        bad=("",),
        good="",
    ),
    Rule(
        name="no vague file name",
        files=OURS,
        breaches=vague_file,
        path="lcspr_core/cases/_helpers.py",
        bad=("",),
        good="",
    ),
    Rule(
        name="names in the domain's voice",
        files=PURE,
        breaches=vague_name,
        path="lcspr_core/x.py",
        bad=("def _get_case(): ...", "async def process_step(): ...", "class StepManager: ..."),
        good="def getting(): ...\nclass Handled: ...",
    ),
    Rule(
        name="short modules and functions",
        files=OURS,
        breaches=too_long,
        path="lcspr_core/x.py",
        bad=("\n" * 251, "def f():\n" + "    a\n" * 50),
        good="def f():\n" + "    a\n" * 49,
    ),
    Rule(
        name="no widget that runs what someone typed",
        files=OURS,
        breaches=live_markup,
        path="lcspr_core/x.py",
        bad=("widgets.HTML(f'<b>{name}</b>')", "HTML(value=text)", "HTMLMath('a' + b)", "display.HTML(*parts)"),
        good="widgets.HTML('<hr>')\nHtml(text)",
    ),
    Rule(
        name="scripts write text, never markup, and call no other host",
        files=("notebooks/**/*.js", "notebooks/**/*.j2", "notebooks/**/*.html"),
        breaches=live_script,
        path="notebooks/lcspr_jupyter/components/x.js",
        bad=(
            "el.innerHTML = x",
            "el.insertAdjacentHTML('x', y)",
            "eval(x)",
            "new Function(x)",
            "fetch('https://x.org')",
            "fetch(`//x.org`)",
        ),
        good="// innerHTML is not used\nel.textContent = x; fetch('/healthz'); retrieval(x)",
    ),
    Rule(
        name="a component is one self-contained module",
        files=("notebooks/lcspr_jupyter/components/**/*.js",),
        breaches=unfinished_module,
        path="notebooks/lcspr_jupyter/components/x.js",
        bad=(
            "import x from './y.js'\nexport default {}",
            "export * from 'y'\nexport default {}",
            "await import('./y.js')\nexport default {}",
            "function render() {}",
        ),
        good="const important = 1\nexport default { render }",
    ),
    Rule(
        name="pages load nothing from elsewhere",
        files=tuple(f"notebooks/**/*.{ending}" for ending in ("j2", "html", "css", "js")),
        breaches=far_load,
        path="notebooks/lcspr_jupyter/templates/x.html",
        bad=(
            '<script src="https://x.org/y.js">',
            "<link rel=x href='//x.org/y.css'>",
            "@import 'http://x.org'",
            "url(https://x.org/f.woff2)",
        ),
        good='<a href="https://www.gov.uk/bank-holidays">the days</a> <img src="/static/x.png">',
    ),
    Rule(
        name="notebooks are thin and were not saved run",
        files=("notebooks/**/*.ipynb",),
        breaches=thick_notebook,
        path="notebooks/home.ipynb",
        bad=(
            _notebook(("code", "a")),
            _notebook(("markdown", "# A\n\nand more"), ("code", "a")),
            _notebook(("markdown", "# A"), ("code", "a\nb\nc\nd")),
            _notebook(("markdown", "# A"), ("code", "a"), execution_count=1),
            _notebook(("markdown", "# A"), ("code", "a"), outputs=[{}]),
        ),
        good=_notebook(("markdown", "# Home"), ("code", "a\nb\nc")),
    ),
    Rule(
        name="every package is pinned with its hashes, and no address",
        files=("requirements/**/*.txt",),
        breaches=loose_pin,
        path="requirements/run.txt",
        bad=(f"a>=1 --hash=sha256:{HASH}", "a==1 \\\n    # via b", f"a @ https://x.org/a --hash=sha256:{HASH}"),
        good=f"# made by\na==1 ; os_name == 'nt' \\\n    --hash=sha256:{HASH}\n    # via b",
    ),
    Rule(
        name="no import contract lists exceptions",
        files=("pyproject.toml",),
        breaches=exception_listed,
        path="pyproject.toml",
        bad=("[[tool.importlinter.contracts]]\nname='a'\nignore_imports=['a -> b']",),
        good="[[tool.importlinter.contracts]]\nname='a'",
    ),
)


def _paths() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=HOUSE, capture_output=True, check=True
    )
    return [path for path in listed.stdout.decode().splitlines() if (HOUSE / path).is_file()]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {path: (HOUSE / path).read_bytes().decode(errors="replace") for path in _paths()}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_house_keeps_the_rule(rule: Rule, texts: dict[str, str]) -> None:
    broken = [
        f"{path}: {breach}" for path, text in texts.items() if rule.covers(path) for breach in rule.breaches(path, text)
    ]
    assert not broken, "\n" + "\n".join(broken)


@pytest.mark.parametrize(
    ("rule", "sample"),
    [pytest.param(rule, bad, id=f"{rule.name}-{n}") for rule in RULES for n, bad in enumerate(rule.bad)],
)
def test_the_rule_finds_a_breach(rule: Rule, sample: str) -> None:
    assert rule.covers(rule.path)
    assert list(rule.breaches(rule.path, sample))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_rule_lets_a_sound_file_pass(rule: Rule) -> None:
    path = "lcspr_core/cases/agencies.py" if not rule.good else rule.path
    assert not list(rule.breaches(path, rule.good))


@pytest.mark.parametrize("command", make.LINTERS, ids=" ".join)
def test_the_linter_is_content(command: tuple[str, ...]) -> None:
    ran = subprocess.run(
        [make.program(command[0]), *command[1:]], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, f"\n{ran.stdout}{ran.stderr}"


def test_the_pins_cover_all_that_the_project_names() -> None:
    named = tomllib.loads((HOUSE / "pyproject.toml").read_text())
    wanted = [*named["project"]["dependencies"], *named["dependency-groups"]["build"]]
    run, test = ((HOUSE / "requirements" / f"{each}.txt").read_text() for each in ("run", "test"))
    assert _names(wanted) <= _names(run.splitlines())
    assert _names(named["dependency-groups"]["test"]) <= _names(test.splitlines())
    assert _pins(run) <= _pins(test), "the tests run against other versions than users get"


def _names(lines: list[str]) -> set[str]:
    return {found.group().lower().replace("_", "-") for line in lines if (found := re.match(r"[\w-]+(?:\.\w+)*", line))}


def _pins(text: str) -> set[str]:
    return set(re.findall(r"^[\w.-]+==\S+", text, re.MULTILINE))


# --- who imports whom -----------------------------------------------------------------------------------------------

LOAD_ALL = """
import sys
from lcspr_core.plugins import load
loaded = load()
print(*sorted(loaded.methodologies), *(each.sentence for each in loaded.set_aside), sep="; ")
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def _load_all(first: str = "") -> tuple[str, set[str]]:
    ran = subprocess.run([sys.executable, "-c", first + LOAD_ALL], capture_output=True, text=True, check=True)
    methodologies, imported = ran.stdout.splitlines()
    return methodologies, set(imported.split())


def test_loading_every_methodology_imports_no_widget_library() -> None:
    methodologies, imported = _load_all()
    points = tomllib.loads((HOUSE / "pyproject.toml").read_text())["project"]["entry-points"]["lcspr.methodologies"]
    assert methodologies == "; ".join(sorted(points))
    assert not imported & WIDGET_LIBRARIES


def test_an_imported_widget_library_would_be_seen() -> None:
    assert "ipywidgets" in _load_all("import ipywidgets")[1] & WIDGET_LIBRARIES


@pytest.mark.parametrize(
    ("path", "line", "contract"),
    [
        ("lcspr_core/errors.py", "import lcspr_core.review", "one way, top to bottom"),
        ("lcspr_core/errors.py", "import ipywidgets", "knows Jupyter"),
        ("lcspr_core/errors.py", "import lcspr_jupyter.stranger", "lcspr_jupyter, then lcspr_core"),
        ("lcspr_core/newcomer.py", "", "one way, top to bottom"),
        ("methodologies/silp/__init__.py", "import methodologies.stranger", "never import each other"),
        ("methodologies/silp/__init__.py", "import lcspr_core.thread", "public face"),
        ("methodologies/silp/__init__.py", "import sqlalchemy", "never reaches the store"),
    ],
)
def test_the_import_contracts_bite(tmp_path: Path, path: str, line: str, contract: str) -> None:
    for room in ("lcspr_core", "methodologies", "notebooks/lcspr_jupyter", "pyproject.toml"):
        copy = shutil.copytree if (HOUSE / room).is_dir() else shutil.copy
        (tmp_path / room).parent.mkdir(exist_ok=True)
        copy(HOUSE / room, tmp_path / room)
    for stranger in ("methodologies/stranger.py", "notebooks/lcspr_jupyter/stranger.py"):
        (tmp_path / stranger).touch()
    with (tmp_path / path).open("a") as module:
        module.write(f"\n{line}\n")
    ran = subprocess.run(
        [make.program("lint-imports"), "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": f"{tmp_path}:{tmp_path / 'notebooks'}", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    broken = [line for line in ran.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(contract in line for line in broken), ran.stdout
