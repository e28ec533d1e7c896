"""The three hooks: one that hands over methodologies, and two that look at any review."""

from __future__ import annotations

from collections.abc import Iterable

import pluggy

from lcspr_core.concerns import Concern
from lcspr_core.methodology import Methodology
from lcspr_core.review import Review
from lcspr_core.views import View

PROJECT = "lcspr"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def lcspr_methodologies() -> Iterable[Methodology]:  # type: ignore[empty-body]
    """Hand over one or more methodologies; called once, when plugins are found."""


@hookspec
def lcspr_views(review: Review) -> Iterable[View]:  # type: ignore[empty-body]
    """Offer more ways to look at any review; it may look, not touch."""


@hookspec
def lcspr_concerns(review: Review) -> Iterable[Concern]:  # type: ignore[empty-body]
    """Say what the chair should look at before sign-off, in any review."""
