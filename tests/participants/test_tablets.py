"""Shared tablets and help: links that open once, and only what they are for."""

from datetime import timedelta

import pytest

from facilitation import clock, db
from facilitation.errors import Invalid, NotFound, Refused
from facilitation.participants import cards, helping, tablets
from facilitation.participants.models import Help, Seat, Tablet

from .. import factories

KEY = factories.KEY


@pytest.fixture
def session(evening):
    with db.transaction() as session:
        yield session


def test_a_link_pairs_one_device_and_then_no_other(session, evening):
    tablet = tablets.add(session, evening.council_id, table=2)
    link = tablets.LINK.token(KEY, tablet)
    found, cookie = tablets.pair(session, KEY, link)

    assert found is tablet
    assert tablets.by_cookie(session, cookie) is tablet
    assert tablets.LINK.token(KEY, tablet) == ""
    with pytest.raises(Invalid, match="schon einmal"):
        tablets.pair(session, KEY, link)


@pytest.mark.parametrize("typed", ["lower", "grouped", "spaced"])
def test_a_link_may_be_typed_as_people_type(session, evening, typed):
    link = tablets.LINK.token(KEY, tablets.add(session, evening.council_id))
    given = {
        "lower": link.lower(),
        "grouped": f"{link[:4]}-{link[4:]}",
        "spaced": f" {link[:9]} {link[9:]}",
    }

    assert tablets.pair(session, KEY, given[typed])


@pytest.mark.parametrize("given", ["", "0" * 26, "x", "\ud800", "ä" * 26, "#"])
def test_nothing_else_pairs(session, evening, given):
    tablets.add(session, evening.council_id)
    with pytest.raises(Invalid):
        tablets.pair(session, KEY, given)


def test_a_token_of_another_kind_opens_nothing(session, evening):
    seat = session.get_one(Seat, evening.seat_ids[0])
    tablets.add(session, evening.council_id)
    link = helping.LINK.token(KEY, helping.offer(session, seat))
    for given in (link, cards.token(KEY, seat), cards.code(KEY, seat)):
        with pytest.raises(Invalid):
            tablets.pair(session, KEY, given)


def test_pairing_anew_shuts_the_device_out(session, evening):
    tablet = tablets.add(session, evening.council_id)
    _, cookie = tablets.pair(session, KEY, tablets.LINK.token(KEY, tablet))
    tablets.pair_anew(session, tablet)

    assert tablets.by_cookie(session, cookie) is None
    assert tablets.LINK.token(KEY, tablet)
    assert tablet.paired_at is None


def test_a_tablet_that_is_taken_away_is_gone(session, evening):
    tablet = tablets.add(session, evening.council_id)
    _, cookie = tablets.pair(session, KEY, tablets.LINK.token(KEY, tablet))
    tablets.remove(session, tablet)

    assert tablets.by_cookie(session, cookie) is None
    assert tablets.by_cookie(session, "") is None


def test_tablets_are_numbered_and_found_in_their_council_only(session, evening):
    first, second = (tablets.add(session, evening.council_id) for _ in range(2))
    tablets.remove(session, first)
    third = tablets.add(session, evening.council_id)

    assert [one.number for one in tablets.every(session, evening.council_id)] == [2, 3]
    assert tablets.find(session, evening.council_id, third.id) is third
    with pytest.raises(NotFound):
        tablets.find(session, evening.council_id + 1, second.id)


def test_there_is_an_end_to_them(session, evening, monkeypatch):
    monkeypatch.setattr(tablets, "MOST", 2)
    for _ in range(2):
        tablets.add(session, evening.council_id)
    with pytest.raises(Refused, match="Mehr als"):
        tablets.add(session, evening.council_id)
    assert session.query(Tablet).count() == 2


def test_help_is_begun_once_and_a_new_offer_replaces_it(session, evening):
    seat = session.get_one(Seat, evening.seat_ids[0])
    offered = helping.offer(session, seat)
    link = helping.LINK.token(KEY, offered)
    begun, cookie = helping.begin(session, KEY, link)
    assert (begun, helping.by_cookie(session, cookie)) == (offered, (offered, seat))
    with pytest.raises(Invalid):
        helping.begin(session, KEY, link)
    helping.offer(session, seat)

    assert helping.by_cookie(session, cookie) is None
    assert session.query(Help).count() == 1


def test_help_is_over_after_a_while(session, evening):
    seat = session.get_one(Seat, evening.seat_ids[0])
    offered = helping.offer(session, seat)
    assert helping.helped(session, evening.council_id) == {seat.id}
    assert not helping.is_over(offered)
    offered.begun_at = clock.now() - helping.LASTS - timedelta(seconds=1)
    session.flush()

    assert helping.is_over(offered)
    assert helping.helped(session, evening.council_id) == set()
    assert helping.of_seat(session, seat.id) is None
    with pytest.raises(Invalid):
        helping.begin(session, KEY, helping.LINK.token(KEY, offered))
