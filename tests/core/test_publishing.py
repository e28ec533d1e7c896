"""The public edition is made from what may be published alone; what the room's README leaves out is not there."""

from __future__ import annotations

import json
from datetime import date

import pytest
from attrs import evolve
from lcspr_jupyter.demonstration import read_cards, worked

from lcspr_core.appendix import learning_and_recommendations
from lcspr_core.cases.agencies import Agency
from lcspr_core.cases.people import Involvement, Person
from lcspr_core.demonstration.juniper import public_codes
from lcspr_core.methodology import Publishable
from lcspr_core.plain import as_json
from lcspr_core.plugins import load
from lcspr_core.release import publishing
from lcspr_core.release.public_words import PublicWords, public_title
from lcspr_core.views_json import views_to_json

SILP = load().methodologies["silp"]


@pytest.fixture(scope="module")
def review():
    return worked(read_cards(), SILP)


@pytest.fixture(scope="module")
def everybody(review):
    """Every contribution there is, as if all might be quoted."""
    return [one.id for one in publishing.quotable(review)]


def text_of(review):
    kept = {kind: [as_json(one) for one in some.values()] for kind, some in review.records.items()}
    return json.dumps({"header": as_json(review.header), **kept}, ensure_ascii=False)


# --- what is left out at the source -----------------------------------------------------------------------------------


def test_only_what_is_listed_is_kept(review):
    kinds = set(publishing.published(review, SILP).records)
    assert kinds == {"agency", "plan", "theme", "learning_point", "recommendation", "action"}
    assert {"answer", "person", "appointment", "return", "key_episode", "contribution"} <= set(review.records)


def test_no_internal_code_and_no_agency_s_own_name_is_left(review, everybody):
    text = text_of(publishing.published(review, SILP, everybody))
    codes = [one.id for one in review.all("person") if f"[{one.id}]" in text or f"{one.id} " in text]
    titles = [one.title for one in review.all("agency") if one.title in text]
    assert (codes, titles) == ([], [])
    assert "Westmarch" in text_of(review)
    assert "[W10]" in text_of(review)


def test_no_day_is_left_but_those_of_the_actions(review, everybody):
    made = publishing.published(review, SILP, everybody)
    header = as_json(made.header)
    assert (header["decided_on"], header["opened_on"], header["dates"]) == ("2026-04-01", "2026-04-01", {})
    assert (header["subjects"], header["marking"]) == ([], "FOR PUBLICATION")
    assert not [one.title for one in made.all("contribution") if "8 January" in one.title]
    assert [one.fields["due"] for one in made.all("action")] == [one.fields["due"] for one in review.all("action")]


def test_words_are_quoted_only_where_listed_and_tell_neither_agency_nor_day(review, everybody):
    assert not publishing.published(review, SILP).all("contribution")
    (one,) = publishing.published(review, SILP, everybody[:1]).all("contribution")
    assert (one.id, set(one.fields)) == (everybody[0], {"voice"})
    assert set(review.one("contribution", everybody[0]).fields) > {"voice"}


def test_what_was_withdrawn_is_not_there(review):
    first = review.all("recommendation")[0]
    without = review.with_records("recommendation", [evolve(first, withdrawn=True)])
    assert publishing.published(without, SILP).one("recommendation", first.id) is None


def test_adaptations_and_strands_stay_inside(review):
    assert as_json(publishing.published(review, SILP).plan)["lead"]["methodology"] == "silp"
    assert publishing.published(review, SILP).plan.strands == ()


# --- words ------------------------------------------------------------------------------------------------------------

PEOPLE = (
    Person(id="P02", public_code="Mother", involvement=Involvement.FAMILY),
    Person(id="P11", involvement=Involvement.FAMILY),
    Person(id="P12", involvement=Involvement.THIRD_PARTY),
    Person(id="P20", public_code="Child J"),
    Person(id="W02", public_code="Social Worker 1", involvement=Involvement.DIRECT),
    Person(id="W09", public_code="Educational Psychologist", involvement=Involvement.DIRECT),
    Person(id="W04", public_code="GP 2", involvement=Involvement.LINE_MANAGEMENT),
    Person(id="W07", involvement=Involvement.DIRECT),
)
AGENCIES = (
    Agency(id="POL", title="Westmarch Police", sort="police"),
    Agency(id="SCH", title="Hollin Bank Primary School", sort="education"),
    Agency(id="HLT", title="Harbour Light (domestic abuse service)", sort="voluntary"),
    Agency(id="HV", title="Health visiting"),
    Agency(id="G1", title="Priory Fields Surgery", sort="primary care"),
    Agency(id="G2", title="Marsh Lane Surgery", sort="primary care"),
    Agency(id="X", title="Green Lantern Trust"),
)
WORDS = (
    ("[Mother] rang.", "Mother rang."),
    ("P02 rang [P02]'s sister.", "Mother rang Mother's sister."),
    ("[P11] said so.", "A member of the family said so."),
    ("We asked P12.", "We asked somebody who knew the family."),
    ("[Child J] slept.", "Child J slept."),
    ("[Social Worker 1] wrote to Social Worker 1.", "A social worker wrote to a social worker."),
    ("The [Social Worker 1] wrote. W07 read it.", "The social worker wrote. A practitioner read it."),
    ("Then W09 and [GP 2] met.", "Then an educational psychologist and a GP met."),
    ("[Mother, P11 or W07] knew.", "Mother, a member of the family or a practitioner knew."),
    ("[a remark] stays", "[a remark] stays"),
    ("XP02 and W021 are no codes", "XP02 and W021 are no codes"),
    ("The Westmarch Police told Hollin Bank Primary School.", "The police told the school."),
    ("Harbour Light and Health visiting met.", "The voluntary service and Health visiting met."),
    ("Priory Fields Surgery rang Marsh Lane Surgery.", "The GP surgery (1) rang the GP surgery (2)."),
    ("Seen on 12 March 2025, and on the 3rd of May.", "Seen in March 2025, and in May."),
    ("On Monday 4 June 2025 and 4/6/25", "In June 2025 and June 2025"),
    ("from 19 to 23 March 2026, 2026-03-24, 24.03.2026", "from March 2026, March 2026, March 2026"),
    (
        "24 to 27 families, 8.2.44, in May 2025, we may 3 times",
        "24 to 27 families, 8.2.44, in May 2025, we may 3 times",
    ),
)


@pytest.mark.parametrize(("text", "wanted"), WORDS)
def test_words_for_the_public(text, wanted):
    assert PublicWords.of(PEOPLE, AGENCIES)(text) == wanted


def test_an_agency_is_titled_by_what_it_does_where_its_title_is_its_own_name():
    titles = [public_title(one, AGENCIES) for one in AGENCIES]
    assert titles == [
        "Police",
        "School",
        "Voluntary service",
        "Health visiting",
        "GP surgery (1)",
        "GP surgery (2)",
        "An agency",
    ]


def test_every_code_agreed_for_juniper_reads_as_words(review):
    words = PublicWords.of(review.all("person"), review.all("agency"))
    for code in public_codes():
        assert code not in words(f"Then [{code}] and {code} came.")


# --- whether, and what was checked ------------------------------------------------------------------------------------


def of(publishable):
    return evolve(SILP, publishable=publishable)


def record(review, methodology, quotes=()):
    return publishing.checked(review, methodology, quotes, by="owner", on=date(2026, 9, 1))


def test_a_methodology_that_is_not_to_be_published_is_refused_even_when_checked(review):
    never = of(Publishable.NO)
    read = review.with_records(publishing.CHECK, [record(review, never)])
    assert "is not to be published" in publishing.hindrance(read, never)


def test_one_that_needs_a_check_waits_for_it_and_again_after_a_change(review):
    needs = of(Publishable.WITH_CHECK)
    assert "once somebody has checked" in publishing.hindrance(review, needs)
    read = review.with_records(publishing.CHECK, [record(review, needs)])
    assert publishing.hindrance(read, needs) == ""
    one = read.all("recommendation")[0]
    later = read.with_records("recommendation", [evolve(one, title=f"{one.title} And soon.")])
    assert "changed after its content was checked" in publishing.hindrance(later, needs)
    inside = read.with_records("person", [evolve(read.all("person")[0], limits="A note that stays inside.")])
    assert publishing.hindrance(inside, needs) == ""


def test_without_a_methodology_nobody_said_that_it_may(review):
    assert "No methodology" in publishing.hindrance(review, None)


def test_quotes_stand_only_as_long_as_their_check(review, everybody):
    read = review.with_records(publishing.CHECK, [record(review, SILP, everybody[:2])])
    assert {one.id for one in publishing.publication(read, SILP).all("contribution")} == set(everybody[:2])
    said = read.one("contribution", everybody[0])
    later = read.with_records("contribution", [evolve(said, title="Other words.")])
    assert publishing.hindrance(later, SILP) == ""
    assert not publishing.publication(later, SILP).all("contribution")


def test_only_a_contribution_that_is_there_can_be_quoted(review, everybody):
    made = record(review, SILP, [everybody[0], "nobody", "r1"])
    assert list(made.fields["quotes"]) == [everybody[0]]


def test_a_check_that_was_withdrawn_is_none(review):
    read = review.with_records(publishing.CHECK, [evolve(record(review, SILP), withdrawn=True)])
    assert publishing.check_of(read) is None


# --- the appendix -----------------------------------------------------------------------------------------------------


def shown(views):
    return json.dumps(views_to_json(views), ensure_ascii=False)


def test_the_public_appendix_lacks_what_the_internal_one_has(review, everybody):
    one = review.all("recommendation")[0]
    named = evolve(one, title=f"[W07] and Westmarch Police: {one.title}")
    review = review.with_records("recommendation", [named])
    internal = shown(learning_and_recommendations(review, SILP))
    read = review.with_records(publishing.CHECK, [record(review, SILP, everybody)])
    public = shown(learning_and_recommendations(publishing.publication(read, SILP), SILP, for_public=True))
    for inside in ("29 April 2026", "Westmarch", "contributions, ", "What still hangs in the air", "how widely", "[W"):
        assert (inside in internal, inside in public) == (True, False), inside
    assert "in April 2026" in public
    assert [
        one.title.removeprefix("[W07] and Westmarch Police: ") in public for one in review.all("recommendation")
    ] == [True] * 4


def test_without_a_check_the_public_appendix_quotes_nobody_and_says_so(review):
    public = shown(learning_and_recommendations(publishing.publication(review, SILP), SILP, for_public=True))
    assert "not quoted" in public
    assert '"view": "quotes"' not in public
    assert "Nothing that was said" not in public
