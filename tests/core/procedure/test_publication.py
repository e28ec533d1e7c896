"""Publication: what is wanting is said one by one, nothing is published before, and it stays for a year."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from lcspr_core.asking import options, questions
from lcspr_core.cases.public_files import public_file
from lcspr_core.concerns import Severity
from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.forms.publication import Publication
from lcspr_core.procedure.gates.publication import GATES
from lcspr_core.procedure.publishing import wanting
from lcspr_core.procedure.standing import Stand, standing
from lcspr_core.reading import read
from lcspr_core.timescales.duties import own_duties
from tests.core.procedure.making import answered, day, empty

DUTIES = {duty.id: duty for duty in own_duties()}
BODIES = ("ofsted", "dfe", "national_panel")
COPIES = [{"id": to, "to": to, "sent_on": day("20 October 2026")} for to in BODIES]
SEARCHED = public_file("report-public.pdf", "public", "ab12" * 16, on=date(2026, 10, 19), by="owner", seq=7)
LATER = public_file("report-public.pdf", "public", "cd34" * 16, on=date(2026, 10, 21), by="owner", seq=9)
NOT_SHOWN = "It is not shown that the file itself was searched for names."
READY = {
    "planned_on": day("3 November 2026"),
    "copies": COPIES,
    "harm": [{"id": "h", "words": "The school is not named.", "looked_on": day("12 October 2026")}],
    "scanned_hash": SEARCHED.sha256,
    "read_by": "Business manager",
}
MEDIA = {
    "strategy": "The Independent Chair speaks.",
    "contacts": [{"id": "c", "who": "Council press office", "briefed_on": day("27 October 2026")}],
}


UPWARDS = {key: day("15 October 2026") for key in ("sub_group_on", "chair_on", "reviewed_on", "passed_on")}


def ready(**more):
    agreed = answered(answered(empty(), "media", **MEDIA), "overview_check", agreed_on=day("14 October 2026"))
    signed = answered(agreed, "sign_off", **UPWARDS, signed_on=day("16 October 2026"))
    return answered(signed.with_records("public_file", [SEARCHED]), "publication", **{**READY, **more})


def under(review, edition):
    return evolve(review, header=evolve(review.header, edition=edition))


def stands(name, review, today=date(2026, 11, 4)):
    return standing(DUTIES[name], case_of(review, today))


def sentences(review):
    return [one.sentence for one in wanting(review)]


def found(review):
    return [(one.key, one.severity) for gate in GATES for one in gate.find(review)]


def test_a_report_for_which_all_is_clear_may_be_published():
    assert sentences(ready()) == []
    assert found(ready(published_on=day("3 November 2026"))) == []
    assert found(empty()) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"planned_on": {}}, "No day is planned yet."),
        ({"copies": COPIES[:2]}, "Child Safeguarding Practice Review Panel has no copy yet."),
        ({"copies": [*COPIES[:2], {**COPIES[2], "sent_on": day("30 October 2026")}]}, "was the last day for that."),
        ({"read_by": ""}, "has not been read once more"),
        ({"published_hash": "cd34"}, "is not the one that was searched for names"),
        ({"scanned_hash": ""}, NOT_SHOWN),
        ({"scanned_hash": "cd34" * 16}, NOT_SHOWN),
        ({"scanned_hash": "ab12"}, NOT_SHOWN),
        ({"scanned_hash": "cd34", "elsewhere": [{"id": "e", "hash": "cd34"}]}, NOT_SHOWN),
        ({"scanned_hash": "cd34", "elsewhere": [{"id": "e", "hash": "ef56", "searched": "By hand."}]}, NOT_SHOWN),
        ({"scanned_hash": "", "elsewhere": [{"id": "e", "searched": "By hand."}]}, NOT_SHOWN),
        ({"harm": []}, "each surviving child and adult has not been looked at"),
        ({"harm": [{"id": "h", "words": "The school"}]}, "each surviving child and adult has not been looked at"),
        ({"holds": [{"id": "h", "sort": "criminal", "advised_by": "Police"}]}, "Publication waits"),
    ],
)
def test_each_thing_that_is_wanting_is_said_and_stops_publication(change, said):
    review = answered(ready(), "publication", **change)
    assert any(said in one for one in sentences(review))
    published = answered(review, "publication", published_on=day("3 November 2026"))
    assert ("may_be_published", Severity.BLOCK) in found(published)


def test_nothing_is_published_that_the_partnership_has_not_signed_off():
    unsigned = answered(ready(published_on=day("3 November 2026")), "sign_off", signed_on={})
    assert sentences(unsigned) == ["The partnership has not signed it off yet."]
    assert found(unsigned) == [("may_be_published", Severity.BLOCK)]
    early = ready(published_on=day("15 October 2026"))
    assert "The day comes before 16 October 2026, when the partnership had it." in sentences(early)


def test_a_signature_of_the_partnership_that_skipped_somebody_lets_nothing_be_published():
    skipped = answered(ready(published_on=day("3 November 2026")), "sign_off", chair_on={})
    assert "not that the Independent Chair had it" in sentences(skipped)[0]
    assert found(skipped) == [("may_be_published", Severity.BLOCK)]


def test_another_learning_review_that_the_sub_group_has_not_seen_is_not_published():
    other = answered(ready(), "decision", outcome="other", other_kind="partnership")
    gone_up = answered(other, "alternative", submitted_on=day("16 October 2026"))
    assert sentences(gone_up) == ["It went to the partnership before the Sub Group had seen and agreed it."]
    assert sentences(answered(gone_up, "alternative", agreed_on=day("15 October 2026"))) == []


def test_another_learning_review_is_published_once_it_went_to_the_partnership():
    other = answered(answered(ready(), "sign_off", signed_on={}), "decision", outcome="other")
    assert sentences(other) == ["It has not gone to the partnership yet."]
    assert sentences(answered(other, "alternative", submitted_on=day("16 October 2026"))) == []


def test_the_very_file_that_was_searched_may_be_published():
    assert sentences(ready(published_hash=f"{SEARCHED.sha256.upper()} ")) == []


def test_a_file_made_elsewhere_may_be_published_once_somebody_says_who_searched_it_and_how():
    told = {"id": "e", "hash": "CD34 ", "searched": "The business manager, 19 October, every name of the register."}
    assert sentences(ready(scanned_hash="cd34", published_hash="cd34", elsewhere=[told])) == []
    assert sentences(ready(scanned_hash="cd34", published_hash="cd34")) == [NOT_SHOWN]


def offered(review):
    question = next(one for one in questions(Publication) if one.name == "scanned_hash")
    return [(one.key, one.title) for one in options(question, review)]


def test_the_files_that_were_made_here_are_offered_with_their_day_the_newest_first():
    both = ready().with_records("public_file", [LATER])
    assert offered(empty()) == []
    assert offered(both) == [
        (LATER.sha256, "report-public.pdf, 21 October 2026, cd34cd34cd34"),
        (SEARCHED.sha256, "report-public.pdf, 19 October 2026, ab12ab12ab12"),
    ]


def test_a_hash_that_somebody_typed_can_be_chosen_and_is_still_there_when_it_was_typed_long_ago():
    elsewhere = ready(elsewhere=[{"id": "e", "hash": "0123456789abcdef"}], signed_hash="typed of old")
    assert offered(elsewhere)[1:] == [
        ("0123456789abcdef", "Made elsewhere, 0123456789ab"),
        ("typed of old", "Made elsewhere, typed of old"),
    ]
    reading = read(Publication, elsewhere.one("answer", "procedure.publication").data)
    assert (reading.said.signed_hash, reading.problems) == ("typed of old", ())


@pytest.mark.parametrize(("form", "told"), [("media", {"strategy": ""}), ("media", {"contacts": []})])
def test_without_a_media_strategy_or_briefing_nothing_is_published(form, told):
    assert sentences(answered(ready(), form, **told))


def test_before_the_day_what_is_wanting_only_warns():
    assert {severity for _, severity in found(answered(ready(), "publication", copies=[]))} == {Severity.WARNING}


def test_a_hold_that_has_ended_holds_no_longer():
    ended = {"id": "h", "sort": "inquest", "advised_by": "Coroner", "ended_on": day("1 October 2026")}
    assert sentences(ready(holds=[ended])) == []


def test_a_live_order_is_cleared_first():
    order = {"id": "o", "what": "No address"}
    bound = answered(ready(), "safeguards", orders=[order])
    assert stands("8.2.65-b", bound).why == "Not cleared: No address."
    assert any("No address" in one for one in sentences(bound))
    cleared = answered(ready(), "safeguards", orders=[{**order, "cleared_on": day("1 October 2026")}])
    assert stands("8.2.65-b", cleared).stand is Stand.DONE
    assert sentences(cleared) == []


def test_the_national_rule_asks_for_seven_working_days_and_the_local_one_for_a_week():
    late = [*COPIES[:2], {**COPIES[2], "sent_on": day("26 October 2026")}]
    review = answered(ready(), "publication", copies=late)
    assert sentences(under(review, "local_2024")) == []
    assert any("23 October 2026 was the last day" in one for one in sentences(under(review, "wt2023")))
    assert stands("8.2.66-c", under(answered(review, "publication", copies=[]), "local_2024")).due.due == date(
        2026, 10, 27
    )
    assert stands("8.2.66-c", under(answered(review, "publication", copies=[]), "wt2023")).due.due == date(2026, 10, 23)


def test_it_stays_for_a_year():
    out = ready(published_on=day("3 November 2026"))
    assert stands("8.2.61-b", out).why == "Stays through 3 November 2027."
    assert stands("8.2.61-b", out, date(2027, 11, 3)).stand is Stand.DONE
    early = answered(out, "publication", taken_down_on=day("1 June 2027"), archived_on=day("1 June 2027"))
    assert ("stays_long_enough", Severity.BLOCK) in found(early)
    assert stands("8.2.61-b", early, date(2027, 12, 1)).is_open
    gone = answered(out, "publication", taken_down_on=day("4 November 2027"))
    assert found(gone) == [("stays_long_enough", Severity.BLOCK)]
    assert found(answered(gone, "publication", archived_on=day("3 November 2027"))) == []


def test_what_is_published_is_what_was_signed():
    out = ready(published_on=day("3 November 2026"))
    assert stands("8.2.62-c", out).is_open
    same = answered(out, "publication", signed_hash="AB12", published_hash="ab12")
    assert stands("8.2.62-c", same).stand is Stand.DONE
    other = answered(out, "publication", signed_hash="ab12", published_hash="cd34")
    assert stands("8.2.62-c", other).why.startswith("The two files differ; say why.")
    assert stands("8.2.62-c", answered(other, "publication", difference="A date.")).stand is Stand.DONE


def test_a_report_that_is_not_published_is_told_to_three_bodies():
    withheld = ready(withhold="yes", withhold_why="A surviving sibling would be known at once.")
    assert found(withheld) == []
    assert stands("8.2.67-a", withheld).why.startswith("Not told yet: Ofsted")
    told = answered(
        withheld, "publication", withheld=[{"id": to, "to": to, "told_on": day("2 November 2026")} for to in BODIES]
    )
    assert stands("8.2.67-a", told).why == "Their advice is not written down yet."
    assert stands("8.2.67-a", answered(told, "publication", advice="Publish the learning.")).stand is Stand.DONE
