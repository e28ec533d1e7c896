"""The register of people, read from a file from outside."""

from __future__ import annotations

from lcspr_core.demonstration import juniper
from lcspr_core.demonstration.pack_files import PACK
from lcspr_core.release.people_file import people_from

HEAD = "code,name,role,involvement\n"


def test_the_pack_s_own_register_is_read_as_it_is():
    found = people_from((PACK / "people.csv").read_bytes())
    assert found.problems == ()
    assert set(found.people) == {one.id for one in juniper.people()}
    assert {code: one.involvement for code, one in found.people.items()} == {
        one.id: one.involvement for one in juniper.people()
    }


def test_names_go_apart_and_no_name_stays_in_what_the_review_holds():
    found = people_from((PACK / "people.csv").read_bytes())
    assert found.names["P02"]["name"] == "Kayleigh Anne Dorrick"
    assert not any("Dorrick" in f"{one.role} {one.public_code}" for one in found.people.values())


def test_a_name_in_a_role_becomes_a_code():
    found = people_from(f"{HEAD}P1,Zora Quill,parent,family\nW1,Ben Otter,worker of Zora Quill,direct\n".encode())
    assert "Quill" not in found.people["W1"].role


def test_a_bad_row_is_said_with_row_and_column_and_the_rest_is_kept():
    told = f"{HEAD}P1,Zora Quill,parent,family\n../x,Ben Otter,worker,direct\n"
    told += "W2,Lin Marsh,worker,sideways\nP1,Other,x,none\n"
    found = people_from(told.encode())
    assert set(found.people) == {"P1"}
    assert [one.split(":")[0] for one in found.problems] == [
        "Row 3, column code",
        "Row 4, column involvement",
        "Row 5, column code",
    ]
    assert not any("Otter" in one or "Marsh" in one for one in found.problems)
