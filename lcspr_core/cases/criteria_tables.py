"""The criteria as two tables: which facts lead to which result, by the local rule and by the national one."""

from __future__ import annotations

from lcspr_core.cases.criteria_rules import LocalResult, NationalResult, Result, Row, wanted

Line = tuple[str, str, Result, str, str]


def _row(line: Line[Result]) -> Row[Result]:
    key, when, result, paragraphs, because = line
    return Row(key=key, when=wanted(when), result=result, paragraphs=tuple(paragraphs.split(", ")), because=because)


_YES, _SHOULD, _MAY, _NOT = LocalResult
_COUNTS = "custody|mental_health_act|capacity_act"

# 1-15: the rows of the duty register's own table. R: readings that it leaves out, so that every case has a result; an
# open fact leads to "may meet" only where the answer to it would change the result.
_LOCAL: tuple[Line[LocalResult], ...] = (
    (
        "1",
        "abuse=yes died=yes",
        _YES,
        "8.2.3, 8.2.5",
        "Abuse or neglect is known or suspected, and the child has died.",
    ),
    ("2", "abuse=yes died=yes suicide=yes", _YES, "8.2.6", "Suspected suicide counts as death."),
    ("3", "abuse=yes died=yes concern=none", _YES, "8.2.3, 8.2.5", "After a death, joint working makes no difference."),
    (
        "4",
        "abuse=yes died=no harm=yes concern=yes",
        _YES,
        "8.2.3, 8.2.5",
        "The child was seriously harmed, and there is concern about how agencies worked together.",
    ),
    (
        "5",
        "abuse=yes died=no harm=yes concern=unclear",
        _YES,
        "8.2.5, 8.2.7",
        "Serious harm leads to a review unless definitive evidence shows that there is no concern about joint working.",
    ),
    (
        "6",
        "abuse=yes died=no harm=yes concern=none",
        _NOT,
        "8.2.7, 8.2.36",
        "Definitive evidence shows that there is no concern about joint working.",
    ),
    (
        "7",
        "abuse=yes died=no harm=yes recovered=yes concern=yes|unclear",
        _YES,
        "8.2.4",
        "That a child has recovered does not undo serious harm.",
    ),
    ("8", "abuse=yes died=no harm=no", _NOT, "8.2.3, 8.2.36", "The child has neither died nor been seriously harmed."),
    (
        "9",
        "abuse=no|unclear died=yes setting=custody",
        _SHOULD,
        "8.2.8",
        "The child died in custody or a place like it: a review should be held even if a criterion is not met.",
    ),
    (
        "10",
        "abuse=no|unclear died=yes setting=mental_health_act",
        _SHOULD,
        "8.2.8",
        "The child died while detained under the Mental Health Act: this counts at any age.",
    ),
    (
        "11",
        "abuse=no|unclear died=yes setting=capacity_act",
        _SHOULD,
        "8.2.8",
        "The child died at 16 or 17 under a deprivation of liberty order.",
    ),
    (
        "12",
        "abuse=no died=yes setting=capacity_act_other_age",
        _NOT,
        "8.2.8",
        "A deprivation of liberty order under the Mental Capacity Act counts at 16 and 17 only: look at the age again.",
    ),
    ("13", "abuse=no died=yes setting=none", _NOT, "8.2.3, 8.2.36", "No abuse or neglect is known or suspected."),
    (
        "14",
        "abuse=unclear died=yes setting=none|unclear",
        _MAY,
        "8.2.16, 8.2.19, 8.2.21",
        "The child has died, and whether there was abuse or neglect is still unclear.",
    ),
    ("15", "abuse=no died=no harm=no", _NOT, "8.2.3", "No criterion is met."),
    (
        "R1",
        "abuse=no died=no harm=yes|unclear",
        _NOT,
        "8.2.3, 8.2.36",
        "No abuse or neglect is known or suspected, so that the harm alone does not meet the criteria.",
    ),
    (
        "R2",
        "abuse=yes died=unclear harm=yes concern=yes|unclear",
        _YES,
        "8.2.5, 8.2.7",
        "The harm alone leads to a review, whether or not the child has died.",
    ),
    (
        "R3",
        "abuse=yes died=unclear harm=yes concern=none",
        _MAY,
        "8.2.16, 8.2.19, 8.2.21",
        "Whether the child has died decides this, and it is still unclear.",
    ),
    (
        "R4",
        "abuse=yes died=unclear harm=no|unclear",
        _MAY,
        "8.2.16, 8.2.19, 8.2.21",
        "Whether the child has died is still unclear.",
    ),
    (
        "R5",
        "abuse=yes died=no harm=unclear concern=yes|unclear",
        _MAY,
        "8.2.4, 8.2.16, 8.2.19, 8.2.21",
        "How seriously the child was harmed is still unclear.",
    ),
    (
        "R6",
        "abuse=yes died=no harm=unclear concern=none",
        _NOT,
        "8.2.7, 8.2.36",
        "However serious the harm was, definitive evidence shows no concern about joint working.",
    ),
    (
        "R7",
        "abuse=unclear died=no harm=no",
        _NOT,
        "8.2.3, 8.2.36",
        "The child has neither died nor been seriously harmed, whatever is found about abuse or neglect.",
    ),
    (
        "R8",
        "abuse=unclear died=no harm=yes|unclear concern=none",
        _NOT,
        "8.2.7, 8.2.36",
        "Whatever is found, definitive evidence shows no concern about joint working.",
    ),
    (
        "R9",
        "abuse=unclear died=no harm=yes|unclear concern=yes|unclear",
        _MAY,
        "8.2.16, 8.2.19, 8.2.21",
        "The child was or may have been seriously harmed, and whether there was abuse or neglect is still unclear.",
    ),
    (
        "R10",
        "abuse=unclear died=unclear",
        _MAY,
        "8.2.16, 8.2.19, 8.2.21",
        "Neither the death nor abuse or neglect is clear yet.",
    ),
    (
        "R11",
        "abuse=no died=yes setting=unclear",
        _MAY,
        "8.2.8, 8.2.16, 8.2.21",
        "Where the child died, or under which order, decides this and is still unclear.",
    ),
    (
        "R12",
        f"abuse=no died=unclear setting={_COUNTS}|unclear",
        _MAY,
        "8.2.8, 8.2.16, 8.2.21",
        "Whether the child died in custody, detained or under an order is still unclear.",
    ),
    (
        "R13",
        "abuse=no died=unclear setting=none",
        _NOT,
        "8.2.3, 8.2.36",
        "No abuse or neglect is known or suspected, whether or not the child has died.",
    ),
)

_SERIOUS, _PERHAPS, _NEITHER = NationalResult
_ACT = "Children Act 2004 s16C"

_NATIONAL: tuple[Line[NationalResult], ...] = (
    ("N-1", "abuse=yes died=yes", _SERIOUS, f"{_ACT}, overlay N01", "Abuse or neglect with a death."),
    ("N-2", "abuse=yes harm=yes", _SERIOUS, f"{_ACT}, overlay N01", "Abuse or neglect with serious harm."),
    ("N-3", "abuse=no", _NEITHER, f"{_ACT}, overlay N05", "No abuse or neglect is known or suspected."),
    ("N-4", "died=no harm=no", _NEITHER, f"{_ACT}, overlay N05", "Neither a death nor serious harm."),
    ("N-5", "abuse=yes died=unclear harm=no|unclear", _PERHAPS, f"{_ACT}, overlay N01", "The death is unclear."),
    ("N-6", "abuse=yes died=no harm=unclear", _PERHAPS, f"{_ACT}, overlay N01", "The harm is unclear."),
    (
        "N-7",
        "abuse=unclear died=yes|unclear",
        _PERHAPS,
        f"{_ACT}, overlay N01",
        "Whether there was abuse or neglect is unclear.",
    ),
    (
        "N-8",
        "abuse=unclear died=no harm=yes|unclear",
        _PERHAPS,
        f"{_ACT}, overlay N01",
        "Whether there was abuse or neglect is unclear.",
    ),
)

LOCAL_ROWS: tuple[Row[LocalResult], ...] = tuple(_row(line) for line in _LOCAL)
NATIONAL_ROWS: tuple[Row[NationalResult], ...] = tuple(_row(line) for line in _NATIONAL)
