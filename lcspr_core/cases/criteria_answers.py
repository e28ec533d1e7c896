"""What the criteria ask of a case, and the answers: yes, no or unclear, with reason and evidence (8.2.3-8.2.8)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from attrs import Attribute, field, frozen

from lcspr_core.errors import Unreadable


class YesNoUnclear(StrEnum):
    """The three answers to a criterion; unclear is an answer, and blank is none."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Harm(StrEnum):
    """The kinds of serious harm that 8.2.4 names, and one for any other: its list is open."""

    LIFE_THREATENING = "life_threatening"
    PHYSICAL_HEALTH = "physical_health"
    MENTAL_HEALTH = "mental_health"
    PHYSICAL_DEVELOPMENT = "physical_development"
    INTELLECTUAL_DEVELOPMENT = "intellectual_development"
    EMOTIONAL_DEVELOPMENT = "emotional_development"
    SOCIAL_DEVELOPMENT = "social_development"
    BEHAVIOURAL_DEVELOPMENT = "behavioural_development"
    OTHER = "other"


class Setting(StrEnum):
    """Where, or under which order, a child died: the codes of 8.2.8, each offered on its own (A19)."""

    CUSTODY = "custody"
    POLICE_CUSTODY = "police_custody"
    REMAND = "remand"
    SENTENCED = "sentenced"
    YOUNG_OFFENDER_INSTITUTION = "young_offender_institution"
    SECURE_TRAINING_CENTRE = "secure_training_centre"
    SECURE_CHILDRENS_HOME = "secure_childrens_home"
    MENTAL_HEALTH_ACT = "mental_health_act"
    CAPACITY_ACT = "capacity_act"


@frozen(kw_only=True)
class SettingFacts:
    """What 8.2.8 says of one setting: its title, what it counts as, and the ages at which it counts."""

    title: str
    counts_as: str = "custody"
    ages: range = range(18)


SETTINGS: Mapping[Setting, SettingFacts] = {
    Setting.CUSTODY: SettingFacts(title="In custody"),
    Setting.POLICE_CUSTODY: SettingFacts(title="In police custody"),
    Setting.REMAND: SettingFacts(title="On remand"),
    Setting.SENTENCED: SettingFacts(title="After sentence"),
    Setting.YOUNG_OFFENDER_INSTITUTION: SettingFacts(title="In a young offender institution"),
    Setting.SECURE_TRAINING_CENTRE: SettingFacts(title="In a secure training centre"),
    Setting.SECURE_CHILDRENS_HOME: SettingFacts(title="In a secure children’s home"),
    Setting.MENTAL_HEALTH_ACT: SettingFacts(
        title="Detained under the Mental Health Act 1983", counts_as="mental_health_act"
    ),
    Setting.CAPACITY_ACT: SettingFacts(
        title="Under a deprivation of liberty order, Mental Capacity Act 2005",
        counts_as="capacity_act",
        ages=range(16, 18),
    ),
}


@frozen(kw_only=True)
class CriterionAnswer:
    """One answer with its reason and evidence; `definitive` marks evidence that settles the matter (8.2.7)."""

    said: YesNoUnclear | None = None
    reason: str = ""
    evidence: tuple[str, ...] = ()
    definitive: bool = False

    @property
    def state(self) -> YesNoUnclear:
        """What the answer counts as: a blank is as unclear as can be."""
        return self.said or YesNoUnclear.UNCLEAR

    @property
    def settled(self) -> bool:
        """Whether this is a no that rests on evidence marked as definitive, the only one that 8.2.7 accepts."""
        return self.said is YesNoUnclear.NO and self.definitive and any(one.strip() for one in self.evidence)


def _age(_: object, __: Attribute[int | None], age: int | None) -> None:
    if age is not None and age < 0:
        raise Unreadable("The age at death is below nought. Write the age in whole years, or leave it empty.")


@frozen(kw_only=True)
class CriteriaAnswers:
    """Everything that the criteria ask: five limbs, the setting, and what the partners weigh under regulation 11."""

    abuse_or_neglect: CriterionAnswer = field(factory=CriterionAnswer)
    died: CriterionAnswer = field(factory=CriterionAnswer)
    suspected_suicide: CriterionAnswer = field(factory=CriterionAnswer)
    seriously_harmed: CriterionAnswer = field(factory=CriterionAnswer)
    concern: CriterionAnswer = field(factory=CriterionAnswer)
    setting: CriterionAnswer = field(factory=CriterionAnswer)
    harms: tuple[Harm, ...] = ()
    recovered: bool = False
    settings: tuple[Setting, ...] = ()
    age: int | None = field(default=None, validator=_age)
    improvements: CriterionAnswer = field(factory=CriterionAnswer)
    recurrent: CriterionAnswer = field(factory=CriterionAnswer)
    working_together: CriterionAnswer = field(factory=CriterionAnswer)
    panel_view: CriterionAnswer = field(factory=CriterionAnswer)


@frozen(kw_only=True)
class Asked:
    """One question of the criteria: its words, its paragraph, and the facts under which it has to be answered."""

    words: str
    paragraph: str
    when: str = ""


QUESTIONS: Mapping[str, Asked] = {
    "abuse_or_neglect": Asked(words="Is abuse or neglect of the child known or suspected?", paragraph="8.2.3(1)"),
    "died": Asked(words="Has the child died?", paragraph="8.2.3(2)(i)"),
    "suspected_suicide": Asked(words="Is suicide suspected?", paragraph="8.2.6", when="died=yes"),
    "seriously_harmed": Asked(
        words="Has the child been seriously harmed, even if since recovered?",
        paragraph="8.2.4",
        when="died=no|unclear",
    ),
    "concern": Asked(
        words="Is there cause for concern about how agencies worked together?",
        paragraph="8.2.3(2)(ii); 8.2.7",
        when="died=no|unclear harm=yes|unclear",
    ),
    "setting": Asked(
        words="Was the child in custody, detained or under a deprivation of liberty order?",
        paragraph="8.2.8",
        when="died=yes|unclear",
    ),
}

REGULATION_11: Mapping[str, Asked] = {
    "improvements": Asked(
        words="Does the case show that practice should be improved, even where that was found before?",
        paragraph="SI 2018/789 reg 11",
    ),
    "recurrent": Asked(words="Does it show themes that come back from case to case?", paragraph="SI 2018/789 reg 11"),
    "working_together": Asked(
        words="Does it raise concern about how two or more agencies worked together?", paragraph="SI 2018/789 reg 11"
    ),
    "panel_view": Asked(
        words="Has the national Panel said that a local review may be appropriate?", paragraph="SI 2018/789 reg 11"
    ),
}
