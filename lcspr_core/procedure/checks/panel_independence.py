"""Whether whoever is proposed for a role, or holds it, is free of what that role must be free of (8.2.11, 40 to 44)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial

from attrs import frozen

from lcspr_core.panels.appointments import Appointment, PanelRole
from lcspr_core.panels.bodies import body_of
from lcspr_core.panels.breaches import Breach, breach_words, standing_breaches
from lcspr_core.panels.independence import Conflict, conflicts_in
from lcspr_core.panels.settling import standing
from lcspr_core.procedure.appointed import ON_THE_PANEL, WHO_REVIEWS, in_role, titled
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.forms.panel_set_up import SET_UP
from lcspr_core.procedure.forms.panel_set_up_asks import PanelSetUp
from lcspr_core.procedure.judging import Check, Found
from lcspr_core.review import Review

AUTHOR = (PanelRole.OVERVIEW_AUTHOR,)
CLOSE = frozenset({"outsider_in_case", "knows_those_involved"})
NOBODYS = frozenset({"", "self employed", "selfemployed", "freelance", "independent", "none", "retired"})


@frozen(kw_only=True)
class Freedom:
    """What one duty asks of some roles: which pair rules must not stand against them, and that they declared."""

    roles: tuple[PanelRole, ...]
    rules: frozenset[str]
    declared: bool = True


FREEDOMS: Mapping[str, Freedom] = {
    "nobody_directly_involved": Freedom(
        roles=WHO_REVIEWS,
        rules=CLOSE
        | {"direct_and_lead", "direct_and_member", "direct_and_report"}
        | {"managed_and_lead", "managed_and_member", "managed_and_report"},
    ),
    "chair_from_outside": Freedom(
        roles=(PanelRole.PANEL_CHAIR,),
        rules=frozenset({"employer_and_chair", "employer_not_known_yet", "paid_and_chair", "judges_own_panel"}),
    ),
    "members_independent": Freedom(
        roles=(PanelRole.PANEL_MEMBER,), rules=CLOSE | {"direct_and_member", "managed_and_member"}
    ),
    "members_write_no_report": Freedom(roles=ON_THE_PANEL, rules=frozenset({"panel_writes_report"}), declared=False),
    "author_free_of_partnership": Freedom(roles=AUTHOR, rules=frozenset({"author_of_partnership"})),
    "author_free_of_bodies": Freedom(
        roles=AUTHOR, rules=frozenset({"employer_and_author", "employer_not_known_yet", "paid_and_author"})
    ),
    "author_free_of_people": Freedom(
        roles=AUTHOR, rules=CLOSE | {"author_on_panel", "author_in_chair", "direct_and_lead", "managed_and_lead"}
    ),
    "author_off_the_panel": Freedom(
        roles=(PanelRole.OVERVIEW_AUTHOR,), rules=frozenset({"author_on_panel", "author_in_chair"}), declared=False
    ),
}


def is_free(freedom: Freedom, case: Case) -> Found:
    """Say whether nothing stands against anybody in these roles, and what does."""
    people = in_role(case.review, freedom.roles, case.today)
    silent = [titled(one) for one in people if freedom.declared and not one.declaration.strip()]
    told = [f"No declaration yet: {', '.join(silent)}."] * bool(silent)
    begun = {one.conflict: breach_words(one) for one, _ in case.once("breaches", _breaches)}
    against = dict.fromkeys(
        " ".join(filter(None, (f"{one.person}: {one.sentence}", begun.get(one.key, ""), one.way_out)))
        for one in _against(freedom, people, case)
    )
    return Found(so=bool(people) and not silent and not against, words=" ".join((*told, *against)))


def _against(freedom: Freedom, people: Iterable[Appointment], case: Case) -> Iterable[Conflict]:
    names = {one.id for one in people}
    kept = standing(case.once("conflicts", conflicts_in), case.review.all("settled"))
    return (one for one in kept if one.rule in freedom.rules and names & set(one.falls_on))


def _breaches(review: Review) -> tuple[tuple[Breach, Conflict], ...]:
    return standing_breaches(review, conflicts_in(review))


def is_proposed(roles: tuple[PanelRole, ...], case: Case) -> Found:
    """Say whether anybody is proposed for one of these roles, or holds it."""
    return Found(so=bool(in_role(case.review, roles, case.today)))


# --- no single body weighs too much -----------------------------------------------------------------------------------


def panel_balanced(case: Case) -> Found:
    """Say of which bodies the panel is made, and whether one of them weighs too much, unless somebody said why not."""
    panel = in_role(case.review, ON_THE_PANEL, case.today)
    if not panel:
        return Found(so=False, words="Nobody is proposed for the panel yet.")
    bodies = Counter(_employer(one) or "no body" for one in panel)
    mix = "On the panel: " + ", ".join(f"{number} of {body}" for body, number in bodies.most_common()) + "."
    heavy = tuple(_heavy(panel, in_role(case.review, (PanelRole.OVERVIEW_AUTHOR,), case.today)))
    reasoned = bool(case.one(SET_UP, PanelSetUp).balance.strip())
    return Found(so=reasoned or not heavy, words=" ".join((mix, *heavy)))


def _heavy(panel: tuple[Appointment, ...], authors: tuple[Appointment, ...]) -> Iterable[str]:
    bodies = Counter(body for one in panel if (body := _body(one)))
    if len(panel) > 2 and any(number * 2 > len(panel) for number in bodies.values()):  # noqa: PLR2004  (no half of two)
        yield "One body holds more than half of it."
    chairs = {body for one in panel if one.role is PanelRole.PANEL_CHAIR and (body := _body(one))}
    if chairs & {_body(one) for one in authors}:
        yield "The chair and the author have the same employer."


def _employer(one: Appointment) -> str:
    return one.employer or one.agency


def _body(one: Appointment) -> str:
    body = body_of(_employer(one))
    return "" if body in NOBODYS else body


CHECKS: Mapping[str, Check] = {
    **{name: partial(is_free, freedom) for name, freedom in FREEDOMS.items()},
    "anybody_proposed": partial(is_proposed, WHO_REVIEWS),
    "chair_proposed": partial(is_proposed, (PanelRole.PANEL_CHAIR,)),
    "member_proposed": partial(is_proposed, (PanelRole.PANEL_MEMBER,)),
    "author_proposed": partial(is_proposed, (PanelRole.OVERVIEW_AUTHOR,)),
    "panel_balanced": panel_balanced,
}
