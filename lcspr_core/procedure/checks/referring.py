"""How long a referral took after a safeguarding lead was spoken to."""

from __future__ import annotations

from collections.abc import Mapping

from lcspr_core.procedure.case import Case
from lcspr_core.procedure.judging import NOT_SO, Check, Found


def referral_after_lead(case: Case) -> Found:
    """Say whether the partnership was told after the lead was spoken to, and how many days that took or has taken."""
    spoken, received = case.days.get("lead_consulted"), case.days.get("referral_received")
    if spoken is None:
        return NOT_SO
    came = received is not None and received <= case.today
    days = ((received if came and received else case.today) - spoken).days
    if days < 0:
        return Found(so=came, since=received, words="The referral came before the lead was spoken to.")
    number = f"{days} day{'s' * (days != 1)}"
    if came:
        return Found(so=True, since=received, words=f"It took {number} after the lead was spoken to.")
    return Found(so=False, words=f"It is {number} since the lead was spoken to.")


CHECKS: Mapping[str, Check] = {"referral_after_lead": referral_after_lead}
