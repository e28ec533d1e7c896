"""What a panel, its codes, its disputes and its signature have to hold before they go on (8.2.41 to 8.2.45)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import evolve

from lcspr_core.answers import PROCEDURE, answer_id
from lcspr_core.cases.people import Involvement
from lcspr_core.concerns import Concern, Severity
from lcspr_core.methodology import Check
from lcspr_core.panels.breaches import breach_concerns
from lcspr_core.panels.independence import Conflict, conflicts_in, independence_concerns
from lcspr_core.panels.pair_rules import Outcome, pair_rules
from lcspr_core.procedure.appointed import ON_THE_PANEL
from lcspr_core.procedure.filled import is_filled
from lcspr_core.procedure.forms import codes, panel_issues, panel_quality
from lcspr_core.procedure.forms.panel_lists import QUALITY
from lcspr_core.procedure.forms.panel_set_up import SET_UP
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.review import Review

# A methodology may let a pair of roles stand on purpose; which one works here is not known to the procedure.
MAY_BE_ALLOWED = frozenset(rule.key for rule in pair_rules() if "bends" in rule.only)


def _concern(form: str, key: str, sentence: str, source: str, *, way_out: str) -> Concern:
    about = (answer_id(form, (), PROCEDURE),)
    return Concern(key=key, sentence=sentence, source=source, way_out=way_out, severity=Severity.BLOCK, about=about)


def ties_on_the_panel(review: Review) -> Iterable[Concern]:
    """Find a tie or second role that keeps somebody off the panel who is proposed for it or sits on it."""
    panel = {one.id for one in review.all("appointment") if one.role in ON_THE_PANEL and one.to is None}
    found = (one for one in conflicts_in(review) if panel & set(one.falls_on))
    for one in found:
        if one.outcome is Outcome.BLOCK:
            (concern,) = independence_concerns((one,))
            about = (answer_id(SET_UP, (), PROCEDURE), *concern.about)
            yield evolve(concern, severity=_severity(one), sentence=f"{one.person}: {one.sentence}", about=about)


def begun_against_a_rule(review: Review) -> Iterable[Concern]:
    """Find each appointment that was put down as begun against a rule, until it ends or no rule stops it any more."""
    for one in breach_concerns(review):
        yield evolve(one, about=(answer_id(SET_UP, (), PROCEDURE), *one.about))


def _severity(one: Conflict) -> Severity:
    return Severity.WARNING if one.rule in MAY_BE_ALLOWED else Severity.BLOCK


# --- one code for each person and place -------------------------------------------------------------------------------


def codes_wanting(review: Review) -> Iterable[Concern]:
    """Find each person with a part in the case who has no code in reports, and each code that two have (8.2.45)."""
    way_out = "Set one code for each on the page “People”, or name here who appears in no report."
    for sentence in code_faults(review):
        yield _concern(codes.FORM, "panel.codes", sentence, "8.2.45", way_out=way_out)


def code_faults(review: Review) -> Iterator[str]:
    """Say what is wrong with the codes that reports use: none, the same twice, or one that is somebody's own here."""
    said = answered(review, codes.FORM, codes.Codes)
    people = review.all("person")
    bare = [one.id for one in people if _needs_code(one.involvement) and not one.public_code.strip()]
    if missing := [one for one in bare if one not in said.unnamed]:
        yield f"No code in reports was agreed for {', '.join(missing)}."
    given = [one.public_code for one in people] + [one.code for one in said.places]
    counted = Counter(" ".join(one.lower().split()) for one in given if one.strip())
    if twice := [code for code, number in counted.items() if number > 1]:
        yield f"Two people or places have the same code: {', '.join(twice)}."
    if bare_places := sum(not one.code.strip() for one in said.places):
        yield f"{bare_places} of the places listed {'has' if bare_places == 1 else 'have'} no code."


def _needs_code(involvement: Involvement) -> bool:
    return involvement is not Involvement.NONE


# --- disputes, challenge, and what the panel answers for --------------------------------------------------------------


def disputes_out_of_order(review: Review) -> Iterable[Concern]:
    """Find a dispute that went up before anybody tried to settle it (8.2.43)."""
    for place, one in enumerate(answered(review, panel_issues.FORM, panel_issues.PanelIssues).disputes, start=1):
        if is_filled(one.referred_on) and not one.tried.strip():
            yield _concern(
                panel_issues.FORM,
                "panel.dispute_untried",
                f"Dispute {place} went to the Independent Chair, and nothing says what was tried before.",
                "8.2.43",
                way_out="Write down what was found out and tried first.",
            )


def nobody_challenged(review: Review) -> Iterable[Concern]:
    """Ask back where the panel is about to sign and nothing was ever challenged (8.2.43)."""
    signing = answered(review, panel_quality.FORM, panel_quality.PanelQuality).items
    if signing and not answered(review, panel_issues.FORM, panel_issues.PanelIssues).challenges:
        found = _concern(
            panel_quality.FORM,
            "panel.no_challenge",
            "No challenge is on the log, although the panel is about to sign.",
            "8.2.43",
            way_out="Put down what was doubted and how it was answered; if nothing was, ask in the meeting why.",
        )
        yield evolve(found, severity=Severity.WARNING)


def quality_wanting(review: Review) -> Iterable[Concern]:
    """Find each item of the fixed list that the panel does not answer for yet (8.2.45)."""
    said = answered(review, panel_quality.FORM, panel_quality.PanelQuality)
    so = {one.item for one in said.items if one.holds == "yes"}
    if missing := [one.title for one in QUALITY if one.key not in so]:
        yield _concern(
            panel_quality.FORM,
            "panel.quality",
            f"{len(missing)} of {len(QUALITY)} items are not so yet, or not answered; the first: {missing[0]}.",
            "8.2.45",
            way_out="See to it, then answer “It is so” beside it.",
        )


READS = ("answer", "person")
PEOPLE = ("answer", "appointment", "person", "agency", "tie", "terms")

GATES = (
    Check(
        key="panel_independent",
        title="Nobody on the panel is tied to the case",
        source="8.2.11, 8.2.40, 8.2.41, 8.2.44",
        find=ties_on_the_panel,
        severity=Severity.BLOCK,
        reads=PEOPLE,
    ),
    Check(
        key="begun_against_a_rule",
        title="Nobody serves against a rule",
        source="8.2.40-8.2.47",
        find=begun_against_a_rule,
        severity=Severity.BLOCK,
        reads=(*PEOPLE, "breach"),
    ),
    Check(
        key="codes_complete",
        title="Each person and place has exactly one code",
        source="8.2.45",
        find=codes_wanting,
        severity=Severity.BLOCK,
        reads=READS,
    ),
    Check(
        key="panel_disputes_in_order",
        title="A dispute is tried here before it goes up",
        source="8.2.43",
        find=disputes_out_of_order,
        severity=Severity.BLOCK,
        reads=READS,
    ),
    Check(
        key="challenge_logged",
        title="Something was challenged before the panel signs",
        source="8.2.43",
        find=nobody_challenged,
        reads=READS,
    ),
    Check(
        key="panel_quality_covered",
        title="The panel answers for every item of its list",
        source="8.2.45",
        find=quality_wanting,
        severity=Severity.BLOCK,
        reads=READS,
    ),
)
