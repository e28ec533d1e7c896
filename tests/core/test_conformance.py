"""Every test of the exam passes on good methodologies, and is seen to fail on one that is broken on purpose."""

from __future__ import annotations

import itertools
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from attrs import evolve, frozen

from lcspr_core import Artefact, Bespoke, Check, Concern, MapKind, MapLink, MapNode, Prose, asking
from lcspr_core.conformance import MethodologyExam, about_drawings, installed, none_of
from lcspr_core.conformance.effort import effort
from lcspr_core.maps.drawing import Drawing
from lcspr_core.maps.kinds import Analysis, Level, LinkKind, MapRule, NodeKind
from lcspr_core.methodology import Methodology, Profile
from lcspr_core.thread import Record
from tests.fixtures import agency_returns, audit, widgety, wrapped
from tests.fixtures.agency_returns import RETURNS, Learning, Return
from tests.fixtures.unchecked import unchecked

REPORT, READ = RETURNS.steps
EXAMS = tuple(name for name in vars(MethodologyExam) if name.startswith("test_"))
NODE = MapNode(id="n1", map="simple", kind="cause", label="Nobody asked", level="work")
OTHER = MapNode(id="n2", map="simple", kind="effect", label="It happened again")


def begun(review, *nodes, links=()):
    return Drawing(nodes=nodes or (NODE, OTHER), links=links or (LINK,))


LINK = MapLink(id="l1", map="simple", kind="leads_to", source="n1", target="n2")
MAP = MapKind(
    key="simple",
    title="What led to what",
    guidance="Draw what led to what.",
    node_kinds=(NodeKind(key="cause", title="Cause"), NodeKind(key="effect", title="Effect")),
    link_kinds=(LinkKind(key="leads_to", title="leads to", joins=(("cause", "effect"),)),),
    levels=(Level(key="work", title="Work"),),
    rules=(MapRule(key="any", title="Something is drawn", source="Ours", find=lambda _, __: ()),),
    analyses=(Analysis(key="list", title="All causes", look=lambda drawing, _: [Prose(text=str(len(drawing.nodes)))]),),
    begin=begun,
)
MODULE = (Path(wrapped.__file__).parent / "drawings" / "own.js").read_text("utf-8")
OWN = Bespoke(title="Own", module=MODULE, data={"text": "x"}, fallback=Prose(text="x"))
MAPPED = evolve(
    RETURNS, maps=(MAP,), artefacts=(*RETURNS.artefacts, Artefact(key="own", title="Own", compose=lambda _: [OWN]))
)
GOOD = (RETURNS, audit.AUDIT, wrapped.CIRCLE, wrapped.FAMILY_TIME, wrapped.BELOW_THRESHOLD, MAPPED)


def sat(methodology):
    return type("TestIt", (MethodologyExam,), {"methodology": methodology})()


@pytest.mark.parametrize("name", EXAMS)
@pytest.mark.parametrize("methodology", GOOD[:-1], ids=lambda one: one.slug)
def test_a_good_methodology_passes(methodology, name):
    getattr(sat(methodology), name)()


ABOUT_MODULES = {"test_it_brings_no_widget_library", "test_it_is_data_and_pure_functions"}


@pytest.mark.parametrize("name", [name for name in EXAMS if name not in ABOUT_MODULES])
def test_a_good_methodology_with_a_map_and_a_view_of_its_own_passes(name):
    getattr(sat(MAPPED), name)()


# --- broken on purpose, one for each fault that the exam finds ------------------------------------------------------

BROKEN: dict[str, list[tuple]] = {}


def breaks(exam, sentence):
    """Say which exam finds the methodology that a function makes, and what it says."""

    def collect(make):
        BROKEN.setdefault(exam, []).append((make, sentence))
        return make

    return collect


def with_report(**changes):
    return evolve(RETURNS, steps=(evolve(REPORT, **changes), READ))


def composing(compose):
    return evolve(RETURNS, artefacts=(Artefact(key="broken", title="Broken", compose=compose),))


def finding(find, **changes):
    return evolve(RETURNS, checks=(Check(key="broken", title="Broken", source="Ours", find=find, **changes),))


def mapping(**changes):
    return evolve(RETURNS, maps=(evolve(MAP, **changes),))


@breaks("test_it_contradicts_nothing", "Step “report” has no worked example.")
def without_example():
    return unchecked(RETURNS, steps=(evolve(REPORT, examples=()), READ))


@breaks("test_every_example_reads_back_as_it_was", "“did” in an example of step “report” does not read back")
def unreadable_example():
    example = Return(did=7, learning=())
    return unchecked(RETURNS, steps=(evolve(REPORT, examples=(example,)), READ))


@breaks("test_every_example_is_finished", "The first example of step “report” is unfinished. “What your agency did”")
def unfinished_example():
    return with_report(examples=(Return(),))


TERMS = (asking.Term(key="yes", title="Yes"),)


@frozen(kw_only=True)
class Chooses:
    one: str = asking.choice("One", TERMS)
    agency: str = asking.ref("Agency", "agency")


@breaks("test_every_example_is_finished", "has “maybe” under “one”, which is not offered there.")
def example_that_chooses_what_is_not_offered():
    return with_report(asks=Chooses, examples=(Chooses(one="maybe"),), yields=lambda _: ())


@breaks("test_every_example_is_finished", "has “army” under “agency”, which is not in the worked review.")
def example_that_points_at_nothing():
    return with_report(asks=Chooses, examples=(Chooses(agency="army"),), yields=lambda _: ())


@breaks(
    "test_every_step_is_asked_and_answered", "Step “report” is asked of each theme, and the worked review has none."
)
def asked_of_nothing():
    return with_report(per=("theme",))


@frozen(kw_only=True)
class Offered:
    one: str = asking.choice("One", lambda _: [*TERMS, *TERMS])
    rows: tuple[Learning, ...] = asking.rows(
        "Rows", Learning, row_title="Row", rows_from=lambda review: [{"id": f"a.{review.header.id}"}]
    )


@breaks("test_what_the_review_offers_can_be_chosen", "What “one” of step “report” offers has a key twice, or none.")
@breaks("test_what_the_review_offers_can_be_chosen", "has the row id “a.exam”; use letters, digits, _ and -.")
def offers_with_odd_keys():
    return with_report(asks=Offered, examples=(Offered(),), yields=lambda _: ())


@frozen(kw_only=True)
class Stumbles:
    one: str = asking.choice("One", lambda review: [review.all("theme")[0]])


@breaks("test_what_the_review_offers_can_be_chosen", r"raised IndexError.*, on an empty review\.")
def offers_that_stumble():
    return with_report(asks=Stumbles, examples=(Stumbles(),), yields=lambda _: ())


def per_row(make):
    return lambda given: [make(given, row, number) for number, row in enumerate(given.said.learning)]


@breaks("test_answers_yield_legal_records", "of the kind “pattern”, which is not declared.")
def record_of_no_kind():
    return with_report(yields=per_row(lambda given, row, _: given.record("pattern", row.id, row.words)))


@breaks("test_answers_yield_legal_records", "which has no title.")
def record_without_words():
    return with_report(yields=per_row(lambda given, row, _: given.record("theme", row.id, " ")))


@breaks("test_answers_yield_legal_records", "which rests on “nowhere”; nothing of that id is in the worked review.")
def record_resting_on_nothing():
    return with_report(yields=per_row(lambda given, row, _: given.record("theme", row.id, "T", rests_on=["nowhere"])))


def theme_on_theme(given):
    return [given.record("theme", "a", "A"), given.record("theme", "b", "B", rests_on=[f"{given.answer.id}.a"])]


@breaks("test_answers_yield_legal_records", "a theme, which may not rest on a theme.")
def record_resting_on_its_own_kind():
    return with_report(yields=theme_on_theme)


@breaks("test_ids_come_from_rows", "laying rows in another order makes other records")
def ids_from_words_of_the_first_row():
    def yields(given):
        return [given.record("finding", one.words[:9], "F") for one in given.said.learning[:1]]

    return with_report(yields=yields)


@breaks("test_ids_come_from_rows", "another word in a text makes other records")
def ids_from_words():
    return with_report(yields=per_row(lambda given, row, _: given.record("finding", str(len(row.words)), "F")))


@breaks("test_ids_come_from_rows", "yields two records with one id.")
def one_id_for_all():
    return with_report(yields=per_row(lambda given, _, __: given.record("finding", "same", "F")))


@breaks(
    "test_a_removed_row_takes_its_records_with_it", "Removing the row “l1” of “learning” in step “report” leaves “Old”."
)
def a_memory():
    def yields(given):
        return [given.record("finding", "l1", "Old"), given.record("finding", "l2", "Old")]

    return with_report(yields=yields)


@breaks("test_ids_come_from_rows", "takes ids from what is not a row's own id")
def ids_from_positions_and_order():
    def yields(given):
        rows = given.said.learning
        return [given.record("finding", f"{number}.{row.id}", row.words) for number, row in enumerate(rows)]

    return with_report(yields=yields)


def fails_from_old(step, version, data):
    if version == "0.0.1":
        raise KeyError(version)
    return data


@breaks("test_older_answers_are_brought_up", "Upgrading step “report” from version “0.0.1” raised KeyError: '0.0.1'")
def upgrade_that_stumbles():
    return evolve(RETURNS, upgrade=fails_from_old)


@breaks("test_older_answers_are_brought_up", "from version “1”, which is the present one, changes what was answered.")
def upgrade_that_never_ends():
    return evolve(RETURNS, upgrade=lambda _, __, data: {**data, "did": "Upgraded."})


@breaks("test_older_answers_are_brought_up", "from version “” returns no JSON object.")
def upgrade_that_returns_nothing():
    return evolve(RETURNS, upgrade=lambda _, __, ___: None)


@breaks("test_older_answers_are_brought_up", "from version “0”: “What your agency did”: text is needed here.")
def upgrade_that_spoils():
    return evolve(RETURNS, upgrade=lambda _, version, data: data if version == "1" else {**data, "did": 4})


@breaks("test_nothing_stops_on_an_ordinary_review", "Artefact “broken”, on an empty review, raised IndexError")
def artefact_that_expects_an_answer():
    return composing(lambda review: [Prose(text=review.all("answer")[0].id)])


@breaks(
    "test_nothing_stops_on_an_ordinary_review",
    "Artefact “broken”, on a review where others work too, raised KeyError: 'agency'",
)
def artefact_that_expects_all_to_be_its_own():
    return composing(lambda review: [Prose(text=one.fields["agency"]) for one in review.all("evidence")])


@breaks("test_nothing_stops_on_an_ordinary_review", "Check “broken”, on a review at step 1, raised SystemExit")
def check_that_leaves():
    def find(review):
        return sys.exit(1) if review.all("answer") else ()

    return finding(find)


@breaks("test_nothing_stops_on_an_ordinary_review", "Analysis “list”, on an empty review, raised ZeroDivisionError")
def analysis_that_divides():
    return mapping(analyses=(Analysis(key="list", title="All", look=lambda _, review: [1 / len(review.records)]),))


@breaks("test_nothing_stops_on_a_draft", "Step “report”, when it is blank, raised IndexError")
def yields_that_expect_a_row():
    return with_report(yields=lambda given: [given.record("finding", "first", given.said.learning[0].words)])


@breaks("test_nothing_stops_on_a_draft", "Artefact “broken”, when every form holds braces, raised KeyError: 'name'")
def artefact_that_formats_what_was_typed():
    def compose(review):
        return [Prose(text=one.title.format(1)) for one in review.all("finding")]

    return composing(compose)


@breaks("test_nothing_stops_on_a_draft", "when it has rows that were just added, raised IndexError")
def yields_that_expect_words():
    return with_report(yields=per_row(lambda given, row, _: given.record("finding", row.id, row.words.split()[0])))


@breaks("test_nothing_stops_on_a_draft", "when “report” is blank, raised IndexError")
def artefact_that_expects_findings():
    def found(review):
        made = [one.title for one in review.all("finding") if "police" in one.id]
        return [Prose(text=made[0])] if review.thread() else []

    return composing(found)


@breaks(
    "test_what_is_shown_is_made_of_views", "Artefact “broken”, on an empty review, returns a str, which is no view."
)
def artefact_of_text():
    return composing(lambda _: ["<p>Text</p>"])


@breaks(
    "test_what_is_shown_is_made_of_views", "returns views that cannot go to a page: View 1, at text, cannot be read"
)
def artefact_of_odd_text():
    return composing(lambda _: [Prose(text=5)])


REACHING = (
    "import d3 from './d3.js';",
    "export * from'./d3.js';",
    "let d3;import'./d3.js';",
    "await import('./d3.js');",
    "fetch('/healthz');",
    "new WebSocket('/x');",
    "navigator.sendBeacon('/x');",
    "const far = 'https://example.org/x';",
)


def written_with(line):
    """Return a maker of a methodology whose view has one more line."""
    return lambda: composing(lambda _: [evolve(OWN, module=f"{line}\n{MODULE}")])


for reaching in REACHING:
    breaks("test_its_own_views_stand_alone", "imports or fetches something; it must stand alone.")(
        written_with(reaching)
    )
for making in ("eval('1');", "new Function('1');"):
    breaks("test_its_own_views_stand_alone", "makes code out of text")(written_with(making))
for marking in ("document.body.innerHTML = x;", "document.body.insertAdjacentHTML('x', y);"):
    breaks("test_its_own_views_stand_alone", "sets innerHTML or the like")(written_with(marking))


@breaks("test_its_own_views_stand_alone", "is not the text of an ES module with a default export.")
def view_by_path():
    return composing(lambda _: [evolve(OWN, module="own.js")])


@breaks("test_its_own_views_stand_alone", "is no `.js` file of its own package as it stands there")
def view_made_up_as_it_goes():
    return composing(lambda _: [evolve(OWN, module=f"{MODULE}\n")])


def test_a_drawing_may_name_the_namespace_of_svg():
    drawn = "// What it may not do is import.\nconst SVG = 'http://www.w3.org/2000/svg';"
    said = list(about_drawings.leaning(evolve(OWN, module=f"{drawn}\n{MODULE}"), ["tests.fixtures"]))
    assert said == ["is no `.js` file of its own package as it stands there; a page runs no other"]


@breaks("test_maps_begin_within_their_rules", "“Nobody asked” is of the kind “reason”, which is not declared.")
def node_of_no_kind():
    return mapping(begin=lambda review: begun(review, evolve(NODE, kind="reason"), OTHER))


@breaks("test_maps_begin_within_their_rules", "stands on the level “sky”, where no cause may stand.")
def node_on_no_level():
    return mapping(begin=lambda review: begun(review, evolve(NODE, level="sky"), OTHER))


@breaks("test_maps_begin_within_their_rules", "stands for “nowhere”, which is not in the review.")
def node_for_nothing():
    return mapping(begin=lambda review: begun(review, evolve(NODE, record="nowhere"), OTHER))


@breaks("test_maps_begin_within_their_rules", "says that it is on the map “other”.")
def node_on_another_map():
    return mapping(begin=lambda review: begun(review, evolve(NODE, map="other"), OTHER))


@breaks("test_maps_begin_within_their_rules", "the link “l1” joins what “leads_to” may not join.")
def link_the_wrong_way_round():
    return mapping(begin=lambda review: begun(review, links=(evolve(LINK, source="n2", target="n1"),)))


@breaks("test_maps_begin_within_their_rules", "the link “l1” joins what “leads_to” may not join.")
def link_to_nothing():
    return mapping(begin=lambda review: begun(review, links=(evolve(LINK, target="n9"),)))


@breaks("test_maps_begin_within_their_rules", "two things on it have one id.")
def two_of_one_id():
    return mapping(begin=lambda review: begun(review, NODE, NODE, OTHER))


CONCERN = Concern(key="broken", sentence="Look here.", source="Ours", way_out="Look.")


@breaks("test_every_concern_shows_a_way_out", "Check “broken” shows no way out of “Look here.”")
def concern_without_a_way_out():
    return finding(lambda _: [evolve(CONCERN, way_out="")])


@breaks("test_every_concern_shows_a_way_out", "Check “broken” does not say where “Look here.” comes from.")
def concern_from_nowhere():
    return evolve(RETURNS, checks=(UNSOURCED,))


UNSOURCED = Check(key="broken", title="Broken", source=" ", find=lambda _: [evolve(CONCERN, source="")])


@breaks("test_every_concern_shows_a_way_out", "says “Look here”, which is no whole sentence.")
def concern_that_is_no_sentence():
    return finding(lambda _: [evolve(CONCERN, sentence="Look here")])


@breaks("test_every_concern_shows_a_way_out", "Rule “any” finds a str, which is no concern.")
def rule_that_finds_text():
    rule = MapRule(key="any", title="Something is drawn", source="Ours", find=lambda _, __: ["Look here."])
    return mapping(rules=(rule,))


@breaks("test_the_same_review_gives_the_same_twice", "Artefact “broken”, on an empty review, returns something else")
def artefact_that_counts_its_calls():
    count = itertools.count()
    return composing(lambda _: [Prose(text=str(next(count)))])


@breaks("test_the_same_review_gives_the_same_twice", "Step “report”, on the worked review, returns something else")
def yields_that_mint():
    return with_report(yields=per_row(lambda given, _, __: given.record("finding", asking.minted(), "F")))


@breaks("test_nothing_changes_the_review", "Check “broken” changes the review, on an empty review.")
def check_that_writes():
    def find(review):
        object.__setattr__(review.header, "title", f"{review.header.title}!")
        return ()

    return finding(find)


@breaks("test_checks_name_what_they_read", "Check “broken” reads more than the kinds it names")
def check_that_reads_more():
    return finding(lambda review: [CONCERN] if review.all("finding") else [], reads=("answer",))


@breaks("test_checks_stay_quick", "Check “broken” takes more than 3 times the work for twice as much to read.")
def check_of_all_pairs():
    def find(review):
        pairs = itertools.product(review.all("finding"), review.all("finding"), range(9))
        return [CONCERN for one, other, _ in pairs if one.title < other.title and one.id > other.title]

    return finding(find)


@breaks("test_titles_are_written_like_sentences", "“Each Agency's Own Return”, of its steps, has capitals within")
def headline():
    return with_report(title="Each Agency's Own Return")


@breaks("test_titles_are_written_like_sentences", "“each return”, of its steps, begins with a small letter.")
def small_title():
    return with_report(title="each return")


@breaks("test_titles_are_written_like_sentences", "“RETURNS”, of its steps, has capitals within")
def shouted():
    return with_report(title="RETURNS")


@breaks("test_titles_are_written_like_sentences", "Its title, “Agency returns.”, ends with a full stop.")
def title_with_a_stop():
    return evolve(RETURNS, title="Agency returns.")


@frozen(kw_only=True)
class Doubled:
    one: str = asking.line("What happened")
    two: str = asking.line("What Happened")
    three: str = asking.choice("Which", (*TERMS, asking.Term(key="y", title="Yes")))


@breaks("test_labels_can_be_told_apart", "Step “report” asks “what happened” twice in one form.")
@breaks("test_labels_can_be_told_apart", "“Which” offers “Yes” twice.")
def doubled():
    return with_report(asks=Doubled, examples=(Doubled(),), yields=lambda _: ())


@breaks("test_labels_can_be_told_apart", "Two of its steps have the title “read the returns together”.")
def two_steps_of_one_title():
    return with_report(title=READ.title)


@frozen(kw_only=True)
class AsksName:
    who: str = asking.line("Surname of the social worker")


@breaks("test_nothing_asks_for_a_name", "Step “report” asks for “Surname” in “Surname of the social worker”")
def asks_for_a_surname():
    return with_report(asks=AsksName, examples=(AsksName(),), yields=lambda _: ())


@breaks("test_it_brings_no_widget_library", "It imports traitlets; describe what to show")
def brings_widgets():
    return composing(widgety.today)


@breaks("test_it_is_data_and_pure_functions", r"tests.fixtures.widgety, line \d+: calls today\(\)")
def reads_the_clock():
    return composing(widgety.today)


CASES = [(exam, make, sentence) for exam, cases in BROKEN.items() for make, sentence in cases]


@pytest.mark.parametrize(
    ("exam", "make", "sentence"), CASES, ids=[f"{make.__name__}-{exam}" for exam, make, _ in CASES]
)
def test_a_broken_methodology_fails_and_is_told_why(exam, make, sentence):
    with pytest.raises(AssertionError) as fault:
        getattr(sat(make()), exam)()
    pattern = sentence if "\\" in sentence or ".*" in sentence else re.escape(sentence)
    assert re.search(pattern, str(fault.value))


def test_every_test_of_the_exam_is_seen_to_fail():
    assert set(BROKEN) == set(EXAMS)


# --- how the exam is sat -------------------------------------------------------------------------------------------


def test_an_installed_methodology_is_named_by_its_slug():
    assert isinstance(installed("silp"), Methodology)


def test_what_is_not_installed_is_said_with_what_is():
    with pytest.raises(AssertionError, match=r"No methodology “nothing” is installed; there are: .*silp"):
        sat("nothing").test_it_contradicts_nothing()


def test_no_more_than_a_dozen_faults_are_said_at_once_and_none_twice():
    with pytest.raises(AssertionError) as fault:
        none_of([*(str(number) for number in range(20)), "0"])
    assert str(fault.value).splitlines() == [str(number) for number in range(12)]
    none_of(())


def test_what_lives_in_no_module_that_can_be_imported_is_said(monkeypatch):
    module = ModuleType("nowhere_to_be_found")
    exec("def compose(review):\n    return ()\n", vars(module))  # noqa: S102  (a module without a file)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    lost = evolve(RETURNS, artefacts=(Artefact(key="lost", title="Lost", compose=module.compose),))
    with pytest.raises(AssertionError, match="No module named 'nowhere_to_be_found'"):
        sat(lost).test_it_brings_no_widget_library()
    with pytest.raises(AssertionError, match="The source of nowhere_to_be_found cannot be read"):
        sat(lost).test_it_is_data_and_pure_functions()


def test_an_example_that_a_methodology_brings_is_what_it_is_examined_on():
    brought = evolve(RETURNS, example=lambda: agency_returns.review().with_records("theme", [ODD]))
    looked = evolve(brought, checks=(Check(key="odd", title="Odd", source="Ours", find=odd_ones),))
    with pytest.raises(AssertionError, match="Check “odd” shows no way out"):
        sat(looked).test_every_concern_shows_a_way_out()


ODD = Record(id="odd", kind="theme", title="Odd")


def odd_ones(review):
    return [evolve(CONCERN, way_out="") for one in review.all("theme") if one.id == "odd"]


def test_effort_counts_the_same_every_time_and_stops_when_told():
    def call():
        return [number for number in range(1_000) if number % 7]

    assert effort(call) == effort(call) > 1_000
    assert effort(call, stop_at=50) == 50
    assert effort(lambda: None) < 10


def test_a_profile_leaves_no_step_unexamined():
    short = evolve(RETURNS, profiles=(Profile(key="short", title="Short", steps=("report",)),))
    broken = evolve(short, steps=(REPORT, evolve(READ, yields=lambda given: [given.said.words[99]])))
    with pytest.raises(AssertionError, match="Step “read_across”, when it is blank, raised IndexError"):
        sat(broken).test_nothing_stops_on_a_draft()
