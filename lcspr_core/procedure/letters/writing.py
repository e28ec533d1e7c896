"""A letter written: its template filled from a case, as views that the paper room draws, and what is still wanting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

from lcspr_core.errors import NotAllowed, NotFound
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.forms.cross_border import CrossBorder
from lcspr_core.procedure.forms.notices import ABOUT, Delays
from lcspr_core.procedure.letters.blocks import BLOCKS, blanks_in
from lcspr_core.procedure.letters.kinds import LETTERS, Each, Letter, letter
from lcspr_core.procedure.letters.places import PLACES, Filling, term
from lcspr_core.procedure.letters.templates import filled, template
from lcspr_core.views import Prose, Section, View

KNOWN = frozenset({*PLACES, *BLOCKS})
UNDER = "Written under: {edition}. National guidance: {guidance}. Procedure: {paragraph}. Case: {reference}."
SIGNS = re.compile(r"([\\`*_\[\]<>#&~|!])")
LIST_MARK = re.compile(r"^(\d{1,9})?([.)+=-])")
ALONE = re.compile(r"\s*\{(\w+)\}\s*")


@frozen(kw_only=True)
class WrittenLetter:
    """A letter as views, under its title, and in words what is still to be filled in it."""

    key: str
    title: str
    views: tuple[View, ...]
    blanks: tuple[str, ...]


@frozen(kw_only=True)
class Offer:
    """One letter that a case has: its name (the letter's key, and of what), and why it may not be written yet."""

    name: str
    title: str
    to: str
    paragraph: str
    refused: str


def offers(case: Case) -> tuple[Offer, ...]:
    """Return every letter of a case, the refused ones with their sentence."""
    return tuple(_offer(case, one, of, words) for one in LETTERS for of, words in _of(case, one).items())


def _offer(case: Case, one: Letter, of: str, words: str) -> Offer:
    name = f"{one.key}.{of}" if of else one.key
    to = words if one.each is Each.AGENCY else one.to
    about = f"{one.title}: {words}" if one.each in {Each.DELAY, Each.AREA} else one.title
    return Offer(name=name, title=about, to=to, paragraph=one.paragraph, refused=one.refused(case, of))


def _of(case: Case, one: Letter) -> dict[str, str]:
    """Return of what there is one letter each, with what it is called."""
    if one.each is Each.AGENCY:
        return {agency.id: agency.title for agency in case.review.all("agency")}
    if one.each is Each.DELAY:
        return {row.id: term(ABOUT, row.about) for row in case.one("delays", Delays).delays}
    if one.each is Each.AREA:
        return {row.id: row.area for row in case.one("cross_border", CrossBorder).outside}
    return {"": ""}


def written(case: Case, name: str, own: Path | None = None) -> WrittenLetter:
    """Write a letter by its name; `own` is the folder in which a partnership's templates take the place of ours."""
    key, _, of = name.partition(".")
    kind = letter(key)
    if of not in _of(case, kind):
        raise NotFound("This case has no such letter: the agency or the delay that it is about is not there.")
    if sentence := kind.refused(case, of):
        raise NotAllowed(sentence)
    writer = _Writer(filling=Filling(letter=kind, case=case, of=of), blanks=[])
    parts = template(kind.template, own, KNOWN).parts()
    views = tuple(view for heading, lines in parts for view in writer.part(heading, lines))
    under = Prose(text=filled(UNDER, writer.value))  # whatever a template leaves out, this stands below every letter
    return WrittenLetter(
        key=kind.key,
        title=kind.title,
        views=(*views, under),
        blanks=tuple(dict.fromkeys((*writer.blanks, *blanks_in(_flat(views))))),
    )


@frozen(kw_only=True)
class _Writer:
    filling: Filling
    blanks: list[str]

    def part(self, heading: str, lines: Iterable[str]) -> tuple[View, ...]:
        views = tuple(self._views(lines))
        if not heading:
            return views
        return (Section(title=filled(heading, self._bare), views=views),)

    def _views(self, lines: Iterable[str]) -> Iterator[View]:
        waiting: list[str] = []
        for line in lines:
            found = ALONE.fullmatch(line)
            if found and found[1] in BLOCKS:
                yield from self._prose(waiting)
                yield from BLOCKS[found[1]](self.filling)
                waiting = []
            else:
                waiting.append(line)
        yield from self._prose(waiting)

    def _prose(self, lines: list[str]) -> Iterator[View]:
        text = "\n".join(lines).strip()
        if text:
            yield Prose(text=filled(text, self.value))

    def value(self, name: str) -> str:
        """What stands in a place, as text in which no sign of Markdown counts."""
        lines = (line.strip() for line in self._bare(name).splitlines())
        return "\n\n".join(_as_text(line) for line in lines if line)

    def _bare(self, name: str) -> str:
        if name in BLOCKS:  # it stands within a line, where no table can
            return f"[{name} needs a line of its own]"
        place = PLACES[name]
        said = place.read(self.filling).strip()
        if not said:
            self.blanks.append(place.words)
        return said or f"[still to be filled: {place.words}]"


def _as_text(line: str) -> str:
    escaped = SIGNS.sub(r"\\\1", line)
    return LIST_MARK.sub(lambda mark: f"{mark[1] or ''}\\{mark[2]}", escaped)


def _flat(views: Iterable[View]) -> Iterator[View]:
    for view in views:
        yield from _flat(view.views) if isinstance(view, Section) else (view,)
