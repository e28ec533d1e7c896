"""What the analyses of a map find in it; one that stops is named in its place, and the others go on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from lcspr_core.maps.drawing import Drawing
from lcspr_core.maps.kinds import Analysis, MapKind
from lcspr_core.plugins import guarded
from lcspr_core.review import Review
from lcspr_core.views import Prose, Section, View


def analysed(kind: MapKind, drawing: Drawing, review: Review) -> Iterable[View]:
    """Return a section for each analysis of a kind of map."""
    for one in kind.analyses:
        found, fault = guarded(one.key, partial(_looked, one, drawing, review))
        yield Section(title=one.title, views=(Prose(text=fault.sentence),) if fault else found or ())


def _looked(analysis: Analysis, drawing: Drawing, review: Review) -> tuple[View, ...]:
    return tuple(analysis.look(drawing, review))
