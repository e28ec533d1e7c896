"""The wording catalogue, row by row: what each class remarks on, and what looks like it and is left alone."""

from __future__ import annotations

import pytest

from lcspr_core.wording.catalogue import Sort, catalogue
from lcspr_core.wording.matching import remarks
from lcspr_core.wording.phrases import phrasebook, written_out
from lcspr_core.wording.tables import rows

# For each class: what it remarks on with the words that it finds, then what only looks like it.
CASES = {
    "hindsight": (
        {
            "The email should have led to a visit the same day.": "should have",
            "Somebody ought to have rung.": "ought to have",
            "It could never have been read in time, and the team should\nhave known.": "could never have",
            "The service failed to write the visit down.": "failed to",
            "This was a missed opportunity to ask.": "missed opportunity",
            "The opportunity was lost when the form changed.": "opportunity was lost",
            "With hindsight the plan leaned on one person.": "With hindsight",
            "If only the letter were dated.": "If only",
            "The signs were clearly there.": "clearly",
            "It was inevitable that the plan would end.": "inevitable",
            "The plan was bound to end.": "was bound to",
            "Looking back, the sofa was the question.": "Looking back",
        },
        (
            "Each child with a long-term condition should have two adults at school.",
            "Every worker should have access to the log.",
            "The agency would have to agree.",
            "The log shows a failed visit on the Tuesday.",
            "The form failed to send.",
            "He spoke clearly about his nights.",
            "The actions were clearly recorded.",
            "There was no obvious injury.",
            "If only two of the five had replied, the list was shortened.",
            "We looked at it by looking back over the rota.",
            "Staff were bound to confidentiality.",
            "A guide on hindsight bias was handed out.",
        ),
    ),
    "blame": (
        {
            "This was poor practice.": "poor practice",
            "Communication was very poor.": "was very poor",
            "The minutes were poorly kept.": "poorly",
            "The response was inadequate.": "inadequate",
            "It was a careless line.": "careless",
            "The team had become complacent.": "complacent",
            "On reflection it was lax.": "lax",
            "The worker lacked curiosity.": "lacked curiosity",
            "Services let her down.": "let her down",
        },
        (
            "The family lived in poor housing, and Mother was in poor health.",
            "The housing was poor and cold.",
            "He felt poorly and stayed at home.",
            "Inspectors graded the service inadequate in May.",
            "They had inadequate heating.",
            "Nobody was to blame; the form had no box.",
            "The plan relaxes in summer.",
            "Neglect is a category of harm.",
        ),
    ),
    "counterfactual": (
        {
            "Had the school rung, she would have been moved.": "Had the school rung, she would have",
            "If the worker had known, the plan might have changed.": "If the worker had known, the plan might have",
            "The child would have lived if anybody had gone upstairs.": "would have lived if",
            "Her injuries could have been prevented.": "could have been prevented",
            "But for the move, the record would be whole.": "But for the move, the record would",
            "The death was preventable.": "was preventable",
        },
        (
            "The school had a list that would help.",
            "If a call comes, the worker rings back.",
            "Had the form been sent? Nobody knew. It would be found in May.",
            "It would be helpful if partners met.",
            "The team had three posts. It would lose one.",
        ),
    ),
    "omission": (
        {
            "The hospital did not ring the school.": "did not",
            "Nobody asked where the baby slept.": "Nobody asked",
            "No one wrote to the surgery.": "No one wrote",
            "The plan was not shared.": "was not shared",
            "They didn't send the minutes.": "didn't",
        },
        (
            "The pathway of 2023 asks the ward to ring, and it did not ring.",
            "The service did not follow its escalation policy.",
            "The manager did not know that the cot was still in its box.",
            "Nobody knew his address.",
            "The visit was required by Friday and was not made.",
            "It was nobody's job.",
        ),
    ),
    "person_as_cause": (
        {
            "The social worker ignored the email.": "social worker ignored",
            "The midwife had overlooked the alert.": "midwife had overlooked",
            "The manager’s failure led to this.": "manager’s failure",
            "The plan ended because the health visitor did not write.": "because the health visitor did not",
            "This was down to human error.": "human error",
            "Mother caused the delay.": "Mother caused",
            "The teacher failed to tell anybody.": "teacher failed to",
        },
        (
            "The social worker led the meeting.",
            "The health visitor rang on Monday because the baby was new.",
            "The baby failed to thrive.",
            "The email was ignored by the filter.",
            "Nobody was to blame.",
            "The worker's caseload was 27.",
        ),
    ),
    "one_cause": (
        {
            "The root cause was the handover.": "The root cause",
            "The main reason was workload.": "The main reason",
            "The delay was due to sickness.": "was due to",
            "The move led directly to the loss.": "led directly to",
            "It all comes down to trust.": "comes down to",
            "The cause was the form.": "The cause",
        },
        (
            "A root cause analysis was begun.",
            "The review was due to meet in May.",
            "There were several causes.",
            "The worker was due to visit on Friday.",
            "The cause of concern was the sofa.",
        ),
    ),
    "victim_blaming": (
        {
            "Mother refused to let the worker in.": "Mother refused",
            "She repeatedly declined help.": "She repeatedly declined",
            "The family was non-compliant.": "non-compliant",
            "Father is hard-to-reach.": "hard-to-reach",
            "DNA in May and June.": "DNA",
            "The child did not attend the clinic.": "did not attend",
            "It was a lifestyle choice.": "lifestyle choice",
            "She was putting herself at risk.": "putting herself at risk",
            "Disguised compliance was suspected.": "Disguised compliance",
            "He chose to leave.": "He chose",
        },
        (
            "The council refused the request.",
            "The panel chose this method.",
            "A DNA test was ordered.",
            "The GP did not attend the conference.",
            "The school chose a date.",
            "Juniper was not brought to the clinic.",
            "They had advice on a healthy lifestyle.",
        ),
    ),
    "system_free": (
        {
            "Social workers should be reminded of curiosity.": "reminded",
            "Reiterate the escalation route.": "Reiterate",
            "Ensure all practitioners know the guide.": "Ensure all practitioners",
            "Raise awareness of safer sleep.": "Raise awareness",
            "Training should cover alcohol.": "Training should",
            "All staff to attend a one-day course.": "attend a one-day course",
            "Commissioners to consider the number of health visitors.": "to consider",
            "The front door must listen to schools.": "must listen",
            "The guide on contacts to be reviewed.": "guide on contacts to be reviewed",
            "Update the policy.": "Update the policy",
            "Send a seven minute briefing and a leaflet.": "leaflet",
        },
        (
            "The form cannot be saved while the field is blank, and staff are reminded by the field.",
            "The screening team has no more than sixty calls a day.",
            "The surgery links the household on the record.",
            "A train runs to the clinic every hour.",
            "The director sits in at the front door each month.",
        ),
    ),
    "compound": (
        {
            "Review the guide and train all workers.": "Review the guide and train all",
            "The head will tell the teacher and record the date.": "will tell the teacher and record the",
            "Partners should agree one form and then publish it.": "should agree one form and then publish it",
        },
        (
            "Change the form and its guidance.",
            "Health visitors and midwives use one template.",
            "The service adds a field to record who was seen and when.",
            "The plan and review meeting are joined.",
        ),
    ),
    "unmeasurable": (
        {
            "Improve links with housing.": "Improve",
            "Strengthen supervision.": "Strengthen",
            "A robust process is in place.": "robust",
            "Embed the child's voice.": "Embed",
        },
        (
            "Improve call backs from one in five to four in five.",
            "Strengthen handover: audit of twenty in May.",
            "Share of visits with a sleep space seen improves; baseline 41 per cent.",
            "The front door rings back the same day.",
        ),
    ),
    "absolute": (
        {
            "Social care never rang back.": "never",
            "The house was always cold.": "always",
            "None of the agencies asked.": "None of",
            "All professionals thought so.": "All professionals",
            "At no point was it asked.": "At no point",
            "Everyone agreed.": "Everyone",
        },
        (
            "The house was nearly always cold.",
            "Almost all agencies replied.",
            "All 14 practitioners came.",
            "After all services had closed, the record stayed.",
            "It must never again be one person's task.",
            "Above all, the child was heard.",
        ),
    ),
    "identity": (
        {
            "They lived near WM3 7JD.": "WM3 7JD",
            "Write to a.person@example.org.uk for it.": "a.person@example.org.uk",
            "Her number is 07700 900123.": "07700 900123",
            "The record is under 943 476 5919.": "943 476 5919",
            "He was seen on 12 March 2025.": "12 March 2025",
            "The child was born on a Sunday.": "born on",
        },
        (
            "In March 2025 there were 74 contacts a day.",
            "Paragraph 8.2.44 says so.",
            "Between 2024-2025 and 2025-2026 it doubled.",
            "The form has a date of birth box.",
        ),
    ),
    "jargon": (
        {
            "A MARF was sent.": "MARF",
            "The PPNs were read.": "PPNs",
            "The MDT met.": "MDT",
            "It went to CSC's inbox.": "CSC's",
        },
        (
            "The GP and the NHS number were known.",
            "A multi-agency referral form was sent. The MARF came back.",
            "A referral form (MARF) was sent.",
            "I didn't know Nan WAS the plan.",
            "P01 and C031 are codes.",
            "LEARNING POINTS FROM THE CSC REPORT",
        ),
    ),
    "verdict": (
        {
            "The neglect caused her death.": "caused her death",
            "He was culpable.": "culpable",
            "This was gross misconduct.": "gross misconduct",
            "She died because of the cold.": "died because",
            "The manager should be disciplined.": "should be disciplined",
        },
        (
            "The coroner found that the cold caused her death.",
            "He was convicted and found guilty in May.",
            "The court held him liable.",
            "The death of a child is hard to speak of.",
        ),
    ),
}
TRUE = [(key, text, found) for key, (good, _) in CASES.items() for text, found in good.items()]
FALSE = [(key, text) for key, (_, bad) in CASES.items() for text in bad]


def read(key, text):
    """Read a text as the sort that the class speaks to; a class that speaks to all reads it as a finding."""
    sort = next(one for one in Sort if one in catalogue()[key].sorts)
    return [one for one in remarks(text, sort) if one.key == key]


def test_every_class_of_the_catalogue_is_tried_both_ways():
    assert set(CASES) == set(catalogue()) == {row["key"] for row in rows("terms")} | {"jargon"}
    assert all(len(good) >= 3 and len(bad) >= 3 for good, bad in CASES.values())


@pytest.mark.parametrize(("key", "text", "found"), TRUE, ids=[text for _, text, _ in TRUE])
def test_it_is_remarked_on(key, text, found):
    assert found in [one.found for one in read(key, text)]


@pytest.mark.parametrize(("key", "text"), FALSE, ids=[text for _, text in FALSE])
def test_it_is_left_alone(key, text):
    assert [one.found for one in read(key, text)] == []


@pytest.mark.parametrize("rule", catalogue().values(), ids=list(catalogue()))
def test_each_class_says_why_what_instead_and_who_says_so(rule):
    assert rule.title
    assert rule.why.endswith((".", "?"))
    assert rule.instead.endswith(".")
    assert rule.source
    assert [one.key for one in read(rule.key, rule.before)]


@pytest.mark.parametrize("rule", catalogue().values(), ids=list(catalogue()))
def test_the_worked_alternative_passes_the_whole_catalogue(rule):
    assert [one.found for sort in rule.sorts for one in remarks(rule.after, sort)] == []


def test_a_recommendation_is_not_read_as_a_finding_nor_the_other_way():
    asked = "Remind staff, and improve practice."
    assert {one.key for one in remarks(asked, Sort.RECOMMENDATION)} == {"system_free", "unmeasurable"}
    assert remarks(asked, Sort.FINDING) == ()


def test_a_term_may_bring_an_alternative_of_its_own():
    [one] = read("victim_blaming", "DNA in May.")
    assert one.instead.startswith("Of a child: “was not brought”")
    [other] = read("victim_blaming", "The family was chaotic: a chaotic household.")
    assert other.instead == catalogue()["victim_blaming"].instead


def test_a_known_group_of_letters_is_offered_its_words_and_a_review_brings_its_own():
    [one] = read("jargon", "The MASH rang.")
    assert one.instead == "Write “multi-agency safeguarding hub”."
    [own] = remarks("The ACU rang.", Sort.DRAFT, (("ACU", "Royal Hospital"),))
    assert own.instead == "Write “Royal Hospital”."
    [unknown] = read("jargon", "The XQZ rang.")
    assert unknown.instead == catalogue()["jargon"].instead


def test_the_notation_is_written_out():
    assert written_out("a|b_c d?") == ("a d", "a", "b c d", "b c")
    assert ". had" in written_out("^ had")
    assert "midwife's error" in written_out("{role}'s error")


@pytest.mark.parametrize("table", ["terms", "strength_terms", "smart_terms"])
def test_every_term_of_a_table_is_of_a_class_that_there_is(table):
    known = {"terms": catalogue(), "strength_terms": {row["key"]: row for row in rows("strength")}}.get(table)
    keys = {term.key for term in phrasebook(table).terms}
    assert known is None or keys <= set(known)
    assert all(written_out(part) for term in phrasebook(table).terms for part in term.parts)
