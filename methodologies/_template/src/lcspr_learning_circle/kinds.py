"""The methodology's own words: a kind of record, a vocabulary, and the sorts of things that people say."""

from __future__ import annotations

from lcspr_core import VOICE_WORDS, RecordKind, Rung, Term, Vocabulary

KINDS = (
    RecordKind(key="moment", title="Moment", plural="Moments", rung=Rung.EVIDENCE),
    RecordKind(
        key="contribution",
        title="Contribution",
        plural="Contributions",
        rung=Rung.CONTRIBUTION,
        rests_on=("moment",),
    ),
)

CONDITIONS = Vocabulary(
    key="conditions",
    title="What shapes work",
    source="Our own list; change it to the words your teams use.",
    terms=(
        Term(key="time", title="Time and workload"),
        Term(key="knowing", title="Who knew what"),
        Term(key="tools", title="Forms and systems"),
        Term(key="support", title="Support and supervision"),
    ),
)

VOICES = tuple(Term(key=kind.value, title=words) for kind, words in VOICE_WORDS.items())
