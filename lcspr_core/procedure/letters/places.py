"""The named places of a template that hold words: what each stands for, and where in the case it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from attrs import frozen

from lcspr_core.asking import Term
from lcspr_core.panels.appointments import PanelRole
from lcspr_core.panels.terms import Scope, TermsOfReference
from lcspr_core.panels.terms import current as current_terms
from lcspr_core.procedure.appointed import in_role
from lcspr_core.procedure.case import Case
from lcspr_core.procedure.considering import decision_due, notified_on
from lcspr_core.procedure.forms.alternative import Alternative
from lcspr_core.procedure.forms.choosing import Choosing
from lcspr_core.procedure.forms.cross_border import MODELS, PARTS, CrossBorder, Outside
from lcspr_core.procedure.forms.deciding import DECIDERS, OTHER_REVIEWS, OUTCOMES, Decision, Recommendation
from lcspr_core.procedure.forms.information_request_asks import InformationRequest
from lcspr_core.procedure.forms.notices import ABOUT, REASONS, Delay, Delays, Notices
from lcspr_core.procedure.forms.publication import Publication
from lcspr_core.procedure.forms.referral import Referral
from lcspr_core.procedure.letters.kinds import Each, Letter
from lcspr_core.timescales.dates import UncertainDate, said
from lcspr_core.timescales.editions import Edition, edition, unknown


@frozen(kw_only=True)
class Filling:
    """What a letter is filled from: the letter, the case, and the agency or the delay that it is about."""

    letter: Letter
    case: Case
    of: str = ""

    @property
    def delay(self) -> Delay:
        """The delay that the letter is about; empty where it is about none."""
        every = self.case.one("delays", Delays).delays
        return next((one for one in every if self.letter.each is Each.DELAY and one.id == self.of), Delay(id=""))

    @property
    def outside(self) -> Outside:
        """The agency of another area that the letter is about; empty where it is about none."""
        every = self.case.one("cross_border", CrossBorder).outside
        return next((one for one in every if self.letter.each is Each.AREA and one.id == self.of), Outside(id=""))

    @property
    def agency(self) -> str:
        """The agency that the letter goes to, by its title."""
        found = self.case.review.one("agency", self.of) if self.letter.each is Each.AGENCY else None
        return found.title if found else ""

    @property
    def terms(self) -> TermsOfReference | None:
        """The terms of reference in force."""
        return current_terms(self.case.review.all("terms"))

    @property
    def scope(self) -> Scope:
        """What was approved, word for word; what is written now while nothing is approved."""
        terms = self.terms
        return (terms.approved or terms.scope) if terms else Scope()


@frozen(kw_only=True)
class Place:
    """One place: what is to be written there, in words, and what the case says."""

    words: str
    read: Callable[[Filling], str]


def day(one: UncertainDate) -> str:
    """Return a day as it was understood, or as it was typed where it is not one day."""
    return said(one.start) if one.start is not None and one.start == one.end else one.typed.strip()


def term(offered: Iterable[Term], key: str) -> str:
    """Return what a choice is called; nothing where nothing was chosen."""
    return next((one.title for one in offered if one.key == key), "")


def _edition(filling: Filling) -> str:
    """The edition stamped on the case; the newest is not put in its place where none is, or one that is not known."""
    stamped = _stamped(filling)
    return stamped.title if stamped else ""


def _guidance(filling: Filling) -> str:
    stamped = _stamped(filling)
    return stamped.guidance if stamped else ""


def _stamped(filling: Filling) -> Edition | None:
    stamped = filling.case.review.header.edition
    return edition(stamped) if stamped and not unknown(stamped) else None


def _decision(filling: Filling) -> Decision:
    return filling.case.one("decision", Decision)


def _alternative(filling: Filling) -> Alternative:
    return filling.case.one("alternative", Alternative)


def _request(filling: Filling) -> InformationRequest:
    return filling.case.one("information_request", InformationRequest)


def _post(filling: Filling) -> str:
    return next((one.post.strip() for one in _request(filling).members if filling.of and one.agency == filling.of), "")


def _first_day(filling: Filling) -> str:
    """The first day by which it was due: a delay never hides it."""
    days: Mapping[str, date | None] = {
        "deciding": decision_due(notified_on(filling.case.review)),
        "review": filling.case.days.get("six_month_due"),
    }
    return said(days.get(filling.delay.about))


def _period(filling: Filling) -> str:
    scope = filling.scope
    return f"{said(scope.period_from)} to {said(scope.period_to)}" if scope.period_from and scope.period_to else ""


def _terms(name: str) -> Callable[[Filling], str]:
    def read(filling: Filling) -> str:
        value = getattr(filling.terms, name, None)
        return said(value) if isinstance(value, date) else str(value or "")

    return read


def _reviewers(filling: Filling) -> str:
    """Who writes the report, by code: a name goes to the Panel on a way of its own."""
    there = in_role(filling.case.review, (PanelRole.OVERVIEW_AUTHOR,), filling.case.today)
    return ", ".join(one.id for one in there)


def _answer(form: str, asks: type, name: str, offered: Iterable[Term] = ()) -> Callable[[Filling], str]:
    """Read one question of a form that is asked once."""

    def read(filling: Filling) -> str:
        value = getattr(filling.case.one(form, asks), name)
        if isinstance(value, UncertainDate):
            return day(value)
        return term(offered, value) if offered else str(value or "").strip()

    return read


PLACES: Mapping[str, Place] = {
    "today": Place(words="the day of the letter", read=lambda f: said(f.case.today)),
    "to": Place(words="to whom", read=lambda f: f.letter.to),
    "paragraph": Place(words="the paragraph", read=lambda f: f.letter.paragraph),
    "review": Place(words="what the review is known as", read=lambda f: f.case.review.header.title),
    "reference": Place(words="the reference of the case", read=lambda f: f.case.review.header.id),
    "edition": Place(words="the edition of the rules, which is not stamped on this case", read=_edition),
    "guidance": Place(words="the national guidance, since no known edition is stamped on this case", read=_guidance),
    "agency": Place(words="the agency", read=lambda f: f.agency),
    "member_post": Place(words="the member's post", read=_post),
    "notified_on": Place(words="when the partnership was notified", read=lambda f: said(notified_on(f.case.review))),
    "incident_on": Place(words="when it happened", read=_answer("referral", Referral, "incident_on")),
    "referrer_post": Place(words="the post of whoever referred", read=_answer("referral", Referral, "referrer_post")),
    "recommended": Place(
        words="what was recommended", read=_answer("recommendation", Recommendation, "outcome", OUTCOMES)
    ),
    "decision": Place(words="the decision", read=lambda f: term(OUTCOMES, _decision(f).outcome)),
    "other_kind": Place(
        words="which kind of learning review", read=lambda f: term(OTHER_REVIEWS, _decision(f).other_kind)
    ),
    "decided_by": Place(words="who decided", read=lambda f: term(DECIDERS, _decision(f).decider)),
    "decided_on": Place(
        words="the day of the decision",
        read=lambda f: day(_decision(f).decided_on) or said(f.case.days.get("decision_made")),
    ),
    "reason": Place(words="the reasons of the decision", read=lambda f: _decision(f).reasons.strip()),
    "methodology": Place(
        words="the methodology", read=lambda f: f.case.one("notices", Notices).methodology.replace("_", " ")
    ),
    "wanted": Place(words="what is asked for beyond the outline", read=lambda f: _request(f).wanted.strip()),
    "reply_by": Place(words="the day for replies", read=lambda f: day(_request(f).reply_by)),
    "delay_about": Place(words="what is late", read=lambda f: term(ABOUT, f.delay.about)),
    "delay_sort": Place(words="the sort of reason", read=lambda f: term(REASONS, f.delay.sort)),
    "delay_reason": Place(words="the reason for the delay", read=lambda f: f.delay.why.strip()),
    "delay_known_on": Place(words="since when it is expected", read=lambda f: day(f.delay.known_on)),
    "delay_first_day": Place(words="the day by which it was due at first", read=_first_day),
    "delay_new_day": Place(words="the day that is now expected", read=lambda f: day(f.delay.new_day)),
    "delay_meanwhile": Place(words="what is learned meanwhile", read=lambda f: f.delay.meanwhile.strip()),
    "period": Place(words="the period under review", read=_period),
    "terms_version": Place(words="the version of the terms", read=_terms("version")),
    "terms_approved_on": Place(words="when the terms were approved", read=_terms("approved_on")),
    "terms_approved_by": Place(words="who approved the terms", read=_terms("approved_by")),
    "letter_to": Place(words="to whom in the agency", read=lambda f: _alternative(f).letter_to.strip()),
    "method": Place(words="the method", read=lambda f: _alternative(f).method.strip()),
    "method_reason": Place(words="why this method fits", read=lambda f: _alternative(f).reason.strip()),
    "review_due_on": Place(words="the day of the report", read=lambda f: day(_alternative(f).due_on)),
    "audit_due_on": Place(words="the day of the audit", read=lambda f: day(_alternative(f).audit_due_on)),
    "withhold_why": Place(
        words="why it should not be published", read=_answer("publication", Publication, "withhold_why")
    ),
    "contract_on": Place(words="the day of the contract", read=_answer("choosing", Choosing, "contract_on")),
    "reviewers": Place(words="who reviews, by the code of the appointment", read=_reviewers),
    "why_method": Place(words="why this methodology", read=_answer("choosing", Choosing, "reason")),
    "other_area": Place(words="the other partnership's area", read=lambda f: f.outside.area.strip()),
    "other_part": Place(words="how large its agency's part was", read=lambda f: term(PARTS, f.outside.involvement)),
    "model": Place(words="how the review is held", read=_answer("cross_border", CrossBorder, "model", MODELS)),
    "model_reason": Place(words="why it is held so", read=_answer("cross_border", CrossBorder, "model_reason")),
    "planned_on": Place(words="the planned day", read=_answer("publication", Publication, "planned_on")),
}
