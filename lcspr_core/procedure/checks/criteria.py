"""Whether each limb of the criteria is answered with reason and evidence, and nothing in the answers contradicts it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lcspr_core.cases.criteria import Assessment
from lcspr_core.cases.criteria_facts import left_open
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms.criteria_asks import Criteria
from lcspr_core.procedure.judging import Check, Found
from lcspr_core.procedure.weighing import FORM, assessed, both_results


def death_dated(case: Case) -> Found:
    """Say whether the death is answered, and has a day, a rough one, or the reason why none is known."""
    form, found = case.one(FORM, Criteria), assessed(case.review)
    undated = form.died == "yes" and not (is_filled(form.died_on) or is_filled(form.died_on_why))
    return _told(
        found, [*_open(found, ("died",)), *(["Write when the child died, or why that is not known."] * undated)]
    )


def recovery_weighed(case: Case) -> Found:
    """Say whether recovery was asked apart from harm, which it never undoes, and any other kind of harm named."""
    form, found = case.one(FORM, Criteria), assessed(case.review)
    asked = [] if is_filled(form.recovered) else ["Say whether the child has recovered since; it changes no result."]
    return _told(found, [*asked, *_queried(found, ("recovered_without_harm", "other_harm_without_reason"))])


def _limb(names: Iterable[str], queries: Iterable[str]) -> Check:
    def check(case: Case) -> Found:
        found = assessed(case.review)
        return _told(found, [*_open(found, names), *_queried(found, queries)])

    return check


def _open(found: Assessment, names: Iterable[str]) -> list[str]:
    wanted = {*names}
    return [one.sentence for one in left_open(found.answers) if one.key.split(".")[1] in wanted]


def _queried(found: Assessment, names: Iterable[str]) -> list[str]:
    keys = {f"criteria.{name}" for name in names}
    return [one.sentence for one in found.queries if one.key in keys]


def _told(found: Assessment, wrong: Iterable[str]) -> Found:
    sentences = tuple(wrong)
    return Found(so=not sentences, words=" ".join(sentences) or both_results(found))


# What has to be answered for each, and which queries of the tables have to be settled.
LIMBS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "abuse_answered": (("abuse_or_neglect",), ()),
    "harm_and_concern_answered": (("seriously_harmed", "concern"), ("no_concern_without_evidence",)),
    "suicide_answered": (("suspected_suicide",), ("suicide_without_death",)),
    "custody_answered": (("setting",), ("setting_not_named", "setting_denied_and_named")),
    "order_answered": (("setting",), ("capacity_act_age", "capacity_act_age_missing")),
}
CHECKS: Mapping[str, Check] = {
    **{name: _limb(asked, queries) for name, (asked, queries) in LIMBS.items()},
    "death_answered": death_dated,
    "recovery_weighed": recovery_weighed,
}
