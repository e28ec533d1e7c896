"""The records that SILP adds to the thread, and what each of them may rest on."""

from __future__ import annotations

from lcspr_core import RecordKind, Rung

KINDS: tuple[RecordKind, ...] = (
    RecordKind(
        key="key_episode", title="Key episode", plural="Key episodes", rung=Rung.EVIDENCE, rests_on=("evidence",)
    ),
    RecordKind(
        key="contribution",
        title="Contribution",
        plural="Contributions",
        rung=Rung.CONTRIBUTION,
        rests_on=("evidence", "key_episode"),
    ),
    RecordKind(
        key="theme",
        title="Theme",
        plural="Themes",
        rung=Rung.THEME,
        rests_on=("evidence", "key_episode", "contribution"),
    ),
    RecordKind(
        key="learning_point",
        title="Learning point",
        plural="Learning points",
        rung=Rung.FINDING,
        rests_on=("evidence", "key_episode", "contribution", "theme"),
    ),
    RecordKind(
        key="recommendation",
        title="Recommendation",
        plural="Recommendations",
        rung=Rung.RECOMMENDATION,
        rests_on=("theme", "finding", "learning_point"),
    ),
    RecordKind(
        key="action",
        title="Action",
        plural="Actions",
        rung=Rung.ACTION,
        rests_on=("recommendation", "finding", "learning_point"),
    ),
)
