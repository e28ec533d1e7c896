"""The audit chain: what it says, what it never says, and that no byte of it can be altered unseen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from lcspr_core.store import Change, Head, Keys, Store
from lcspr_core.store.refusals import AuditBroken, NotAsAudited, NotPlain, OddTime

AT = "2026-09-01T10:00:00+00:00"
TEXT = "Ivy was not brought"


@pytest.fixture
def told(store: Store, put: Callable[..., int]) -> Store:
    """A store in which everything has happened that the audit knows of."""
    put(store, {"said": TEXT, "A whole sentence as a key": TEXT})
    put(store, {"said": TEXT + " again"}, by="bob")
    put(store, None)
    store.undo("r1", "ann", AT)
    store.save_names("r1", {"P01": {"name": TEXT}}, "ann", AT)
    store.seal("r1", "o1", TEXT, "ann", AT)
    store.note("ann", AT, "exported", "r1", ["appendix", "docx"])
    store.erase_history("r1", AT, "ann", AT)
    return store


def entries(store: Store) -> list[dict[str, Any]]:
    with store._database.reading() as db:
        return [json.loads(text) for text in db.exec_driver_sql("SELECT text FROM audit ORDER BY entry").scalars()]


def test_each_deed_is_an_entry_in_order(told: Store) -> None:
    assert [(one["what"], one["by"]) for one in entries(told)] == [
        ("created", "lcspr"),
        ("opened", "ann"),
        ("saved", "ann"),
        ("saved", "bob"),
        ("saved", "ann"),
        ("undone", "ann"),
        ("names-saved", "ann"),
        ("original-sealed", "ann"),
        ("exported", "ann"),
        ("history-erased", "ann"),
    ]
    assert told.head() == told.verify_audit()
    assert told.head().entry == 10


def test_an_entry_names_the_fields_and_not_the_text(told: Store) -> None:
    everything = json.dumps(entries(told))
    for word in ("Ivy", "brought", "sentence", "whole"):
        assert word not in everything
    (saved,) = entries(told)[3]["items"]
    assert (saved["kind"], saved["id"]) == ("answer", "a1")
    assert "said" in saved["fields"]
    assert entries(told)[6]["items"] == ["P01"]


def test_equal_texts_in_two_places_have_different_hashes(store: Store, put: Callable[..., int]) -> None:
    put(store, {"a": TEXT}, record="a1")
    put(store, {"a": TEXT}, record="a2")
    one, two = (entry["items"][0]["hash"] for entry in entries(store)[-2:])
    assert one != two


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET text = '{}' WHERE entry = 2",
        "UPDATE audit SET mac = x'00'",
        "DELETE FROM audit WHERE entry = (SELECT max(entry) FROM audit)",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit VALUES (2, '{}', x'00')",
        "REPLACE INTO audit VALUES (2, '{}', x'00')",
        "INSERT INTO audit VALUES (99, '{}', x'00')",
        "UPDATE OR REPLACE audit SET entry = 1 WHERE entry = 2",
    ],
)
def test_the_table_itself_refuses_to_be_changed(
    told: Store, place: Path, keys: Keys, raw: Callable[..., Any], statement: str
) -> None:
    told.close()
    behind = raw(place, keys.data)
    with pytest.raises(dbapi2.Error, match="the audit"):
        behind.execute(statement)
    behind.close()


WITHIN = {
    "who": """replace(text, '"by":"bob"', '"by":"eve"')""",
    "when": """replace(text, '2026-09-01', '2026-09-02')""",
    "what": """replace(text, '"what":"saved"', '"what":"moved"')""",
    "the review": """replace(text, '"review":"r1"', '"review":"r2"')""",
    "the kind": """replace(text, '"kind":"answer"', '"kind":"anxwer"')""",
    "the id": """replace(text, '"id":"a1"', '"id":"a2"')""",
    "the revision": """replace(text, '"revision":2', '"revision":3')""",
    "a field": """replace(text, 'said', 'sbid')""",
    "the number in the text": """replace(text, '"entry":4', '"entry":5')""",
    "the hash": """substr(text, 1, instr(text, '"hash":"') + 8) || 'g' || substr(text, instr(text, '"hash":"') + 10)""",
    "a space added": "text || ' '",
    "nothing left": "''",
}
WHOLE = {
    "an entry taken out": "DELETE FROM audit WHERE entry = 4",
    "an entry taken out and the rest moved up": """DELETE FROM audit WHERE entry = 4;
        UPDATE audit SET entry = entry - 1 WHERE entry > 4""",
    "two entries swapped": """UPDATE audit SET entry = -4 WHERE entry = 4;
        UPDATE audit SET entry = 4 WHERE entry = 5;
        UPDATE audit SET entry = 5 WHERE entry = -4""",
    "an entry doubled": """UPDATE audit SET (text, mac) = (SELECT text, mac FROM audit WHERE entry = 3)
        WHERE entry = 4""",
    "a short seal": "UPDATE audit SET mac = substr(mac, 1, 31) WHERE entry = 4",
    "an empty seal": "UPDATE audit SET mac = x'' WHERE entry = 4",
    "another entry's seal": "UPDATE audit SET mac = (SELECT mac FROM audit WHERE entry = 5) WHERE entry = 4",
}
ALTERED = {name: f"UPDATE audit SET text = {what} WHERE entry = 4" for name, what in WITHIN.items()} | WHOLE


@pytest.mark.parametrize("statement", ALTERED.values(), ids=ALTERED.keys())
def test_the_first_bad_entry_is_named_whatever_was_altered(
    told: Store, place: Path, keys: Keys, raw: Callable[..., Any], statement: str
) -> None:
    told.close()
    behind = raw(place, keys.data)
    was = behind.execute("SELECT * FROM audit").fetchall()
    for trigger in ("audit_keeps", "audit_stays", "audit_follows"):
        behind.execute(f"DROP TRIGGER {trigger}")
    behind.executescript(statement)
    assert behind.execute("SELECT * FROM audit").fetchall() != was
    behind.close()
    with Store.open(place, keys) as again:
        for check in (again.verify_audit, again.verify):
            with pytest.raises(AuditBroken, match="does not hold at entry 4: ") as broken:
                check()
            assert broken.value.entry == 4


def test_every_single_byte_of_an_entry_and_of_its_seal_counts(told: Store) -> None:
    with told._database.writing() as db:
        db.exec_driver_sql("DROP TRIGGER audit_keeps")
        ((text, mac),) = db.exec_driver_sql("SELECT text, mac FROM audit WHERE entry = 4").all()
    texts = [(text[:spot] + chr(ord(text[spot]) ^ 1) + text[spot + 1 :], mac) for spot in range(len(text))]
    seals = [(text, mac[:spot] + bytes([mac[spot] ^ 1]) + mac[spot + 1 :]) for spot in range(len(mac))]
    assert len(texts) > 200
    assert len(seals) == 32
    for altered in (*texts, *seals):
        write_entry(told, *altered)
        with pytest.raises(AuditBroken) as broken:
            told.verify_audit()
        assert broken.value.entry == 4
    write_entry(told, text, mac)
    told.verify_audit()


def write_entry(store: Store, text: str, mac: bytes) -> None:
    with store._database.writing() as db:
        db.exec_driver_sql("UPDATE audit SET text = ?, mac = ? WHERE entry = 4", (text, mac))


def test_a_chain_cut_at_its_end_is_found_by_the_head_noted_elsewhere(
    told: Store, place: Path, keys: Keys, raw: Callable[..., Any]
) -> None:
    noted = told.head()
    told.close()
    behind = raw(place, keys.data)
    behind.execute("DROP TRIGGER audit_stays")
    behind.execute("DELETE FROM audit WHERE entry = 10")
    behind.close()
    with Store.open(place, keys) as again:
        again.verify_audit()
        with pytest.raises(AuditBroken, match="ends here, and entry 10 was noted"):
            again.verify_audit(noted)
        again.note("eve", AT, "read")
        with pytest.raises(AuditBroken, match="not the one that was noted earlier"):
            again.verify_audit(noted)


def test_a_head_noted_earlier_stays_good_as_the_chain_grows(told: Store) -> None:
    noted = told.head()
    told.note("ann", AT, "read", "r1")
    assert told.verify_audit(noted).entry == noted.entry + 1
    assert str(noted).startswith("10:")
    with pytest.raises(AuditBroken):
        told.verify_audit(Head(entry=noted.entry, mac="00" * 32))


@pytest.mark.parametrize(
    "statement",
    [
        """UPDATE record SET body = '{"title":"other"}' WHERE kind = 'header'""",
        "UPDATE record SET body = NULL WHERE kind = 'header'",
        "UPDATE record SET revision = revision + 1 WHERE kind = 'header'",
        "DELETE FROM record WHERE kind = 'header'",
        "INSERT INTO record VALUES ('r1', 'answer', 'new', 1, '{}')",
        "DROP TRIGGER audit_stays; DELETE FROM audit WHERE entry >= 2",
    ],
)
def test_a_record_changed_behind_the_audit_is_named(
    store: Store, place: Path, keys: Keys, raw: Callable[..., Any], statement: str
) -> None:
    store.close()
    behind = raw(place, keys.data)
    behind.executescript(statement)
    behind.close()
    with (
        Store.open(place, keys) as again,
        pytest.raises(
            NotAsAudited, match="record (r1|new) of kind (header|answer) is not as the audit says it was last saved"
        ),
    ):
        again.verify()


@pytest.mark.parametrize(
    ("what", "ids"), [("read the file of Ivy", []), ("read", ["Ivy Dorrick"]), ("read", ["P01\n"]), ("", [])]
)
def test_a_note_cannot_carry_text(store: Store, what: str, ids: list[str]) -> None:
    head = store.head()
    with pytest.raises(NotPlain, match="not a plain identifier"):
        store.note("ann", AT, what, "r1", ids)
    with pytest.raises(OddTime):
        store.note("ann", "on Ivy's birthday", "read")
    assert store.head() == head


def test_a_large_batch_is_audited_in_full(store: Store) -> None:
    many = [Change(kind="entry", id=f"e{n}", revision=0, before=None, after={"n": n}) for n in range(2500)]
    store.save("r1", many, by="ann", at=AT)
    named = [item["id"] for entry in entries(store) if entry["what"] == "saved" for item in entry["items"]]
    assert named == [f"e{n}" for n in range(2500)]
    store.verify()


def test_an_entry_taken_out_is_told_as_missing(told: Store) -> None:
    with told._database.writing() as db:
        db.exec_driver_sql("DROP TRIGGER audit_stays")
        db.exec_driver_sql("DELETE FROM audit WHERE entry = 4")
    with pytest.raises(AuditBroken, match="at entry 4: it is missing"):
        told.verify_audit()


def test_an_entry_from_another_course_of_the_same_store_does_not_fit(
    store: Store, keys: Keys, tmp_path: Path, put: Callable[..., int]
) -> None:
    """Somebody restores a backup beside the store, works in it, and brings an entry across, seal and all."""
    store.backup(tmp_path / "copy.lcspr")
    Store.restore(tmp_path / "copy.lcspr", tmp_path / "other.lcspr", keys)
    for number in range(3):
        put(store, {"a": number})
    with Store.open(tmp_path / "other.lcspr", keys) as other:
        put(other, {"b": 1})
        put(other, {"b": 2})
        with other._database.reading() as db:
            ((text, mac),) = db.exec_driver_sql("SELECT text, mac FROM audit WHERE entry = 4").all()
    with store._database.writing() as db:
        db.exec_driver_sql("DROP TRIGGER audit_keeps")
    write_entry(store, text, mac)
    with pytest.raises(AuditBroken) as broken:
        store.verify_audit()
    assert broken.value.entry == 5
