"""The referral: one form for every review, which no answer stops, and how soon it came."""

from __future__ import annotations

from datetime import date

import pytest

from lcspr_core.procedure.case import case_of
from lcspr_core.procedure.forms.referral import Referral
from lcspr_core.procedure.standing import Stand, standing
from lcspr_core.procedure.steps import PROCEDURE
from lcspr_core.reading import read
from lcspr_core.timescales.duties import own_duties
from tests.core.procedure.making import TODAY, empty
from tests.core.procedure.written import with_form

DUTIES = {duty.id: duty for duty in own_duties()}
LIMBS = ("maltreatment", "died", "serious_harm", "joint_working")


def stands(name: str, today: date = TODAY, **said: str):
    return standing(DUTIES[name], case_of(with_form(empty(), "referral", **said), today))


def test_the_days_between_lead_and_referral_are_said():
    spoken = {"lead_on": "3 August 2026"}
    waiting = stands("8.2.73-e", today=date(2026, 8, 7), **spoken)
    assert (waiting.stand, waiting.why) == (Stand.OPEN, "It is 4 days since the lead was spoken to.")
    sent = stands("8.2.73-e", **spoken, received_on="4 August 2026")
    assert sent.stand is Stand.DONE
    assert sent.done_on == date(2026, 8, 4)
    assert "It took 1 day after the lead was spoken to." in sent.why


def test_a_referral_without_the_lead_goes_on_and_one_before_the_lead_is_said():
    assert stands("8.2.73-e", received_on="4 August 2026").stand is Stand.NOT_YET
    assert stands("8.2.73-d", received_on="4 August 2026").stand is Stand.LATE
    early = stands("8.2.73-e", lead_on="5 August 2026", received_on="4 August 2026")
    assert "before the lead was spoken to" in early.why


def test_a_lead_who_was_spoken_to_on_a_day_that_is_not_exact_counts():
    assert stands("8.2.73-d", lead_name="Named nurse", lead_on="before leave").is_open
    assert stands("8.2.73-d", lead_name="Named nurse", lead_on="August 2026").stand is Stand.DONE


@pytest.mark.parametrize("answer", ["yes", "no", "unclear", ""])
@pytest.mark.parametrize("asks_for", ["lcspr", "other", "unsure", ""])
def test_no_answer_stops_a_referral(answer, asks_for):
    step = PROCEDURE.step("referral")
    assert step is not None
    assert not step.gate
    given = {**dict.fromkeys(LIMBS, answer), "asks_for": asks_for}
    assert not read(Referral, given).problems
    review = with_form(empty(), "referral", **given, received_on="4 August 2026")
    assert case_of(review, TODAY).days["notification_received"] == date(2026, 8, 4)


def test_a_case_below_the_criteria_that_could_teach_something_is_to_be_sent_all_the_same():
    below = dict.fromkeys(LIMBS, "no")
    assert stands("8.2.16-a", **below).stand is Stand.NOT_YET
    assert stands("8.2.16-a", **below, benefit="How two worries could have met.").is_open
    assert stands("8.2.16-a", **below, asks_for="other").is_open
    assert stands("8.2.16-a", joint_working="unclear", received_on="4 August 2026").stand is Stand.DONE
