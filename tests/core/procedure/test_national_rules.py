"""The later national rules laid over the procedure: when each holds, what it does to a local duty, what closes it."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from attrs import evolve

from lcspr_core.cases.criteria_answers import REGULATION_11
from lcspr_core.errors import Unreadable
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.standing import Stand, standing, standings
from lcspr_core.timescales.clocks import Basis
from lcspr_core.timescales.duties import REGISTER, duties, own_duties
from lcspr_core.timescales.editions import edition, editions
from lcspr_core.timescales.overlays import duties_under, held
from tests.core.procedure.making import TODAY, empty
from tests.core.procedure.written import with_form

DUTIES = {one.id: one for one in own_duties()}
NATIONAL = [f"N{number:02}" for number in range(1, 12)]
WRITTEN, LATER, LATEST = editions()
SERIOUS = {"aware_on": "3 August 2026", "maltreatment": "yes", "died": "no", "serious_harm": "yes"}


def under(review, key=LATEST.key):
    return evolve(review, header=evolve(review.header, edition=key))


def stands(name, review, today=TODAY):
    return standing(DUTIES[name], case_of(review, today))


def serious(**more):
    return with_form(under(empty()), "referral", **{**SERIOUS, **more})


# --- which holds when -------------------------------------------------------------------------------------------------


def test_there_are_eleven_and_none_of_them_holds_under_the_procedure_as_written():
    assert [one.id for one in own_duties() if one.since] == NATIONAL
    assert {one.id for one in duties_under(WRITTEN)} == set(DUTIES) - set(NATIONAL)
    for later in (LATER, LATEST):
        assert {one.id for one in duties_under(later)} == set(DUTIES)


@pytest.mark.parametrize("name", NATIONAL)
def test_each_says_its_source_its_edition_and_what_it_touches(name):
    one = DUTIES[name]
    assert (one.basis, edition(one.since)) == (Basis.STATUTORY, LATER)
    assert one.source
    assert {*one.touches, *one.by_default} <= set(DUTIES) - set(NATIONAL)


def test_a_case_is_asked_only_what_its_own_edition_asks():
    review = serious()
    assert {one.duty.id for one in standings(case_of(review, TODAY))} == set(DUTIES)
    old = standings(case_of(under(review, WRITTEN.key), TODAY))
    assert {one.duty.id for one in old} == set(DUTIES) - set(NATIONAL)


# --- statutory, local or a house default ------------------------------------------------------------------------------

RESTS = [
    ("8.2.27-a", LATEST, Basis.LOCAL, "Local procedure."),
    ("8.2.66-a", WRITTEN, Basis.LOCAL, "Local procedure."),
    ("8.2.66-a", LATEST, Basis.HOUSE, "Local procedure. Its time is a house default: the stricter one"),
    ("8.2.66-c", LATEST, Basis.STATUTORY, "Local procedure. Its time is statutory: the national rule N10"),
    ("8.2.5-a", LATEST, Basis.LOCAL, "Local procedure. The national rule N07 changes how it is done (SI 2018/789"),
    ("8.2.22-a", LATEST, Basis.LOCAL, "Local procedure. The national rule N04 stands beside it."),
    (
        "8.2.19-b",
        WRITTEN,
        Basis.HOUSE,
        "Local procedure; that “at once” means the same working day is a house default.",
    ),
    ("N01", LATEST, Basis.STATUTORY, "Statutory: Children Act 2004 s16C, from the edition “The local procedure with"),
]


@pytest.mark.parametrize(("name", "which", "basis", "words"), RESTS)
def test_what_a_duty_and_its_time_rest_on_is_said(name, which, basis, words):
    found = held(DUTIES[name], which)
    assert found.basis is basis
    assert found.words.startswith(words)
    one = stands(name, under(empty(), which.key))
    assert (one.basis, one.rests_on) == (basis, found.words)


def test_a_rule_that_replaces_a_time_does_so_under_its_edition_alone():
    assert str(held(DUTIES["8.2.66-b"], WRITTEN).rule) == ">= P7D before publication"
    assert str(held(DUTIES["8.2.66-b"], LATEST).rule) == ">= P7WD before publication"


# --- each of them -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "day"), [("N01", 10), ("N02", 10), ("N04", 24)])
def test_a_serious_case_is_told_and_reviewed_counted_from_the_day_the_council_knew(name, day):
    assert stands(name, under(empty())).stand is Stand.NOT_YET
    found = stands(name, serious(), date(2026, 8, 4))
    assert (found.stand, found.due.due) == (Stand.OPEN, date(2026, 8, day))
    assert stands(name, serious()).stand is Stand.LATE


@pytest.mark.parametrize("name", ["N01", "N02", "N04"])
def test_a_case_that_does_not_qualify_owes_none_of_it_once_it_is_said_why(name):
    said = with_form(serious(), "national_rules", qualifies="no")
    assert stands(name, said).is_open
    assert stands(name, with_form(said, "national_rules", qualifies_why="Not abuse.")).stand is Stand.DONE


def test_partners_who_had_the_notice_itself_were_told():
    assert stands("N02", serious(notice_received_on="10 August 2026")).stand is Stand.DONE
    late = stands("N02", serious(notice_received_on="11 August 2026"))
    assert (late.stand, late.why) == (Stand.DONE, "Done on 11 August 2026, after it was due.")


def test_a_death_is_told_to_two_unless_the_child_was_not_looked_after():
    dead = serious(died="yes", maltreatment="no")
    assert stands("N03", dead).is_open
    assert stands("N03", with_form(dead, "national_rules", looked_after="no")).stand is Stand.DONE
    one = with_form(dead, "national_rules", looked_after="yes", state_told_on="4 August 2026")
    assert stands("N03", one).is_open
    assert stands("N03", with_form(one, "national_rules", ofsted_told_on="4 August 2026")).stand is Stand.DONE


def test_a_rapid_review_follows_each_notice_and_never_comes_without_one():
    assert stands("N05", serious()).stand is Stand.NOT_YET
    told = serious(notice_sent_on="5 August 2026")
    assert "no rapid review has followed yet" in stands("N05", told).why
    assert stands("N05", with_form(told, "national_rules", rapid_review_sent_on="20 August 2026")).stand is Stand.DONE
    alone = with_form(serious(), "national_rules", rapid_review_sent_on="20 August 2026")
    assert "no notice before it" in stands("N05", alone).why
    early = with_form(told, "national_rules", rapid_review_sent_on="4 August 2026")
    assert "before the notice of 5 August 2026" in stands("N05", early).why
    out = with_form(told, "national_rules", qualifies="no", qualifies_why="An accident.")
    assert stands("N05", out).stand is Stand.DONE


def test_each_thing_that_regulation_11_names_wants_an_answer_and_a_reason():
    review = with_form(serious(), "referral", received_on="4 August 2026")
    assert stands("N07", review).is_open
    rows = [{"question": name, "said": "yes", "why": "As the minutes have it."} for name in REGULATION_11]
    bare = [{**rows[0], "why": " "}, *rows[1:]]
    assert "practice should be improved" in stands("N07", with_form(review, "criteria", weighed=bare)).why
    assert stands("N07", with_form(review, "criteria", weighed=rows)).stand is Stand.DONE


def test_time_and_quality_are_looked_at_again_and_again():
    review = under(empty())
    begun = evolve(review, header=evolve(review.header, decided_on=date(2026, 2, 2)))
    assert stands("N08", review).stand is Stand.NOT_YET
    assert "Nobody has looked yet." in stands("N08", begun).why
    old = with_form(begun, "national_rules", looks=[{"on": "29 May 2026", "by": "Business manager"}])
    assert "Nobody has looked since 29 May 2026." in stands("N08", old).why
    assert "this project's default" in stands("N08", old).why
    new = with_form(begun, "national_rules", looks=[{"on": "1 June 2026", "by": "Business manager"}])
    assert stands("N08", new).stand is Stand.DONE
    taken = begun.with_records("snapshot", [SimpleNamespace(id="snapshot.1", on=date(2026, 8, 3))])
    assert stands("N08", taken).stand is Stand.DONE
    ended = evolve(old, header=evolve(old.header, dates={"review_completed": date(2026, 6, 1)}))
    assert stands("N08", ended).stand is Stand.DONE


def test_both_national_bodies_have_the_report_seven_working_days_before():
    planned = with_form(under(empty()), "publication", planned_on="14 September 2026")
    found = stands("N10", planned)
    assert (found.stand, found.due.due) == (Stand.OPEN, date(2026, 9, 3))
    one = with_form(planned, "publication", copies=[{"to": "dfe", "sent_on": "1 September 2026"}])
    assert "Not sent yet: the national Panel." in stands("N10", one).why
    both = [{"to": to, "sent_on": "1 September 2026"} for to in ("dfe", "national_panel")]
    assert stands("N10", with_form(planned, "publication", copies=both)).stand is Stand.DONE


def test_improvements_are_published_in_place_of_a_report_and_stay_a_year():
    held_back = with_form(under(empty()), "publication", withhold="yes")
    assert "not published yet" in stands("N11", held_back).why
    told = with_form(held_back, "national_rules", improvements="On the site.", improvements_on="3 August 2026")
    found = stands("N11", told)
    assert (found.due.due, found.why) == (date(2027, 8, 3), "They stay through 3 August 2027.")
    down = with_form(told, "national_rules", improvements_down_on="31 August 2026")
    assert "They were taken down on 31 August 2026" in stands("N11", down).why
    assert stands("N11", told, date(2027, 8, 3)).stand is Stand.DONE


# --- the table --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"), [(",wt2023,adds", ",wt1999,adds"), (",adds,", ",undoes,"), ("statutory", "old")]
)
def test_a_line_that_names_no_edition_effect_or_basis_is_refused(tmp_path, old, new):
    text = (REGISTER / "national.csv").read_text(encoding="utf-8").replace(old, new, 1)
    (tmp_path / "national.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable, match=r"national.csv, line 2"):
        duties(tmp_path)
