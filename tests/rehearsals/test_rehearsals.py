"""A rehearsal copies the set-up, touches no real row, and goes without a trace."""

from datetime import time

import pytest
from sqlalchemy import func, select

from facilitation import clock, db
from facilitation.councils import councils, team
from facilitation.councils.models import Account, Council
from facilitation.db import Base
from facilitation.errors import Conflict, Forbidden, NotFound, Refused
from facilitation.measures import measures
from facilitation.meetings import agenda
from facilitation.meetings.models import Item, Meeting
from facilitation.participants import presence, seats
from facilitation.recommendations import drafting
from facilitation.rehearsals import copying, rehearsals, tickets
from facilitation.voting import bundles, planned, polls, wording
from facilitation.voting.casting import Cast
from facilitation.voting.models import Poll, Round
from facilitation.voting.writer import writer

from .. import factories
from ..together import bundle, walk

CANARY = "Kanarienvogel-0815"
URL = "http://127.0.0.1:8000"


def begin(evening, number=1):
    with db.transaction() as session:
        return rehearsals.begin(
            session, session.get_one(Council, evening.council_id), number=number
        )


def rows():
    """Everything that is in the database, by table."""
    with db.reading() as session:
        return {
            table.name: sorted(map(repr, session.execute(select(table))))
            for table in Base.metadata.sorted_tables
        }


def traces(folder):
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and CANARY.encode() in path.read_bytes()
    ]


def test_a_rehearsal_has_the_set_up_and_nothing_that_has_happened(evening):
    evening.begin_vote()
    evening.cast(1, "yes")
    twin = begin(evening)

    with db.reading() as session:
        [meeting] = agenda.all_meetings(session, twin.id)
        assert (meeting.state, meeting.opened_at, meeting.current_item_id) == (
            "planned",
            None,
            None,
        )
        assert [(item.kind, item.title, item.started_at) for item in meeting.items] == [
            (kind, title, None) for kind, title, _minutes in factories.ITEMS
        ]
        found = polls.of_item(session, meeting.items[1].id)
        assert [(poll.latest.number, poll.latest.state) for poll in found] == [(1, "ready")] * 2
        own = {measure.id for measure in measures.all_measures(session, twin.id)}
        assert {poll.options[0].subject_id for poll in found} == own
        assert wording.current(session, found[0])["options"][0]["title"] == factories.TITLE
        assert twin.rule == factories.TWO_THIRDS
        assert twin.room_code != evening.room_code


def test_what_is_held_together_is_rehearsed_together(evening):
    held = bundle(evening)
    walk(evening, held, "show_text", "open_rounds", "close", "show")
    twin = begin(evening)

    with db.reading() as session:
        [meeting] = agenda.all_meetings(session, twin.id)
        found = polls.of_item(session, meeting.items[1].id)
        assert bundles.grouping(found) == [[0, 1]]
        assert {poll.latest.state for poll in found} == {"ready"}
        assert found[0].latest.bundle_id != session.get_one(Round, held[0]).bundle_id


def test_seats_are_copied_without_names_and_one_is_left_for_a_real_phone(evening):
    with db.transaction() as session:
        seats.all_seats(session, evening.council_id)[0].name = "Erika Muster"
    twin = begin(evening)

    with db.reading() as session:
        places = [
            (s.number, s.table_number, s.channel, s.name) for s in seats.all_seats(session, twin.id)
        ]
        cards = rehearsals.tickets(session, twin, factories.KEY, URL).cards
        own = rehearsals.own_phone(session, twin)
    phone = [(n, (n - 1) // 3 + 1, "phone", "") for n in range(1, 6)]
    assert places == [*phone, (6, 2, "paper", ""), (7, None, "phone", rehearsals.OWN_PHONE)]
    assert [card.seat for card in cards] == [1, 2, 3, 4, 5, 6]
    assert own.number == 7


def test_its_cards_open_no_real_seat(evening):
    twin = begin(evening)
    with db.reading() as session:
        fake = {card.token for card in rehearsals.tickets(session, twin, factories.KEY, URL).cards}

    assert fake.isdisjoint({evening.token(number) for number in range(1, 7)})


def test_without_seats_thirty_are_made(evening):
    with db.transaction() as session:
        for seat in seats.all_seats(session, evening.council_id):
            seats.remove(session, seat)
    twin = begin(evening)

    with db.reading() as session:
        assert len(seats.all_seats(session, twin.id)) == copying.SEATS + 1
        assert seats.all_seats(session, evening.council_id) == []


def test_the_session_begins_now_and_fixed_times_move_with_it(evening):
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        meeting.date, meeting.starts_at = meeting.date.replace(year=2022), time(10, 0)
        meeting.items[2].anchor = time(11, 15)
    with clock.at(clock.now().replace(hour=8, minute=3)):
        begins = clock.local(clock.now()).replace(minute=0, second=0, microsecond=0)
        twin = begin(evening)

    with db.reading() as session:
        [copy] = agenda.all_meetings(session, twin.id)
        assert (copy.date, copy.starts_at) == (begins.date(), begins.time())
        assert copy.items[2].anchor == time((begins.hour + 1) % 24, 15)


def test_a_fixed_time_that_would_be_tomorrow_is_dropped():
    assert copying.shifted(time(23, 30), 45) is None
    assert copying.shifted(time(10, 30), -45) == time(9, 45)
    assert copying.shifted(None, 45) is None


def test_drafts_come_along_but_not_the_results_beside_them(evening):
    evening.begin_vote()
    evening.cast(1, "yes")
    evening.command("close")
    evening.command("show")
    with db.transaction() as session:
        council = session.get_one(Council, evening.council_id)
        measure = measures.find(session, council.id, evening.measure_ids[0])
        around = polls.find_round(session, council.id, evening.round_id)
        drafting.capture(session, council, measure=measure, around=around, account_id=None)
    twin = begin(evening)

    with db.reading() as session:
        [real] = drafting.all_recommendations(session, evening.council_id)
        [draft] = drafting.all_recommendations(session, twin.id)
        assert (draft.wording, draft.number) == (real.wording, real.number)
        assert draft.round_id is None
        assert draft.measure_id != real.measure_id


def test_only_one_rehearsal_at_a_time_and_none_of_a_rehearsal(evening):
    twin = begin(evening)
    with pytest.raises(Conflict, match="läuft schon"):
        begin(evening)
    with db.transaction() as session, pytest.raises(Refused, match="schon die Probe"):
        rehearsals.begin(session, session.get_one(Council, twin.id), number=1)


def test_a_session_that_is_not_there_or_empty_is_refused(evening):
    with pytest.raises(NotFound):
        begin(evening, 9)
    with db.transaction() as session:
        council_id = evening.council_id
        meeting = session.get_one(Meeting, evening.meeting_id)
        agenda.add_meeting(
            session,
            council_id,
            number=2,
            title="Leer",
            on=meeting.date,
            starts_at=meeting.starts_at,
        )
    with pytest.raises(Refused, match="noch leer"):
        begin(evening, 2)


def test_the_team_is_the_councils_and_the_rehearsal_is_on_no_list(evening):
    with db.transaction() as session:
        account = Account(name="Mo", password_hash="-", created_at=clock.now())
        stranger = Account(name="Fremd", password_hash="-", created_at=clock.now())
        session.add_all([account, stranger])
        session.flush()
        team.join(session, account, evening.council_id, "moderator")
    twin = begin(evening)

    with db.reading() as session:
        assert team.role_in(session, account.id, twin.id) == "moderator"
        with pytest.raises(Forbidden):
            team.role_in(session, stranger.id, twin.id)
        assert [c.slug for c in team.councils_of(session, account.id)] == [evening.slug]
        assert [c.slug for c in councils.all_councils(session)] == [evening.slug]


def test_a_rehearsal_that_was_played_leaves_no_trace(evening, database, tmp_path):
    exports = tmp_path / "exports"
    before = rows()
    twin = begin(evening)
    play(twin)
    (exports / twin.slug).mkdir(parents=True)
    (exports / twin.slug / "Gutachten.docx").write_text(CANARY)
    assert len(traces(tmp_path)) > 1  # control: there is something to find

    rehearsals.end(twin.id, exports)

    assert rows() == before
    assert traces(tmp_path) == []


def test_ended_twice_it_is_simply_gone(evening, tmp_path):
    """Somebody has clicked twice."""
    twin = begin(evening)
    rehearsals.end(twin.id, tmp_path)
    rehearsals.end(twin.id, tmp_path)

    with db.reading() as session:
        assert rehearsals.of_council(session, evening.council_id) is None


def test_what_came_up_on_the_spot_is_not_rehearsed(evening):
    with db.transaction() as session:
        item = session.get_one(Item, evening.item_ids[1])
        planned.quick_question(session, item, "yes_no", "Machen wir eine Pause?")
    twin = begin(evening)

    with db.reading() as session:
        found = session.scalars(select(Poll).filter_by(council_id=twin.id)).all()
        assert [poll.options[0].key for poll in found] == ["M7", "M8"]


def test_a_real_council_cannot_be_ended_as_a_rehearsal(evening, tmp_path):
    with pytest.raises(Refused, match="keine Probe"):
        rehearsals.end(evening.council_id, tmp_path)
    with db.reading() as session:
        assert session.scalar(select(func.count(Council.id))) == 1


def play(twin):
    """A vote in the rehearsal, with words of its own."""
    with db.transaction() as session:
        [meeting] = agenda.all_meetings(session, twin.id)
        measure = measures.all_measures(session, twin.id)[0]
        measure.text = f"{CANARY} " * 2000
        session.flush()
        measure.text = CANARY
        agenda.start(session, meeting)
        for seat in seats.all_seats(session, twin.id):
            presence.mark(session, meeting, seat, "here")
        for _item in ("talk", "vote"):
            agenda.move_on(session, meeting, from_item=meeting.current_item_id)
            session.flush()
        poll = polls.of_item(session, meeting.current.id)[0]
        polls.open_round(
            session, poll.latest, meeting, wording.current(session, poll), from_state="ready"
        )
        round_id, key = poll.latest.id, poll.options[0].key
        seat_id = seats.all_seats(session, twin.id)[0].id
    writer.cast(Cast(round_id, seat_id, "phone", {key: "yes"}, "key-of-a-phone", 1))


def test_the_file_of_cards_is_for_this_user_only(evening, tmp_path):
    twin = begin(evening)
    path = tmp_path / "cards.json"
    with db.reading() as session:
        given = rehearsals.tickets(session, twin, factories.KEY, URL)
    tickets.write(path, given)

    assert path.stat().st_mode & 0o777 == 0o600
    assert tickets.read(path) == given


@pytest.mark.parametrize("content", [None, "{", "[]", '{"cards": 3}', '{"cards": [{"seat": 1}]}'])
def test_a_file_that_holds_no_cards_is_said_so(tmp_path, content):
    path = tmp_path / "cards.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(tickets.NoTickets, match=r"app\.py demo"):
        tickets.read(path)
