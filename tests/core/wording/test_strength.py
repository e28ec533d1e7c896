"""SMART beside strength: what a recommendation does not say, and how strong it reads, against what readers marked."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lcspr_core.demonstration.pack_files import BANNER_ROWS
from lcspr_core.smart import LABELS, Criterion, Says, smart, smart_words
from lcspr_core.thread import Link, Record
from lcspr_core.wording.strength import Strength, action_classes, strength
from methodologies.silp.examples.after import ACTIONS, RECOMMENDATIONS

TRUTH = Path(__file__).parents[2] / "juniper" / "recommendations.csv"

# For each class of change: words that read like it.
READS_LIKE = {
    "forcing": "The closure form cannot be saved without the date.",
    "place": "Police and social care sit together in one office.",
    "simpler": "One shared chronology instead of five.",
    "standard": "Standardise the discharge form.",
    "tried_tool": "The visit form is tested with health visitors before it is bought.",
    "leaders": "The chief executive sits in at the front door each month.",
    "second_person": "A joint visit where the worker asks for one.",
    "load": "Caseloads stay below eighteen.",
    "software": "Add a required field for who else lives there.",
    "quiet": "Screeners read without interruption.",
    "practised": "Teams rehearse the question twice a year.",
    "checklist": "Every agency asks the same question.",
    "set_talk": "The front door rings the caller back.",
    "documented": "Record the date and the person spoken to.",
    "double_check": "A manager countersigns the closure.",
    "warning": "Put a red flag on the file.",
    "policy": "The escalation policy is to be reviewed.",
    "training": "A course on alcohol and parenting.",
    "reminder": "Staff are reminded to be curious.",
    "leaflet": "Send out a seven-minute briefing and a leaflet.",
    "wish": "Communication needs to improve.",
}


@pytest.mark.parametrize(("key", "text"), READS_LIKE.items())
def test_each_class_of_change_is_recognised(key, text):
    assert key in {one.key for one in strength(text).classes}


def test_every_class_has_a_title_an_example_and_words_of_its_own():
    assert list(READS_LIKE) == list(action_classes())
    assert all(one.title and one.example.endswith(".") for one in action_classes().values())
    assert [one.strength for one in action_classes().values()] == sorted(
        (one.strength for one in action_classes().values()), key=list(Strength).index
    )


@pytest.mark.parametrize(
    "text",
    ["", "Commissioners to consider the number of health visitors.", "The child is heard.", "“Remind staff.”"],
)
def test_where_the_words_show_no_change_nothing_is_suggested(text):
    found = strength(text)
    assert found.strength is None
    assert found.sentence == "The words do not show what kind of change this is."


def test_a_stop_with_a_course_beside_it_is_still_a_stop():
    found = strength("The form cannot be closed without a call, and there is a course on it.")
    assert {one.key for one in found.classes} == {"forcing", "training"}
    assert found.strength is Strength.STRONG
    assert found.sentence == "The words read like: A stop: the work cannot go on until it is done (strong)."


# --- against what readers of Juniper's agency reports marked --------------------------------------------------------


def marked():
    with TRUTH.open(encoding="utf-8-sig", newline="") as lines:
        for _ in range(BANNER_ROWS):
            next(lines)
        return {row["rec_id"]: row for row in csv.DictReader(lines)}


def differences(of):
    """Return each recommendation where the words say something else than the readers did."""
    found = {name: (of(smart_words(row["text"])), row) for name, row in marked().items()}
    return {name: said for name, (said, row) in found.items() if said != row[of.__name__]}


def specific(found):
    return found.specific.says.value


def measurable(found):
    return found.measurable.says.value


def time_bound(found):
    return found.time_bound.says.value


def test_strength_agrees_with_every_reader():
    read = {name: smart_words(row["text"]).suggested.strength for name, row in marked().items()}
    told = {name: row["strength"] for name, row in marked().items()}
    assert len(told) == 11
    assert {name: one.value if one else "none stated" for name, one in read.items()} == told


def test_what_it_says_agrees_with_the_readers_save_where_it_is_listed():
    assert differences(measurable) == {}
    assert differences(time_bound) == {}
    # “All designated leads in the county”: that nobody is named who would arrange it is a reader's judgement.
    assert differences(specific) == {"SCH1": "yes"}


def test_what_words_alone_cannot_show_is_asked_for_and_never_guessed():
    """Readers judged from the whole report whether it can be done and fits; a sentence by itself never says so."""
    for row in marked().values():
        found = smart_words(row["text"])
        assert found.achievable.says is Says.NO
        assert found.relevant.says is Says.NO


# What readers and words make of the strength of the worked examples, where they differ: words see the screen that is
# changed, not the stop upon it (a1, and r1 whose “keep it open” stands after a quotation), nor that three set sentences
# are a set way of talking (r2, a2).
def test_the_worked_examples_agree_save_where_it_is_listed():
    told = [*RECOMMENDATIONS.recommendations, *ACTIONS.actions]
    read = {one.id: (one.strength, strength(one.words).strength) for one in told}
    assert {name: found for name, (chosen, found) in read.items() if chosen != found} == {
        "r1": Strength.INTERMEDIATE,
        "r2": None,
        "a1": Strength.INTERMEDIATE,
        "a2": None,
    }


# --- the five criteria of a record ----------------------------------------------------------------------------------

FULL = Record(
    id="r1",
    kind="recommendation",
    title="The front door rings each caller back the same day.",
    rests_on=(Link(to="f1"),),
    fields={
        "specific": "A call by whoever has it.",
        "measure": "Calls logged, weekly.",
        "achievable": "Agreed by the head of service.",
        "relevant": "The child's words arrive.",
        "by_when": {"typed": "30 November 2026"},
        "strength": "intermediate",
    },
)


def without(*names):
    fields = {name: value for name, value in FULL.fields.items() if name not in names}
    return Record(id="r1", kind="recommendation", title="Calls are answered.", rests_on=FULL.rests_on, fields=fields)


def test_a_full_one_misses_nothing_and_shows_both_strengths():
    found = smart(FULL, today=date(2026, 9, 1))
    assert found.missing == ()
    assert [one.criterion for one in found.all] == list(Criterion)
    assert {one.says for one in found.all} == {Says.YES}
    assert (found.chosen, found.suggested.strength) == (Strength.INTERMEDIATE, Strength.INTERMEDIATE)


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ("measure", "It does not say what will be seen or counted, so nobody could tell that it was done."),
        ("achievable", "It does not say what it needs, or who has agreed to give it."),
        ("relevant", "It does not say how it acts on what it answers."),
        ("by_when", "It does not say by when."),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(left_out, sentence):
    assert sentence in smart(without(left_out)).missing
    assert sentence not in smart(without()).missing


def test_an_action_is_read_by_its_own_names():
    fields = {"owner": "Head of assessment", "due": {"typed": "31 December 2026"}, "measure": "Share closed"}
    action = Record(id="a1", kind="action", title="The form changes.", fields=fields, rests_on=(Link(to="r1"),))
    assert smart(action).missing == (
        "It does not say what it needs, or who has agreed to give it.",
        "It does not say how it acts on what it answers.",
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The team does it by 31 March 2027.", Says.YES),
        ("The team does it within six weeks.", Says.YES),
        ("The team does it by the end of term.", Says.YES),
        ("The team does it every year.", Says.PARTLY),
        ("The team does it.", Says.NO),
        ("The team does it by 1 January 2020.", Says.PARTLY),
    ],
)
def test_a_date_is_found_in_words_too(text, says):
    assert smart_words(text, today=date(2026, 9, 1)).time_bound.says is says


def test_a_date_that_has_passed_is_said():
    found = smart(FULL, today=date(2027, 1, 1))
    assert found.time_bound.missing == "The date it gives, 30 November 2026, has passed."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Practitioners should be reminded.", Says.NO),
        ("The guide is rewritten.", Says.PARTLY),
        ("The head of service rewrites the guide.", Says.YES),
    ],
)
def test_what_is_vague_is_not_specific_and_what_nobody_does_is_so_in_part(text, says):
    assert smart_words(text).specific.says is says


def test_one_check_carries_the_labels_of_both_paragraphs():
    assert {tuple(one) for one in LABELS.values()} == {tuple(Criterion)}
    assert "Attainable" in LABELS["8.2.40"].values()
    assert {"Achievable", "Realistic", "Timely"} <= set(LABELS["8.2.47"].values())


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=10),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.sampled_from(["typed", "start"]), inner),
)
NAMES = some.sampled_from(["measure", "by_when", "due", "strength", "owner", "relevant"])


@given(some.text(max_size=60), some.dictionaries(NAMES, JSON))
def test_any_plugins_fields_are_read_without_a_fault(text, fields):
    found = smart_words(text, fields, rests=True, today=date(2026, 9, 1))
    assert all((one.says is Says.YES) == (not one.missing) for one in found.all)
