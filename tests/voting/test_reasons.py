"""Reasons by the rules alone, on both stores: kept whole, once, and only as many as the round bears."""

import pytest
from sqlalchemy import text

from facilitation import db
from facilitation.errors import Conflict, Invalid, NotFound, Refused
from facilitation.voting import reasons

from .. import factories

LONGEST = "\N{GRINNING FACE}" * reasons.LONGEST


@pytest.fixture
def shown(evening):
    """A result that everybody sees; its round's id."""
    around = evening.begin_vote()
    evening.cast(1, "yes")
    evening.command("close")
    evening.command("show")
    return around


def give(around, text="Zu teuer.", key="k"):
    with db.transaction() as session:
        reasons.give(session, around, text=text, key=key)


def said(around):
    with db.reading() as session:
        return [one.text for one in reasons.of_rounds(session, [around])]


def test_a_text_of_the_greatest_length_is_kept_whole_and_once(shown):
    for _ in range(2):
        give(shown, f" {LONGEST}\r\n")
    assert said(shown) == [LONGEST]
    with pytest.raises(Invalid):
        give(shown, LONGEST + "x", "other")


def test_the_bound_is_for_the_round_and_what_is_removed_makes_room(shown, evening):
    bound = reasons.PER_SEAT * len(evening.seat_ids)
    for n in range(bound):
        give(shown, f"Grund {n:02}", f"key {n}")
    with pytest.raises(Refused):
        give(shown, "Einer mehr", "one more")
    with db.transaction() as session:
        reasons.remove(session, reasons.of_rounds(session, [shown])[0])
    give(shown, "Einer mehr", "one more")
    assert len(said(shown)) == bound
    assert said(shown) == sorted(said(shown))


def test_another_council_and_another_round_have_none_of_it(shown, evening):
    give(shown)
    other = factories.evening("nachbarstadt")
    with db.transaction() as session:
        [reason] = reasons.of_rounds(session, [shown])
        assert reasons.find(session, evening.council_id, reason.key) is reason
        with pytest.raises(NotFound):
            reasons.find(session, other.council_id, reason.key)
        assert reasons.rounds(session, other.council_id) == []
        assert [one.id for one in reasons.rounds(session, evening.council_id)] == [shown]
    with pytest.raises(Conflict):
        give(other.round_id)
    with pytest.raises(NotFound):
        give(db.LARGEST_ID)


def test_after_the_session_the_store_knows_no_order_in_which_they_came(shown, evening, database):
    order = [f"Grund {n}" for n in (3, 1, 4, 2, 9, 8, 0, 7)]
    for n, words in enumerate(order):
        give(shown, words, f"key {n}")
    if not database.sqlite:
        assert stored(database) == order, "control: until then PostgreSQL keeps it"
    evening.end()

    found = stored(database)
    assert sorted(found) == sorted(order)
    with db.reading() as session:
        by_key = text("SELECT text FROM reasons ORDER BY key")
        assert found == list(session.scalars(by_key)) != order


def stored(database):
    """As the rows lie in the table, and when they were written where the store says it."""
    order = "" if database.sqlite else " ORDER BY xmin::text::bigint, ctid"
    with db.reading() as session:
        return list(session.scalars(text(f"SELECT text FROM reasons{order}")))
