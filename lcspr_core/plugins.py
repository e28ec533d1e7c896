"""Finds the methodologies, ours and a stranger's by one door, and sets a broken one aside by name."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import pluggy
from attrs import field, frozen

from lcspr_core import hookspecs
from lcspr_core.concerns import Concern, Severity
from lcspr_core.methodology import Methodology
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.review import Review
from lcspr_core.views import Prose, View
from lcspr_core.views_json import VIEW_KINDS

GROUP = "lcspr.methodologies"
HOOKS = ("lcspr_methodologies", "lcspr_views", "lcspr_concerns")
MOST_BYTES = 2_000_000  # of a module that a page is sent
Made = TypeVar("Made")


@frozen(kw_only=True)
class SetAside:
    """A plugin that could not be used, by name, and why, in a sentence for a banner."""

    name: str
    sentence: str


@frozen(kw_only=True)
class Loaded:
    """All methodologies that could be found, by slug, with the package of each one's plugin, and what was set aside."""

    methodologies: Mapping[str, Methodology]
    packages: Mapping[str, str] = field(factory=dict, repr=False)
    set_aside: tuple[SetAside, ...] = ()
    plugins: pluggy.PluginManager = field(eq=False, repr=False)

    @property
    def keepers(self) -> Mapping[str, Methodology]:
        """Every methodology that keeps answers: those that can be chosen, and the procedure, which every case has."""
        return MappingProxyType({**self.methodologies, PROCEDURE.slug: PROCEDURE})

    def ships(self, slug: str, module: str) -> bool:
        """Say whether a page may run a module for a methodology: only a file of its own plugin's package."""
        return ships(self.packages.get(slug, ""), module)

    def views(self, review: Review) -> tuple[View, ...]:
        """Return every plugin's further views of a review; in place of one that raises stands a sentence."""
        found, faults = _gathered(self.plugins, "lcspr_views", tuple(VIEW_KINDS.values()), review=review)
        return (*found, *(Prose(text=fault.sentence) for fault in faults))

    def concerns(self, review: Review) -> tuple[Concern, ...]:
        """Return every plugin's concerns about a review; that one raised is a concern too."""
        found, faults = _gathered(self.plugins, "lcspr_concerns", (Concern,), review=review)
        return (*found, *(_concern(fault) for fault in faults))


def ships(package: str, module: str) -> bool:
    """Say whether a package ships a module, word for word, as a `.js` file of its own."""
    return bool(package) and module in _modules_of(package)


@cache
def _modules_of(package: str) -> frozenset[str]:
    folders = (Path(one).resolve() for one in getattr(sys.modules.get(package), "__path__", ()))
    files = (file for folder in folders for file in folder.rglob("*.js") if file.resolve().is_relative_to(folder))
    return frozenset(filter(None, map(_text_of, files)))


def _text_of(file: Path) -> str:
    try:
        return file.read_text("utf-8") if file.stat().st_size <= MOST_BYTES else ""
    except (OSError, ValueError):
        return ""  # what cannot be read as text is no module of anybody's


def package_of(plugin: object) -> str:
    """Return the package that a plugin lies in; a module that lies in none has no files of its own."""
    name = plugin.__name__ if inspect.ismodule(plugin) else getattr(plugin, "__module__", type(plugin).__module__)
    spec = getattr(sys.modules.get(name), "__spec__", None)
    return spec.parent or "" if spec else ""


def _concern(fault: SetAside) -> Concern:
    return Concern(
        key="plugin.fault",
        sentence=fault.sentence,
        severity=Severity.WARNING,
        source=f"The plugin “{fault.name}”",
        way_out="Tell whoever looks after the plugin, and look yourself at what it would have looked at.",
    )


def load(found: Iterable[EntryPoint] | None = None) -> Loaded:
    """Load every plugin of the entry-point group; a broken one never stops the others."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    _trace(manager)
    points = entry_points(group=GROUP) if found is None else found
    aside = [fault for point in points if (fault := _register(manager, point)) is not None]
    offers, faults = _offers(manager)
    alone = {slug: here[0] for slug, here in offers.items() if len(here) == 1}
    return Loaded(
        methodologies=MappingProxyType({slug: one for slug, (_, one) in alone.items()}),
        packages=MappingProxyType({slug: package_of(manager.get_plugin(name)) for slug, (name, _) in alone.items()}),
        set_aside=(*aside, *faults),
        plugins=manager,
    )


def _register(manager: pluggy.PluginManager, point: EntryPoint) -> SetAside | None:
    name = _free_name(manager, point)
    plugin, fault = guarded(name, point.load)
    if fault is None:
        _, fault = guarded(name, partial(manager.register, plugin, name=name))
    sentence = fault.sentence if fault else _misspelt(name, plugin)
    if not sentence:
        return None
    if manager.has_plugin(name):
        manager.unregister(name=name)
    return SetAside(name=name, sentence=sentence)


def _free_name(manager: pluggy.PluginManager, point: EntryPoint) -> str:
    """Return the plugin's name, with its package's where another plugin has the name already."""
    package = point.dist.name if point.dist else "another package"
    return f"{point.name} of {package}" if manager.has_plugin(point.name) else point.name


def _misspelt(name: str, plugin: Any) -> str:
    """Say which hook of a plugin would silently do nothing."""
    functions = {key: getattr(plugin, key) for key in dir(plugin) if key.startswith("lcspr_")}
    for key, function in functions.items():
        if inspect.isroutine(function) and not hasattr(hookspecs, key):
            return f"“{name}” is set aside: there is no hook called {key}. There are {', '.join(HOOKS)}."
        if inspect.isroutine(function) and not hasattr(function, f"{hookspecs.PROJECT}_impl"):
            return f"“{name}” is set aside: write @hookimpl above {key}, or it is never called."
    return ""


def _offers(
    manager: pluggy.PluginManager,
) -> tuple[Mapping[str, list[tuple[str, Methodology]]], tuple[SetAside, ...]]:
    """Return who offers which methodology, and what cannot be used: two offers of one slug shut each other out."""
    offers: dict[str, list[tuple[str, Methodology]]] = {}
    faults: list[SetAside] = []
    for name, _ in manager.list_name_plugin():
        found, fault = guarded(name, partial(_asked, manager, name, "lcspr_methodologies", (Methodology,)))
        faults.extend([fault] if fault else [])
        for one in found or ():
            offers.setdefault(one.slug, []).append((name, one))
    faults.extend(_too_many(slug, [name for name, _ in here]) for slug, here in offers.items() if len(here) > 1)
    return offers, tuple(faults)


def _too_many(slug: str, names: Sequence[str]) -> SetAside:
    who = f"{', '.join(f'“{name}”' for name in names[:-1])} and “{names[-1]}”"
    return SetAside(
        name=slug,
        sentence=f"More than one plugin brings a methodology called “{slug}”: {who}. "
        "None of them is used until the others are removed.",
    )


def guarded(name: str, call: Callable[[], Made]) -> tuple[Made | None, SetAside | None]:
    """Call something a plugin gave; return its result, or the plugin set aside by name."""
    try:
        return call(), None
    except (Exception, SystemExit) as fault:  # noqa: BLE001  (whatever a plugin raises, the rest go on)
        return None, _aside(name, fault)


def _aside(name: str, fault: BaseException) -> SetAside:
    # The fault's own text is left out: a plugin may have put case data into it.
    return SetAside(
        name=name,
        sentence=f"“{name}” stopped with a {type(fault).__name__} and is set aside; "
        "everything else works, and what was answered in it is kept.",
    )


def _gathered(
    manager: pluggy.PluginManager, hook: str, wanted: tuple[type, ...], **given: Any
) -> tuple[list[Any], list[SetAside]]:
    asked = [
        guarded(name, partial(_asked, manager, name, hook, wanted, **given)) for name, _ in manager.list_name_plugin()
    ]
    return [one for found, _ in asked for one in found or ()], [fault for _, fault in asked if fault]


def _asked(manager: pluggy.PluginManager, name: str, hook: str, wanted: tuple[type, ...], **given: Any) -> list[Any]:
    """Ask one plugin alone, so that its fault is known by its name."""
    others = [plugin for other, plugin in manager.list_name_plugin() if other != name]
    answered = manager.subset_hook_caller(hook, others)(**given)
    found = [one for several in answered for one in several]
    if not all(isinstance(one, wanted) for one in found):
        message = f"{hook} returns {' or '.join(one.__name__ for one in wanted)} and nothing else"
        raise TypeError(message)
    return found


def _trace(manager: pluggy.PluginManager) -> None:
    if os.environ.get("LCSPR_TRACE"):
        manager.add_hookcall_monitoring(_before, lambda *_: None)


def _before(hook: str, _implementations: object, arguments: Mapping[str, Any]) -> None:
    review = arguments.get("review")
    shown = review.header.id if isinstance(review, Review) else ""
    sys.stderr.write(f"hook {hook} {shown}\n")
