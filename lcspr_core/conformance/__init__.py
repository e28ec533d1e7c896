"""The exam that every methodology sits, ours and a stranger's: subclass it, name the methodology, let pytest run it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import ClassVar

from lcspr_core import plugins
from lcspr_core.coherence import contradictions
from lcspr_core.conformance import about_answers, about_code, about_drawings, about_showing, about_words
from lcspr_core.methodology import Methodology

MOST = 12  # faults said at once; an author mends the first few, and runs it again


class MethodologyExam:
    """Every test here must pass; what fails says, a line for each fault, what to mend.

    `methodology` is yours, or its slug if it is installed: then it also comes in by the door that users take.
    """

    methodology: ClassVar[Methodology | str]

    @property
    def candidate(self) -> Methodology:
        """The methodology that sits the exam."""
        given = self.methodology
        return given if isinstance(given, Methodology) else installed(given)

    def test_it_contradicts_nothing(self) -> None:
        """Keys, titles, order, forms, roles and kinds fit together."""
        none_of(contradictions(self.candidate))

    def test_every_example_reads_back_as_it_was(self) -> None:
        """What a form shows of an example is what the example says."""
        none_of(about_answers.unlike_when_read(self.candidate))

    def test_every_example_is_finished(self) -> None:
        """A first example gives all that is needed, and chooses only what is offered."""
        none_of(about_answers.unfinished_examples(self.candidate))

    def test_every_step_is_asked_and_answered(self) -> None:
        """The worked review answers each step at least once."""
        none_of(about_answers.never_asked(self.candidate))

    def test_what_the_review_offers_can_be_chosen(self) -> None:
        """Options and rows that come from the review have keys of their own."""
        none_of(about_answers.bad_offers(self.candidate))

    def test_answers_yield_legal_records(self) -> None:
        """Each record is of a declared kind, has words, and rests on what it may rest on."""
        none_of(about_answers.illegal_records(self.candidate))

    def test_ids_come_from_rows(self) -> None:
        """Editing or moving a row keeps its records' ids."""
        none_of(about_answers.moving_ids(self.candidate))

    def test_a_removed_row_takes_its_records_with_it(self) -> None:
        """What came from a row is no longer made when the row is gone."""
        none_of(about_answers.clinging_records(self.candidate))

    def test_older_answers_are_brought_up(self) -> None:
        """Upgrading takes any version and anything that was answered."""
        none_of(about_answers.lossy_upgrades(self.candidate))

    def test_nothing_stops_on_an_ordinary_review(self) -> None:
        """Every function looks at an empty, a half-way and a worked review without raising."""
        none_of(about_showing.broken_calls(self.candidate))

    def test_nothing_stops_on_a_draft(self) -> None:
        """Every function bears forms that are blank in places, over-full or hostile."""
        none_of(about_showing.broken_by_drafts(self.candidate))

    def test_what_is_shown_is_made_of_views(self) -> None:
        """Artefacts and analyses return views, and these go to a page and back as JSON."""
        none_of(about_showing.unshowable(self.candidate))

    def test_its_own_views_stand_alone(self) -> None:
        """A view of its own is one self-contained module out of its own package, that fetches nothing."""
        none_of(about_drawings.leaning_views(self.candidate))

    def test_maps_begin_within_their_rules(self) -> None:
        """What a map begins with is what its kind allows."""
        none_of(about_showing.illegal_maps(self.candidate))

    def test_every_concern_shows_a_way_out(self) -> None:
        """A concern has its sentence, its source and what to do."""
        none_of(about_showing.dead_ends(self.candidate))

    def test_the_same_review_gives_the_same_twice(self) -> None:
        """No function depends on the hour, on chance or on what was asked before."""
        none_of(about_showing.unpredictable(self.candidate))

    def test_nothing_changes_the_review(self) -> None:
        """Functions look, and do not touch."""
        none_of(about_showing.meddling(self.candidate))

    def test_checks_name_what_they_read(self) -> None:
        """A check that names kinds finds the same where there is nothing else."""
        none_of(about_showing.unread_kinds(self.candidate))

    def test_checks_stay_quick(self) -> None:
        """Twice as much to read is not four times the work."""
        none_of(about_showing.slow_checks(self.candidate))

    def test_titles_are_written_like_sentences(self) -> None:
        """Titles begin with a capital and go on in small letters."""
        none_of(about_words.shouted_titles(self.candidate))

    def test_labels_can_be_told_apart(self) -> None:
        """No two questions, options or titles that stand together read alike."""
        none_of(about_words.doubled_labels(self.candidate))

    def test_nothing_asks_for_a_name(self) -> None:
        """People are asked for by code."""
        none_of(about_words.asked_for_names(self.candidate))

    def test_it_brings_no_widget_library(self) -> None:
        """A Python that was just started has none after importing it."""
        none_of(about_code.widget_libraries(self.candidate))

    def test_it_is_data_and_pure_functions(self) -> None:
        """Its modules read no clock, roll no dice and reach nothing outside."""
        none_of(about_code.worldly_code(self.candidate))


def installed(slug: str) -> Methodology:
    """Return an installed methodology by its slug, or say why it cannot be used."""
    loaded = plugins.load()
    if slug not in loaded.methodologies:
        why = " ".join(fault.sentence for fault in loaded.set_aside)
        there = ", ".join(sorted(loaded.methodologies)) or "none"
        raise AssertionError(f"No methodology “{slug}” is installed; there are: {there}. {why}".strip())
    return loaded.methodologies[slug]


def none_of(faults: Iterable[str]) -> None:
    """Fail with the first few faults, a line each."""
    found = tuple(islice(dict.fromkeys(faults), MOST))
    if found:
        raise AssertionError("\n".join(found))


__all__ = ["MethodologyExam", "installed"]
