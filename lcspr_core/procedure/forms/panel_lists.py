"""The closed lists of the panel's forms: sorts of member, levels, subjects, risks to time, and what is signed off."""

from __future__ import annotations

from lcspr_core.asking import Term

APPOINTERS = (
    Term(key="chair", title="The Independent Chair"),
    Term(key="partners", title="The safeguarding partners jointly"),
    Term(key="delegate", title="Somebody they have named"),
)
LEGAL_STATUS = (
    Term(key="member", title="A member of the panel", hint="Counts in votes and numbers"),
    Term(key="adviser", title="An adviser to it", hint="Attends and advises, and is not counted"),
)
SORTS = (
    Term(key="involved", title="From an agency that had a part in the case"),
    Term(key="specialist", title="A specialist in one of the professions"),
    Term(key="uninvolved", title="From an agency that had no part in it"),
    Term(key="coopted", title="Co-opted for one matter"),
)
LEVELS = (
    Term(key="practitioner", title="Practitioner"),
    Term(key="team", title="Team manager"),
    Term(key="service", title="Service manager, or a named or designated professional"),
    Term(key="head", title="Head of service"),
    Term(key="director", title="Director or chief officer"),
)
COVERED = (
    Term(key="member", title="A member from it"),
    Term(key="specialist", title="A specialist speaks for its profession"),
    Term(key="not", title="Nobody, and here is why"),
)
SUBJECTS = (
    Term(key="neglect", title="Neglect"),
    Term(key="physical", title="Physical abuse"),
    Term(key="sexual", title="Sexual abuse"),
    Term(key="emotional", title="Emotional abuse"),
    Term(key="exploitation", title="Exploitation and harm outside the home"),
    Term(key="domestic", title="Domestic abuse"),
    Term(key="infants", title="Babies and injuries to them"),
    Term(key="adolescents", title="Adolescence"),
    Term(key="disability", title="Disability and complex health needs"),
    Term(key="child_mental_health", title="A child's mental health, self-harm, suicide"),
    Term(key="adult_mental_health", title="A parent's mental health"),
    Term(key="substances", title="Alcohol and drugs"),
    Term(key="culture", title="Faith, culture, language and migration"),
    Term(key="care", title="Children in care and care leavers"),
    Term(key="custody", title="Custody and detention"),
    Term(key="online", title="Harm online"),
    Term(key="schools", title="Schools and early years"),
    Term(key="housing", title="Housing and homelessness"),
    Term(key="courts", title="Family and criminal proceedings"),
)
SUBJECT_TITLES = {one.key: one.title for one in SUBJECTS}

RISKS = (
    Term(key="criminal", title="A criminal investigation or trial"),
    Term(key="inquest", title="An inquest"),
    Term(key="family_court", title="Proceedings in the family court"),
    Term(key="employment", title="A disciplinary or professional process"),
    Term(key="other_review", title="Another review"),
    Term(key="people", title="Leave, illness or a change of people"),
    Term(key="records", title="Records or reports that come late"),
)
MEETING_STATES = (
    Term(key="planned", title="To come"),
    Term(key="held", title="Held"),
    Term(key="called_off", title="Called off"),
)
AUTHOR = (
    Term(key="invited", title="Invited: attends and has no vote"),
    Term(key="not_invited", title="Not invited"),
)
HEARD = (
    Term(key="all", title="Everybody was asked and heard"),
    Term(key="some", title="Not everybody", hint="Say beside it how that is put right"),
)
TERMS_RIGHT = (
    Term(key="yes", title="Still right"),
    Term(key="change", title="To be changed", hint="Write a new version of the terms of reference"),
)
QUALITY = (
    Term(key="terms", title="The report answers every question of the terms of reference"),
    Term(key="reports", title="Agency reports were tested, and what contradicted itself was settled"),
    Term(key="child", title="The child's experience stands at the centre"),
    Term(key="family", title="The family's and the staff's views can be seen in the findings"),
    Term(key="challenge", title="Evidence, analysis and findings were challenged and the answers kept"),
    Term(key="learning", title="Learning leads to actions, and what was put right already is named"),
    Term(key="time", title="The review kept its day, or the delay was agreed and told"),
    Term(key="reader", title="Professionals and the public can both understand the report"),
)
QUALITY_TITLES = {one.key: one.title for one in QUALITY}
HOLDS = (Term(key="yes", title="It is so"), Term(key="not_yet", title="Not yet"))
