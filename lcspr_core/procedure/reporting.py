"""What still stands between a draft and the panel's agreement: one list for page, gate and duties."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from lcspr_core.panels.terms import current as current_terms
from lcspr_core.procedure.families import unexplained
from lcspr_core.procedure.forms.overview_asks import OverviewDraft
from lcspr_core.procedure.forms.panel_issues import FORM as ISSUES
from lcspr_core.procedure.forms.panel_issues import PanelIssues
from lcspr_core.procedure.gates.answered import answered
from lcspr_core.procedure.heard import everybody_asked
from lcspr_core.remarking import wording_concerns
from lcspr_core.review import Review
from lcspr_core.smart import Says, smart

SHORT = 60
FELT = frozenset({"specific", "measurable", "time_bound"})


@frozen(kw_only=True)
class Open:
    """One thing that is still open about a draft, by sort, with its paragraph."""

    sort: str
    sentence: str
    source: str


def open_in(review: Review) -> tuple[Open, ...]:
    """Return everything that is still open about the draft of a review."""
    draft = answered(review, "overview_draft", OverviewDraft)
    looks = (_terms(review, draft), _papers(review, draft), _people(review), _silent(review), _issues(review))
    return (*(one for look in looks for one in look), *_child(draft))


def _short(words: str) -> str:
    return words if len(words) <= SHORT else f"{words[:SHORT].rstrip()}…"


def _terms(review: Review, draft: OverviewDraft) -> Iterator[Open]:
    terms = current_terms(review.all("terms"))
    settled = {one.id for one in draft.terms if one.where.strip() or one.cannot.strip()}
    for one in terms.questions if terms else ():
        if one.id not in settled:
            yield Open(sort="terms", sentence=f"Not answered yet: {_short(one.words)}", source="8.2.40; 8.2.45")


def _papers(review: Review, draft: OverviewDraft) -> Iterator[Open]:
    weighed = {one.agency for one in draft.papers if one.weight and one.where.strip()}
    for one in review.all("agency"):
        if one.id not in weighed:
            yield Open(sort="papers", sentence=f"Not weighed yet: the papers of {one.title}", source="8.2.40; 8.2.45")


def _people(review: Review) -> Iterator[Open]:
    for one in everybody_asked(review):
        if not one.outcome or (one.outcome != "contributed" and not one.reason.strip()):
            yield Open(sort="people", sentence=f"What came of asking is not said: {one.who}", source="8.2.11; 8.2.52")
        elif one.outcome == "contributed" and not one.where.strip():
            sort = "family_views" if one.sort == "family" else "staff_views"
            yield Open(sort=sort, sentence=f"Not taken up in the report: {one.who}", source="8.2.40; 8.2.53")


def _silent(review: Review) -> Iterator[Open]:
    for who in unexplained(review):
        yield Open(sort="people", sentence=f"Takes no part, and no reason is given: {who}", source="8.2.52")


def _issues(review: Review) -> Iterator[Open]:
    for one in answered(review, ISSUES, PanelIssues).challenges:
        if not one.response.strip():
            yield Open(sort="issues", sentence=f"A challenge is open: {_short(one.challenge)}", source="8.2.40; 8.2.45")


def _child(draft: OverviewDraft) -> Iterator[Open]:
    if not draft.child_life.strip() or not draft.child_voice.strip():
        yield Open(sort="child", sentence="Where the child's life and voice are shown is not said", source="8.2.11")


def verdicts(review: Review) -> tuple[str, ...]:
    """Return where the words of a review say who is guilty or what was the cause of death (8.2.10)."""
    return tuple(one.sentence for one in wording_concerns(review) if one.key == "wording.verdict")


def short_of_smart(review: Review) -> tuple[str, ...]:
    """Return the recommendations that name no one, no measure or no time (8.2.40)."""
    return tuple(
        one.title
        for one in review.all("recommendation")
        if any(each.says is Says.NO and each.criterion in FELT for each in smart(one).all)
    )


def unfounded(review: Review) -> tuple[str, ...]:
    """Return the findings, or the themes where nothing is called a finding, that rest on nothing said or recorded."""
    kinds = ("finding",) if review.all("finding") else ("theme",)
    return tuple(one.title for kind in kinds for one in review.all(kind) if not one.rests_on)
