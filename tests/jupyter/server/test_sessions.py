"""Links, log-ins, tickets and files waiting: each used once, by one person, and only for a while."""

from __future__ import annotations

import pytest
from lcspr_jupyter.server.downloads import Downloads
from lcspr_jupyter.server.people import Grant, Identity, owner
from lcspr_jupyter.server.sessions import Sessions
from lcspr_jupyter.server.tickets import Seat, Tickets

from lcspr_core.errors import NotAllowed, NotFound
from lcspr_core.methodology import PlatformRole


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(clock: Clock) -> Sessions:
    return Sessions(clock=clock, link_seconds=100, session_seconds=1000)


def test_a_link_opens_once(sessions):
    word = sessions.invite(owner())
    cookie = sessions.join(word)
    assert sessions.of(cookie).identity.id == "owner"
    with pytest.raises(NotAllowed, match="opens once"):
        sessions.join(word)
    assert sessions.of(word) is None


def test_a_link_grows_old(sessions, clock):
    word = sessions.invite(owner())
    clock.now += 101
    with pytest.raises(NotAllowed):
        sessions.join(word)


def test_a_log_in_ends_with_its_time_and_says_so(sessions, clock):
    ended = []
    sessions.ended.append(ended.append)
    cookie = sessions.join(sessions.invite(owner()))
    key = sessions.of(cookie).key
    clock.now += 1001
    sessions.sweep()
    assert ended == [key]
    assert sessions.of(cookie) is None


@pytest.mark.parametrize("word", ["", None, "x", "x" * 43, "\udcff"])
def test_a_made_up_cookie_is_nobody(sessions, word):
    sessions.join(sessions.invite(owner()))
    assert sessions.of(word) is None


def test_secrets_are_not_kept(sessions):
    word = sessions.invite(owner())
    assert word not in repr(sessions)
    cookie = sessions.join(word)
    assert cookie not in repr(sessions)


def test_other_roles_end_what_was_opened_under_the_old_ones(sessions):
    ended = []
    sessions.ended.append(ended.append)
    cookie = sessions.join(sessions.invite(Identity(id="a", name="A", grants=(Grant(role=PlatformRole.COORDINATOR),))))
    sessions.regrant(Identity(id="a", name="A", grants=(Grant(role=PlatformRole.READER),)))
    session = sessions.of(cookie)
    assert ended == [session.key]
    assert session.identity.at("r", "thread").role == "reader"


def test_a_role_in_one_review_is_none_in_another():
    person = Identity(id="a", name="A", grants=(Grant(role=PlatformRole.COORDINATOR, review="one"),))
    assert person.at("one", "case").leads
    assert person.at("two", "case").roles == ()
    assert not person.knows("two")
    assert not person.opens_reviews
    assert owner().opens_reviews


def test_a_ticket_bound_to_nobody_opens_nothing():
    tickets = Tickets()
    word = tickets.mint()
    with pytest.raises(NotAllowed):
        tickets.seat(word)
    tickets.bind(word, Seat(caller=owner().at("r", "case"), session="s", kernel="k"))
    assert tickets.seat(word).kernel == "k"


def test_a_ticket_never_changes_hands():
    tickets = Tickets()
    word = tickets.mint()
    tickets.bind(word, Seat(caller=owner().at("r", "case"), session="s"))
    for other in (word, "never minted"):
        with pytest.raises(NotAllowed):
            tickets.bind(other, Seat(caller=owner().at("r", "people"), session="s"))


def test_tickets_go_with_their_kernel_and_their_log_in():
    tickets = Tickets()
    one, two, three = tickets.mint(), tickets.mint(), tickets.mint()
    for word, session, kernel in ((one, "s", "k"), (two, "s", "l"), (three, "t", "m")):
        tickets.bind(word, Seat(caller=owner().at("r", "case"), session=session, kernel=kernel))
    tickets.void(kernel="k")
    with pytest.raises(NotAllowed):
        tickets.seat(one)
    tickets.void(session="s")
    with pytest.raises(NotAllowed):
        tickets.seat(two)
    assert tickets.seat(three).session == "t"


def test_a_file_is_fetched_once_and_by_its_person(clock):
    downloads = Downloads(clock=clock, seconds=60)
    word = downloads.offer("../a report.docx", b"x", person="ann", review="r").rpartition("/")[2]
    with pytest.raises(NotFound):
        downloads.fetch(word, "bob")
    found = downloads.fetch(word, "ann")
    assert (found.name, found.content) == ("a-report.docx", b"x")
    with pytest.raises(NotFound, match="Make it again"):
        downloads.fetch(word, "ann")


def test_a_file_waits_a_while_only(clock):
    downloads = Downloads(clock=clock, seconds=60)
    word = downloads.offer("a.pdf", b"x", person="ann", review="r").rpartition("/")[2]
    clock.now += 61
    with pytest.raises(NotFound):
        downloads.fetch(word, "ann")
