"""The referral: who brings the case, what happened, when it was known, and how they see the criteria."""

from __future__ import annotations

from attrs import frozen

from lcspr_core.asking import Term, choice, line, ref, text, uncertain_date, yes_no_unclear
from lcspr_core.methodology import Phase, Step
from lcspr_core.procedure.events import Event
from lcspr_core.timescales.dates import UncertainDate
from lcspr_core.timescales.understanding import understood

ASKS_FOR = (
    Term(key="lcspr", title="A Local Child Safeguarding Practice Review"),
    Term(key="other", title="Another kind of learning review"),
    Term(key="unsure", title="Not sure: please consider it"),
)
CHANNELS = (
    Term(key="secure_mail", title="Secure e-mail to the partnership's mailbox"),
    Term(key="portal", title="The partnership's own form or portal"),
    Term(key="by_hand", title="By hand or by post"),
    Term(key="other", title="Some other way"),
)


@frozen(kw_only=True)
class Referral:
    """Section 1 of the referral form; nothing in it stops a referral from being sent (8.2.16)."""

    asks_for: str = choice(
        "What do you ask for?", ASKS_FOR, hint="One form serves all; the Sub Group decides (8.2.73)", needed=True
    )
    agency: str = ref("Which agency refers", "agency", needed=True)
    referrer_post: str = line("Post of whoever refers", hint="The post, not the name", needed=True)
    lead_name: str = line("Which safeguarding lead was spoken to first", hint="The post is enough (8.2.13)")
    lead_on: UncertainDate = uncertain_date("When that was")
    incident_on: UncertainDate = uncertain_date(
        "When it happened", hint="A day, a month or a span will do", needed=True
    )
    aware_on: UncertainDate = uncertain_date("When the agency first knew of it", needed=True)
    notice_sent_on: UncertainDate = uncertain_date(
        "When the council sent its serious incident notice", hint="Leave it empty if none was sent"
    )
    notice_received_on: UncertainDate = uncertain_date("When the partnership received that notice")
    summary: str = text("What happened, in a few lines", hint="Codes, not names", needed=True)
    maltreatment: str = yes_no_unclear("Is abuse or neglect known or suspected?")
    died: str = yes_no_unclear("Has the child died?")
    serious_harm: str = yes_no_unclear("Was the child seriously harmed?")
    joint_working: str = yes_no_unclear("Is there concern about how agencies worked together?")
    benefit: str = text("What could be learned, even if the criteria may not be met?")
    why_wider: str = text("Why can one agency not deal with this alone?")
    sent_on: UncertainDate = uncertain_date("When the form was sent")
    received_on: UncertainDate = uncertain_date("When the partnership received it", needed=True)
    received_at: str = line("At what time", hint="As in 14:20, if known")
    channel: str = choice("How it came", CHANNELS)
    acknowledged_on: UncertainDate = uncertain_date("When that was acknowledged")


EXAMPLE = Referral(
    asks_for="unsure",
    agency="HV",
    referrer_post="Named nurse for safeguarding",
    lead_name="Designated nurse",
    lead_on=understood("2 March 2026"),
    incident_on=understood("27 February 2026"),
    aware_on=understood("28 February 2026"),
    summary="A baby of five months was brought in at night with an injury that nobody could explain.",
    maltreatment="yes",
    died="no",
    serious_harm="yes",
    joint_working="unclear",
    benefit="How the health visitor's and the hospital's worries could have met.",
    sent_on=understood("3 March 2026"),
    received_on=understood("3 March 2026"),
    received_at="16:40",
    channel="secure_mail",
    acknowledged_on=understood("4 March 2026"),
)

STEPS = (
    Step(
        key="referral",
        title="Referral",
        phase=Phase.TRIGGER,
        lead="What happened, and who has known since when?",
        guidance="Anybody in the partnership may refer. Unclear cases, and cases below the criteria from which "
        "something can be learned, come on this same form: no answer on it stops a referral (8.2.16). Your view of "
        "the criteria is kept apart from the Sub Group's.\n\n"
        "Keep four days apart: when it happened, when the agency knew, when the council gave notice, and when this "
        "form came. The month for the decision runs from the earlier of the last two.",
        asks=Referral,
        examples=(EXAMPLE,),
        answered_by=("referrer", "business_manager"),
    ),
)

# Whichever came first starts the month (A03): the day of the incident and the day of knowing never do.
NOTIFIED = "The partnership was notified"

EVENTS = (
    Event(key="notification_received", title=NOTIFIED, form="referral", field="notice_received_on"),
    Event(key="notification_received", title=NOTIFIED, form="referral", field="received_on"),
    Event(key="incident", title="It happened", form="referral", field="incident_on"),
    Event(key="awareness", title="The agency first knew", form="referral", field="aware_on"),
    Event(key="incident_notice_sent", title="The council gave notice", form="referral", field="notice_sent_on"),
    Event(
        key="incident_notice_received",
        title="The partnership received the council's notice",
        form="referral",
        field="notice_received_on",
    ),
    Event(key="lead_consulted", title="A safeguarding lead was spoken to", form="referral", field="lead_on"),
    Event(key="referral_received", title="The referral was received", form="referral", field="received_on"),
    Event(
        key="referral_acknowledged",
        title="The referral was acknowledged",
        form="referral",
        field="acknowledged_on",
    ),
)
