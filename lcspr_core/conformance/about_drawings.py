"""What must hold of a methodology's own drawings: each one self-contained file of its package, and text as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lcspr_core.conformance.about_code import own_modules
from lcspr_core.conformance.calls import calls
from lcspr_core.conformance.worked import worked
from lcspr_core.methodology import Methodology
from lcspr_core.plugins import package_of, ships
from lcspr_core.views import Bespoke, Section, View

SHOWING = ("Artefact", "Analysis")
_COMMENT = re.compile(r"^\s*//.*?$|/\*.*?\*/", re.MULTILINE | re.DOTALL)
_DEFAULT = re.compile(r"\bexport\s+default\b|\bas\s+default\b")
# The names of SVG and its kin look like addresses, and are none.
_REACHES_OUT = re.compile(
    r"""(?:^|[;}\s])import\b(?!\s*:)|\bimport\s*\(|\bfrom\s*["']|\bimportScripts\b|https?://(?!www\.w3\.org/)|wss?://"""
    r"""|\bfetch\s*\(|\b(?:XMLHttpRequest|WebSocket|EventSource|SharedWorker|Worker|sendBeacon)\b""",
    re.MULTILINE,
)
_MAKES_CODE = re.compile(r"\beval\s*\(|(?<![.\w])Function\s*\(")
_MAKES_MARKUP = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|DOMParser)\b"
)
_FAULTS = (
    (_REACHES_OUT, "imports or fetches something; it must stand alone"),
    (_MAKES_CODE, "makes code out of text, which a page refuses"),
    (_MAKES_MARKUP, "sets innerHTML or the like; text enters a page as textContent"),
)


def leaning_views(methodology: Methodology) -> Iterator[str]:
    """Find a drawing whose module is no file of the methodology's package, leans on another, or makes markup."""
    packages = {package_of(module) for module in own_modules(methodology)}
    for words, view in _shown(methodology):
        if isinstance(view, Bespoke):
            yield from (f"{words}: the module of “{view.title}” {fault}." for fault in leaning(view, packages))


def leaning(view: Bespoke, packages: Iterable[str]) -> Iterator[str]:
    """Return what keeps a drawing from being run on a page, where its methodology lies in one of these packages."""
    if not _DEFAULT.search(view.module):
        yield "is not the text of an ES module with a default export"
    elif not any(ships(package, view.module) for package in packages):
        yield "is no `.js` file of its own package as it stands there; a page runs no other"
    bare = _COMMENT.sub("", view.module)
    yield from (fault for pattern, fault in _FAULTS if pattern.search(bare))


def _shown(methodology: Methodology) -> Iterator[tuple[str, View]]:
    for what, call in calls(methodology, worked(methodology)):
        if what.startswith(SHOWING):
            yield from ((what, view) for view in _within(call()))


def _within(views: Iterable[View]) -> Iterator[View]:
    for view in views:
        yield view
        yield from _within(view.views) if isinstance(view, Section) else ()
