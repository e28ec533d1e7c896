"""Finds the methodologies, ours and a stranger's by one door, and sets a broken one aside by name."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Any, TypeVar

import pluggy
from attrs import field, frozen

from lcspr_core import hookspecs
from lcspr_core.concerns import Concern
from lcspr_core.methodology import Methodology
from lcspr_core.review import Review
from lcspr_core.views import View

GROUP = "lcspr.methodologies"
Made = TypeVar("Made")


@frozen(kw_only=True)
class SetAside:
    """A plugin that could not be used, by name, and why, in a sentence for a banner."""

    name: str
    sentence: str


@frozen(kw_only=True)
class Loaded:
    """All methodologies that could be found, by slug, and the plugins that were set aside."""

    methodologies: Mapping[str, Methodology]
    set_aside: tuple[SetAside, ...] = ()
    plugins: pluggy.PluginManager = field(eq=False, repr=False)

    def views(self, review: Review) -> tuple[View, ...]:
        """Return every plugin's further views of a review; one that raises is left out."""
        return tuple(_gathered(self.plugins, "lcspr_views", review))

    def concerns(self, review: Review) -> tuple[Concern, ...]:
        """Return every plugin's concerns about a review; one that raises is left out."""
        return tuple(_gathered(self.plugins, "lcspr_concerns", review))


def load(found: Iterable[EntryPoint] | None = None) -> Loaded:
    """Load every plugin of the entry-point group; a broken one never stops the others."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    _trace(manager)
    points = entry_points(group=GROUP) if found is None else found
    aside = [
        fault for point in points if (fault := _register(manager, point)) is not None
    ]
    methodologies, clashes = _methodologies(manager)
    return Loaded(
        methodologies=methodologies, set_aside=(*aside, *clashes), plugins=manager
    )


def _register(manager: pluggy.PluginManager, point: EntryPoint) -> SetAside | None:
    try:
        plugin = point.load()
        manager.register(plugin, name=point.name)
        unknown = [name for name in dir(plugin) if name.startswith("lcspr_")]
        strange = [name for name in unknown if not hasattr(hookspecs, name)]
    except Exception as fault:  # noqa: BLE001  (whatever a plugin raises, the rest go on)
        return _aside(point.name, fault)
    if strange:
        manager.unregister(name=point.name)
        return SetAside(
            name=point.name, sentence=f"“{point.name}” has no known hook {strange[0]}."
        )
    return None


def _methodologies(
    manager: pluggy.PluginManager,
) -> tuple[Mapping[str, Methodology], tuple[SetAside, ...]]:
    found: dict[str, tuple[str, Methodology]] = {}
    aside: list[SetAside] = []
    for name, plugin in manager.list_name_plugin():
        offers, fault = guarded(name, partial(_offered, plugin))
        aside.extend([fault] if fault else [])
        for one in offers or ():
            if one.slug in found:
                aside.append(_two(one.slug, found[one.slug][0], name))
            else:
                found[one.slug] = (name, one)
    doubled = {fault.name for fault in aside}
    return MappingProxyType(
        {s: m for s, (_, m) in found.items() if s not in doubled}
    ), tuple(aside)


def _offered(plugin: Any) -> tuple[Methodology, ...]:
    hook = getattr(plugin, "lcspr_methodologies", None)
    return tuple(hook()) if hook is not None else ()


def _two(slug: str, first: str, second: str) -> SetAside:
    return SetAside(
        name=slug,
        sentence=f"Two plugins, “{first}” and “{second}”, both bring a methodology called “{slug}”: "
        "neither is used until one of them is removed.",
    )


def guarded(name: str, call: Callable[[], Made]) -> tuple[Made | None, SetAside | None]:
    """Call something a plugin gave; return its result, or the plugin set aside by name."""
    try:
        return call(), None
    except Exception as fault:  # noqa: BLE001  (whatever a plugin raises, the rest go on)
        return None, _aside(name, fault)


def _aside(name: str, fault: Exception) -> SetAside:
    # The fault's own text is left out: a plugin may have put case data into it.
    return SetAside(
        name=name,
        sentence=f"“{name}” stopped with a {type(fault).__name__} and is set aside; "
        "everything else works, and what was answered in it is kept.",
    )


def _gathered(
    manager: pluggy.PluginManager, hook: str, review: Review
) -> Iterable[Any]:
    for name, plugin in manager.list_name_plugin():
        asked = getattr(plugin, hook, None)
        if asked is not None:
            answered, _ = guarded(name, partial(_asked, asked, review))
            yield from answered or ()


def _asked(hook: Callable[[Review], Iterable[Any]], review: Review) -> tuple[Any, ...]:
    return tuple(hook(review))


def _trace(manager: pluggy.PluginManager) -> None:
    if os.environ.get("LCSPR_TRACE"):
        manager.add_hookcall_monitoring(_before, lambda *_: None)


def _before(hook: str, _implementations: object, arguments: Mapping[str, Any]) -> None:
    review = arguments.get("review")
    shown = review.header.id if isinstance(review, Review) else ""
    sys.stderr.write(f"hook {hook} {shown}\n")
