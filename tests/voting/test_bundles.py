"""Which votes may be held together: put into a Sammelabstimmung, and taken out again."""

import pytest
from sqlalchemy import func, select

from facilitation import db
from facilitation.errors import Conflict, Invalid, Refused
from facilitation.meetings.models import Item
from facilitation.voting import bundles, planned, polls
from facilitation.voting.models import Bundle, Poll

from ..together import bundle, plan_lines, walk


def put(evening, poll_ids):
    with db.transaction() as session:
        item = session.get_one(Item, evening.item_ids[1])
        bundles.put_together(session, item, [session.get_one(Poll, id) for id in poll_ids])


def test_one_alone_is_no_bundle(evening):
    for chosen in ([], evening.poll_ids[:1], evening.poll_ids[:1] * 2):
        with pytest.raises(Invalid, match="wenigstens zwei"):
            put(evening, chosen)


def test_a_bundle_has_sixty_at_most(evening):
    ids = plan_lines(evening, 61)
    with pytest.raises(Invalid, match="höchstens"):
        put(evening, ids)
    put(evening, ids[1:])


def test_other_methods_other_items_and_what_has_begun_stay_out(evening):
    with db.transaction() as session:
        item = session.get_one(Item, evening.item_ids[1])
        mood = planned.ask_mood(session, item, "Wie geht es Ihnen?", ("schlecht", "mittel", "gut"))
        elsewhere = planned.quick_question(
            session, session.get_one(Item, evening.item_ids[0]), "yes_no", "Pause?"
        )
    for other, words in ((mood.id, "Ja und Nein"), (elsewhere.id, "demselben Punkt")):
        with pytest.raises(Invalid, match=words):
            put(evening, [evening.poll_ids[0], other])
    put(evening, evening.poll_ids)
    with pytest.raises(Conflict, match="gehört schon"):
        put(evening, evening.poll_ids)
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    walk(evening, [evening.round_of(0)], "show_text")
    with pytest.raises(Refused, match="schon begonnen"):
        put(evening, evening.poll_ids)


def test_taking_apart_only_before_it_begins(evening):
    held = bundle(evening)
    with db.transaction() as session:
        item = session.get_one(Item, evening.item_ids[1])
        number = session.scalars(select(Bundle.id)).one()
        assert bundles.take_apart(session, item, number) == 2
        with pytest.raises(Conflict, match="gibt es nicht mehr"):
            bundles.take_apart(session, item, number)
    put(evening, evening.poll_ids)
    walk(evening, held, "show_text")
    with db.transaction() as session, pytest.raises(Refused, match="schon begonnen"):
        bundles.take_apart(
            session,
            session.get_one(Item, evening.item_ids[1]),
            session.scalars(select(Bundle.id)).one(),
        )


def test_what_is_left_of_two_is_held_alone(evening):
    bundle(evening)
    with db.transaction() as session:
        polls.drop(session, session.get_one(Poll, evening.poll_ids[0]))
        assert session.get_one(Poll, evening.poll_ids[1]).latest.bundle_id is None
        assert session.scalar(select(func.count(Bundle.id))) == 0


def test_an_item_with_a_bundle_can_be_taken_off(evening):
    with db.transaction() as session:
        item = session.get_one(Item, evening.item_ids[1])
        bundles.put_together(session, item, [session.get_one(Poll, id) for id in evening.poll_ids])
        planned.take_off(session, item)
        assert session.scalar(select(func.count(Bundle.id))) == 0
