"""A show of hands, counted at the cockpit: against whom it is checked, and what it isn't for."""

import pytest

from facilitation import db
from facilitation.councils.models import Council
from facilitation.report import archive
from facilitation.voting import recount
from facilitation.voting.models import Round

from .cockpit_fixtures import mo
from .test_cockpit import fresh, words
from .test_stacks import around, stack, stored, typed

__all__ = ["around", "mo"]


@pytest.fixture
def text_shown(evening):
    """The text of the first vote is on; six are here."""
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    return evening.show_text()


@pytest.fixture
def hands(mo, text_shown):
    """A show of hands, begun at the desk."""
    assert mo.command("open_hands", "text_shown", round=text_shown).status_code == 200
    return text_shown


def count_hands(mo, around, from_state="open", **counts):
    return mo.command("hands", from_state, round=around, **typed(**counts))


def test_a_show_of_hands_goes_the_usual_way_and_is_named(mo, evening, hands):
    assert "Handzeichen eintragen" in words(fresh(mo))
    assert count_hands(mo, hands, yes=4, no=1, abstain=1, people=6).json == {"ok": True}
    assert "6 von 6 gezählt" in words(fresh(mo))
    assert mo.command("close", "open", round=hands).status_code == 200
    assert mo.command("show", "closed", round=hands).status_code == 200
    poll = mo.picture().poll
    assert poll.result.channels == "Handzeichen: 6 von 6 Anwesenden"
    assert (
        poll.result.counts
        == "4\N{NO-BREAK SPACE}Ja · 1\N{NO-BREAK SPACE}Nein · 1\N{NO-BREAK SPACE}Enthaltung"
    )
    assert "Handzeichen: 6 von 6 Anwesenden" in words(fresh(mo))
    with db.reading() as session:
        assert session.get_one(Round, hands).channels == {"hands": 6}
        kept = archive.archive(session, session.get_one(Council, evening.council_id))
    entry = next(poll for poll in kept["polls"] if poll["id"] == f"round-{hands}")
    assert entry["counted"] == {"ballots": 6, "M7": {"yes": 4, "no": 1, "abstain": 1}}
    assert list(recount.compare(kept, recount.recount(kept))) == []


def test_no_device_votes_in_a_show_of_hands(mo, evening, hands):
    from facilitation.errors import Refused

    for channel in ("phone", "paper", "device", "tablet", "helper"):
        with pytest.raises(Refused, match="mit Handzeichen abgestimmt"):
            evening.cast(1, "yes", channel=channel)
    assert mo.picture().poll.arrived == 0


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({"yes": 4, "no": 1, "people": 6}, "Das sind 5 Stimmen, aber 6 Personen im Raum: 1 zu wenig."),
        ({"yes": 7, "people": 7}, "Im Raum sind 7, auf dem Verzeichnis stehen 6 Stimmberechtigte: 1 zu viel. Wer später kam, stimmt erst beim nächsten Mal mit."),
        ({"yes": 6}, "Bitte zählen Sie, wie viele Stimmberechtigte im Raum sind."),
    ],
)  # fmt: skip
def test_hands_are_checked_against_the_people_in_the_room(mo, hands, counts, sentence):
    refused = count_hands(mo, hands, **counts)
    assert refused.status_code == 422
    assert refused.json["message"] == sentence
    assert stored() == []


def test_who_raises_no_hand_has_not_voted(mo, evening, hands):
    assert count_hands(mo, hands, yes=3, people=5, without=2).status_code == 200
    evening.command("close")
    evening.command("show")
    with db.reading() as session:
        assert session.get_one(Round, hands).channels == {"hands": 3}


def test_a_show_of_hands_without_numbers_has_no_result(mo, evening, hands):
    evening.command("close")
    refused = mo.command("show", "closed", round=hands)
    assert "Es fehlen noch die Zahlen" in refused.json["message"]
    assert count_hands(mo, hands, "closed", yes=6, people=6).status_code == 200
    assert mo.command("show", "closed", round=hands).status_code == 200


def test_a_session_that_ends_before_the_hands_are_counted_has_no_result(evening, hands):
    evening.end()
    with db.reading() as session:
        found = session.get_one(Round, hands)
        assert (found.state, found.result) == ("cancelled", None)
        assert "bevor die Handzeichen gezählt" in found.cancel_reason


def test_opening_by_hands_can_be_taken_back_until_something_is_counted(mo, evening, hands):
    evening.command("undo_open")
    evening.open()
    evening.cast(1, "yes")
    assert mo.picture().poll.arrived == 1


def test_counted_hands_hold_the_opening(mo, evening, hands):
    from facilitation.errors import Refused

    count_hands(mo, hands, yes=6, people=6)
    with pytest.raises(Refused):
        evening.command("undo_open")


def test_paper_commands_do_not_reach_a_show_of_hands(mo, evening, hands):
    assert stack(mo, evening, hands, 1, 2, yes=2).status_code == 409


def test_hands_do_not_reach_a_round_with_ballots(mo, evening, around):
    assert count_hands(mo, around, yes=6, people=6).status_code == 409


def test_a_rating_cannot_be_held_by_hands(mo, evening, text_shown):
    from facilitation.errors import Refused
    from facilitation.meetings.models import Meeting
    from facilitation.voting import polls, wording
    from facilitation.voting.models import Poll

    with db.transaction() as session:
        poll = session.get_one(Poll, evening.poll_ids[0])
        poll.method = "dots"
        with pytest.raises(Refused, match="geht nicht per Handzeichen"):
            polls.open_round(
                session,
                poll.latest,
                session.get_one(Meeting, evening.meeting_id),
                wording.current(session, poll),
                by_hands=True,
            )


def test_a_roll_call_is_not_held_by_hands(mo, evening, text_shown):
    assert "Stattdessen per Handzeichen" in words(fresh(mo))
    with db.transaction() as session:
        session.get_one(Round, text_shown).poll.mode = "roll_call"
    assert "Stattdessen per Handzeichen" not in words(fresh(mo))
    refused = mo.command("open_hands", "text_shown", round=text_shown)
    assert "Das geht nicht per Handzeichen" in refused.json["message"]


def test_phones_and_wall_say_that_hands_are_raised(app, mo, evening, hands):
    from facilitation.live import publish

    from ..factories import join

    phone = app.test_client()
    join(phone, evening.card(1))
    page = words(phone.get("/jetzt").get_data(as_text=True))
    assert "Bitte per Handzeichen" in page
    assert "Ja Nein Enthaltung" in page
    assert "/stimme/" not in phone.get("/jetzt").get_data(as_text=True)
    publish.scenes().outdate(evening.council_id)
    wall = publish.scenes().current(evening.council_id, "wall").html
    assert "Bitte per Handzeichen" in wall
    assert 'id="ring"' not in wall
    evening.command("close")
    publish.scenes().outdate(evening.council_id)
    assert "keine Stimme angekommen" not in phone.get("/jetzt").get_data(as_text=True)
