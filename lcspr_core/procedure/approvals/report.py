"""Reads out of a case how far its report has gone up: panel, Sub Group and Independent Chair, partnership; and out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve

from lcspr_core.answers import AnswerState
from lcspr_core.procedure.approvals.standing import Approval, Body, begun, in_order, signers
from lcspr_core.procedure.forms.actions import ActionPlan
from lcspr_core.procedure.forms.alternative import Alternative
from lcspr_core.procedure.forms.deciding import Decision
from lcspr_core.procedure.forms.dissemination import Dissemination
from lcspr_core.procedure.forms.overview_asks import OverviewCheck, SignOff
from lcspr_core.procedure.forms.panel_quality import FORM as QUALITY
from lcspr_core.procedure.forms.publication import Publication
from lcspr_core.procedure.gates.answered import answered, given
from lcspr_core.procedure.publishing import Wanting, wanting
from lcspr_core.procedure.reporting import open_in
from lcspr_core.review import Review

ALTERNATIVES = {
    "partnership": ("The Sub Group agrees the report", "agreed_on"),
    "single_agency": ("The Sub Group sees the findings", "seen_on"),
}
OPEN_DRAFT = "Settle it on the draft, on Who was asked, or in the panel's log; or say why it stays open."


def report(review: Review) -> Iterable[Approval]:
    """Return the way of the report and the action plan upwards, step by step."""
    check, plan = answered(review, "overview_check", OverviewCheck), answered(review, "action_plan", ActionPlan)
    up = answered(review, "sign_off", SignOff)
    drafted = begun(review, "overview_draft") or begun(review, "overview_check")
    panel = Approval(
        key="report.panel",
        body=Body.REPORT,
        what="The panel agrees the report",
        who="panel",
        paragraph="8.2.49",
        on=check.agreed_on.start,
        form="overview_check",
        at="agreed_on",
        stands=_open(review) if drafted else _undrafted(),
    )
    quality = evolve(
        panel,
        key="report.quality",
        what="The panel's chair signs what the panel answers for",
        who="panel_chair",
        paragraph="8.2.45",
        on=_signature_day(review),
        by=signers(review, QUALITY),
        form=QUALITY,
        at="items",
        stands=(),
    )
    actions = evolve(
        quality,
        key="report.actions",
        what="The panel agrees the combined action plan",
        who="panel",
        paragraph="8.2.49",
        on=plan.agreed_on.start,
        by="",
        form="action_plan",
        at="agreed_on",
    )
    yield from in_order(review, (quality,))
    yield from in_order(review, (actions,))
    chair, sub_group, partnership = _upwards(panel, up)
    yield from in_order(review, (panel, sub_group))
    yield from in_order(review, (panel, chair))[1:]
    yield in_order(review, (panel, chair, sub_group, partnership))[-1]


def _upwards(panel: Approval, up: SignOff) -> Iterator[Approval]:
    above = evolve(panel, form="sign_off", stands=())
    not_sent = Wanting(
        sentence="It was not sent to the Sub Group yet.", source="8.2.49", way_out="Send it, with its day."
    )
    yield evolve(
        above,
        key="report.chair",
        what="The Independent Chair has the report and the action plan",
        who="decision_maker",
        on=up.chair_on.start,
        at="chair_on",
    )
    yield evolve(
        above,
        key="report.sub_group",
        what="The Sub Group reviews both, and passes them up",
        who="sub_group",
        on=up.reviewed_on.start,
        at="reviewed_on",
        stands=() if up.sub_group_on.start else (not_sent,),
    )
    not_passed = Wanting(sentence="It was not passed to the partnership yet.", source="8.2.49", way_out="Pass it up.")
    yield evolve(
        above,
        key="report.partnership",
        what="The partnership signs it off",
        who="board",
        on=up.signed_on.start,
        by=up.minute,
        at="signed_on",
        stands=(*(() if up.passed_on.start else (not_passed,)), *_amendments(up)),
    )


def _amendments(up: SignOff) -> Iterator[Wanting]:
    for one in up.amendments:
        if one.made_on.start is None:
            words = f"A change that the partnership asked for is not made yet: {one.words}"
            yield Wanting(
                sentence=words, source="8.2.49", way_out="Make it, with the author's consent, and give the day."
            )


def _open(review: Review) -> tuple[Wanting, ...]:
    return tuple(Wanting(sentence=f"{one.sentence}.", source=one.source, way_out=OPEN_DRAFT) for one in open_in(review))


def _undrafted() -> tuple[Wanting, ...]:
    return (
        Wanting(sentence="There is no draft yet.", source="8.2.45", way_out="Begin “Draft of the overview report”."),
    )


def _signature_day(review: Review) -> date | None:
    answer = given(review, QUALITY)
    signed = answer is not None and answer.state is AnswerState.SIGNED and answer.signatures
    return answer.signatures[-1].at.date() if answer is not None and signed else None


# --- publication, and after -------------------------------------------------------------------------------------------


def publication(review: Review) -> Iterable[Approval]:
    """Return the publication, or who was told that there is none."""
    plan, up = answered(review, "publication", Publication), answered(review, "sign_off", SignOff)
    if plan.withhold == "yes":
        return _withheld(review, plan)
    signed = Approval(
        key="publication.signed",
        body=Body.PUBLICATION,
        what="The partnership signed the report off",
        who="board",
        paragraph="8.2.49",
        on=up.signed_on.start,
        form="sign_off",
        at="signed_on",
    )
    published = evolve(
        signed,
        key="publication",
        what="The report may be published, and is",
        who="decision_maker",
        paragraph="8.2.60-8.2.66",
        on=plan.published_on.start,
        version=plan.published_hash,
        form="publication",
        at="published_on",
    )
    (placed,) = in_order(review, (signed, published))[1:]
    return (placed if plan.published_on.start else evolve(placed, stands=wanting(review)),)


def alternative(review: Review) -> Iterable[Approval]:
    """Return the way of another learning review upwards, by the kind that was decided."""
    said, kind = answered(review, "alternative", Alternative), answered(review, "decision", Decision).other_kind
    words, at = ALTERNATIVES.get(kind, ("", ""))
    if not words:
        return ()
    seen = Approval(
        key="alternative.sub_group",
        body=Body.REPORT,
        what=words,
        who="sub_group",
        paragraph="8.2.36",
        on=getattr(said, at).start,
        form="alternative",
        at=at,
    )
    up = evolve(
        seen,
        key="alternative.partnership",
        what="It goes to the partnership",
        who="board",
        on=said.submitted_on.start,
        at="submitted_on",
    )
    return in_order(review, (seen, up))


def _withheld(review: Review, plan: Publication) -> Iterable[Approval]:
    for one in plan.withheld:
        yield from in_order(
            review,
            (
                Approval(
                    key=f"publication.withheld.{one.to}",
                    body=Body.PUBLICATION,
                    what=f"It is not published, and this body was told: {one.to.replace('_', ' ')}",
                    who="decision_maker",
                    paragraph="8.2.67",
                    on=one.told_on.start,
                    form="publication",
                    at="withheld",
                ),
            ),
        )


def after(review: Review) -> Iterable[Approval]:
    """Return what is agreed about spreading the learning."""
    said = answered(review, "dissemination", Dissemination)
    return in_order(
        review,
        (
            Approval(
                key="dissemination",
                body=Body.AFTER,
                what="The Sub Group agrees how the learning is spread",
                who="sub_group",
                paragraph="8.2.72",
                on=said.agreed_on.start,
                form="dissemination",
                at="agreed_on",
            ),
        ),
    )
