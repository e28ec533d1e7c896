"""A good methodology is spoilt one way in each test; the test's own docstring is the sentence its author reads."""

from __future__ import annotations

import inspect

import pytest
from attrs import evolve, frozen

from lcspr_core import Artefact, Check, Profile, RecordKind, Role, Rung, SeenBy, Term, Vocabulary, asking
from lcspr_core.coherence import LOOKS, contradictions
from tests.fixtures.agency_returns import RETURNS, Learning, Return
from tests.fixtures.unchecked import unchecked

REPORT, READ = RETURNS.steps
SPOILT = {}


def spoils(make):
    """Collect a function that returns the good methodology's parts, one of them spoilt."""
    SPOILT[make.__name__] = make
    return make


def with_report(**changes):
    return {"steps": (evolve(REPORT, **changes), READ)}


@spoils
def slug_with_a_space():
    """“agency returns” cannot be its slug: use small letters, digits and single _ or -, and not “lead”."""
    return {"slug": "agency returns"}


@spoils
def slug_that_is_the_lead_strand():
    """“lead” cannot be its slug: use small letters, digits and single _ or -, and not “lead”."""
    return {"slug": "lead"}


@spoils
def two_steps_with_one_key():
    """Two of its steps are called “report”."""
    return {"steps": (REPORT, REPORT, READ)}


@spoils
def a_key_with_a_dot():
    """“due.soon”, of its checks, is no plain key: use small letters, digits and single _ or -."""
    return {"checks": (evolve(RETURNS.checks[0], key="due.soon"),)}


@spoils
def no_title():
    """It has no title."""
    return {"title": " "}


@spoils
def no_version():
    """It has no version."""
    return {"version": ""}


@spoils
def an_artefact_without_a_title():
    """“returned”, of its artefacts, has no title."""
    return {"artefacts": (evolve(RETURNS.artefacts[0], title=""),)}


@spoils
def no_guidance():
    """Step “report” has no guidance."""
    return with_report(guidance="")


@spoils
def after_a_step_that_is_not_there():
    """Step “report” waits for “scoping”, which is no step."""
    return with_report(after=("scoping",))


@spoils
def blind_until_a_step_that_is_not_there():
    """Step “report” waits for “event”, which is no step."""
    return with_report(seen_by=SeenBy(own_until="event"))


@spoils
def a_circle():
    """Its steps go in a circle: read_across → report → read_across."""
    return with_report(after=("read_across",))


@spoils
def an_artefact_of_no_step():
    """Artefact “returned” belongs to “event”, which is no step."""
    return {"artefacts": (evolve(RETURNS.artefacts[0], step="event"),)}


@spoils
def no_profile():
    """It has no profile."""
    return {"profiles": ()}


@spoils
def a_profile_with_a_step_that_is_not_there():
    """Profile “full” names “event”, which is no step."""
    return {"profiles": (Profile(key="full", title="Full", steps=("report", "event")),)}


@spoils
def a_profile_without_steps():
    """Profile “none” takes no step."""
    return {"profiles": (*RETURNS.profiles, Profile(key="none", title="None", steps=()))}


@frozen(kw_only=True)
class Wordless:
    did: str = asking.text("")


@frozen(kw_only=True)
class Nameless:
    words: str = asking.text("Words")


@frozen(kw_only=True)
class WithNameless:
    rows: tuple[Nameless, ...] = asking.rows("Rows", Nameless, row_title="Row")


@frozen(kw_only=True)
class Demanding:
    words: str = asking.text("Words")
    more: str


@frozen(kw_only=True)
class Refers:
    to: str = asking.ref("To what", "episode")


@spoils
def a_form_that_is_no_form():
    """Step “report” asks nothing: `asks` must be an attrs class of questions."""
    return with_report(asks=dict, examples=({},))


@spoils
def a_question_without_a_label():
    """Step “report” has a question without a label, in Wordless."""
    return with_report(asks=Wordless, examples=(Wordless(),))


@spoils
def rows_without_an_id():
    """Rows of Nameless have no id: add `id: str = row_id()`."""
    return with_report(asks=WithNameless, examples=(WithNameless(),))


@spoils
def a_form_that_cannot_be_empty():
    """Demanding.more has no default, so no form could be empty: ask it with a question."""
    return with_report(asks=Demanding, examples=(Demanding(more=""),))


@spoils
def asked_of_what_no_review_has():
    """Step “report” is asked of each “episode”, which is no kind of thing."""
    return with_report(per=("episode",))


@spoils
def a_reference_to_what_no_review_has():
    """Step “report” refers to “episode”, which is no kind of thing."""
    return with_report(asks=Refers, examples=(Refers(),))


@spoils
def whose_own_cannot_be_told():
    """Step “report” is not asked of each “person”, so none can be whose own it is."""
    return with_report(seen_by=SeenBy(own_until="report", whose="person"))


@spoils
def a_check_that_reads_what_no_review_has():
    """Check “few” reads “episode”, which is no kind of thing."""
    return {"checks": (evolve(RETURNS.checks[0], reads=("answer", "episode")),)}


@spoils
def a_ledger_that_is_none():
    """Step “report” keeps its rows in “marks”, which is no ledger: card, entry, rating."""
    return with_report(ledger="marks")


@spoils
def a_ledger_and_no_rows():
    """Step “read_across” keeps its rows in a ledger and asks for none."""
    return {"steps": (REPORT, evolve(READ, ledger="rating"))}


@spoils
def no_example():
    """Step “report” has no worked example."""
    return with_report(examples=())


@spoils
def an_example_of_another_form():
    """An example of step “report” is not a Return."""
    return with_report(examples=(READ.examples[0],))


@spoils
def an_example_with_one_row_twice():
    """An example of step “report” cannot be read.

    “What you learned”: a row has no id of its own, so it was left out.
    """
    row = Learning(id="l1", words="Once.")
    return with_report(examples=(Return(did="Much.", learning=(row, row)),))


@spoils
def an_example_with_a_row_of_no_class():
    """An example of step “report” cannot be read back: NotAnAttrsClassError."""
    return with_report(examples=(Return(did="Much.", learning=("once",)),))


@spoils
def a_role_that_is_not_declared():
    """Step “report” names the role “chair”, which is not declared."""
    return with_report(signed_by=("author", "chair"))


@spoils
def resting_on_a_kind_that_is_not_there():
    """“pattern” rests on “episode”, which is no kind of record."""
    return {"record_kinds": (RecordKind(key="pattern", title="Pattern", plural="Patterns", rests_on=("episode",)),)}


@spoils
def resting_on_what_comes_later():
    """“pattern” cannot rest on “action”, which stands later on the thread."""
    kind = RecordKind(key="pattern", title="Pattern", plural="Patterns", rung=Rung.THEME, rests_on=("action",))
    return {"record_kinds": (kind,)}


@spoils
def resting_on_itself():
    """“pattern” cannot rest on “pattern”, which stands later on the thread."""
    return {"record_kinds": (RecordKind(key="pattern", title="Pattern", plural="Patterns", rests_on=("pattern",)),)}


@spoils
def kinds_that_rest_on_one_another():
    """Its kinds of record rest on one another in a circle: left → right → left."""
    left = RecordKind(key="left", title="Left", plural="Lefts", rests_on=("right",))
    return {"record_kinds": (left, RecordKind(key="right", title="Right", plural="Rights", rests_on=("left",)))}


@spoils
def a_gate_that_is_no_check():
    """Step “report” has the gate “complete”, which is no check."""
    return with_report(gate=("complete",))


@spoils
def a_word_twice():
    """Vocabulary “theme” has “voice” twice."""
    term = Term(key="voice", title="Voice")
    return {"vocabularies": (Vocabulary(key="theme", title="Themes", source="Ours", terms=(term, term)),)}


@spoils
def a_crosswalk_from_no_word():
    """Vocabulary “theme” has no term “care”, which its crosswalk names."""
    term = Term(key="voice", title="Voice")
    crosswalk = {"care": ("level",)}
    one = Vocabulary(key="theme", title="Themes", source="Ours", terms=(term,), crosswalk=crosswalk)
    return {"vocabularies": (one,)}


@pytest.mark.parametrize("name", SPOILT)
def test_each_contradiction_is_said_when_the_methodology_is_built(name):
    with pytest.raises(ValueError, match="The methodology “.*” contradicts itself: ") as fault:
        evolve(RETURNS, **SPOILT[name]())
    assert str(fault.value).partition("itself: ")[2].startswith(" ".join(inspect.getdoc(SPOILT[name]).split()))


def test_the_good_one_contradicts_nothing():
    assert contradictions(RETURNS) == ()


def test_every_look_is_spoilt_at_least_once():
    spoilt = [unchecked(RETURNS, **make()) for make in SPOILT.values()]
    assert {look for look in LOOKS if any(tuple(look(one)) for one in spoilt)} == set(LOOKS)


def test_all_contradictions_are_said_at_once():
    with pytest.raises(ValueError, match=r"It has no title\..*has no worked example"):
        evolve(RETURNS, title="", steps=(evolve(REPORT, examples=()), READ))


def test_parts_that_need_no_more_than_a_title_are_enough():
    extra = {
        "roles": (*RETURNS.roles, Role(key="listener", title="Listener")),
        "artefacts": (Artefact(key="empty", title="Nothing", compose=lambda _: ()),),
        "checks": (Check(key="all", title="All is well", source="Ours", find=lambda _: ()),),
    }
    assert evolve(RETURNS, **extra).slug == "returns"
