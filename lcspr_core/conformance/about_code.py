"""What must hold of the author's own modules: no widgets, no clock, no chance, nothing from outside."""

from __future__ import annotations

import ast
import inspect
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import takewhile
from types import ModuleType
from typing import Any

from lcspr_core.methodology import Methodology

WIDGETS = ("IPython", "anywidget", "ipykernel", "ipywidgets", "jupyter_server", "tornado", "traitlets", "voila")
OUTSIDE = frozenset(
    {
        "asyncio",
        "http",
        "random",
        "requests",
        "secrets",
        "socket",
        "sqlite3",
        "sqlalchemy",
        "subprocess",
        "time",
        "urllib",
    }
)
CLOCK = frozenset({"today", "now", "utcnow", "uuid4", "minted"})
LOOK = """
import importlib, sys
for name in sys.argv[2:]:
    importlib.import_module(name)
print(*(name for name in sys.argv[1].split(",") if name in sys.modules))
"""


def own_modules(methodology: Methodology) -> tuple[ModuleType, ...]:
    """Return the modules that the methodology's own functions and forms are written in."""
    steps = methodology.steps
    functions: list[Any] = [
        *(step.asks for step in steps),
        *(step.yields for step in steps),
        *(one.compose for one in methodology.artefacts),
        *(one.find for one in methodology.checks),
        *(one.begin for one in methodology.maps),
        *(rule.find for one in methodology.maps for rule in one.rules),
        *(analysis.look for one in methodology.maps for analysis in one.analyses),
        methodology.upgrade,
        methodology.example,
    ]
    names = {name for one in functions if (name := getattr(one, "__module__", "")) and not _is_ours(name)}
    shared = _shared(names)
    inside = {name for name in sys.modules if shared and name.startswith(f"{shared}.")}
    found = (sys.modules.get(name) for name in sorted({*names, *inside, shared}))
    return tuple(module for module in found if module and not _is_bare_folder(module))


def _is_bare_folder(module: ModuleType) -> bool:
    return hasattr(module, "__path__") and getattr(module, "__file__", None) is None


def _is_ours(name: str) -> bool:
    return name.partition(".")[0] in {"lcspr_core", "builtins"}


def _shared(names: Iterable[str]) -> str:
    """Return the package that all these modules lie in, or nothing."""
    levels = zip(*(name.split(".") for name in names), strict=False)
    return ".".join(level[0] for level in takewhile(lambda level: len(set(level)) == 1, levels))


def widget_libraries(methodology: Methodology) -> Iterator[str]:
    """Find a widget library that comes in with the methodology, in a Python that was just started."""
    names = [module.__name__ for module in own_modules(methodology)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    looked = subprocess.run(
        [sys.executable, "-c", LOOK, ",".join(WIDGETS), *names],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if looked.returncode:
        said = looked.stderr.strip().splitlines()
        yield f"It cannot be imported in a Python that was just started: {said[-1] if said else 'no reason was given.'}"
    yield from (
        f"It imports {name}; describe what to show, and leave the drawing to us." for name in looked.stdout.split()
    )


def worldly_code(methodology: Methodology) -> Iterator[str]:
    """Find what makes the author's functions depend on the hour, on chance or on the world outside."""
    for module in own_modules(methodology):
        try:
            tree = ast.parse(inspect.getsource(module))
        except (OSError, TypeError):
            yield f"The source of {module.__name__} cannot be read, so nobody can see what it does."
            continue
        yield from (f"{module.__name__}, line {line}: {words}" for line, words in _worldly(tree))


def _worldly(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for name in OUTSIDE & set(_tops(node)):
                yield node.lineno, f"imports {name}; a methodology is data and pure functions."
        if isinstance(node, ast.Call) and (name := _name(node.func)) in CLOCK:
            yield node.lineno, f"calls {name}(); the date and every id come from the review."


def _tops(node: ast.Import | ast.ImportFrom) -> Iterable[str]:
    if isinstance(node, ast.ImportFrom):
        return [(node.module or "").partition(".")[0]] if not node.level else []
    return [one.name.partition(".")[0] for one in node.names]


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))
